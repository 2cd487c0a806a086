"""Tables of scheduling."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, column, literal_column, text
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field

from services.scheduling.domain.booking import BookingState, Location, ResourceKind
from services.scheduling.domain.capacity import Limit, LimitScope
from services.scheduling.domain.leave import LeaveState
from services.scheduling.domain.shoot import UnfinishedReason
from shared.contracts.reception import Category
from shared.contracts.scheduling import (
    BookedResource,
    BookingCancelled,
    BookingConfirmed,
    BookingKind,
    BookingMade,
    BookingMoved,
    ShootStage,
    ShootStageChanged,
)
from shared.kit.tables import BranchRow, Row, document, moment, words


class Base(Row, registry=registry()):
    """Tables of this service."""


class Resource(Base, BranchRow, table=True):
    """Somebody or something that can be occupied; people may belong to a team."""

    __tablename__ = "resource"

    id: UUID = Field(primary_key=True)
    kind: ResourceKind = words(ResourceKind)
    name: str = Field(max_length=200)
    staff_id: str | None = Field(default=None, max_length=40, index=True)
    team_id: UUID | None = Field(default=None, foreign_key="resource.id", index=True)
    turnaround_minutes: int = 0
    categories: list[str] = document(default_factory=list)
    active: bool = True
    version: int = 1

    def takes(self, category: Category | None) -> bool:
        """Whether it is meant for that category; no list means for all."""
        return not self.categories or category is None or category.value in self.categories

    def as_booked(self) -> BookedResource:
        """How facts name it."""
        return BookedResource(resource_id=self.id, kind=self.kind.value, name=self.name, staff_id=self.staff_id)


class OrderCopy(Base, BranchRow, table=True):
    """What scheduling knows of an order; without a category it has only been mentioned."""

    __tablename__ = "order_copy"
    __table_args__ = (
        Index(
            "order_without_shoot",
            "branch_id",
            "wanted_date",
            "booked_at",
            postgresql_where=text("NOT shoot_booked AND shot_on IS NULL AND cancelled_at IS NULL"),
        ),
    )

    order_id: UUID = Field(primary_key=True)
    category: Category | None = words(Category, default=None, nullable=True)
    number: str = Field(default="", max_length=40)
    owner_id: str | None = Field(default=None, max_length=40)
    wanted_date: date | None = Field(default=None, index=True)
    wedding_date: date | None = None
    designated_photographer_id: str | None = Field(default=None, max_length=40)
    designated_makeup_artist_id: str | None = Field(default=None, max_length=40)
    package_name: str = ""
    clothes_sets: int = 0
    amendment: int = -1
    booked_at: datetime | None = moment(nullable=True)
    cancelled_at: datetime | None = moment(nullable=True)
    checked_in_at: datetime | None = moment(nullable=True)
    customer_number: str | None = Field(default=None, max_length=40)
    shoot_booked: bool = Field(default=False, description="a shoot stands; noted with its booking and its end")
    shot_on: date | None = None
    selection_ready_at: datetime | None = moment(nullable=True)
    layout_ready_at: datetime | None = moment(nullable=True)
    pickup_ready_at: datetime | None = moment(nullable=True)


class Booking(Base, BranchRow, table=True):
    """A time with everything that is held for it."""

    __tablename__ = "booking"
    __table_args__ = (
        Index(
            "one_shoot_per_order",
            "order_id",
            unique=True,
            postgresql_where=text("kind = 'SHOOT' AND state <> 'CANCELLED'"),
        ),
        Index("booking_of_day", "branch_id", "day"),
        Index("booking_starts", "branch_id", "starts_at"),
        CheckConstraint("ends_at > starts_at", name="booking_has_length"),
    )

    id: UUID = Field(primary_key=True)
    order_id: UUID = Field(index=True, foreign_key="order_copy.order_id")
    kind: BookingKind = words(BookingKind)
    state: BookingState = words(BookingState, default=BookingState.BOOKED)
    category: Category = words(Category)
    location: Location = words(Location, default=Location.STUDIO)
    day: date
    starts_at: datetime = moment()
    ends_at: datetime = moment()
    team_id: UUID | None = None
    resources: list[dict[str, Any]] = document(default_factory=list)
    arrival_at: datetime | None = moment(nullable=True)
    reason: str | None = None
    made_by: str = Field(max_length=40)
    made_at: datetime = moment()
    version: int = 1

    def booked(self) -> list[BookedResource]:
        """Who and what is held."""
        return [BookedResource.model_validate(resource) for resource in self.resources]

    def hold(self, resources: list[Resource], team_id: UUID | None) -> None:
        """Note who and what is held."""
        held = sorted(resources, key=lambda resource: (resource.kind, resource.name))
        self.resources = [resource.as_booked().model_dump(mode="json") for resource in held]
        self.team_id = team_id

    def staff(self, kind: ResourceKind) -> str | None:
        """The booked person of that kind."""
        return next((r.staff_id for r in self.booked() if r.kind == kind and r.staff_id), None)

    def made(self) -> BookingMade:
        """The fact that it was booked."""
        return BookingMade(
            branch_id=self.branch_id,
            order_id=self.order_id,
            booking_id=self.id,
            kind=self.kind,
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            location=self.location.value,
            resources=self.booked(),
        )

    def moved(self, *, previous: datetime, reason: str) -> BookingMoved:
        """The fact that it has another time or other resources."""
        return BookingMoved(**self.made().model_dump(), reason=reason, previous_starts_at=previous)

    def cancelled(self, reason: str) -> BookingCancelled:
        """The fact that it was given up."""
        return BookingCancelled(
            branch_id=self.branch_id, order_id=self.order_id, booking_id=self.id, kind=self.kind, reason=reason
        )

    def confirmed(self, arrival_at: datetime) -> BookingConfirmed:
        """The fact that the customer confirmed (SCH-01)."""
        return BookingConfirmed(
            branch_id=self.branch_id, order_id=self.order_id, booking_id=self.id, kind=self.kind, arrival_at=arrival_at
        )


class Absence(Base, BranchRow, table=True):
    """A resource is away, in repair or on leave."""

    __tablename__ = "absence"

    id: UUID = Field(primary_key=True)
    resource_id: UUID = Field(foreign_key="resource.id", index=True)
    starts_at: datetime = moment()
    ends_at: datetime = moment()
    reason: str
    leave_id: UUID | None = None


class Occupation(Base, BranchRow, table=True):
    """A resource is held from … to …, turnaround included; the database refuses overlaps."""

    __tablename__ = "occupation"
    __table_args__ = (
        ExcludeConstraint(
            (column("resource_id"), "="),
            (literal_column("tstzrange(starts_at, ends_at)"), "&&"),
            where=text("active"),
            using="gist",
            name="one_at_a_time",
        ),
        CheckConstraint("ends_at > starts_at", name="occupation_has_length"),
        CheckConstraint("num_nonnulls(booking_id, absence_id) = 1", name="occupation_has_one_cause"),
        Index("occupation_of_branch", "branch_id", "ends_at", postgresql_where=text("active")),
        Index("occupation_of_resource", "resource_id", "starts_at", postgresql_where=text("active")),
    )

    id: UUID = Field(primary_key=True)
    resource_id: UUID = Field(foreign_key="resource.id")
    booking_id: UUID | None = Field(default=None, foreign_key="booking.id", index=True)
    absence_id: UUID | None = Field(default=None, foreign_key="absence.id")
    starts_at: datetime = moment()
    ends_at: datetime = moment()
    active: bool = True


class CapacitySheet(Base, BranchRow, table=True):
    """The version of a branch's own capacity rules."""

    __tablename__ = "capacity_sheet"
    __table_args__ = (UniqueConstraint("branch_id", name="one_capacity_sheet_per_branch"),)

    id: UUID = Field(primary_key=True)
    version: int = 1


