"""Unmet wishes as they come in and go out; who wished is known by the order alone."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from services.customer_service.domain.contacts import ContactState
from services.customer_service.domain.wishes import SubjectState, WishState, tidy
from services.customer_service.models import Wish, WishSubject
from shared.contracts.values import BranchId
from shared.kit.privacy import PlainText


def _named(name: str) -> str:
    name = tidy(name)
    if not name:
        raise ValueError("a name is needed")
    return name


SubjectName = Annotated[PlainText, Field(min_length=1, max_length=100), AfterValidator(_named)]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid")


class WishIn(_In):
    """What was asked for, by the name of a subject on the list or a new one, and how we helped meanwhile."""

    branch_id: BranchId
    subject: SubjectName
    helped: PlainText | None = None
    order_id: Annotated[UUID | None, Field(description="without it nobody can be told later")] = None


class SubjectNameIn(_In):
    """What it is called."""

    name: SubjectName


class DropIn(_In):
    """Why it will not be offered."""

    reason: Annotated[PlainText, Field(min_length=1)]


class MergeIn(_In):
    """The subject that means the same and stays."""

    into_id: UUID


class WishNameOut(BaseModel):
    """A subject to choose from."""

    id: UUID
    name: str
    state: SubjectState

    @classmethod
    def of(cls, row: WishSubject) -> WishNameOut:
        """The subject's name."""
        return cls(id=row.id, name=row.name, state=row.state)


class WishSubjectOut(BaseModel):
    """A subject with its numbers."""

    id: UUID
    branch_id: str
    name: str
    state: SubjectState
    wished: int = Field(description="how often it was asked for in all")
    recent: int = Field(default=0, description="how often in the last 90 days")
    waiting: int = Field(default=0, description="orders whose customers are to hear of it")
    told: int = Field(default=0, description="orders whose customers have heard of it")
    first_asked_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    reason: str | None
    version: int

    @classmethod
    def of(cls, row: WishSubject) -> WishSubjectOut:
        """The subject, before its wishes are counted."""
        return cls(**row.model_dump(include=set(cls.model_fields)))


class WishOut(BaseModel):
    """A wish."""

    id: UUID
    branch_id: str
    subject_id: UUID
    state: WishState
    order_id: UUID | None
    order_number: str | None = None
    helped: str | None
    noted_by: str
    noted_at: datetime
    contact_id: UUID | None
    contact_state: Annotated[ContactState | None, Field(description="of the call that tells the customer")] = None
    told_at: datetime | None

    @classmethod
    def of(cls, row: Wish) -> WishOut:
        """The wish, before its order and call are read."""
        return cls(**row.model_dump(include=set(cls.model_fields)))
