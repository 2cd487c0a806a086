"""Tables of pickup. Methods guard, change and return what is to be told."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import registry
from sqlmodel import Field

from services.pickup.domain import (
    CARDS,
    PIECES,
    ArrearsOpen,
    BookingState,
    CardAction,
    CardState,
    Identity,
    OrderCancelledHere,
    PieceAction,
    PieceNotReady,
    PieceState,
    ReworkState,
    book_by,
)
from shared.contracts.pickup import (
    OrderReadyForPickup,
    PieceArrived,
    ServiceCardIssued,
    ServiceCardLost,
    ServiceCardMoved,
)
from shared.contracts.reception import Category
from shared.kit.money import Money
from shared.kit.tables import BranchRow, Row, document, moment, words

IN_HOUSE = text("state = 'CHECKED'")
"""A piece that lies here for the customer; in words that the index of such pieces is found by."""


class Base(Row, registry=registry()):
    """Tables of this service."""


class PickupOrder(Base, BranchRow, table=True):
    """What pickup knows of an order; made by whichever event comes first."""

    __tablename__ = "pickup_order"

    id: UUID = Field(primary_key=True)
    number: str | None = None
    owner_id: str | None = Field(default=None, max_length=40)
    category: Category | None = words(Category, default=None, nullable=True)
    person_ids: list[str] = document(default_factory=list)
    wedding_date: date | None = None
    amendment: int = -1
    cancelled: bool = False
    sheet_known: bool = False
    ready: bool = False
    ready_at: datetime | None = moment(nullable=True)
    first_handover_at: datetime | None = moment(nullable=True)
    completed_at: datetime | None = moment(nullable=True)
    balance: int | None = Field(default=None, description="fen; copy of reception's, for display")
    currency: str = Field(default="CNY", max_length=3)
    balance_version: int = -1
    version: int = 0

    @property
    def owed(self) -> Money | None:
        """Arrears as last heard of; None when nothing is owed or nothing was heard (FIN-10)."""
        if self.balance is None or self.balance <= 0:
            return None
        return Money(amount=self.balance, currency=self.currency)

    def touch(self) -> int:
        """Count a change; the version written into facts."""
        self.version += 1
        return self.version

    def require_open(self) -> None:
        """Refuse work on a cancelled order.

        Raises:
            OrderCancelledHere: it is.
        """
        if self.cancelled:
            raise OrderCancelledHere

    def require_settled(self, clearance_version: int) -> None:
        """Refuse when news at least as fresh as the clearance says that something is owed (FIN-11).

        Raises:
            ArrearsOpen: naming the amount.
        """
        if self.owed is not None and self.balance_version >= clearance_version:
            raise ArrearsOpen(balance=self.owed, balance_version=self.balance_version)

    def note_completeness(self, *, complete: bool, pieces: int, now: datetime) -> OrderReadyForPickup | None:
        """Ready is told once per completeness; a missing piece makes it due again (PCK-04)."""
        newly = complete and not self.ready
        self.ready = complete
        if not newly:
            return None
        self.ready_at = now
        return OrderReadyForPickup(branch_id=self.branch_id, order_id=self.id, pieces=pieces)


class ExpectedPiece(Base, BranchRow, table=True):
    """One physical thing that will arrive and be handed over."""

    __tablename__ = "expected_piece"
    __table_args__ = (
        UniqueConstraint("branch_id", "code"),
        Index("expected_piece_in_state", "branch_id", "state", "code", "id"),
        Index("piece_in_house", "branch_id", "order_id", postgresql_where=IN_HOUSE, postgresql_include=["due_on"]),
    )

    id: UUID = Field(primary_key=True)
    order_id: UUID = Field(index=True)
    code: str = Field(max_length=80)
    product_code: str = ""
    name: str = ""
    state: PieceState = words(PieceState, default=PieceState.EXPECTED)
    due_on: date | None = None
    finished_at: datetime | None = moment(nullable=True)
    arrived_at: datetime | None = moment(nullable=True)
    fault: str | None = Field(default=None, max_length=2000)
    shelf: str | None = Field(default=None, max_length=40)
    handover_id: UUID | None = Field(default=None, index=True)
    version: int = 1

    def do(self, action: PieceAction) -> None:
        """Take the step or refuse it."""
        self.state = PIECES.after(self.state, action)
        self.version += 1

    def finish(self, at: datetime) -> None:
        """Production sent it; a piece that is already counted stays counted."""
        self.finished_at = at
        if PIECES.allows(self.state, PieceAction.FINISH):
            self.do(PieceAction.FINISH)

    def send_back(self) -> None:
        """It goes through production again (PST-21); what was known of its arrival is void."""
        if not PIECES.allows(self.state, PieceAction.REWORK):
            return
        self.do(PieceAction.REWORK)
        self.finished_at = self.arrived_at = self.handover_id = self.shelf = None

    def arrive(self, *, passed: bool, fault: str | None, shelf: str | None, now: datetime) -> PieceArrived:
        """Counted and checked at the desk (PCK-04)."""
        self.do(PieceAction.PASS if passed else PieceAction.FAIL)
        self.arrived_at, self.fault = now, None if passed else fault
        if shelf is not None:
            self.shelf = shelf
        return PieceArrived(
            branch_id=self.branch_id,
            order_id=self.order_id,
            piece_id=self.id,
            code=self.code,
            passed=passed,
            fault=self.fault,
        )

    def hand_over(self, handover_id: UUID) -> None:
        """It leaves the house.

        Raises:
            PieceNotReady: it was not counted and passed, or it is gone.
        """
        self.require_ready()
        self.do(PieceAction.HAND_OVER)
        self.handover_id, self.shelf = handover_id, None

    def require_ready(self) -> None:
        """Refuse a piece that may not leave.

        Raises:
            PieceNotReady: naming its state.
        """
        if not PIECES.allows(self.state, PieceAction.HAND_OVER):
            raise PieceNotReady(piece=self.code, state=self.state.value)


class Arrival(Base, BranchRow, table=True):
    """A piece was counted and looked at: by whom, when, with what result (PCK-04)."""

    __tablename__ = "arrival"

    id: UUID = Field(primary_key=True)
    order_id: UUID = Field(index=True)
    piece_id: UUID = Field(index=True)
    recorded_at: datetime = moment()
    recorded_by: str = Field(max_length=40)
    passed: bool
    fault: str | None = Field(default=None, max_length=2000)
    shelf: str | None = Field(default=None, max_length=40)
    before_finishing: bool = Field(default=False, description="production had not told that it was finished")
    at_handover: bool = Field(default=False, description="the customer found the fault")


class PickupBooking(Base, BranchRow, table=True):
    """An appointment to collect; times are unknown when only a cancellation was heard of."""

    __tablename__ = "pickup_booking"
    __table_args__ = (Index("pickup_booking_starts", "branch_id", "starts_at"),)

    id: UUID = Field(primary_key=True)
    order_id: UUID = Field(index=True)
    state: BookingState = words(BookingState, default=BookingState.BOOKED)
    starts_at: datetime | None = moment(nullable=True)
    ends_at: datetime | None = moment(nullable=True)
    arrival_at: datetime | None = moment(nullable=True)
    checked_days_before: int | None = Field(default=None, description="the last readiness check done for this time")

    def set_time(self, starts_at: datetime, ends_at: datetime) -> None:
        """A new time needs new checks."""
        if self.starts_at != starts_at:
            self.checked_days_before = None
        self.starts_at, self.ends_at = starts_at, ends_at

    def needs_check(self, days_before: int) -> bool:
        """Whether the check that many days before is still to be done."""
        if self.state is BookingState.CANCELLED:
            return False
        return self.checked_days_before is None or self.checked_days_before > days_before


class ReworkNote(Base, BranchRow, table=True):
    """A rework as the pickup book shows it (PCK-11)."""

    __tablename__ = "rework_note"

    id: UUID = Field(primary_key=True)
    order_id: UUID = Field(index=True)
    piece_id: UUID = Field(index=True)
    state: ReworkState = words(ReworkState, default=ReworkState.REQUESTED)
    reason: str = ""
    back_to: str | None = None
    due_on: date | None = None
    noted_at: datetime = moment()


class Delay(Base, BranchRow, table=True):
    """A date that cannot be kept, with its cause and the new one (GEN-07, PCK-03)."""

    __tablename__ = "pickup_delay"

    id: UUID = Field(primary_key=True)
    order_id: UUID = Field(index=True)
    booking_id: UUID | None = None
    cause: str = Field(max_length=2000)
    expected_on: date
    recorded_at: datetime = moment()
    recorded_by: str = Field(max_length=40)


class Handover(Base, BranchRow, table=True):
    """Pieces left the house against a signature (PCK-06), by the customer or a proxy (M-40)."""

    __tablename__ = "handover"

    id: UUID = Field(primary_key=True)
    order_id: UUID = Field(index=True)
    done_at: datetime = moment()
    done_by: str = Field(max_length=40)
    clearance_id: UUID
    balance_version: int
    piece_ids: list[str] = document()
    inspections: list[dict[str, Any]] = document()
    remaining: int
    signature: bytes | None = Field(default=None, sa_type=LargeBinary)
    paper_scan_id: str | None = Field(default=None, max_length=80)
    proxy_person_id: UUID | None = None
    proxy_identity: Identity | None = words(Identity, default=None, nullable=True)
    proxy_call: dict[str, Any] | None = document(nullable=True)


class ServiceCard(Base, BranchRow, table=True):
    """The wedding-day service card; one per order, never issued again (PCK-07, A-19)."""

    __tablename__ = "service_card"
    __table_args__ = (
        UniqueConstraint("order_id"),
        UniqueConstraint("card_number"),
        Index("service_card_of_branch", "branch_id", "card_number"),
    )

    id: UUID = Field(primary_key=True)
    order_id: UUID
    card_number: str = Field(max_length=30)
    state: CardState = words(CardState, default=CardState.ISSUED)
    wedding_date: date
    book_by: date
    issued_at: datetime = moment()
    issued_by: str = Field(max_length=40)
    lost_at: datetime | None = moment(nullable=True)
    lost_noted_by: str | None = Field(default=None, max_length=40)

    def issued(self) -> ServiceCardIssued:
        """The fact that it was given out."""
        return ServiceCardIssued(
            branch_id=self.branch_id,
            order_id=self.order_id,
            card_number=self.card_number,
            wedding_date=self.wedding_date,
            book_by=self.book_by,
        )

    def lose(self, by: str, now: datetime) -> ServiceCardLost:
        """The customer lost it; it stays lost."""
        self.state = CARDS.after(self.state, CardAction.LOSE)
        self.lost_at, self.lost_noted_by = now, by
        return ServiceCardLost(branch_id=self.branch_id, order_id=self.order_id, card_number=self.card_number)

    def move(self, wedding_date: date) -> ServiceCardMoved:
        """The wedding has another day (N-17)."""
        self.wedding_date, self.book_by = wedding_date, book_by(wedding_date)
        return ServiceCardMoved(
            branch_id=self.branch_id,
            order_id=self.order_id,
            card_number=self.card_number,
            wedding_date=wedding_date,
            book_by=self.book_by,
        )


class CardCounter(Base, BranchRow, table=True):
    """The last service card number of a branch and year."""

    __tablename__ = "card_counter"
    __table_args__ = (UniqueConstraint("branch_id", "year"),)

    id: UUID = Field(primary_key=True)
    year: int
    last: int = 0


class Suggestion(Base, BranchRow, table=True):
    """A suggestion card (建言卡, PCK-08)."""

    __tablename__ = "suggestion"
    __table_args__ = (Index("suggestion_by_time", "branch_id", "given_at"),)

    id: UUID = Field(primary_key=True)
    order_id: UUID = Field(index=True)
    text: str = Field(max_length=2000)
    rating: int | None = None
    would_recommend: bool | None = None
    given_at: datetime = moment()
    taken_by: str = Field(max_length=40)
