"""Receipts, refunds, deposits, clearances, and the places deposits are taken for."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from services.reception.domain.money import (
    DEPOSIT,
    RECEIPT,
    REFUND,
    DepositAction,
    DepositObject,
    DepositState,
    OtherReceipt,
    ReceiptAction,
    ReceiptState,
    RefundAction,
    RefundState,
)
from services.reception.domain.orders import SelfApproval
from services.reception.models.base import Base, fen
from shared.contracts.reception import (
    DepositForfeited,
    DepositReturned,
    DepositTaken,
    PaymentReceived,
    ReceiptForm,
    ReceiptVoided,
    RefundDecided,
    RefundMade,
    RefundRequested,
)
from shared.contracts.values import Money
from shared.kit.clearance import Gate
from shared.kit.tables import BranchRow, document, moment, words


class Receipt(Base, BranchRow, table=True):
    """A numbered receipt (收据): no money is taken without one, none is ever deleted (FIN-01, FIN-02)."""

    __tablename__ = "receipt"
    __table_args__ = (
        UniqueConstraint("branch_id", "year", "sequence", name="receipt_sequence"),
        Index("receipt_day", "branch_id", "business_day"),
        CheckConstraint("amount > 0", name="receipt_amount"),
    )

    id: UUID = Field(primary_key=True)
    order_id: UUID = Field(foreign_key="studio_order.id", index=True)
    number: str = Field(max_length=32, unique=True)
    year: int
    sequence: int
    business_day: date
    taken_at: datetime = moment()
    state: ReceiptState = words(ReceiptState, default=ReceiptState.ISSUED)
    form: ReceiptForm = words(ReceiptForm)
    method: str = Field(max_length=20)
    currency: str = Field(max_length=3)
    amount: int = fen()
    total: int = fen()
    already_paid: int = fen()
    unpaid_after: int = fen()
    refunded: int = fen(default=0)
    handler_id: str = Field(max_length=40)
    cashier_id: str = Field(max_length=40)
    note_tested: bool = False
    customer_number: str | None = Field(default=None, max_length=16)
    note: str = Field(default="", max_length=2000)
    void_reason: str | None = Field(default=None, max_length=2000)
    voided_by: str | None = Field(default=None, max_length=40)
    voided_at: datetime | None = moment(nullable=True)

    def money(self, amount: int) -> Money:
        """An amount in the receipt's currency."""
        return Money(amount=amount, currency=self.currency)

    def received(self) -> PaymentReceived:
        """The fact that money came in."""
        return PaymentReceived(
            branch_id=self.branch_id,
            order_id=self.order_id,
            receipt_id=self.id,
            receipt_number=self.number,
            form=self.form,
            method=self.method,
            amount=self.money(self.amount),
            handler_id=self.handler_id,
            cashier_id=self.cashier_id,
        )

    def void(self, reason: str, by: str, at: datetime) -> ReceiptVoided:
        """作废: the number stays, the money does not count (FIN-02)."""
        self.state = RECEIPT.after(self.state, ReceiptAction.VOID)
        self.void_reason, self.voided_by, self.voided_at = reason, by, at
        return ReceiptVoided(
            branch_id=self.branch_id,
            order_id=self.order_id,
            receipt_id=self.id,
            receipt_number=self.number,
            amount=self.money(self.amount),
            reason=reason,
        )


class Refund(Base, BranchRow, table=True):
    """Money going back against the original receipt, by its channel, after two people agreed (M-39)."""

    __tablename__ = "refund"
    __table_args__ = (Index("refund_day", "branch_id", "paid_on"), CheckConstraint("amount > 0", name="refund_amount"))

    id: UUID = Field(primary_key=True)
    order_id: UUID = Field(foreign_key="studio_order.id", index=True)
    receipt_id: UUID = Field(foreign_key="receipt.id", index=True)
    cancellation_id: UUID | None = Field(default=None, foreign_key="cancellation.id", index=True)
    receipt_number: str = Field(max_length=32)
    method: str = Field(max_length=20)
    currency: str = Field(max_length=3)
    amount: int = fen()
    reason: str = Field(max_length=2000)
    lowers_price: bool = False
    state: RefundState = words(RefundState, default=RefundState.REQUESTED)
    requested_by: str = Field(max_length=40)
    requested_at: datetime = moment()
    approved_by: str | None = Field(default=None, max_length=40)
    approved_at: datetime | None = moment(nullable=True)
    paid_by: str | None = Field(default=None, max_length=40)
    paid_on: date | None = None

    def requested(self) -> RefundRequested:
        """The fact that a second person has to decide."""
        return RefundRequested(
            branch_id=self.branch_id,
            order_id=self.order_id,
            refund_id=self.id,
            receipt_number=self.receipt_number,
            amount=Money(amount=self.amount, currency=self.currency),
            requested_by=self.requested_by,
        )

    def approve(self, by: str, at: datetime) -> RefundDecided:
        """The second person's word.

        Raises:
            SelfApproval: the requester himself.
        """
        if by == self.requested_by:
            raise SelfApproval
        return self._decide(RefundAction.APPROVE, by, at)

    def reject(self, by: str, at: datetime) -> RefundDecided:
        """The second person does not agree; the amount is free again."""
        return self._decide(RefundAction.REJECT, by, at)

    def _decide(self, action: RefundAction, by: str, at: datetime) -> RefundDecided:
        self.state = REFUND.after(self.state, action)
        self.approved_by, self.approved_at = by, at
        approved = action == RefundAction.APPROVE
        return RefundDecided(
            branch_id=self.branch_id, order_id=self.order_id, refund_id=self.id, approved=approved, decided_by=by
        )

    def pay(self, by: str, day: date) -> RefundMade:
        """The money left the house."""
        self.state = REFUND.after(self.state, RefundAction.PAY)
        self.paid_by, self.paid_on = by, day
        return RefundMade(
            branch_id=self.branch_id,
            order_id=self.order_id,
            refund_id=self.id,
            receipt_number=self.receipt_number,
            method=self.method,
            amount=Money(amount=self.amount, currency=self.currency),
        )


