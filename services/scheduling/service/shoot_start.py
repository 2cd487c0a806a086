"""The first step of a shoot day."""

from __future__ import annotations

from datetime import datetime

from services.scheduling.models import Booking, ShootDay
from shared.contracts.scheduling import ShootStage
from shared.kit.db import AsyncSession
from shared.kit.outbox import publish


def hand_over(session: AsyncSession, booking: Booking, *, at: datetime, by: str | None) -> ShootDay:
    """Reception handed the customer and the sheet to the shooting department (M-43)."""
    shoot = ShootDay(
        booking_id=booking.id,
        branch_id=booking.branch_id,
        order_id=booking.order_id,
        day=booking.day,
        since=at,
        handed_over_at=at,
    )
    publish(session, shoot.enter(ShootStage.HANDED_OVER, at=at, staff_id=by, note=None), version=booking.version)
    session.add(shoot)
    return shoot
