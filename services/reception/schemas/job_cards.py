"""The day's job cards as asked and answered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from services.reception.domain.job_cards import CardState, CrewRole
from services.reception.models import CardHandOver
from services.reception.schemas import Body
from shared.contracts.values import StaffId
from shared.kit.privacy import PlainText


class HandOverIn(Body):
    """The cards that are given to the cashier; where those are that are missing."""

    order_ids: Annotated[list[UUID], Field(min_length=1, max_length=300)]
    missing_note: PlainText = ""


class Correction(Body):
    """What a card says otherwise than the shoot told."""

    order_id: UUID
    role: CrewRole
    staff_id: StaffId


class TakeIn(Body):
    """The cashier takes the cards and books what is on them."""

    corrections: Annotated[list[Correction], Field(default_factory=list, max_length=300)]


class PerformanceEntry(BaseModel):
    """Who did what for an order that day, and whether the cashier has booked it."""

    role: CrewRole
    staff_id: str
    sets: int
    booked_by: str | None
    booked_at: datetime | None


class CardOut(BaseModel):
    """The card of an order that is shot that day."""

    order_id: UUID
    number: str
    customer_number: str | None
    state: CardState
    hand_over_id: UUID | None
    performance: list[PerformanceEntry]


class HandOverOut(BaseModel):
    """A hand-over of cards."""

    id: UUID
    branch_id: str
    day: date
    cards: int
    missing: list[UUID]
    missing_note: str
    handed_by: str
    handed_at: datetime
    taken_by: str | None
    taken_at: datetime | None

    @classmethod
    def of(cls, row: CardHandOver) -> HandOverOut:
        """The hand-over as answered."""
        return cls.model_validate(row, from_attributes=True)


class CardsOfDay(BaseModel):
    """A day's cards and how they came to the cashier."""

    branch_id: str
    day: date
    cards: list[CardOut]
    hand_overs: list[HandOverOut]
    missing: int = Field(description="of shoots that are over and nobody has handed over")
