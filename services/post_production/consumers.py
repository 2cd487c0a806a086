"""Everything post-production listens to."""

from __future__ import annotations

from services.post_production.service import orders, production
from shared.contracts.customer_service import DelayRecorded
from shared.contracts.pickup import HandoverCompleted, PieceArrived
from shared.contracts.reception import OrderAmended, OrderBooked, OrderCancelled
from shared.contracts.scheduling import BookingCancelled, BookingMade, BookingMoved, ShootCompleted
from shared.kit.db import AsyncSession
from shared.kit.reference import keep_references
from shared.kit.subscriptions import Subscriptions

subscriptions = Subscriptions("post_production")

keep_references(subscriptions)


@subscriptions.on(OrderBooked)
async def keep_the_order(event: OrderBooked, session: AsyncSession) -> None:
    """The job sheet is received (PST-05)."""
    await orders.note_booked(session, event)


@subscriptions.on(OrderAmended)
async def keep_the_amended_order(event: OrderAmended, session: AsyncSession) -> None:
    """What was ordered changed (M-62)."""
    await orders.note_amended(session, event)


@subscriptions.on(OrderCancelled)
async def stop_the_work(event: OrderCancelled, session: AsyncSession) -> None:
    """The order ended."""
    await orders.note_cancelled(session, event)


@subscriptions.on(ShootCompleted)
async def expect_the_photos(event: ShootCompleted, session: AsyncSession) -> None:
    """Photos are on their way (SHO-02)."""
    await orders.note_shot(session, event)


@subscriptions.on(BookingMade, BookingMoved)
async def keep_the_appointment(event: BookingMade | BookingMoved, session: AsyncSession) -> None:
    """When the customer comes to choose, to see the layout, or to fetch."""
    await orders.note_booking(session, event)


@subscriptions.on(BookingCancelled)
async def forget_the_appointment(event: BookingCancelled, session: AsyncSession) -> None:
    """The customer does not come then."""
    await orders.note_booking_cancelled(session, event)


@subscriptions.on(DelayRecorded)
async def make_up_the_time(event: DelayRecorded, session: AsyncSession) -> None:
    """The customer was promised that the time is made up (GEN-07, PST-19)."""
    await orders.note_delay(session, event)


@subscriptions.on(PieceArrived)
async def end_the_wait(event: PieceArrived, session: AsyncSession) -> None:
    """A finished piece was announced to the desk (GEN-10)."""
    await production.note_arrived(session, event)


@subscriptions.on(HandoverCompleted)
async def retire_the_layout(event: HandoverCompleted, session: AsyncSession) -> None:
    """Everything left the house (A-28)."""
    await orders.note_handed_over(session, event)
