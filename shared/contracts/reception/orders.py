"""Orders: what was ordered, and what changes or ends it."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from shared.contracts.base import Event
from shared.contracts.values import Money, StaffId


class Category(StrEnum):
    """What is photographed; precautions, numbers and capacity depend on it (1.2.4)."""

    WEDDING_SEA = "WEDDING_SEA"
    WEDDING_STUDIO = "WEDDING_STUDIO"
    WEDDING_OUTDOOR = "WEDDING_OUTDOOR"
    COUPLE = "COUPLE"
    PERSONAL_ART = "PERSONAL_ART"
    PREGNANCY = "PREGNANCY"
    CHILDREN = "CHILDREN"
    FAMILY = "FAMILY"

    @property
    def is_wedding(self) -> bool:
        """Whether wedding rules hold (numbers H, fitting, two hours of selection)."""
        return self in WEDDING


WEDDING = frozenset({Category.WEDDING_SEA, Category.WEDDING_STUDIO, Category.WEDDING_OUTDOOR})


class ProductLine(BaseModel):
    """A product of a package or of the second sale; one line may become several pieces."""

    model_config = ConfigDict(frozen=True)

    code: str
    name: str
    quantity: int
    photos: int = 0


class OrderContent(BaseModel):
    """What was ordered, complete, as it stands after the change."""

    model_config = ConfigDict(frozen=True)

    number: str
    owner_id: StaffId
    category: Category
    person_ids: list[UUID]
    package_id: UUID
    package_code: str
    package_version: int
    package_name: str
    clothes_sets: int
    album_photos: int
    products: list[ProductLine]
    extra_photo_price: Money
    package_total: Money
    wedding_date: date | None = None
    wanted_date: date | None = None
    designated_photographer_id: StaffId | None = None
    designated_makeup_artist_id: StaffId | None = None
    referrer_person_id: UUID | None = None


class OrderPlaced(Event, name="order.placed"):
    """An order was written down; it is booked when all of REC-02 is there."""

    order_id: UUID
    content: OrderContent
    visit_id: UUID | None = None


class OrderBooked(Event, name="order.booked"):
    """Package, contact, paid receipt and planning book are all there (REC-02)."""

    order_id: UUID
    content: OrderContent
    booked_at: datetime


class OrderAmended(Event, name="order.amended"):
    """The order was changed; the content is the whole new state (M-62)."""

    order_id: UUID
    content: OrderContent
    amendment: int
    note: str


class OrderExtended(Event, name="order.extended"):
    """The second sale: what was chosen beyond the package (A-25)."""

    order_id: UUID
    selection_id: UUID
    extra_photos: int
    products: list[ProductLine]
    amount: Money


class OrderCancelled(Event, name="order.cancelled"):
    """The order ended before its time."""

    order_id: UUID
    reason: str
    approved_by: StaffId


class CancellationRequested(Event, name="cancellation.requested"):
    """Somebody asked to end the order and to give money back; a second person decides (M-39)."""

    order_id: UUID
    cancellation_id: UUID
    reason: str
    requested_by: StaffId


class CancellationRefused(Event, name="cancellation.refused"):
    """The order goes on; what was asked back stays (M-39)."""

    order_id: UUID
    cancellation_id: UUID
    refused_by: StaffId
