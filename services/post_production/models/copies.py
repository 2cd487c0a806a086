"""What post-production knows of orders and bookings from their facts, and the deadlines it watches."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Index, text
from sqlmodel import Field

from services.post_production.domain.errors import OrderEnded
from services.post_production.domain.states import Alert
from services.post_production.models.base import Base
from shared.contracts.post_production import StepOverdue
from shared.contracts.reception import Category, OrderContent, ProductLine
from shared.contracts.scheduling import BookingKind
from shared.contracts.values import Money
from shared.kit.tables import BranchRow, Words, document, moment, words


class OrderCopy(Base, BranchRow, table=True):
    """An order as heard of; made by whichever fact comes first, so the content may still be missing."""

    __tablename__ = "order_copy"

    order_id: UUID = Field(primary_key=True)
    number: str | None = Field(default=None, max_length=60)
    owner_id: str | None = Field(default=None, max_length=40)
    category: Category | None = words(Category, default=None, nullable=True)
    clothes_sets: int = 0
    album_photos: int = 0
    products: list[dict[str, Any]] = document(default_factory=list)
    extra_photo_price: int = Field(default=0, sa_type=BigInteger)
    currency: str = Field(default="CNY", max_length=3)
    amendment: int = 0
    cancelled_at: datetime | None = moment(nullable=True)
    shot_at: datetime | None = moment(nullable=True)
    photographer_id: str | None = Field(default=None, max_length=40)
    selection_hints: str = ""
    urgent: bool = False
    handed_over_at: datetime | None = moment(nullable=True)

    @property
    def known(self) -> bool:
        """Whether its content has been heard of."""
        return self.number is not None

    @property
    def price_of_extra(self) -> Money:
        """What a photo beyond the package costs."""
        return Money(amount=self.extra_photo_price, currency=self.currency)

    @property
    def product_lines(self) -> list[ProductLine]:
        """The products of the package."""
        return [ProductLine.model_validate(line) for line in self.products]

    @property
    def made_of(self) -> tuple[Any, ...]:
        """What retouching and design work from."""
        return self.category, self.clothes_sets, self.album_photos, self.products

    def take_over(self, content: OrderContent) -> None:
        """Keep the content as it stands after a change."""
        self.number, self.owner_id, self.category = content.number, content.owner_id, content.category
        self.clothes_sets, self.album_photos = content.clothes_sets, content.album_photos
        self.products = [line.model_dump(mode="json") for line in content.products]
        self.extra_photo_price = content.extra_photo_price.amount
        self.currency = content.extra_photo_price.currency

    def require_alive(self) -> None:
        """Refuse work on an order that ended.

        Raises:
            OrderEnded: it was cancelled.
        """
        if self.cancelled_at is not None:
            raise OrderEnded(number=self.number)


class BookingCopy(Base, BranchRow, table=True):
    """A selection, layout review or pickup appointment as heard of.

    Attributes:
        look_at: since when a selection's new time waits to be looked at; the day's check may be over (PST-05).
    """

    __tablename__ = "booking_copy"
    __table_args__ = (Index("booking_copy_new", "look_at", postgresql_where=text("look_at IS NOT NULL")),)

    booking_id: UUID = Field(primary_key=True)
    order_id: UUID = Field(index=True)
    kind: BookingKind = words(BookingKind)
    starts_at: datetime | None = moment(nullable=True, index=True)
    ends_at: datetime | None = moment(nullable=True)
    cancelled_at: datetime | None = moment(nullable=True)
    heard_at: datetime = moment()
    look_at: datetime | None = moment(nullable=True)


class Deadline(Base, BranchRow, table=True):
    """Something that waits for the next department; raised as an alert when it waits too long (GEN-10, PST-20)."""

    __tablename__ = "deadline"
    __table_args__ = (Index("deadline_open", "due_at", postgresql_where=text("raised_at IS NULL")),)

    alert: Alert = Field(sa_type=Words(Alert), primary_key=True)
    item_id: UUID = Field(primary_key=True)
    order_id: UUID = Field(index=True)
    step: str = Field(max_length=40)
    responsible_id: str | None = Field(default=None, max_length=40)
    due_at: datetime = moment()
    raised_at: datetime | None = moment(nullable=True)

    def raise_alert(self, now: datetime) -> StepOverdue:
        """It has waited too long; said once."""
        self.raised_at = now
        return StepOverdue(
            branch_id=self.branch_id,
            order_id=self.order_id,
            alert=self.alert.value,
            step=self.step,
            responsible_id=self.responsible_id,
        )
