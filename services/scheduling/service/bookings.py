"""Booking, moving, cancelling, confirming."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlmodel import col, select

from services.scheduling.domain.booking import (
    BOOKING,
    OPEN_STATES,
    SHOOTS,
    BookingAction,
    Location,
    Notice,
    Policy,
    ResourceKind,
    fitting_notice,
    is_wedding_day_late,
    selection_notice,
    wedding_day_notice,
)
from services.scheduling.domain.errors import (
    BookingInPast,
    CheckedInAlready,
    OutsideHours,
    ShootExists,
    WeddingDayLate,
    WeddingOnly,
)
from services.scheduling.domain.presence import artist_due
from services.scheduling.models import Booking, OrderCopy, Reshoot, ShootDay
from services.scheduling.schemas.bookings import BookingIn, BookingOut, MoveIn
from services.scheduling.service.capacity import let_weddings_first
from services.scheduling.service.choosing import dresses, named_resources, needs_of
from services.scheduling.service.occupying import held_ids, lock_resources, release
from services.scheduling.service.orders import order_for_booking, shoot_ahead, shoot_of
from services.scheduling.service.placing import place
from services.scheduling.service.plans import note_change
from services.scheduling.service.shoot_start import hand_over
from shared.contracts.scheduling import BookingKind
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.clearance import ClearanceCheck, ClearanceRefused, Gate
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.errors import NotFound
from shared.kit.ids import new_id
from shared.kit.outbox import publish
from shared.kit.reference import Branch, get_branch


def policy_of(session: AsyncSession) -> Policy:
    """The numbers of the house."""
    policy: Policy = session.info["service"].extras["policy"]
    return policy


async def make_booking(session: AsyncSession, who: Principal, body: BookingIn) -> BookingOut:
    """Book a time with everything it needs, all or none.

    Raises:
        BookingConflict, CapacityFull, WeddingFirst, WeddingDayLate, OutsideHours, ClearanceRefused, ShootExists.
        DesignatedMissing: who was asked for by name is not there.
    """
    order = await order_for_booking(session, body.order_id)
    who.require_branch(order.branch_id)
    if body.kind is BookingKind.SELECTION:
        check: ClearanceCheck = session.info["service"].extras["clearance"]
        if not body.clearance:
            raise ClearanceRefused(gate=Gate.SELECTION_BOOKING.value)
        check.verify(body.clearance, gate=Gate.SELECTION_BOOKING, order_id=order.order_id)
    booking, notices = await book(session, who, order, body)
    return BookingOut.of(booking, notices)


async def book(
    session: AsyncSession, who: Principal, order: OrderCopy, body: BookingIn
) -> tuple[Booking, list[Notice]]:
    """Book for an order that is known and locked."""
    branch = await get_branch(session, order.branch_id)
    booking = _new_booking(session, who, branch, order, body)
    shoot = await _shoot_meant(session, booking)
    if booking.kind is BookingKind.SHOOT and shoot is not None:
        raise ShootExists(booking_id=shoot.id)
    if booking.kind is BookingKind.FITTING and not booking.category.is_wedding:
        raise WeddingOnly
    refuse_closed(branch, booking)
    await let_weddings_first(session, who, booking, confirmed=body.manager_confirmation)
    late = _let_manager_decide(session, who, branch, booking, confirmed=body.manager_confirmation)
    named = await named_resources(session, order.branch_id, body.resource_ids)
    named += await dresses(session, order.branch_id, body.dress_ids)
    needs = await needs_of(
        session,
        order.branch_id,
        order,
        booking.kind,
        booking.location,
        category=booking.category,
        named=named,
        team_id=body.team_id,
    )
    session.add(booking)
    order.shoot_booked = order.shoot_booked or booking.kind is BookingKind.SHOOT
    notices = await place(session, branch, booking, needs)
    await_artist(session, booking)
    publish(session, booking.made(), version=booking.version)
    await note_change(session, booking, "MADE")
    await _begin_if_here(session, branch, booking, order)
    if booking.kind is BookingKind.RESHOOT:
        await _agree_reshoot(session, booking)
    return booking, notices + late + _timing(booking, shoot, order)


def _let_manager_decide(
    session: AsyncSession, who: Principal, branch: Branch, booking: Booking, *, confirmed: bool
) -> list[Notice]:
    """A wedding day that is booked late is a manager's decision (PCK-07, A-20).

    Raises:
        WeddingDayLate: a manager has not confirmed.
        Forbidden: the caller is no manager.
    """
    days = policy_of(session).wedding_day_before_days
    if not is_wedding_day_late(booking.kind, booking.day, branch.today(), days):
        return []
    if not confirmed:
        raise WeddingDayLate(days=days)
    who.require("scheduling.capacity.override")
    return [wedding_day_notice()]


def _new_booking(session: AsyncSession, who: Principal, branch: Branch, order: OrderCopy, body: BookingIn) -> Booking:
    assert order.category is not None, "only booked orders come here"
    minutes = body.minutes or policy_of(session).minutes(body.kind, order.category)
    return Booking(
        id=new_id(),
        branch_id=order.branch_id,
        order_id=order.order_id,
        kind=body.kind,
        category=order.category,
        location=body.location,
        day=branch.today(body.starts_at),
        starts_at=body.starts_at,
        ends_at=body.starts_at + timedelta(minutes=minutes),
        made_by=who.staff_id,
        made_at=clock.now(),
    )


def await_artist(session: AsyncSession, booking: Booking) -> None:
    """Note by when the bride's make-up artist has to be there (SCH-14)."""
    due = artist_due(booking.kind, booking.category, booking.starts_at, clock.now(), policy_of(session))
    booking.expect_artist(due)


