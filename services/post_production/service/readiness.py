"""Ready for selection: the check of the day and the look ahead two and one days before (PST-05, PST-07, A-04)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select
from sqlmodel import col, func, select

from services.post_production.domain.errors import SelectionNotReady
from services.post_production.domain.states import SelectionState, WorkState, WorkStep
from services.post_production.models import BookingCopy, OrderCopy, Selection
from services.post_production.queries.photos import missing_of_order, photos_ready
from services.post_production.queries.selections import selection_of_order
from services.post_production.schemas.selections import CheckIn
from services.post_production.service.orders import give_priority, known_order, open_work
from shared.contracts.post_production import SelectionAtRisk, SelectionReady
from shared.contracts.scheduling import BookingKind
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession
from shared.kit.errors import Both, Conflict
from shared.kit.ids import new_id
from shared.kit.outbox import publish
from shared.kit.reference import Branch, get_branch

DAYS_BEFORE = (2, 1)
"""How many days before a selection it is looked at."""

ON_THE_DAY = frozenset({"CHECK_NOT_DONE"})
"""What is done on the day of the selection is not missing before it (PST-07)."""

CHECKS = ("count_ok", "sets_complete", "no_bloopers", "corrections_done")


async def check_selection(session: AsyncSession, who: Principal, order_id: UUID, body: CheckIn) -> Selection:
    """All four points are in order and a sales plan is agreed: the customer can choose (PST-07).

    Raises:
        SelectionNotReady: naming what is missing.
        Conflict: the customer has begun to choose.
    """
    order = await known_order(session, order_id, lock=True)
    missing = [check for check in CHECKS if not getattr(body, check)]
    if not body.sales_plan:
        missing.append("sales_plan")
    missing += await missing_of_order(session, order, checked=True)
    if missing:
        raise SelectionNotReady(missing=", ".join(missing), points=missing)
    selection = await selection_of_order(session, order_id)
    if selection is None:
        selection = Selection(
            id=new_id(),
            branch_id=order.branch_id,
            order_id=order_id,
            state=SelectionState.READY,
            prepared_by=who.staff_id,
            prepared_at=clock.now(),
        )
        session.add(selection)
    elif selection.state is not SelectionState.READY:
        raise Conflict(reason=Both("the customer has begun to choose", "顾客已经开始选片"))
    else:
        selection.version += 1
    selection.sales_plan, selection.prepared_by, selection.prepared_at = body.sales_plan, who.staff_id, clock.now()
    await _corrections_are_done(session, order_id, who.staff_id)
    ready = SelectionReady(
        branch_id=order.branch_id,
        order_id=order_id,
        selection_id=selection.id,
        photos=await photos_ready(session, order_id),
    )
    publish(session, ready, version=selection.version)
    return selection


async def _corrections_are_done(session: AsyncSession, order_id: UUID, staff_id: str) -> None:
    """The check says so: colour work that nobody ticked off is done (PST-18)."""
    now = clock.now()
    for item in await open_work(session, order_id):
        if item.step is WorkStep.COLOUR:
            if item.state is WorkState.WAITING:
                item.start(staff_id, now)
            item.finish(now)


async def look_ahead(session: AsyncSession, branch: Branch, day: date) -> None:
    """Selections booked in two days and tomorrow that are not ready are at risk; tomorrow's get priority (PST-19)."""
    for days_before in DAYS_BEFORE:
        begin = branch.at(day + timedelta(days=days_before), time.min)
        end = branch.at(day + timedelta(days=days_before + 1), time.min)
        booked = (
            select(BookingCopy)
            .where(
                BookingCopy.branch_id == branch.branch_id,
                BookingCopy.kind == BookingKind.SELECTION,
                col(BookingCopy.cancelled_at).is_(None),
                col(BookingCopy.starts_at) >= begin,
                col(BookingCopy.starts_at) < end,
            )
            .order_by(col(BookingCopy.starts_at), col(BookingCopy.booking_id))
        )
        for booking in (await session.exec(booked)).all():
            await _look_at(session, booking, days_before)


def earliest_new_selection() -> Select[Any]:
    """Since when a selection that was booked or moved waits to be looked at."""
    return select(func.min(BookingCopy.look_at)).where(col(BookingCopy.look_at).is_not(None))


async def look_at_new(session: AsyncSession, now: datetime, *, looked_at: time) -> None:
    """Selections booked or moved inside the window after the hour of the day's check are looked at, at once (PST-05).

    Args:
        looked_at: the hour of the day's check; before it the check itself finds them.
    """
    waiting = (
        select(BookingCopy)
        .where(col(BookingCopy.look_at) <= now)
        .order_by(col(BookingCopy.look_at), col(BookingCopy.booking_id))
        .with_for_update()
    )
    for booking in (await session.exec(waiting)).all():
        booking.look_at = None
        if booking.starts_at is None or booking.cancelled_at is not None:
            continue
        branch = await get_branch(session, booking.branch_id)
        today = branch.today(now)
        days_before = (branch.today(booking.starts_at) - today).days
        if days_before in DAYS_BEFORE and now >= branch.at(today, looked_at):
            await _look_at(session, booking, days_before)


async def _look_at(session: AsyncSession, booking: BookingCopy, days_before: int) -> None:
    booking.look_at = None
    order = await session.get(OrderCopy, booking.order_id, with_for_update=True)
    if order is None or order.cancelled_at is not None or await selection_of_order(session, booking.order_id):
        return
    missing = await missing_of_order(session, order, checked=False)
    if not order.known:
        missing.insert(0, "JOB_SHEET_NOT_RECEIVED")
    if not set(missing) - ON_THE_DAY:
        return
    if days_before == 1:
        await give_priority(session, order)
    publish(
        session,
        SelectionAtRisk(
            branch_id=booking.branch_id,
            order_id=booking.order_id,
            booking_id=booking.booking_id,
            days_before=days_before,
            missing=missing,
        ),
    )
