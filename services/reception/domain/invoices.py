"""Invoices (发票): for what was really sold, agreed to where it must be, nothing altered after (M-45)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shared.contracts.reception import ReceiptForm
from shared.kit.errors import ServiceError
from shared.kit.states import Machine

SERIES = "I"
FINANCE_ABOVE = 300_000
"""Above this amount, in fen, finance agrees first; the same in every branch of the chain (M-45)."""


class Buyer(StrEnum):
    """Who is named on it: a person, or a company with its tax number."""

    PERSON = "PERSON"
    COMPANY = "COMPANY"


class Goods(StrEnum):
    """What an invoice may name: only what a receipt shows as sold."""

    PACKAGE = "PACKAGE"
    SELECTION = "SELECTION"


class InvoiceState(StrEnum):
    """With finance, with a manager, ready to be written, written, marked 作废; or refused."""

    WITH_FINANCE = "WITH_FINANCE"
    WITH_MANAGER = "WITH_MANAGER"
    READY = "READY"
    REJECTED = "REJECTED"
    ISSUED = "ISSUED"
    VOID = "VOID"


class InvoiceAction(StrEnum):
    """What moves an invoice; none of them alters one that is written.

    Finance passes it on to the manager or clears it alone; the manager allows it.
    """

    PASS_ON = "PASS_ON"
    CLEAR = "CLEAR"
    ALLOW = "ALLOW"
    REJECT = "REJECT"
    ISSUE = "ISSUE"
    VOID = "VOID"


_S, _A = InvoiceState, InvoiceAction

INVOICE: Machine[InvoiceState, InvoiceAction] = Machine(
    {
        _S.WITH_FINANCE: {_A.PASS_ON: _S.WITH_MANAGER, _A.CLEAR: _S.READY, _A.REJECT: _S.REJECTED},
        _S.WITH_MANAGER: {_A.ALLOW: _S.READY, _A.REJECT: _S.REJECTED},
        _S.READY: {_A.ISSUE: _S.ISSUED, _A.REJECT: _S.REJECTED},
        _S.ISSUED: {_A.VOID: _S.VOID},
    }
)

LIVE = frozenset({_S.WITH_FINANCE, _S.WITH_MANAGER, _S.READY, _S.ISSUED})
"""States in which an invoice stands for its receipts."""


class NothingSold(ServiceError):
    """Only what was really sold stands on an invoice; no approval changes that (M-45)."""

    status, code = 409, "invoice.nothing_sold"
    en, zh = (
        "For this order at most {available} can still be invoiced.",
        "发票只能开实际售出的金额，本单最多还可开 {available}。",
    )


class AboveReceipts(ServiceError):
    """Money went back since it was asked for; more than the receipts hold needs a manager's word (M-45)."""

    status, code = 409, "invoice.above_receipts"
    field = "amount"
    en, zh = "The receipts hold only {paid} now; ask again.", "收据现仅余 {paid}，请重新申请。"


class OtherMonth(ServiceError):
    """An invoice is written in the month of its receipts (M-45)."""

    status, code = 409, "invoice.other_month"
    en, zh = "Receipt {number} is not of this month.", "收据 {number} 不是本月的，不能开发票。"


class SlipInvoiced(ServiceError):
    """A receipt is invoiced once."""

    status, code = 409, "invoice.slip_invoiced"
    en, zh = "Receipt {number} has an invoice; void that first.", "收据 {number} 已开发票，请先将该发票作废。"


class SlipNotGood(ServiceError):
    """A void receipt, or one of which nothing is left, cannot be invoiced."""

    status, code = 409, "invoice.slip_not_good"
    en, zh = "Receipt {number} is void or was paid back.", "收据 {number} 已作废或已退款。"


class SlipNotCollected(ServiceError):
    """The buyer's slips are collected before an invoice is written (M-45)."""

    status, code = 422, "invoice.slip_not_collected"
    en, zh = "Collect the buyer's receipts first.", "请先收回顾客的收据。"


class CopiesMissing(ServiceError):
    """An invoice is voided only when both copies are there; it is marked, not torn up (M-45)."""

    status, code = 422, "invoice.copies_missing"
    en, zh = "Both copies have to be here to void it.", "两联发票收齐后才能作废。"


class TaxNumberWrong(ServiceError):
    """A company has a tax number; a person gives none."""

    status, code = 422, "invoice.tax_number_wrong"
    field = "tax_number"
    en, zh = "A company needs its tax number, a person none.", "公司抬头须填税号，个人抬头无须税号。"


@dataclass(frozen=True, slots=True)
class Slip:
    """What an invoice needs to know of a receipt.

    Attributes:
        left: what of it was neither paid back nor is asked back, in fen.
    """

    number: str
    form: ReceiptForm
    day: date
    left: int


def check_slip(slip: Slip, today: date) -> None:
    """Refuse a receipt of which nothing is left, or of another month.

    Raises:
        SlipNotGood, OtherMonth.
    """
    if slip.left <= 0:
        raise SlipNotGood(number=slip.number)
    if (slip.day.year, slip.day.month) != (today.year, today.month):
        raise OtherMonth(number=slip.number)


def first_state(amount: int, paid: int, finance_above: int) -> InvoiceState:
    """Whose word is needed first: finance above the chain's limit, then a manager above what was paid, else nobody's.

    >>> first_state(300_000, 300_000, 300_000), first_state(300_001, 400_000, 300_000)
    (<InvoiceState.READY: 'READY'>, <InvoiceState.WITH_FINANCE: 'WITH_FINANCE'>)
    """
    if amount > finance_above:
        return _S.WITH_FINANCE
    return after_finance(amount, paid)


def after_finance(amount: int, paid: int) -> InvoiceState:
    """Where it goes when finance has nothing against it."""
    return _S.WITH_MANAGER if amount > paid else _S.READY


def goods_of(forms: list[ReceiptForm], package_forms: frozenset[ReceiptForm]) -> list[Goods]:
    """What the receipts show as sold."""
    sold = {Goods.PACKAGE if form in package_forms else Goods.SELECTION for form in forms}
    return [goods for goods in Goods if goods in sold]
