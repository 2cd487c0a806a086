"""Orders: states, what booking needs, who may change what when."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from shared.contracts.reception import Category
from shared.kit.errors import ServiceError
from shared.kit.states import Machine


class OrderState(StrEnum):
    """The stages reception needs; the finer ones live in the job sheet (1.8)."""

    PLACED = "PLACED"
    BOOKED = "BOOKED"
    CHECKED_IN = "CHECKED_IN"
    SHOT = "SHOT"
    SELECTED = "SELECTED"
    CLOSED = "CLOSED"
    CANCELLED = "CANCELLED"


class OrderAction(StrEnum):
    """What moves an order."""

    BOOK = "BOOK"
    AMEND = "AMEND"
    CHECK_IN = "CHECK_IN"
    SHOOT = "SHOOT"
    SELECT = "SELECT"
    CLOSE = "CLOSE"
    CANCEL = "CANCEL"


_S, _A = OrderState, OrderAction

ORDER: Machine[OrderState, OrderAction] = Machine(
    {
        _S.PLACED: {_A.BOOK: _S.BOOKED, _A.AMEND: _S.PLACED, _A.CANCEL: _S.CANCELLED},
        _S.BOOKED: {_A.AMEND: _S.BOOKED, _A.CHECK_IN: _S.CHECKED_IN, _A.CANCEL: _S.CANCELLED},
        _S.CHECKED_IN: {
            _A.AMEND: _S.CHECKED_IN,
            _A.CHECK_IN: _S.CHECKED_IN,
            _A.SHOOT: _S.SHOT,
            _A.SELECT: _S.SELECTED,
            _A.CANCEL: _S.CANCELLED,
        },
        _S.SHOT: {_A.AMEND: _S.SHOT, _A.SHOOT: _S.SHOT, _A.SELECT: _S.SELECTED, _A.CANCEL: _S.CANCELLED},
        _S.SELECTED: {
            _A.AMEND: _S.SELECTED,
            _A.SELECT: _S.SELECTED,
            _A.CLOSE: _S.CLOSED,
            _A.CANCEL: _S.CANCELLED,
        },
    }
)

LATE_STATES = frozenset({OrderState.SELECTED})
"""From here on design and production work from the order: changes need a right of their own (M-62)."""


class ShootBooked(ServiceError):
    """Another category needs other people, rooms and hours than those booked (M-62)."""

    status, code = 409, "order.shoot_booked"
    field = "package_id"
    en = (
        "A shoot is booked for {day}; another kind of shoot needs other people and hours. "
        "Cancel it first, change the package, then book again."
    )
    zh = "已预约 {day} 拍摄，不同类别所需人员与时长不同。请先取消该预约，再更换套系并重新预约。"


OVER = frozenset({OrderState.CLOSED, OrderState.CANCELLED})
"""Nothing more happens to it."""

PAST_SHOOT = frozenset({OrderState.SHOT, OrderState.SELECTED})
"""The shoot is over: what is still owed of the package should have been paid before it (FIN-03)."""

LETTERS: Mapping[Category, str] = {
    Category.WEDDING_SEA: "H",
    Category.WEDDING_STUDIO: "H",
    Category.WEDDING_OUTDOOR: "H",
    Category.PERSONAL_ART: "G",
    Category.PREGNANCY: "G",
    Category.COUPLE: "T",
    Category.CHILDREN: "T",
    Category.FAMILY: "T",
}
"""The letter of the customer number per category (SCH-12, A-06); a setting."""


class NotBookable(ServiceError):
    """Something of REC-02 is missing."""

    status, code = 409, "order.not_bookable"
    en, zh = "Not bookable yet; missing: {missing}.", "尚不能预约成功，缺少：{missing}。"


class PersonsWrong(ServiceError):
    """A wedding has two customers, other orders one or two (A-36)."""

    status, code = 422, "order.persons_wrong"
    field = "person_ids"
    en, zh = "This category needs {needed}.", "该类别的客人数应为：{needed}。"


class DiscountWrong(ServiceError):
    """A discount needs a reason and cannot exceed the price."""

    status, code = 422, "order.discount_wrong"
    field = "discount"
    en, zh = "A discount needs a reason and may not exceed the price.", "优惠须注明原因，且不得超过套系价格。"


DISCOUNT_PERCENT_MOST = 10
"""What the reception manager takes off a package's price at the most, in percent (part 4) [D]."""


class DiscountTooHigh(ServiceError):
    """More is taken off by the store manager or above (part 4)."""

    status, code = 403, "order.discount_too_high"
    field = "discount"
    en, zh = "Up to {most} may be taken off here.", "您最多可优惠 {most}，更多须由店长审批。"


class SelfApproval(ServiceError):
    """Two different people have to act (M-39)."""

    status, code = 409, "approval.by_requester"
    en, zh = "Somebody other than the requester has to approve.", "不能审批自己提出的申请。"


class RequestPending(ServiceError):
    """One request at a time."""

    status, code = 409, "cancellation.pending"
    en, zh = "There is an open cancellation request for this order.", "该订单已有待审批的取消申请。"


class RequestDecided(ServiceError):
    """The request was approved or rejected before."""

    status, code = 409, "request.decided"
    en, zh = "This request was decided already ({state}).", "该申请已处理（{state}）。"


def check_persons(category: Category, count: int) -> None:
    """Refuse a wrong number of customers (A-36).

    Raises:
        PersonsWrong: not two for a wedding, not one or two otherwise.
    """
    if category.is_wedding and count != 2:
        raise PersonsWrong(needed="2")
    if not 1 <= count <= 2:
        raise PersonsWrong(needed="1–2")


def missing_for_booking(*, contact: bool, receipt: bool, planning_book: bool) -> list[str]:
    """What REC-02 still demands; an order always has its package.

    >>> missing_for_booking(contact=True, receipt=False, planning_book=False)
    ['receipt', 'planning_book']
    """
    present = {"contact": contact, "receipt": receipt, "planning_book": planning_book}
    return [name for name, there in present.items() if not there]


def customer_number(letter: str, year: int, sequence: int) -> str:
    """The number staff see and print (SCH-12, A-06).

    >>> customer_number("H", 2026, 1), customer_number("G", 2026, 1000)
    ('H26-001', 'G26-1000')
    """
    return f"{letter}{year % 100:02d}-{sequence:03d}"
