"""What is sold on the shoot day and what is kept for customers, listed."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from services.reception.domain.keeping import CustodyState, FoundState
from services.reception.models import Custody, FoundItem, ShootSale


def sales(branch_id: str | None, day: date | None, order_id: UUID | None) -> SelectOfScalar[ShootSale]:
    """Sales of a branch, a day, an order."""
    query = select(ShootSale)
    if branch_id is not None:
        query = query.where(ShootSale.branch_id == branch_id)
    if day is not None:
        query = query.where(ShootSale.business_day == day)
    return query if order_id is None else query.where(ShootSale.order_id == order_id)


def found_items(branch_id: str | None, state: FoundState | None, order_id: UUID | None) -> SelectOfScalar[FoundItem]:
    """Things left behind in a branch, or by the customers of an order."""
    query = select(FoundItem)
    if branch_id is not None:
        query = query.where(FoundItem.branch_id == branch_id)
    if order_id is not None:
        query = query.where(FoundItem.order_id == order_id)
    return query if state is None else query.where(col(FoundItem.state) == state)


def custody_records(
    branch_id: str | None, state: CustodyState | None, order_id: UUID | None
) -> SelectOfScalar[Custody]:
    """Things entrusted to a branch, or by the customers of an order."""
    query = select(Custody)
    if branch_id is not None:
        query = query.where(Custody.branch_id == branch_id)
    if order_id is not None:
        query = query.where(Custody.order_id == order_id)
    return query if state is None else query.where(col(Custody.state) == state)
