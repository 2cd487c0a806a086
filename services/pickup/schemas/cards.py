"""Service cards and suggestion cards."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from services.pickup.domain import CardState
from services.pickup.models import ServiceCard, Suggestion
from services.pickup.schemas.base import Body, Remark


class CardIn(Body):
    """The wedding date, when the order does not have it or it changed."""

    wedding_date: date | None = None


class SuggestionIn(Body):
    """What the customer wrote on the suggestion card (PCK-08)."""

    text: Remark
    rating: Annotated[int, Field(ge=1, le=5)] | None = None
    would_recommend: bool | None = None


class CardOut(BaseModel):
    """A service card."""

    id: UUID
    branch_id: str
    order_id: UUID
    card_number: str
    state: CardState
    wedding_date: date
    book_by: date = Field(description="fifteen days before the wedding; later is not guaranteed (A-20)")
    issued_at: datetime
    lost_at: datetime | None

    @classmethod
    def of(cls, card: ServiceCard) -> CardOut:
        """The card as answered."""
        return cls.model_validate(card, from_attributes=True)


class SuggestionOut(BaseModel):
    """A suggestion card."""

    id: UUID
    order_id: UUID
    text: str
    rating: int | None
    would_recommend: bool | None
    given_at: datetime
    taken_by: str

    @classmethod
    def of(cls, suggestion: Suggestion) -> SuggestionOut:
        """The card as answered."""
        return cls.model_validate(suggestion, from_attributes=True)
