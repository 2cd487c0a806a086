"""What every branch photographs today, and what it counted of its things, side by side (GEN-14, SHO-11)."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, Field


class StockFigures(BaseModel):
    """What the newest month with a closed sheet says (SHO-11)."""

    month: str
    registered: int
    counted: int = Field(description="seen in the house, and lent")
    lost: int


class BranchFigures(BaseModel):
    """A branch's shoots and teams, today on its calendar, and its things."""

    branch_id: str
    day: date
    shoots: int = Field(description="first shoots and re-shoots of today that stand")
    teams: int = Field(description="that can photograph today: neither away nor without a photographer")
    teams_free: int = Field(description="of them, without any shoot today")
    stock: StockFigures | None = Field(default=None, description="none while no sheet was ever closed")
    uncounted: int = Field(default=0, description="kinds that were not counted in the month before")
    overdue_loans: int = Field(default=0, description="lent things that should be back")


class SchedulingFigures(BaseModel):
    """Every branch the caller works in, by code."""

    branches: list[BranchFigures]
