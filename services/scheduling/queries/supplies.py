"""Reading consumables: what is low, what is coming, what a department's month bought and used (MGT-06)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlmodel import col, func, select

from services.scheduling.domain.stock_takes import first_of_next, month_before, month_of
from services.scheduling.domain.supplies import Department, MonthMoney, MoveKind, PurchaseState, bound
from services.scheduling.models import Purchase, Supply, SupplyBudget, SupplyMove
from services.scheduling.schemas.supplies import (
    DepartmentMonth,
    PurchaseOut,
    SupplyMonth,
    SupplyOut,
    SupplyUsed,
)
from shared.kit.db import AsyncSession
from shared.kit.reference import Branch, get_branches


def supplies_where(branch_id: str | None, department: Department | None, *, low: bool) -> Select[Any]:
    """Consumables of a branch or department; with ``low`` those below their minimum."""
    query = select(Supply)
    if branch_id is not None:
        query = query.where(Supply.branch_id == branch_id)
    if department is not None:
        query = query.where(Supply.department == department)
    return query.where(col(Supply.enough).is_(False)) if low else query


def moves_where(supply_id: UUID) -> Select[Any]:
    """What changed the stock of an item."""
    return select(SupplyMove).where(SupplyMove.supply_id == supply_id)


def purchases_where(branch_id: str | None, department: Department | None, state: PurchaseState | None) -> Select[Any]:
    """Purchases of a branch or department, in a state."""
    query = select(Purchase)
    if branch_id is not None:
        query = query.where(Purchase.branch_id == branch_id)
    if department is not None:
        query = query.where(Purchase.department == department)
    return query if state is None else query.where(Purchase.state == state)


async def show_supplies(session: AsyncSession, supplies: Iterable[Supply]) -> list[SupplyOut]:
    """Items with what is coming and what waits for the manager."""
    rows = list(supplies)
    open_ones = (PurchaseState.REQUESTED, PurchaseState.APPROVED)
    found = await session.execute(
        select(Purchase.supply_id, Purchase.state, func.sum(Purchase.quantity - Purchase.arrived))
        .where(col(Purchase.supply_id).in_([row.id for row in rows]), col(Purchase.state).in_(open_ones))
        .group_by(col(Purchase.supply_id), col(Purchase.state))
    )
    many = {(supply_id, PurchaseState(state)): int(quantity) for supply_id, state, quantity in found}
    return [
        SupplyOut.of(
            row,
            coming=many.get((row.id, PurchaseState.APPROVED), 0),
            asked=many.get((row.id, PurchaseState.REQUESTED), 0),
        )
        for row in rows
    ]


async def show_purchases(session: AsyncSession, purchases: Iterable[Purchase]) -> list[PurchaseOut]:
    """Purchases with the names of their items, and those that wait with what they go beyond the budget."""
    rows = list(purchases)
    found = await session.exec(select(Supply).where(col(Supply.id).in_({row.supply_id for row in rows})))
    supplies = {supply.id: supply for supply in found}
    waiting = [row for row in rows if row.state is PurchaseState.REQUESTED]
    money: dict[tuple[str, Department], MonthMoney] = {}
    for branch in (await get_branches(session, {row.branch_id for row in waiting})).values():
        months = await money_of(session, branch.branch_id, month_of(branch.today()))
        money |= {(branch.branch_id, department): one for department, one in months.items()}
    over = {row.id: money[row.branch_id, row.department].over_by(row.cost) for row in waiting}
    return [PurchaseOut.of(row, supplies[row.supply_id], over.get(row.id, 0)) for row in rows]


async def budgets_of(session: AsyncSession, branch_id: str, month: str) -> dict[Department, SupplyBudget]:
    """The newest budget of each department that is not of a later month."""
    rows = await session.exec(
        select(SupplyBudget)
        .where(SupplyBudget.branch_id == branch_id, SupplyBudget.month <= month)
        .ext(distinct_on(col(SupplyBudget.department)))
        .order_by(col(SupplyBudget.department), col(SupplyBudget.month).desc())
    )
    return {row.department: row for row in rows}


async def money_of(session: AsyncSession, branch_id: str, month: str) -> dict[Department, MonthMoney]:
    """Budget and purchases of every department in a month."""
    budgets = await budgets_of(session, branch_id, month)
    rows = await session.exec(select(Purchase).where(Purchase.branch_id == branch_id, Purchase.month == month))
    bought: dict[Department, int] = defaultdict(int)
    for row in rows:
        bought[row.department] += bound(row.state, row.quantity, row.arrived, row.price)
    return {one: MonthMoney(budgets[one].amount if one in budgets else None, bought[one]) for one in Department}


def _first(month: str) -> date:
    return date(int(month[:4]), int(month[5:]), 1)


async def _sums(session: AsyncSession, branch_id: str, month: str) -> dict[UUID, tuple[int, int, int, int]]:
    """By item: arrived, used, what counts found, what the used ones cost."""
    change, price = col(SupplyMove.change), col(SupplyMove.price)

    def sum_of(kind: MoveKind, value: Any) -> Any:
        return func.coalesce(func.sum(value).filter(col(SupplyMove.kind) == kind), 0)

    sums: list[Any] = [
        sum_of(MoveKind.ARRIVED, change),
        -sum_of(MoveKind.TAKEN, change),
        sum_of(MoveKind.COUNTED, change),
        -sum_of(MoveKind.TAKEN, change * price),
    ]
    rows = await session.execute(
        select(col(SupplyMove.supply_id), *sums)
        .where(
            SupplyMove.branch_id == branch_id,
            col(SupplyMove.day) >= _first(month),
            col(SupplyMove.day) < first_of_next(month),
        )
        .group_by(col(SupplyMove.supply_id))
    )
    return {row[0]: (int(row[1]), int(row[2]), int(row[3]), int(row[4])) for row in rows}


async def _waiting(session: AsyncSession, branch_id: str) -> dict[Department, int]:
    rows = await session.execute(
        select(Purchase.department, func.sum(col(Purchase.price) * col(Purchase.quantity)))
        .where(Purchase.branch_id == branch_id, Purchase.state == PurchaseState.REQUESTED)
        .group_by(col(Purchase.department))
    )
    return {Department(department): int(amount) for department, amount in rows}


async def _items(session: AsyncSession, ids: Collection[UUID]) -> list[Supply]:
    rows = await session.exec(select(Supply).where(col(Supply.id).in_(ids)).order_by(Supply.name, col(Supply.id)))
    return list(rows)


async def show_supply_month(session: AsyncSession, branch: Branch, month: str) -> SupplyMonth:
    """What every department bought, used and has left in a month."""
    money, waiting = await money_of(session, branch.branch_id, month), await _waiting(session, branch.branch_id)
    budgets = await budgets_of(session, branch.branch_id, month)
    now = await _sums(session, branch.branch_id, month)
    before = await _sums(session, branch.branch_id, month_before(month))
    lines: dict[Department, list[SupplyUsed]] = defaultdict(list)
    used: dict[Department, int] = defaultdict(int)
    for item in await _items(session, now.keys() | before.keys()):
        arrived, taken, counted, cost = now.get(item.id, (0, 0, 0, 0))
        used[item.department] += cost
        lines[item.department].append(
            SupplyUsed(
                supply_id=item.id,
                name=item.name,
                unit=item.unit,
                arrived=arrived,
                used=taken,
                used_before=before.get(item.id, (0, 0, 0, 0))[1],
                counted=counted,
            )
        )
    versions = {one: row.version for one, row in budgets.items() if row.month == month}
    departments = [
        DepartmentMonth.of(one, money[one], waiting.get(one, 0), used[one], versions.get(one, 0), lines[one])
        for one in Department
    ]
    return SupplyMonth(branch_id=branch.branch_id, month=month, departments=departments)
