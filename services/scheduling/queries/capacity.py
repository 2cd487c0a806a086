"""What a day already holds, and the limits of a branch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from sqlmodel import col, func, select

from services.scheduling.domain.booking import BookingState
from services.scheduling.domain.capacity import DEFAULT_LIMITS, Limit, Shot
from services.scheduling.models import Booking, CapacityRule, CapacitySheet, OrderCopy, Plan
from shared.contracts.reception import WEDDING
from shared.contracts.scheduling import BookingKind
from shared.kit.db import AsyncSession


async def sheet_of(session: AsyncSession, branch_id: str, *, lock: bool = False) -> CapacitySheet | None:
    """The branch's own sheet of rules, if it has one."""
    statement = select(CapacitySheet).where(CapacitySheet.branch_id == branch_id)
    return (await session.exec(statement.with_for_update() if lock else statement)).first()


async def limits_of(session: AsyncSession, branch_id: str) -> list[Limit]:
    """The limits that hold for a branch, first things first; the defaults while it has no sheet."""
    if await sheet_of(session, branch_id) is None:
        return sorted(DEFAULT_LIMITS, key=lambda limit: limit.priority)
    rows = await session.exec(
        select(CapacityRule)
        .where(CapacityRule.branch_id == branch_id)
        .order_by(col(CapacityRule.priority), col(CapacityRule.code))
    )
    return [row.limit() for row in rows]


async def shots_of_days(
    session: AsyncSession, branch_id: str, days: Sequence[date], own: UUID | None = None
) -> dict[date, list[Shot]]:
    """The shoots booked on those days, apart from one's own; re-shoots do not count."""
    rows = await session.execute(
        select(col(Booking.day), col(Booking.category), col(Booking.team_id)).where(
            Booking.branch_id == branch_id,
            col(Booking.day).in_(days),
            Booking.kind == BookingKind.SHOOT,
            Booking.state != BookingState.CANCELLED,
            col(Booking.id).is_distinct_from(own),
        )
    )
    shots: dict[date, list[Shot]] = defaultdict(list)
    for day, category, team_id in rows:
        shots[day].append(Shot(category, team_id))
    return shots


async def weddings_waiting(session: AsyncSession, branch_id: str, day: date) -> int:
    """Booked wedding orders that want this day and have no shoot yet (SCH-07)."""
    statement = select(func.count()).where(
        OrderCopy.branch_id == branch_id,
        OrderCopy.wanted_date == day,
        col(OrderCopy.category).in_(WEDDING),
        col(OrderCopy.booked_at).is_not(None),
        col(OrderCopy.cancelled_at).is_(None),
        ~col(OrderCopy.shoot_booked),
    )
    return (await session.execute(statement)).scalar_one()


async def unscheduled(session: AsyncSession, branch_id: str) -> Iterable[OrderCopy]:
    """Booked orders without a shoot, by wanted day."""
    return await session.exec(
        select(OrderCopy)
        .where(
            OrderCopy.branch_id == branch_id,
            col(OrderCopy.category).is_not(None),
            col(OrderCopy.booked_at).is_not(None),
            col(OrderCopy.cancelled_at).is_(None),
            col(OrderCopy.shot_on).is_(None),
            ~col(OrderCopy.shoot_booked),
        )
        .order_by(col(OrderCopy.wanted_date).nulls_last(), col(OrderCopy.booked_at))
        .limit(500)
    )


async def plan_of(session: AsyncSession, branch_id: str, day: date) -> Plan | None:
    """The frozen plan of the day, if it stands (SCH-03)."""
    return (await session.exec(select(Plan).where(Plan.branch_id == branch_id, Plan.day == day))).first()
