"""A pickup date that cannot be kept (GEN-06, GEN-07, PCK-03)."""

from __future__ import annotations

from uuid import UUID

from services.pickup.models import Delay, PickupOrder
from services.pickup.schemas.orders import DelayIn, DelayOut
from services.pickup.service.copies import current_booking
from shared.contracts.pickup import PickupDelayed
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession
from shared.kit.errors import Both, Invalid
from shared.kit.facts import arrived
from shared.kit.ids import new_id
from shared.kit.outbox import publish
from shared.kit.reference import get_branch


async def record_delay(session: AsyncSession, who: Principal, order_id: UUID, body: DelayIn) -> DelayOut:
    """Record the delay and tell it, so that the owner calls before the customer comes in vain.

    Raises:
        OrderCancelledHere: nothing is due any more.
        Invalid: the new date is past.
    """
    order = await arrived(session, PickupOrder, order_id, lock=True)
    order.require_open()
    if body.expected_on < (await get_branch(session, order.branch_id)).today():
        raise Invalid(field="expected_on", reason=Both("the new date is past", "新的日期已过"))
    booking = await current_booking(session, order_id)
    delay = Delay(
        id=new_id(),
        branch_id=order.branch_id,
        order_id=order_id,
        booking_id=None if booking is None else booking.id,
        cause=body.cause,
        expected_on=body.expected_on,
        recorded_at=clock.now(),
        recorded_by=who.staff_id,
    )
    session.add(delay)
    told = PickupDelayed(
        branch_id=order.branch_id,
        order_id=order_id,
        booking_id=delay.booking_id,
        cause=delay.cause,
        expected_on=delay.expected_on,
    )
    publish(session, told, version=order.touch())
    return DelayOut.of(delay)
