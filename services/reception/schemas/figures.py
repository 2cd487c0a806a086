"""What every branch took in, side by side (GEN-14)."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, Field

from shared.contracts.values import Money


class BranchFigures(BaseModel):
    """A branch's visits, orders and money, of today on its calendar and of the month up to today."""

    branch_id: str
    day: date
    visits: int
    orders: int = Field(description="taken today and not cancelled")
    ordered: Money = Field(description="what the packages of these orders come to")
    taken: Money = Field(description="by valid receipts of today")
    refunded: Money
    month_visits: int
    month_orders: int
    month_ordered: Money
    month_services: Money = Field(description="what the extra services begun in the month come to (M-27)")
    month_earned: Money = Field(description="valid receipts of the month less what was paid back: what targets count")
    target: Money | None = Field(description="of the month, all departments; none while none is set (MGT-01)")
    open_days: int = Field(description="days of the month on which the branch works")
    open_days_past: int = Field(description="of them, up to today and with today: what a target asks for by now")
    owing: int = Field(description="orders on which something is owed")
    owed: Money
    overdue: Money = Field(description="of the packages, still owed although the shoot is over (FIN-03)")


class ReceptionFigures(BaseModel):
    """Every branch the caller works in, by code."""

    branches: list[BranchFigures]
