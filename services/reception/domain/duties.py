"""The clerk on duty (值日生): reception's clerks take turns to call tomorrow's customers (REC-10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from shared.kit.errors import ServiceError

CLERKS = frozenset({"consultant"})
"""Who takes turns where no rota of receivers says who is there."""

RECEIVE = CLERKS | {"reception_manager"}
"""Who may be on duty."""

DAYS_AHEAD = 7
"""So many days ahead it stands who is on duty [D]; what is called for tomorrow has its clerk whatever is down then."""

DAYS_SHOWN = 14


class DutyOver(ServiceError):
    """A day that is over is not given to somebody else."""

    status, code = 409, "duty.over"
    en, zh = "{day} is over; choose a day from today on.", "{day} 已经过去，请选择今天或以后的日期。"


class DutyClosed(ServiceError):
    """On a day on which the branch does not work nobody calls."""

    status, code = 409, "duty.closed"
    en, zh = "The branch is closed on {day}; choose a day on which it works.", "{day} 门店不营业，请选择营业日。"


class NoClerk(ServiceError):
    """The clerk on duty is one of the branch's who receive customers."""

    status, code = 422, "duty.no_clerk"
    field = "clerk_id"
    en = "{clerk} does not receive customers in this branch; choose one of its clerks."
    zh = "{clerk} 不是本店的接单人员，请选择本店门市。"


def next_on_duty(present: Sequence[str], last: Mapping[str, date]) -> str | None:
    """Whoever is there and was on duty longest ago, or never; of several the first in their order.

    >>> next_on_duty(["an", "bo", "cai"], {"an": date(2026, 11, 23), "bo": date(2026, 11, 20)})
    'cai'
    >>> next_on_duty(["an", "bo"], {"an": date(2026, 11, 23), "bo": date(2026, 11, 20)})
    'bo'
    """
    return min(present, key=lambda clerk: (last.get(clerk, date.min), present.index(clerk)), default=None)
