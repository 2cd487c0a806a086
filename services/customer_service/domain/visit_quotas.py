"""How many visits a month asks for (M-12, M-17, M-28, M-69): complaint visits, spot checks, and visits face to face."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import ceil

from services.customer_service.domain.months import following
from shared.kit.errors import ServiceError
from shared.kit.states import Machine


@dataclass(frozen=True, slots=True)
class Quota:
    """What somebody of a role does himself in a month.

    Attributes:
        role: whose quota it is.
        complaint_visits: visits of complainants after the result (M-12).
        checks: visits of colleagues that he looks into, drawn by chance (M-17, M-28).
    """

    role: str
    complaint_visits: int
    checks: int


def in_person_due(visits: int, share: float) -> int:
    """How many of so many visits have to be face to face (M-28).

    >>> in_person_due(21, 0.05), in_person_due(0, 0.05)
    (2, 0)
    """
    return ceil(round(visits * share, 6))


def finish_by(first: date, day: int) -> date:
    """The day by which the visits of the month that begins then are finished (M-28).

    >>> finish_by(date(2026, 12, 1), 10)
    datetime.date(2027, 1, 10)
    """
    return following(first).replace(day=day)


class VisitCheckState(StrEnum):
    """Drawn, or looked into."""

    OPEN = "OPEN"
    SCORED = "SCORED"


class VisitCheckAction(StrEnum):
    """What is done with a drawn visit."""

    SCORE = "SCORE"


VISIT_CHECKS: Machine[VisitCheckState, VisitCheckAction] = Machine(
    {VisitCheckState.OPEN: {VisitCheckAction.SCORE: VisitCheckState.SCORED}}
)

POOR = 2
"""A score up to this one is explained to the colleague (M-69) [D]."""


class NothingToCheck(ServiceError):
    """Chance has no visit to draw: none was made, all were looked into, or they are one's own."""

    status, code = 409, "visit_check.nothing"
    en = "No visit of a colleague is left to look into in this month."
    zh = "本月没有可供抽查的同事回访。"


class CheckOfSomebodyElse(ServiceError):
    """Whoever drew it scores it."""

    status, code = 403, "visit_check.not_yours"
    en, zh = "Whoever drew this visit scores it.", "由抽取人本人评分。"


class CheckRemarkMissing(ServiceError):
    """A poor visit, or a customer who says something else, is put in words (M-17, M-69)."""

    status, code = 422, "visit_check.remark_missing"
    field = "remark"
    en, zh = "Say what was not good, or what the customer says now.", "请写明问题，或顾客现在的说法。"
