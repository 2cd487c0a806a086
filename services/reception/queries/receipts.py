"""Receipts in lists, and which of them can still be voided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from sqlmodel import col, select

from services.reception.domain.invoices import LIVE
from services.reception.domain.money import Kept, ReceiptState, RefundState
from services.reception.models import BusinessDay, Invoice, Receipt, Refund
from services.reception.schemas.money import ListedReceipt
from shared.kit.db import AsyncSession


def tell_kept(
    receipts: Iterable[Receipt],
    refunds: Iterable[Refund],
    invoices: Iterable[Invoice],
    signed: Iterable[tuple[str, date]],
) -> list[ListedReceipt]:
    """The receipts as listed.

    Args:
        refunds: of these receipts.
        invoices: that stand or are asked for, of their orders.
        signed: branches and days that are signed.
    """
    back = {row.receipt_id for row in refunds if row.state != RefundState.REJECTED}
    invoiced = {number for row in invoices for number in row.receipt_numbers}
    closed = set(signed)

    def kept(row: Receipt) -> Kept | None:
        if row.state == ReceiptState.VOID:
            return None
        if (row.branch_id, row.business_day) in closed:
            return Kept.SIGNED
        if row.id in back:
            return Kept.PAID_BACK
        return Kept.INVOICED if row.number in invoiced else None

    return [ListedReceipt.told(row, kept(row)) for row in receipts]


async def show_receipts(session: AsyncSession, receipts: Sequence[Receipt]) -> list[ListedReceipt]:
    """Some receipts of whatever orders and days, as listed."""
    ids: list[UUID] = [row.id for row in receipts]
    orders = {row.order_id for row in receipts}
    branches, days = {row.branch_id for row in receipts}, {row.business_day for row in receipts}
    refunds = await session.exec(select(Refund).where(col(Refund.receipt_id).in_(ids)))
    invoices = await session.exec(
        select(Invoice).where(col(Invoice.order_id).in_(orders), col(Invoice.state).in_(list(LIVE)))
    )
    signed = await session.exec(
        select(col(BusinessDay.branch_id), col(BusinessDay.day)).where(
            col(BusinessDay.branch_id).in_(branches),
            col(BusinessDay.day).in_(days),
            col(BusinessDay.signed_at).is_not(None),
        )
    )
    return tell_kept(receipts, refunds, invoices, signed)
