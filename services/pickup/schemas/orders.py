"""An order at the pickup desk, the board of all of them, and figures."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, Field

from services.pickup.domain import BookingState, Count, ReworkState
from services.pickup.models import Delay, PickupBooking, ReworkNote
from services.pickup.schemas.arrivals import PieceOut
from services.pickup.schemas.base import Body, Remark
from services.pickup.schemas.cards import CardOut, SuggestionOut
from services.pickup.schemas.handovers import HandoverNote
from shared.contracts.values import Money


class DelayIn(Body):
    """Why the date cannot be kept, and the new one (PCK-03)."""

    cause: Remark
    expected_on: date


class DelayOut(BaseModel):
    """A recorded delay."""

    id: UUID
    order_id: UUID
    booking_id: UUID | None
    cause: str
    expected_on: date
    recorded_at: datetime

    @classmethod
    def of(cls, delay: Delay) -> DelayOut:
        """The delay as answered."""
        return cls.model_validate(delay, from_attributes=True)


class ReworkOut(BaseModel):
    """A rework as the pickup book shows it."""

    id: UUID
    piece_id: UUID
    state: ReworkState
    reason: str
    back_to: str | None
    due_on: date | None

    @classmethod
    def of(cls, note: ReworkNote) -> ReworkOut:
        """The rework as answered."""
        return cls.model_validate(note, from_attributes=True)


class BookingOut(BaseModel):
    """An appointment to collect."""

    id: UUID
    state: BookingState
    starts_at: datetime | None
    ends_at: datetime | None
    arrival_at: datetime | None

    @classmethod
    def of(cls, booking: PickupBooking) -> BookingOut:
        """The appointment as answered."""
        return cls.model_validate(booking, from_attributes=True)


class CountOut(BaseModel):
    """Pieces that have not left the house."""

    expected: int
    checked: int
    missing: list[str]

    @classmethod
    def of(cls, count: Count) -> CountOut:
        """The count as answered."""
        return cls(expected=count.expected, checked=count.checked, missing=list(count.missing))


class BoardLine(BaseModel):
    """One appointment on the pickup board (取件本, PCK-11)."""

    order_id: UUID
    order_number: str | None
    owner_id: str | None
    person_ids: list[UUID] = Field(description="who collects; names are reception's")
    booking: BookingOut
    pieces: CountOut
    ready: bool
    shelves: list[str]
    arrears: bool = Field(description="shown in red (FIN-10)")
    arrears_amount: Money | None
    reworks: list[ReworkOut]


class PickupBoard(BaseModel):
    """The pickups of a day and the next two."""

    branch_id: str
    day: date
    items: list[BoardLine]


class BranchFigures(BaseModel):
    """A branch's finished goods, today on its calendar (GEN-14)."""

    branch_id: str
    day: date
    pieces: int = Field(description="that lie here, counted and passed, for their customers")
    uncollected: int = Field(description="of them, those that were to be collected before today")
    uncollected_orders: int


class PickupFigures(BaseModel):
    """Every branch the caller works in, by code."""

    branches: list[BranchFigures]


class OrderPickup(BaseModel):
    """Pickup's part of an order."""

    order_id: UUID
    branch_id: str
    order_number: str | None
    person_ids: list[UUID]
    wedding: bool = Field(description="a service card is issued for it (PCK-07)")
    wedding_date: date | None
    cancelled: bool
    ready: bool
    ready_at: datetime | None
    completed_at: datetime | None
    arrears: bool
    arrears_amount: Money | None
    count: CountOut
    pieces: list[PieceOut]
    bookings: list[BookingOut]
    reworks: list[ReworkOut]
    delays: list[DelayOut]
    handovers: list[HandoverNote]
    service_card: CardOut | None
    suggestions: list[SuggestionOut]
