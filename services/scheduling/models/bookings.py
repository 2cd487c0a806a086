"""Orders as scheduling knows them, and their bookings."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from services.scheduling.domain.booking import BookingState, Location, ResourceKind
from services.scheduling.models.base import Base
from services.scheduling.models.resources import Resource
from shared.contracts.reception import Category
from shared.contracts.scheduling import (
    BookedResource,
    BookingCancelled,
    BookingConfirmed,
    BookingKind,
    BookingMade,
    BookingMoved,
    MakeupArtistArrived,
    MakeupArtistMissing,
    ShootNotReady,
    ShootReady,
)
from shared.kit.tables import BranchRow, document, moment, words


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
        Index(
            "artist_awaited",
            "artist_due_at",
            postgresql_where=text("artist_due_at IS NOT NULL AND artist_here_at IS NULL AND artist_missed_at IS NULL"),
        ),
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
    artist_due_at: datetime | None = moment(nullable=True)
    artist_here_at: datetime | None = moment(nullable=True)
    artist_id: str | None = Field(default=None, max_length=40, description="the make-up artist who is here")
    artist_missed_at: datetime | None = moment(nullable=True)
    unready_at: datetime | None = moment(nullable=True)
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

    def expect_artist(self, due_at: datetime | None) -> None:
        """When the make-up artist has to be there; asked anew when the booking has another time (SCH-14)."""
        self.artist_due_at = due_at if any(r.kind == ResourceKind.MAKEUP_ARTIST for r in self.booked()) else None
        self.artist_here_at = self.artist_id = self.artist_missed_at = None

    def artist_comes(self, staff_id: str, at: datetime) -> MakeupArtistArrived:
        """The artist is here, in time or not."""
        self.artist_here_at, self.artist_id = at, staff_id
        return MakeupArtistArrived(
            branch_id=self.branch_id,
            order_id=self.order_id,
            booking_id=self.id,
            staff_id=staff_id,
            late=self.artist_due_at is not None and at > self.artist_due_at,
        )

    def miss_artist(self, at: datetime) -> MakeupArtistMissing:
        """The artist should be here by now."""
        self.artist_missed_at = at
        return MakeupArtistMissing(
            branch_id=self.branch_id,
            order_id=self.order_id,
            booking_id=self.id,
            staff_id=self.staff(ResourceKind.MAKEUP_ARTIST),
            starts_at=self.starts_at,
        )

    def lacks(self, missing: list[str], at: datetime) -> ShootNotReady:
        """The owner hears before the customer comes in vain (GEN-06)."""
        self.unready_at = at
        return ShootNotReady(
            branch_id=self.branch_id,
            order_id=self.order_id,
            booking_id=self.id,
            starts_at=self.starts_at,
            missing=missing,
            responsible_id=self.staff(ResourceKind.PHOTOGRAPHER),
        )

    def complete(self) -> ShootReady:
        """What was missing is there."""
        self.unready_at = None
        return ShootReady(branch_id=self.branch_id, order_id=self.order_id, booking_id=self.id)

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

    def cancelled(self, reason: str, agree_by: date | None) -> BookingCancelled:
        """The fact that it was given up; of a re-shoot, by when another date is agreed (SCH-10)."""
        return BookingCancelled(
            branch_id=self.branch_id,
            order_id=self.order_id,
            booking_id=self.id,
            kind=self.kind,
            reason=reason,
            agree_by=agree_by,
        )

    def confirmed(self, arrival_at: datetime) -> BookingConfirmed:
        """The fact that the customer confirmed (SCH-01)."""
        return BookingConfirmed(
            branch_id=self.branch_id, order_id=self.order_id, booking_id=self.id, kind=self.kind, arrival_at=arrival_at
        )
