"""The shoot day and fittings."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response

from services.scheduling.schemas.bookings import BookingOut, ShootDayOut
from services.scheduling.schemas.shoots import (
    ArtistIn,
    CompletionIn,
    EscortIn,
    FittingIn,
    FittingOut,
    IntroductionIn,
    PreparationIn,
    PreparationOut,
    SheetIn,
    StageIn,
    UnfinishedIn,
    UnfinishedOut,
)
from services.scheduling.service import fittings, hand_over, preparation, presence, shoots
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.versions import IfMatch, set_etag

router = APIRouter(tags=["shoots"])

Shooter = Annotated[Principal, may("scheduling.shoots.do")]


@router.get("/bookings/{booking_id}/preparation")
async def read_preparation(
    booking_id: UUID,
    session: SessionDep,
    response: Response,
    _who: Annotated[Principal, may("scheduling.plans.read")],
) -> PreparationOut:
    """What a shoot needs, and what of it was laid out the day before (SCH-15)."""
    shown = await preparation.read(session, booking_id)
    set_etag(response, shown.version)
    return shown


@router.put("/bookings/{booking_id}/preparation")
async def prepare_shoot(
    booking_id: UUID, body: PreparationIn, session: SessionDep, response: Response, edited: IfMatch, who: Shooter
) -> PreparationOut:
    """Note what is laid out for the shoot; If-Match "0" while nobody began (SCH-15)."""
    shown = await preparation.prepare(session, who, booking_id, body, edited)
    set_etag(response, shown.version)
    return shown


@router.post("/bookings/{booking_id}/artist-presence")
async def note_artist_presence(booking_id: UUID, body: ArtistIn, session: SessionDep, who: Shooter) -> ShootDayOut:
    """The bride's make-up artist is here, twenty minutes before make-up if all is well (SCH-14)."""
    return await presence.note_artist(session, who, booking_id, body)


@router.post("/bookings/{booking_id}/communication-sheet")
async def fill_communication_sheet(booking_id: UUID, body: SheetIn, session: SessionDep, who: Shooter) -> ShootDayOut:
    """What the customer likes; before make-up (SHO-09)."""
    return await shoots.fill_sheet(session, who, booking_id, body)


@router.post("/bookings/{booking_id}/stages")
async def enter_shoot_stage(booking_id: UUID, body: StageIn, session: SessionDep, who: Shooter) -> ShootDayOut:
    """The customer goes on to make-up, shooting or lunch."""
    return await shoots.enter_stage(session, who, booking_id, body)


@router.post("/bookings/{booking_id}/introduction")
async def introduce_photographer(
    booking_id: UUID, body: IntroductionIn, session: SessionDep, who: Shooter
) -> ShootDayOut:
    """The make-up artist led the customer in with the first costume and introduced the photographer (SHO-10)."""
    return await hand_over.introduce(session, who, booking_id, body)


@router.post("/bookings/{booking_id}/escort")
async def escort_customer(booking_id: UUID, body: EscortIn, session: SessionDep, who: Shooter) -> ShootDayOut:
    """The make-up artist saw the customer to the door after the shoot (SHO-10)."""
    return await hand_over.escort(session, who, booking_id, body)


@router.post("/bookings/{booking_id}/completion")
async def complete_shoot(booking_id: UUID, body: CompletionIn, session: SessionDep, _who: Shooter) -> BookingOut:
    """All sets are photographed."""
    return await shoots.complete_shoot(session, booking_id, body)


@router.post("/bookings/{booking_id}/unfinished")
async def leave_shoot_unfinished(
    booking_id: UUID, body: UnfinishedIn, session: SessionDep, who: Shooter
) -> UnfinishedOut:
    """Something is missing; with the next date if agreed on the spot (SCH-10)."""
    return await shoots.leave_unfinished(session, who, booking_id, body)


@router.post("/bookings/{booking_id}/fitting")
async def record_fitting(
    booking_id: UUID,
    body: FittingIn,
    session: SessionDep,
    who: Annotated[Principal, may("scheduling.fittings.record")],
) -> FittingOut:
    """Which dresses were chosen; they are held for the shoot (SCH-04, SHO-14)."""
    return await fittings.record_fitting(session, who, booking_id, body)
