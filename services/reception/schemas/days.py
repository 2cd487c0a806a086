"""Floats, day reports, the close."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from services.reception.domain.money import DepositObject, ReceiptState
from services.reception.schemas import Body, NotNegative
from shared.contracts.reception import ReceiptForm
from shared.contracts.values import BranchId, Money
from shared.kit.privacy import PlainText


class FloatIn(Body):
    """The change as counted at opening."""

    branch_id: BranchId
    counted: NotNegative


class FloatOut(BaseModel):
    """The count against what the last close left."""

    branch_id: str
    day: date
    expected: Money | None
    counted: Money
    incident: bool
    counted_by: str
    counted_at: datetime


class ReceiptLine(BaseModel):
    """A line of the report, void ones included (FIN-02)."""

    number: str
    form: ReceiptForm
    method: str
    amount: Money
    state: ReceiptState
    handler_id: str
    cashier_id: str
    void_reason: str | None


class DepositLine(BaseModel):
    """A deposit taken or given back that day."""

    number: str
    object: DepositObject
    object_number: str
    method: str
    amount: Money
    movement: str


class SaleLine(BaseModel):
    """A sale on the shoot day, with who sold it (FIN-14)."""

    number: str
    amount: Money
    method: str
    state: ReceiptState
    seller_id: str
    cashier_id: str
    commission: Money | None = None
    """What of it is the seller's; not in reports that were signed before this was noted."""


class RefundPaid(BaseModel):
    """A refund paid out that day."""

    receipt_number: str
    method: str
    amount: Money
    paid_by: str


class CashBackLine(BaseModel):
    """A referrer's cash-back paid out that day (A-26)."""

    number: str
    method: str
    amount: Money
    paid_by: str
    order_id: UUID | None = None
    """Whose paper it is; not in reports that were signed before this was noted."""


class PerformanceLine(BaseModel):
    """Who photographed and made up (REC-13)."""

    staff_id: str
    role: str
    orders: int
    sets: int


class DayReport(BaseModel):
    """业绩报表: the performance report of a branch and day (FIN-12)."""

    branch_id: str
    day: date
    currency: str
    receipts: list[ReceiptLine]
    refunds: list[RefundPaid]
    deposits: list[DepositLine]
    performance: list[PerformanceLine]
    by_form: dict[str, Money]
    by_method: dict[str, Money]
    by_handler: dict[str, Money]
    by_cashier: dict[str, Money]
    taken: Money
    refunded: Money
    voids: int
    missing_numbers: list[str]
    float_start: Money
    computed_cash: Money
    sales: list[SaleLine] = []
    sold: Money | None = None
    sold_by_seller: dict[str, Money] = {}
    commission_by_seller: dict[str, Money] = {}
    cash_backs: list[CashBackLine] = []
    cash_back: Money | None = None


class DayOut(BaseModel):
    """The report with the float, the count and the signatures; ``opening`` is None while the float is not counted."""

    report: DayReport
    opening: FloatOut | None
    state: str
    report_number: str | None
    counted_cash: Money | None
    float_left: Money | None
    difference: Money | None
    note: str
    counted_by: str | None
    signed_by: str | None
    signed_at: datetime | None


class CloseIn(Body):
    """The cash as counted, what stays as float, and why it differs if it does (FIN-13)."""

    counted_cash: NotNegative
    float_left: NotNegative
    note: Annotated[PlainText, Field()] = ""
