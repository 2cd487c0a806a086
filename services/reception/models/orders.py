"""Orders with their amendments, cancellations and second sales."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, text
from sqlmodel import Field

from services.reception.domain.money import PACKAGE_FORMS, Account
from services.reception.domain.orders import (
    ORDER,
    DiscountWrong,
    NotBookable,
    OrderAction,
    OrderState,
    RequestDecided,
    missing_for_booking,
)
from services.reception.models.base import Base, fen
from services.reception.models.packages import SoldPackage
from shared.contracts.reception import (
    CancellationRefused,
    CancellationRequested,
    Category,
    OrderAmended,
    OrderBalanceChanged,
    OrderBooked,
    OrderCancelled,
    OrderContent,
    OrderExtended,
    OrderPlaced,
    ProductLine,
    ReceiptForm,
)
from shared.contracts.values import Money
from shared.kit.tables import BranchRow, document, moment, words

OWES = text("package_total - package_paid + selection_total - selection_paid > 0")
"""Something is owed on the order; in words that the index of such orders is found by."""


class Order(Base, BranchRow, table=True):
    """An order with its one owner for life (GEN-01), what was ordered, and what is owed."""

    __tablename__ = "studio_order"
    __table_args__ = (
        Index("order_state", "branch_id", "state"),
        Index("order_newest", "branch_id", "placed_at", "id", postgresql_include=["package_total", "state"]),
        Index("order_newest_of_chain", "placed_at", "id"),
        Index("order_number_in_branch", "branch_id", "customer_number", unique=True),
        Index(
            "order_owing",
            "branch_id",
            postgresql_where=OWES,
            postgresql_include=["state", "package_total", "package_paid", "selection_total", "selection_paid"],
        ),
    )

    id: UUID = Field(primary_key=True)
    number: str = Field(max_length=32, unique=True)
    state: OrderState = words(OrderState, default=OrderState.PLACED)
    owner_id: str = Field(max_length=40, index=True)
    visit_id: UUID | None = None
    person_ids: list[str] = document(default_factory=list)
    referrer_person_id: UUID | None = None
    placed_at: datetime = moment()
    booked_at: datetime | None = moment(nullable=True)

    category: Category = words(Category)
    package_id: UUID = Field(foreign_key="package.id")
    package_code: str = Field(max_length=40)
    package_version: int
    package_name: str = Field(max_length=200)
    clothes_sets: int
    album_photos: int
    products: list[dict[str, Any]] = document(default_factory=list)
    extra_photo_price: int = fen()
    package_price: int = fen()
    discount: int = fen(default=0)
    discount_reason: str = Field(default="", max_length=200)
    currency: str = Field(max_length=3)

    wedding_date: date | None = None
    wanted_date: date | None = None
    designated_photographer_id: str | None = Field(default=None, max_length=40)
    designated_makeup_artist_id: str | None = Field(default=None, max_length=40)

    planning_book: dict[str, Any] | None = document(nullable=True)
    booking_checklist: dict[str, Any] = document(default_factory=dict)

    package_total: int = fen()
    package_paid: int = fen(default=0)
    selection_total: int = fen(default=0)
    selection_paid: int = fen(default=0)
    package_conceded: int = fen(default=0)
    selection_conceded: int = fen(default=0)
    balance_version: int = 0
    arrears_override_by: str | None = Field(default=None, max_length=40)
    arrears_override_reason: str | None = Field(default=None, max_length=2000)

    customer_number: str | None = Field(default=None, max_length=16, index=True)
    last_contact_at: datetime | None = moment(nullable=True)
    design_accepted_at: datetime | None = moment(nullable=True)
    design_accepted_by: str | None = Field(default=None, max_length=40)
    amendments: int = 0
    version: int = 1

    # -- what was ordered ---------------------------------------------------------------------------------------

    def take_package(self, sold: SoldPackage) -> None:
        """Change to another package or version; a discount stays, if the price allows it (M-62).

        Raises:
            DiscountWrong: the discount is more than the new price.
        """
        for name, value in sold._asdict().items():
            setattr(self, name, value)
        self.set_discount(self.discount, self.discount_reason)

    def set_discount(self, amount: int, reason: str) -> None:
        """Take something off the price, with a reason.

        Raises:
            DiscountWrong: no reason, or more than the price.
        """
        if amount < 0 or amount > self.package_price - self.package_conceded or (amount and not reason):
            raise DiscountWrong
        self.discount, self.discount_reason = amount, reason
        self.package_total = self.package_price - amount - self.package_conceded

    def content(self) -> OrderContent:
        """What was ordered, complete, as other departments hear it."""
        return OrderContent(
            number=self.number,
            owner_id=self.owner_id,
            category=self.category,
            person_ids=[UUID(person) for person in self.person_ids],
            package_id=self.package_id,
            package_code=self.package_code,
            package_version=self.package_version,
            package_name=self.package_name,
            clothes_sets=self.clothes_sets,
            album_photos=self.album_photos,
            products=[ProductLine.model_validate(line) for line in self.products],
            extra_photo_price=self.money(self.extra_photo_price),
            package_total=self.money(self.package_total),
            wedding_date=self.wedding_date,
            wanted_date=self.wanted_date,
            designated_photographer_id=self.designated_photographer_id,
            designated_makeup_artist_id=self.designated_makeup_artist_id,
            referrer_person_id=self.referrer_person_id,
        )

    def placed(self) -> OrderPlaced:
        """The fact that it was written down."""
        return OrderPlaced(branch_id=self.branch_id, order_id=self.id, content=self.content(), visit_id=self.visit_id)

    # -- states -------------------------------------------------------------------------------------------------

    def _do(self, action: OrderAction) -> None:
        self.state = ORDER.after(self.state, action)
        self.version += 1

    @property
    def warnings(self) -> list[str]:
        """What of the booking checklist is not ticked yet (REC-02)."""
        items = ("care_notes_given", "before_photo_taken", "service_card_number", "gold_card_number")
        return [item for item in items if not self.booking_checklist.get(item)]

    @property
    def has_before_photo(self) -> bool:
        """Whether the photo before make-up was taken (REC-02)."""
        return bool(self.booking_checklist.get("before_photo_taken"))

    def tick(self, ticks: dict[str, Any]) -> None:
        """What was handed out at booking; the photo before make-up stays as it is (REC-02)."""
        self.booking_checklist = {**ticks, "before_photo_taken": self.has_before_photo}
        self.edited()

    def book(self, *, contact: bool, receipt: bool, at: datetime) -> OrderBooked:
        """PLACED → BOOKED when all of REC-02 is there.

        Raises:
            NotBookable: naming what is missing.
        """
        after = ORDER.after(self.state, OrderAction.BOOK)
        missing = missing_for_booking(contact=contact, receipt=receipt, planning_book=bool(self.planning_book))
        if missing:
            raise NotBookable(missing=missing, warnings=self.warnings)
        self.state, self.booked_at = after, at
        self.version += 1
        return OrderBooked(branch_id=self.branch_id, order_id=self.id, content=self.content(), booked_at=at)

    def amended(self, note: str) -> OrderAmended:
        """Note that the order was changed (M-62)."""
        self._do(OrderAction.AMEND)
        self.amendments += 1
        return OrderAmended(
            branch_id=self.branch_id,
            order_id=self.id,
            content=self.content(),
            amendment=self.amendments,
            note=note,
        )

    def edited(self) -> None:
        """Something was filled in that changes no other department's work."""
        self.version += 1

    def check_in(self) -> None:
        """The customer was handed over for the shoot (M-43)."""
        self._do(OrderAction.CHECK_IN)

    def follow(self, action: OrderAction) -> None:
        """Another department told that the order went on; late and repeated news change nothing."""
        if ORDER.allows(self.state, action):
            self._do(action)

    def cancel(self, reason: str, approved_by: str, refunds_package: int, refunds_selection: int) -> OrderCancelled:
        """End the order; what is not refunded is kept as earned."""
        self._do(OrderAction.CANCEL)
        self.package_total = self.package_paid - refunds_package
        self.selection_total = self.selection_paid - refunds_selection
        return OrderCancelled(branch_id=self.branch_id, order_id=self.id, reason=reason, approved_by=approved_by)

    # -- money --------------------------------------------------------------------------------------------------

    def money(self, amount: int) -> Money:
        """An amount in the order's currency."""
        return Money(amount=amount, currency=self.currency)

    def account(self, form: ReceiptForm) -> Account:
        """The part of the order that form pays into."""
        if form in PACKAGE_FORMS:
            return Account(self.package_total, self.package_paid)
        return Account(self.selection_total, self.selection_paid)

    def paid_in(self, form: ReceiptForm, amount: int) -> None:
        """Money came in (or, negative, went back or was voided)."""
        if form in PACKAGE_FORMS:
            self.package_paid += amount
        else:
            self.selection_paid += amount

    def paid_back(self, form: ReceiptForm, amount: int, *, lowers_price: bool) -> None:
        """Money went back; as a concession, and when the order ended, it is not owed again (M-39).

        Only as far as nothing was overpaid: what had to go back anyway is no concession.
        """
        before = max(self.account(form).rest, 0)
        self.paid_in(form, -amount)
        conceded = max(self.account(form).rest - before, 0) if lowers_price else 0
        if form in PACKAGE_FORMS:
            self.package_conceded += conceded
            self.package_total -= conceded
        else:
            self.selection_conceded += conceded
            self.selection_total -= conceded

    def sold(self, extra_sales: int) -> None:
        """What all second sales and extra services of the order add up to, in fen (FIN-09, M-23).

        When a sale is taken back, what was conceded on it goes with it.
        """
        self.selection_conceded = min(self.selection_conceded, extra_sales)
        self.selection_total = extra_sales - self.selection_conceded

    @property
    def package_rest(self) -> int:
        """What is still owed of the package, in fen."""
        return self.package_total - self.package_paid

    @property
    def balance(self) -> int:
        """What is owed altogether, in fen; negative when money has to go back."""
        return self.package_rest + self.selection_total - self.selection_paid

    def balance_changed(self) -> OrderBalanceChanged:
        """The absolute balances, with the next version."""
        self.balance_version += 1
        return OrderBalanceChanged(
            branch_id=self.branch_id,
            order_id=self.id,
            version=self.balance_version,
            package_total=self.money(self.package_total),
            package_paid=self.money(self.package_paid),
            selection_total=self.money(self.selection_total),
            selection_paid=self.money(self.selection_paid),
            balance=self.money(self.balance),
        )


