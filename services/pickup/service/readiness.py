"""Readiness: whether every piece is there, and the checks two days and one day before a pickup (PCK-01 … 04)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from services.pickup.domain import CHECK_AT, CHECK_DAYS, Count
from services.pickup.models import ExpectedPiece, PickupBooking, PickupOrder
from services.pickup.queries import bookings_between, count_pieces, pieces_of, span
from shared.contracts.pickup import PickupIncomplete
from shared.kit import clock
from shared.kit.db import AsyncSession
from shared.kit.outbox import publish
from shared.kit.reference import Branch


async def note_completeness(session: AsyncSession, order: PickupOrder) -> Count:
    """Look at the pieces after a change and tell when the last one is there (PCK-04)."""
    return note_count(session, order, await pieces_of(session, order.id))


def note_count(session: AsyncSession, order: PickupOrder, pieces: Sequence[ExpectedPiece]) -> Count:
    """Tell when the last of the order's pieces is there (PCK-04)."""
    counted = count_pieces(pieces)
    if counted.expected:
        order.completed_at = None
    complete = counted.complete and order.sheet_known and not order.cancelled
    version = order.touch()
    told = order.note_completeness(complete=complete, pieces=counted.expected, now=clock.now())
    if told is not None:
        publish(session, told, version=version)
    return counted


async def check_day(session: AsyncSession, branch: Branch, day: date) -> None:
    """The daily check: pickups in two days and tomorrow must have all their pieces (PCK-01, PCK-02, A-03)."""
    for days_before in CHECK_DAYS:
        for booking in await bookings_between(
            session, branch.branch_id, *span(branch, day + timedelta(days=days_before), 1)
        ):
            order = await session.get_one(PickupOrder, booking.order_id, with_for_update=True)
            check_booking(session, order, booking, await pieces_of(session, order.id), days_before)


def check_at_once(
    session: AsyncSession, branch: Branch, order: PickupOrder, booking: PickupBooking, pieces: Sequence[ExpectedPiece]
) -> None:
    """An appointment made or moved after the hour of its check is checked now."""
    if booking.starts_at is None or not branch.state.active:
        return
    today = branch.today()
    days_before = (branch.today(booking.starts_at) - today).days
    if days_before in CHECK_DAYS and clock.now() >= branch.at(today, CHECK_AT):
        check_booking(session, order, booking, pieces, days_before)


def check_booking(
    session: AsyncSession,
    order: PickupOrder,
    booking: PickupBooking,
    pieces: Sequence[ExpectedPiece],
    days_before: int,
) -> None:
    """Tell when pieces are missing; without a production sheet all are, and no code can be named."""
    if order.cancelled or order.completed_at is not None or not booking.needs_check(days_before):
        return
    booking.checked_days_before = days_before
    counted = count_pieces(pieces)
    if counted.complete and order.sheet_known:
        return
    publish(
        session,
        PickupIncomplete(
            branch_id=order.branch_id,
            order_id=order.id,
            booking_id=booking.id,
            days_before=days_before,
            missing=list(counted.missing),
        ),
        version=order.touch(),
    )
