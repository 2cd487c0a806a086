"""Shoot status and arrival rate of a month (part 5: 拍摄状态, 到店率)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlmodel import col, func, select

from services.scheduling.domain.booking import OPEN_STATES, SHOOTS, BookingState
from services.scheduling.domain.stock_takes import first_of_next
from services.scheduling.models import Booking, Reshoot, ShootDay
from services.scheduling.schemas.shoot_month import ShootMonth
from shared.contracts.scheduling import BookingKind
from shared.kit import clock
from shared.kit.db import AsyncSession
from shared.kit.reference import Branch


async def shoot_month(session: AsyncSession, branch: Branch, month: str) -> ShootMonth:
    """The shoots booked for the days of the month; who had confirmed for a day and was checked in on it."""
    first, last = date.fromisoformat(f"{month}-01"), first_of_next(month) - timedelta(days=1)
    now = clock.now()
    today = branch.today(now)
    day, state = col(Booking.day), col(Booking.state)
    of_month = (
        Booking.branch_id == branch.branch_id,
        day.between(first, last),
        col(Booking.kind).in_(SHOOTS),
        state != BookingState.CANCELLED,
    )
    came = select(ShootDay.booking_id).where(col(ShootDay.booking_id) == col(Booking.id)).exists()
    confirmed = (col(Booking.starts_at) <= now, col(Booking.arrival_at).is_not(None))
    waiting, over = state.in_(OPEN_STATES), day < today
    counts: Any = (
        func.count(),
        func.count().filter(state == BookingState.DONE),
        func.count().filter(state == BookingState.UNFINISHED),
        func.count().filter(waiting, over, ~came),
        func.count().filter(waiting, ~over | came),
        func.count().filter(col(Booking.kind) == BookingKind.RESHOOT),
        func.count().filter(*confirmed),
        func.count().filter(*confirmed, came),
    )
    row = (await session.execute(select(*counts).where(*of_month))).one()
    booked, done, unfinished, missed, ahead, reshoots, said, arrived = row
    reasons: Any = (
        select(Reshoot.reason, func.count())
        .join(Booking, col(Booking.id) == col(Reshoot.booking_id))
        .where(Reshoot.branch_id == branch.branch_id, *of_month)
        .group_by(col(Reshoot.reason))
    )
    return ShootMonth(
        branch_id=branch.branch_id,
        month=month,
        booked=booked,
        done=done,
        unfinished=unfinished,
        missed=missed,
        ahead=ahead,
        reshoots=reshoots,
        reshoot_rate=_share(unfinished, done + unfinished),
        unfinished_reasons={reason.value: count for reason, count in await session.execute(reasons)},
        confirmed=said,
        arrived=arrived,
        arrival_rate=_share(arrived, said),
    )


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