class CapacityRule(Base, BranchRow, table=True):
    """A limit of a branch (1.2.2)."""

    __tablename__ = "capacity_rule"
    __table_args__ = (UniqueConstraint("branch_id", "code", name="one_rule_per_code"),)

    id: UUID = Field(primary_key=True)
    code: str = Field(max_length=40)
    scope: LimitScope = words(LimitScope)
    categories: list[str] = document(default_factory=list)
    weekdays: list[int] = document(default_factory=list)
    soft: int | None = None
    hard: int
    priority: int = 100

    def limit(self) -> Limit:
        """The rule as the domain reads it."""
        return Limit(
            self.code,
            self.scope,
            frozenset(Category(word) for word in self.categories),
            frozenset(self.weekdays),
            self.soft,
            self.hard,
            self.priority,
        )


class CapacityGate(Base, BranchRow, table=True):
    """The row that is locked while one rule, day and team is counted; two counts never run side by side."""

    __tablename__ = "capacity_gate"
    __table_args__ = (UniqueConstraint("branch_id", "day", "team_key", "code", name="one_gate_per_count"),)

    id: UUID = Field(primary_key=True)
    day: date
    team_key: str = Field(default="", max_length=40)
    code: str = Field(max_length=40)


class ShootDay(Base, BranchRow, table=True):
    """Where a customer is after check-in."""

    __tablename__ = "shoot_day"
    __table_args__ = (Index("shoot_day_of_branch", "branch_id", "day"),)

    booking_id: UUID = Field(primary_key=True, foreign_key="booking.id")
    order_id: UUID = Field(index=True)
    day: date
    stage: ShootStage = words(ShootStage, default=ShootStage.HANDED_OVER)
    since: datetime = moment()
    staff_id: str | None = Field(default=None, max_length=40)
    handed_over_at: datetime = moment()
    preferences: str | None = None
    skin_notes: str | None = None
    sheet_by: str | None = Field(default=None, max_length=40)
    steps: list[dict[str, Any]] = document(default_factory=list)
    summary: str | None = None
    selection_hints: str | None = None
    sets: int | None = None
    missing_equipment: str | None = None

    def enter(self, stage: ShootStage, *, at: datetime, staff_id: str | None, note: str | None) -> ShootStageChanged:
        """Note the new stage and who has the customer now (GEN-05)."""
        self.stage, self.since, self.staff_id = stage, at, staff_id
        self.steps = [*self.steps, {"stage": stage.value, "at": at.isoformat(), "staff_id": staff_id, "note": note}]
        return ShootStageChanged(
            branch_id=self.branch_id,
            order_id=self.order_id,
            booking_id=self.booking_id,
            stage=stage,
            staff_id=staff_id,
        )


