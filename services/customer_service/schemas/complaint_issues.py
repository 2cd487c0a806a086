"""Issues that many complain about, as they come in and go out (M-09)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from services.customer_service.domain.complaint_issues import IssueAnswer, IssueState
from services.customer_service.domain.complaints import CauseKind
from services.customer_service.models import ComplaintIssue
from services.customer_service.schemas.complaints import ComplaintOut, Department, Required
from services.customer_service.schemas.contacts import Moment
from shared.contracts.values import BranchId
from shared.kit.privacy import PlainText

Line = Annotated[PlainText, StringConstraints(min_length=1, max_length=200)]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid")


class IssueIn(_In):
    """A new issue, with the complaints that are about it."""

    branch_id: BranchId
    subject: Annotated[Line, Field(description="what it is about")]
    cause_kind: CauseKind | None = None
    department: Department | None = None
    about_customer_service: bool = False
    complaint_ids: list[UUID] = Field(default_factory=list, max_length=200)


class IssueEditIn(_In):
    """What it is about, in other words."""

    subject: Line
    cause_kind: CauseKind | None = None
    department: Department | None = None


class MeetingIn(_In):
    """When and where those who complain are met."""

    meets_at: Moment
    place: Line


class MeetingOutcomeIn(_In):
    """What came out of the meeting; when and where, if that was not announced or was otherwise."""

    outcome: Required
    meets_at: Moment | None = None
    place: Line | None = None


class NoticeIn(_In):
    """What everybody is told."""

    text: Required


class IssueOut(BaseModel):
    """An issue in a list."""

    id: UUID
    number: str
    branch_id: str
    state: IssueState
    subject: str
    cause_kind: CauseKind | None
    department: str | None
    about_customer_service: bool
    opened_by: str
    opened_at: datetime
    answer: IssueAnswer | None
    meets_at: datetime | None
    place: str | None
    outcome: str | None
    notice: str | None
    announced_at: datetime | None
    decided_by: str | None
    answered_at: datetime | None
    closed_by: str | None
    closed_at: datetime | None
    version: int
    complaints: int = Field(default=0, description="how many are linked")
    since: datetime = Field(description="when the first of them was received; without any, when it was opened")

    @classmethod
    def of(cls, issue: ComplaintIssue) -> IssueOut:
        """The issue as answered, before its complaints are counted."""
        return cls(**issue.model_dump(include=set(cls.model_fields)), since=issue.opened_at)


class IssueDetail(IssueOut):
    """An issue with its complaints, the first received first."""

    linked: list[ComplaintOut]


class SuggestionOut(BaseModel):
    """Complaints that may be about the same thing; of cause and department one is given."""

    cause_kind: CauseKind | None
    department: str | None
    about_customer_service: bool
    complaint_ids: list[UUID]
    since: datetime


class IssueSuggestions(BaseModel):
    """What many have complained about lately, the most frequent first."""

    at_least: int
    within_days: int
    suggestions: list[SuggestionOut]
