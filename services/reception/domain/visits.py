"""The traffic register (客流登记表) and the rota of receivers (轮换接单排定表)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum

from shared.kit.errors import ServiceError
from shared.kit.states import Machine


class Channel(StrEnum):
    """How the customer came."""

    WALK_IN = "WALK_IN"
    PHONE = "PHONE"


class VisitState(StrEnum):
    """How far the talk got (1.8)."""

    REGISTERED = "REGISTERED"
    UNDECIDED = "UNDECIDED"
    MANAGER_HELD = "MANAGER_HELD"
    FOLLOWING = "FOLLOWING"
    SECOND_VISIT = "SECOND_VISIT"
    ORDERED = "ORDERED"
    LOST = "LOST"


class VisitAction(StrEnum):
    """What can happen to a visit."""

    HESITATE = "HESITATE"
    HOLD = "HOLD"
    FOLLOW_UP = "FOLLOW_UP"
    COME_AGAIN = "COME_AGAIN"
    ORDER = "ORDER"
    LOSE = "LOSE"


class HoldOutcome(StrEnum):
    """What the manager's hold (押单) led to."""

    KEPT = "KEPT"
    OFFER = "OFFER"
    LOST = "LOST"


class LossReason(StrEnum):
    """Why a customer left without an order (REC-23)."""

    PRICE = "PRICE"
    STYLE = "STYLE"
    DATE = "DATE"
    COMPARING = "COMPARING"
    PRODUCTS = "PRODUCTS"
    SERVICE = "SERVICE"
    NOT_THE_DECIDER = "NOT_THE_DECIDER"
    OTHER = "OTHER"


_S, _A = VisitState, VisitAction

VISIT: Machine[VisitState, VisitAction] = Machine(
    {
        _S.REGISTERED: {_A.HESITATE: _S.UNDECIDED, _A.ORDER: _S.ORDERED},
        _S.UNDECIDED: {_A.HOLD: _S.MANAGER_HELD, _A.ORDER: _S.ORDERED, _A.COME_AGAIN: _S.SECOND_VISIT},
        _S.MANAGER_HELD: {
            _A.HOLD: _S.MANAGER_HELD,
            _A.FOLLOW_UP: _S.FOLLOWING,
            _A.COME_AGAIN: _S.SECOND_VISIT,
            _A.ORDER: _S.ORDERED,
            _A.LOSE: _S.LOST,
        },
        _S.FOLLOWING: {
            _A.HOLD: _S.MANAGER_HELD,
            _A.FOLLOW_UP: _S.FOLLOWING,
            _A.COME_AGAIN: _S.SECOND_VISIT,
            _A.ORDER: _S.ORDERED,
            _A.LOSE: _S.LOST,
        },
        _S.LOST: {_A.COME_AGAIN: _S.SECOND_VISIT},
    }
)
"""A visit is lost only after a hold (REC-05); one who comes again is a new visit that names this one."""


UNDER_WAY = frozenset({VisitState.UNDECIDED, VisitState.MANAGER_HELD, VisitState.FOLLOWING})
"""The customer walked away without an order and is being won back: whoever comes now comes a second time (REC-05)."""


class PhoneMissing(ServiceError):
    """The register needs a phone, or the reason why there is none (REC-01)."""

    status, code = 422, "visit.phone_missing"
    field = "phone"
    en, zh = "Give a phone number, or say why the customer left none.", "请登记电话，或填写未留电话的原因。"


class HoldByReceiver(ServiceError):
    """The hold is a second person's task (REC-05)."""

    status, code = 409, "visit.hold_by_receiver"
    en, zh = "Somebody other than the receiver has to hold the deal.", "押单须由接单员以外的主管进行。"


class HoldMissing(ServiceError):
    """No visit is lost by the clerk alone (REC-05)."""

    status, code = 409, "visit.hold_missing"
    en, zh = "A manager has to hold the deal before the visit is closed as lost.", "未经主管押单，不能登记为流失。"


class SkipReasonMissing(ServiceError):
    """The rota decides; another receiver needs a reason (GEN-02)."""

    status, code = 422, "rota.skip_reason_missing"
    field = "skip_reason"
    en, zh = "{expected} is next on the rota; give a reason to skip.", "按轮换表应由 {expected} 接单，跳过须注明原因。"


class RotaEmpty(ServiceError):
    """Nobody is on duty (GEN-02)."""

    status, code = 409, "rota.empty"
    en, zh = (
        "Nobody is on the rota that day; set the rota or name a receiver.",
        "当天没有可接单的人员，请先排定轮换表。",
    )


def next_receiver(turns: Sequence[str], away: Collection[str]) -> str | None:
    """Who receives next: the first in turn who is not on leave (GEN-02).

    >>> next_receiver(["an", "bo", "cai"], {"an"})
    'bo'
    """
    return next((staff for staff in turns if staff not in away), None)


def after_turn(turns: Sequence[str], receiver: str) -> list[str]:
    """The turns after somebody received: he goes to the end, who was skipped keeps his place.

    >>> after_turn(["an", "bo", "cai"], "bo")
    ['an', 'cai', 'bo']
    """
    if receiver not in turns:
        return list(turns)
    return [staff for staff in turns if staff != receiver] + [receiver]


def conversion(visits: int, ordered: int) -> float:
    """Share of visits that became orders, 0 … 1, rounded to four digits.

    >>> conversion(3, 1)
    0.3333
    """
    return round(ordered / visits, 4) if visits else 0.0
