"""Reading unmet wishes: the most wished first, how often lately, and who waits to be told (M-33)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, or_
from sqlmodel import col, func, select

from services.customer_service.domain.contacts import OPEN_STATES, state_now
from services.customer_service.domain.wishes import RECENT_DAYS, SubjectState, WishState
from services.customer_service.models import CampaignOptOut, Contact, OrderCopy, Wish, WishSubject
from services.customer_service.schemas.wishes import WishOut, WishSubjectOut
from shared.kit import clock
from shared.kit.db import AsyncSession


def list_names(branch_id: str) -> Select[Any]:
    """What may be chosen when a wish is noted: all that was not dropped."""
    return select(WishSubject).where(WishSubject.branch_id == branch_id, col(WishSubject.state) != SubjectState.DROPPED)


def list_subjects(branch_id: str | None, state: SubjectState | None) -> Select[Any]:
    """Subjects by branch and state."""
    query = select(WishSubject)
    if branch_id is not None:
        query = query.where(WishSubject.branch_id == branch_id)
    if state is not None:
        query = query.where(WishSubject.state == state)
    return query


def list_wishes(subject_id: UUID) -> Select[Any]:
    """The wishes of a subject."""
    return select(Wish).where(Wish.subject_id == subject_id)


async def add_numbers(session: AsyncSession, rows: Sequence[WishSubjectOut]) -> None:
    """Write into each subject how often it was asked for lately, who waits, and who was told."""
    lately = clock.now() - timedelta(days=RECENT_DAYS)
    to_hear = or_(
        col(Wish.state) == WishState.NOTED,
        and_(col(Wish.state) == WishState.AVAILABLE, col(Contact.state).in_(OPEN_STATES)),
    )
    counted = await session.execute(
        select(
            Wish.subject_id,
            func.count().filter(col(Wish.noted_at) >= lately),
            func.count(col(Wish.order_id).distinct()).filter(to_hear),
            func.count(col(Wish.order_id).distinct()).filter(col(Wish.state) == WishState.TOLD),
        )
        .join(Contact, col(Contact.id) == col(Wish.contact_id), isouter=True)
        .where(col(Wish.subject_id).in_([row.id for row in rows]))
        .group_by(col(Wish.subject_id))
    )
    figures: dict[UUID, tuple[int, int, int]] = {row[0]: (row[1], row[2], row[3]) for row in counted}
    for row in rows:
        row.recent, row.waiting, row.told = figures.get(row.id, (0, 0, 0))


async def add_orders(session: AsyncSession, rows: Sequence[WishOut]) -> None:
    """Write into each wish its order's number and how far the call is."""
    orders = await session.exec(
        select(OrderCopy).where(col(OrderCopy.order_id).in_({row.order_id for row in rows if row.order_id}))
    )
    calls = await session.exec(select(Contact).where(col(Contact.id).in_({r.contact_id for r in rows if r.contact_id})))
    numbers = {order.order_id: order.number for order in orders}
    now = clock.now()
    states = {call.id: state_now(call.state, call.due_at, now) for call in calls}
    for row in rows:
        row.order_number = numbers.get(row.order_id) if row.order_id else None
        row.contact_state = states.get(row.contact_id) if row.contact_id else None


async def to_be_told(session: AsyncSession, wishes: Sequence[Wish]) -> list[OrderCopy]:
    """The orders among those wishes whose customers may be called: not given up, and nobody wants no calls."""
    wanted = {wish.order_id for wish in wishes if wish.order_id is not None}
    found = list(
        await session.exec(
            select(OrderCopy)
            .where(col(OrderCopy.order_id).in_(wanted), ~col(OrderCopy.cancelled))
            .order_by(col(OrderCopy.order_id))
        )
    )
    people = {UUID(person) for order in found for person in order.person_ids}
    refused = set(await session.exec(select(CampaignOptOut.person_id).where(col(CampaignOptOut.person_id).in_(people))))
    return [order for order in found if refused.isdisjoint(UUID(person) for person in order.person_ids)]
