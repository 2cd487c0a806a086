"""Copies of orders, bookings and leave, fed by facts; a row is made when something is first heard of."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import col, select

from services.customer_service.domain.members import Level
from services.customer_service.domain.situation import BookingFacts, OrderFacts
from services.customer_service.models import BookingCopy, LeaveCopy, Member, OrderCopy
from services.customer_service.models.orders import empty_order
from shared.contracts.base import Event
from shared.contracts.pickup import HandoverCompleted, OrderReadyForPickup
from shared.contracts.post_production import ReworkApproved
from shared.contracts.reception import (
    OrderAmended,
    OrderBalanceChanged,
    OrderBooked,
    OrderCancelled,
    OrderContent,
    OrderPlaced,
)
from shared.contracts.scheduling import (
    BookingCancelled,
    BookingMade,
    BookingMoved,
    LeaveApproved,
    ShootCompleted,
    ShootLeftUnfinished,
)
from shared.kit.db import AsyncSession


async def the_order(session: AsyncSession, order_id: UUID, branch_id: str) -> OrderCopy:
    """The order's copy, made when this is the first that is heard of it."""
    order = await session.get(OrderCopy, order_id)
    if order is None:
        order = empty_order(order_id, branch_id)
        session.add(order)
    return order


def _keep_content(order: OrderCopy, content: OrderContent) -> None:
    order.number, order.owner_id, order.category = content.number, content.owner_id, content.category
    order.person_ids = [str(person) for person in content.person_ids]
    order.wedding_date, order.wanted_date = content.wedding_date, content.wanted_date
    order.referrer_person_id = content.referrer_person_id
    order.package_name = content.package_name
    designated = (content.designated_photographer_id, content.designated_makeup_artist_id)
    order.designated = [staff for staff in designated if staff is not None]


async def note_order(session: AsyncSession, event: OrderPlaced | OrderBooked | OrderAmended) -> None:
    """Keep what was ordered; a placed or booked content never overwrites an amended one."""
    order = await the_order(session, event.order_id, event.branch_id)
    amendment = event.amendment if isinstance(event, OrderAmended) else 0
    if amendment >= order.amendment:
        _keep_content(order, event.content)
        order.amendment = amendment
    order.booked = order.booked or isinstance(event, OrderBooked)


async def note_progress(session: AsyncSession, event: Event) -> None:
    """Keep how far the order is, as far as contacts depend on it."""
    order = await the_order(session, event.order_id, event.branch_id)  # type: ignore[attr-defined]
    match event:
        case OrderCancelled():
            order.cancelled = True
        case OrderBalanceChanged() if event.version > order.balance_version:
            order.balance, order.balance_version = event.balance.amount, event.version
            order.currency = event.balance.currency
        case ShootCompleted():
            order.shot = True
        case OrderReadyForPickup():
            order.complete, order.ready = True, order.ready + 1
        case ReworkApproved():
            order.complete = False
        case HandoverCompleted():
            order.handed_over = True
        case ShootLeftUnfinished():
            await _end_booking(session, event.booking_id)


async def note_booking(session: AsyncSession, event: BookingMade | BookingMoved | BookingCancelled) -> None:
    """Keep the booking as it stands."""
    booking = await session.get(BookingCopy, event.booking_id)
    if booking is None:
        booking = BookingCopy(
            booking_id=event.booking_id, order_id=event.order_id, branch_id=event.branch_id, kind=event.kind
        )
        session.add(booking)
    await the_order(session, event.order_id, event.branch_id)
    if isinstance(event, BookingCancelled):
        booking.live = False
        return
    booking.starts_at = event.starts_at
    booking.staff_ids = sorted({resource.staff_id for resource in event.resources if resource.staff_id})


async def _end_booking(session: AsyncSession, booking_id: UUID) -> None:
    booking = await session.get(BookingCopy, booking_id)
    if booking is not None:
        booking.live = False


async def note_leave(session: AsyncSession, event: LeaveApproved) -> None:
    """Keep who takes the tasks of whom (GEN-03)."""
    if await session.get(LeaveCopy, event.leave_id) is None:
        session.add(LeaveCopy(**event.model_dump()))


async def facts_of(session: AsyncSession, order: OrderCopy) -> OrderFacts:
    """What the rules need to know of the order."""
    rows = await session.exec(
        select(BookingCopy).where(col(BookingCopy.order_id) == order.order_id, col(BookingCopy.live))
    )
    bookings = tuple(
        BookingFacts(row.booking_id, row.kind, row.starts_at, tuple(row.staff_ids)) for row in rows if row.starts_at
    )
    return OrderFacts(
        order_id=order.order_id,
        owner_id=order.owner_id,
        category=order.category,
        wedding_date=order.wedding_date,
        wanted_date=order.wanted_date,
        booked=order.booked,
        over=order.cancelled or order.handed_over,
        shot=order.shot,
        ready=order.ready,
        complete=order.complete,
        member=await _has_member(session, order),
        designated=tuple(order.designated),
        bookings=bookings,
    )


async def _has_member(session: AsyncSession, order: OrderCopy) -> bool:
    if not order.person_ids:
        return False
    found = await session.exec(
        select(Member.person_id)
        .where(col(Member.person_id).in_([UUID(p) for p in order.person_ids]), col(Member.level) != Level.NONE)
        .limit(1)
    )
    return found.first() is not None
