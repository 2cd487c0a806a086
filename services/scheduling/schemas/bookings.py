"""Bookings, free times, boards and the order page."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, Field

from services.scheduling.domain.booking import BookingState, Location, Notice, ResourceKind
from services.scheduling.models import Booking, OrderCopy
from services.scheduling.schemas.values import Body, Minutes, Moment, NoticeOut, Reason
from shared.contracts.reception import Category
from shared.contracts.scheduling import BookedResource, BookingKind, ShootStage


class BookingIn(Body):
    """A wish for a time; what is not named is chosen."""

    order_id: UUID
    kind: BookingKind
    starts_at: Moment
    minutes: Minutes | None = Field(default=None, description="by kind and category when left out (SCH-05)")
    location: Location = Location.STUDIO
    resource_ids: list[UUID] = Field(default=[], max_length=30)
    team_id: UUID | None = Field(default=None, description="its people are added")
    dress_ids: list[UUID] = Field(default=[], max_length=30)
    clearance: str | None = Field(default=None, max_length=2000, description="for SELECTION, from reception (FIN-03)")
    manager_confirmation: bool = Field(default=False, description="personal before waiting weddings (SCH-07)")


class MoveIn(Body):
    """Another time, and other resources when named."""

    starts_at: Moment
    minutes: Minutes | None = None
    resource_ids: list[UUID] | None = Field(default=None, max_length=30)
    team_id: UUID | None = None
    reason: Reason
    manager_confirmation: bool = False


class CancellationIn(Body):
    """Why a booking is given up."""

    reason: Reason


class ConfirmationIn(Body):
    """When the customer will arrive (SCH-01)."""

    arrival_at: Moment


class BookingOut(BaseModel):
    """A booking with what is held for it."""

    id: UUID
    branch_id: str
    order_id: UUID
    kind: BookingKind
    state: BookingState
    category: Category
    location: Location
    day: date
    starts_at: datetime
    ends_at: datetime
    team_id: UUID | None
    resources: list[BookedResource]
    arrival_at: datetime | None
    reason: str | None
    made_by: str
    artist_due_at: datetime | None = Field(description="when the make-up artist has to be there (SCH-14)")
    artist_here_at: datetime | None
    version: int
    warnings: list[NoticeOut] = []

    @classmethod
    def of(cls, row: Booking, notices: list[Notice] | None = None) -> BookingOut:
        """The booking as answered."""
        out = cls.model_validate(row, from_attributes=True)
        return out.model_copy(update={"warnings": [NoticeOut.of(notice) for notice in notices or []]})


class FreeSlot(BaseModel):
    """A time at which everything needed is free."""

    starts_at: datetime
    ends_at: datetime


class FreeSlots(BaseModel):
    """Free times of a kind, earliest first."""

    branch_id: str
    kind: BookingKind
    minutes: int
    slots: list[FreeSlot]


class DayWithRoom(BaseModel):
    """A day that takes another shoot."""

    day: date
    first_start: datetime


class OtherBranch(BaseModel):
    """A branch that has time on the day asked for, and how to reach it."""

    branch_id: str
    name: str
    city: str
    phone: str
    first_start: datetime


class Openings(BaseModel):
    """What can be offered to somebody on the telephone (M-47)."""

    branch_id: str
    day: date
    starts: list[datetime] = Field(description="empty: the day is full, or the branch closed")
    other_days: list[DayWithRoom]
    other_branches: list[OtherBranch]


class BoardEntry(BaseModel):
    """What holds a resource for a while."""

    booking_id: UUID | None
    order_id: UUID | None
    kind: BookingKind | None
    state: BookingState | None
    starts_at: datetime
    ends_at: datetime
    note: str | None


class BoardLane(BaseModel):
    """A resource and its day."""

    resource_id: UUID
    kind: ResourceKind
    name: str
    staff_id: str | None
    team_id: UUID | None
    entries: list[BoardEntry]


class OrderOut(BaseModel):
    """What scheduling knows of an order."""

    order_id: UUID
    branch_id: str
    number: str
    customer_number: str | None
    category: Category | None
    owner_id: str | None
    wanted_date: date | None
    wedding_date: date | None
    designated_photographer_id: str | None
    designated_makeup_artist_id: str | None
    package_name: str
    clothes_sets: int

    @classmethod
    def of(cls, row: OrderCopy) -> OrderOut:
        """The order as answered."""
        return cls.model_validate(row, from_attributes=True)


class Board(BaseModel):
    """A branch's day."""

    branch_id: str
    day: date
    frozen_at: datetime | None
    lanes: list[BoardLane]
    bookings: list[BookingOut]
    orders: list[OrderOut]
    stages: dict[UUID, ShootStage] = Field(
        description="by booking, whose customer is here: it is neither moved nor given up any more"
    )


