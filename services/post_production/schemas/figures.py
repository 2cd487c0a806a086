"""What waits in post-production, every branch side by side (GEN-14)."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, Field


class BranchFigures(BaseModel):
    """A branch's retouching, design and production, today on its calendar."""

    branch_id: str
    day: date
    work: int = Field(description="retouching and design that is not done")
    work_late: int = Field(description="of it, due before today")
    pieces: int = Field(description="in the making")
    pieces_late: int = Field(description="of them, due before today")


class PostProductionFigures(BaseModel):
    """Every branch the caller works in, by code."""

    branches: list[BranchFigures]
