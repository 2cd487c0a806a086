"""Timed work: tomorrow's plan, shoots that are not ready, re-shoots nobody agreed on, artists who are late, leave that
is not handed over, stock-takes."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from sqlalchemy import Select
from sqlmodel import col, func, select

from services.scheduling.domain.leave import WATCHED_AT
from services.scheduling.domain.preparation import LOOKED_AGAIN_AT, READY_BY
from services.scheduling.models import Reshoot
from services.scheduling.service.leaves import watch_handovers
from services.scheduling.service.plans import freeze_plan
from services.scheduling.service.presence import earliest_awaited_artist, miss_artists
from services.scheduling.service.shoot_readiness import look_ahead, look_at_today
from services.scheduling.service.stock_takes import watch_stock_takes
from shared.kit.db import AsyncSession
from shared.kit.jobs import DailyJob, DueJob, Job


def earliest_reshoot_deadline() -> Select[Any]:
    """When the next re-shoot without a date becomes overdue (SCH-10)."""
    return select(func.min(Reshoot.due_at)).where(
        col(Reshoot.next_booking_id).is_(None), col(Reshoot.overdue_at).is_(None)
    )


async def flag_overdue_reshoots(session: AsyncSession, now: datetime) -> None:
    """Show the supervisor which re-shoots were not agreed within the week."""
    rows = await session.exec(
        select(Reshoot)
        .where(col(Reshoot.due_at) <= now, col(Reshoot.next_booking_id).is_(None), col(Reshoot.overdue_at).is_(None))
        .with_for_update()
    )
    for reshoot in rows:
        reshoot.overdue_at = now


jobs: list[Job] = [
    DailyJob("freeze_plan", time(10, 30), freeze_plan),
    DailyJob("shoots of the next day", READY_BY, look_ahead),
    DailyJob("shoots of the day", LOOKED_AGAIN_AT, look_at_today),
    DailyJob("leave without hand-over", WATCHED_AT, watch_handovers),
    DailyJob("stock-takes of the month", time(9), watch_stock_takes),
    DueJob("flag_overdue_reshoots", earliest_reshoot_deadline, flag_overdue_reshoots),
    DueJob("make-up artists who are late", earliest_awaited_artist, miss_artists),
]
