"""What is laid ready for tomorrow's selections."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, Field

from services.post_production.domain.preparation import Point, Tick
from services.post_production.schemas.base import Body


class TickIn(Body):
    """Done, or taken back."""

    point: Tick
    done: bool = True


class TickOut(BaseModel):
    """Who did it, and when."""

    by: str
    at: datetime


class PreparationOut(BaseModel):
    """A selection appointment and what is laid ready for it (REC-12)."""

    booking_id: UUID
    branch_id: str
    order_id: UUID
    order_number: str | None
    owner_id: str | None
    starts_at: datetime
    due_on: date = Field(description="the last working day before it")
    photos: int = Field(description="proofs that can be shown")
    missing: list[str] = Field(description="what the photos still lack (PST-05)")
    disc_burnt: TickOut | None
    disc_photos: int | None = Field(description="as many photos were here when the disc was burnt")
    order_pulled: TickOut | None
    open: list[Point]
    late: bool = Field(description="something is open and the day of the selection has begun")