def refuse_closed(branch: Branch, booking: Booking) -> None:
    """Bookings in the house keep to its opening hours; outdoors only the day has to be a working day.

    Raises:
        BookingInPast, OutsideHours.
    """
    if booking.day < branch.today():
        raise BookingInPast(day=booking.day.isoformat())
    if booking.kind is BookingKind.WEDDING_DAY:
        return
    hours = branch.hours(booking.day)
    if hours is None:
        raise OutsideHours(day=booking.day.isoformat())
    opens, closes = hours
    if booking.location is Location.STUDIO and not (opens <= booking.starts_at and booking.ends_at <= closes):
        raise OutsideHours(day=booking.day.isoformat(), opens=opens.isoformat(), closes=closes.isoformat())


async def _shoot_meant(session: AsyncSession, booking: Booking) -> Booking | None:
    """The shoot that the booking's time is measured by: of a fitting the next one, a re-shoot too."""
    of = shoot_ahead if booking.kind is BookingKind.FITTING else shoot_of
    return await of(session, booking.order_id)


def _timing(booking: Booking, shoot: Booking | None, order: OrderCopy) -> list[Notice]:
    planned = shoot.day if shoot else None
    notice: Notice | None = None
    if booking.kind is BookingKind.SELECTION:
        notice = selection_notice(booking.category, order.shot_on or planned, booking.day)
    elif booking.kind is BookingKind.FITTING:
        notice = fitting_notice(planned, booking.day)
    return [notice] if notice else []


async def _begin_if_here(session: AsyncSession, branch: Branch, booking: Booking, order: OrderCopy) -> None:
    if booking.kind not in SHOOTS or order.checked_in_at is None:
        return
    if branch.today(order.checked_in_at) == booking.day:
        hand_over(session, booking, at=clock.now(), by=order.owner_id)


async def _agree_reshoot(session: AsyncSession, booking: Booking) -> None:
    waiting = await session.exec(
        select(Reshoot)
        .where(Reshoot.order_id == booking.order_id, col(Reshoot.next_booking_id).is_(None))
        .order_by(col(Reshoot.id))
        .with_for_update()
    )
    if (reshoot := waiting.first()) is not None:
        reshoot.next_booking_id = booking.id


async def move_booking(session: AsyncSession, who: Principal, booking_id: UUID, body: MoveIn) -> BookingOut:
    """Give the booking another time or other resources; the old ones are free in the same step."""
    booking = await get_or_404(session, Booking, booking_id, lock=True)
    booking.state = BOOKING.after(booking.state, BookingAction.MOVE)
    await _refuse_under_way(session, booking)
    order = await get_or_404(session, OrderCopy, booking.order_id, what="order")
    branch = await get_branch(session, booking.branch_id)
    previous, previous_day, length = booking.starts_at, booking.day, booking.ends_at - booking.starts_at
    booking.starts_at, booking.day = body.starts_at, branch.today(body.starts_at)
    booking.ends_at = body.starts_at + (timedelta(minutes=body.minutes) if body.minutes else length)
    booking.arrival_at, booking.reason, booking.version = None, body.reason, booking.version + 1
    booking.unready_at = None
    refuse_closed(branch, booking)
    late: list[Notice] = []
    if booking.day != previous_day:
        await let_weddings_first(session, who, booking, confirmed=body.manager_confirmation)
        late = _let_manager_decide(session, who, branch, booking, confirmed=body.manager_confirmation)
    held = await named_resources(session, booking.branch_id, await held_ids(session, booking.id))
    named = held
    if body.resource_ids is not None or body.team_id is not None:
        named = [resource for resource in held if resource.kind is ResourceKind.DRESS]
        named += await named_resources(session, booking.branch_id, body.resource_ids or [])
    needs = await needs_of(
        session,
        booking.branch_id,
        order,
        booking.kind,
        booking.location,
        category=booking.category,
        named=named,
        team_id=body.team_id,
    )
    notices = await place(session, branch, booking, needs)
    await_artist(session, booking)
    publish(session, booking.moved(previous=previous, reason=body.reason), version=booking.version)
    await note_change(session, booking, "MOVED", previous=previous, previous_day=previous_day)
    await _begin_if_here(session, branch, booking, order)
    return BookingOut.of(booking, notices + late + _timing(booking, await _shoot_meant(session, booking), order))


