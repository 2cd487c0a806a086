"""What a month's visits owe (M-12, M-28), and visits drawn to be looked into (M-17)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from services.customer_service.domain.contacts import Answer
from services.customer_service.domain.visit_quotas import VisitCheckState
from services.customer_service.models import VisitCheck
from shared.contracts.values import BranchId
from shared.kit.privacy import PlainText

MonthName = Annotated[str, StringConstraints(pattern=r"^20\d\d-(0[1-9]|1[0-2])$")]


class PersonQuota(BaseModel):
    """What somebody has to do himself in the month, and has done."""

    staff_id: str
    role: str
    complaint_visits: int
    complaint_visits_due: int
    checks: int
    checks_due: int


class VisitorScore(BaseModel):
    """How a colleague's drawn visits were scored."""

    staff_id: str
    checks: int
    score: float


class Sample(BaseModel):
    """What the drawn visits say (M-69)."""

    checked: int
    asked_again: int
    satisfied: int = Field(description="of those asked again")
    differing: int = Field(description="who say something else than in the visit")
    visitors: list[VisitorScore]


class VisitQuotas(BaseModel):
    """The month's close of visits: who still owes what (M-12, M-28)."""

    branch_id: str
    month: str
    finish_by: date = Field(description="the visits of the month are finished by this day")
    open_visits: int = Field(description="due in the month and neither made nor given up")
    visits: int = Field(description="made in the month")
    in_person: int
    in_person_due: int
    people: list[PersonQuota]
    sample: Sample


class VisitDrawIn(BaseModel):
    """Draw a visit of that month."""

    model_config = ConfigDict(extra="forbid")

    branch_id: BranchId
    month: MonthName


class VisitScoreIn(BaseModel):
    """How well it was made, and what the customer says when asked again."""

    model_config = ConfigDict(extra="forbid")

    score: int = Field(ge=1, le=5)
    answer: Answer | None = None
    remark: PlainText | None = None


class VisitCheckOut(BaseModel):
    """A drawn visit."""

    id: UUID
    branch_id: str
    month: str
    contact_id: UUID
    visitor_id: str
    first_answer: Answer
    checker_id: str
    drawn_at: datetime
    state: VisitCheckState
    score: int | None
    answer: Answer | None
    remark: str | None
    scored_at: datetime | None

    @classmethod
    def of(cls, check: VisitCheck) -> VisitCheckOut:
        """The visit as answered."""
        return cls(**check.model_dump(include=set(cls.model_fields)))
