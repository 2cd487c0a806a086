"""Sales on the shoot day as sent and shown."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from services.reception.domain.money import ReceiptState
from services.reception.models import ShootSale
from services.reception.schemas import Body, NotNegative, Positive
from services.reception.schemas.money import Method
from shared.contracts.values import Money, StaffId
from shared.kit.privacy import Words


class SaleItemIn(Body):
    """A product used or sold, how many, and what one costs."""

    name: Words
    quantity: Annotated[int, Field(ge=1, le=1000)]
    unit_price: Positive


class SaleIn(Body):
    """What was sold on the shoot day, by whom, and how it was paid (FIN-14)."""

    items: Annotated[list[SaleItemIn], Field(min_length=1, max_length=50)]
    seller_id: StaffId
    commission: NotNegative | None = Field(default=None, description="what of it is the seller's; not on the paper")
    method: Method
    note_tested: bool = False


class SaleItemOut(BaseModel):
    """A line of the sale."""

    name: str
    quantity: int
    unit_price: Money


class SaleOut(BaseModel):
    """A sale with its paper's number."""

    id: UUID
    number: str
    order_id: UUID
    branch_id: str
    business_day: date
    sold_at: datetime
    state: ReceiptState
    items: list[SaleItemOut]
    amount: Money
    commission: Money
    method: str
    seller_id: str
    cashier_id: str
    void_reason: str | None

    @classmethod
    def of(cls, row: ShootSale) -> SaleOut:
        """The sale as answered."""
        items = [
            SaleItemOut(name=item["name"], quantity=item["quantity"], unit_price=row.money(item["unit_price"]))
            for item in row.items
        ]
        return cls(
            **row.model_dump(exclude={"items", "amount", "commission"}),
            items=items,
            amount=row.money(row.amount),
            commission=row.money(row.commission),
        )
