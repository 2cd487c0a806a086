"""A month of a branch's calendar."""

from __future__ import annotations

from datetime import date, datetime, time

from shared.kit.reference import Branch


def following(first: date) -> date:
    """The first day of the month after.

    >>> following(date(2026, 12, 1))
    datetime.date(2027, 1, 1)
    """
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def before(first: date) -> date:
    """The first day of the month before.

    >>> before(date(2026, 1, 1))
    datetime.date(2025, 12, 1)
    """
    return date(first.year - (first.month == 1), (first.month - 2) % 12 + 1, 1)


def first_of(month: str) -> date:
    """The first day of ``2026-11``."""
    return date.fromisoformat(f"{month}-01")


def named(first: date) -> str:
    """``2026-11``, as months are asked for."""
    return f"{first:%Y-%m}"


def bounds(branch: Branch, month: str) -> tuple[datetime, datetime]:
    """When that month begins and ends on the branch's clock; the end is no part of it."""
    first = first_of(month)
    return branch.at(first, time(0)), branch.at(following(first), time(0))
