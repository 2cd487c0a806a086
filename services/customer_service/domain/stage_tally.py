"""How many orders of each branch stand where, and how many of them owe: counted on as their sheets change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from services.customer_service.domain.job_sheet import Sheet

Place = tuple[str, str, bool]
"""Where an order is counted: its branch, its stage, and whether it owes."""


def place_of(sheet: Sheet) -> Place:
    """Where the order of that sheet is counted."""
    return sheet.branch_id, sheet.stage, sheet.balance > 0


def changes(before: Iterable[Place], after: Iterable[Place]) -> dict[tuple[str, str], tuple[int, int]]:
    """By branch and stage, how many orders and how many owing ones there are more, or fewer, than before."""
    moved = Counter(after)
    moved.subtract(before)
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for (branch, stage, owes), more in moved.items():
        orders, owing = found.get((branch, stage), (0, 0))
        found[branch, stage] = orders + more, owing + more * owes
    return {key: counts for key, counts in sorted(found.items()) if counts != (0, 0)}
