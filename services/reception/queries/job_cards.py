"""The cards of a day: what was shot or is being shot, and where the card is (REC-13)."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, time, timedelta
from uuid import UUID

from sqlmodel import col, select

from services.reception.domain.job_cards import CardState, CrewRole, card_state
from services.reception.models import CardHandOver, CheckIn, JobCard, Order, Performance
from services.reception.schemas.job_cards import CardOut, CardsOfDay, HandOverOut, PerformanceEntry
from shared.kit.db import AsyncSession
from shared.kit.reference import Branch


async def cards_of_day(session: AsyncSession, branch: Branch, day: date) -> CardsOfDay:
    """Every order that was checked in for a shoot or shot that day, with its crew and where its card is."""
    branch_id = branch.branch_id
    crew: dict[UUID, list[Performance]] = defaultdict(list)
    done = select(Performance).where(Performance.branch_id == branch_id, Performance.day == day)
    for row in await session.exec(done.order_by(col(Performance.role))):
        crew[row.order_id].append(row)
    hand_overs = {
        row.id: row
        for row in await session.exec(
            select(CardHandOver)
            .where(CardHandOver.branch_id == branch_id, CardHandOver.day == day)
            .order_by(col(CardHandOver.handed_at), col(CardHandOver.id))
        )
    }
    given = await session.exec(select(JobCard).where(col(JobCard.hand_over_id).in_(hand_overs)))
    handed = {card.order_id: hand_overs[card.hand_over_id] for card in given}
    known = crew.keys() | handed.keys() | await _checked_in(session, branch, day)
    orders = await session.exec(select(Order).where(col(Order.id).in_(known)).order_by(col(Order.number)))
    cards = [_card(order, crew[order.id], handed.get(order.id)) for order in orders]
    return CardsOfDay(
        branch_id=branch_id,
        day=day,
        cards=cards,
        hand_overs=[HandOverOut.of(row) for row in hand_overs.values()],
        missing=sum(card.state is CardState.SHOT for card in cards),
    )


async def _checked_in(session: AsyncSession, branch: Branch, day: date) -> set[UUID]:
    begin, end = branch.at(day, time.min), branch.at(day + timedelta(days=1), time.min)
    rows = await session.exec(
        select(CheckIn.order_id).where(
            CheckIn.branch_id == branch.branch_id,
            col(CheckIn.started_at) >= begin,
            col(CheckIn.started_at) < end,
            col(CheckIn.finished_at).is_not(None),
        )
    )
    return set(rows.all())


def _card(order: Order, crew: list[Performance], hand_over: CardHandOver | None) -> CardOut:
    taken = hand_over is not None and hand_over.taken_by is not None
    return CardOut(
        order_id=order.id,
        number=order.number,
        customer_number=order.customer_number,
        state=card_state(handed=hand_over is not None, taken=taken, shot=bool(crew)),
        hand_over_id=None if hand_over is None else hand_over.id,
        performance=[
            PerformanceEntry(
                role=CrewRole(row.role),
                staff_id=row.staff_id,
                sets=row.sets,
                booked_by=row.booked_by,
                booked_at=row.booked_at,
            )
            for row in crew
        ],
    )
