"""Refunds: against the original receipt, approved by a second person, by the same channel (M-39)."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import select

from services.reception.domain.money import (
    OtherChannel,
    ReceiptState,
    ReceiptVoidNow,
    RefundTooMuch,
    fen_in,
)
from services.reception.domain.orders import OrderState
from services.reception.models import Order, Receipt, Refund
from services.reception.queries.invoices import refuse_invoiced
from services.reception.queries.money import reserved
from services.reception.schemas.money import PayoutIn, RefundIn, RefundOut
from services.reception.service.clearances import refuse_raise
from services.reception.service.days import open_day
from shared.contracts.values import Money
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.errors import NotFound
from shared.kit.ids import new_id
from shared.kit.outbox import publish
from shared.kit.reference import get_branch


async def reserve_refund(
    session: AsyncSession,
    who: Principal,
    order: Order,
    number: str,
    amount: Money,
    reason: str,
    *,
    cancellation_id: UUID | None = None,
) -> Refund:
    """Ask for money back of a receipt; with the order and the receipt locked, so that requests cannot add up.

    Raises:
        NotFound: the order has no such receipt.
        ReceiptVoidNow: the receipt is void.
        RefundTooMuch: it holds less than what is asked for already and this.
    """
    fen = fen_in(amount, order.currency)
    query = select(Receipt).where(Receipt.order_id == order.id, Receipt.number == number).with_for_update()
    receipt = (await session.exec(query)).first()
    if receipt is None:
        raise NotFound(what="receipt")
    if receipt.state == ReceiptState.VOID:
        raise ReceiptVoidNow(receipt_number=number)
    available = receipt.amount - await reserved(session, receipt.id)
    if fen > available:
        raise RefundTooMuch(receipt_number=number, available=str(order.money(available)))
    refund = Refund(
        id=new_id(),
        branch_id=order.branch_id,
        order_id=order.id,
        receipt_id=receipt.id,
        cancellation_id=cancellation_id,
        receipt_number=number,
        method=receipt.method,
        currency=receipt.currency,
        amount=fen,
        reason=reason,
        requested_by=who.staff_id,
        requested_at=clock.now(),
    )
    session.add(refund)
    await session.flush()
    return refund


async def request_refund(session: AsyncSession, who: Principal, body: RefundIn) -> RefundOut:
    """Ask for money back without ending the order."""
    order = await get_or_404(session, Order, body.order_id, lock=True)
    refund = await reserve_refund(session, who, order, body.receipt_number, body.amount, body.reason)
    refund.lowers_price = body.lowers_price
    publish(session, refund.requested(), version=1)
    return RefundOut.of(refund)


async def approve_refund(session: AsyncSession, who: Principal, refund_id: UUID) -> RefundOut:
    """The second person's word; a refund of a cancellation is approved with it.

    Raises:
        SelfApproval: the requester himself.
        TransitionRefused: not waiting for approval.
    """
    refund = await get_or_404(session, Refund, refund_id, lock=True)
    if refund.cancellation_id is not None:
        raise NotFound(what="refund request of its own")
    publish(session, refund.approve(who.staff_id, clock.now()), version=2)
    return RefundOut.of(refund)


async def reject_refund(session: AsyncSession, who: Principal, refund_id: UUID) -> RefundOut:
    """The second person does not agree; the amount is free again.

    Raises:
        TransitionRefused: not waiting for approval.
    """
    refund = await get_or_404(session, Refund, refund_id, lock=True)
    if refund.cancellation_id is not None:
        raise NotFound(what="refund request of its own")
    publish(session, refund.reject(who.staff_id, clock.now()), version=2)
    return RefundOut.of(refund)


async def pay_refund(session: AsyncSession, who: Principal, refund_id: UUID, body: PayoutIn) -> RefundOut:
    """Pay an approved refund out by the channel it came by; never more than the receipt holds (M-39).

    Raises:
        OtherChannel, RefundTooMuch, DayIsClosed, ClearanceRunning, TransitionRefused.
        SlipInvoiced: the receipt has an invoice, which is voided first (M-45).
    """
    order_id = (await get_or_404(session, Refund, refund_id)).order_id
    order = await get_or_404(session, Order, order_id, lock=True)
    refund = await get_or_404(session, Refund, refund_id, lock=True)
    receipt = await get_or_404(session, Receipt, refund.receipt_id, lock=True)
    if body.method is not None and body.method != refund.method:
        raise OtherChannel(method=refund.method)
    await refuse_invoiced(session, order.id, [receipt.number])
    branch = await get_branch(session, order.branch_id)
    event = refund.pay(who.staff_id, branch.today())
    if receipt.refunded + refund.amount > receipt.amount:
        raise RefundTooMuch(
            receipt_number=receipt.number, available=str(order.money(receipt.amount - receipt.refunded))
        )
    owed, ended = order.balance, order.state == OrderState.CANCELLED
    order.paid_back(receipt.form, refund.amount, lowers_price=refund.lowers_price or ended)
    if order.balance > owed and not ended:
        await refuse_raise(session, order)
    await open_day(session, branch, branch.today())
    receipt.refunded += refund.amount
    publish(session, event, version=3)
    publish(session, order.balance_changed(), version=order.balance_version)
    return RefundOut.of(refund)
