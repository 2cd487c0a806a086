"""Contacts as they come in and go out."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, Base64Bytes, BaseModel, ConfigDict, Field, StringConstraints

from services.customer_service.domain.contacts import (
    Answer,
    Aspect,
    Channel,
    ContactKind,
    ContactState,
    Outcome,
    state_now,
)
from services.customer_service.domain.rules import BY_ID
from services.customer_service.models import Contact, ContactAttempt, OrderCopy
from shared.contracts.values import BranchId, Money, StaffId
from shared.kit.privacy import PlainText

Required = Annotated[PlainText, StringConstraints(min_length=1)]


def _in_our_time(moment: datetime) -> datetime:
    if not 2000 <= moment.year < 2200:
        raise ValueError("the year must lie between 2000 and 2199")
    return moment


Moment = Annotated[AwareDatetime, AfterValidator(_in_our_time)]
"""A moment with its offset, in a year people live in."""


class OutcomeIn(BaseModel):
    """How a contact went."""

    model_config = ConfigDict(extra="forbid")

    outcome: Outcome
    channel: Channel
    note: PlainText | None = None
    next_try_at: Moment | None = None
    answer: Answer | None = None
    pleased: list[Aspect] = Field(default_factory=list, max_length=11, description="with what, in a return visit")
    displeased: list[Aspect] = Field(default_factory=list, max_length=11)
    signature_image: Annotated[
        Base64Bytes | None, Field(max_length=200_000, description="of a visit in person after an extra service (M-29)")
    ] = None
    paper_scan_id: UUID | None = None

    @property
    def signed(self) -> bool:
        """Whether the customer signed, here or on paper."""
        return self.signature_image is not None or self.paper_scan_id is not None


class EscalationIn(BaseModel):
    """A problem one cannot solve, and who is presumed to be responsible (REC-15)."""

    model_config = ConfigDict(extra="forbid")

    problem: Required
    responsible_staff_id: StaffId | None = None


class OwnKind(StrEnum):
    """What people may plan themselves; messages are the system's."""

    CALL = "CALL"
    INTERNAL = "INTERNAL"


class ContactIn(BaseModel):
    """A contact of one's own."""

    model_config = ConfigDict(extra="forbid")

    branch_id: BranchId
    kind: OwnKind = OwnKind.CALL
    due_at: Moment
    note: Required
    order_id: UUID | None = None
    person_id: UUID | None = None
    assignee_id: StaffId | None = None


class ContactOut(BaseModel):
    """A contact in a list."""

    id: UUID
    branch_id: str
    rule: str
    kind: ContactKind
    state: ContactState
    due_at: datetime
    deadline_at: datetime | None
    order_id: UUID | None
    visit_id: UUID | None
    complaint_id: UUID | None
    work_order_id: UUID | None
    person_id: UUID | None
    assignee_id: str | None
    on_behalf_of: str | None
    for_role: str | None
    attempts: int
    outcome: Outcome | None
    answer: Answer | None
    done_by: str | None
    done_at: datetime | None
    reason: str | None
    return_visit: bool = Field(description="asks for one of the three answers (CS-11)")
    order_number: str | None
    owed: Money | None = Field(description="what is still to be paid for its order; whoever calls says so (REC-10)")
    on_duty: bool = Field(description="for the clerk on duty of that day (REC-10)")
    person_ids: list[UUID] = Field(description="whom to contact; names are reception's")

    @classmethod
    def of(cls, contact: Contact, now: datetime, order: OrderCopy | None) -> ContactOut:
        """The contact at that moment, with its order when it has one."""
        return cls(**contact_values(contact, now, order))


class AttemptOut(BaseModel):
    """One try (GEN-11)."""

    at: datetime
    staff_id: str
    channel: Channel
    outcome: Outcome
    note: str | None

    @classmethod
    def of(cls, attempt: ContactAttempt) -> AttemptOut:
        """The try as answered."""
        return cls(**attempt.model_dump(include={"at", "staff_id", "channel", "outcome", "note"}))


class AfterAnswer(BaseModel):
    """What is asked and said once the customer has given one of these answers (CS-11)."""

    answers: list[Answer]
    words: str


class ContactDetail(ContactOut):
    """A contact with everything the caller needs on the screen."""

    script: str
    greeting: str | None
    after: list[AfterAnswer] = Field(description="of a return visit, how it goes on after each answer (CS-11)")
    precautions: list[str]
    note: str | None
    pleased: list[Aspect] | None
    displeased: list[Aspect] | None
    log: list[AttemptOut]
    message_state: str | None
    message_result: str | None


def contact_values(contact: Contact, now: datetime, order: OrderCopy | None) -> dict[str, Any]:
    """The fields of a contact as shown; planned is due when its time has come."""
    values = contact.model_dump(include=set(ContactOut.model_fields))
    people = [UUID(person) for person in order.person_ids] if order else []
    return values | {
        "state": state_now(contact.state, contact.due_at, now),
        "return_visit": BY_ID[contact.rule].return_visit,
        "order_number": order.number if order else None,
        "owed": Money(amount=order.balance, currency=order.currency) if order and order.balance > 0 else None,
        "person_ids": people or ([contact.person_id] if contact.person_id else []),
    }
