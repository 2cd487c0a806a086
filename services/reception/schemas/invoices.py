"""Invoices as sent and shown."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from services.reception.domain.invoices import Buyer, Goods, InvoiceState
from services.reception.models import Invoice
from services.reception.schemas import Body, Positive
from services.reception.schemas.orders import ReceiptNumber
from shared.contracts.values import Money
from shared.kit.privacy import PlainText, Words

TaxNumber = Annotated[str, StringConstraints(pattern=r"^[0-9A-Z]{15,20}$")]


class InvoiceIn(Body):
    """Whom it names, how much, and the receipts taken back for it (M-45).

    The goods and the date are not typed: the receipts and the day say them.
    """

    buyer: Buyer
    title: Words
    tax_number: TaxNumber | None = None
    amount: Positive
    receipt_numbers: Annotated[list[ReceiptNumber], Field(min_length=1, max_length=50)]
    slips_collected: bool = False
    reason: PlainText = ""


class InvoiceVoidIn(Body):
    """Why it was wrong, and that both copies are here (M-45)."""

    reason: Annotated[PlainText, Field(min_length=1)]
    both_copies: bool = False


class InvoiceOut(BaseModel):
    """An invoice, or the request for one; no number before it is written."""

    id: UUID
    order_id: UUID
    branch_id: str
    number: str | None
    state: InvoiceState
    buyer: Buyer
    title: str
    tax_number: str | None
    goods: list[Goods]
    receipt_numbers: list[str]
    amount: Money
    paid: Money
    reason: str
    requested_by: str
    requested_at: datetime
    finance_by: str | None
    decided_by: str | None
    issued_on: date | None
    issued_by: str | None
    void_reason: str | None
    voided_by: str | None

    @classmethod
    def of(cls, row: Invoice) -> InvoiceOut:
        """The invoice as answered."""
        same = {name: getattr(row, name) for name in cls.model_fields if name not in ("amount", "paid")}
        return cls(**same, amount=row.money(row.amount), paid=row.money(row.paid))
