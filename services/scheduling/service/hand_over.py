"""From the make-up artist to the photographer, and down to the door after the shoot (SHO-10)."""

from __future__ import annotations

from uuid import UUID

from services.scheduling.domain.booking import ResourceKind
from services.scheduling.domain.errors import EscortedAlready, IntroducedAlready, NobodyToIntroduce, ShootNotOver
from services.scheduling.domain.shoot import IN_THE_STUDIO, OVER
from services.scheduling.models import Booking
from services.scheduling.queries.boards import show_shoot_day
from services.scheduling.schemas.bookings import ShootDayOut
from services.scheduling.schemas.shoots import EscortIn, IntroductionIn
from services.scheduling.service.shoots import under_way
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession
from shared.kit.outbox import publish


def _artist(who: Principal, booking: Booking, named: str | None) -> str:
    """Who did it: whoever was named, else the artist who is here, else the booked one, else whoever notes it."""
    return named or booking.artist_id or booking.staff(ResourceKind.MAKEUP_ARTIST) or who.staff_id


async def introduce(session: AsyncSession, who: Principal, booking_id: UUID, body: IntroductionIn) -> ShootDayOut:
    """The artist led the customer into the studio in the first costume and introduced the photographer.

    Nobody's shoot waits for this note: it can follow while the shoot is under way.

    Raises:
        NotCheckedIn, NobodyToIntroduce, IntroducedAlready.
    """
    order, booking, shoot = await under_way(session, booking_id)
    if shoot.stage not in IN_THE_STUDIO:
        raise NobodyToIntroduce
    if shoot.introduced_at is not None:
        raise IntroducedAlready
    photographer = body.photographer_id or booking.staff(ResourceKind.PHOTOGRAPHER)
    fact = shoot.introduce(_artist(who, booking, body.makeup_artist_id), photographer, clock.now())
    publish(session, fact, version=booking.version)
    return show_shoot_day(booking, shoot, order)


async def escort(session: AsyncSession, who: Principal, booking_id: UUID, body: EscortIn) -> ShootDayOut:
    """The artist saw the customer down after the shoot, before leaving herself.

    Raises:
        NotCheckedIn, ShootNotOver, EscortedAlready.
    """
    order, booking, shoot = await under_way(session, booking_id)
    if shoot.stage not in OVER:
        raise ShootNotOver
    if shoot.escorted_at is not None:
        raise EscortedAlready
    publish(session, shoot.escort(_artist(who, booking, body.staff_id), clock.now()), version=booking.version)
    return show_shoot_day(booking, shoot, order)
