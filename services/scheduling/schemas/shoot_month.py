"""A month of shoots: photographed, in part, not yet (part 5)."""

from __future__ import annotations

from pydantic import BaseModel, Field


class ShootMonth(BaseModel):
    """拍摄状态 of a branch's month: the shoots booked for its days that were not given up."""

    branch_id: str
    month: str
    booked: int
    done: int
    unfinished: int = Field(description="photographed in part, another day is needed (SCH-10)")
    missed: int = Field(description="their day is over and nobody came")
    ahead: int = Field(description="still to come, or under way")
    reshoots: int = Field(description="of those booked, second days after an unfinished shoot")
    reshoot_rate: float = Field(description="unfinished of those photographed, 0 … 1")
    unfinished_reasons: dict[str, int]
    confirmed: int = Field(description="customers had said when they come, and the time booked is here or over")
    arrived: int = Field(description="of them, checked in for it, which is done on its day only")
    arrival_rate: float = Field(description="of those who had confirmed, 0 … 1")
