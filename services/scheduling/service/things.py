"""The register of things: entering them, correcting the entry, and the state clothes are in (MGT-05, SHO-12)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from services.scheduling.domain.booking import ResourceKind
from services.scheduling.domain.thing_errors import FewerOnlyBySlip, MarkTaken, OneByOne
from services.scheduling.domain.things import CARE_ACTION, SINGLE, THINGS, Care, CareAction, NextCare
from services.scheduling.models import Occupation, Resource
from services.scheduling.queries.things import show_things
from services.scheduling.schemas.things import CareIn, ThingCard, ThingIn, ThingOut
from services.scheduling.service.shoot_readiness import look_again
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.errors import NotFound
from shared.kit.ids import new_id
from shared.kit.reference import get_branch, get_staff
from shared.kit.versions import check_version

UNIQUE_VIOLATION = "23505"


async def thing_of(session: AsyncSession, thing_id: UUID, *, lock: bool = True) -> Resource:
    """A thing of the register, locked.

    Raises:
        NotFound: none, or somebody or something that is no thing.
    """
    row = await get_or_404(session, Resource, thing_id, what="thing", lock=lock)
    if row.kind not in THINGS:
        raise NotFound(what="thing")
    return row


async def show(session: AsyncSession, thing: Resource) -> ThingOut:
    """The thing as answered."""
    (out,) = await show_things(session, [thing])
    return out


async def register_thing(session: AsyncSession, who: Principal, body: ThingIn) -> ThingOut:
    """Enter a thing; a dress or a vehicle can be booked from now on.

    Raises:
        NotFound: no such branch or keeper.
        MarkTaken: another thing of the branch has that number.
    """
    who.require_branch(body.branch_id)
    branch = await get_branch(session, body.branch_id)
    await _require_keeper(session, body.keeper_id)
    thing = Resource(
        id=new_id(),
        branch_id=body.branch_id,
        kind=body.kind,
        name=body.name,
        registered_on=branch.today(),
        **_card(body),
    )
    session.add(thing)
    await _flush(session, body.mark)
    return ThingOut.of(thing)


async def correct_thing(session: AsyncSession, thing_id: UUID, body: ThingCard, edited: int) -> ThingOut:
    """Correct the entry; more were bought, but fewer only by a write-off (SHO-11).

    Raises:
        FewerOnlyBySlip, OneByOne, MarkTaken, VersionStale.
    """
    thing = await thing_of(session, thing_id)
    check_version(thing.version, edited)
    if body.quantity < thing.quantity:
        raise FewerOnlyBySlip
    if thing.kind in SINGLE and body.quantity != 1:
        raise OneByOne
    await _require_keeper(session, body.keeper_id)
    thing.name, thing.version = body.name, thing.version + 1
    for field, value in _card(body).items():
        setattr(thing, field, value)
    await _flush(session, body.mark)
    return await show(session, thing)


def _card(body: ThingCard) -> dict[str, Any]:
    return {
        "mark": body.mark,
        "colour": body.colour,
        "age": body.age,
        "quantity": body.quantity,
        "keeper_id": body.keeper_id,
    }


async def _require_keeper(session: AsyncSession, staff_id: str | None) -> None:
    if staff_id is None:
        return
    staff = await get_staff(session, staff_id)
    if staff is None or not staff.state.active:
        raise NotFound(what="keeper", field="keeper_id")


async def _flush(session: AsyncSession, mark: str | None) -> None:
    try:
        await session.flush()
    except IntegrityError as error:
        if getattr(error.orig, "sqlstate", None) != UNIQUE_VIOLATION:
            raise
        raise MarkTaken(mark=mark) from error


async def care_for(session: AsyncSession, thing_id: UUID, body: CareIn) -> ThingOut:
    """To wash, washing, at the dry cleaner's, in repair, ready again (SHO-12).

    Raises:
        TransitionRefused: it is so already, or was written off.
    """
    thing = await thing_of(session, thing_id)
    until = body.until if body.care is not NextCare.READY else None
    thing.becomes(CARE_ACTION[body.care], note=body.note, until=until)
    await look_again(session, thing.id)
    return await show(session, thing)


async def dresses_were_worn(session: AsyncSession, booking_id: UUID) -> None:
    """The dresses of a finished shoot are to be washed (SHO-12)."""
    held = select(Occupation.resource_id).where(Occupation.booking_id == booking_id, col(Occupation.active))
    rows = await session.exec(
        select(Resource)
        .where(col(Resource.id).in_(held), Resource.kind == ResourceKind.DRESS, Resource.care == Care.READY)
        .order_by(col(Resource.id))
        .with_for_update()
    )
    for dress in rows:
        dress.becomes(CareAction.SOIL)
