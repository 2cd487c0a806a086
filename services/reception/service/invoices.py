"""Writing invoices for what was sold, agreeing to them, voiding them (M-45)."""

from __future__ import annotations

from uuid import UUID

from services.reception.domain.invoices import (
    SERIES,
    AboveReceipts,
    Buyer,
    InvoiceAction,
    InvoiceState,
    NothingSold,
    Slip,
    SlipNotCollected,
    TaxNumberWrong,
    check_slip,
    first_state,
    goods_of,
)
from services.reception.domain.money import PACKAGE_FORMS, fen_in
from services.reception.models import Invoice, Order
from services.reception.queries.invoices import live_invoices, refuse_invoiced, slips
from services.reception.schemas.invoices import InvoiceIn, InvoiceOut, InvoiceVoidIn
from services.reception.service.days import open_day
from services.reception.service.numbers import next_number
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.ids import new_id
from shared.kit.outbox import publish
from shared.kit.reference import Branch, get_branch


async def write_invoice(session: AsyncSession, who: Principal, order_id: UUID, body: InvoiceIn) -> InvoiceOut:
    """Write an invoice for receipts of this month, at once when nobody has to be asked, else ask.

    Up to what the receipts hold the counter writes it alone; above that a manager agrees, above the chain's limit
    finance comes first; more than was really sold is never written.

    Raises:
        SlipNotCollected, TaxNumberWrong, SlipInvoiced, SlipNotGood, OtherMonth, NothingSold, CurrencyRefused,
        DayIsClosed.
    """
    order = await get_or_404(session, Order, order_id, lock=True)
    if not body.slips_collected:
        raise SlipNotCollected
    if (body.buyer == Buyer.COMPANY) != (body.tax_number is not None):
        raise TaxNumberWrong
    branch = await get_branch(session, order.branch_id)
    amount = fen_in(body.amount, order.currency)
    numbers = sorted(set(body.receipt_numbers))
    held = await _good_slips(session, branch, order, numbers)
    await _refuse_unsold(session, order, amount)
    paid = sum(slip.left for slip in held)
    limit: int = session.info["service"].extras["invoice_finance_above"]
    invoice = Invoice(
        id=new_id(),
        branch_id=order.branch_id,
        order_id=order.id,
        state=first_state(amount, paid, limit),
        buyer=body.buyer,
        title=body.title,
        tax_number=body.tax_number,
        goods=[goods.value for goods in goods_of([slip.form for slip in held], PACKAGE_FORMS)],
        package_name=order.package_name,
        receipt_numbers=numbers,
        currency=order.currency,
        amount=amount,
        paid=paid,
        reason=body.reason,
        requested_by=who.staff_id,
        requested_at=clock.now(),
    )
    if invoice.state == InvoiceState.READY:
        await _number(session, who, branch, invoice)
    else:
        publish(session, invoice.asked(), version=1)
    session.add(invoice)
    return InvoiceOut.of(invoice)


async def issue_invoice(session: AsyncSession, who: Principal, invoice_id: UUID) -> InvoiceOut:
    """Write one that was agreed to, if its receipts still hold what they did.

    Raises:
        TransitionRefused: nobody agreed yet, or it is written.
        AboveReceipts: money went back since.
        SlipNotGood, OtherMonth, NothingSold, DayIsClosed.
    """
    invoice, order = await _locked(session, invoice_id)
    branch = await get_branch(session, order.branch_id)
    held = await _good_slips(session, branch, order, invoice.receipt_numbers, but=invoice.id)
    paid = sum(slip.left for slip in held)
    if invoice.amount > paid and paid < invoice.paid:
        raise AboveReceipts(paid=str(order.money(paid)))
    await _refuse_unsold(session, order, invoice.amount, but=invoice.id)
    await _number(session, who, branch, invoice)
    return InvoiceOut.of(invoice)


async def pass_finance(session: AsyncSession, who: Principal, invoice_id: UUID) -> InvoiceOut:
    """Finance has nothing against it (M-45).

    Raises:
        SelfApproval, TransitionRefused.
    """
    invoice, _order = await _locked(session, invoice_id)
    publish(session, invoice.pass_finance(who.staff_id, clock.now()), version=2)
    return InvoiceOut.of(invoice)


async def decide_invoice(session: AsyncSession, who: Principal, invoice_id: UUID, action: InvoiceAction) -> InvoiceOut:
    """A manager agrees to more than was paid, or refuses.

    Raises:
        SelfApproval, TransitionRefused.
    """
    invoice, _order = await _locked(session, invoice_id)
    publish(session, invoice.decide(action, who.staff_id, clock.now()), version=3)
    return InvoiceOut.of(invoice)


async def void_invoice(session: AsyncSession, who: Principal, invoice_id: UUID, body: InvoiceVoidIn) -> InvoiceOut:
    """作废, with both copies there; its receipts may be invoiced anew.

    Raises:
        CopiesMissing, TransitionRefused.
    """
    invoice, _order = await _locked(session, invoice_id)
    publish(session, invoice.void(body.reason, body.both_copies, who.staff_id, clock.now()), version=5)
    return InvoiceOut.of(invoice)


async def _locked(session: AsyncSession, invoice_id: UUID) -> tuple[Invoice, Order]:
    """The invoice and its order, locked in the order of every other movement of money."""
    order_id = (await get_or_404(session, Invoice, invoice_id)).order_id
    order = await get_or_404(session, Order, order_id, lock=True)
    return await get_or_404(session, Invoice, invoice_id, lock=True), order


async def _good_slips(
    session: AsyncSession, branch: Branch, order: Order, numbers: list[str], *, but: UUID | None = None
) -> list[Slip]:
    held = await slips(session, order.id, numbers)
    for slip in held:
        check_slip(slip, branch.today())
    await refuse_invoiced(session, order.id, numbers, but=but)
    return held


async def _refuse_unsold(session: AsyncSession, order: Order, amount: int, *, but: UUID | None = None) -> None:
    sold = order.package_total + order.selection_total
    available = sold - sum(row.amount for row in await live_invoices(session, order.id, but=but))
    if amount > available:
        raise NothingSold(available=str(order.money(max(available, 0))))


async def _number(session: AsyncSession, who: Principal, branch: Branch, invoice: Invoice) -> None:
    """Write it: today's date, the next number of the branch, without gaps."""
    day = await open_day(session, branch, branch.today())
    sequence = await next_number(session, branch.branch_id, SERIES, str(day.day.year))
    publish(session, invoice.issue(sequence, who.staff_id, day.day), version=4)
