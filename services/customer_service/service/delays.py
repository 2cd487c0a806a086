"""Delays on record: cause, promise, compensation offered (GEN-07)."""

from __future__ import annotations

from uuid import UUID

from services.customer_service.models import Delay, OrderCopy
from services.customer_service.schemas.complaints import DelayIn
from services.customer_service.service.complaints import require_compensation
from shared.contracts.customer_service import DelayRecorded
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession
from shared.kit.errors import NotFound
from shared.kit.facts import arrived
from shared.kit.ids import new_id
from shared.kit.outbox import publish
from shared.kit.reference import get_staff


async def record_delay(session: AsyncSession, who: Principal, order_id: UUID, body: DelayIn) -> Delay:
    """Put a delay on record; the order gets priority from here on.

    Raises:
        FactNotArrived: the order has not been heard of here.
        CompensationTooHigh: more than the caller may promise.
        NotFound: who is to answer for it does not work here.
    """
    order = await arrived(session, OrderCopy, order_id)
    require_compensation(who, body.compensation)
    if body.responsible_id is not None:
        person = await get_staff(session, body.responsible_id)
        if person is None or not person.state.active:
            raise NotFound(what="member of staff")
    delay = Delay(
        id=new_id(),
        branch_id=order.branch_id,
        order_id=order_id,
        stage=body.stage,
        cause=body.cause,
        promise=body.promise,
        compensation=body.compensation.amount if body.compensation else None,
        currency=body.compensation.currency if body.compensation else order.currency,
        responsible_id=body.responsible_id,
        recorded_by=who.staff_id,
        recorded_at=clock.now(),
    )
    session.add(delay)
    told = DelayRecorded(
        branch_id=order.branch_id, order_id=order_id, stage=body.stage, cause=body.cause, promise=body.promise
    )
    publish(session, told)
    return delay
