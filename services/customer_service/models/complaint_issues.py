"""Issues that many complain about, and the counter of their numbers (M-09)."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from services.customer_service.domain.complaint_issues import ISSUES, IssueAction, IssueAnswer, IssueState
from services.customer_service.domain.complaints import CauseKind
from services.customer_service.models.base import Base
from shared.kit.tables import BranchRow, moment, words


class ComplaintIssueNumber(Base, BranchRow, table=True):
    """The last issue number of a branch and year; its row is locked while the next is taken."""

    __tablename__ = "complaint_issue_number"

    branch_id: str = Field(max_length=12, primary_key=True)
    year: int = Field(primary_key=True)
    last: int = 0


class ComplaintIssue(Base, BranchRow, table=True):
    """What many complain about, until they are answered together (共同问题)."""

    __tablename__ = "complaint_issue"

    id: UUID = Field(primary_key=True)
    number: str = Field(max_length=30, unique=True)
    state: IssueState = words(IssueState)
    subject: str = Field(max_length=200)
    cause_kind: CauseKind | None = words(CauseKind, default=None, nullable=True)
    department: str | None = Field(default=None, max_length=40)
    about_customer_service: bool = False
    opened_by: str = Field(max_length=40)
    opened_at: datetime = moment(index=True)
    answer: IssueAnswer | None = words(IssueAnswer, default=None, nullable=True)
    meets_at: datetime | None = moment(nullable=True)
    place: str | None = Field(default=None, max_length=200)
    outcome: str | None = Field(default=None, max_length=2000)
    notice: str | None = Field(default=None, max_length=2000)
    announced_at: datetime | None = moment(nullable=True)
    decided_by: str | None = Field(default=None, max_length=40)
    answered_at: datetime | None = moment(nullable=True)
    closed_by: str | None = Field(default=None, max_length=40)
    closed_at: datetime | None = moment(nullable=True)
    version: int = 1

    def move(self, action: IssueAction) -> None:
        """Take a step of the table of states.

        Raises:
            TransitionRefused: not possible in this state.
        """
        self.state = ISSUES.after(self.state, action)
        self.version += 1

    def announce(self, meets_at: datetime, place: str, by: str, at: datetime) -> None:
        """Those who complain are asked to a meeting; another time takes the place of the first."""
        self.move(IssueAction.ANNOUNCE)
        self.answer, self.meets_at, self.place = IssueAnswer.MEETING, meets_at, place
        self.decided_by, self.announced_at = by, at

    def held(self, meets_at: datetime, place: str, outcome: str, by: str, at: datetime) -> None:
        """The meeting was held, and this came out of it."""
        self.move(IssueAction.HOLD)
        self.answer, self.meets_at, self.place, self.outcome = IssueAnswer.MEETING, meets_at, place, outcome
        self.decided_by, self.answered_at = by, at

    def publish(self, notice: str, by: str, at: datetime) -> None:
        """All are answered by a notice; a meeting that was announced is not held."""
        self.move(IssueAction.PUBLISH)
        self.answer, self.meets_at, self.place, self.notice = IssueAnswer.NOTICE, None, None, notice
        self.decided_by, self.announced_at, self.answered_at = by, at, at

    def close(self, by: str, at: datetime) -> None:
        """Nothing more is done about it."""
        self.move(IssueAction.CLOSE)
        self.closed_by, self.closed_at = by, at
