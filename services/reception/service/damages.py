"""Damage to customers' property: reported, an offer approved by the store manager, made good (M-21)."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import select

from services.reception.domain.damages import SERIES, MadeGood, RefundMissing
from services.reception.domain.money import RefundState, fen_in, receipt_number
from services.reception.models import DamageReport, Order, Refund, WorkOrder
from services.reception.schemas.damages import DamageIn, DamageOut, MadeGoodIn, OfferIn
from services.reception.service.numbers import next_number
from services.reception.service.staff import require_staff
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.errors import NotFound
from shared.kit.ids import new_id
from shared.kit.outbox import publish
from shared.kit.reference import get_branch


async def report(session: AsyncSession, who: Principal, order_id: UUID, body: DamageIn) -> DamageOut:
    """Whoever sees it says so, and the manager hears at once (M-21).

    Raises:
        NotFound: no such order, or its work order belongs to another.
        StaffLeft, FactNotArrived: the person named is not at work here.
    """
    order = await get_or_404(session, Order, order_id)
    if body.work_order_id is not None:
        work = await get_or_404(session, WorkOrder, body.work_order_id)
        if work.order_id != order.id:
            raise NotFound(what="workorder")
    await require_staff(session, [body.responsible_id])
    year = (await get_branch(session, order.branch_id)).today().year
    row = DamageReport(
        id=new_id(),
        branch_id=order.branch_id,
        order_id=order.id,
        **body.model_dump(),
        number="",
        currency=order.currency,
        reported_by=who.staff_id,
        reported_at=clock.now(),
    )
    sequence = await next_number(session, order.branch_id, SERIES, str(year))
    row.number = receipt_number(SERIES, year, order.branch_id, sequence)
    session.add(row)
    publish(session, row.reported(), version=row.version)
    return DamageOut.of(row)


async def offer(session: AsyncSession, who: Principal, damage_id: UUID, body: OfferIn) -> DamageOut:
    """What was agreed with the customer (M-21).

    Raises:
        AmountMissing: money without an amount.
        CurrencyRefused: another currency than the order's.
    """
    row = await get_or_404(session, DamageReport, damage_id, lock=True)
    amount = fen_in(body.amount, row.currency)
    publish(session, row.offer(body.how, amount, body.terms, who.staff_id, clock.now()), version=row.version)
    return DamageOut.of(row)


async def decide(session: AsyncSession, who: Principal, damage_id: UUID, *, approved: bool) -> DamageOut:
    """The store manager's word (M-21).

    Raises:
        SelfApproval: whoever made the offer.
    """
    row = await get_or_404(session, DamageReport, damage_id, lock=True)
    publish(session, row.decide(approved=approved, by=who.staff_id, at=clock.now()), version=row.version)
    return DamageOut.of(row)


async def make_good(session: AsyncSession, who: Principal, damage_id: UUID, body: MadeGoodIn) -> DamageOut:
    """The customer has what was offered, and signs (M-21).

    Raises:
        RefundMissing: money was offered by a refund, and this is none of that amount that was paid out.
    """
    row = await get_or_404(session, DamageReport, damage_id, lock=True)
    by_refund = row.how == MadeGood.REFUND
    # Before the refund is looked at, so that a report in another state is refused for its state.
    event = row.make_good(body.signature_name, body.refund_id if by_refund else None, who.staff_id, clock.now())
    if by_refund:
        await _require_paid(session, row)
    publish(session, event, version=row.version)
    return DamageOut.of(row)


async def _require_paid(session: AsyncSession, row: DamageReport) -> None:
    """One refund makes good one damage; it is locked, so that it cannot stand for two."""
    refund = await session.get(Refund, row.refund_id, with_for_update=True) if row.refund_id else None
    paid = (
        refund is not None
        and refund.order_id == row.order_id
        and refund.state == RefundState.PAID
        and refund.amount == row.amount
    )
    with session.no_autoflush:
        other = select(DamageReport.id).where(DamageReport.refund_id == row.refund_id, DamageReport.id != row.id)
        if not paid or (await session.exec(other)).first() is not None:
            raise RefundMissing(amount=str(row.money))


async def close(session: AsyncSession, who: Principal, damage_id: UUID, finding: str) -> DamageOut:
    """Nothing is owed for it (M-21)."""
    row = await get_or_404(session, DamageReport, damage_id, lock=True)
    publish(session, row.close(finding, who.staff_id, clock.now()), version=row.version)
    return DamageOut.of(row)
