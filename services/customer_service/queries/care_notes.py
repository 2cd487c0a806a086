"""爱心小叮咛: the precautions of an order's category, as they are handed out (REC-02, 1.2.4)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlmodel import col, func, select

from services.customer_service.domain.precautions import About, precautions
from services.customer_service.domain.rule import SHOOTS
from services.customer_service.models import BookingCopy, OrderCopy
from services.customer_service.queries.branches import the_branch
from services.customer_service.schemas.care_notes import CareGroup, CareNotesOut
from shared.kit import clock
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.errors import FactNotArrived


async def care_notes(session: AsyncSession, order_id: UUID, language: str) -> CareNotesOut:
    """What this customer prepares, brings and avoids.

    Raises:
        NotFound: nothing was heard of that order.
        FactNotArrived: it was only mentioned yet.
    """
    order = await get_or_404(session, OrderCopy, order_id, what="order")
    if order.category is None:
        raise FactNotArrived(what="order")
    branch = await the_branch(session, order.branch_id)
    advice = precautions(order.category, cards="CARD" in branch.state.payment_methods)
    groups = [
        CareGroup(about=about, lines=[one.text(language) for one in advice if one.about is about]) for about in About
    ]
    return CareNotesOut(
        order_id=order_id,
        number=order.number,
        branch_id=order.branch_id,
        category=order.category,
        shoot_at=await _next_shoot(session, order_id),
        groups=[group for group in groups if group.lines],
    )


async def _next_shoot(session: AsyncSession, order_id: UUID) -> datetime | None:
    query = select(func.min(BookingCopy.starts_at)).where(
        BookingCopy.order_id == order_id,
        col(BookingCopy.live),
        col(BookingCopy.kind).in_(SHOOTS),
        col(BookingCopy.starts_at) > clock.now(),
    )
    return (await session.exec(query)).one()
