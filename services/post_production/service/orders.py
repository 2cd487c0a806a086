"""Orders and bookings as heard of; facts may come in any order of publishers, so each makes what is missing."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlmodel import col, select

from services.post_production.domain.rules import Rules
from services.post_production.domain.states import ReworkState, TemplateState, WorkState, WorkStep
from services.post_production.models import BookingCopy, LayoutTemplate, OrderCopy, Piece, Rework, WorkItem
from services.post_production.service import alerts
from shared.contracts.customer_service import DelayRecorded
from shared.contracts.pickup import HandoverCompleted
from shared.contracts.reception import OrderAmended, OrderBooked, OrderCancelled
from shared.contracts.scheduling import BookingCancelled, BookingKind, BookingMade, BookingMoved, ShootCompleted
from shared.kit.db import AsyncSession
from shared.kit.errors import FactNotArrived
from shared.kit.facts import arrived

BOOKING_KINDS = frozenset({BookingKind.SELECTION, BookingKind.LAYOUT_REVIEW, BookingKind.PICKUP})


def rules_of(session: AsyncSession) -> Rules:
    """The chain's numbers, in a request."""
    rules: Rules = session.info["service"].extras["rules"]
    return rules


async def known_order(session: AsyncSession, order_id: UUID, *, lock: bool = False) -> OrderCopy:
    """A living order whose content has arrived; call first in a use case.

    Raises:
        FactNotArrived: not heard of in time, or of another branch.
        OrderEnded: it was cancelled.
    """
    order = await arrived(session, OrderCopy, order_id, lock=lock)
    if not order.known:
        raise FactNotArrived(what="order")
    order.require_alive()
    return order


async def order_row(session: AsyncSession, order_id: UUID, branch_id: str) -> OrderCopy:
    """The copy, made when this is the first fact about the order."""
    order = await session.get(OrderCopy, order_id, with_for_update=True)
    if order is None:
        order = OrderCopy(order_id=order_id, branch_id=branch_id)
        session.add(order)
    return order


async def note_booked(session: AsyncSession, event: OrderBooked) -> None:
    """An order is booked; an amendment that came first is newer."""
    order = await order_row(session, event.order_id, event.branch_id)
    if order.amendment == 0:
        order.take_over(event.content)


async def note_amended(session: AsyncSession, event: OrderAmended) -> None:
    """The order's content changed: design stops; an older amendment is ignored (M-62)."""
    order = await order_row(session, event.order_id, event.branch_id)
    if event.amendment <= order.amendment:
        return
    before = order.made_of if order.known else None
    order.amendment = event.amendment
    order.take_over(event.content)
    if before is not None and before != order.made_of:
        for item in await open_work(session, order.order_id):
            if item.step is not WorkStep.COLOUR:
                item.stop(event.note)


async def note_cancelled(session: AsyncSession, event: OrderCancelled) -> None:
    """The order ended: open work stops, nothing is late any more."""
    order = await order_row(session, event.order_id, event.branch_id)
    order.cancelled_at = order.cancelled_at or event.at
    for item in await open_work(session, order.order_id):
        item.cancel(event.at)
    await _stop_production(session, order.order_id, event.at)
    await alerts.forget_order(session, order.order_id)
    await retire_templates(session, order.order_id, event.at)


async def note_delay(session: AsyncSession, event: DelayRecorded) -> None:
    """Something of the order is late: it has priority from here on (GEN-07, PST-19)."""
    await give_priority(session, await order_row(session, event.order_id, event.branch_id))


async def give_priority(session: AsyncSession, order: OrderCopy) -> None:
    """Mark the order and its open work as urgent (加急); what follows is due earlier too (PST-19)."""
    order.urgent = True
    for item in await open_work(session, order.order_id):
        item.urgent = True


async def _stop_production(session: AsyncSession, order_id: UUID, now: datetime) -> None:
    for piece in (await session.exec(select(Piece).where(Piece.order_id == order_id).with_for_update())).all():
        piece.stop(now)
    pending = select(Rework).where(
        Rework.order_id == order_id, col(Rework.state).in_([ReworkState.REQUESTED, ReworkState.APPROVED])
    )
    for rework in (await session.exec(pending.with_for_update())).all():
        rework.cancel()


async def note_shot(session: AsyncSession, event: ShootCompleted) -> None:
    """All sets of clothes are photographed; the hints are for the selection clerk (SHO-06)."""
    order = await order_row(session, event.order_id, event.branch_id)
    if order.shot_at is None or event.at >= order.shot_at:
        order.shot_at, order.photographer_id = event.at, event.photographer_id
        order.selection_hints = event.selection_hints or order.selection_hints


async def note_booking(session: AsyncSession, event: BookingMade | BookingMoved) -> None:
    """An appointment of ours stands at this time; an older fact is ignored."""
    if event.kind not in BOOKING_KINDS:
        return
    booking = await _booking_row(session, event)
    if event.at >= booking.heard_at and booking.cancelled_at is None:
        booking.heard_at = event.at
        if event.kind is BookingKind.SELECTION and event.starts_at != booking.starts_at:
            booking.look_at = event.at
        booking.starts_at, booking.ends_at = event.starts_at, event.ends_at


async def note_booking_cancelled(session: AsyncSession, event: BookingCancelled) -> None:
    """An appointment was given up; bookings do not come back."""
    if event.kind in BOOKING_KINDS:
        booking = await _booking_row(session, event)
        booking.cancelled_at = booking.cancelled_at or event.at


async def _booking_row(session: AsyncSession, event: BookingMade | BookingMoved | BookingCancelled) -> BookingCopy:
    booking = await session.get(BookingCopy, event.booking_id, with_for_update=True)
    if booking is None:
        booking = BookingCopy(
            booking_id=event.booking_id,
            branch_id=event.branch_id,
            order_id=event.order_id,
            kind=event.kind,
            heard_at=event.at,
        )
        session.add(booking)
    return booking


async def note_handed_over(session: AsyncSession, event: HandoverCompleted) -> None:
    """Everything left the house: the custom layout is never offered again (PST-03, A-28)."""
    order = await order_row(session, event.order_id, event.branch_id)
    order.handed_over_at = order.handed_over_at or event.at
    await retire_templates(session, event.order_id, event.at)
    await alerts.forget_order(session, event.order_id)


async def retire_templates(session: AsyncSession, order_id: UUID, now: datetime) -> None:
    """Custom layouts of the order are closed for good (A-28)."""
    bound = select(LayoutTemplate).where(
        LayoutTemplate.order_id == order_id, LayoutTemplate.state == TemplateState.BOUND
    )
    for template in (await session.exec(bound)).all():
        template.retire(now)


async def open_work(session: AsyncSession, order_id: UUID) -> list[WorkItem]:
    """Work items of the order that wait or run, locked, oldest first."""
    query = (
        select(WorkItem)
        .where(WorkItem.order_id == order_id, col(WorkItem.state).in_([WorkState.WAITING, WorkState.RUNNING]))
        .order_by(col(WorkItem.created_at), col(WorkItem.id))
        .with_for_update()
    )
    return list((await session.exec(query)).all())
