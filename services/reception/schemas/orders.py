"""Orders, amendments, cancellations."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field

from services.reception.domain.orders import OrderState
from services.reception.models import Amendment, Cancellation, Order
from services.reception.schemas import Body, Code, NotNegative, Positive, ReferralText
from shared.contracts.reception import Category, ProductLine
from shared.contracts.values import BranchId, Money, StaffId
from shared.kit.privacy import PlainText, Words

ReceiptNumber = Annotated[str, Field(pattern=r"^[A-Z][0-9]{2}-[A-Z0-9]{2,12}-[0-9]{6,9}$")]


class OrderIn(Body):
    """An order to write down (REC-02)."""

    branch_id: BranchId
    visit_id: UUID | None = None
    person_ids: Annotated[list[UUID], Field(min_length=1, max_length=2)]
    package_id: UUID
    owner_id: StaffId | None = None
    wedding_date: date | None = None
    wanted_date: date | None = None
    designated_photographer_id: StaffId | None = None
    designated_makeup_artist_id: StaffId | None = None
    referrer_person_id: UUID | None = None
    referral_code: ReferralText | None = None
    discount: NotNegative | None = None
    discount_reason: Words | None = None


class PackageOfOrder(BaseModel):
    """The package version the order keeps (M-75)."""

    id: UUID
    code: str
    version: int
    name: str
    clothes_sets: int
    album_photos: int
    products: list[ProductLine]
    extra_photo_price: Money
    price: Money
    discount: Money


class OrderOut(BaseModel):
    """An order with what is owed."""

    id: UUID
    number: str
    branch_id: str
    state: OrderState
    owner_id: str
    visit_id: UUID | None
    person_ids: list[UUID]
    category: Category
    package: PackageOfOrder
    wedding_date: date | None
    wanted_date: date | None
    designated_photographer_id: str | None
    designated_makeup_artist_id: str | None
    referrer_person_id: UUID | None
    customer_number: str | None
    package_total: Money
    package_paid: Money
    selection_total: Money
    selection_paid: Money
    balance: Money
    balance_version: int
    arrears: bool
    arrears_override_by: str | None
    planning_book: dict[str, Any] | None
    booking_checklist: dict[str, Any]
    warnings: list[str]
    last_contact_at: datetime | None
    placed_at: datetime
    booked_at: datetime | None
    amendments: int
    version: int

    @classmethod
    def of(cls, order: Order) -> OrderOut:
        """The order as answered."""
        same = {name: getattr(order, name) for name in cls.model_fields if hasattr(order, name)}
        amounts = ("package_total", "package_paid", "selection_total", "selection_paid", "balance")
        package = PackageOfOrder(
            id=order.package_id,
            code=order.package_code,
            version=order.package_version,
            name=order.package_name,
            clothes_sets=order.clothes_sets,
            album_photos=order.album_photos,
            products=[ProductLine.model_validate(line) for line in order.products],
            extra_photo_price=order.money(order.extra_photo_price),
            price=order.money(order.package_price),
            discount=order.money(order.discount),
        )
        return cls(
            **{
                **same,
                **{name: order.money(getattr(order, name)) for name in amounts},
                "person_ids": [UUID(person) for person in order.person_ids],
                "package": package,
                "arrears": order.balance > 0,
            }
        )


class PlanningBookIn(Body):
    """新人企划书: what the customer wishes (1.1.4)."""

    taste: PlainText = ""
    consumption: PlainText = ""
    wishes: PlainText = ""
    do_not: PlainText = ""
    indoor_outdoor: PlainText = ""
    framing: PlainText = ""
    clothes_sets: Annotated[int, Field(ge=0, le=100)] | None = None
    photos_per_set: Annotated[int, Field(ge=0, le=1000)] | None = None


class PlanningBookOut(BaseModel):
    """新人企划书 as whoever makes up and photographs reads it: no money, no numbers of people (SHO-03, SHO-05)."""

    order_id: UUID
    number: str
    category: Category
    package_name: str
    package_sets: int = Field(description="sets of clothes in the package")
    album_photos: int
    filled: bool = Field(description="false while nothing was written down")
    before_photo: bool = Field(description="the photo before make-up is there (REC-02)")
    wishes: PlanningBookIn

    @classmethod
    def of(cls, order: Order) -> PlanningBookOut:
        """The book as answered."""
        return cls(
            order_id=order.id,
            number=order.number,
            category=order.category,
            package_name=order.package_name,
            package_sets=order.clothes_sets,
            album_photos=order.album_photos,
            filled=order.planning_book is not None,
            before_photo=order.has_before_photo,
            wishes=PlanningBookIn.model_validate(order.planning_book or {}),
        )


class ChecklistIn(Body):
    """What is handed out at booking (REC-02); the photo before make-up is ticked by its file."""

    care_notes_given: bool = False
    service_card_number: Code | None = None
    gold_card_number: Code | None = None


class AmendmentIn(Body):
    """A change of the order; what is left out stays (M-62)."""

    note: Annotated[PlainText, Field(min_length=1)]
    package_id: UUID | None = None
    package_version: Annotated[int, Field(ge=1, le=100_000)] | None = None
    wedding_date: date | None = None
    wanted_date: date | None = None
    designated_photographer_id: StaffId | None = None
    designated_makeup_artist_id: StaffId | None = None


class AmendmentOut(BaseModel):
    """A change on record."""

    number: int
    changes: dict[str, Any]
    note: str
    by: str
    at: datetime

    @classmethod
    def of(cls, row: Amendment) -> AmendmentOut:
        """The amendment as answered."""
        return cls.model_validate(row, from_attributes=True)


class RefundLine(Body):
    """What of a receipt should go back."""

    receipt_number: ReceiptNumber
    amount: Positive


class CancellationIn(Body):
    """A request to end the order."""

    reason: Annotated[PlainText, Field(min_length=1)]
    refunds: Annotated[list[RefundLine], Field(max_length=50, default_factory=list)]


class CancellationOut(BaseModel):
    """A cancellation request with its refunds."""

    id: UUID
    order_id: UUID
    state: str
    reason: str
    requested_by: str
    decided_by: str | None
    refund_ids: list[UUID]

    @classmethod
    def of(cls, row: Cancellation, refund_ids: list[UUID]) -> CancellationOut:
        """The request as answered."""
        return cls(
            id=row.id,
            order_id=row.order_id,
            state=row.state,
            reason=row.reason,
            requested_by=row.requested_by,
            decided_by=row.decided_by,
            refund_ids=refund_ids,
        )
