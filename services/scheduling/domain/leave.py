"""Leave with a proxy who takes the tasks, never the ownership (GEN-03, A-16)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import StrEnum

from shared.kit.states import Machine


class LeaveState(StrEnum):
    """A leave from the request to its end; ACTIVE and ENDED follow from the calendar."""

    REQUESTED = "REQUESTED"
    REJECTED = "REJECTED"
    APPROVED = "APPROVED"
    HANDED_OVER = "HANDED_OVER"
    ACTIVE = "ACTIVE"
    ENDED = "ENDED"


class LeaveAction(StrEnum):
    """What is done with a leave."""

    APPROVE = "APPROVE"
    REJECT = "REJECT"
    HAND_OVER = "HAND_OVER"


LEAVE = Machine[LeaveState, LeaveAction](
    {
        LeaveState.REQUESTED: {LeaveAction.APPROVE: LeaveState.APPROVED, LeaveAction.REJECT: LeaveState.REJECTED},
        LeaveState.APPROVED: {LeaveAction.HAND_OVER: LeaveState.HANDED_OVER},
        LeaveState.HANDED_OVER: {LeaveAction.HAND_OVER: LeaveState.HANDED_OVER},
    }
)

GRANTED = frozenset({LeaveState.APPROVED, LeaveState.HANDED_OVER})
SHORT_DAYS = 2


WATCHED_AT = time(16)
"""In the afternoon it is looked which leaves of tomorrow are not handed over yet (N-29)."""


def is_short_notice(first_day: date, now: datetime) -> bool:
    """Whether a leave granted now begins tomorrow, when today's look has passed already (N-29).

    Args:
        now: on the branch's clock.
    """
    return first_day == now.date() + timedelta(days=1) and now.time() >= WATCHED_AT


def is_long(first_day: date, last_day: date) -> bool:
    """Whether the general manager decides: three whole days and more (A-39)."""
    return (last_day - first_day).days + 1 > SHORT_DAYS


def phase(state: LeaveState, first_day: date, last_day: date, today: date) -> LeaveState:
    """The state as people see it on that day."""
    if state not in GRANTED or today < first_day:
        return state
    return LeaveState.ACTIVE if today <= last_day else LeaveState.ENDED
