"""What customer service knows of orders, bookings and leave, and the delays it put on record."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Index, text
from sqlmodel import Field

from services.customer_service.domain.delays import OFFERS, Offer, OfferAction, OwnOffer
from services.customer_service.models.base import Base
from shared.contracts.reception import Category
from shared.contracts.scheduling import BookingKind
from shared.kit.tables import BranchRow, document, moment, words


class OrderCopy(Base, BranchRow, table=True):
    """An order as contacts, complaints and points need it."""

    __tablename__ = "order_copy"
    __table_args__ = (
        Index("order_copy_recommended", "referrer_person_id", postgresql_where=text("referrer_person_id IS NOT NULL")),
    )

    order_id: UUID = Field(primary_key=True)
    number: str | None = Field(default=None, max_length=40)
    owner_id: str | None = Field(default=None, max_length=40)
    category: Category | None = words(Category, default=None, nullable=True)
    person_ids: list[str] = document(default_factory=list)
    package_name: str | None = Field(default=None, max_length=200)
    designated: list[str] = document(default_factory=list)
    wedding_date: date | None = None
    wanted_date: date | None = None
    referrer_person_id: UUID | None = None
    amendment: int = 0
    booked: bool = False
    shot: bool = False
    cancelled: bool = False
    handed_over: bool = False
    complete: bool = False
    complete_since: datetime | None = moment(nullable=True)
    ready: int = 0
    balance: int = Field(default=0, sa_type=BigInteger)
    balance_version: int = 0
    currency: str = Field(default="CNY", max_length=3)


class BookingCopy(Base, BranchRow, table=True):
    """A booking and whether it stands; ``heard_at`` is when the newest fact about its time happened."""

    __tablename__ = "booking_copy"

    booking_id: UUID = Field(primary_key=True)
    order_id: UUID = Field(index=True)
    kind: BookingKind = words(BookingKind)
    starts_at: datetime | None = moment(nullable=True)
    staff_ids: list[str] = document(default_factory=list)
    live: bool = True
    heard_at: datetime | None = moment(nullable=True)


class LeaveCopy(Base, BranchRow, table=True):
    """Who is away, and who takes the tasks (GEN-03)."""

    __tablename__ = "leave_copy"

    leave_id: UUID = Field(primary_key=True)
    staff_id: str = Field(max_length=40, index=True)
    proxy_id: str = Field(max_length=40)
    first_day: date
    last_day: date


class DutyCopy(Base, BranchRow, table=True):
    """Who is on duty that day (REC-10)."""

    __tablename__ = "duty_copy"

    branch_id: str = Field(primary_key=True, max_length=12)
    day: date = Field(primary_key=True)
    clerk_id: str = Field(max_length=40)
    told_at: datetime = moment()


class Delay(Base, BranchRow, table=True):
    """A stage that will be late: cause, call to the customer, promise, compensation and who approved it (GEN-07)."""

    __tablename__ = "delay"
    __table_args__ = (
        Index("delay_of_branch", "branch_id", "recorded_at", "id"),
        Index("delay_asked", "branch_id", postgresql_where=text("offer = 'ASKED'")),
    )

    id: UUID = Field(primary_key=True)
    order_id: UUID = Field(index=True)
    stage: str = Field(max_length=40)
    cause: str = Field(max_length=2000)
    promise: str | None = Field(default=None, max_length=2000)
    compensation: int | None = Field(default=None, sa_type=BigInteger)
    currency: str = Field(default="CNY", max_length=3)
    responsible_id: str | None = Field(
        default=None, max_length=40, description="who answers for it, if anybody (MGT-07)"
    )
    offer: Offer | None = words(Offer, default=None, nullable=True)
    decided_by: str | None = Field(default=None, max_length=40)
    decided_at: datetime | None = moment(nullable=True)
    refusal: str | None = Field(default=None, max_length=2000)
    called_at: datetime | None = moment(nullable=True)
    call_result: str | None = Field(default=None, max_length=2000)
    contact_id: UUID | None = Field(default=None, description="the call to the customer that is still to be made")
    recorded_by: str = Field(max_length=40)
    recorded_at: datetime = moment()

    def decide(self, action: OfferAction, staff_id: str, now: datetime) -> None:
        """Somebody with more authority agrees to the compensation, or does not (PCK-03, M-34).

        Raises:
            OwnOffer: who asked cannot decide.
        """
        after = OFFERS.after(self.offer or Offer.AGREED, action)
        if staff_id == self.recorded_by:
            raise OwnOffer
        self.offer, self.decided_by, self.decided_at = after, staff_id, now


def empty_order(order_id: UUID, branch_id: str) -> OrderCopy:
    """A row for an order of which only the id is known yet."""
    values: dict[str, Any] = {"order_id": order_id, "branch_id": branch_id}
    return OrderCopy(**values)
