"""Samples, verdicts, and each person's figures."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel

from services.post_production.domain.quality import CheckState, Sampled
from services.post_production.models import QualityCheck
from services.post_production.schemas.base import Body
from shared.contracts.post_production import QualityVerdict
from shared.kit.privacy import PlainText


class VerdictIn(Body):
    """What the store manager says of it; why, unless it is good (PST-22)."""

    verdict: QualityVerdict
    remark: PlainText = ""


class QualityCheckOut(BaseModel):
    """A sample of somebody's work."""

    id: UUID
    branch_id: str
    order_id: UUID
    order_number: str | None = None
    kind: Sampled
    staff_id: str
    drawn_at: datetime
    state: CheckState
    remark: str
    judged_by: str | None
    judged_at: datetime | None

    @classmethod
    def of(cls, row: QualityCheck) -> QualityCheckOut:
        """The sample as answered."""
        return cls(**row.model_dump(exclude={"work_id"}))


class QualityOfPerson(BaseModel):
    """How a person's samples were judged."""

    staff_id: str
    open: int
    passed: int
    noted: int
    redo: int


class QualityFigures(BaseModel):
    """How the samples of a branch were judged, by person, since a day."""

    branch_id: str
    since: date
    people: list[QualityOfPerson]
