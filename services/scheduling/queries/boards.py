"""The day at a glance: board, live wall, plan, changes, who waits, and the order page."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, bindparam
from sqlmodel import col, select

from services.scheduling.domain.booking import OPEN_STATES, SHOOTS, BookingState, ResourceKind
from services.scheduling.domain.preparation import Check, is_prepared
from services.scheduling.domain.presence import is_missing
from services.scheduling.domain.shoot import OVER
from services.scheduling.domain.things import KEPT_ONLY
from services.scheduling.models import (
    Absence,
    Booking,
    Fitting,
    Occupation,
    OrderCopy,
    PlanChange,
    Preparation,
    Reshoot,
    Resource,
    ShootDay,
)
from services.scheduling.queries.capacity import plan_of, unscheduled
from services.scheduling.schemas.bookings import (
    Board,
    BoardEntry,
    BoardLane,
    BookingOut,
    FittedOut,
    OrderOut,
    OrderScheduling,
    PlanChangeOut,
    PlanChanges,
    PlanLine,
    PlanOut,
    ReshootOut,
    ShootDayOut,
    ShootWall,
    TalkOut,
    UnscheduledOrder,
    UnscheduledOrders,
)
from shared.contracts.scheduling import BookingKind, ShootStage
from shared.kit import clock
from shared.kit.db import AsyncSession
from shared.kit.errors import NotFound
from shared.kit.reference import Branch
from shared.kit.together import Together

MIDNIGHT = time(0)


async def bookings_of_day(session: AsyncSession, branch_id: str, day: date) -> list[Booking]:
    """The day's bookings that stand, by time."""
    rows = await session.exec(
        select(Booking)
        .where(Booking.branch_id == branch_id, Booking.day == day, Booking.state != BookingState.CANCELLED)
        .order_by(col(Booking.starts_at), col(Booking.id))
    )
    return list(rows)


async def board(session: AsyncSession, branch: Branch, day: date) -> Board:
    """Every resource with what holds it on that day."""
    begin, end = branch.at(day, MIDNIGHT), branch.at(day + timedelta(days=1), MIDNIGHT)
    rows = await session.execute(
        select(Occupation, Booking, Absence)
        .outerjoin(Booking, col(Occupation.booking_id) == col(Booking.id))
        .outerjoin(Absence, col(Occupation.absence_id) == col(Absence.id))
        .where(
            Occupation.branch_id == branch.branch_id,
            col(Occupation.active),
            col(Occupation.starts_at) < end,
            col(Occupation.ends_at) > begin,
        )
        .order_by(col(Occupation.starts_at))
    )
    entries: dict[UUID, list[BoardEntry]] = defaultdict(list)
    for occupation, booking, absence in rows:
        entries[occupation.resource_id].append(_entry(occupation, booking, absence))
    resources = await session.exec(
        select(Resource)
        .where(
            Resource.branch_id == branch.branch_id,
            col(Resource.active),
            col(Resource.kind).not_in(KEPT_ONLY),
        )
        .order_by(col(Resource.kind), col(Resource.name), col(Resource.id))
    )
    lanes = [
        BoardLane(
            resource_id=r.id, kind=r.kind, name=r.name, staff_id=r.staff_id, team_id=r.team_id, entries=entries[r.id]
        )
        for r in resources
    ]
    plan = await plan_of(session, branch.branch_id, day)
    bookings = await bookings_of_day(session, branch.branch_id, day)
    orders = await orders_by_id(session, [booking.order_id for booking in bookings])
    return Board(
        branch_id=branch.branch_id,
        day=day,
        frozen_at=plan.frozen_at if plan else None,
        lanes=lanes,
        bookings=[BookingOut.of(booking) for booking in bookings],
        orders=[OrderOut.of(order) for order in orders.values()],
        stages=await stages_of_day(session, branch.branch_id, day),
    )


async def _laid_out(session: AsyncSession, bookings: list[Booking]) -> dict[UUID, list[Check]]:
    """What is ticked for the shoots among them (SCH-15)."""
    ids = [booking.id for booking in bookings if booking.kind in SHOOTS]
    rows = await session.exec(select(Preparation).where(col(Preparation.booking_id).in_(ids)))
    return {row.booking_id: row.done() for row in rows}


async def stages_of_day(session: AsyncSession, branch_id: str, day: date) -> dict[UUID, ShootStage]:
    """How far the day's customers are who came to be photographed, by booking."""
    rows = await session.exec(select(ShootDay).where(ShootDay.branch_id == branch_id, ShootDay.day == day))
    return {row.booking_id: row.stage for row in rows}


