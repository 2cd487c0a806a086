"""Reading sheets and months of the stock-take (SHO-11)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select
from sqlmodel import col, func, select

from services.scheduling.domain.booking import ResourceKind
from services.scheduling.domain.stock_takes import DUE_DAY, StockTakeState, first_of_next, month_before, month_of
from services.scheduling.domain.things import THINGS
from services.scheduling.models import Resource, StockLine, StockTake
from services.scheduling.queries.things import out_of, things_by_id
from services.scheduling.schemas.stock_takes import MonthKind, StockLineOut, StockTakeMonth, StockTakeOut
from shared.kit.db import AsyncSession
from shared.kit.reference import Branch


def stock_takes_where(branch_id: str | None, kind: ResourceKind | None) -> Select[Any]:
    """Sheets of a branch."""
    query = select(StockTake)
    if branch_id is not None:
        query = query.where(StockTake.branch_id == branch_id)
    return query if kind is None else query.where(StockTake.kind == kind)


async def lines_of(session: AsyncSession, stock_take_ids: Collection[UUID]) -> dict[UUID, list[StockLine]]:
    """The lines of sheets."""
    rows = await session.exec(select(StockLine).where(col(StockLine.stock_take_id).in_(stock_take_ids)))
    found: dict[UUID, list[StockLine]] = defaultdict(list)
    for row in rows:
        found[row.stock_take_id].append(row)
    return found


async def show_sheets(session: AsyncSession, sheets: Iterable[StockTake]) -> list[StockTakeOut]:
    """Sheets and how far they are."""
    rows = list(sheets)
    lines = await lines_of(session, [row.id for row in rows])
    return [StockTakeOut.of(row, lines[row.id]) for row in rows]


def lines_where(stock_take_id: UUID, *, uncounted: bool) -> Select[Any]:
    """Lines of a sheet."""
    query = select(StockLine).where(StockLine.stock_take_id == stock_take_id)
    return query.where(col(StockLine.found).is_(None)) if uncounted else query


async def show_lines(session: AsyncSession, lines: Iterable[StockLine]) -> list[StockLineOut]:
    """Lines with what helps to find their things; what nobody counted yet shows what is lent now."""
    rows = list(lines)
    ids = [row.thing_id for row in rows]
    things, out = await things_by_id(session, ids), await out_of(session, ids)
    return [_line(row, things[row.thing_id], out.get(row.thing_id, 0)) for row in rows]


def _line(row: StockLine, thing: Resource, out: int) -> StockLineOut:
    count = row.count()
    known = row.model_dump(exclude={"branch_id", "stock_take_id", "out"})
    return StockLineOut(
        **known,
        mark=thing.mark,
        colour=thing.colour,
        age=thing.age,
        care=thing.care,
        keeper_id=thing.keeper_id,
        out=out if row.found is None else row.out,
        difference=0 if row.found is None else count.surplus - count.missing,
    )


async def _registered(session: AsyncSession, branch_id: str) -> dict[ResourceKind, tuple[int, int]]:
    rows = await session.execute(
        select(Resource.kind, func.count(), func.sum(Resource.quantity))
        .where(Resource.branch_id == branch_id, col(Resource.kind).in_(THINGS), col(Resource.active))
        .group_by(col(Resource.kind))
    )
    return {ResourceKind(kind): (int(lines), int(quantity)) for kind, lines, quantity in rows}


async def _there_before(session: AsyncSession, branch_id: str, day: date) -> set[ResourceKind]:
    """Kinds of which something was registered before that day."""
    rows = await session.execute(
        select(Resource.kind)
        .where(
            Resource.branch_id == branch_id,
            col(Resource.kind).in_(THINGS),
            col(Resource.active),
            col(Resource.registered_on) < day,
        )
        .distinct()
    )
    return {ResourceKind(kind) for kind in rows.scalars()}


async def _sheets_of(session: AsyncSession, branch_id: str, month: str) -> Mapping[ResourceKind, StockTake]:
    rows = await session.exec(select(StockTake).where(StockTake.branch_id == branch_id, StockTake.month == month))
    return {row.kind: row for row in rows}


async def uncounted_kinds(session: AsyncSession, branch: Branch, month: str) -> list[ResourceKind]:
    """Kinds whose sheet of that month is not closed, of those that were there in it."""
    today = branch.today()
    if month == month_of(today):
        there = set(await _registered(session, branch.branch_id))
    else:
        there = await _there_before(session, branch.branch_id, first_of_next(month))
    sheets = await _sheets_of(session, branch.branch_id, month)
    closed = {kind for kind, sheet in sheets.items() if sheet.state is StockTakeState.CLOSED}
    return sorted(there - closed)


async def show_month(session: AsyncSession, branch: Branch, month: str) -> StockTakeMonth:
    """Every kind the branch has, and whether it was counted in that month."""
    today = branch.today()
    registered = await _registered(session, branch.branch_id)
    sheets = await _sheets_of(session, branch.branch_id, month)
    shown: dict[ResourceKind, StockTakeOut] = {
        sheet.kind: sheet for sheet in await show_sheets(session, sheets.values())
    }
    open_kinds = set(await uncounted_kinds(session, branch, month))
    over = first_of_next(month) <= today
    nearly = month == month_of(today) and today.day >= DUE_DAY
    kinds = [
        MonthKind(
            kind=kind,
            things=registered.get(kind, (0, 0))[0],
            registered=registered.get(kind, (0, 0))[1],
            stock_take=shown.get(kind),
            late=over and kind in open_kinds,
            due=nearly and kind in open_kinds,
        )
        for kind in sorted(registered.keys() | shown.keys())
    ]
    return StockTakeMonth(
        branch_id=branch.branch_id,
        month=month,
        kinds=kinds,
        late_before=await uncounted_kinds(session, branch, month_before(month)),
    )
