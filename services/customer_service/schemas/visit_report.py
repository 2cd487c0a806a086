"""The summary of a month's return visits (回访总结报告)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field


class VisitCounts(BaseModel):
    """Return visits due in the month, and what came of them."""

    due: int
    done: int
    unreachable: int
    open: int
    overdue: int
    in_time: int = Field(description="of the done ones, those within their deadline (CS-07)")
    satisfied: int
    so_so: int
    dissatisfied: int


class KindCounts(VisitCounts):
    """The same, of one kind of visit."""

    rule: str


class Opinion(BaseModel):
    """What a customer said who was not satisfied; it went to the complaint register as feedback."""

    contact_id: UUID
    order_id: UUID | None
    rule: str
    answer: str
    note: str
    at: datetime


class VisitReport(BaseModel):
    """回访总结报告 of a branch and month (CS-09)."""

    branch_id: str
    month: str
    all: VisitCounts
    kinds: list[KindCounts]
    opinions: list[Opinion]
