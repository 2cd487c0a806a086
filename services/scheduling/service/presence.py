"""The bride's make-up artist is here, or should be by now (SCH-14)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select
from sqlmodel import col, func, select

from services.scheduling.domain.booking import OPEN_STATES, ResourceKind
from services.scheduling.domain.errors import ArtistHereAlready, ArtistNotToday, NoArtistAwaited
from services.scheduling.models import Booking, OrderCopy, ShootDay
from services.scheduling.queries.boards import show_shoot_day
from services.scheduling.schemas.bookings import ShootDayOut
from services.scheduling.schemas.shoots import ArtistIn
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.outbox import publish
from shared.kit.reference import get_branch


async def note_artist(session: AsyncSession, who: Principal, booking_id: UUID, body: ArtistIn) -> ShootDayOut:
    """Somebody says "I am here", or a colleague says it of her.

    Raises:
        NoArtistAwaited, ArtistHereAlready, ArtistNotToday.
    """
    booking = await get_or_404(session, Booking, booking_id, lock=True)
    if booking.artist_due_at is None or booking.state not in OPEN_STATES:
        raise NoArtistAwaited
    if booking.artist_here_at is not None:
        raise ArtistHereAlready
    branch = await get_branch(session, booking.branch_id)
    if booking.day != branch.today():
        raise ArtistNotToday(day=booking.day.isoformat())
    staff_id = body.staff_id or booking.staff(ResourceKind.MAKEUP_ARTIST) or who.staff_id
    publish(session, booking.artist_comes(staff_id, clock.now()), version=booking.version)
    order = await session.get(OrderCopy, booking.order_id)
    return show_shoot_day(booking, await session.get(ShootDay, booking_id), order)


def artist_at_work(session: AsyncSession, booking: Booking, staff_id: str, at: datetime) -> None:
    """Who begins with make-up is here, said or not."""
    if booking.artist_due_at is not None and booking.artist_here_at is None:
        publish(session, booking.artist_comes(staff_id, at), version=booking.version)


def _awaited() -> tuple[Any, ...]:
    return (
        col(Booking.artist_due_at).is_not(None),
        col(Booking.artist_here_at).is_(None),
        col(Booking.artist_missed_at).is_(None),
        col(Booking.state).in_(OPEN_STATES),
    )


def earliest_awaited_artist() -> Select[Any]:
    """When the next make-up artist has to be here."""
    return select(func.min(Booking.artist_due_at)).where(*_awaited())


async def miss_artists(session: AsyncSession, now: datetime) -> None:
    """Tell the desks who is not here although due; each once."""
    rows = await session.exec(
        select(Booking)
        .where(*_awaited(), col(Booking.artist_due_at) <= now)
        .order_by(col(Booking.id))
        .with_for_update()
    )
    for booking in rows:
        publish(session, booking.miss_artist(now), version=booking.version)
