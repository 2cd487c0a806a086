"""Work orders, those that have waited longest first, and what they add to an order's price."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlmodel import col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from services.reception.domain.work_orders import OPEN, WorkState
from services.reception.models import ExtraSale, WorkOrder
from shared.kit.db import AsyncSession


def work_orders(
    *,
    branch_id: str | None = None,
    order_id: UUID | None = None,
    worker_id: str | None = None,
    state: WorkState | None = None,
    listed_on: date | None = None,
    open_only: bool = False,
) -> SelectOfScalar[WorkOrder]:
    """Work orders of a branch, an order, a worker, a list of half past five."""
    query = select(WorkOrder)
    same = {"branch_id": branch_id, "order_id": order_id, "worker_id": worker_id, "listed_on": listed_on}
    for name, value in same.items():
        if value is not None:
            query = query.where(getattr(WorkOrder, name) == value)
    if state is not None:
        query = query.where(col(WorkOrder.state) == state)
    return query.where(col(WorkOrder.closed_at).is_(None)) if open_only else query


async def open_of_order(session: AsyncSession, order_id: UUID) -> list[WorkOrder]:
    """What is still to be done for an order, locked."""
    query = select(WorkOrder).where(WorkOrder.order_id == order_id, col(WorkOrder.state).in_(list(OPEN)))
    return list((await session.exec(query.order_by(col(WorkOrder.id)).with_for_update())).all())


async def unlisted(session: AsyncSession, branch_id: str) -> list[WorkOrder]:
    """What came in since the last list was handed to dispatch, locked (M-28)."""
    query = select(WorkOrder).where(WorkOrder.branch_id == branch_id, col(WorkOrder.listed_on).is_(None))
    return list((await session.exec(query.order_by(col(WorkOrder.id)).with_for_update())).all())


async def sold_on_top(session: AsyncSession, order_id: UUID) -> int:
    """What second sales and extra services of the order add up to, in fen (FIN-09, M-23)."""
    sales = select(func.coalesce(func.sum(col(ExtraSale.amount)), 0)).where(ExtraSale.order_id == order_id)
    work = select(func.coalesce(func.sum(col(WorkOrder.amount)), 0)).where(
        WorkOrder.order_id == order_id, col(WorkOrder.charged)
    )
    return int((await session.exec(sales)).one()) + int((await session.exec(work)).one())
