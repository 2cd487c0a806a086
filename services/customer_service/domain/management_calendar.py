"""What managers hand in on fixed days: plan, budget, appraisals, half-year, members' data (MGT-01, MGT-03, M-58)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Duty(StrEnum):
    """What is handed in."""

    PROMOTION_PLAN = "PROMOTION_PLAN"
    BUDGET = "BUDGET"
    APPRAISALS = "APPRAISALS"
    HALF_YEAR = "HALF_YEAR"
    MEMBER_DATA = "MEMBER_DATA"


@dataclass(frozen=True, slots=True)
class DutyDay:
    """When a branch's manager is reminded.

    Attributes:
        day: of the month; a month that is shorter reminds of nothing.
        month: 1 … 12; every month when it is none.
    """

    duty: Duty
    day: int
    month: int | None = None


CALENDAR = (
    DutyDay(Duty.PROMOTION_PLAN, 20),
    DutyDay(Duty.MEMBER_DATA, 25),
    DutyDay(Duty.BUDGET, 8, 11),
    DutyDay(Duty.APPRAISALS, 24, 7),
    DutyDay(Duty.HALF_YEAR, 1, 7),
)
"""A week before the budget of 15 November and the appraisals of the end of July; the half-year report in early July;
next month's plan before the targets of the 25th, on which the members' data are sent in [D]."""


def due_on(calendar: Iterable[DutyDay], day: date) -> list[Duty]:
    """What is to be done about that day.

    >>> due_on(CALENDAR, date(2026, 11, 8)), due_on(CALENDAR, date(2026, 12, 8))
    ([<Duty.BUDGET: 'BUDGET'>], [])
    """
    return [one.duty for one in calendar if one.day == day.day and one.month in (None, day.month)]
