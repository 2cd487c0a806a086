"""Contacts, the tries made, and messages on their way."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Index, text
from sqlmodel import Field

from services.customer_service.domain.contacts import (
    CONTACTS,
    OPEN_STATES,
    Answer,
    Channel,
    ContactAction,
    ContactAlreadyDone,
    ContactClosed,
    ContactKind,
    ContactState,
    Outcome,
    why_over,
)
from services.customer_service.models.base import Base
from shared.contracts.customer_service import AppointmentAnswered, ContactDone, VisitAnswered
from shared.kit.reference import Branch, Staff
from shared.kit.tables import BranchRow, document, moment, words


class Contact(Base, BranchRow, table=True):
    """A planned call, message or internal alert; one per rule and occasion (A-02)."""

    __tablename__ = "contact"
    __table_args__ = (
        Index("contact_due", "due_at", postgresql_where=text("state IN ('PLANNED', 'OVERDUE')")),
        Index("contact_assignee", "assignee_id", "due_at"),
        Index("contact_to_do", "branch_id", "due_at", "id", postgresql_where=text("state IN ('PLANNED', 'OVERDUE')")),
        Index("contact_over", "branch_id", "done_at", "id", postgresql_where=text("done_at IS NOT NULL")),
        Index("contact_of_complaint", "complaint_id", postgresql_where=text("complaint_id IS NOT NULL")),
        Index("contact_mine", "assignee_id", "due_at", "id", postgresql_where=text("state IN ('PLANNED', 'OVERDUE')")),
    )

    id: UUID = Field(primary_key=True)
    rule: str = Field(max_length=10)
    occasion: str = Field(max_length=200)
    dedupe: str = Field(max_length=220, unique=True)
    kind: ContactKind = words(ContactKind)
    state: ContactState = words(ContactState)
    due_at: datetime = moment()
    deadline_at: datetime | None = moment(nullable=True)
    order_id: UUID | None = Field(default=None, index=True)
    booking_id: UUID | None = None
    visit_id: UUID | None = Field(default=None, index=True)
    complaint_id: UUID | None = None
    work_order_id: UUID | None = None
    person_id: UUID | None = None
    assignee_id: str | None = Field(default=None, max_length=40)
    on_behalf_of: str | None = Field(default=None, max_length=40)
    for_role: str | None = Field(default=None, max_length=40)
    on_duty: bool = Field(
        default=False,
        sa_column_kwargs={"server_default": text("false")},
        description="the clerk on duty of the day it is due makes it (REC-10)",
    )
    template: str = Field(max_length=60)
    parameters: dict[str, Any] = document(default_factory=dict)
    attempts: int = 0
    outcome: Outcome | None = words(Outcome, default=None, nullable=True)
    channel: Channel | None = words(Channel, default=None, nullable=True)
    answer: Answer | None = words(Answer, default=None, nullable=True)
    note: str | None = Field(default=None, max_length=2000)
    pleased: list[str] | None = document(nullable=True)
    displeased: list[str] | None = document(nullable=True)
    signature_digest: str | None = Field(default=None, max_length=64)
    paper_scan_id: UUID | None = None
    done_by: str | None = Field(default=None, max_length=40)
    done_at: datetime | None = moment(nullable=True)
    reason: str | None = Field(default=None, max_length=200)
    planned_at: datetime = moment()
    version: int = 1

    @property
    def open(self) -> bool:
        """Whether somebody still has to act."""
        return self.state in OPEN_STATES

    def over(self, branch: Branch, doer: Staff | None) -> ContactAlreadyDone | ContactClosed:
        """Why it cannot be made any more: who did it and when (A-02), or that it was cancelled or given up."""
        if self.state is not ContactState.DONE:
            return ContactClosed(reason=why_over(self.state, self.reason))
        name = doer.state.display_name if doer else self.done_by
        at = branch.in_words(self.done_at) if self.done_at else None
        return ContactAlreadyDone(name=name, done_by=self.done_by, done_at=at, outcome=self.outcome)

    def close(
        self, action: ContactAction, outcome: Outcome, channel: Channel, by: str | None, at: datetime
    ) -> ContactDone:
        """End the contact, for all who were told to make it."""
        self.state = CONTACTS.after(self.state, action)
        self.outcome, self.channel, self.done_by, self.done_at = outcome, channel, by, at
        self.version += 1
        return ContactDone(
            branch_id=self.branch_id,
            contact_id=self.id,
            rule=self.rule,
            channel=channel.value,
            outcome=outcome.value,
            staff_id=by,
            order_id=self.order_id,
            visit_id=self.visit_id,
        )

    def replied(self, order_id: UUID, booking_id: UUID) -> AppointmentAnswered:
        """The fact that the customer said something to an appointment."""
        return AppointmentAnswered(
            branch_id=self.branch_id, order_id=order_id, booking_id=booking_id, outcome=self.rule
        )

    def put_off(self, to: datetime) -> None:
        """Not reached: the second try lies in another time slot (CS-13)."""
        self.state = CONTACTS.after(self.state, ContactAction.TRY_AGAIN)
        self.due_at, self.version = to, self.version + 1

    def say(self, news: dict[str, Any]) -> None:
        """What is to be said has changed before anybody said it."""
        self.parameters, self.version = self.parameters | news, self.version + 1

    def cancel(self, reason: str) -> None:
        """No longer needed."""
        self.state = CONTACTS.after(self.state, ContactAction.CANCEL)
        self.reason, self.version = reason, self.version + 1

    def answered(self, answer: Answer) -> VisitAnswered:
        """Keep the customer's answer (CS-11)."""
        self.answer = answer
        said = VisitAnswered(
            branch_id=self.branch_id, contact_id=self.id, kind=self.rule, answer=answer.value, order_id=self.order_id
        )
        return said.model_copy(update=self._of_work()) if self.work_order_id else said

    def _of_work(self) -> dict[str, Any]:
        """What stands on the work order of an extra service (M-29)."""
        return {
            "work_order_id": self.work_order_id,
            "visited_by": self.done_by,
            "on_site": self.signed,
            "opinion": self.note,
        }

    @property
    def signed(self) -> bool:
        """Whether the customer signed on the spot."""
        return bool(self.signature_digest or self.paper_scan_id)


