"""Copies of orders, bookings and leave, fed by facts; a row is made when something is first heard of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from pydantic_core import to_json
from sqlalchemy import ARRAY, Executable, Uuid, any_, bindparam
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

from services.customer_service.domain.members import Level
from services.customer_service.domain.situation import BookingFacts, OrderFacts
from services.customer_service.models import Base, BookingCopy, DutyCopy, LeaveCopy, Member, OrderCopy
from services.customer_service.models.orders import empty_order
from shared.contracts.base import Event
from shared.contracts.pickup import HandoverCompleted, OrderReadyForPickup
from shared.contracts.post_production import ReworkApproved
from shared.contracts.reception import (
    DutyGiven,
    OrderAmended,
    OrderBalanceChanged,
    OrderBooked,
    OrderCancelled,
    OrderContent,
    OrderPlaced,
)
from shared.contracts.scheduling import (
    BookingCancelled,
    BookingKind,
    BookingMade,
    BookingMoved,
    LeaveApproved,
    ShootCompleted,
    ShootLeftUnfinished,
)
from shared.kit.db import AsyncSession
from shared.kit.straight import Straight
from shared.kit.tables import insert_rows

AS_TOLD = ("number", "owner_id", "category", "wedding_date", "wanted_date", "referrer_person_id", "package_name")
FIRST_HEARD = Straight(insert_rows(Base.metadata.tables["order_copy"]))
OF_ORDERS = bindparam("orders", type_=ARRAY(Uuid))
ORDERS = select(OrderCopy).where(col(OrderCopy.order_id) == any_(OF_ORDERS))
BOOKINGS = select(BookingCopy).where(col(BookingCopy.order_id) == any_(OF_ORDERS))


class Copies:
    """The copies that a run of facts is about, as rows of the session."""

    def __init__(self, session: AsyncSession, orders: Iterable[OrderCopy], bookings: Iterable[BookingCopy]) -> None:
        self._session = session
        self.orders = {order.order_id: order for order in orders}
        self.bookings = {booking.booking_id: booking for booking in bookings}
        self._new: list[OrderCopy] = []
        self._of_order: dict[UUID, list[BookingCopy]] = defaultdict(list)
        for booking in self.bookings.values():
            self._of_order[booking.order_id].append(booking)

    @classmethod
    async def of(
        cls,
        session: AsyncSession,
        branches: Mapping[UUID, str],
        *,
        made: Collection[UUID | None],
        with_bookings: Collection[UUID | None],
    ) -> Copies:
        """What is known of these orders, with their branches; a copy is made of those in ``made`` that have none."""
        orders = list(await _rows(session, ORDERS, branches))
        bookings = await _rows(session, BOOKINGS, [o.order_id for o in orders if o.order_id in with_bookings])
        new = (branches.keys() & made) - {order.order_id for order in orders}
        first_heard = [empty_order(order_id, branches[order_id]) for order_id in sorted(new)]
        copies = cls(session, orders + first_heard, bookings)
        copies._new += first_heard
        return copies

    def note(self, event: Event) -> None:
        """Keep what the fact says, as far as contacts depend on it."""
        match event:
            case OrderPlaced() | OrderBooked() | OrderAmended():
                self._note_order(event)
            case BookingMade() | BookingMoved() | BookingCancelled() | ShootLeftUnfinished():
                self._note_booking(event)
            case _:
                _note_progress(self.orders[event.order_id], event)  # type: ignore[attr-defined]

    def _note_order(self, event: OrderPlaced | OrderBooked | OrderAmended) -> None:
        """A placed content never overwrites a booked one, nor either of them an amended one."""
        order = self.orders[event.order_id]
        amendment = event.amendment if isinstance(event, OrderAmended) else 0
        late = isinstance(event, OrderPlaced) and order.booked
        if amendment >= order.amendment and not late:
            _keep_content(order, event.content)
            order.amendment = amendment
        order.booked = order.booked or isinstance(event, OrderBooked)

    def _note_booking(self, event: BookingMade | BookingMoved | BookingCancelled | ShootLeftUnfinished) -> None:
        """An older time never overwrites a newer one; what was given up or left unfinished does not come back."""
        booking = self.bookings.get(event.booking_id)
        kind = BookingKind.SHOOT if isinstance(event, ShootLeftUnfinished) else event.kind
        if booking is None:
            booking = BookingCopy(
                booking_id=event.booking_id,
                order_id=event.order_id,
                branch_id=event.branch_id,
                kind=kind,
                staff_ids=[],
            )
            self.bookings[booking.booking_id] = booking
            self._of_order[booking.order_id].append(booking)
            self._session.add(booking)
        if isinstance(event, BookingCancelled | ShootLeftUnfinished):
            booking.live = False
            return
        if booking.heard_at is not None and event.at < booking.heard_at:
            return
        booking.kind, booking.starts_at, booking.heard_at = kind, event.starts_at, event.at
        booking.staff_ids = sorted({resource.staff_id for resource in event.resources if resource.staff_id})

    async def write(self) -> None:
        """Write down the orders first heard of; nobody else makes copies, one batch of facts is taken at a time."""
        if self._new:
            await FIRST_HEARD(self._session, rows=to_json([order.values() for order in self._new]).decode())

    def facts_of(self, order: OrderCopy, is_member: Callable[[UUID], bool]) -> OrderFacts:
        """What the rules need to know of the order."""
        member = any(is_member(UUID(person)) for person in order.person_ids)
        return _facts(order, self._of_order[order.order_id], member=member)


async def _rows(session: AsyncSession, statement: Executable, order_ids: Collection[UUID]) -> Sequence[Any]:
    return (await session.execute(statement, {"orders": list(order_ids)})).scalars().all() if order_ids else ()


def _keep_content(order: OrderCopy, content: OrderContent) -> None:
    designated = (content.designated_photographer_id, content.designated_makeup_artist_id)
    told = {name: getattr(content, name) for name in AS_TOLD} | {
        "person_ids": [str(person) for person in content.person_ids],
        "designated": [staff for staff in designated if staff is not None],
    }
    for name, value in told.items():
        if getattr(order, name) != value:  # most contents say again what is known; a row that is set is written
            setattr(order, name, value)


def _note_progress(order: OrderCopy, event: Event) -> None:
    match event:
        case OrderCancelled():
            order.cancelled = True
        case OrderBalanceChanged() if event.version > order.balance_version:
            order.balance, order.balance_version = event.balance.amount, event.version
            order.currency = event.balance.currency
        case ShootCompleted():
            order.shot = True
        case OrderReadyForPickup():
            order.ready += 1
            _note_complete(order, True, event)
        case ReworkApproved():
            _note_complete(order, False, event)
            order.handed_over = False
        case HandoverCompleted():
            order.handed_over = True


def _note_complete(order: OrderCopy, complete: bool, event: Event) -> None:
    if order.complete_since is None or event.at >= order.complete_since:
        order.complete, order.complete_since = complete, event.at


def _facts(order: OrderCopy, bookings: Iterable[BookingCopy], *, member: bool) -> OrderFacts:
    standing = tuple(
        BookingFacts(row.booking_id, row.kind, row.starts_at, tuple(row.staff_ids))
        for row in bookings
        if row.live and row.starts_at
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
        member=member,
        designated=tuple(order.designated),
        bookings=standing,
    )


async def note_leave(session: AsyncSession, event: LeaveApproved) -> None:
    """Keep who takes the tasks of whom (GEN-03)."""
    if await session.get(LeaveCopy, event.leave_id) is None:
        session.add(LeaveCopy(**event.model_dump()))


async def note_duty(session: AsyncSession, event: DutyGiven) -> None:
    """Keep who is on duty; an older fact never overwrites a newer one (REC-10)."""
    values = {"branch_id": event.branch_id, "day": event.day, "clerk_id": event.clerk_id, "told_at": event.at}
    statement = insert(DutyCopy).values(values)
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=["branch_id", "day"],
            set_={"clerk_id": statement.excluded.clerk_id, "told_at": statement.excluded.told_at},
            where=col(DutyCopy.told_at) <= statement.excluded.told_at,
        )
    )


async def facts_of(session: AsyncSession, order: OrderCopy) -> OrderFacts:
    """What the rules need to know of the order."""
    rows = await session.exec(select(BookingCopy).where(col(BookingCopy.order_id) == order.order_id))
    return _facts(order, rows, member=await _has_member(session, order))


async def _has_member(session: AsyncSession, order: OrderCopy) -> bool:
    if not order.person_ids:
        return False
    found = await session.exec(
        select(Member.person_id)
        .where(col(Member.person_id).in_([UUID(p) for p in order.person_ids]), col(Member.level) != Level.NONE)
        .limit(1)
    )
    return found.first() is not None
