"""Fitting: dresses are chosen and held for the time of the shoot (SCH-04, SHO-14)."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.exc import IntegrityError

from services.scheduling.domain.booking import (
    BOOKING,
    BookingAction,
    BookingState,
    Notice,
    ResourceKind,
)
from services.scheduling.domain.errors import BookingConflict, NoShootForFitting
from services.scheduling.domain.things import is_away
from services.scheduling.models import Booking, Fitting, Preparation, Resource
from services.scheduling.queries.slots import Option, busy_between, conflicts_between, is_free, release_at
from services.scheduling.schemas.bookings import BookingOut
from services.scheduling.schemas.shoots import FittingIn, FittingOut
from services.scheduling.schemas.values import NoticeOut
from services.scheduling.service.choosing import dresses, named_resources, of_kind
from services.scheduling.service.occupying import held_ids, hold_for_booking, is_overlap, lock_resources, release
from services.scheduling.service.orders import shoot_ahead
from services.scheduling.service.shoot_readiness import tell_if_ready
from shared.contracts.scheduling import BookingKind, DressFitted
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.errors import NotFound
from shared.kit.outbox import publish

OTHERS = 5


async def record_fitting(session: AsyncSession, who: Principal, booking_id: UUID, body: FittingIn) -> FittingOut:
    """Hold the chosen dresses for the shoot or re-shoot, washing time included; an earlier choice is given back.

    Raises:
        NoShootForFitting, BookingConflict: with the dresses that are free instead.
    """
    fitting = await get_or_404(session, Booking, booking_id, lock=True)
    if fitting.kind is not BookingKind.FITTING:
        raise NotFound(what="fitting")
    if fitting.state is not BookingState.DONE:
        fitting.state = BOOKING.after(fitting.state, BookingAction.FINISH)
    shoot = await shoot_ahead(session, fitting.order_id, lock=True)
    if shoot is None:
        raise NoShootForFitting
    chosen = await dresses(session, fitting.branch_id, body.dress_ids)
    await _hold_dresses(session, shoot, chosen)
    fitting.version, shoot.version = fitting.version + 1, shoot.version + 1
    row = await session.get(Fitting, fitting.id)
    if row is None:
        row = Fitting(
            booking_id=fitting.id,
            branch_id=fitting.branch_id,
            order_id=fitting.order_id,
            shoot_booking_id=shoot.id,
            recorded_by=who.staff_id,
            recorded_at=clock.now(),
        )
        session.add(row)
    row.shoot_booking_id, row.extra_choices = shoot.id, body.extra_choices
    row.dress_ids = [str(dress.id) for dress in chosen]
    row.recorded_by, row.recorded_at = who.staff_id, clock.now()
    fact = DressFitted(
        branch_id=fitting.branch_id,
        order_id=fitting.order_id,
        booking_id=fitting.id,
        dress_ids=body.dress_ids,
        extra_choices=body.extra_choices,
    )
    publish(session, fact, version=fitting.version)
    await session.flush()
    await tell_if_ready(session, shoot, await session.get(Preparation, shoot.id))
    return FittingOut(
        fitting=BookingOut.of(fitting),
        shoot=BookingOut.of(shoot),
        extra_choices=body.extra_choices,
        warnings=[NoticeOut.of(notice) for notice in _not_back(chosen, shoot)],
    )


def _not_back(chosen: list[Resource], shoot: Booking) -> list[Notice]:
    """Dresses at the cleaner's or in repair that may not be back for the shoot (SHO-12, GEN-06)."""
    return [
        Notice("fitting.dress_away", f"{dress.name} is away ({dress.care.value}) and may not be back for {shoot.day}.")
        for dress in chosen
        if is_away(dress.care, dress.care_until, shoot.day)
    ]


async def _hold_dresses(session: AsyncSession, shoot: Booking, chosen: list[Resource]) -> None:
    held = await named_resources(session, shoot.branch_id, await held_ids(session, shoot.id))
    before = [resource for resource in held if resource.kind is ResourceKind.DRESS]
    team = shoot.team_id
    await session.flush()
    try:
        async with session.begin_nested():
            await lock_resources(session, [resource.id for resource in [*before, *chosen]])
            await release(session, shoot.id, [resource.id for resource in before])
            await hold_for_booking(session, shoot, chosen)
    except IntegrityError as error:
        if not is_overlap(error):
            raise
        raise await _refusal(session, shoot, chosen) from error
    others = [resource for resource in held if resource.kind is not ResourceKind.DRESS]
    shoot.hold([*others, *chosen], team)


async def _refusal(session: AsyncSession, shoot: Booking, chosen: list[Resource]) -> BookingConflict:
    conflicts = await conflicts_between(session, chosen, shoot.starts_at, shoot.ends_at, shoot.id)
    every = await of_kind(session, shoot.branch_id, ResourceKind.DRESS, category=shoot.category)
    latest = max((release_at(dress, shoot.ends_at) for dress in every), default=shoot.ends_at)
    busy = await busy_between(session, every, shoot.starts_at, latest, own=shoot.id)
    free = [dress for dress in every if is_free(Option((dress,)), busy, shoot.starts_at, shoot.ends_at)]
    return BookingConflict(
        conflicts=conflicts,
        alternatives=[],
        free_dresses=[{"id": str(dress.id), "name": dress.name} for dress in free[:OTHERS]],
    )