class Deposit(Base, BranchRow, table=True):
    """A deposit receipt (押金收据) for a thing lent; never part of what an order costs (FIN-01, A-38)."""

    __tablename__ = "deposit"
    __table_args__ = (
        UniqueConstraint("branch_id", "year", "sequence", name="deposit_sequence"),
        Index("deposit_taken_on", "branch_id", "taken_on"),
        Index("deposit_settled_on", "branch_id", "settled_on"),
        Index(
            "deposit_place",
            "branch_id",
            "object",
            "object_number",
            unique=True,
            postgresql_where=text("state = 'TAKEN' AND object IN ('LOCKER', 'MAKEUP_BOX')"),
        ),
    )

    id: UUID = Field(primary_key=True)
    order_id: UUID = Field(foreign_key="studio_order.id", index=True)
    number: str = Field(max_length=32, unique=True)
    year: int
    sequence: int
    object: DepositObject = words(DepositObject)
    object_number: str = Field(max_length=40)
    method: str = Field(max_length=20)
    currency: str = Field(max_length=3)
    amount: int = fen()
    note_tested: bool = False
    state: DepositState = words(DepositState, default=DepositState.TAKEN)
    taken_on: date
    taken_at: datetime = moment()
    cashier_id: str = Field(max_length=40)
    settled_on: date | None = None
    settled_at: datetime | None = moment(nullable=True)
    settled_by: str | None = Field(default=None, max_length=40)
    signature_name: str | None = Field(default=None, max_length=200)
    forfeit_reason: str | None = Field(default=None, max_length=2000)

    def taken(self) -> DepositTaken:
        """The fact that it was taken."""
        return DepositTaken(**self._told())

    def _told(self) -> dict[str, Any]:
        return {
            "branch_id": self.branch_id,
            "order_id": self.order_id,
            "deposit_id": self.id,
            "object": self.object.value,
            "amount": Money(amount=self.amount, currency=self.currency),
        }

    def give_back(self, receipt_number: str, signature_name: str, by: str, day: date, at: datetime) -> DepositReturned:
        """Return the money against the same receipt and a signature (M-43).

        Raises:
            OtherReceipt: the paper shown belongs to another deposit.
        """
        if receipt_number != self.number:
            raise OtherReceipt
        self.state = DEPOSIT.after(self.state, DepositAction.RETURN)
        self.signature_name = signature_name
        self.settled_on, self.settled_at, self.settled_by = day, at, by
        return DepositReturned(**self._told())

    def forfeit(self, reason: str, by: str, day: date, at: datetime) -> DepositForfeited:
        """Keep the money because the thing did not come back as it was."""
        self.state = DEPOSIT.after(self.state, DepositAction.FORFEIT)
        self.forfeit_reason = reason
        self.settled_on, self.settled_at, self.settled_by = day, at, by
        return DepositForfeited(**self._told())


class StoragePlaces(Base, BranchRow, table=True):
    """The lockers (衣物存放柜) and make-up boxes (化妆盒) a branch has (REC-20)."""

    __tablename__ = "storage_places"

    branch_id: str = Field(primary_key=True, max_length=12)
    lockers: list[str] = document(default_factory=list)
    makeup_boxes: list[str] = document(default_factory=list)
    version: int = 0

    def of(self, kind: DepositObject) -> list[str]:
        """The places of that kind."""
        return self.lockers if kind == DepositObject.LOCKER else self.makeup_boxes


class Clearance(Base, BranchRow, table=True):
    """A signed word that a gate may open; it runs out by real time."""

    __tablename__ = "clearance"
    __table_args__ = (Index("clearance_running", "order_id", "gate", "expires_at"),)

    id: UUID = Field(primary_key=True)
    order_id: UUID = Field(foreign_key="studio_order.id")
    gate: Gate = words(Gate)
    balance_version: int
    issued_by: str = Field(max_length=40)
    expires_at: datetime = moment()
