"""Write-offs and purchase slips: asked for by who keeps the things, signed by the manager (SHO-11)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from services.scheduling.domain.thing_errors import ThingBooked, TooManyWrittenOff
from services.scheduling.domain.things import Cause
from services.scheduling.models import Resource, WriteOff
from services.scheduling.queries.slots import conflicts_between
from services.scheduling.queries.things import asked_for
from services.scheduling.schemas.things import WriteOffApprovalIn, WriteOffIn, WriteOffOut
from services.scheduling.service.things import thing_of
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.ids import new_id
from shared.kit.outbox import publish

AHEAD = timedelta(days=3650)


def ask_to_strike_off(
    session: AsyncSession,
    thing: Resource,
    *,
    cause: Cause,
    quantity: int,
    reason: str,
    by: str,
    replace: bool = True,
    stock_take_id: UUID | None = None,
    loan_id: UUID | None = None,
) -> WriteOff:
    """A slip for the manager; until it is signed the register says what it said."""
    slip = WriteOff(
        id=new_id(),
        branch_id=thing.branch_id,
        thing_id=thing.id,
        cause=cause,
        quantity=quantity,
        reason=reason,
        replace=replace,
        stock_take_id=stock_take_id,
        loan_id=loan_id,
        requested_by=by,
        requested_at=clock.now(),
    )
    session.add(slip)
    publish(session, slip.request(), version=1)
    return slip


async def request_write_off(session: AsyncSession, who: Principal, body: WriteOffIn) -> WriteOffOut:
    """Something is lost, broken or too old.

    Raises:
        TooManyWrittenOff: more than are left, or than other slips ask for already.
    """
    thing = await thing_of(session, body.thing_id)
    asked = (await asked_for(session, [thing.id])).get(thing.id, {})
    left = thing.quantity - sum(asked.values())
    if body.quantity > left:
        raise TooManyWrittenOff(left=max(0, left))
    slip = ask_to_strike_off(
        session,
        thing,
        cause=body.cause,
        quantity=body.quantity,
        reason=body.reason,
        by=who.staff_id,
        replace=body.replace,
    )
    return WriteOffOut.of(slip, thing)


async def approve_write_off(
    session: AsyncSession, who: Principal, write_off_id: UUID, body: WriteOffApprovalIn
) -> WriteOffOut:
    """The manager signs; the register shrinks, and a dress without another is no longer booked.

    Raises:
        OwnSlip: nobody signs what he asked for.
        ThingBooked: with the bookings that need another first.
    """
    thing, slip = await _locked(session, write_off_id)
    now = clock.now()
    fact = slip.approve(who.staff_id, replace=body.replace, note=body.note, at=now)
    thing.write_off(slip.quantity)
    if not thing.active and (conflicts := await _promised(session, thing)):
        raise ThingBooked(conflicts=conflicts)
    publish(session, fact, version=2)
    return WriteOffOut.of(slip, thing)


async def _promised(session: AsyncSession, thing: Resource) -> list[dict[str, Any]]:
    """Bookings to come that hold the thing; the washing after an earlier one is no promise."""
    now = clock.now()
    held = await conflicts_between(session, [thing], now, now + AHEAD, None)
    return [one for one in held if one["booking_id"] and datetime.fromisoformat(one["starts_at"]) > now]


async def reject_write_off(session: AsyncSession, who: Principal, write_off_id: UUID, note: str) -> WriteOffOut:
    """The manager does not sign; the thing stays registered.

    Raises:
        OwnSlip: nobody decides on what he asked for.
    """
    thing, slip = await _locked(session, write_off_id)
    publish(session, slip.reject(who.staff_id, note=note, at=clock.now()), version=2)
    return WriteOffOut.of(slip, thing)


async def note_arrival(session: AsyncSession, who: Principal, write_off_id: UUID) -> WriteOffOut:
    """What was bought is here and stands in the register again (MGT-06).

    Raises:
        NothingToBuy, TransitionRefused.
    """
    thing, slip = await _locked(session, write_off_id)
    publish(session, slip.arrive(who.staff_id, clock.now()), version=3)
    thing.receive(slip.quantity)
    return WriteOffOut.of(slip, thing)


async def _locked(session: AsyncSession, write_off_id: UUID) -> tuple[Resource, WriteOff]:
    """The slip behind its thing: whoever counts or lends the thing waits."""
    known = await get_or_404(session, WriteOff, write_off_id, what="write-off")
    thing = await thing_of(session, known.thing_id)
    return thing, await get_or_404(session, WriteOff, write_off_id, what="write-off", lock=True)
