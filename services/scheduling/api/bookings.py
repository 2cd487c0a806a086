"""Bookings and free times."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from services.scheduling.domain.booking import Location
from services.scheduling.models import Booking
from services.scheduling.queries import boards
from services.scheduling.queries.lists import bookings_where, branch_in_scope
from services.scheduling.schemas.bookings import (
    BookingIn,
    BookingOut,
    CancellationIn,
    ConfirmationIn,
    FreeSlots,
    MoveIn,
    Openings,
    OrderScheduling,
)
from services.scheduling.schemas.values import Day, DayOrMoment, Minutes
from services.scheduling.service import bookings, looking, openings
from shared.contracts.reception import Category
from shared.contracts.scheduling import BookingKind
from shared.contracts.values import BranchId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.idempotency import OnceDep
from shared.kit.pagination import Page, PageDep, fetch_page
from shared.kit.versions import set_etag

router = APIRouter(tags=["bookings"])

Booker = Annotated[Principal, may("scheduling.bookings.make")]
Reader = Annotated[Principal, may("scheduling.bookings.read")]


@router.post("/bookings", status_code=201)
async def make_booking(body: BookingIn, session: SessionDep, once: OnceDep, who: Booker) -> BookingOut:
    """Book a time with people, room and things, all or none; what is not named is chosen."""
    return await once.run(session, BookingOut, lambda: bookings.make_booking(session, who, body))


@router.get("/bookings")
async def list_bookings(
    branch_id: BranchId,
    session: SessionDep,
    page: PageDep,
    who: Reader,
    begin: Annotated[DayOrMoment | None, Query(alias="from")] = None,
    end: Annotated[DayOrMoment | None, Query(alias="to", description="a day is included")] = None,
    kind: BookingKind | None = None,
    resource_id: UUID | None = None,
) -> Page[BookingOut]:
    """Bookings of a branch by time."""
    branch = await branch_in_scope(session, who, branch_id)
    query = bookings_where(branch, begin, end, kind, resource_id)
    return await fetch_page(session, query, page, keys=[Booking.starts_at, Booking.id], show=BookingOut.of)


@router.get("/bookings/{booking_id}")
async def read_booking(booking_id: UUID, session: SessionDep, response: Response, _who: Reader) -> BookingOut:
    """One booking."""
    booking = await bookings.read_booking(session, booking_id)
    set_etag(response, booking.version)
    return BookingOut.of(booking)


@router.post("/bookings/{booking_id}/move")
async def move_booking(booking_id: UUID, body: MoveIn, session: SessionDep, who: Booker) -> BookingOut:
    """Another time or other resources; the old ones are free in the same step."""
    return await bookings.move_booking(session, who, booking_id, body)


@router.post("/bookings/{booking_id}/cancellation")
async def cancel_booking(booking_id: UUID, body: CancellationIn, session: SessionDep, _who: Booker) -> BookingOut:
    """Give a booking up."""
    return await bookings.cancel_booking(session, booking_id, body.reason)


@router.post("/bookings/{booking_id}/confirmation")
async def confirm_booking(
    booking_id: UUID,
    body: ConfirmationIn,
    session: SessionDep,
    _who: Annotated[Principal, may("scheduling.bookings.confirm")],
) -> BookingOut:
    """The customer said when they arrive (SCH-01)."""
    return await bookings.confirm_booking(session, booking_id, body.arrival_at)


@router.get("/free-slots")
async def list_free_slots(
    branch_id: BranchId,
    kind: BookingKind,
    category: Category,
    begin: Annotated[DayOrMoment, Query(alias="from")],
    end: Annotated[DayOrMoment, Query(alias="to", description="a day is included")],
    session: SessionDep,
    who: Reader,
    minutes: Minutes | None = None,
    location: Location | None = None,
) -> FreeSlots:
    """Times at which everything a booking of this kind needs is free."""
    return await looking.find_free_slots(session, who, branch_id, kind, category, begin, end, minutes, location)


@router.get("/shoot-openings")
async def read_shoot_openings(
    branch_id: BranchId, category: Category, day: Day, session: SessionDep, who: Reader
) -> Openings:
    """Whether the day takes another shoot; when it is full, other days and other branches (M-47)."""
    return await openings.find_openings(session, who, branch_id, category, day)


@router.get("/orders/{order_id}/scheduling")
async def read_order_scheduling(order_id: UUID, session: SessionDep, _who: Reader) -> OrderScheduling:
    """Scheduling's part of the job sheet."""
    return await boards.order_page(session, order_id)
