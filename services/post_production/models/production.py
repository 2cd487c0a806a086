"""The production sheet, its pieces and their rework."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, Index, UniqueConstraint, text
from sqlmodel import Field

from services.post_production.domain.errors import ReworkCostWrong, SamePerson
from services.post_production.domain.states import (
    PIECES,
    REWORKS,
    BackTo,
    Liability,
    PieceStep,
    ReworkAction,
    ReworkState,
    cost_fits,
)
from services.post_production.models.base import Base
from shared.contracts.post_production import PieceFinished, PieceLine, ReworkApproved, ReworkRejected, ReworkRequested
from shared.contracts.values import Money
from shared.kit.tables import BranchRow, moment, words

UNFINISHED = text("step <> 'FINISHED' AND stopped_at IS NULL")
"""A piece in the making; in words that the index of such pieces is found by."""


class ProductionOrder(Base, BranchRow, table=True):
    """The production sheet (制作单) of an order (PST-14)."""

    __tablename__ = "production_order"

    id: UUID = Field(primary_key=True)
    order_id: UUID = Field(unique=True)
    layout_id: UUID | None = None
    due_on: date
    ordered_by: str = Field(max_length=40)
    ordered_at: datetime = moment()


class Piece(Base, BranchRow, table=True):
    """One physical thing that is made."""

    __tablename__ = "piece"
    __table_args__ = (
        UniqueConstraint("branch_id", "code", name="piece_code"),
        Index("piece_in_work", "branch_id", "due_on", postgresql_where=UNFINISHED),
    )

    id: UUID = Field(primary_key=True)
    order_id: UUID = Field(index=True)
    production_order_id: UUID
    code: str = Field(max_length=80)
    product_code: str = Field(max_length=200)
    name: str = Field(max_length=200)
    step: PieceStep = words(PieceStep)
    step_since: datetime = moment()
    step_by: str = Field(max_length=40)
    due_on: date
    version: int = 1
    rework_id: UUID | None = None
    replacement: bool = False
    arrived_at: datetime | None = moment(nullable=True)
    stopped_at: datetime | None = moment(nullable=True)

    @property
    def in_work(self) -> bool:
        """Whether somebody still has to do something about it."""
        return self.step is not PieceStep.FINISHED and self.stopped_at is None

    def stop(self, now: datetime) -> None:
        """Its order was cancelled: nobody goes on with it, and it is not late any more."""
        if self.in_work:
            self.stopped_at, self.version = now, self.version + 1

    @property
    def line(self) -> PieceLine:
        """As the production sheet lists it."""
        return PieceLine(piece_id=self.id, code=self.code, product_code=self.product_code, name=self.name)

    def enter(self, step: PieceStep, staff_id: str, now: datetime) -> PieceFinished | None:
        """Go on to the next step; the last one is told (1.3.2)."""
        self.step = PIECES.after(self.step, step)
        self.step_since, self.step_by, self.version = now, staff_id, self.version + 1
        if self.step is not PieceStep.FINISHED:
            return None
        finished = PieceFinished(
            branch_id=self.branch_id,
            order_id=self.order_id,
            piece_id=self.id,
            code=self.code,
            rework_id=self.rework_id,
        )
        self.rework_id = None
        return finished

    def send_back(self, rework: "Rework", due_on: date, staff_id: str, now: datetime) -> None:
        """Return to the step the approved rework names (PST-21)."""
        self.step, self.step_since, self.step_by = rework.back_to.piece_step, now, staff_id
        self.due_on, self.rework_id, self.arrived_at = due_on, rework.id, None
        self.replacement = self.replacement or rework.replacement
        self.version += 1


class PieceStepTaken(Base, BranchRow, table=True):
    """A step a piece took: when and by whom."""

    __tablename__ = "piece_step_taken"

    id: UUID = Field(primary_key=True)
    piece_id: UUID = Field(index=True)
    order_id: UUID = Field(index=True)
    step: PieceStep = words(PieceStep)
    at: datetime = moment()
    by: str = Field(max_length=40)
    rework_id: UUID | None = None


class Rework(Base, BranchRow, table=True):
    """A rework sheet (返工单), signed by the store manager before anything is redone (PST-21)."""

    __tablename__ = "rework"
    __table_args__ = (
        Index(
            "rework_open",
            "piece_id",
            unique=True,
            postgresql_where=text("state IN ('REQUESTED', 'APPROVED')"),
        ),
    )

    id: UUID = Field(primary_key=True)
    order_id: UUID = Field(index=True)
    piece_id: UUID = Field(index=True)
    state: ReworkState = words(ReworkState, index=True)
    reason: str
    liability: Liability = words(Liability)
    back_to: BackTo = words(BackTo)
    replacement: bool = False
    cost: int | None = Field(default=None, sa_type=BigInteger, description="fen; what the customer was quoted (M-76)")
    currency: str | None = Field(default=None, max_length=3)
    requested_by: str = Field(max_length=40)
    requested_at: datetime = moment()
    decided_by: str | None = Field(default=None, max_length=40)
    decided_at: datetime | None = moment(nullable=True)
    decision_reason: str | None = None
    due_on: date | None = None
    done_at: datetime | None = moment(nullable=True)

    def request(self) -> ReworkRequested:
        """Nothing is redone yet."""
        return ReworkRequested(
            branch_id=self.branch_id,
            order_id=self.order_id,
            rework_id=self.id,
            piece_id=self.piece_id,
            reason=self.reason,
            liability=self.liability.value,
        )

    def _decide(self, staff_id: str, action: ReworkAction, now: datetime) -> None:
        if staff_id == self.requested_by:
            raise SamePerson(staff=staff_id)
        self.state = REWORKS.after(self.state, action)
        self.decided_by, self.decided_at = staff_id, now

    def approve(self, staff_id: str, due_on: date, now: datetime, *, cost: Money | None = None) -> ReworkApproved:
        """The store manager signs; what is the customer's fault has its price (PST-21, M-76).

        Raises:
            SamePerson: who asked cannot sign.
            ReworkCostWrong: a price for the studio's fault, or none for the customer's.
        """
        if not cost_fits(self.liability, cost.amount if cost else None):
            raise ReworkCostWrong
        self.cost, self.currency = (cost.amount, cost.currency) if cost else (None, None)
        self._decide(staff_id, ReworkAction.APPROVE, now)
        self.due_on = due_on
        return ReworkApproved(
            branch_id=self.branch_id,
            order_id=self.order_id,
            rework_id=self.id,
            piece_id=self.piece_id,
            back_to=self.back_to.value,
            due_on=due_on,
        )

    def reject(self, staff_id: str, reason: str, now: datetime) -> ReworkRejected:
        """The store manager does not sign; the piece stays as it is (PST-21).

        Raises:
            SamePerson: who asked cannot decide.
        """
        self._decide(staff_id, ReworkAction.REJECT, now)
        self.decision_reason = reason
        return ReworkRejected(
            branch_id=self.branch_id,
            order_id=self.order_id,
            rework_id=self.id,
            piece_id=self.piece_id,
            reason=reason,
        )

    def cancel(self) -> None:
        """The order was cancelled: nobody decides about it any more, and nothing is redone."""
        self.state = REWORKS.after(self.state, ReworkAction.CANCEL)

    def finish(self, now: datetime) -> None:
        """The piece is finished again."""
        self.state = REWORKS.after(self.state, ReworkAction.FINISH)
        self.done_at = now
