"""Gold and VIP cards: given out, taken back, and the call before one runs out (CS-20, N-24)."""

from __future__ import annotations

from datetime import time
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

from services.customer_service.domain import rules
from services.customer_service.domain.contacts import CARD_BACK
from services.customer_service.domain.members import CardExpired, CardNumberTaken, CardState, HasCard
from services.customer_service.domain.rule import plan_one
from services.customer_service.domain.situation import Situation
from services.customer_service.models import MemberCard, ReferralCode
from services.customer_service.queries.branches import the_branch
from services.customer_service.schemas.members import CardBackIn, CardIn
from services.customer_service.service import planning
from services.customer_service.service.policy import policy
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.facts import arrived
from shared.kit.ids import new_id
from shared.kit.reference import Branch


async def issue_card(session: AsyncSession, who: Principal, person_id: UUID, body: CardIn) -> MemberCard:
    """Give a customer a card; before it runs out an agent calls (CS-20, N-24).

    Raises:
        FactNotArrived: no order of that person has been heard of here.
        HasCard: a card of the kind is held already.
        CardNumberTaken: the number was given out before.
        CardExpired: the last day is over.
    """
    who.require_branch(body.branch_id)
    await arrived(session, ReferralCode, person_id, what="person")
    branch, now = await the_branch(session, body.branch_id), clock.now()
    if body.expires_on is not None and body.expires_on <= branch.today(now):
        raise CardExpired
    held = select(MemberCard.number).where(
        MemberCard.person_id == person_id, MemberCard.kind == body.kind, MemberCard.state == CardState.ISSUED
    )
    if (number := (await session.exec(held)).first()) is not None:
        raise HasCard(number=number)
    card = MemberCard(
        id=new_id(),
        person_id=person_id,
        kind=body.kind,
        number=body.number,
        state=CardState.ISSUED,
        expires_on=body.expires_on,
        issued_in=body.branch_id,
        issued_by=who.staff_id,
        issued_at=now,
    )
    written = insert(MemberCard).values(card.model_dump()).on_conflict_do_nothing().returning(col(MemberCard.id))
    if (await session.execute(written)).scalar() is None:
        raise CardNumberTaken(number=body.number)
    await _plan_call(session, card, branch)
    return card


async def _plan_call(session: AsyncSession, card: MemberCard, branch: Branch) -> None:
    if card.expires_on is None:
        return
    last = branch.at(card.expires_on, time(9))
    data = {"person_id": card.person_id, "card_id": card.id, "expires_on": card.expires_on}
    situation = Situation(rules.N24.id, clock.now(), {**data, "last_day": last}, branch, policy())
    plan = plan_one(rules.N24, situation)
    if plan is not None:
        await planning.keep(session, plan, situation)


async def take_card_back(session: AsyncSession, who: Principal, card_id: UUID, body: CardBackIn) -> MemberCard:
    """Take a card back; nobody is called about it any more (CS-20).

    Raises:
        NotFound: no such card.
        TransitionRefused: it was taken back before.
    """
    card = await get_or_404(session, MemberCard, card_id, lock=True, what="card")
    card.take_back(who.staff_id, clock.now(), body.reason)
    await planning.end_by_occasion(session, rules.N24, f"card:{card.id}", CARD_BACK)
    return card
