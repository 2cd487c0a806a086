"""What a fact means for contacts: the order and its bookings as known, and moments on the branch's calendar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from services.customer_service.domain.policy import Policy
from shared.contracts.base import Event
from shared.contracts.reception import Category
from shared.contracts.scheduling import BookingKind
from shared.kit.reference import Branch


@dataclass(frozen=True, slots=True)
class BookingFacts:
    """What is known of a booking."""

    booking_id: UUID
    kind: BookingKind
    starts_at: datetime
    staff_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """What is known of an order."""

    order_id: UUID
    owner_id: str | None = None
    category: Category | None = None
    wedding_date: date | None = None
    wanted_date: date | None = None
    booked: bool = False
    over: bool = False
    shot: bool = False
    ready: int = 0
    complete: bool = False
    member: bool = False
    designated: tuple[str, ...] = ()
    bookings: tuple[BookingFacts, ...] = ()

    def booked_for(self, *kinds: BookingKind) -> BookingFacts | None:
        """The next live booking of these kinds."""
        return min((b for b in self.bookings if b.kind in kinds), key=lambda b: b.starts_at, default=None)

    @property
    def is_wedding(self) -> bool:
        """Whether wedding rules hold."""
        return self.category is not None and self.category.is_wedding


@dataclass(frozen=True, slots=True)
class Situation:
    """A fact together with what is known of its order and booking."""

    name: str
    at: datetime
    data: Mapping[str, Any]
    branch: Branch
    policy: Policy
    order: OrderFacts | None = None

    @classmethod
    def of(cls, event: Event, branch: Branch, policy: Policy, order: OrderFacts | None) -> Situation:
        """The situation after a delivered fact."""
        return cls(event.name, event.at, event.model_dump(), branch, policy, order)

    @property
    def booking(self) -> BookingFacts | None:
        """The booking the fact is about."""
        wanted = self.data.get("booking_id")
        return next((b for b in self.order.bookings if b.booking_id == wanted), None) if self.order else None


@dataclass(frozen=True, slots=True)
class Due:
    """How far from the anchor, on the branch's calendar, and at which hour of its clock."""

    days: int = 0
    working_days: int = 0
    minutes: int = 0
    hour: time | None = None
    disturbs: bool = True

    def moment(self, anchor: datetime, branch: Branch) -> datetime:
        """When it is due; never inside the quiet hours if it disturbs a customer (CS-07)."""
        due = anchor + timedelta(minutes=self.minutes)
        if self.days or self.working_days or self.hour is not None:
            here = branch.local(due)
            day = here.date() + timedelta(days=self.days)
            for _ in range(-self.working_days):
                day = branch.working_day_before(day)
            if self.working_days > 0:
                day = branch.working_days_after(day, self.working_days)
            due = branch.at(day, self.hour or here.time().replace(microsecond=0))
        return (branch.outside_quiet_hours(due) if self.disturbs else due).astimezone(UTC)
