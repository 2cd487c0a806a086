"""Everything pickup listens to."""

from __future__ import annotations

from services.pickup.service import copies
from shared.contracts.gateway import BranchChanged, StaffChanged
from shared.contracts.post_production import (
    PieceFinished,
    ProductionOrdered,
    ReworkApproved,
    ReworkRejected,
    ReworkRequested,
)
from shared.contracts.reception import OrderAmended, OrderBalanceChanged, OrderBooked, OrderCancelled
from shared.contracts.scheduling import BookingCancelled, BookingConfirmed, BookingMade, BookingMoved
from shared.kit.consumer import Subscriptions
from shared.kit.db import AsyncSession
from shared.kit.reference import note_branch, note_staff

subscriptions = Subscriptions("pickup")
subscriptions.on(BranchChanged)(note_branch)
subscriptions.on(StaffChanged)(note_staff)


@subscriptions.on(OrderBooked, OrderAmended)
async def know_the_order(event: OrderBooked | OrderAmended, session: AsyncSession) -> None:
    """Number, owner, category, wedding."""
    await copies.note_order(session, event)


@subscriptions.on(OrderCancelled)
async def expect_nothing_more(event: OrderCancelled, session: AsyncSession) -> None:
    """Pieces of a cancelled order are not handed over."""
    await copies.note_cancelled(session, event)


@subscriptions.on(OrderBalanceChanged)
async def show_what_is_owed(event: OrderBalanceChanged, session: AsyncSession) -> None:
    """The red word on the pickup board (FIN-10)."""
    await copies.note_balance(session, event)


@subscriptions.on(ProductionOrdered)
async def expect_the_pieces(event: ProductionOrdered, session: AsyncSession) -> None:
    """What will arrive."""
    await copies.note_production(session, event)


@subscriptions.on(PieceFinished)
async def look_out_for_the_piece(event: PieceFinished, session: AsyncSession) -> None:
    """It is on its way."""
    await copies.note_finished(session, event)


@subscriptions.on(ReworkRequested, ReworkApproved, ReworkRejected)
async def keep_rework_in_the_book(event: copies.ReworkNews, session: AsyncSession) -> None:
    """The pickup book shows reworks (PCK-11)."""
    await copies.note_rework(session, event)


@subscriptions.on(BookingMade, BookingMoved, BookingCancelled, BookingConfirmed)
async def know_the_appointment(event: copies.BookingNews, session: AsyncSession) -> None:
    """When the customer comes to collect."""
    await copies.note_booking(session, event)
