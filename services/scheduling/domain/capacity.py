"""Capacity as data (1.2.2): how many couples or teams a day takes, and which request goes first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from shared.contracts.reception import WEDDING, Category

WORKDAYS = frozenset(range(5))
WEEKEND = frozenset({5, 6})
EVERY_DAY = WORKDAYS | WEEKEND
PERSONAL = frozenset(Category) - WEDDING


class LimitScope(StrEnum):
    """What is counted: shoots of the branch, shoots of each team, or teams that take such shoots."""

    PER_BRANCH = "PER_BRANCH"
    PER_TEAM = "PER_TEAM"
    TEAMS = "TEAMS"


@dataclass(frozen=True, slots=True)
class Limit:
    """One capacity rule of a branch.

    Attributes:
        code: stable name within the branch.
        soft: above this the answer warns; None for no warning.
        hard: above this the request is refused.
        priority: rules with a lower number are told first.
    """

    code: str
    scope: LimitScope
    categories: frozenset[Category]
    weekdays: frozenset[int]
    soft: int | None
    hard: int
    priority: int

    def concerns(self, category: Category, day: date) -> bool:
        """Whether a shoot of that category on that day is counted."""
        return category in self.categories and day.weekday() in self.weekdays


DEFAULT_LIMITS = (
    Limit("sea", LimitScope.PER_BRANCH, frozenset({Category.WEDDING_SEA}), EVERY_DAY, 2, 3, 10),
    Limit("local_wedding", LimitScope.PER_TEAM, WEDDING - {Category.WEDDING_SEA}, EVERY_DAY, None, 2, 20),
    Limit("personal_workday", LimitScope.TEAMS, PERSONAL, WORKDAYS, 2, 3, 30),
    Limit("personal_weekend", LimitScope.TEAMS, PERSONAL, WEEKEND, None, 1, 40),
)
"""A-07 (weekend: one personal team), A-08 (sea per branch and day), A-09 (the workday quota is a ceiling)."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A shoot booked on the day in question."""

    category: Category
    team_id: UUID | None


class Verdict(StrEnum):
    """What a limit says to one more shoot."""

    FREE = "FREE"
    SOFT = "SOFT"
    FULL = "FULL"


def count_with_one_more(limit: Limit, shots: Sequence[Shot], team_id: UUID | None) -> int:
    """What the limit would count if one more of its kind were booked for that team.

    A shoot by people without a team counts as one team of its own for ``TEAMS`` and not at all for ``PER_TEAM``.
    """
    counted = [shot for shot in shots if shot.category in limit.categories]
    if limit.scope is LimitScope.PER_BRANCH:
        return len(counted) + 1
    if limit.scope is LimitScope.PER_TEAM:
        return 0 if team_id is None else sum(shot.team_id == team_id for shot in counted) + 1
    loose = sum(shot.team_id is None for shot in counted) + (team_id is None)
    return len({shot.team_id for shot in counted if shot.team_id} | ({team_id} if team_id else set())) + loose


def judge(limit: Limit, shots: Sequence[Shot], team_id: UUID | None) -> Verdict:
    """Whether the limit lets one more shoot in."""
    count = count_with_one_more(limit, shots, team_id)
    if count > limit.hard:
        return Verdict.FULL
    return Verdict.SOFT if limit.soft is not None and count > limit.soft else Verdict.FREE


def first_full(limits: Sequence[Limit], shots: Sequence[Shot], team_id: UUID | None) -> Limit | None:
    """The limit of highest priority that refuses, if any does."""
    return next((limit for limit in limits if judge(limit, shots, team_id) is Verdict.FULL), None)


def soft_ones(limits: Sequence[Limit], shots: Sequence[Shot], team_id: UUID | None) -> list[Limit]:
    """The limits that warn."""
    return [limit for limit in limits if judge(limit, shots, team_id) is Verdict.SOFT]
