"""What was put right of people, and the checks of members' data (M-58)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from services.reception.domain.people import Written
from services.reception.models import MemberCheck
from services.reception.schemas import Body, PersonName, PhoneText
from shared.contracts.values import BranchId
from shared.kit.privacy import PlainText, Words

MonthName = Annotated[str, StringConstraints(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$")]


class CorrectionIn(Body):
    """What is to stand there instead, and why; what is left out stays (M-58)."""

    reason: Annotated[Words, Field(min_length=1, max_length=200)]
    name: Annotated[PersonName, Field(min_length=1)] | None = None
    phone: PhoneText | None = None
    birthday: date | None = None
    address: Annotated[Words, StringConstraints(min_length=1, max_length=400)] | None = None


class PersonChangeOut(BaseModel):
    """Who put what right of whom, when and why; an old phone is masked."""

    id: UUID
    at: datetime
    person_id: UUID
    branch_id: str
    detail: Written
    old: str | None
    staff_id: str
    reason: str


class DrawIn(Body):
    """Whose members are checked, for which month."""

    branch_id: BranchId
    month: MonthName


class MemberCheckOut(BaseModel):
    """A member that chance drew, and what came of it."""

    id: UUID
    branch_id: str
    month: str
    person_id: UUID
    drawn_at: datetime
    drawn_by: str
    right: bool | None = Field(description="null until somebody checked it")
    note: str
    checked_at: datetime | None
    checked_by: str | None

    @classmethod
    def of(cls, row: MemberCheck) -> MemberCheckOut:
        """The check as answered."""
        return cls.model_validate(row, from_attributes=True)


class MemberChecksOut(BaseModel):
    """The sample of a month."""

    items: list[MemberCheckOut]


class CheckedDataOut(BaseModel):
    """What is written of a member, for whoever checks it; on record as a reveal (GEN-08)."""

    person_id: UUID
    name: str
    phone: str | None
    birthday: date | None
    address: str


class VerdictIn(Body):
    """Whether the data are true; what is wrong with them."""

    right: bool
    note: PlainText = ""
