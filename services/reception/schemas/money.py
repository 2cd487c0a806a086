"""Payments, refunds, deposits, clearances, storage places."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from services.reception.domain.money import DepositObject, DepositState, Kept, ReceiptState, RefundState
from services.reception.models import Deposit, Receipt, Refund
from services.reception.schemas import Body, Code, Positive
from services.reception.schemas.orders import ReceiptNumber
from shared.contracts.reception import ReceiptForm
from shared.contracts.values import Money, StaffId
from shared.kit.clearance import Gate
from shared.kit.privacy import PlainText, Words

Method = Annotated[str, Field(pattern=r"^[A-Z][A-Z_]{1,19}$")]


class PaymentIn(Body):
    """Money to take against a receipt (FIN-01, FIN-05)."""

    form: Literal["R1", "R2", "R3", "R4", "R5", "R6"]
    amount: Positive
    method: Method
    handler_id: StaffId | None = None
    note_tested: bool = False
    note: PlainText = ""


class ReasonIn(Body):
    """Why."""

    reason: Annotated[PlainText, Field(min_length=1)]


class ReceiptOut(BaseModel):
    """A receipt."""

    id: UUID
    number: str
    order_id: UUID
    branch_id: str
    business_day: date
    taken_at: datetime
    state: ReceiptState
    form: ReceiptForm
    method: str
    amount: Money
    total: Money
    already_paid: Money
    unpaid_after: Money
    refunded: Money
    handler_id: str
    cashier_id: str
    note_tested: bool
    customer_number: str | None
    note: str
    void_reason: str | None
    voided_by: str | None

    @classmethod
    def of(cls, row: Receipt) -> ReceiptOut:
        """The receipt as answered."""
        amounts = ("amount", "total", "already_paid", "unpaid_after", "refunded")
        same = {name: getattr(row, name) for name in cls.model_fields if name not in amounts}
        return cls(**same, **{name: row.money(getattr(row, name)) for name in amounts})


class ListedReceipt(ReceiptOut):
    """A receipt in a list, and what keeps it from being voided."""

    kept: Kept | None

    @classmethod
    def told(cls, row: Receipt, kept: Kept | None) -> ListedReceipt:
        """The receipt as listed."""
        return cls(**ReceiptOut.of(row).model_dump(), kept=kept)


class RefundIn(Body):
    """Money to give back against its receipt (M-39).

    With ``lowers_price`` it is a concession, e.g. a compensation, and not owed again.
    """

    order_id: UUID
    receipt_number: ReceiptNumber
    amount: Positive
    reason: Annotated[PlainText, Field(min_length=1)]
    lowers_price: bool = False


class PayoutIn(Body):
    """How it is paid out; only the channel it came by is possible (M-39)."""

    method: Method | None = None


class RefundOut(BaseModel):
    """A refund."""

    id: UUID
    order_id: UUID
    cancellation_id: UUID | None
    receipt_number: str
    method: str
    amount: Money
    state: RefundState
    reason: str
    lowers_price: bool
    requested_by: str
    approved_by: str | None
    paid_by: str | None
    paid_on: date | None

    @classmethod
    def of(cls, row: Refund) -> RefundOut:
        """The refund as answered."""
        same = {name: getattr(row, name) for name in cls.model_fields if name != "amount"}
        return cls(**same, amount=Money(amount=row.amount, currency=row.currency))


class DepositIn(Body):
    """A deposit for a thing lent (A-38)."""

    object: DepositObject
    object_number: Annotated[Words, Field(max_length=40)]
    amount: Positive
    method: Method
    note_tested: bool = False


class DepositOut(BaseModel):
    """A deposit receipt."""

    id: UUID
    number: str
    order_id: UUID
    branch_id: str
    object: DepositObject
    object_number: str
    amount: Money
    method: str
    state: DepositState
    taken_at: datetime
    cashier_id: str
    settled_at: datetime | None
    settled_by: str | None
    signature_name: str | None
    forfeit_reason: str | None

    @classmethod
    def of(cls, row: Deposit) -> DepositOut:
        """The deposit as answered."""
        same = {name: getattr(row, name) for name in cls.model_fields if name != "amount"}
        return cls(**same, amount=Money(amount=row.amount, currency=row.currency))


class DepositReturnIn(Body):
    """The paper that came back, and who signed (M-43)."""

    receipt_number: ReceiptNumber
    signature_name: Words


class StorageIn(Body):
    """The lockers and make-up boxes of a branch (REC-20)."""

    lockers: Annotated[list[Code], Field(max_length=500)]
    makeup_boxes: Annotated[list[Code], Field(max_length=500)]


class PlaceOut(BaseModel):
    """A place and who has it."""

    number: str
    order_id: UUID | None = None
    deposit_number: str | None = None
    stored_id: UUID | None = Field(default=None, description="belongings against the token (M-37)")


class StorageOut(BaseModel):
    """The places of a branch."""

    branch_id: str
    lockers: list[PlaceOut]
    makeup_boxes: list[PlaceOut]
    version: int = Field(description="0 while nobody has entered any")
    lost_token_fee: Money
    compensation_most: Money


class ClearanceIn(Body):
    """Which gate should open."""

    gate: Gate


class ClearanceOut(BaseModel):
    """A signed word, good for a minute."""

    token: str
    gate: Gate
    expires_at: datetime
    balance: Money
    version: int
