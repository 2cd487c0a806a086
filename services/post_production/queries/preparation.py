"""Selections to come and what is laid ready for them (REC-12)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select
from sqlmodel import col, or_, select

from services.post_production.domain.preparation import is_late, open_points
from services.post_production.domain.states import SelectionState
from services.post_production.models import BookingCopy, OrderCopy, PhotoSet, Selection, SelectionPreparation
from services.post_production.queries.photos import counts_of_sets, missing_of
from services.post_production.schemas.photos import PhotoSetOut
from services.post_production.schemas.preparation import PreparationOut, TickOut
from shared.contracts.scheduling import BookingKind
from shared.kit import clock
from shared.kit.db import AsyncSession
from shared.kit.pagination import Page, PageRequest, fetch_page
from shared.kit.reference import Branch

ORDER_UNKNOWN = "JOB_SHEET_NOT_RECEIVED"


async def to_prepare(
    session: AsyncSession, page: PageRequest, branch: Branch, order_id: UUID | None
) -> Page[PreparationOut]:
    """Selections from today to the next working day, which are prepared today; of one order all to come."""
    today = branch.today()
    until = None if order_id else branch.at(branch.working_days_after(today, 1) + timedelta(days=1), time.min)
    query = _waiting(branch.branch_id).where(col(BookingCopy.starts_at) >= branch.at(today, time.min))
    if until is not None:
        query = query.where(col(BookingCopy.starts_at) < until)
    if order_id is not None:
        query = query.where(col(BookingCopy.order_id) == order_id)
    found: Page[BookingCopy] = await fetch_page(
        session, query, page, keys=[BookingCopy.starts_at, BookingCopy.booking_id], show=lambda row: row
    )
    return Page(items=await shown(session, branch, found.items), next_cursor=found.next_cursor)


def _waiting(branch_id: str) -> Select[Any]:
    """Appointments for which nobody has sat down with the customer yet."""
    return (
        select(BookingCopy)
        .join(OrderCopy, col(OrderCopy.order_id) == BookingCopy.order_id, isouter=True)
        .join(Selection, col(Selection.order_id) == BookingCopy.order_id, isouter=True)
        .where(
            BookingCopy.branch_id == branch_id,
            BookingCopy.kind == BookingKind.SELECTION,
            col(BookingCopy.cancelled_at).is_(None),
            col(OrderCopy.cancelled_at).is_(None),
            or_(col(Selection.id).is_(None), col(Selection.state) == SelectionState.READY),
        )
    )


async def shown(session: AsyncSession, branch: Branch, bookings: Sequence[BookingCopy]) -> list[PreparationOut]:
    """The appointments with what is laid ready for them."""
    ids = [booking.order_id for booking in bookings]
    orders = {
        row.order_id: row
        for row in (await session.exec(select(OrderCopy).where(col(OrderCopy.order_id).in_(ids)))).all()
    }
    ticked = select(SelectionPreparation).where(col(SelectionPreparation.order_id).in_(ids))
    ticks = {row.order_id: row for row in (await session.exec(ticked)).all()}
    sets = await _sets_of(session, ids)
    return [
        _show(booking, orders.get(booking.order_id), ticks.get(booking.order_id), sets[booking.order_id], branch)
        for booking in bookings
    ]


async def _sets_of(session: AsyncSession, order_ids: Sequence[UUID]) -> dict[UUID, list[PhotoSetOut]]:
    rows = (await session.exec(select(PhotoSet).where(col(PhotoSet.order_id).in_(order_ids)))).all()
    counts = await counts_of_sets(session, [row.id for row in rows])
    sets: dict[UUID, list[PhotoSetOut]] = defaultdict(list)
    for row in rows:
        sets[row.order_id].append(PhotoSetOut.of(row, counts[row.id]))
    return sets


def _show(
    booking: BookingCopy,
    order: OrderCopy | None,
    ticks: SelectionPreparation | None,
    sets: list[PhotoSetOut],
    branch: Branch,
) -> PreparationOut:
    ticks = ticks or SelectionPreparation(order_id=booking.order_id, branch_id=booking.branch_id)
    starts_at = booking.starts_at or clock.now()
    missing = missing_of(order, sets, checked=True) if order and order.known else [ORDER_UNKNOWN]
    photos = sum(one.ready for one in sets)
    still_open = open_points(
        photos=photos, lacking=bool(missing), on_disc=ticks.disc_photos, pulled=ticks.order_pulled_at is not None
    )
    comes_on = branch.today(starts_at)
    return PreparationOut(
        booking_id=booking.booking_id,
        branch_id=booking.branch_id,
        order_id=booking.order_id,
        order_number=order.number if order else None,
        owner_id=order.owner_id if order else None,
        starts_at=starts_at,
        due_on=branch.working_day_before(comes_on),
        photos=photos,
        missing=missing,
        disc_burnt=_tick(ticks.disc_burnt_by, ticks.disc_burnt_at),
        disc_photos=ticks.disc_photos,
        order_pulled=_tick(ticks.order_pulled_by, ticks.order_pulled_at),
        open=still_open,
        late=is_late(still_open, comes_on, branch.today()),
    )


def _tick(by: str | None, at: Any) -> TickOut | None:
    return TickOut(by=by, at=at) if by and at else None
