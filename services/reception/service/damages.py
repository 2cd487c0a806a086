"""Damage to customers' property: reported, an offer approved by the store manager, made good (M-21)."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import select

from services.reception.domain.damages import DAMAGE, SERIES, DamageAction, MadeGood, RefundMissing
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
from shared.kit.versions import check_version


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


async def offer(session: AsyncSession, who: Principal, damage_id: UUID, body: OfferIn, edited: int) -> DamageOut:
    """What was agreed with the customer (M-21).

    Raises:
        AmountMissing: money without an amount.
        CurrencyRefused: another currency than the order's.
        VersionStale: somebody else has made an offer in the meantime (P10).
    """
    row = await get_or_404(session, DamageReport, damage_id, lock=True)
    check_version(row.version, edited)
    amount = fen_in(body.amount, row.currency)
    publish(session, row.offer(body.how, amount, body.terms, who.staff_id, clock.now()), version=row.version)
    return DamageOut.of(row)


async def decide(
    session: AsyncSession, who: Principal, damage_id: UUID, edited: int, refusal: str | None = None
) -> DamageOut:
    """The store manager's word, a no with its reason (M-21).

    Raises:
        SelfApproval: whoever made the offer.
        VersionStale: another offer stands there by now; nobody signs what he has not seen (P10).
    """
    row = await get_or_404(session, DamageReport, damage_id, lock=True)
    check_version(row.version, edited)
    publish(session, row.decide(who.staff_id, clock.now(), refusal), version=row.version)
    return DamageOut.of(row)


async def make_good(session: AsyncSession, who: Principal, damage_id: UUID, body: MadeGoodIn) -> DamageOut:
    """The customer has what was offered, and signs (M-21).

    Raises:
        RefundMissing: money was offered by a refund, and this is none of that amount that was paid out.
    """
    row = await get_or_404(session, DamageReport, damage_id, lock=True)
    DAMAGE.after(row.state, DamageAction.MAKE_GOOD)
    refund_id = await _paid_out(session, row, body.refund_id) if row.how == MadeGood.REFUND else None
    event = row.make_good(body.signature_name, refund_id, who.staff_id, clock.now())
    publish(session, event, version=row.version)
    return DamageOut.of(row)


async def _paid_out(session: AsyncSession, row: DamageReport, refund_id: UUID | None) -> UUID:
    """The refund that makes it good; it is locked, so that it cannot stand for two."""
    refund = await session.get(Refund, refund_id, with_for_update=True) if refund_id else None
    if (
        refund is None
        or refund.order_id != row.order_id
        or refund.state != RefundState.PAID
        or refund.amount != row.amount
        or (await session.exec(select(DamageReport.id).where(DamageReport.refund_id == refund.id))).first() is not None
    ):
        raise RefundMissing(amount=str(row.money))
    return refund.id


async def close(session: AsyncSession, who: Principal, damage_id: UUID, finding: str) -> DamageOut:
    """Nothing is owed for it (M-21)."""
    row = await get_or_404(session, DamageReport, damage_id, lock=True)
    publish(session, row.close(finding, who.staff_id, clock.now()), version=row.version)
    return DamageOut.of(row)
