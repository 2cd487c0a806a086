"""Consumables of the departments: taken out, bought on the manager's word, within a month's budget (MGT-06).

What customers pay is reception's; what stands here is what the house pays for cotton pads, paper and ink, in fen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import NAMESPACE_OID, UUID, uuid5

from services.scheduling.domain.stock_takes import month_of
from shared.kit.errors import ServiceError
from shared.kit.states import Machine

LARGEST_PURCHASE = 10_000_000
"""Fen: what costs more than 100,000 yuan at once is no consumable [D]."""


class Department(StrEnum):
    """Who uses consumables, and has a budget of its own for them."""

    RECEPTION = "RECEPTION"
    MAKE_UP = "MAKE_UP"
    PHOTOGRAPHY = "PHOTOGRAPHY"
    POST_PRODUCTION = "POST_PRODUCTION"
    PICKUP = "PICKUP"
    CUSTOMER_SERVICE = "CUSTOMER_SERVICE"


class MoveKind(StrEnum):
    """Why a stock changed; what is there when an item is entered is no difference of a count."""

    ENTERED = "ENTERED"
    TAKEN = "TAKEN"
    ARRIVED = "ARRIVED"
    COUNTED = "COUNTED"


class PurchaseState(StrEnum):
    """申购: asked for, decided by the manager, here; or the rest does not come."""

    REQUESTED = "REQUESTED"
    APPROVED = "APPROVED"
    REJECTED = "REJECTED"
    ARRIVED = "ARRIVED"
    ENDED = "ENDED"


class PurchaseAction(StrEnum):
    """What can be done with a purchase request."""

    APPROVE = "APPROVE"
    REJECT = "REJECT"
    RECEIVE_PART = "RECEIVE_PART"
    RECEIVE_REST = "RECEIVE_REST"
    END = "END"


PURCHASE = Machine[PurchaseState, PurchaseAction](
    {
        PurchaseState.REQUESTED: {
            PurchaseAction.APPROVE: PurchaseState.APPROVED,
            PurchaseAction.REJECT: PurchaseState.REJECTED,
        },
        PurchaseState.APPROVED: {
            PurchaseAction.RECEIVE_PART: PurchaseState.APPROVED,
            PurchaseAction.RECEIVE_REST: PurchaseState.ARRIVED,
            PurchaseAction.END: PurchaseState.ENDED,
        },
    }
)


class NotEnoughLeft(ServiceError):
    """More is taken than stands on the shelf."""

    status, code = 409, "supply.not_enough"
    field = "quantity"
    en, zh = "Only {left} are left; count the stock if more are there.", "库存只有 {left}；如实物更多，请先盘点。"


class SupplyKnown(ServiceError):
    """The department has an item of that name."""

    status, code = 409, "supply.known"
    field = "name"
    en, zh = "The department has “{name}” already.", "该部门已登记“{name}”。"


class CountNeedsWords(ServiceError):
    """A count that differs is explained (库存检查)."""

    status, code = 422, "supply.count_unexplained"
    field = "reason"
    en, zh = "{stock} were expected; say why the count differs.", "账面为 {stock}，请注明差异原因。"


class OwnPurchase(ServiceError):
    """Nobody decides on what he asked for himself."""

    status, code = 409, "purchase.own"
    en, zh = "Somebody else has to decide on this request.", "不能审批自己提交的申购单。"


class OverBudget(ServiceError):
    """The month's budget of the department does not cover it: only with a reason."""

    status, code = 409, "purchase.over_budget"
    field = "reason"
    en = "This is {over} over the month's budget of the department; give a reason to approve it."
    zh = "超出该部门本月预算 {over}，须填写理由才能批准。"


class MoreThanBought(ServiceError):
    """No more arrives than was bought."""

    status, code = 409, "purchase.more_than_bought"
    field = "quantity"
    en, zh = "Only {open} are still to come.", "待到货数量只有 {open}。"


class BudgetMonthOver(ServiceError):
    """What a month could spend is not changed when it is over."""

    status, code = 409, "supply_budget.month_over"
    field = "month"
    en, zh = "{month} is over; its budget stays as it was.", "{month} 已结束，预算不能再改。"


@dataclass(frozen=True, slots=True)
class MonthMoney:
    """What a department may spend in a month and what it has bound, in fen.

    Attributes:
        budget: None while nobody has set one; then every purchase needs a reason.
        bought: what is approved, arrived or not.
    """

    budget: int | None
    bought: int

    @property
    def left(self) -> int:
        """What can still be bought; below nothing after a purchase with a reason."""
        return (self.budget or 0) - self.bought

    def over_by(self, cost: int) -> int:
        """How far a purchase goes beyond the budget; 0 when it is covered.

        >>> MonthMoney(budget=50_000, bought=45_000).over_by(8_000)
        3000
        """
        return max(0, cost - max(0, self.left))


def bound(state: PurchaseState, quantity: int, arrived: int, price: int) -> int:
    """What a purchase takes of its month's budget: all that was approved, or what came of it."""
    if state in (PurchaseState.REQUESTED, PurchaseState.REJECTED):
        return 0
    return price * (arrived if state is PurchaseState.ENDED else quantity)


def require_month_to_come(month: str, today: date) -> None:
    """A budget is set for this month or a later one.

    Raises:
        BudgetMonthOver.
    """
    if month < month_of(today):
        raise BudgetMonthOver(month=month)


def budget_id(branch_id: str, department: Department, month: str) -> UUID:
    """One budget for each branch, department and month."""
    return uuid5(NAMESPACE_OID, f"supply budget {branch_id} {department} {month}")