def _entry(occupation: Occupation, booking: Booking | None, absence: Absence | None) -> BoardEntry:
    return BoardEntry(
        booking_id=occupation.booking_id,
        order_id=booking.order_id if booking else None,
        kind=booking.kind if booking else None,
        state=booking.state if booking else None,
        starts_at=occupation.starts_at,
        ends_at=occupation.ends_at,
        note=absence.reason if absence else None,
    )


def show_shoot_day(booking: Booking, row: ShootDay | None, order: OrderCopy | None) -> ShootDayOut:
    """Where the customer of a booking is; before check-in nowhere yet."""
    waiting = 0
    if row is not None and row.stage not in OVER:
        waiting = max(0, int((clock.now() - row.since).total_seconds() // 60))
    return ShootDayOut(
        booking_id=booking.id,
        order_id=booking.order_id,
        branch_id=booking.branch_id,
        stage=row.stage if row else None,
        since=row.since if row else None,
        waiting_minutes=waiting,
        staff_id=row.staff_id if row else None,
        order_number=order.number if order else "",
        customer_number=order.customer_number if order else None,
        starts_at=booking.starts_at,
        resources=booking.booked(),
        artist_due_at=booking.artist_due_at,
        artist_here_at=booking.artist_here_at,
        artist_id=booking.artist_id,
        artist_late=booking.state in OPEN_STATES
        and is_missing(booking.artist_due_at, booking.artist_here_at, clock.now()),
        introduced_at=row.introduced_at if row else None,
        introduced_by=row.introduced_by if row else None,
        introduced_to=row.introduced_to if row else None,
        escorted_at=row.escorted_at if row else None,
        escorted_by=row.escorted_by if row else None,
        **_of_the_day(row),
    )


def _of_the_day(row: ShootDay | None) -> dict[str, Any]:
    """What those who had the customer wrote down."""
    if row is None:
        return {}
    told = ("preferences", "skin_notes", "sent_back", "sets", "summary", "missing_equipment")
    talks = [TalkOut.model_validate(talk) for talk in row.talks]
    return {name: getattr(row, name) for name in told} | {"talks": talks}


async def shoot_wall(session: AsyncSession, branch: Branch, day: date) -> ShootWall:
    """The day's shoots with stage, since when, and how long the customer has been there."""
    rows = await session.execute(
        select(Booking, ShootDay, OrderCopy)
        .join(OrderCopy, col(OrderCopy.order_id) == col(Booking.order_id))
        .outerjoin(ShootDay, col(ShootDay.booking_id) == col(Booking.id))
        .where(
            Booking.branch_id == branch.branch_id,
            Booking.day == day,
            col(Booking.kind).in_(SHOOTS),
            Booking.state != BookingState.CANCELLED,
        )
        .order_by(col(Booking.starts_at), col(Booking.id))
    )
    customers = [show_shoot_day(booking, shoot, order) for booking, shoot, order in rows]
    return ShootWall(branch_id=branch.branch_id, day=day, customers=customers)


async def plan(session: AsyncSession, branch: Branch, day: date) -> PlanOut:
    """The day's lines with package, staff and confirmation (SCH-03, SCH-08)."""
    frozen = await plan_of(session, branch.branch_id, day)
    planned = set(frozen.booking_ids) if frozen else set()
    bookings = await bookings_of_day(session, branch.branch_id, day)
    orders = await orders_by_id(session, [booking.order_id for booking in bookings])
    laid_out = await _laid_out(session, bookings)
    lines = [
        PlanLine(
            booking=BookingOut.of(booking),
            order=OrderOut.of(orders[booking.order_id]),
            confirmed=booking.arrival_at is not None,
            designated_honoured=designated_honoured(booking, orders[booking.order_id]),
            after_freeze=frozen is not None and str(booking.id) not in planned,
            prepared=is_prepared(booking.location, laid_out.get(booking.id, ())) if booking.kind in SHOOTS else None,
        )
        for booking in bookings
    ]
    return PlanOut(
        branch_id=branch.branch_id,
        day=day,
        plan_id=frozen.id if frozen else None,
        frozen_at=frozen.frozen_at if frozen else None,
        lines=lines,
    )


def designated_honoured(booking: Booking, order: OrderCopy) -> bool:
    """Whether the staff the customer asked for are booked (REC-11)."""
    if booking.kind not in SHOOTS:
        return True
    pairs = (
        (order.designated_photographer_id, ResourceKind.PHOTOGRAPHER),
        (order.designated_makeup_artist_id, ResourceKind.MAKEUP_ARTIST),
    )
    return all(wanted is None or booking.staff(kind) == wanted for wanted, kind in pairs)


async def orders_by_id(session: AsyncSession, ids: list[UUID]) -> dict[UUID, OrderCopy]:
    """The orders by id."""
    rows = await session.exec(select(OrderCopy).where(col(OrderCopy.order_id).in_(ids)))
    return {row.order_id: row for row in rows}


async def plan_changes(session: AsyncSession, branch: Branch, day: date) -> PlanChanges:
    """What changed after the plan stood."""
    rows = await session.exec(
        select(PlanChange)
        .where(PlanChange.branch_id == branch.branch_id, PlanChange.day == day)
        .order_by(col(PlanChange.at), col(PlanChange.id))
    )
    changes = [PlanChangeOut.model_validate(row, from_attributes=True) for row in rows]
    return PlanChanges(branch_id=branch.branch_id, day=day, changes=changes)


async def unscheduled_orders(session: AsyncSession, branch: Branch) -> UnscheduledOrders:
    """Orders without a shoot, weddings first, and unfinished ones without a new date (SCH-07, SCH-10)."""
    waiting = [
        UnscheduledOrder(order=OrderOut.of(order), waits_for=BookingKind.SHOOT)
        for order in await unscheduled(session, branch.branch_id)
    ]
    waiting.sort(key=lambda item: not (item.order.category and item.order.category.is_wedding))
    open_reshoots = await session.execute(
        select(Reshoot, OrderCopy)
        .join(OrderCopy, col(OrderCopy.order_id) == col(Reshoot.order_id))
        .where(
            Reshoot.branch_id == branch.branch_id,
            col(Reshoot.next_booking_id).is_(None),
            col(OrderCopy.cancelled_at).is_(None),
        )
        .order_by(col(Reshoot.agree_by), col(Reshoot.id))
    )
    unfinished = [
        UnscheduledOrder(
            order=OrderOut.of(order),
            waits_for=BookingKind.RESHOOT,
            agree_by=reshoot.agree_by,
            overdue=reshoot.overdue_at is not None,
        )
        for reshoot, order in open_reshoots
    ]
    return UnscheduledOrders(branch_id=branch.branch_id, orders=unfinished + waiting)


THE_ORDER = bindparam("order_id", type_=Uuid)
ORDER = select(OrderCopy).where(col(OrderCopy.order_id) == THE_ORDER)
BOOKINGS = select(Booking).where(col(Booking.order_id) == THE_ORDER).order_by(col(Booking.starts_at))
SHOOT_DAYS = select(ShootDay).where(col(ShootDay.order_id) == THE_ORDER)
RESHOOTS = select(Reshoot).where(col(Reshoot.order_id) == THE_ORDER).order_by(col(Reshoot.id))
FITTINGS = select(Fitting).where(col(Fitting.order_id) == THE_ORDER).order_by(col(Fitting.recorded_at))
WHOLE_ORDER = Together(ORDER, BOOKINGS, SHOOT_DAYS, RESHOOTS, FITTINGS)


async def order_page(session: AsyncSession, order_id: UUID) -> OrderScheduling:
    """Scheduling's part of an order.

    Raises:
        NotFound: not heard of here.
    """
    found = await WHOLE_ORDER.read(session, order_id=order_id)
    order, bookings = found.first(ORDER), found[BOOKINGS]
    if order is None:
        raise NotFound(what="order")
    shoots = {row.booking_id: row for row in found[SHOOT_DAYS]}
    return OrderScheduling(
        order=OrderOut.of(order),
        bookings=[BookingOut.of(booking) for booking in bookings],
        shoot_days=[show_shoot_day(b, shoots[b.id], order) for b in bookings if b.id in shoots],
        reshoots=[
            ReshootOut(
                id=row.id,
                booking_id=row.booking_id,
                reason=row.reason.value,
                missing=row.missing,
                agree_by=row.agree_by,
                next_booking_id=row.next_booking_id,
                overdue=row.overdue_at is not None,
            )
            for row in found[RESHOOTS]
        ],
        fittings=[FittedOut.model_validate(row, from_attributes=True) for row in found[FITTINGS]],
    )
