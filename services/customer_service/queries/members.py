"""Reading members, and the department's part of an order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Uuid, bindparam, cast, func
from sqlmodel import col, select

from services.customer_service.domain.members import CardState, Level, Levels, RewardKind, RewardRule
from services.customer_service.models import (
    CashReward,
    Complaint,
    Contact,
    Delay,
    Member,
    MemberCard,
    OrderCopy,
    PointsEntry,
    ReferralCode,
)
from services.customer_service.schemas.complaints import ComplaintOut
from services.customer_service.schemas.contacts import ContactOut
from services.customer_service.schemas.delays import DelayOut
from services.customer_service.schemas.members import (
    CardOut,
    MemberOut,
    MembershipCard,
    MembershipLine,
    MembershipOut,
    OrderPart,
    PointsLine,
    ReferredOut,
    ReferrerOut,
    RewardRuleOut,
)
from shared.contracts.values import Money, tidy_code
from shared.kit import clock
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.errors import NotFound
from shared.kit.together import Together


def list_members(branch_id: str | None, level: Level | None) -> Select[Any]:
    """Members of a level, or of any; those with an order in that branch when one is asked for."""
    wanted = col(Member.level) != Level.NONE if level is None else col(Member.level) == level
    query = select(Member).where(wanted)
    if branch_id is None:
        return query
    ordered = select(cast(func.jsonb_array_elements_text(col(OrderCopy.person_ids)), Uuid)).where(
        col(OrderCopy.branch_id) == branch_id
    )
    return query.where(col(Member.person_id).in_(ordered))


async def read_member(session: AsyncSession, person_id: UUID) -> MemberOut:
    """A customer's points with the latest lines of the ledger, cards, code, and who came by it.

    Raises:
        NotFound: no order of that person was heard of, nor any points.
    """
    member, code = await session.get(Member, person_id), await session.get(ReferralCode, person_id)
    if member is None and code is None:
        raise NotFound(what="member")
    cards = await session.exec(
        select(MemberCard).where(col(MemberCard.person_id) == person_id).order_by(col(MemberCard.issued_at).desc())
    )
    return MemberOut(
        person_id=person_id,
        level=member.level if member else Level.NONE,
        points=member.points if member else 0,
        referral_code=code.code if code else None,
        reward=code.reward if code else RewardKind.POINTS,
        cards=[CardOut.of(card) for card in cards],
        referred=await _referred(session, person_id),
        ledger=[
            PointsLine(**entry.model_dump(include=set(PointsLine.model_fields)))
            for entry in await _ledger(session, person_id, 500)
        ],
    )


async def read_referrer(session: AsyncSession, typed: str) -> ReferrerOut:
    """Whose referral code that is.

    Raises:
        NotFound: nobody's.
    """
    found = await session.exec(select(ReferralCode).where(ReferralCode.code == tidy_code(typed)))
    code = found.first()
    if code is None:
        raise NotFound(what="referral code")
    return ReferrerOut(person_id=code.person_id, code=code.code)


async def read_membership(
    session: AsyncSession, order_id: UUID, rules: Sequence[RewardRule], levels: Levels
) -> MembershipOut:
    """The membership of an order's first person, for the customer's page.

    Raises:
        NotFound: nothing was heard of the order.
    """
    order = await get_or_404(session, OrderCopy, order_id, what="order")
    person_id = UUID(order.person_ids[0]) if order.person_ids else order_id
    member, code = await session.get(Member, person_id), await session.get(ReferralCode, person_id)
    level, points = (member.level, member.points) if member else (Level.NONE, 0)
    least, following = min(((least, up) for least, up in levels if least > points), default=(points, None))
    held = select(MemberCard).where(col(MemberCard.person_id) == person_id, col(MemberCard.state) == CardState.ISSUED)
    earned = select(func.count()).where(col(PointsEntry.person_id) == person_id, col(PointsEntry.reason) == "REFERRED")
    owed = select(func.count()).where(col(CashReward.person_id) == person_id)
    return MembershipOut(
        level=level,
        points=points,
        next_level=following,
        points_missing=least - points,
        referral_code=code.code if code else None,
        reward=code.reward if code else RewardKind.POINTS,
        rewards=[
            RewardRuleOut(
                wedding=rule.wedding, points=rule.points, cash=Money(amount=rule.cash, currency=order.currency)
            )
            for rule in rules
        ],
        friends=(await session.execute(earned)).scalar_one() + (await session.execute(owed)).scalar_one(),
        cards=[
            MembershipCard(kind=card.kind, number=card.number, expires_on=card.expires_on)
            for card in await session.exec(held.order_by(col(MemberCard.issued_at)))
        ],
        ledger=[
            MembershipLine(at=entry.at, points=entry.points, reason=entry.reason)
            for entry in await _ledger(session, person_id, 20)
        ],
    )


async def _ledger(session: AsyncSession, person_id: UUID, most: int) -> Sequence[PointsEntry]:
    newest = (
        select(PointsEntry)
        .where(col(PointsEntry.person_id) == person_id)
        .order_by(col(PointsEntry.at).desc(), col(PointsEntry.id).desc())
        .limit(most)
    )
    return (await session.exec(newest)).all()


async def _referred(session: AsyncSession, person_id: UUID) -> list[ReferredOut]:
    orders = await session.exec(
        select(OrderCopy)
        .where(col(OrderCopy.referrer_person_id) == person_id, col(OrderCopy.cancelled).is_(False))
        .order_by(col(OrderCopy.number))
        .limit(200)
    )
    found = list(orders)
    rows = await session.execute(
        select(PointsEntry.order_id, PointsEntry.points).where(
            col(PointsEntry.person_id) == person_id,
            col(PointsEntry.reason) == "REFERRED",
        )
    )
    earned = {order_id: points for order_id, points in rows}
    money = await session.exec(select(CashReward).where(CashReward.person_id == person_id))
    cash = {reward.order_id: reward for reward in money}
    return [_shown(order, earned.get(order.order_id, 0), cash.get(order.order_id)) for order in found]


def _shown(order: OrderCopy, points: int, cash: CashReward | None) -> ReferredOut:
    return ReferredOut(
        order_id=order.order_id,
        number=order.number,
        shot=order.shot,
        points=points,
        cash=None if cash is None else Money(amount=cash.amount, currency=cash.currency),
        cash_paid=cash is not None and cash.paid_at is not None,
        cash_refused=cash is not None and cash.refused,
    )


THE_ORDER = bindparam("order_id", type_=Uuid)
ORDER = select(OrderCopy).where(col(OrderCopy.order_id) == THE_ORDER)
CONTACTS = select(Contact).where(col(Contact.order_id) == THE_ORDER).order_by(col(Contact.due_at), col(Contact.id))
COMPLAINTS = select(Complaint).where(col(Complaint.order_id) == THE_ORDER).order_by(col(Complaint.number))
DELAYS = select(Delay).where(col(Delay.order_id) == THE_ORDER).order_by(col(Delay.recorded_at))
POINTS = select(func.coalesce(func.sum(col(PointsEntry.points)), 0)).where(col(PointsEntry.order_id) == THE_ORDER)
WHOLE_ORDER = Together(ORDER, CONTACTS, COMPLAINTS, DELAYS, POINTS)


async def read_part(session: AsyncSession, order_id: UUID) -> OrderPart:
    """Contacts, complaints, delays and points of an order.

    Raises:
        NotFound: nothing was heard of the order.
    """
    found = await WHOLE_ORDER.read(session, order_id=order_id)
    order, now = found.first(ORDER), clock.now()
    if order is None:
        raise NotFound(what="order")
    calls: dict[UUID | None, Contact] = {contact.id: contact for contact in found[CONTACTS]}
    return OrderPart(
        order_id=order_id,
        contacts=[ContactOut.of(contact, now, order) for contact in found[CONTACTS]],
        complaints=[ComplaintOut.of(complaint) for complaint in found[COMPLAINTS]],
        delays=[DelayOut.of(delay, calls.get(delay.contact_id), now, order.number) for delay in found[DELAYS]],
        points=found.first(POINTS) or 0,
    )
