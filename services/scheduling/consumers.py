"""Everything scheduling listens to."""

from __future__ import annotations

from services.scheduling.service.bookings import cancel_order
from services.scheduling.service.orders import copy_of, note_check_in, note_order
from shared.contracts.pickup import OrderReadyForPickup
from shared.contracts.post_production import LayoutReady, SelectionReady
from shared.contracts.reception import CustomerCheckedIn, OrderAmended, OrderBooked, OrderCancelled
from shared.kit.db import AsyncSession
from shared.kit.reference import keep_references
from shared.kit.subscriptions import Subscriptions

subscriptions = Subscriptions("scheduling")
keep_references(subscriptions)


@subscriptions.on(OrderBooked)
async def order_can_be_scheduled(event: OrderBooked, session: AsyncSession) -> None:
    """An order waits for its dates."""
    await note_order(session, event.order_id, event.branch_id, event.content, amendment=0, booked_at=event.booked_at)


@subscriptions.on(OrderAmended)
async def order_changed(event: OrderAmended, session: AsyncSession) -> None:
    """Category, wanted day or designated staff may be others now."""
    await note_order(session, event.order_id, event.branch_id, event.content, amendment=event.amendment)


@subscriptions.on(OrderCancelled)
async def order_ended(event: OrderCancelled, session: AsyncSession) -> None:
    """What is still to come is given up."""
    order = await copy_of(session, event.order_id, event.branch_id)
    await cancel_order(session, order, at=event.at, reason=event.reason)


@subscriptions.on(CustomerCheckedIn)
async def customer_is_here(event: CustomerCheckedIn, session: AsyncSession) -> None:
    """The shoot day begins."""
    await note_check_in(session, event)


@subscriptions.on(SelectionReady)
async def photos_can_be_chosen(event: SelectionReady, session: AsyncSession) -> None:
    """A selection may be booked with photos to see."""
    (await copy_of(session, event.order_id, event.branch_id)).selection_ready_at = event.at


@subscriptions.on(LayoutReady)
async def layout_can_be_seen(event: LayoutReady, session: AsyncSession) -> None:
    """A layout review may be booked."""
    (await copy_of(session, event.order_id, event.branch_id)).layout_ready_at = event.at


@subscriptions.on(OrderReadyForPickup)
async def pieces_can_be_fetched(event: OrderReadyForPickup, session: AsyncSession) -> None:
    """A pickup may be booked."""
    (await copy_of(session, event.order_id, event.branch_id)).pickup_ready_at = event.at
