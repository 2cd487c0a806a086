"""Invoices of an order, and what of its receipts they stand for (M-45)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from services.reception.domain.invoices import LIVE, InvoiceState, Slip, SlipInvoiced
from services.reception.domain.money import ReceiptState
from services.reception.models import Invoice, Receipt
from services.reception.queries.money import reserved
from shared.kit.db import AsyncSession
from shared.kit.errors import NotFound


def invoices(branch_id: str | None, order_id: UUID | None, states: Sequence[InvoiceState]) -> SelectOfScalar[Invoice]:
    """Invoices in whatever states are asked for."""
    query = select(Invoice)
    if branch_id is not None:
        query = query.where(Invoice.branch_id == branch_id)
    if order_id is not None:
        query = query.where(Invoice.order_id == order_id)
    return query.where(col(Invoice.state).in_(list(states))) if states else query


async def live_invoices(session: AsyncSession, order_id: UUID, *, but: UUID | None = None) -> list[Invoice]:
    """The order's invoices that stand or are asked for, but this one."""
    query = select(Invoice).where(Invoice.order_id == order_id, col(Invoice.state).in_(list(LIVE)), Invoice.id != but)
    return list((await session.exec(query)).all())


async def refuse_invoiced(
    session: AsyncSession, order_id: UUID, numbers: Sequence[str], *, but: UUID | None = None
) -> None:
    """Refuse to touch receipts that an invoice stands for; the order is locked.

    Raises:
        SlipInvoiced: it has to be voided first.
    """
    covered = {number for row in await live_invoices(session, order_id, but=but) for number in row.receipt_numbers}
    for number in numbers:
        if number in covered:
            raise SlipInvoiced(number=number)


async def slips(session: AsyncSession, order_id: UUID, numbers: Sequence[str]) -> list[Slip]:
    """The receipts of the order by these numbers.

    Raises:
        NotFound: the order has no such receipt.
    """
    query = select(Receipt).where(Receipt.order_id == order_id, col(Receipt.number).in_(numbers))
    rows = (await session.exec(query.order_by(col(Receipt.number)))).all()
    if len(rows) != len(set(numbers)):
        raise NotFound(what="receipt")
    return [
        Slip(
            row.number,
            row.form,
            row.business_day,
            0 if row.state == ReceiptState.VOID else row.amount - await reserved(session, row.id),
        )
        for row in rows
    ]
