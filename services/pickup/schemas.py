"""Requests and answers of pickup."""

from __future__ import annotations

import base64
import binascii
from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

from services.pickup.domain import (
    SIGNATURE_BYTES,
    BookingState,
    CardState,
    Count,
    Identity,
    PieceState,
    ReworkState,
)
from services.pickup.models import (
    Delay,
    ExpectedPiece,
    Handover,
    PickupBooking,
    ReworkNote,
    ServiceCard,
    Suggestion,
)
from shared.contracts.values import BranchId, Money, StaffId
from shared.kit.privacy import PlainText, Words

Shelf = Annotated[Words, StringConstraints(max_length=40)]
Code = Annotated[Words, StringConstraints(max_length=80)]
Remark = Annotated[PlainText, StringConstraints(min_length=1)]
BASE64_LENGTH = (SIGNATURE_BYTES + 2) // 3 * 4


class Body(BaseModel):
    """What comes in; unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")


class ArrivalIn(Body):
    """A piece on the desk, counted by its code, with the result of the check (PCK-04)."""

    branch_id: BranchId
    code: Code
    passed: bool
    fault: Remark | None = None
    shelf: Shelf | None = None

    @model_validator(mode="after")
    def _fault_fits(self) -> Self:
        if self.passed == (self.fault is not None):
            raise ValueError("name the fault of a piece that did not pass, and of no other")
        return self


class ShelfIn(Body):
    """Where the piece lies."""

    shelf: Shelf


class InspectionIn(Body):
    """What the customer found when looking at a piece (PCK-06)."""

    piece_id: UUID
    ok: bool
    fault: Remark | None = None

    @model_validator(mode="after")
    def _fault_fits(self) -> Self:
        if self.ok and self.fault is not None:
            raise ValueError("a piece that is fine has no fault")
        return self


class SignatureIn(Body):
    """Either the picture from the signing pad or the scan of the signed sheet (A-29)."""

    image: Annotated[str, Field(max_length=BASE64_LENGTH, description="base64 of a PNG, JPEG or WebP")] | None = None
    paper_scan_id: Annotated[Words, StringConstraints(max_length=80)] | None = None

    @field_validator("image")
    @classmethod
    def _is_base64(cls, text: str | None) -> str | None:
        if text is not None:
            try:
                base64.b64decode(text, validate=True)
            except (binascii.Error, ValueError) as error:
                raise ValueError("not base64") from error
        return text

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.image is None) == (self.paper_scan_id is None):
            raise ValueError("send the picture of the signature or the id of the scanned paper")
        return self

    @property
    def picture(self) -> bytes | None:
        """The picture, decoded."""
        return None if self.image is None else base64.b64decode(self.image)


class CallIn(Body):
    """The desk's call to the owner before a proxy takes the goods (M-40)."""

    at: AwareDatetime
    by: StaffId
    reached: bool
    agreed: bool


class ProxyIn(Body):
    """Somebody else collects; the person is registered at reception (M-40)."""

    person_id: UUID
    identity: Identity = Field(description="which paper was seen")
    identity_checked: bool
    call: CallIn


class HandoverIn(Body):
    """Pieces to hand over now, each looked at by the customer, against a signature."""

    clearance: Annotated[str, StringConstraints(max_length=4000)] | None = Field(
        default=None, description="reception's word that nothing is owed; lives sixty seconds"
    )
    piece_ids: list[UUID] = Field(min_length=1, max_length=200)
    inspections: list[InspectionIn] = Field(min_length=1, max_length=200)
    signature: SignatureIn
    proxy: ProxyIn | None = None


class DelayIn(Body):
    """Why the date cannot be kept, and the new one (PCK-03)."""

    cause: Remark
    expected_on: date


class CardIn(Body):
    """The wedding date, when the order does not have it or it changed."""

    wedding_date: date | None = None


class SuggestionIn(Body):
    """What the customer wrote on the suggestion card (PCK-08)."""

    text: Remark
    rating: Annotated[int, Field(ge=1, le=5)] | None = None
    would_recommend: bool | None = None


class PieceOut(BaseModel):
    """A piece and where it is."""

    id: UUID
    branch_id: str
    order_id: UUID
    code: str
    product_code: str
    name: str
    state: PieceState
    due_on: date | None
    arrived_at: datetime | None
    fault: str | None
    shelf: str | None
    handover_id: UUID | None = Field(default=None, description="the hand-over it left with")
    version: int

    @classmethod
    def of(cls, piece: ExpectedPiece) -> PieceOut:
        """The piece as answered."""
        return cls.model_validate(piece, from_attributes=True)


class ArrivalOut(BaseModel):
    """What was recorded, and how far the order is."""

    arrival_id: UUID
    piece: PieceOut
    before_finishing: bool = Field(description="production had not told that it was finished")
    expected: int
    checked: int
    missing: list[str]
    order_ready: bool


class FaultyPiece(BaseModel):
    """A piece that stays in the house."""

    piece_id: UUID
    code: str
    fault: str
    advice: str = "REQUEST_REWORK"


class HandoverOut(BaseModel):
    """What left the house and what did not; no hand-over is recorded when nothing left."""

    handover_id: UUID | None
    handed_over: list[UUID]
    found_faulty: list[FaultyPiece]
    remaining: int
    completed: bool


class HandoverNote(BaseModel):
    """A hand-over in the order's part."""

    id: UUID
    done_at: datetime
    done_by: str
    pieces: int
    remaining: int
    proxy_person_id: UUID | None
    proxy_identity: Identity | None = Field(description="the paper the proxy showed (M-40)")
    owner_called_by: str | None = Field(description="who telephoned the owner, who agreed (M-40)")
    owner_called_at: datetime | None

    @classmethod
    def of(cls, handover: Handover) -> HandoverNote:
        """The hand-over as answered; the signature stays in the database."""
        call = handover.proxy_call or {}
        return cls(
            id=handover.id,
            done_at=handover.done_at,
            done_by=handover.done_by,
            pieces=len(handover.piece_ids),
            remaining=handover.remaining,
            proxy_person_id=handover.proxy_person_id,
            proxy_identity=handover.proxy_identity,
            owner_called_by=call.get("by"),
            owner_called_at=call.get("at"),
        )


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