class Reshoot(Base, BranchRow, table=True):
    """What is still to be photographed, and by when a date is agreed (SCH-10)."""

    __tablename__ = "reshoot"

    id: UUID = Field(primary_key=True)
    order_id: UUID = Field(index=True)
    booking_id: UUID = Field(foreign_key="booking.id")
    reason: UnfinishedReason = words(UnfinishedReason)
    missing: str
    agree_by: date
    due_at: datetime = moment(index=True)
    next_booking_id: UUID | None = Field(default=None, foreign_key="booking.id")
    overdue_at: datetime | None = moment(nullable=True)


class Fitting(Base, BranchRow, table=True):
    """Which dresses were chosen, and how many beyond the package (SHO-14)."""

    __tablename__ = "fitting"

    booking_id: UUID = Field(primary_key=True, foreign_key="booking.id")
    order_id: UUID = Field(index=True)
    shoot_booking_id: UUID = Field(foreign_key="booking.id")
    dress_ids: list[str] = document(default_factory=list)
    extra_choices: int = 0
    recorded_by: str = Field(max_length=40)
    recorded_at: datetime = moment()


class Plan(Base, BranchRow, table=True):
    """The plan of a day stands from half past ten the day before (SCH-03)."""

    __tablename__ = "plan"
    __table_args__ = (UniqueConstraint("branch_id", "day", name="one_plan_per_day"),)

    id: UUID = Field(primary_key=True)
    day: date
    frozen_at: datetime = moment()
    booking_ids: list[str] = document(default_factory=list)


class PlanChange(Base, BranchRow, table=True):
    """What changed after the plan stood; read at twenty past nine (SCH-03)."""

    __tablename__ = "plan_change"
    __table_args__ = (Index("plan_change_of_day", "branch_id", "day"),)

    id: UUID = Field(primary_key=True)
    day: date
    booking_id: UUID = Field(foreign_key="booking.id")
    order_id: UUID
    kind: BookingKind = words(BookingKind)
    change: str = Field(max_length=20)
    starts_at: datetime = moment()
    previous_starts_at: datetime | None = moment(nullable=True)
    reason: str | None = None
    at: datetime = moment()
    by: str | None = Field(default=None, max_length=40)


class Leave(Base, BranchRow, table=True):
    """Days off with a proxy (GEN-03)."""

    __tablename__ = "leave"
    __table_args__ = (CheckConstraint("last_day >= first_day", name="leave_has_days"),)

    id: UUID = Field(primary_key=True)
    staff_id: str = Field(max_length=40, index=True)
    proxy_id: str = Field(max_length=40)
    first_day: date
    last_day: date
    reason: str
    state: LeaveState = words(LeaveState, default=LeaveState.REQUESTED)
    requested_by: str = Field(max_length=40)
    requested_at: datetime = moment()
    decided_by: str | None = Field(default=None, max_length=40)
    decided_at: datetime | None = moment(nullable=True)
    decision_note: str | None = None
    handover: str | None = None
    handed_over_at: datetime | None = moment(nullable=True)
