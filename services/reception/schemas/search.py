"""Search hits."""

from __future__ import annotations

from uuid import UUID

from pydantic import BaseModel

from services.reception.domain.orders import OrderState
from shared.contracts.values import Money


class Hit(BaseModel):
    """An order that was found."""

    order_id: UUID
    number: str
    customer_number: str | None
    names: list[str]
    state: OrderState
    branch_id: str
    balance: Money


class SearchOut(BaseModel):
    """At most twenty hits, newest first."""

    items: list[Hit]
