"""A contact with a customer: its states and what may happen to it (1.7, 1.8)."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from shared.kit.errors import Both, ServiceError
from shared.kit.states import Machine


class ContactKind(StrEnum):
    """Who makes it happen: a person by telephone, the system by message, or one colleague telling another."""

    CALL = "CALL"
    MESSAGE = "MESSAGE"
    INTERNAL = "INTERNAL"


class ContactState(StrEnum):
    """States of a contact. ``DUE`` is never stored: a planned contact is due when its time has come."""

    PLANNED = "PLANNED"
    DUE = "DUE"
    OVERDUE = "OVERDUE"
    DONE = "DONE"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"


class ContactAction(StrEnum):
    """What may happen to a contact."""

    COMPLETE = "COMPLETE"
    TRY_AGAIN = "TRY_AGAIN"
    GIVE_UP = "GIVE_UP"
    CANCEL = "CANCEL"
    MISS = "MISS"


_OPEN = {
    ContactAction.COMPLETE: ContactState.DONE,
    ContactAction.TRY_AGAIN: ContactState.PLANNED,
    ContactAction.GIVE_UP: ContactState.FAILED,
    ContactAction.CANCEL: ContactState.CANCELLED,
}

CONTACTS = Machine[ContactState, ContactAction](
    {
        ContactState.PLANNED: _OPEN | {ContactAction.MISS: ContactState.OVERDUE},
        ContactState.DUE: _OPEN | {ContactAction.MISS: ContactState.OVERDUE},
        ContactState.OVERDUE: _OPEN,
    }
)

OPEN_STATES = (ContactState.PLANNED, ContactState.OVERDUE)
"""Stored states in which somebody still has to act."""


class Outcome(StrEnum):
    """How a contact ended (GEN-11)."""

    REACHED = "REACHED"
    NOT_REACHED = "NOT_REACHED"
    REFUSED = "REFUSED"
    DONE = "DONE"


class Channel(StrEnum):
    """How somebody was contacted."""

    PHONE = "PHONE"
    SMS = "SMS"
    WECHAT = "WECHAT"
    IN_PERSON = "IN_PERSON"
    MAIL = "MAIL"


class Answer(StrEnum):
    """The three answers of a return visit (CS-11)."""

    SATISFIED = "SATISFIED"
    SO_SO = "SO_SO"
    DISSATISFIED = "DISSATISFIED"


class Aspect(StrEnum):
    """With what a customer is pleased or not, for the month's summary (M-30)."""

    RECEPTION = "RECEPTION"
    DRESS = "DRESS"
    MAKEUP = "MAKEUP"
    PHOTOGRAPHY = "PHOTOGRAPHY"
    SELECTION = "SELECTION"
    RETOUCH = "RETOUCH"
    PRODUCT = "PRODUCT"
    PICKUP = "PICKUP"
    PRICE = "PRICE"
    WAITING = "WAITING"
    MANNERS = "MANNERS"


class ContactAlreadyDone(ServiceError):
    """Somebody made this contact before; the first completion closes it for all (A-02)."""

    status, code = 409, "contact.already_done"
    en = "{name} did this already on {done_at}."
    zh = "{name} 已于 {done_at} 完成此联系。"


NOT_REACHED = "not reached twice (CS-13)"
CARD_BACK = "the card was taken back"
VISITED = "visited from the complaint itself"
STOPPED = "the campaign was stopped"
NO_CAMPAIGNS = "wants no special visits"
_IN_WORDS = {
    NOT_REACHED: Both("the customer was not reached twice", "两次未联系上顾客"),
    CARD_BACK: Both(CARD_BACK, "会员卡已收回"),
    VISITED: Both("the result was told with the complaint", "已在投诉中回访"),
    STOPPED: Both(STOPPED, "回访活动已停止"),
    NO_CAMPAIGNS: Both("the customer wants no special visits", "顾客不愿接受专项回访"),
}
_OVERTAKEN = Both("what it was for has happened or changed", "相关事项已办理或已变更")
_UNDELIVERED = Both("the message could not be delivered", "短信未能送达")


def why_over(state: ContactState, reason: str | None) -> Both:
    """The kept reason of a contact that ended without being made, in words for people."""
    return _IN_WORDS.get(reason or "") or (_UNDELIVERED if state is ContactState.FAILED else _OVERTAKEN)


class ContactClosed(ServiceError):
    """The contact is no longer needed."""

    status, code = 409, "contact.closed"
    en = "This contact is no longer needed ({reason})."
    zh = "此联系已不再需要（{reason}）。"


class AnswerNeeded(ServiceError):
    """A return visit needs one of the three answers, and a dissatisfied one its reason (CS-11)."""

    status, code = 422, "contact.answer_needed"
    en = "A return visit needs the customer's answer, and a note when dissatisfied."
    zh = "回访须记录顾客的答复；不满意时须写明原因。"


class OpinionNeeded(ServiceError):
    """After an extra service the customer signs on the spot, or his words are written down (M-29)."""

    status, code = 422, "contact.opinion_needed"
    field = "note"
    en = "Write down what the customer said of the extra service."
    zh = "请记录顾客对本次服务的意见。"


class SignatureNeeded(ServiceError):
    """Who is visited in person after an extra service signs (M-29)."""

    status, code = 422, "contact.signature_needed"
    field = "signature_image"
    en = "A visit in person after an extra service is signed by the customer."
    zh = "上门回访须由顾客签字。"


class SignatureUnexpected(ServiceError):
    """Only a visit in person after an extra service is signed."""

    status, code = 422, "contact.signature_unexpected"
    field = "signature_image"
    en = "Only a visit in person after an extra service is signed."
    zh = "只有有偿服务的上门回访需要签字。"


class AnswerUnexpected(ServiceError):
    """Only return visits ask for satisfaction."""

    status, code = 422, "contact.answer_unexpected"
    en = "Only a return visit that reached the customer takes an answer."
    zh = "只有已联系上顾客的回访才记录满意度。"


class RetryInPast(ServiceError):
    """A second try lies in the future."""

    status, code = 422, "contact.retry_in_past"
    field = "next_try_at"
    en = "The next try must lie in the future."
    zh = "下次联系时间必须晚于现在。"


def state_now(stored: ContactState, due_at: datetime, now: datetime) -> ContactState:
    """The state to show: planned becomes due by time alone."""
    return ContactState.DUE if stored is ContactState.PLANNED and due_at <= now else stored


ATTEMPTS = 2
"""A customer who is not reached is tried once more in another time slot, then given up (CS-13)."""


def second_try(local: datetime) -> timedelta:
    """From now to another time slot (CS-13): from the morning to the late afternoon, else to the next morning."""
    if local.hour < 14:
        return local.replace(hour=17, minute=0, second=0, microsecond=0) - local
    tomorrow = (local + timedelta(days=1)).replace(hour=10, minute=30, second=0, microsecond=0)
    return tomorrow - local