class UnscheduledOrder(BaseModel):
    """An order that waits for a time."""

    order: OrderOut
    waits_for: BookingKind
    agree_by: date | None = None
    overdue: bool = False


class UnscheduledOrders(BaseModel):
    """Who waits for a time: weddings first (SCH-07)."""

    branch_id: str
    orders: list[UnscheduledOrder]


class ReshootOut(BaseModel):
    """What is still to be photographed."""

    id: UUID
    booking_id: UUID
    reason: str
    missing: str
    agree_by: date
    next_booking_id: UUID | None
    overdue: bool


class TalkOut(BaseModel):
    """The talk before make-up or the shoot (SHO-05, SHO-08)."""

    stage: ShootStage
    talk_minutes: int
    staff_id: str | None
    at: datetime


class ShootDayOut(BaseModel):
    """Where the customer is."""

    booking_id: UUID
    order_id: UUID
    branch_id: str
    stage: ShootStage | None
    since: datetime | None
    waiting_minutes: int
    staff_id: str | None
    order_number: str
    customer_number: str | None
    starts_at: datetime
    resources: list[BookedResource]
    artist_due_at: datetime | None = Field(description="when the make-up artist has to be there (SCH-14)")
    artist_here_at: datetime | None
    artist_id: str | None
    artist_late: bool = Field(description="due and not here")
    introduced_at: datetime | None = Field(
        description="when the artist led in and introduced the photographer (SHO-10)"
    )
    introduced_by: str | None
    introduced_to: str | None
    escorted_at: datetime | None = Field(description="when the artist saw the customer to the door (SHO-10)")
    escorted_by: str | None
    preferences: str | None = None
    skin_notes: str | None = None
    sent_back: str | None = Field(default=None, description="what the make-up artist has to put right (SHO-04)")
    talks: list[TalkOut] = []
    sets: int | None = None
    summary: str | None = Field(default=None, description="how the shoot went and what to do otherwise (SHO-07)")
    missing_equipment: str | None = Field(default=None, description="not counted back (SHO-01)")
    warnings: list[NoticeOut] = []


class FittedOut(BaseModel):
    """What was chosen at a fitting; what goes beyond the package is paid for (SHO-14)."""

    booking_id: UUID
    dress_ids: list[UUID]
    extra_choices: int
    recorded_by: str
    recorded_at: datetime


class OrderScheduling(BaseModel):
    """Scheduling's part of the order page."""

    order: OrderOut
    bookings: list[BookingOut]
    shoot_days: list[ShootDayOut]
    reshoots: list[ReshootOut]
    fittings: list[FittedOut] = []


class PlanLine(BaseModel):
    """A line of a day's plan."""

    booking: BookingOut
    order: OrderOut
    confirmed: bool
    designated_honoured: bool
    after_freeze: bool
    prepared: bool | None = Field(default=None, description="a shoot: whether everything is laid out (SCH-15)")


class PlanOut(BaseModel):
    """The plan of a day (SCH-03)."""

    branch_id: str
    day: date
    plan_id: UUID | None
    frozen_at: datetime | None
    lines: list[PlanLine]


class PlanChangeOut(BaseModel):
    """A change after the plan stood."""

    booking_id: UUID
    order_id: UUID
    kind: BookingKind
    change: str
    starts_at: datetime
    previous_starts_at: datetime | None
    reason: str | None
    at: datetime
    by: str | None


class PlanChanges(BaseModel):
    """The list for twenty past nine."""

    branch_id: str
    day: date
    changes: list[PlanChangeOut]


class ShootWall(BaseModel):
    """All customers of the day, live."""

    branch_id: str
    day: date
    customers: list[ShootDayOut]
