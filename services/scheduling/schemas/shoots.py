"""The shoot day, fittings and leave."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, Field, model_validator

from services.scheduling.domain.leave import LeaveState, phase
from services.scheduling.domain.preparation import Check, checks_of, is_prepared
from services.scheduling.domain.shoot import NextStage, UnfinishedReason
from services.scheduling.models import Booking, Leave, Preparation
from services.scheduling.schemas.bookings import BookingOut
from services.scheduling.schemas.values import Body, Day, Moment, NoticeOut, Reason
from shared.contracts.values import StaffId
from shared.kit.privacy import PlainText


class SheetIn(Body):
    """The communication sheet, filled in before make-up (SHO-09)."""

    preferences: Reason
    skin_notes: PlainText = ""


class PreparationIn(Body):
    """What is laid out and looked to; all of it every time (SCH-15)."""

    checks: list[Check] = Field(max_length=len(Check))
    note: PlainText = ""


class PreparationOut(BaseModel):
    """What a shoot needs, and what of it is done."""

    booking_id: UUID
    order_id: UUID
    needed: list[Check]
    checks: list[Check]
    prepared: bool
    note: str
    prepared_by: str | None
    prepared_at: datetime | None
    version: int = Field(description="0 while nobody began")

    @classmethod
    def of(cls, booking: Booking, row: Preparation | None) -> PreparationOut:
        """The list as answered."""
        done = row.done() if row else []
        return cls(
            booking_id=booking.id,
            order_id=booking.order_id,
            needed=list(checks_of(booking.location)),
            checks=done,
            prepared=is_prepared(booking.location, done),
            note=row.note if row else "",
            prepared_by=row.prepared_by if row else None,
            prepared_at=row.prepared_at if row else None,
            version=row.version if row else 0,
        )


class ArtistIn(Body):
    """The make-up artist is here (SCH-14)."""

    staff_id: StaffId | None = Field(default=None, description="the booked one when left out")


class StageIn(Body):
    """Where the customer goes next, and who has them."""

    stage: NextStage
    talk_minutes: int | None = Field(default=None, ge=0, le=600)
    staff_id: StaffId | None = None
    reason: PlainText | None = None


class IntroductionIn(Body):
    """The customer was led in and knows the photographer (SHO-10)."""

    makeup_artist_id: StaffId | None = Field(default=None, description="who is here for it when left out")
    photographer_id: StaffId | None = Field(default=None, description="the booked one when left out")


class EscortIn(Body):
    """The customer was seen to the door (SHO-10)."""

    staff_id: StaffId | None = Field(default=None, description="the make-up artist when left out")


class CompletionIn(Body):
    """All sets are photographed."""

    sets: int = Field(ge=1, le=100)
    summary: PlainText = ""
    selection_hints: PlainText = Field(default="", description="for the selection clerk (SHO-06)")
    equipment_returned: bool
    missing_equipment: PlainText | None = None


class UnfinishedIn(Body):
    """What could not be photographed, and the next date if agreed on the spot (SCH-10)."""

    reason: UnfinishedReason
    missing: Reason
    next_starts_at: Moment | None = None
    equipment_returned: bool = True
    missing_equipment: PlainText | None = None


class UnfinishedOut(BaseModel):
    """The unfinished shoot and how it goes on."""

    booking: BookingOut
    agree_by: date
    next_booking: BookingOut | None


class FittingIn(Body):
    """Which dresses were chosen."""

    dress_ids: list[UUID] = Field(min_length=1, max_length=30)
    extra_choices: int = Field(default=0, ge=0, le=100)

    @model_validator(mode="after")
    def _each_once(self) -> FittingIn:
        if len(set(self.dress_ids)) != len(self.dress_ids):
            raise ValueError("a dress is named twice")
        return self


class FittingOut(BaseModel):
    """The fitting and the shoot the dresses are held for."""

    fitting: BookingOut
    shoot: BookingOut
    extra_choices: int
    warnings: list[NoticeOut] = Field(default=[], description="dresses that may not be back in time (SHO-12)")


class LeaveIn(Body):
    """A wish for days off."""

    staff_id: StaffId | None = Field(default=None, description="yourself when left out")
    first_day: Day
    last_day: Day
    proxy_id: StaffId
    reason: Reason

    @model_validator(mode="after")
    def _in_order(self) -> LeaveIn:
        if not 0 <= (self.last_day - self.first_day).days < 366:
            raise ValueError("a leave has its last day after the first, within a year")
        return self


class DecisionIn(Body):
    """A word with the decision."""

    note: PlainText = ""


class HandoverIn(Body):
    """What the proxy has to know."""

    notes: Reason


class LeaveOut(BaseModel):
    """A leave."""

    id: UUID
    branch_id: str
    staff_id: str
    proxy_id: str
    first_day: date
    last_day: date
    reason: str
    state: LeaveState
    requested_by: str
    decided_by: str | None
    decision_note: str | None
    handover: str | None
    handed_over_at: datetime | None

    @classmethod
    def of(cls, row: Leave, today: date) -> LeaveOut:
        """The leave as people see it today."""
        out = cls.model_validate(row, from_attributes=True)
        return out.model_copy(update={"state": phase(row.state, row.first_day, row.last_day, today)})
