"""The selection: what the customer chose, for what, and signed."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger
from sqlmodel import Field

from services.post_production.domain.errors import (
    BackupMissing,
    ChoiceWithConsultant,
    DifferenceNotExplained,
    ListsDiffer,
    LockedToClerk,
    NothingChosen,
    ReviewDayMissing,
    Unsigned,
)
from services.post_production.domain.selling import Sale
from services.post_production.domain.states import SELECTIONS, SelectionAction, SelectionState
from services.post_production.models.base import Base
from shared.contracts.post_production import DesignMode, HandoverBookAccepted, ReviewMode, SelectionConfirmed
from shared.contracts.reception import ProductLine
from shared.contracts.values import Money
from shared.kit.tables import BranchRow, document, moment, words


class Selection(Base, BranchRow, table=True):
    """The selection (选片) of an order."""

    __tablename__ = "selection"

    id: UUID = Field(primary_key=True)
    order_id: UUID = Field(unique=True)
    version: int = 1
    state: SelectionState = words(SelectionState, index=True)
    sales_plan: str = ""
    prepared_by: str = Field(max_length=40)
    prepared_at: datetime = moment()
    proposed_at: datetime | None = moment(nullable=True)
    clerk_id: str | None = Field(default=None, max_length=40)
    started_at: datetime | None = moment(nullable=True)
    takeover_reason: str | None = None
    design_mode: DesignMode | None = words(DesignMode, default=None, nullable=True)
    products: list[dict[str, Any]] = document(default_factory=list)
    design_fee: int = Field(default=0, sa_type=BigInteger)
    signed_at: datetime | None = moment(nullable=True)
    review_mode: ReviewMode | None = words(ReviewMode, default=None, nullable=True)
    review_on: date | None = None
    pickup_on: date | None = None
    confirmed_at: datetime | None = moment(nullable=True, index=True)
    sale: dict[str, Any] | None = document(nullable=True)
    accepted_at: datetime | None = moment(nullable=True)

    @property
    def product_lines(self) -> list[ProductLine]:
        """What was sold in addition."""
        return [ProductLine.model_validate(line) for line in self.products]

    @property
    def priced_products(self) -> list[tuple[int, Money]]:
        """Quantity and unit price of what was sold in addition."""
        return [(line["quantity"], Money.model_validate(line["unit_price"])) for line in self.products]

    def _step(self, action: SelectionAction) -> None:
        self.state = SELECTIONS.after(self.state, action)
        self.version += 1

    def propose(self, now: datetime | None) -> None:
        """The customer changes the own proposal, or sends it with ``now``; open until a clerk begins (PST-09).

        Raises:
            ChoiceWithConsultant: a clerk has begun.
        """
        if self.state is not SelectionState.READY:
            raise ChoiceWithConsultant
        self._step(SelectionAction.PROPOSE)
        self.proposed_at = now

    def start(self, clerk_id: str, mode: DesignMode, *, explained: bool, fee: int, now: datetime) -> None:
        """Sit down with the customer; from now on the session is this clerk's (PST-01, PST-09).

        Raises:
            DifferenceNotExplained: custom design and template were not explained.
        """
        if not explained:
            raise DifferenceNotExplained
        self._step(SelectionAction.START)
        self.clerk_id, self.started_at, self.design_mode = clerk_id, now, mode
        self.design_fee = fee if mode is DesignMode.CUSTOM else 0

    def take_over(self, clerk_id: str, reason: str) -> None:
        """Another clerk goes on, with a reason (PST-09)."""
        self._step(SelectionAction.CHANGE)
        self.clerk_id, self.takeover_reason, self.signed_at = clerk_id, reason, None

    def require_clerk(self, staff_id: str) -> None:
        """Let only the clerk at the desk work on it (PST-09).

        Raises:
            LockedToClerk: it is another one's.
        """
        if self.clerk_id is not None and self.clerk_id != staff_id:
            raise LockedToClerk(clerk=self.clerk_id)

    def change(self) -> None:
        """Choices or products change; whatever was signed is not what is chosen any more (PST-11)."""
        self._step(SelectionAction.CHANGE)
        self.signed_at = None

    def sign(self, *, electronic: int, handwritten: int, now: datetime) -> None:
        """The customer signs the list whose count was compared with the handwritten one (GEN-13, PST-11).

        Raises:
            NothingChosen: the list is empty.
            ListsDiffer: the counts differ.
        """
        if electronic == 0:
            raise NothingChosen
        if electronic != handwritten:
            raise ListsDiffer(handwritten=handwritten, electronic=electronic)
        self._step(SelectionAction.SIGN)
        self.signed_at = now

    def confirm(
        self,
        sale: Sale,
        price_of_extra: Money,
        *,
        review: ReviewMode,
        review_on: date | None,
        pickup_on: date,
        backed_up: bool,
        now: datetime,
    ) -> SelectionConfirmed:
        """Close the selection with pickup date, review wish and the day of the review (PST-11, PST-14).

        Raises:
            Unsigned: the customer has not signed.
            BackupMissing: the chosen files are not backed up.
            ReviewDayMissing: the layout is to be seen, and no day up to the pickup was agreed for it.
        """
        if self.state in (SelectionState.READY, SelectionState.CHOOSING):
            raise Unsigned
        if not backed_up:
            raise BackupMissing
        seen_on = None if review is ReviewMode.NONE else review_on
        if review is not ReviewMode.NONE and (seen_on is None or seen_on > pickup_on):
            raise ReviewDayMissing
        self._step(SelectionAction.CONFIRM)
        self.review_on = seen_on
        self.review_mode, self.pickup_on, self.confirmed_at = review, pickup_on, now
        self.sale = {"chosen": sale.chosen, "included": sale.included, "price_of_extra": price_of_extra.model_dump()}
        return SelectionConfirmed(
            branch_id=self.branch_id,
            order_id=self.order_id,
            selection_id=self.id,
            chosen=sale.chosen,
            included=sale.included,
            extra_photos=sale.extra_photos,
            extra_photo_price=price_of_extra,
            products=self.product_lines,
            amount=sale.amount,
            clerk_id=self.clerk_id or "system",
            review_mode=review,
            design_mode=self.design_mode or DesignMode.TEMPLATE,
            review_on=seen_on,
            pickup_on=pickup_on,
        )

    def give(self) -> None:
        """Its sheet goes into the hand-over book (PST-13)."""
        self._step(SelectionAction.GIVE)

    def refuse(self) -> None:
        """Design sends the sheet back with a reason (PST-13)."""
        self._step(SelectionAction.REFUSE)

    def accept(self, *, given_by: str, accepted_by: str, now: datetime) -> HandoverBookAccepted:
        """Design accepts the sheet (PST-13)."""
        self._step(SelectionAction.ACCEPT)
        self.accepted_at = now
        return HandoverBookAccepted(
            branch_id=self.branch_id,
            order_id=self.order_id,
            selection_id=self.id,
            given_by=given_by,
            accepted_by=accepted_by,
        )


class Choice(Base, BranchRow, table=True):
    """A chosen photo with its purposes (PST-15)."""

    __tablename__ = "choice"

    selection_id: UUID = Field(primary_key=True)
    photo_id: UUID = Field(primary_key=True)
    purposes: list[str] = document()
    remark: str = ""


class Signature(Base, BranchRow, table=True):
    """The customer's signature: an image or the number of a paper scan, never a name (PST-11, A-29)."""

    __tablename__ = "signature"

    selection_id: UUID = Field(primary_key=True)
    image: bytes | None = None
    paper_scan_id: str | None = Field(default=None, max_length=60)
    handwritten_count: int
    signed_at: datetime = moment()
    witnessed_by: str = Field(max_length=40)
