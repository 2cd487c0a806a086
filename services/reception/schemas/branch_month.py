"""A month of a branch: who came and stayed away, what was called off, and whether cash and papers are right."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import BaseModel, Field

from shared.contracts.values import Money


class SourceCount(BaseModel):
    """Where customers heard of us, in the words of the register."""

    source: str = Field(description="empty where nothing was noted")
    visits: int
    ordered: int


class MonthTraffic(BaseModel):
    """Customers of the month, why those who left did, and what a second visit is good for (REC-01, REC-23)."""

    visits: int
    walk_ins: int
    calls: int
    ordered: int
    lost: int
    open: int = Field(description="neither ordered nor lost, nor come again since")
    conversion: float
    again: int = Field(description="of the visits, those of customers who had been here without ordering (REC-05)")
    again_ordered: int
    again_conversion: float
    loss_reasons: dict[str, int]
    sources: list[SourceCount] = Field(description="the most frequent first")


class OrderLost(BaseModel):
    """An order that was called off, with the reason (MGT-04)."""

    order_id: UUID
    order_number: str
    day: date
    amount: Money = Field(description="what the package had come to")
    reason: str


class CashDay(BaseModel):
    """A line of the month's cash journal (M-73, FIN-13); amounts are none until the day is counted."""

    day: date
    signed: bool
    computed: Money | None
    counted: Money | None
    difference: Money | None = Field(description="counted less computed")
    float_left: Money | None
    to_finance: Money | None = Field(description="counted less what stays as change: handed to finance that evening")
    float_difference: Money | None = Field(description="the change at opening less what the close before had left")


class BranchMonth(BaseModel):
    """The monthly report of a branch (MGT-08, part 5)."""

    branch_id: str
    month: str
    traffic: MonthTraffic
    placed: int = Field(description="orders placed in the month, those called off since included")
    cancelled: int = Field(description="orders called off in the month, whenever they were placed (MGT-04)")
    cancelled_amount: Money
    cancellations: list[OrderLost] = Field(description="the latest first, at most a hundred")
    referred: int = Field(description="of the orders placed, those somebody had recommended (REC-09)")
    cash_backs: int = Field(description="paid to referrers in the month (A-26)")
    cash_back: Money
    shoots: int = Field(description="completed in the month")
    shoots_visited: int = Field(description="of them, those where somebody asked how it goes (REC-19)")
    cash: list[CashDay]
    to_finance: Money
    receipts: int = Field(description="numbers given out in the month, void ones included (FIN-02)")
    voids: dict[str, int] = Field(description="void receipts by the cashier who had written them")
    missing_numbers: list[str] = Field(description="of the year; always none (FIN-02)")
