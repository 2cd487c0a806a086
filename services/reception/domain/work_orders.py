"""Work orders of paid extra services (服务工作单): from the request to the customer's signature (M-18 … M-29)."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from shared.kit.errors import ServiceError
from shared.kit.states import Machine

SERIES = "W"

ANSWER_MINUTES = 15
"""Within so many minutes the customer hears what becomes of the request (M-22); a setting."""


class WorkState(StrEnum):
    """Where a work order is; the last four are its ends."""

    REQUESTED = "REQUESTED"
    ACCEPTED = "ACCEPTED"
    DISPATCHED = "DISPATCHED"
    TAKEN = "TAKEN"
    IN_WORK = "IN_WORK"
    DONE = "DONE"
    ESCALATED = "ESCALATED"
    SIGNED = "SIGNED"
    SETTLED = "SETTLED"
    DECLINED = "DECLINED"
    CANCELLED = "CANCELLED"


class WorkAction(StrEnum):
    """What happens to a work order; END comes with the end of the whole order, REOPEN with the visit after it."""

    ANSWER = "ANSWER"
    ACCEPT = "ACCEPT"
    DECLINE = "DECLINE"
    DISPATCH = "DISPATCH"
    MOVE = "MOVE"
    TAKE = "TAKE"
    START = "START"
    FINISH = "FINISH"
    SIGN = "SIGN"
    REDO = "REDO"
    ESCALATE = "ESCALATE"
    SETTLE = "SETTLE"
    CANCEL = "CANCEL"
    REOPEN = "REOPEN"
    END = "END"


_S, _A = WorkState, WorkAction

WORK: Machine[WorkState, WorkAction] = Machine(
    {
        _S.REQUESTED: {
            _A.ANSWER: _S.REQUESTED,
            _A.ACCEPT: _S.ACCEPTED,
            _A.DECLINE: _S.DECLINED,
            _A.DISPATCH: _S.DISPATCHED,
            _A.MOVE: _S.REQUESTED,
            _A.CANCEL: _S.CANCELLED,
            _A.END: _S.CANCELLED,
        },
        _S.ACCEPTED: {
            _A.ANSWER: _S.ACCEPTED,
            _A.DECLINE: _S.DECLINED,
            _A.DISPATCH: _S.DISPATCHED,
            _A.MOVE: _S.ACCEPTED,
            _A.CANCEL: _S.CANCELLED,
            _A.END: _S.CANCELLED,
        },
        _S.DISPATCHED: {
            _A.ANSWER: _S.DISPATCHED,
            _A.DISPATCH: _S.DISPATCHED,
            _A.MOVE: _S.DISPATCHED,
            _A.TAKE: _S.TAKEN,
            _A.CANCEL: _S.CANCELLED,
            _A.END: _S.CANCELLED,
        },
        _S.TAKEN: {
            _A.ANSWER: _S.TAKEN,
            _A.DISPATCH: _S.DISPATCHED,
            _A.MOVE: _S.TAKEN,
            _A.START: _S.IN_WORK,
            _A.CANCEL: _S.CANCELLED,
            _A.END: _S.CANCELLED,
        },
        _S.IN_WORK: {
            _A.ANSWER: _S.IN_WORK,
            _A.MOVE: _S.IN_WORK,
            _A.FINISH: _S.DONE,
            _A.ESCALATE: _S.ESCALATED,
            _A.END: _S.CANCELLED,
        },
        _S.DONE: {
            _A.ANSWER: _S.DONE,
            _A.SIGN: _S.SIGNED,
            _A.REDO: _S.IN_WORK,
            _A.ESCALATE: _S.ESCALATED,
            _A.END: _S.CANCELLED,
        },
        _S.ESCALATED: {
            _A.ANSWER: _S.ESCALATED,
            _A.REDO: _S.IN_WORK,
            _A.SETTLE: _S.SETTLED,
            _A.END: _S.CANCELLED,
        },
        # Who is not content when customer service visits gets it done again, or another word of the manager (M-29).
        _S.SIGNED: {_A.REOPEN: _S.IN_WORK},
        _S.SETTLED: {_A.REOPEN: _S.ESCALATED},
    }
)

ENDS = frozenset({WorkState.SIGNED, WorkState.SETTLED, WorkState.DECLINED, WorkState.CANCELLED})
OPEN = frozenset(WorkState) - ENDS
UNDISPATCHED = frozenset({WorkState.REQUESTED, WorkState.ACCEPTED})


class WaitsFor(StrEnum):
    """Who has to act next, for a list that is read at a glance."""

    ANSWER = "ANSWER"
    DISPATCH = "DISPATCH"
    WORKER = "WORKER"
    PRICE = "PRICE"
    WORK = "WORK"
    SIGNATURE = "SIGNATURE"
    MANAGER = "MANAGER"


_WAITS = {
    WorkState.REQUESTED: WaitsFor.DISPATCH,
    WorkState.ACCEPTED: WaitsFor.DISPATCH,
    WorkState.DISPATCHED: WaitsFor.WORKER,
    WorkState.TAKEN: WaitsFor.PRICE,
    WorkState.IN_WORK: WaitsFor.WORK,
    WorkState.DONE: WaitsFor.SIGNATURE,
    WorkState.ESCALATED: WaitsFor.MANAGER,
}


def waits_for(state: WorkState, *, answered: bool) -> WaitsFor | None:
    """What is to be done next; the customer's answer goes before everything else (M-22).

    >>> waits_for(WorkState.DISPATCHED, answered=False), waits_for(WorkState.TAKEN, answered=True)
    (<WaitsFor.ANSWER: 'ANSWER'>, <WaitsFor.PRICE: 'PRICE'>)
    """
    if state in ENDS:
        return None
    return _WAITS[state] if answered else WaitsFor.ANSWER


def answer_due(requested_at: datetime, minutes: int) -> datetime:
    """Until when the customer is told what becomes of the request (M-22)."""
    return requested_at + timedelta(minutes=minutes)


class WorkOnCancelledOrder(ServiceError):
    """Nothing is added to an order that was cancelled."""

    status, code = 409, "work_order.order_cancelled"
    en, zh = "The order is cancelled.", "该订单已取消。"


class AppointmentPast(ServiceError):
    """A service is agreed for a moment to come (M-19)."""

    status, code = 422, "work_order.appointment_past"
    field = "appointed_at"
    en, zh = "The appointed time lies in the past.", "预约时间不能早于现在。"


class NotYourWork(ServiceError):
    """The work is done by whoever it was given to; somebody else is dispatched first (M-22, M-23)."""

    status, code = 409, "work_order.not_yours"
    en, zh = "This work order was given to {worker_id}.", "该工作单已派给 {worker_id}，如需换人请重新派工。"


class RedoFirst(ServiceError):
    """A dissatisfied customer gets the work done again before a manager has to decide (M-25)."""

    status, code = 409, "work_order.redo_first"
    en, zh = "Do it again once before the manager decides.", "请先返工一次，仍不满意再交由经理处理。"
