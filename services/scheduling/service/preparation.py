"""Preparing a shoot the day before (SCH-15)."""

from __future__ import annotations

from uuid import UUID

from services.scheduling.domain.booking import OPEN_STATES, SHOOTS
from services.scheduling.domain.errors import NothingToPrepare
from services.scheduling.models import Booking, Preparation
from services.scheduling.schemas.shoots import PreparationIn, PreparationOut
from services.scheduling.service.shoot_readiness import tell_if_ready
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.errors import NotFound
from shared.kit.versions import check_version


async def _shoot(session: AsyncSession, booking_id: UUID, *, lock: bool = False) -> Booking:
    booking = await get_or_404(session, Booking, booking_id, lock=lock)
    if booking.kind not in SHOOTS:
        raise NotFound(what="shoot")
    return booking


async def read(session: AsyncSession, booking_id: UUID) -> PreparationOut:
    """What the shoot needs, and what of it is done.

    Raises:
        NotFound: no such shoot.
    """
    booking = await _shoot(session, booking_id)
    return PreparationOut.of(booking, await session.get(Preparation, booking_id))


async def prepare(
    session: AsyncSession, who: Principal, booking_id: UUID, body: PreparationIn, edited: int
) -> PreparationOut:
    """Note what is laid out; whoever was too late sees what the other ticked.

    Raises:
        NothingToPrepare: the shoot is over or was given up.
        VersionStale: somebody else ticked in the meantime.
    """
    booking = await _shoot(session, booking_id, lock=True)
    if booking.state not in OPEN_STATES:
        raise NothingToPrepare
    row = await session.get(Preparation, booking_id)
    check_version(row.version if row else 0, edited)
    if row is None:
        row = Preparation(
            booking_id=booking.id,
            branch_id=booking.branch_id,
            order_id=booking.order_id,
            prepared_by=who.staff_id,
            prepared_at=clock.now(),
            version=0,
        )
        session.add(row)
    row.checks, row.note = sorted({check.value for check in body.checks}), body.note
    row.prepared_by, row.prepared_at, row.version = who.staff_id, clock.now(), row.version + 1
    await tell_if_ready(session, booking, row)
    return PreparationOut.of(booking, row)
