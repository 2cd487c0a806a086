"""Invoices for what was sold."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from services.reception.domain.invoices import (
    INVOICE,
    SERIES,
    Buyer,
    CopiesMissing,
    InvoiceAction,
    InvoiceState,
    after_finance,
)
from services.reception.domain.money import receipt_number
from services.reception.domain.orders import SelfApproval
from services.reception.models.base import Base, fen
from shared.contracts.reception import InvoiceDecided, InvoiceIssued, InvoiceRequested, InvoiceVoided
from shared.contracts.values import Money
from shared.kit.tables import BranchRow, document, moment, words


class Invoice(Base, BranchRow, table=True):
    """发票: asked for, agreed to where it must be, written with the next number, never altered after (M-45)."""

    __tablename__ = "invoice"
    __table_args__ = (
        UniqueConstraint("branch_id", "year", "sequence", name="invoice_sequence"),
        Index("invoice_state", "branch_id", "state", "requested_at"),
        CheckConstraint("amount > 0", name="invoice_amount"),
        CheckConstraint("(number IS NOT NULL) = (state IN ('ISSUED', 'VOID'))", name="invoice_number"),
    )

    id: UUID = Field(primary_key=True)
    order_id: UUID = Field(foreign_key="studio_order.id", index=True)
    number: str | None = Field(default=None, max_length=32, unique=True)
    year: int | None = None
    sequence: int | None = None
    state: InvoiceState = words(InvoiceState)
    buyer: Buyer = words(Buyer)
    title: str = Field(max_length=200)
    tax_number: str | None = Field(default=None, max_length=20)
    goods: list[str] = document()
    package_name: str = Field(max_length=200)
    receipt_numbers: list[str] = document()
    currency: str = Field(max_length=3)
    amount: int = fen()
    paid: int = fen()
    reason: str = Field(default="", max_length=2000)
    requested_by: str = Field(max_length=40)
    requested_at: datetime = moment()
    finance_by: str | None = Field(default=None, max_length=40)
    finance_at: datetime | None = moment(nullable=True)
    decided_by: str | None = Field(default=None, max_length=40)
    decided_at: datetime | None = moment(nullable=True)
    issued_on: date | None = None
    issued_by: str | None = Field(default=None, max_length=40)
    void_reason: str | None = Field(default=None, max_length=2000)
    voided_by: str | None = Field(default=None, max_length=40)
    voided_at: datetime | None = moment(nullable=True)

    def money(self, amount: int) -> Money:
        """An amount in the invoice's currency."""
        return Money(amount=amount, currency=self.currency)

    def asked(self) -> InvoiceRequested:
        """The fact that somebody has to agree first."""
        return InvoiceRequested(
            branch_id=self.branch_id,
            order_id=self.order_id,
            invoice_id=self.id,
            amount=self.money(self.amount),
            requested_by=self.requested_by,
        )

    def pass_finance(self, by: str, at: datetime) -> InvoiceDecided:
        """Finance has nothing against it; above what was paid a manager comes next.

        Raises:
            SelfApproval: the requester himself.
        """
        self._by_another(by)
        above = after_finance(self.amount, self.paid) == InvoiceState.WITH_MANAGER
        self.state = INVOICE.after(self.state, InvoiceAction.PASS_ON if above else InvoiceAction.CLEAR)
        self.finance_by, self.finance_at = by, at
        return self._decided(by, approved=True)

    def decide(self, action: InvoiceAction, by: str, at: datetime) -> InvoiceDecided:
        """A manager's word on more than was paid, or anybody's with that right who refuses.

        Raises:
            SelfApproval: the requester himself.
        """
        self._by_another(by)
        self.state = INVOICE.after(self.state, action)
        self.decided_by, self.decided_at = by, at
        return self._decided(by, approved=self.state != InvoiceState.REJECTED)

    def _decided(self, by: str, *, approved: bool) -> InvoiceDecided:
        return InvoiceDecided(
            branch_id=self.branch_id, order_id=self.order_id, invoice_id=self.id, approved=approved, decided_by=by
        )

    def issue(self, sequence: int, by: str, day: date) -> InvoiceIssued:
        """Write it with the next number and today's date, which nobody types (M-45)."""
        self.state = INVOICE.after(self.state, InvoiceAction.ISSUE)
        self.year, self.sequence = day.year, sequence
        self.number = receipt_number(SERIES, day.year, self.branch_id, sequence)
        self.issued_on, self.issued_by = day, by
        return InvoiceIssued(
            branch_id=self.branch_id,
            order_id=self.order_id,
            invoice_id=self.id,
            invoice_number=self.number,
            amount=self.money(self.amount),
            issued_on=day,
        )

    def void(self, reason: str, both_copies: bool, by: str, at: datetime) -> InvoiceVoided:
        """作废, with both copies there; the number stays (M-45).

        Raises:
            CopiesMissing: a copy is not there.
        """
        following = INVOICE.after(self.state, InvoiceAction.VOID)
        if not both_copies:
            raise CopiesMissing
        self.state = following
        self.void_reason, self.voided_by, self.voided_at = reason, by, at
        return InvoiceVoided(
            branch_id=self.branch_id,
            order_id=self.order_id,
            invoice_id=self.id,
            invoice_number=self.number or "",
            amount=self.money(self.amount),
        )

    def _by_another(self, by: str) -> None:
        if by == self.requested_by:
            raise SelfApproval
