"""What a customer sees of the order behind a link: five plain steps, and the code that opens them."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from services.customer_service.domain import rules
from services.customer_service.domain.stages import RANK, Stage
from shared.contracts.scheduling import BookingKind
from shared.kit.errors import ServiceError

LONGEST_LINK_DAYS = 400
COMPLAINTS_A_DAY = 3
"""A link opens so many complaints in a day; who has more to say is better served by telephone."""

CUSTOMER = "customer"
"""Who acted, where a member of staff would stand."""


class Step(StrEnum):
    """The way of an order in a customer's words."""

    BOOKED = "BOOKED"
    SHOOT = "SHOOT"
    SELECTION = "SELECTION"
    PRODUCTION = "PRODUCTION"
    PICKUP = "PICKUP"


class StepState(StrEnum):
    """Whether a step is over, under way, or to come."""

    DONE = "DONE"
    NOW = "NOW"
    AHEAD = "AHEAD"


_LAST = {
    Step.BOOKED: Stage.BOOKED,
    Step.SHOOT: Stage.SHOT,
    Step.SELECTION: Stage.SELECTED,
    Step.PRODUCTION: Stage.ARRIVED,
    Step.PICKUP: Stage.PICKED_UP,
}
"""The stage with which a step is over."""


_HELD = {BookingKind.SELECTION: Stage.SELECTED, BookingKind.LAYOUT_REVIEW: Stage.PRODUCING}


def still_needed(kind: BookingKind, stage: Stage) -> bool:
    """Whether the customer still has to come: what was settled earlier, or online, asks for nobody any more."""
    return kind not in _HELD or RANK[stage] < RANK[_HELD[kind]]


class Reply(StrEnum):
    """What a customer says to an appointment."""

    COMING = "COMING"
    MOVE = "MOVE"


TASKS = {Reply.COMING: rules.COMING, Reply.MOVE: rules.MOVING}
"""The task that what the customer said becomes."""
TEMPLATES = {rule.template: reply for reply, rule in TASKS.items()}
"""What the customer said, by the template of that task."""


class LinkClosed(ServiceError):
    """No such code, or it expired, or it was withdrawn: the answer is the same."""

    status, code = 404, "customer_page.closed"
    en, zh = "This link is no longer valid; please ask the studio.", "此链接已失效，请联系门店。"


class NoSuchAppointment(ServiceError):
    """The appointment is over, cancelled, or another order's."""

    status, code = 404, "customer_page.no_appointment"
    en, zh = "This appointment no longer stands; please look again.", "此预约已变更，请刷新后查看。"


class ToldEnough(ServiceError):
    """Too many complaints behind one link in a day."""

    status, code = 429, "customer_page.told_enough"
    en, zh = "We have your messages of today; please call us.", "您今天的反馈我们已收到，如需补充请直接来电。"


class WishNeeded(ServiceError):
    """Who asks for another time says when it would suit."""

    status, code = 422, "customer_page.wish_needed"
    field = "wish"
    en, zh = "Please say when it would suit you.", "请写明您方便的时间。"


def new_code() -> str:
    """A code nobody can guess (144 random bits)."""
    return secrets.token_urlsafe(18)


def digest(code: str) -> str:
    """What is kept of a code."""
    return hashlib.sha256(code.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class StepReached:
    """A step of the way, and when it was over."""

    step: Step
    state: StepState
    at: str | None


def steps(stage: Stage, reached: Sequence[dict[str, str | None]]) -> list[StepReached]:
    """The five steps as the order stands; a shoot that goes on another day is under way again.

    >>> [(s.step.value, s.state.value) for s in steps(Stage.SHOT, [])][:3]
    [('BOOKED', 'DONE'), ('SHOOT', 'DONE'), ('SELECTION', 'NOW')]
    """
    ended = {str(entry["stage"]): entry["at"] for entry in reached}
    way: list[StepReached] = []
    under_way = stage is not Stage.CANCELLED
    for step, last in _LAST.items():
        if stage is not Stage.CANCELLED and RANK[stage] >= RANK[last]:
            way.append(StepReached(step, StepState.DONE, ended.get(last.value)))
        elif under_way:
            way.append(StepReached(step, StepState.NOW, None))
            under_way = False
        else:
            way.append(StepReached(step, StepState.AHEAD, None))
    return way
