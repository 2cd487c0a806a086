"""What every branch photographs today, side by side (GEN-14)."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, Field


class BranchFigures(BaseModel):
    """A branch's shoots and teams, today on its calendar."""

    branch_id: str
    day: date
    shoots: int = Field(description="first shoots and re-shoots of today that stand")
    teams: int = Field(description="that can photograph today: neither away nor without a photographer")
    teams_free: int = Field(description="of them, without any shoot today")


class SchedulingFigures(BaseModel):
    """Every branch the caller works in, by code."""

    branches: list[BranchFigures]
