"""Points from own spending and from referrals; levels (CS-20, A-26)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid5

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

from services.customer_service.domain.members import Level, level_of, new_referral_code, points_for, rank
from services.customer_service.models import Member, OrderCopy, PointsEntry, ReferralCode, Spending
from services.customer_service.service.policy import policy
from shared.contracts.customer_service import MemberUpgraded, PointsGranted
from shared.contracts.reception import PaymentReceived, ReceiptForm, ReceiptVoided, RefundMade
from shared.contracts.scheduling import ShootCompleted
from shared.kit.db import AsyncSession
from shared.kit.outbox import publish

SPENT, VOIDED, REFUNDED, REFERRED = "SPENT", "VOIDED", "REFUNDED", "REFERRED"


async def note_money(session: AsyncSession, event: PaymentReceived | ReceiptVoided | RefundMade) -> None:
    """Keep money that counts; deposits for things are no spending."""
    match event:
        case PaymentReceived():
            if event.form is ReceiptForm.DEPOSIT:
                return
            key, amount, reason = event.receipt_id, event.amount.amount, SPENT
        case ReceiptVoided():
            receipt = await session.get(Spending, event.receipt_id)
            if receipt is None:
                return
            key, amount, reason = uuid5(event.receipt_id, VOIDED), -receipt.amount, VOIDED
        case RefundMade():
            key, amount, reason = event.refund_id, -event.amount.amount, REFUNDED
    if await session.get(Spending, key) is None:
        row = Spending(
            id=key, branch_id=event.branch_id, order_id=event.order_id, amount=amount, reason=reason, at=event.at
        )
        session.add(row)
        await session.flush()
    await settle(session, event.order_id)


async def settle(session: AsyncSession, order_id: UUID) -> None:
    """Credit what was spent on the order to its first person, as soon as the order is known."""
    order = await session.get(OrderCopy, order_id)
    if order is None or not order.person_ids:
        return
    await give_codes(session, order)
    open_rows = await session.exec(
        select(Spending)
        .where(col(Spending.order_id) == order_id, col(Spending.person_id).is_(None))
        .order_by(col(Spending.at), col(Spending.id))
    )
    person_id = UUID(order.person_ids[0])
    for row in list(open_rows):
        row.person_id = person_id
        member = await _member(session, person_id)
        points = points_for(member.spent, member.spent + row.amount, policy().fen_per_point)
        member.spent += row.amount
        await _grant(session, member, points, row.reason, row.at, order.branch_id, order_id)


async def give_codes(session: AsyncSession, order: OrderCopy) -> None:
    """Everybody who ordered can recommend us (PCK-08)."""
    for person in sorted(order.person_ids):
        values = {"person_id": UUID(person), "code": new_referral_code()}
        await session.execute(insert(ReferralCode).values(values).on_conflict_do_nothing())


async def thank_referrer(session: AsyncSession, event: ShootCompleted) -> None:
    """Points for who recommended us, once, after the referred order's shoot (A-26); nobody recommends himself."""
    order = await session.get(OrderCopy, event.order_id)
    if order is None or order.referrer_person_id is None or str(order.referrer_person_id) in order.person_ids:
        return
    key = uuid5(event.order_id, REFERRED)
    if await session.get(PointsEntry, key) is None:
        member = await _member(session, order.referrer_person_id)
        points = policy().referral_points
        await _grant(session, member, points, REFERRED, event.at, order.branch_id, order.order_id, key)


async def _member(session: AsyncSession, person_id: UUID) -> Member:
    member = await session.get(Member, person_id, with_for_update=True)
    if member is None:
        member = Member(person_id=person_id, level=Level.NONE)
        session.add(member)
        await session.flush()
    return member


async def _grant(
    session: AsyncSession,
    member: Member,
    points: int,
    reason: str,
    at: datetime,
    branch_id: str,
    order_id: UUID,
    key: UUID | None = None,
) -> None:
    if points == 0:
        return
    member.points += points
    member.version += 1
    entry_id = key or uuid5(member.person_id, f"{order_id} {member.version}")
    session.add(
        PointsEntry(
            id=entry_id,
            person_id=member.person_id,
            at=at,
            points=points,
            balance=member.points,
            reason=reason,
            order_id=order_id,
        )
    )
    granted = PointsGranted(
        branch_id=branch_id,
        person_id=member.person_id,
        points=points,
        balance=member.points,
        reason=reason,
        order_id=order_id,
    )
    publish(session, granted, version=member.version)
    reached = level_of(member.points)
    if rank(reached) > rank(member.level):
        upgraded = MemberUpgraded(branch_id=branch_id, person_id=member.person_id, level=reached.value)
        publish(session, upgraded, version=member.version)
    member.level = reached
