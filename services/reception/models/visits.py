"""Visits, the rota, and who stands in for whom."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from services.reception.domain.visits import (
    VISIT,
    Channel,
    HoldByReceiver,
    HoldMissing,
    HoldOutcome,
    LossReason,
    VisitAction,
    VisitState,
)
from services.reception.models.base import Base
from shared.contracts.reception import Category, VisitHeld, VisitHesitated, VisitLost, VisitRegistered
from shared.kit.tables import BranchRow, document, moment, words


class Rota(Base, BranchRow, table=True):
    """Who receives that day, and in which order it is their turn now (GEN-02)."""

    __tablename__ = "rota"

    branch_id: str = Field(primary_key=True, max_length=12)
    day: date = Field(primary_key=True)
    staff_ids: list[str] = document(default_factory=list)
    turns: list[str] = document(default_factory=list)


class Proxy(Base, BranchRow, table=True):
    """Approved leave: the proxy takes the tasks, not the ownership (GEN-03)."""

    __tablename__ = "proxy"

    leave_id: UUID = Field(primary_key=True)
    staff_id: str = Field(max_length=40, index=True)
    proxy_id: str = Field(max_length=40)
    first_day: date
    last_day: date


class Visit(Base, BranchRow, table=True):
    """A line of the traffic register: everybody who comes, whether he orders or not (REC-01)."""

    __tablename__ = "visit"
    __table_args__ = (
        Index("visit_day", "branch_id", "day"),
        Index("visit_newest", "branch_id", "came_at", "id"),
    )

    id: UUID = Field(primary_key=True)
    number: str = Field(max_length=32, unique=True)
    day: date
    came_at: datetime = moment()
    channel: Channel = words(Channel)
    state: VisitState = words(VisitState, default=VisitState.REGISTERED)
    receiver_id: str = Field(max_length=40)
    proxy_for: str | None = Field(default=None, max_length=40)
    skipped_id: str | None = Field(default=None, max_length=40)
    skip_reason: str | None = Field(default=None, max_length=200)
    person_id: UUID | None = Field(default=None, index=True)
    phone_refused_reason: str | None = Field(default=None, max_length=200)
    returning: bool = False
    wanted_category: Category | None = words(Category, default=None, nullable=True)
    source: str | None = Field(default=None, max_length=200)
    wedding_date: date | None = None
    referrer_person_id: UUID | None = None
    previous_visit_id: UUID | None = Field(default=None, index=True)
    held_by: str | None = Field(default=None, max_length=40)
    held_at: datetime | None = moment(nullable=True)
    hold_outcome: HoldOutcome | None = words(HoldOutcome, default=None, nullable=True)
    hold_note: str = Field(default="", max_length=2000)
    loss_reason: LossReason | None = words(LossReason, default=None, nullable=True)
    last_contact_at: datetime | None = moment(nullable=True)
    order_id: UUID | None = None
    phone_booking: dict[str, Any] | None = document(nullable=True)
    version: int = 1

    @property
    def owner_id(self) -> str:
        """Whose customer it is: a proxy received for somebody, who keeps him (GEN-01, A-16)."""
        return self.proxy_for or self.receiver_id

    def registered(self) -> VisitRegistered:
        """The fact that somebody came."""
        return VisitRegistered(
            branch_id=self.branch_id,
            visit_id=self.id,
            receiver_id=self.receiver_id,
            person_id=self.person_id,
            returning=self.returning,
            previous_visit_id=self.previous_visit_id,
        )

    def _do(self, action: VisitAction) -> None:
        self.state = VISIT.after(self.state, action)
        self.version += 1

    def hesitate(self) -> VisitHesitated:
        """走单意向: the customer is about to leave without an order (REC-05)."""
        self._do(VisitAction.HESITATE)
        return VisitHesitated(branch_id=self.branch_id, visit_id=self.id, receiver_id=self.receiver_id)

    def hold(self, by: str, outcome: HoldOutcome, note: str, at: datetime) -> VisitHeld:
        """押单: somebody other than the receiver takes part in the talk (REC-05).

        Raises:
            HoldByReceiver: the receiver himself.
        """
        if by == self.receiver_id:
            raise HoldByReceiver
        self._do(VisitAction.HOLD)
        self.held_by, self.held_at, self.hold_outcome, self.hold_note = by, at, outcome, note
        return VisitHeld(
            branch_id=self.branch_id,
            visit_id=self.id,
            held_by=by,
            outcome=outcome.value,
            receiver_id=self.receiver_id,
            person_id=self.person_id,
        )

    def lose(self, reason: LossReason) -> VisitLost:
        """Close the visit without an order, with its reason (REC-05, REC-23).

        Raises:
            HoldMissing: no manager has held it.
        """
        if self.held_by is None:
            raise HoldMissing
        self._do(VisitAction.LOSE)
        self.loss_reason = reason
        return VisitLost(
            branch_id=self.branch_id,
            visit_id=self.id,
            reason=reason.value,
            receiver_id=self.receiver_id,
            person_id=self.person_id,
        )

    def come_again(self) -> None:
        """二次进店: the customer came a second time, which is a visit of its own naming this one."""
        if self.state not in (VisitState.SECOND_VISIT, VisitState.ORDERED, VisitState.REGISTERED):
            self._do(VisitAction.COME_AGAIN)

    def order(self, order_id: UUID) -> None:
        """The talk led to an order."""
        self._do(VisitAction.ORDER)
        self.order_id = order_id

    def contacted(self, at: datetime) -> None:
        """A call of the one-week series was made (REC-05)."""
        self.last_contact_at = at
        if VISIT.allows(self.state, VisitAction.FOLLOW_UP):
            self._do(VisitAction.FOLLOW_UP)
