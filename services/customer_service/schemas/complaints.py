"""Complaints as they come in and go out."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Base64Bytes, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from services.customer_service.domain.complaint_issues import IssueState
from services.customer_service.domain.complaints import (
    CauseKind,
    ComplaintChannel,
    ComplaintClass,
    ComplaintState,
    Nature,
    Verdict,
)
from services.customer_service.domain.contacts import Answer, Channel
from services.customer_service.models import Complaint, ComplaintEntry, ComplaintIssue
from services.customer_service.schemas.contacts import Moment
from shared.contracts.values import BranchId, Money, StaffId
from shared.kit.privacy import PlainText

Required = Annotated[PlainText, StringConstraints(min_length=1)]
Department = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z_]{1,29}$")]
Offer = Annotated[Money, Field(description="what the house pays; never negative")]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ComplaintIn(_In):
    """The register (CS-32); people are referred to by id."""

    branch_id: BranchId
    channel: ComplaintChannel
    nature: Nature
    content: Required
    order_id: UUID | None = None
    complainant_person_id: UUID | None = None
    cause_kind: CauseKind | None = Field(default=None, description="what it is about, which says whose it is (M-51)")
    department: Department | None = None
    about_customer_service: bool = False
    resolve_by: Annotated[Moment | None, Field(description="promised to the customer; else the same day (M-86)")] = None


class JudgementIn(_In):
    """Established or not, and the class (CS-33, A-17)."""

    verdict: Verdict
    complaint_class: ComplaintClass = Field(alias="class")
    responsible_department: Department | None = None
    handler_id: Annotated[StaffId | None, Field(description="else the department's supervisor (M-04)")] = None
    explanation: PlainText | None = None


class InvestigationIn(_In):
    """Cause and responsible person (CS-34); all four for a major one (M-15)."""

    cause: Required
    cause_kind: CauseKind = CauseKind.OTHER
    responsible_staff_id: StaffId | None = None
    emergency_measure: PlainText | None = None
    prevention: PlainText | None = None


class AnalysisIn(_In):
    """What a large claim is decided on, all four (M-88)."""

    technique: Required
    cost: Required
    risk: Required
    handling: Annotated[Required, Field(description="what is proposed")]


class AnalysisOut(BaseModel):
    """The analysis of a claim."""

    technique: str
    cost: str
    risk: str
    handling: str


class ProposalsIn(_In):
    """Several solutions to choose from (CS-35)."""

    options: list[Required] = Field(min_length=1, max_length=10)


class DecisionIn(_In):
    """The chosen option, from 1, and what the house pays (CS-35)."""

    option: int = Field(ge=1, le=10)
    compensation: Offer | None = None

    @model_validator(mode="after")
    def _pays(self) -> DecisionIn:
        if self.compensation is not None and self.compensation.amount < 0:
            raise ValueError("compensation cannot be negative")
        return self


class ExecutionIn(_In):
    """The customer's signature: drawn here, of which the digest is kept, or a scan of the paper (CS-36)."""

    signature_image: Annotated[Base64Bytes, Field(max_length=200_000)] | None = None
    paper_scan_id: UUID | None = None
    penalty: Annotated[PlainText | None, Field(description="of who is responsible and his supervisor, by rule")] = None

    @model_validator(mode="after")
    def _one(self) -> ExecutionIn:
        if (self.signature_image is None) is (self.paper_scan_id is None):
            raise ValueError("give either signature_image or paper_scan_id")
        return self


class RevisitIn(_In):
    """The answer at the visit after the result (N-22)."""

    answer: Answer
    channel: Channel = Channel.PHONE
    note: PlainText | None = None


class SummaryIn(_In):
    """What was learned (CS-37)."""

    summary: Required


class ProgressIn(_In):
    """What the complainant was told (M-11); the first one is the first answer (M-22)."""

    note: Required
    channel: Channel = Channel.PHONE
    resolve_by: Annotated[Moment | None, Field(description="what the customer was promised anew (M-17)")] = None


class ComplaintEntryOut(BaseModel):
    """A line of the log."""

    at: datetime
    by: str
    action: str
    details: dict[str, Any]


