"""Complaints, their log, and the counter of their numbers."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Index, text
from sqlmodel import Field

from services.customer_service.domain.complaints import (
    COMPLAINTS,
    OVER,
    CauseKind,
    ComplaintAction,
    ComplaintChannel,
    ComplaintClass,
    ComplaintState,
    Nature,
    Verdict,
)
from services.customer_service.models.base import Base
from shared.contracts.customer_service import ComplaintClosed, ComplaintDecided, ComplaintJudged, ComplaintOpened
from shared.contracts.values import Money
from shared.kit.tables import BranchRow, document, moment, words


class ComplaintNumber(Base, BranchRow, table=True):
    """The last complaint number of a branch and year; its row is locked while the next is taken."""

    __tablename__ = "complaint_number"

    branch_id: str = Field(max_length=12, primary_key=True)
    year: int = Field(primary_key=True)
    last: int = 0


OPEN_COMPLAINT = text("state NOT IN ('CLOSED', 'ARCHIVED')")
"""Something is still to be done about it; in words that the index of such complaints is found by."""


class Complaint(Base, BranchRow, table=True):
    """A complaint from intake to closing (CS-32 … CS-37)."""

    __tablename__ = "complaint"
    __table_args__ = (
        Index("complaint_turning_valid", "turns_valid_at", postgresql_where=text("turns_valid_at IS NOT NULL")),
        Index("complaint_open", "branch_id", postgresql_where=OPEN_COMPLAINT),
    )

    id: UUID = Field(primary_key=True)
    number: str = Field(max_length=30, unique=True)
    state: ComplaintState = words(ComplaintState, index=True)
    channel: ComplaintChannel = words(ComplaintChannel)
    nature: Nature = words(Nature)
    order_id: UUID | None = Field(default=None, index=True)
    issue_id: UUID | None = Field(default=None, index=True)
    complainant_person_id: UUID | None = Field(default=None, index=True)
    department: str | None = Field(default=None, max_length=40)
    about_customer_service: bool = False
    content: str = Field(max_length=2000)
    received_at: datetime = moment(index=True)
    received_by: str = Field(max_length=40)
    answer_due_at: datetime = moment()
    answered_at: datetime | None = moment(nullable=True)
    turns_valid_at: datetime | None = moment(nullable=True)
    resolve_by: datetime | None = moment(nullable=True)
    verdict: Verdict | None = words(Verdict, default=None, nullable=True)
    complaint_class: ComplaintClass | None = words(ComplaintClass, default=None, nullable=True)
    responsible_department: str | None = Field(default=None, max_length=40)
    handler_id: str | None = Field(default=None, max_length=40)
    explanation: str | None = Field(default=None, max_length=2000)
    cause: str | None = Field(default=None, max_length=2000)
    cause_kind: CauseKind | None = words(CauseKind, default=None, nullable=True)
    responsible_staff_id: str | None = Field(default=None, max_length=40)
    emergency_measure: str | None = Field(default=None, max_length=2000)
    prevention: str | None = Field(default=None, max_length=2000)
    analysis: dict[str, Any] | None = document(nullable=True)
    options: list[str] = document(default_factory=list)
    chosen_option: int | None = None
    decided_by: str | None = Field(default=None, max_length=40)
    compensation: int | None = Field(default=None, sa_type=BigInteger)
    currency: str = Field(default="CNY", max_length=3)
    signature_digest: str | None = Field(default=None, max_length=64)
    paper_scan_id: UUID | None = None
    penalty: str | None = Field(default=None, max_length=2000)
    rounds: int = 0
    visit_answer: str | None = Field(default=None, max_length=20)
    put_right_by: datetime | None = moment(nullable=True)
    summary: str | None = Field(default=None, max_length=2000)
    closed_at: datetime | None = moment(nullable=True)
    version: int = 1

    def move(self, action: ComplaintAction) -> None:
        """Take a step of the table of states.

        Raises:
            TransitionRefused: not possible in this state.
        """
        self.state = COMPLAINTS.after(self.state, action)
        self.version += 1
        if action is ComplaintAction.REOPEN:
            # What was analysed did not satisfy; the next decision has its own reasons (M-88).
            self.analysis = None
        if self.state in OVER or self.verdict is not None:
            self.turns_valid_at = None

    def opened(self) -> ComplaintOpened:
        """The fact that it was received."""
        return ComplaintOpened(
            branch_id=self.branch_id,
            complaint_id=self.id,
            number=self.number,
            nature=self.nature.value,
            channel=self.channel.value,
            department=self.department,
            order_id=self.order_id,
        )

    def judged(self, verdict: Verdict, complaint_class: ComplaintClass) -> ComplaintJudged:
        """The fact of the judgement."""
        return ComplaintJudged(
            branch_id=self.branch_id,
            complaint_id=self.id,
            verdict=verdict.value,
            complaint_class=complaint_class.value,
            responsible_department=self.responsible_department,
            order_id=self.order_id,
        )

    def decided(self, by: str, compensation: Money | None) -> ComplaintDecided:
        """The leader's choice (CS-35)."""
        self.move(ComplaintAction.DECIDE)
        self.decided_by = by
        self.compensation = compensation.amount if compensation else None
        self.currency = compensation.currency if compensation else self.currency
        return ComplaintDecided(
            branch_id=self.branch_id,
            complaint_id=self.id,
            decided_by=by,
            compensation=compensation,
            order_id=self.order_id,
        )

    def closed(self, summary: str, at: datetime) -> ComplaintClosed:
        """Summarised and filed (CS-37)."""
        self.move(ComplaintAction.SUMMARISE)
        self.summary, self.closed_at = summary, at
        return ComplaintClosed(
            branch_id=self.branch_id, complaint_id=self.id, outcome=self.state.value, order_id=self.order_id
        )


class ComplaintEntry(Base, BranchRow, table=True):
    """A line of a complaint's log (M-11)."""

    __tablename__ = "complaint_entry"

    id: UUID = Field(primary_key=True)
    complaint_id: UUID = Field(index=True)
    at: datetime = moment()
    by: str = Field(max_length=40)
    action: str = Field(max_length=40)
    details: dict[str, Any] = document(default_factory=dict)
