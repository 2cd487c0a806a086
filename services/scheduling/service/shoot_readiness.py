"""Whether a shoot can take place: looked at the evening before, and told while somebody can still call (GEN-06)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from sqlmodel import col, or_, select

from services.scheduling.domain.booking import OPEN_STATES, SHOOTS, ResourceKind
from services.scheduling.domain.preparation import missing_for_shoot
from services.scheduling.domain.things import Care
from services.scheduling.models import Booking, Loan, Occupation, Preparation, Resource, ShootDay
from shared.kit import clock
from shared.kit.db import AsyncSession
from shared.kit.outbox import publish
from shared.kit.reference import Branch

LONGEST_REST = 30
"""After so many closed days in a row the next open one is not looked for."""


async def look_ahead(session: AsyncSession, branch: Branch, today: date) -> None:
    """In the evening: shoots up to the next working day, that somebody can call before them (REC-12, GEN-06)."""
    if not branch.is_open(today):
        return
    days: list[date] = []
    while not days or not branch.is_open(days[-1]):
        if len(days) == LONGEST_REST:
            break
        days.append(today + timedelta(days=len(days) + 1))
    await _look_at(session, branch, days)


async def look_at_today(session: AsyncSession, branch: Branch, today: date) -> None:
    """In the morning: what was booked or moved after the look ahead."""
    await _look_at(session, branch, [today])


async def _look_at(session: AsyncSession, branch: Branch, days: Iterable[date]) -> None:
    begun = select(ShootDay.booking_id).where(ShootDay.booking_id == Booking.id).exists()
    waiting = (
        select(Booking)
        .where(
            Booking.branch_id == branch.branch_id,
            col(Booking.day).in_(days),
            col(Booking.kind).in_(SHOOTS),
            col(Booking.state).in_(OPEN_STATES),
            col(Booking.unready_at).is_(None),
            ~begun,
        )
        .order_by(col(Booking.starts_at), col(Booking.id))
        .with_for_update()
    )
    for booking in (await session.exec(waiting)).all():
        missing = await missing_of(session, booking, await session.get(Preparation, booking.id))
        if missing:
            publish(session, booking.lacks(missing, clock.now()), version=booking.version)


async def look_again(session: AsyncSession, thing_id: UUID) -> None:
    """A dress can be worn again, or came back: the shoots that waited for it alone are ready."""
    held = select(Occupation.booking_id).where(Occupation.resource_id == thing_id, col(Occupation.active))
    waiting = select(Booking).where(col(Booking.id).in_(held), col(Booking.unready_at).is_not(None))
    await session.flush()
    for booking in (await session.exec(waiting.order_by(col(Booking.id)).with_for_update())).all():
        await tell_if_ready(session, booking, await session.get(Preparation, booking.id))


async def tell_if_ready(session: AsyncSession, booking: Booking, preparation: Preparation | None) -> None:
    """Whoever was told that something is missing hears when nothing is."""
    if booking.unready_at is not None and not await missing_of(session, booking, preparation):
        publish(session, booking.complete(), version=booking.version)


async def missing_of(session: AsyncSession, booking: Booking, preparation: Preparation | None) -> list[str]:
    """What is not laid out for the shoot, and whether a dress of it is in the wash, at the mender's or lent."""
    done = preparation.done() if preparation is not None else []
    return missing_for_shoot(booking.location, done, dresses_ready=await _dresses_ready(session, booking))


async def _dresses_ready(session: AsyncSession, booking: Booking) -> bool:
    held = [one.resource_id for one in booking.booked() if one.kind == ResourceKind.DRESS]
    if not held:
        return True
    lent = (
        select(Loan.id)
        .where(
            Loan.thing_id == Resource.id,
            col(Loan.closed_at).is_(None),
            or_(col(Loan.booking_id).is_(None), col(Loan.booking_id) != booking.id),
        )
        .exists()
    )
    unusable = select(Resource.id).where(col(Resource.id).in_(held), or_(col(Resource.care) != Care.READY, lent))
    return (await session.exec(unusable.limit(1))).first() is None
