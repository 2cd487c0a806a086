"""Money: receipt forms and their arithmetic (FIN-05), refunds, deposits, the refusals that protect them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from shared.contracts.reception import ReceiptForm
from shared.contracts.values import Money
from shared.kit.errors import Both, ServiceError
from shared.kit.states import Machine

CASH = "CASH"

PACKAGE_FORMS = frozenset({ReceiptForm.BOOKING_DEPOSIT, ReceiptForm.BOOKING_FULL, ReceiptForm.PACKAGE_BALANCE})
BOOKING_FORMS = frozenset({ReceiptForm.BOOKING_DEPOSIT, ReceiptForm.BOOKING_FULL})


class ReceiptState(StrEnum):
    """Issued, or marked 作废 with its number kept (FIN-02)."""

    ISSUED = "ISSUED"
    VOID = "VOID"


class ReceiptAction(StrEnum):
    """The only thing that can happen to a receipt."""

    VOID = "VOID"


RECEIPT: Machine[ReceiptState, ReceiptAction] = Machine({ReceiptState.ISSUED: {ReceiptAction.VOID: ReceiptState.VOID}})


class Kept(StrEnum):
    """Why a receipt stays as it is: its day is signed (M-77), money of it went or goes back (M-39), an invoice stands
    for it (M-45)."""

    SIGNED = "SIGNED"
    PAID_BACK = "PAID_BACK"
    INVOICED = "INVOICED"


class RefundState(StrEnum):
    """Requested, approved by another person, paid out by the channel it came by (M-39)."""

    REQUESTED = "REQUESTED"
    APPROVED = "APPROVED"
    REJECTED = "REJECTED"
    PAID = "PAID"


class RefundAction(StrEnum):
    """What moves a refund."""

    APPROVE = "APPROVE"
    REJECT = "REJECT"
    PAY = "PAY"


REFUND: Machine[RefundState, RefundAction] = Machine(
    {
        RefundState.REQUESTED: {
            RefundAction.APPROVE: RefundState.APPROVED,
            RefundAction.REJECT: RefundState.REJECTED,
        },
        RefundState.APPROVED: {RefundAction.PAY: RefundState.PAID},
    }
)


class DepositState(StrEnum):
    """押金: taken, then given back or kept."""

    TAKEN = "TAKEN"
    RETURNED = "RETURNED"
    FORFEITED = "FORFEITED"


class DepositAction(StrEnum):
    """What moves a deposit."""

    RETURN = "RETURN"
    FORFEIT = "FORFEIT"


DEPOSIT: Machine[DepositState, DepositAction] = Machine(
    {
        DepositState.TAKEN: {
            DepositAction.RETURN: DepositState.RETURNED,
            DepositAction.FORFEIT: DepositState.FORFEITED,
        }
    }
)


class DepositObject(StrEnum):
    """What a deposit is taken for (A-38)."""

    LOCKER = "LOCKER"
    MAKEUP_BOX = "MAKEUP_BOX"
    DRESS = "DRESS"
    KEY = "KEY"
    PROPS = "PROPS"


PLACES = frozenset({DepositObject.LOCKER, DepositObject.MAKEUP_BOX})
"""Objects of which the branch keeps a list and each has one holder at a time."""


class FormRefused(ServiceError):
    """This form does not fit what was paid so far (FIN-05)."""

    status, code = 409, "receipt.form_refused"
    en, zh = "Form {form} does not fit: {reason}.", "收据格式 {form} 不适用：{reason}。"


class CustomerNumberMissing(ServiceError):
    """Receipts after the selection carry the customer number (FIN-05)."""

    status, code = 409, "receipt.customer_number_missing"
    en, zh = "The order has no customer number yet.", "该订单尚无客户编号。"


class HandlerMissing(ServiceError):
    """Money after the selection names the selection clerk (FIN-06, A-34)."""

    status, code = 422, "receipt.handler_missing"
    field = "handler_id"
    en, zh = "Name the selection clerk as handler.", "请填写经手人（选样人员）。"


class NotesNotTested(ServiceError):
    """Every cash intake is tested by machine and by hand (FIN-07)."""

    status, code = 422, "receipt.notes_not_tested"
    en, zh = "Test the notes by machine and by hand first.", "现金须先过验钞机并手工确认。"


class MethodRefused(ServiceError):
    """The branch does not take this (A-12, FIN-08)."""

    status, code = 422, "payment.method_refused"
    field = "method"
    en, zh = "This branch takes {methods} only.", "本店仅支持：{methods}。"


class CurrencyRefused(ServiceError):
    """Amounts of an order are in its branch's currency."""

    status, code = 422, "money.currency_refused"
    en, zh = "Amounts here are in {currency}.", "此处金额应为 {currency}。"


class DayIsClosed(ServiceError):
    """The business day was signed; nothing of it changes any more (M-77)."""

    status, code = 409, "day.closed"
    en, zh = "The day {day} is closed.", "营业日 {day} 已结账，不能再更改。"


class ClearanceRunning(ServiceError):
    """A pickup clearance is being used; nothing may raise the balance until it has run out."""

    status, code, retry_after = 409, "clearance.running", 60
    en, zh = (
        "A pickup clearance is running for this order; try again in a minute.",
        "该订单正在取件放行中，请一分钟后再试。",
    )


