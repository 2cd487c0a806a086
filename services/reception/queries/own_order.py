"""A customer's own order at reception (M-67)."""

from __future__ import annotations

from sqlmodel import col, select

from services.reception.models import Order, WorkOrder
from services.reception.queries.extra_services import price_list
from services.reception.schemas.own_order import OfferedService, OwnService, OwnServices
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.reference import get_branch


async def own_services(session: AsyncSession, who: Principal) -> OwnServices:
    """What the order's branch offers today, and what was asked for on the order.

    Raises:
        NotFound: it is nobody with a link, or the order is not known here.
    """
    order = await get_or_404(session, Order, who.own_order)
    branch = await get_branch(session, order.branch_id)
    listed = await price_list(session, branch.today())
    mine = select(WorkOrder).where(WorkOrder.order_id == order.id).order_by(col(WorkOrder.requested_at))
    return OwnServices(
        offered=[
            OfferedService.of(service.code, current)
            for service, current, _ in listed
            if current is not None and current.offered and service.branch_id in (None, order.branch_id)
        ],
        asked=[OwnService.of(row) for row in (await session.exec(mine)).all()],
    )
