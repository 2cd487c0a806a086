"""Unmet wishes (暂未提供的需求): what customers asked for and the house does not offer yet (M-33)."""

from __future__ import annotations

from datetime import time
from enum import StrEnum

from services.customer_service.domain.rule import CALL, ORDER_GONE, Assignee, Rule, happened, now_and
from shared.kit.errors import ServiceError
from shared.kit.states import Machine


class SubjectState(StrEnum):
    """What became of a thing that was asked for."""

    NOTED = "NOTED"
    AVAILABLE = "AVAILABLE"
    DROPPED = "DROPPED"


class SubjectAction(StrEnum):
    """What is decided about it; a customer who asks again brings it back."""

    OFFER = "OFFER"
    DROP = "DROP"
    WISH_AGAIN = "WISH_AGAIN"


SUBJECTS = Machine[SubjectState, SubjectAction](
    {
        SubjectState.NOTED: {
            SubjectAction.OFFER: SubjectState.AVAILABLE,
            SubjectAction.DROP: SubjectState.DROPPED,
        },
        SubjectState.DROPPED: {SubjectAction.WISH_AGAIN: SubjectState.NOTED},
    }
)


class WishState(StrEnum):
    """One customer's wish: noted, offered now, heard of by the customer; or given up."""

    NOTED = "NOTED"
    AVAILABLE = "AVAILABLE"
    TOLD = "TOLD"
    DROPPED = "DROPPED"


class WishAction(StrEnum):
    """What happens to it."""

    OFFER = "OFFER"
    TELL = "TELL"
    DROP = "DROP"


WISHES = Machine[WishState, WishAction](
    {
        WishState.NOTED: {WishAction.OFFER: WishState.AVAILABLE, WishAction.DROP: WishState.DROPPED},
        WishState.AVAILABLE: {WishAction.TELL: WishState.TOLD},
    }
)

RECENT_DAYS = 90
"""What was asked for lately counts apart."""

TELL_UNTIL = time(18)
"""By that hour of the last day the customer has heard it."""

M33 = Rule("M-33", CALL, "m33_offered_now", (), happened, now_and(),
           lambda s: f"wish:{s.data['subject_id']}:{s.data['order_id']}", Assignee.AGENT, "service_agent",
           ends=ORDER_GONE)  # fmt: skip
"""Planned when a subject becomes available: once for each order that wished it."""


class OfferedNow(ServiceError):
    """There is nothing to note: the customer can have it."""

    status, code = 409, "wish.offered_now"
    field = "subject"
    en, zh = "We offer “{name}” now: tell the customer at once.", "“{name}”现在已经提供，请直接告知顾客。"


class NameTaken(ServiceError):
    """Another subject of the branch is called so."""

    status, code = 409, "wish.name_taken"
    field = "name"
    en = "“{name}” is on the list already; put the two together instead."
    zh = "“{name}”已在清单中，请改用合并。"


class NotMergeable(ServiceError):
    """Only two different subjects of a branch that nothing was decided about become one."""

    status, code = 409, "wish.not_mergeable"
    field = "into_id"
    en = "Only two different subjects of one branch can be put together, while both are still wished."
    zh = "只能合并同一门店中尚未处理的两个不同需求。"


def tidy(name: str) -> str:
    """The name as it is shown.

    >>> tidy("  Photos   under water ")
    'Photos under water'
    """
    return " ".join(name.split())


def key_of(name: str) -> str:
    """What is the same however it is written.

    >>> key_of("Photos  UNDER water") == key_of("photos under water")
    True
    """
    return tidy(name).casefold()