class ComplaintOut(BaseModel):
    """A complaint in a list."""

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True)

    id: UUID
    number: str
    branch_id: str
    state: ComplaintState
    channel: ComplaintChannel
    nature: Nature
    order_id: UUID | None
    issue_id: UUID | None
    complainant_person_id: UUID | None
    department: str | None
    about_customer_service: bool
    content: str
    received_at: datetime
    received_by: str
    answer_due_at: datetime
    answered_at: datetime | None
    verdict: Verdict | None
    complaint_class: ComplaintClass | None = Field(alias="class")
    responsible_department: str | None
    handler_id: str | None
    resolve_by: datetime | None
    put_right_by: datetime | None
    closed_at: datetime | None
    version: int

    @classmethod
    def of(cls, complaint: Complaint) -> ComplaintOut:
        """The complaint as answered."""
        return cls.model_validate(_values(complaint, cls))


class IssueBrief(BaseModel):
    """The issue that a complaint belongs to (M-09)."""

    id: UUID
    number: str
    subject: str
    state: IssueState


class ComplaintDetail(ComplaintOut):
    """A complaint with what was found, proposed and decided."""

    explanation: str | None
    cause: str | None
    cause_kind: CauseKind | None
    responsible_staff_id: str | None
    emergency_measure: str | None
    prevention: str | None
    analysis: AnalysisOut | None
    analysis_above: Money = Field(description="more than this is decided on an analysis, as a major complaint (M-88)")
    options: list[str]
    chosen_option: int | None
    decided_by: str | None
    compensation: Money | None
    signed: bool
    penalty: str | None
    visit_answer: str | None
    summary: str | None
    arrears: Money | None
    issue: IssueBrief | None
    log: list[ComplaintEntryOut]

    @classmethod
    def whole(
        cls,
        complaint: Complaint,
        log: list[ComplaintEntry],
        arrears: Money | None,
        issue: ComplaintIssue | None,
        *,
        limit: int,
    ) -> ComplaintDetail:
        """The complaint with its log and what the complainant owes, which is information only (M-05, M-07)."""
        paid = complaint.compensation
        return cls.model_validate(
            _values(complaint, cls)
            | {
                "compensation": None if paid is None else Money(amount=paid, currency=complaint.currency),
                "analysis_above": Money(amount=limit, currency=complaint.currency),
                "signed": bool(complaint.signature_digest or complaint.paper_scan_id),
                "arrears": arrears,
                "issue": issue and issue.model_dump(include=set(IssueBrief.model_fields)),
                "log": [entry.model_dump(include={"at", "by", "action", "details"}) for entry in log],
            }
        )


class ClassCount(BaseModel):
    """How many complaints fall into a class of the statistics."""

    value: str
    complaints: int


class MonthCount(BaseModel):
    """A month beside others."""

    month: str
    received: int
    valid: int


class Lesson(BaseModel):
    """What a complaint taught."""

    complaint_id: UUID
    number: str
    cause_kind: CauseKind | None
    cause: str | None
    prevention: str | None
    summary: str | None


class IssueOfMonth(IssueBrief):
    """What many complained about (M-09)."""

    complaints: int


class ComplaintStatistics(BaseModel):
    """The classification statistics of a month (CS-37)."""

    branch_id: str
    month: str
    received: int
    closed: int
    open: int
    answered_in_time: int
    valid: int = Field(description="established ones, major ones among them")
    valid_solved: int = Field(description="of those, with a result that the customer signed")
    hear_well: int = Field(description="people who hear of the house from the satisfied: three each")
    hear_ill: int = Field(description="people who hear of it from the dissatisfied: eleven each")
    compensation: list[Money]
    by_state: list[ClassCount]
    by_class: list[ClassCount]
    by_nature: list[ClassCount]
    by_channel: list[ClassCount]
    by_department: list[ClassCount]
    by_cause: list[ClassCount] = Field(description="of the established ones")
    trend: list[MonthCount]
    lessons: list[Lesson]
    issues: list[IssueOfMonth] = Field(description="common issues opened in the month, with all their complaints")


def _values(complaint: Complaint, shape: type[BaseModel]) -> dict[str, Any]:
    return complaint.model_dump(include=set(shape.model_fields) - {"compensation"})
