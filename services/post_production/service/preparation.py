"""What is laid ready before a selection is ticked, by whom and when (REC-12)."""

from __future__ import annotations

from uuid import UUID

from services.post_production.domain.preparation import AlreadyChoosing, AppointmentGone, NothingToBurn, Tick
from services.post_production.domain.states import SelectionState
from services.post_production.models import BookingCopy, SelectionPreparation
from services.post_production.queries.photos import missing_of_order, photos_ready
from services.post_production.queries.preparation import shown
from services.post_production.queries.selections import selection_of_order
from services.post_production.schemas.preparation import PreparationOut, TickIn
from services.post_production.service.orders import known_order
from shared.contracts.scheduling import BookingKind
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.errors import NotFound
from shared.kit.reference import get_branch


async def tick(session: AsyncSession, who: Principal, booking_id: UUID, body: TickIn) -> PreparationOut:
    """The disc was burnt, or the order pulled; or it was not after all.

    Raises:
        NotFound: no selection appointment.
        AppointmentGone, AlreadyChoosing: nothing is laid ready for it any more.
        NothingToBurn: photos are still expected.
    """
    booking = await get_or_404(session, BookingCopy, booking_id, what="booking")
    if booking.kind is not BookingKind.SELECTION:
        raise NotFound(what="booking")
    if booking.cancelled_at is not None:
        raise AppointmentGone
    order = await known_order(session, booking.order_id, lock=True)
    selection = await selection_of_order(session, order.order_id)
    if selection is not None and selection.state is not SelectionState.READY:
        raise AlreadyChoosing
    ticks = await session.get(SelectionPreparation, order.order_id)
    if ticks is None:
        ticks = SelectionPreparation(order_id=order.order_id, branch_id=order.branch_id)
        session.add(ticks)
    if body.done:
        missing = await missing_of_order(session, order, checked=True) if body.point is Tick.DISC_BURNT else []
        if missing:
            raise NothingToBurn(missing=", ".join(missing), points=missing)
        ticks.tick(body.point, who.staff_id, clock.now(), photos=await photos_ready(session, order.order_id))
    else:
        ticks.take_back(body.point)
    await session.flush()
    return (await shown(session, await get_branch(session, booking.branch_id), [booking]))[0]