async def _refuse_under_way(session: AsyncSession, booking: Booking) -> None:
    if booking.kind in SHOOTS and await session.get(ShootDay, booking.id) is not None:
        raise CheckedInAlready


async def cancel_booking(session: AsyncSession, booking_id: UUID, reason: str) -> BookingOut:
    """Give a booking up; what it held is free."""
    known = await get_or_404(session, Booking, booking_id)
    await session.get(OrderCopy, known.order_id, with_for_update=True)  # orders are locked before their bookings
    booking = await get_or_404(session, Booking, booking_id, lock=True)
    await _refuse_under_way(session, booking)
    await give_up(session, booking, reason)
    return BookingOut.of(booking)


async def give_up(session: AsyncSession, booking: Booking, reason: str) -> None:
    """Cancel a locked booking; a re-shoot waits for a date again, for a week (SCH-10)."""
    booking.state = BOOKING.after(booking.state, BookingAction.CANCEL)
    booking.reason, booking.version = reason, booking.version + 1
    booking.expect_artist(None)
    if booking.kind is BookingKind.SHOOT:
        (await session.get_one(OrderCopy, booking.order_id)).shoot_booked = False
    await session.flush()
    await lock_resources(session, await held_ids(session, booking.id))
    await release(session, booking.id)
    agree_by = await _agree_again(session, booking)
    publish(session, booking.cancelled(reason, agree_by), version=booking.version)
    await note_change(session, booking, "CANCELLED")


async def _agree_again(session: AsyncSession, given_up: Booking) -> date | None:
    """By when another date is agreed for what this re-shoot was to finish; None when nothing waits for one."""
    waiting = list(await session.exec(select(Reshoot).where(Reshoot.next_booking_id == given_up.id)))
    if not waiting:
        return None
    branch = await get_branch(session, given_up.branch_id)
    agree_by = branch.today() + timedelta(days=policy_of(session).reshoot_days)
    for reshoot in waiting:
        reshoot.wait(agree_by, branch.at(agree_by + timedelta(days=1), time(0)))
    order = await session.get_one(OrderCopy, given_up.order_id)
    return None if order.cancelled_at is not None else agree_by


async def cancel_order(session: AsyncSession, order: OrderCopy, *, at: datetime, reason: str) -> None:
    """The order ended: what is still to come is given up, each booking with the reason."""
    order.cancelled_at = order.cancelled_at or at
    bookings = await session.exec(
        select(Booking)
        .where(
            Booking.order_id == order.order_id,
            col(Booking.state).in_(OPEN_STATES),
            col(Booking.ends_at) > at,
        )
        .order_by(col(Booking.id))
        .with_for_update()
    )
    for booking in list(bookings):
        await give_up(session, booking, reason)


async def confirm_booking(session: AsyncSession, booking_id: UUID, arrival_at: datetime) -> BookingOut:
    """The customer said when they will arrive (SCH-01)."""
    booking = await get_or_404(session, Booking, booking_id, lock=True)
    booking.state = BOOKING.after(booking.state, BookingAction.CONFIRM)
    booking.arrival_at, booking.version = arrival_at, booking.version + 1
    publish(session, booking.confirmed(arrival_at), version=booking.version)
    return BookingOut.of(booking)


async def read_booking(session: AsyncSession, booking_id: UUID) -> Booking:
    """One booking.

    Raises:
        NotFound: none, or one of another branch.
    """
    booking = await session.get(Booking, booking_id)
    if booking is None:
        raise NotFound(what="booking")
    return booking
