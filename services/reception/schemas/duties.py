"""The duty rota as asked and answered."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, Field

from services.reception.schemas import Body
from shared.contracts.values import StaffId


class DutyIn(Body):
    """Who is on duty that day."""

    clerk_id: StaffId


class DutyOut(BaseModel):
    """A day of the rota."""

    branch_id: str
    day: date
    open: bool = Field(description="whether the branch works that day")
    clerk_id: str | None = Field(description="nobody yet: the turns are not settled so far ahead")
    proxy_id: str | None = Field(description="who does it because the clerk is on leave (GEN-03)")
    chosen_by: str | None = Field(description="nobody: it was the clerk's turn")
    version: int = Field(description="0 while nobody is on duty")


class DutyPlan(BaseModel):
    """Two weeks of the rota, day by day."""

    branch_id: str
    today: date
    days: list[DutyOut]
