"""How every branch's orders and complaints stand, side by side (GEN-14)."""

from __future__ import annotations

from pydantic import BaseModel, Field


class BranchFigures(BaseModel):
    """A branch's orders on their way and its open complaints, now."""

    branch_id: str
    orders: int = Field(description="on their way: neither closed nor cancelled")
    late: int = Field(description="orders whose next step is overdue (GEN-09)")
    complaints: int = Field(description="received whenever and not closed yet")
    complaints_late: int = Field(description="of them, not answered in time (M-14)")


class CustomerServiceFigures(BaseModel):
    """Every branch the caller works in, by code."""

    branches: list[BranchFigures]
