"""Service cards for the wedding day and suggestion cards (PCK-07, PCK-08, A-19)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

from services.pickup.domain import CardNotDue, CardNotReplaced, book_by, card_number
from services.pickup.models import CardCounter, PickupOrder, ServiceCard, Suggestion
from services.pickup.schemas.cards import CardIn, CardOut, SuggestionIn, SuggestionOut
from shared.contracts.pickup import SuggestionGiven
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.errors import Both, Invalid
from shared.kit.facts import arrived
from shared.kit.ids import new_id
from shared.kit.outbox import publish
from shared.kit.reference import get_branch


async def issue_card(session: AsyncSession, who: Principal, order_id: UUID, body: CardIn) -> CardOut:
    """Issue the wedding-day service card, once (PCK-07).

    Raises:
        CardNotReplaced: the order had its card, lost or not (A-19).
        CardNotDue: no wedding order, or nothing was handed over yet.
        Invalid: the wedding date is unknown or past.
    """
    order = await arrived(session, PickupOrder, order_id, lock=True)
    order.require_open()
    earlier = (await session.exec(select(ServiceCard).where(ServiceCard.order_id == order_id))).one_or_none()
    if earlier is not None:
        raise CardNotReplaced(card_number=earlier.card_number)
    today = (await get_branch(session, order.branch_id)).today()
    wedding = require_wedding(order, body.wedding_date, today)
    card = ServiceCard(
        id=new_id(),
        branch_id=order.branch_id,
        order_id=order_id,
        card_number=card_number(today.year, order.branch_id, await next_number(session, order.branch_id, today.year)),
        wedding_date=wedding,
        book_by=book_by(wedding),
        issued_at=clock.now(),
        issued_by=who.staff_id,
    )
    session.add(card)
    publish(session, card.issued(), version=order.touch())
    return CardOut.of(card)


def require_wedding(order: PickupOrder, said: date | None, today: date) -> date:
    """The wedding day of an order whose card is due.

    Raises:
        CardNotDue: no wedding order, or nothing was handed over yet.
        Invalid: the date is unknown or past.
    """
    if order.category is None or not order.category.is_wedding:
        raise CardNotDue(reason="this is no wedding order")
    if order.first_handover_at is None:
        raise CardNotDue(reason="nothing was handed over yet")
    wedding = said or order.wedding_date
    if wedding is None:
        raise Invalid(
            field="wedding_date",
            reason=Both("the wedding date is not known; send wedding_date", "还不知道婚期，请填写婚期"),
        )
    if wedding < today:
        raise Invalid(field="wedding_date", reason=Both("the wedding date is past", "婚期已过"))
    return wedding


async def next_number(session: AsyncSession, branch_id: str, year: int) -> int:
    """The next card number of the branch and year; the counter row stays locked until the commit."""
    await session.execute(
        insert(CardCounter)
        .values(id=new_id(), branch_id=branch_id, year=year, last=0)
        .on_conflict_do_nothing(index_elements=["branch_id", "year"])
    )
    counted = await session.execute(
        update(CardCounter)
        .where(col(CardCounter.branch_id) == branch_id, col(CardCounter.year) == year)
        .values(last=CardCounter.last + 1)
        .returning(col(CardCounter.last))
    )
    return int(counted.scalar_one())


async def lose_card(session: AsyncSession, who: Principal, card_id: UUID) -> CardOut:
    """The customer lost the card: it is void and stays void (A-19), and nobody is reminded of it (N-17).

    Raises:
        TransitionRefused: it was lost before.
    """
    known = await get_or_404(session, ServiceCard, card_id, what="service card")
    order = await get_or_404(session, PickupOrder, known.order_id, what="order", lock=True)
    card = await get_or_404(session, ServiceCard, card_id, what="service card", lock=True)
    publish(session, card.lose(who.staff_id, clock.now()), version=order.touch())
    return CardOut.of(card)


async def take_suggestion(session: AsyncSession, who: Principal, order_id: UUID, body: SuggestionIn) -> SuggestionOut:
    """Keep what the customer wrote; the text is told to nobody (PCK-08)."""
    order = await arrived(session, PickupOrder, order_id, lock=True)
    suggestion = Suggestion(
        id=new_id(),
        branch_id=order.branch_id,
        order_id=order_id,
        text=body.text,
        rating=body.rating,
        would_recommend=body.would_recommend,
        given_at=clock.now(),
        taken_by=who.staff_id,
    )
    session.add(suggestion)
    told = SuggestionGiven(
        branch_id=order.branch_id, order_id=order_id, suggestion_id=suggestion.id, rating=body.rating
    )
    publish(session, told, version=order.touch())
    return SuggestionOut.of(suggestion)