class OrderPerson(Base, BranchRow, table=True):
    """Which orders a person has; the search goes this way (A-36)."""

    __tablename__ = "order_person"

    order_id: UUID = Field(primary_key=True, foreign_key="studio_order.id")
    person_id: UUID = Field(primary_key=True, index=True)


class Amendment(Base, BranchRow, table=True):
    """A change of an order: what, when, by whom (M-62)."""

    __tablename__ = "amendment"

    order_id: UUID = Field(primary_key=True, foreign_key="studio_order.id")
    number: int = Field(primary_key=True)
    changes: dict[str, Any] = document(default_factory=dict)
    note: str = Field(max_length=2000)
    state_then: OrderState = words(OrderState)
    by: str = Field(max_length=40)
    at: datetime = moment()


class Cancellation(Base, BranchRow, table=True):
    """A request to end an order, decided by another person (M-39)."""

    __tablename__ = "cancellation"
    __table_args__ = (
        Index("cancellation_open", "order_id", unique=True, postgresql_where=text("state = 'REQUESTED'")),
        Index("cancellation_waiting", "branch_id", "requested_at", postgresql_where=text("state = 'REQUESTED'")),
    )

    id: UUID = Field(primary_key=True)
    order_id: UUID = Field(foreign_key="studio_order.id", index=True)
    reason: str = Field(max_length=2000)
    state: str = Field(default="REQUESTED", max_length=20)
    requested_by: str = Field(max_length=40)
    requested_at: datetime = moment()
    decided_by: str | None = Field(default=None, max_length=40)
    decided_at: datetime | None = moment(nullable=True)

    def requested(self) -> CancellationRequested:
        """The fact that a second person has to decide."""
        return CancellationRequested(
            branch_id=self.branch_id,
            order_id=self.order_id,
            cancellation_id=self.id,
            reason=self.reason,
            requested_by=self.requested_by,
        )

    def refused(self, by: str) -> CancellationRefused:
        """The fact that the order goes on."""
        return CancellationRefused(
            branch_id=self.branch_id, order_id=self.order_id, cancellation_id=self.id, refused_by=by
        )

    def decide(self, state: str, by: str, at: datetime) -> None:
        """Approve or reject, once.

        Raises:
            RequestDecided: it was decided before.
        """
        if self.state != "REQUESTED":
            raise RequestDecided(state=self.state)
        self.state, self.decided_by, self.decided_at = state, by, at


class ExtraSale(Base, BranchRow, table=True):
    """The second sale at a selection (FIN-09); the selection total is the sum of them."""

    __tablename__ = "extra_sale"

    selection_id: UUID = Field(primary_key=True)
    order_id: UUID = Field(foreign_key="studio_order.id", index=True)
    extra_photos: int
    products: list[dict[str, Any]] = document(default_factory=list)
    amount: int = fen()
    clerk_id: str = Field(max_length=40)
    confirmed_at: datetime = moment()

    def extended(self, order: Order) -> OrderExtended:
        """The fact that the order grew by this sale."""
        return OrderExtended(
            branch_id=self.branch_id,
            order_id=self.order_id,
            selection_id=self.selection_id,
            extra_photos=self.extra_photos,
            products=[ProductLine.model_validate(line) for line in self.products],
            amount=order.money(self.amount),
        )