class ContactAttempt(Base, BranchRow, table=True):
    """One try: who, when, how, with what result (GEN-11)."""

    __tablename__ = "contact_attempt"

    id: UUID = Field(primary_key=True)
    contact_id: UUID = Field(index=True)
    at: datetime = moment()
    staff_id: str = Field(max_length=40)
    channel: Channel = words(Channel)
    outcome: Outcome = words(Outcome)
    note: str | None = Field(default=None, max_length=2000)


class MessageState(StrEnum):
    """States of a message. ``UNKNOWN`` means it may have left the house; it is shown and never repeated blindly."""

    QUEUED = "QUEUED"
    SENDING = "SENDING"
    SENT = "SENT"
    FAILED = "FAILED"
    UNKNOWN = "UNKNOWN"
    CANCELLED = "CANCELLED"


class MessageRow(Base, BranchRow, table=True):
    """A message to be sent: template, parameters and ids, never a name or a number."""

    __tablename__ = "message"
    __table_args__ = (Index("message_queue", "next_try_at", postgresql_where=text("state IN ('QUEUED', 'SENDING')")),)

    id: UUID = Field(primary_key=True)
    contact_id: UUID = Field(unique=True)
    order_id: UUID | None = None
    person_id: UUID | None = None
    template: str = Field(max_length=60)
    parameters: dict[str, Any] = document(default_factory=dict)
    state: MessageState = words(MessageState)
    next_try_at: datetime = moment()
    attempts: int = 0
    claimed_at: datetime | None = moment(nullable=True)
    sent_at: datetime | None = moment(nullable=True)
    provider: str | None = Field(default=None, max_length=20)
    result: str | None = Field(default=None, max_length=200)
