"""The plan of a day, frozen the day before, and what changes afterwards (SCH-03)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from services.scheduling.models import Booking, Plan, PlanChange
from services.scheduling.queries.boards import bookings_of_day
from services.scheduling.queries.capacity import plan_of
from shared.contracts.scheduling import PlanFrozen
from shared.kit import clock
from shared.kit.db import AsyncSession
from shared.kit.ids import new_id
from shared.kit.outbox import publish
from shared.kit.reference import Branch


async def freeze_plan(session: AsyncSession, branch: Branch, today: date) -> None:
    """Tomorrow's plan stands; from now on changes are listed, and personal portraits may take what is left (A-09)."""
    day = today + timedelta(days=1)
    if await plan_of(session, branch.branch_id, day) is not None:
        return
    bookings = await bookings_of_day(session, branch.branch_id, day)
    plan = Plan(
        id=new_id(),
        branch_id=branch.branch_id,
        day=day,
        frozen_at=clock.now(),
        booking_ids=[str(booking.id) for booking in bookings],
    )
    session.add(plan)
    fact = PlanFrozen(
        branch_id=branch.branch_id, plan_id=plan.id, day=day, booking_ids=[booking.id for booking in bookings]
    )
    publish(session, fact, version=1)


async def note_change(
    session: AsyncSession,
    booking: Booking,
    change: str,
    *,
    previous: datetime | None = None,
    previous_day: date | None = None,
) -> None:
    """List a change on every frozen day it touches."""
    for day in sorted({booking.day, previous_day or booking.day}):
        if await plan_of(session, booking.branch_id, day) is None:
            continue
        session.add(
            PlanChange(
                id=new_id(),
                branch_id=booking.branch_id,
                day=day,
                booking_id=booking.id,
                order_id=booking.order_id,
                kind=booking.kind,
                change=change,
                starts_at=booking.starts_at,
                previous_starts_at=previous,
                reason=booking.reason,
                at=clock.now(),
                by=session.info.get("actor"),
            )
        )
