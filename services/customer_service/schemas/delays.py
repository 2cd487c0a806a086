"""Delays as they come in and go out."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from services.customer_service.domain.contacts import ContactState, Outcome, state_now
from services.customer_service.domain.delays import Offer
from services.customer_service.models import Contact, Delay
from services.customer_service.schemas.complaints import Department, Required
from services.customer_service.schemas.complaints import Offer as Amount
from services.customer_service.schemas.contacts import Moment
from shared.contracts.values import Money, StaffId
from shared.kit.privacy import PlainText


class DelayIn(BaseModel):
    """A stage that will be late (GEN-07)."""

    model_config = ConfigDict(extra="forbid")

    stage: Department
    cause: Required
    promise: PlainText | None = None
    compensation: Amount | None = None
    responsible_id: StaffId | None = Field(default=None, description="whose negligence it was, if anybody's (MGT-07)")
    called_at: Moment | None = Field(
        default=None, description="when the customer was called; else the owner is to call"
    )
    call_result: PlainText | None = Field(default=None, description="what the customer said")

    @model_validator(mode="after")
    def _pays(self) -> DelayIn:
        if self.compensation is not None and self.compensation.amount < 0:
            raise ValueError("compensation cannot be negative")
        return self


class RefusalIn(BaseModel):
    """Why the compensation is not given."""

    model_config = ConfigDict(extra="forbid")

    reason: Required


class CallOut(BaseModel):
    """The call to the customer about the delay: made already, or waiting for somebody (GEN-07)."""

    state: ContactState
    contact_id: UUID | None = None
    by: str | None = None
    at: datetime | None = None
    outcome: Outcome | None = None
    result: str | None = None

    @classmethod
    def of(cls, delay: Delay, contact: Contact | None, now: datetime) -> CallOut | None:
        """The call as it stands; none where nobody was to call."""
        if delay.called_at is not None:
            made = {"by": delay.recorded_by, "at": delay.called_at, "result": delay.call_result}
            return cls(state=ContactState.DONE, outcome=Outcome.REACHED, **made)
        if contact is None:
            return None
        return cls(
            state=state_now(contact.state, contact.due_at, now),
            contact_id=contact.id,
            by=contact.done_by or contact.assignee_id,
            at=contact.done_at,
            outcome=contact.outcome,
            result=contact.note,
        )


class DelayOut(BaseModel):
    """A delay on record."""

    id: UUID
    branch_id: str
    order_id: UUID
    order_number: str | None = None
    stage: str
    cause: str
    promise: str | None
    compensation: Money | None
    offer: Offer | None = Field(description="whether the compensation was agreed to, and by whom (PCK-03, M-34)")
    decided_by: str | None
    decided_at: datetime | None
    refusal: str | None
    call: CallOut | None
    responsible_id: str | None
    recorded_by: str
    recorded_at: datetime

    @classmethod
    def of(cls, delay: Delay, contact: Contact | None, now: datetime, number: str | None = None) -> DelayOut:
        """The delay with its call."""
        paid = None if delay.compensation is None else Money(amount=delay.compensation, currency=delay.currency)
        values = delay.model_dump(include=set(cls.model_fields) - {"compensation"})
        return cls(**values, compensation=paid, call=CallOut.of(delay, contact, now), order_number=number)