class ArrearsOpen(ServiceError):
    """Something is owed (FIN-03, FIN-11)."""

    status, code = 409, "order.arrears_open"
    en, zh = "{amount} is still owed.", "尚欠 {amount}。"


class NotSelected(ServiceError):
    """Before the selection nobody knows what the order will cost, so nothing can be cleared for pickup."""

    status, code = 409, "order.not_selected"
    en, zh = "Nothing can be picked up in state {state}.", "当前状态（{state}）不能取件放行。"


class RefundTooMuch(ServiceError):
    """More than the receipt still holds (M-39)."""

    status, code = 409, "refund.too_much"
    field = "amount"
    en, zh = "Of receipt {receipt_number} only {available} can go back.", "收据 {receipt_number} 最多可退 {available}。"


class ReceiptVoidNow(ServiceError):
    """Nothing goes back for a void receipt; a receipt with refunds cannot be voided."""

    status, code = 409, "receipt.not_refundable"
    en, zh = "Receipt {receipt_number} is void or has refunds.", "收据 {receipt_number} 已作废或已有退款。"


class OtherChannel(ServiceError):
    """Money goes back by the channel it came by (M-39)."""

    status, code = 409, "refund.other_channel"
    en, zh = "This was paid by {method} and goes back the same way.", "原路退回：该款以 {method} 支付。"


class OtherReceipt(ServiceError):
    """A deposit is returned against the same receipt only (M-43)."""

    status, code = 409, "deposit.other_receipt"
    field = "receipt_number"
    en, zh = "This is not the receipt of that deposit.", "押金单不是同一张，不能退还押金。"


class PlaceTaken(ServiceError):
    """One locker, one holder."""

    status, code = 409, "storage.taken"
    field = "object_number"
    en, zh = "{object_number} is in use.", "{object_number} 正在使用中。"


class PlaceUnknown(ServiceError):
    """The branch has no such locker or box."""

    status, code = 409, "storage.unknown"
    field = "object_number"
    en, zh = "This branch has no {object_number}.", "本店没有 {object_number}。"


class DifferenceUnexplained(ServiceError):
    """Counted and computed cash differ; say why (FIN-13)."""

    status, code = 422, "day.difference_unexplained"
    field = "note"
    en, zh = "Counted cash differs by {difference}; add a note.", "实点现金相差 {difference}，请注明原因。"


class CountOutdated(ServiceError):
    """Money moved after the count; count again before signing (FIN-13)."""

    status, code = 409, "day.count_outdated"
    en, zh = "Money moved after the count; count again.", "清点后又有收支，请重新清点。"


class DayNotCounted(ServiceError):
    """The cashier signs first (FIN-13)."""

    status, code = 409, "day.not_counted"
    en, zh = "The day has not been counted yet.", "当日尚未清点现金。"


class FloatCounted(ServiceError):
    """The float is counted once, at opening (9:15)."""

    status, code = 409, "float.counted"
    en, zh = "The float of this day was counted already.", "当日备用金已清点。"


@dataclass(frozen=True, slots=True)
class Account:
    """What one part of an order costs and what was paid of it, in fen."""

    total: int
    paid: int

    @property
    def rest(self) -> int:
        """What is still owed; negative when too much was paid."""
        return self.total - self.paid


def fen_in(money: Money, currency: str) -> int:
    """The amount in fen, if it is in that currency.

    Raises:
        CurrencyRefused: it is in another.
    """
    if money.currency != currency:
        raise CurrencyRefused(currency=currency)
    return money.amount


def check_form(form: ReceiptForm, amount: int, account: Account) -> None:
    """Refuse a form that does not fit the account it pays into (FIN-05, A-11).

    R1 and R4 are first payments below the total, R2 and R6 first payments of the total, R3 and R5 later payments
    up to what is left.

    Raises:
        FormRefused: it does not fit.
    """
    kind = {"R1": "deposit", "R4": "deposit", "R2": "full", "R6": "full", "R3": "balance", "R5": "balance"}[form.value]
    reason: Both | None = None
    if kind == "balance":
        if account.paid <= 0:
            reason = Both("nothing was paid before", "此前没有收过款")
        elif amount > account.rest:
            reason = Both("more than is owed", "超过尚欠金额")
    elif account.paid > 0:
        reason = Both("something was paid before", "此前已收过款")
    elif kind == "deposit" and amount >= account.total:
        reason = Both("a deposit is less than the total", "定金应少于总金额")
    elif kind == "full" and (amount != account.total):
        reason = Both("the amount is not the total", "金额不等于总金额")
    if reason is not None:
        raise FormRefused(form=form.value, reason=reason)


def check_intake(method: str, tested: bool, methods: Collection[str]) -> None:
    """Refuse money the branch does not take, and cash nobody tested (FIN-07, A-12).

    Raises:
        MethodRefused, NotesNotTested.
    """
    if method not in methods:
        raise MethodRefused(methods=", ".join(methods))
    if method == CASH and not tested:
        raise NotesNotTested


def receipt_number(series: str, year: int, branch_id: str, sequence: int) -> str:
    """A consecutive number of a series (FIN-02, 1.6).

    >>> receipt_number("R", 2026, "GG01", 1)
    'R26-GG01-000001'
    """
    return f"{series}{year % 100:02d}-{branch_id}-{sequence:06d}"
