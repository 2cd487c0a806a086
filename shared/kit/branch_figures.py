"""All branches of a person side by side: one question for all of them instead of one for each (decision 28)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from sqlalchemy import ARRAY, Date, DateTime, Select, String, TableValuedAlias, bindparam, column, func

from shared.kit.db import AsyncSession
from shared.kit.reference import Branch

MIDNIGHT = time(0)
MOMENT = DateTime(timezone=True)
COLUMNS: dict[str, Any] = {
    "branch_id": String(12),
    "day": Date,
    "month_first": Date,
    "day_begins": MOMENT,
    "month_begins": MOMENT,
}


def calendars(branches: Iterable[Branch], now: datetime) -> TableValuedAlias:
    """A row for every branch, by its own clock: its code (``branch_id``), its day (``day``) and when that began
    (``day_begins``), the first day of its month (``month_first``) and when that began (``month_begins``)."""
    rows = []
    for branch in branches:
        day = branch.today(now)
        first = day.replace(day=1)
        rows.append((branch.branch_id, day, first, branch.at(day, MIDNIGHT), branch.at(first, MIDNIGHT)))
    columns: list[Any] = [
        bindparam(None, [row[place] for row in rows], type_=ARRAY(kind), unique=True)
        for place, kind in enumerate(COLUMNS.values())
    ]
    named: list[Any] = [column(name, kind) for name, kind in COLUMNS.items()]
    return func.unnest(*columns).table_valued(*named, name="calendar").render_derived()


async def by_branch(session: AsyncSession, query: Select[*tuple[Any, ...]]) -> dict[str, tuple[int, ...]]:
    """Counts and sums of every branch that has any; a sum of nothing is 0.

    Args:
        query: the branch's code first, then its figures.
    """
    rows = await session.execute(query)
    return {branch_id: tuple(int(figure or 0) for figure in figures) for branch_id, *figures in rows}
