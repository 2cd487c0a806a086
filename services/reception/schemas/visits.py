"""Visits, rota, traffic."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from services.reception.domain.visits import Channel, HoldOutcome, LossReason, VisitState
from services.reception.models import Visit
from services.reception.schemas import Body, PersonName, PhoneText, ReferralText
from services.reception.schemas.phone_bookings import PhoneBookingIn, PhoneBookingOut
from shared.contracts.reception import Category
from shared.contracts.values import BranchId, StaffId
from shared.kit.privacy import PlainText, Words


class RotaIn(Body):
    """Who receives that day, in their order."""

    staff_ids: Annotated[list[StaffId], Field(max_length=100)]


class RotaOut(BaseModel):
    """The rota, whose turn it is, and who is on leave."""

    branch_id: str
    day: date
    staff_ids: list[str]
    turns: list[str]
    away: dict[str, str]
    next_receiver_id: str | None


class VisitIn(Body):
    """A customer walked in or telephoned (REC-01)."""

    branch_id: BranchId
    channel: Channel
    person_id: UUID | None = None
    name: PersonName | None = None
    phone: PhoneText | None = None
    phone_refused_reason: Words | None = None
    wanted_category: Category | None = None
    source: Words | None = None
    wedding_date: date | None = None
    referrer_person_id: UUID | None = None
    referral_code: ReferralText | None = None
    lead_id: UUID | None = None
    previous_visit_id: UUID | None = None
    receiver_id: StaffId | None = None
    skip_reason: Words | None = None
    phone_booking: PhoneBookingIn | None = Field(default=None, description="a day was agreed on the telephone (M-47)")


class VisitOut(BaseModel):
    """A line of the traffic register."""

    id: UUID
    number: str
    branch_id: str
    day: date
    came_at: datetime
    channel: Channel
    state: VisitState
    receiver_id: str
    proxy_for: str | None
    skipped_id: str | None
    skip_reason: str | None
    person_id: UUID | None
    returning: bool
    wanted_category: Category | None
    wedding_date: date | None
    referrer_person_id: UUID | None
    previous_visit_id: UUID | None
    held_by: str | None
    held_at: datetime | None
    hold_outcome: HoldOutcome | None
    hold_note: str = Field(description="what the manager offered or agreed; whoever calls reads it (REC-05)")
    loss_reason: LossReason | None
    last_contact_at: datetime | None
    order_id: UUID | None
    phone_booking: PhoneBookingOut | None

    @classmethod
    def of(cls, visit: Visit) -> VisitOut:
        """The visit as answered."""
        return cls.model_validate(visit, from_attributes=True)


class HoldIn(Body):
    """The manager's part in the talk (REC-05)."""

    outcome: HoldOutcome
    note: PlainText


class LossIn(Body):
    """Why the customer was lost (REC-23)."""

    reason: LossReason


class TrafficOut(BaseModel):
    """The day's traffic (REC-23)."""

    branch_id: str
    day: date
    visits: int
    walk_ins: int
    calls: int
    returning: int
    ordered: int
    lost: int
    open: int
    conversion: float
    loss_reasons: dict[str, int]
    not_explained: list[str]
