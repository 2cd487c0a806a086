"""Taking money against a numbered receipt, and voiding one (FIN-01 … FIN-07)."""

from __future__ import annotations

from uuid import UUID

from services.reception.domain.money import (
    PACKAGE_FORMS,
    CustomerNumberMissing,
    FormRefused,
    HandlerMissing,
    ReceiptVoidNow,
    check_form,
    check_intake,
    fen_in,
    receipt_number,
)
from services.reception.domain.orders import OrderState
from services.reception.models import Order, Receipt
from services.reception.queries.invoices import refuse_invoiced
from services.reception.queries.money import reserved
from services.reception.queries.placing import order_to_pay
from services.reception.schemas.money import PaymentIn, ReceiptOut
from services.reception.service.clearances import refuse_raise
from services.reception.service.days import open_day
from services.reception.service.numbers import next_number
from services.reception.service.staff import require_staff
from shared.contracts.reception import ReceiptForm
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.errors import Both
from shared.kit.ids import new_id
from shared.kit.outbox import publish
from shared.kit.reference import get_branch


async def take_payment(session: AsyncSession, who: Principal, order_id: UUID, body: PaymentIn) -> ReceiptOut:
    """Take money and issue its receipt (FIN-01); what was paid before is computed, never typed (FIN-05).

    The cashier is the caller (FIN-06). The handler of R1 … R3 is the order's owner unless somebody else is named;
    R4 … R6 name the selection clerk (A-34).

    Raises:
        FormRefused: the form does not fit what was paid so far.
        NotesNotTested, MethodRefused, HandlerMissing, CustomerNumberMissing, DayIsClosed.
    """
    order, branch = await order_to_pay(session, order_id)
    form = ReceiptForm(body.form)
    amount = fen_in(body.amount, order.currency)
    check_intake(body.method, body.note_tested, branch.state.payment_methods)
    handler = await _handler(session, order, form, body.handler_id)
    account = order.account(form)
    if order.state == OrderState.CANCELLED:
        raise FormRefused(form=form.value, reason=Both("the order is cancelled", "订单已取消"))
    check_form(form, amount, account)
    day = await open_day(session, branch, branch.today())
    order.paid_in(form, amount)
    # Before the counter's row is locked, so that the order is written once and others wait less.
    owed = order.balance_changed()
    receipt = Receipt(
        id=new_id(),
        branch_id=order.branch_id,
        order_id=order.id,
        number="",
        year=day.day.year,
        sequence=0,
        business_day=day.day,
        taken_at=clock.now(),
        form=form,
        method=body.method,
        currency=order.currency,
        amount=amount,
        total=account.total,
        already_paid=account.paid,
        unpaid_after=account.rest - amount,
        handler_id=handler,
        cashier_id=who.staff_id,
        note_tested=body.note_tested,
        customer_number=order.customer_number,
        note=body.note,
    )
    receipt.sequence = await next_number(session, order.branch_id, "R", str(receipt.year))
    receipt.number = receipt_number("R", receipt.year, order.branch_id, receipt.sequence)
    session.add(receipt)
    publish(session, receipt.received(), version=1)
    publish(session, owed, version=order.balance_version)
    return ReceiptOut.of(receipt)


async def _handler(session: AsyncSession, order: Order, form: ReceiptForm, named: str | None) -> str:
    """经手人: who made the sale (FIN-06, A-34, M-65)."""
    await require_staff(session, [named])
    if form in PACKAGE_FORMS:
        return named or order.owner_id
    if named is None:
        raise HandlerMissing
    if order.customer_number is None:
        raise CustomerNumberMissing
    return named


async def void_receipt(session: AsyncSession, who: Principal, receipt_id: UUID, reason: str) -> ReceiptOut:
    """作废: mark a miswritten receipt; its number stays, its money does not count (FIN-02).

    Raises:
        DayIsClosed: its day was signed (M-77).
        ReceiptVoidNow: money of it went or goes back.
        SlipInvoiced: it has an invoice, which is voided first (M-45).
        ClearanceRunning: the balance may not rise now.
    """
    order_id = (await get_or_404(session, Receipt, receipt_id)).order_id
    order = await get_or_404(session, Order, order_id, lock=True)
    receipt = await get_or_404(session, Receipt, receipt_id, lock=True)
    event = receipt.void(reason, who.staff_id, clock.now())
    if await reserved(session, receipt.id):
        raise ReceiptVoidNow(receipt_number=receipt.number)
    await refuse_invoiced(session, order.id, [receipt.number])
    await refuse_raise(session, order)
    branch = await get_branch(session, order.branch_id)
    await open_day(session, branch, receipt.business_day)
    order.paid_in(receipt.form, -receipt.amount)
    if order.state == OrderState.CANCELLED:
        _keep_settled(order, receipt)
    publish(session, event, version=2)
    publish(session, order.balance_changed(), version=order.balance_version)
    return ReceiptOut.of(receipt)


def _keep_settled(order: Order, receipt: Receipt) -> None:
    """A cancelled order owes nothing: what a void receipt was thought to have paid is not owed either."""
    if receipt.form in PACKAGE_FORMS:
        order.package_total -= receipt.amount
    else:
        order.selection_total -= receipt.amount
