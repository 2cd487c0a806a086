"""What is lent, and what leaves the register."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from services.scheduling.domain.thing_errors import MoreThanLent, NothingToBuy, OwnSlip
from services.scheduling.domain.things import SLIP, Cause, SlipAction, SlipState
from services.scheduling.models.base import Base
from shared.contracts.scheduling import (
    ThingLent,
    ThingReturned,
    WriteOffApproved,
    WriteOffArrived,
    WriteOffRejected,
    WriteOffRequested,
)
from shared.kit.tables import BranchRow, moment, words


class Loan(Base, BranchRow, table=True):
    """借用登记: who has how many of what, until when, and what came back (M-24, M-41, SHO-01)."""

    __tablename__ = "loan"
    __table_args__ = (
        CheckConstraint("back + lost <= quantity", name="loan_gives_back_what_was_lent"),
        Index("loan_open", "branch_id", "due_at", postgresql_where=text("closed_at IS NULL")),
        Index("loan_of_thing", "thing_id", postgresql_where=text("closed_at IS NULL")),
    )

    id: UUID = Field(primary_key=True)
    thing_id: UUID = Field(foreign_key="resource.id")
    quantity: int
    borrower_id: str = Field(max_length=40, index=True)
    purpose: str
    booking_id: UUID | None = Field(default=None, foreign_key="booking.id", index=True)
    lent_by: str = Field(max_length=40)
    lent_at: datetime = moment()
    due_at: datetime = moment()
    back: int = 0
    lost: int = 0
    note: str = ""
    returned_to: str | None = Field(default=None, max_length=40)
    closed_at: datetime | None = moment(nullable=True)
    version: int = 1

    @property
    def out(self) -> int:
        """How many are still out."""
        return self.quantity - self.back - self.lost

    def lent(self) -> ThingLent:
        """The fact that it left its place."""
        return ThingLent(
            branch_id=self.branch_id,
            thing_id=self.thing_id,
            loan_id=self.id,
            quantity=self.quantity,
            borrower_id=self.borrower_id,
            due_at=self.due_at,
            booking_id=self.booking_id,
        )

    def give_back(self, back: int, lost: int, *, to: str, note: str, at: datetime) -> ThingReturned:
        """Count what comes back; what neither came back nor is lost stays out.

        Raises:
            MoreThanLent: no more is out.
        """
        if back + lost > self.out:
            raise MoreThanLent(out=self.out)
        self.back, self.lost, self.version = self.back + back, self.lost + lost, self.version + 1
        self.returned_to, self.note = to, "\n".join(filter(None, (self.note, note)))
        if self.out == 0:
            self.closed_at = at
        return ThingReturned(
            branch_id=self.branch_id, thing_id=self.thing_id, loan_id=self.id, back=back, lost=lost, out=self.out
        )


class WriteOff(Base, BranchRow, table=True):
    """报损 / 购物单: what is lost, broken or too old, and whether another is bought (SHO-11)."""

    __tablename__ = "write_off"
    __table_args__ = (
        Index("write_off_state", "branch_id", "state", "requested_at", "id"),
        Index("write_off_of_thing", "thing_id", postgresql_where=text("state = 'REQUESTED'")),
        CheckConstraint("quantity > 0", name="write_off_of_something"),
    )

    id: UUID = Field(primary_key=True)
    thing_id: UUID = Field(foreign_key="resource.id")
    cause: Cause = words(Cause)
    quantity: int
    reason: str
    state: SlipState = words(SlipState, default=SlipState.REQUESTED)
    replace: bool = Field(default=True, description="whether another is bought")
    stock_take_id: UUID | None = Field(default=None, foreign_key="stock_take.id", index=True)
    loan_id: UUID | None = Field(default=None, foreign_key="loan.id")
    requested_by: str = Field(max_length=40)
    requested_at: datetime = moment()
    decided_by: str | None = Field(default=None, max_length=40)
    decided_at: datetime | None = moment(nullable=True)
    decision_note: str | None = None
    arrived_by: str | None = Field(default=None, max_length=40)
    arrived_at: datetime | None = moment(nullable=True)

    def request(self) -> WriteOffRequested:
        """The fact that the manager is asked."""
        return WriteOffRequested(
            branch_id=self.branch_id,
            write_off_id=self.id,
            thing_id=self.thing_id,
            cause=self.cause.value,
            quantity=self.quantity,
            requested_by=self.requested_by,
        )

    def _decide(self, staff_id: str, action: SlipAction, note: str, at: datetime) -> None:
        if staff_id == self.requested_by:
            raise OwnSlip
        self.state = SLIP.after(self.state, action)
        self.decided_by, self.decided_at, self.decision_note = staff_id, at, note or None

    def approve(self, staff_id: str, *, replace: bool, note: str, at: datetime) -> WriteOffApproved:
        """The manager signs.

        Raises:
            OwnSlip: nobody signs what he asked for.
        """
        self._decide(staff_id, SlipAction.APPROVE, note, at)
        self.replace = replace
        return WriteOffApproved(
            branch_id=self.branch_id,
            write_off_id=self.id,
            thing_id=self.thing_id,
            cause=self.cause.value,
            quantity=self.quantity,
            replace=replace,
            approved_by=staff_id,
        )

    def reject(self, staff_id: str, *, note: str, at: datetime) -> WriteOffRejected:
        """The manager does not believe it; the thing stays registered.

        Raises:
            OwnSlip: nobody decides on what he asked for.
        """
        self._decide(staff_id, SlipAction.REJECT, note, at)
        return WriteOffRejected(
            branch_id=self.branch_id, write_off_id=self.id, thing_id=self.thing_id, rejected_by=staff_id
        )

    def arrive(self, staff_id: str, at: datetime) -> WriteOffArrived:
        """What was bought is here.

        Raises:
            NothingToBuy: none was to be bought.
        """
        self.state = SLIP.after(self.state, SlipAction.ARRIVE)
        if not self.replace:
            raise NothingToBuy
        self.arrived_by, self.arrived_at = staff_id, at
        return WriteOffArrived(
            branch_id=self.branch_id, write_off_id=self.id, thing_id=self.thing_id, quantity=self.quantity
        )
