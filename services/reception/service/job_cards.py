"""Handing the day's job cards to the cashier, who books the performance (REC-13)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

from services.reception.domain.job_cards import (
    CardHandedOver,
    CardNotOfDay,
    CardsOfTomorrow,
    CardState,
    MissingUnexplained,
    NotOnCards,
)
from services.reception.models import CardHandOver, CheckIn, JobCard, Order, Performance
from services.reception.queries.job_cards import cards_of_day
from services.reception.schemas.job_cards import CardsOfDay, Correction, HandOverIn, HandOverOut, TakeIn
from services.reception.service.days import open_day
from services.reception.service.staff import require_staff
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.ids import new_id
from shared.kit.outbox import publish
from shared.kit.reference import get_branch


async def read_cards(session: AsyncSession, who: Principal, branch_id: str, day: date) -> CardsOfDay:
    """The day's cards, where each is, and whose performance is on it."""
    who.require_branch(branch_id)
    return await cards_of_day(session, await get_branch(session, branch_id), day)


async def hand_over(session: AsyncSession, who: Principal, branch_id: str, day: date, body: HandOverIn) -> HandOverOut:
    """A clerk collected the cards and gives them to the cashier; what is missing is explained.

    Raises:
        CardsOfTomorrow: the day has not come.
        CardNotOfDay, CardHandedOver: no card of that day, or handed over before.
        MissingUnexplained: cards of shoots that are over are missing, without a word where they are.
    """
    who.require_branch(branch_id)
    branch = await get_branch(session, branch_id)
    if day > branch.today():
        raise CardsOfTomorrow(day=day.isoformat())
    cards = {card.order_id: card for card in (await cards_of_day(session, branch, day)).cards}
    given = list(dict.fromkeys(body.order_ids))
    for order_id in given:
        if order_id not in cards:
            raise CardNotOfDay(order=str(order_id))
    missing = [one for one, card in cards.items() if card.state is CardState.SHOT and one not in given]
    if missing and not body.missing_note:
        raise MissingUnexplained(count=len(missing))
    row = CardHandOver(
        id=new_id(),
        branch_id=branch_id,
        day=day,
        cards=len(given),
        missing=[str(order_id) for order_id in missing],
        missing_note=body.missing_note,
        handed_by=who.staff_id,
        handed_at=clock.now(),
    )
    session.add(row)
    await session.flush()
    for order_id in sorted(given):  # two who give the same cards wait for each other and not in a ring
        values = {"order_id": order_id, "day": day, "branch_id": branch_id, "hand_over_id": row.id}
        statement = insert(JobCard).values(values).on_conflict_do_nothing().returning(col(JobCard.order_id))
        if (await session.execute(statement)).scalar() is None:
            raise CardHandedOver(order=cards[order_id].number)
    publish(session, row.handed_over(), version=1)
    return HandOverOut.of(row)


async def take(session: AsyncSession, who: Principal, hand_over_id: UUID, body: TakeIn) -> HandOverOut:
    """The cashier takes the cards and books the performance, put right where a card says otherwise.

    Raises:
        CardsTaken, OwnHandOver: taken before, or by whoever gave them.
        NotOnCards: a correction of another order.
        FactNotArrived, StaffLeft: nobody who works here.
        DayIsClosed: the day was signed, and a correction would change it (M-77).
    """
    row = await get_or_404(session, CardHandOver, hand_over_id, lock=True)
    on_cards = (await session.exec(select(JobCard.order_id).where(JobCard.hand_over_id == row.id))).all()
    now = clock.now()
    before = [await _correct(session, row, one, on_cards) for one in body.corrections]
    if body.corrections:
        await require_staff(session, [one.staff_id for one in body.corrections])
        await open_day(session, await get_branch(session, row.branch_id), row.day)
    publish(session, row.take(who.staff_id, now, before), version=2)
    await session.flush()
    await _book(session, on_cards, row.day, who.staff_id, now)
    return HandOverOut.of(row)


async def _correct(
    session: AsyncSession, hand_over: CardHandOver, correction: Correction, on_cards: Collection[UUID]
) -> dict[str, Any]:
    """Put one entry right; returns what was told before."""
    if correction.order_id not in on_cards:
        raise NotOnCards(order=str(correction.order_id))
    of_order = select(Performance).where(Performance.order_id == correction.order_id, Performance.day == hand_over.day)
    rows = (await session.exec(of_order.with_for_update())).all()
    row = next((one for one in rows if one.role == correction.role), None)
    told = None if row is None else row.staff_id
    if row is None:
        session.add(await _entry(session, hand_over, correction, rows))
    else:
        row.staff_id = correction.staff_id
    return correction.model_dump(mode="json") | {"told": told}


async def _entry(
    session: AsyncSession, hand_over: CardHandOver, correction: Correction, others: Sequence[Performance]
) -> Performance:
    """An entry nobody told of: of the same shoot as the others on the card."""
    order = await get_or_404(session, Order, correction.order_id)
    check_in = await session.get(CheckIn, correction.order_id)
    shoot = others[0].booking_id if others else check_in.booking_id if check_in else None
    return Performance(
        order_id=order.id,
        booking_id=shoot or order.id,
        role=correction.role.value,
        branch_id=hand_over.branch_id,
        staff_id=correction.staff_id,
        day=hand_over.day,
        sets=others[0].sets if others else order.clothes_sets,
    )


async def _book(session: AsyncSession, orders: Collection[UUID], day: date, by: str, at: datetime) -> None:
    await session.execute(
        update(Performance)
        .where(col(Performance.order_id).in_(orders), col(Performance.day) == day, col(Performance.booked_by).is_(None))
        .values(booked_by=by, booked_at=at)
    )


async def book_told_late(session: AsyncSession, order_id: UUID, day: date) -> None:
    """The shoot told of its crew after the cashier had the card: it is booked with the card."""
    taken = (
        select(CardHandOver)
        .join(JobCard, col(JobCard.hand_over_id) == col(CardHandOver.id))
        .where(JobCard.order_id == order_id, JobCard.day == day, col(CardHandOver.taken_by).is_not(None))
    )
    hand_over = (await session.exec(taken)).first()
    if hand_over is not None and hand_over.taken_by is not None and hand_over.taken_at is not None:
        await _book(session, [order_id], day, hand_over.taken_by, hand_over.taken_at)
