"""What day it is in many branches at once, as a table that a statement joins: one question instead of one a branch."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from sqlalchemy import ARRAY, Date, DateTime, String, TableValuedAlias, bindparam, column, func

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
