"""What is heard of orders, and the order a command names."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

from services.scheduling.domain.booking import OPEN_STATES, SHOOTS, BookingState
from services.scheduling.domain.errors import OrderOver
from services.scheduling.models import Booking, OrderCopy, ShootDay
from services.scheduling.service.shoot_start import hand_over
from shared.contracts.reception import Category, CustomerCheckedIn, OrderContent
from shared.contracts.scheduling import BookingKind
from shared.kit.db import AsyncSession
from shared.kit.errors import FactNotArrived
from shared.kit.facts import arrived
from shared.kit.reference import get_branch


async def order_for_booking(session: AsyncSession, order_id: UUID) -> OrderCopy:
    """The booked order, locked, waiting for it when needed; call first.

    Raises:
        FactNotArrived: not heard of as booked.
        OrderOver: cancelled.
    """
    order = await arrived(session, OrderCopy, order_id, lock=True)
    if order.cancelled_at is not None:
        raise OrderOver
    if order.category is None:
        raise FactNotArrived(what="order")
    return order


async def copy_of(session: AsyncSession, order_id: UUID, branch_id: str) -> OrderCopy:
    """The copy, locked; made when this is the first time the order is mentioned."""
    await session.execute(
        insert(OrderCopy)
        .values(
            order_id=order_id,
            branch_id=branch_id,
            number="",
            package_name="",
            clothes_sets=0,
            amendment=-1,
            shoot_booked=False,
        )
        .on_conflict_do_nothing()
    )
    row = await session.get(OrderCopy, order_id, with_for_update=True)
    if row is None:
        raise FactNotArrived(what="order")
    return row


async def note_order(
    session: AsyncSession,
    order_id: UUID,
    branch_id: str,
    content: OrderContent,
    *,
    amendment: int,
    booked_at: datetime | None = None,
) -> None:
    """Keep the newest content; an older amendment is ignored."""
    order = await copy_of(session, order_id, branch_id)
    order.booked_at = order.booked_at or booked_at
    if amendment <= order.amendment:
        return
    order.amendment = amendment
    if order.category is not None and order.category is not content.category:
        await _take_category(session, order_id, content.category)
    order.number, order.category, order.owner_id = content.number, content.category, content.owner_id
    order.wanted_date, order.wedding_date = content.wanted_date, content.wedding_date
    order.designated_photographer_id = content.designated_photographer_id
    order.designated_makeup_artist_id = content.designated_makeup_artist_id
    order.package_name, order.clothes_sets = content.package_name, content.clothes_sets


async def _take_category(session: AsyncSession, order_id: UUID, category: Category) -> None:
    """What is still to come counts as the new category; a booked shoot is cancelled before (M-62)."""
    bookings = await session.exec(
        select(Booking)
        .where(Booking.order_id == order_id, col(Booking.state).in_(OPEN_STATES))
        .order_by(col(Booking.id))
        .with_for_update()
    )
    for booking in bookings:
        booking.category, booking.version = category, booking.version + 1


async def note_check_in(session: AsyncSession, event: CustomerCheckedIn) -> None:
    """The customer is here: the day's shoot begins with the hand-over (M-43)."""
    order = await copy_of(session, event.order_id, event.branch_id)
    order.checked_in_at, order.customer_number = event.at, event.customer_number
    branch = await get_branch(session, event.branch_id)
    bookings = await session.exec(
        select(Booking)
        .where(
            Booking.order_id == event.order_id,
            col(Booking.kind).in_(SHOOTS),
            col(Booking.state).in_(OPEN_STATES),
        )
        .order_by(col(Booking.starts_at), col(Booking.id))
    )
    today = branch.today(event.at)
    meant = [b for b in bookings if b.id == event.booking_id or (event.booking_id is None and b.day == today)]
    if meant and await session.get(ShootDay, meant[0].id) is None:
        hand_over(session, meant[0], at=event.at, by=event.owner_id)


async def shoot_ahead(session: AsyncSession, order_id: UUID, *, lock: bool = False) -> Booking | None:
    """The order's next shoot or re-shoot that is still to come: what a fitting is for (SCH-04, SCH-10)."""
    statement = (
        select(Booking)
        .where(Booking.order_id == order_id, col(Booking.kind).in_(SHOOTS), col(Booking.state).in_(OPEN_STATES))
        .order_by(col(Booking.starts_at), col(Booking.id))
        .limit(1)
    )
    return (await session.exec(statement.with_for_update() if lock else statement)).first()


async def shoot_of(session: AsyncSession, order_id: UUID, *, lock: bool = False) -> Booking | None:
    """The order's shoot, if one stands."""
    statement = select(Booking).where(
        Booking.order_id == order_id, Booking.kind == BookingKind.SHOOT, Booking.state != BookingState.CANCELLED
    )
    return (await session.exec(statement.with_for_update() if lock else statement)).first()
