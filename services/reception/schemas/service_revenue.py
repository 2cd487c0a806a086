"""A month's extra services as shown."""

from __future__ import annotations

from pydantic import BaseModel, Field

from shared.contracts.values import Money


class ServiceLine(BaseModel):
    """One service of the price list: how often it was begun in the month, and for how much."""

    service_code: str
    service_name: str
    work_orders: int
    quantity: int
    amount: Money


class ServiceMonth(BaseModel):
    """The month's report on extra services of a branch (M-27)."""

    branch_id: str
    month: str
    services: list[ServiceLine]
    sold: Money
    by_method: dict[str, Money] = Field(description="of the month's receipts what paid for services, oldest sale first")
    taken: Money
    requested: int
    answered_in_time: int = Field(description="of the requests, those the customer heard about in time (M-22)")
    signed: int
    signed_on_site: int = Field(description="of the signed ones, face to face; the trade wants 5 % at least (M-28)")
    redone: int
