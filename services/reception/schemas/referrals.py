"""Invitations, leads, cash-backs."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, Field

from services.reception.domain.people import Gender
from services.reception.domain.referrals import CashBackState, LeadState
from services.reception.models import CashBack, Lead
from services.reception.schemas import Body, PersonName, PhoneText
from services.reception.schemas.money import Method
from shared.contracts.reception import Category
from shared.contracts.values import Money
from shared.kit.privacy import PlainText, Words


class InvitationOut(BaseModel):
    """What a stranger sees behind a customer's code: the branch, and of the customer a masked form of address."""

    branch_name: str
    branch_phone: str
    referrer: str = Field(description="family name or initial, e.g. 林**; empty when there is none")
    gender: Gender | None = Field(description="for the form of address")


class LeadIn(Body):
    """Who wants to be called, and what for."""

    name: PersonName
    phone: PhoneText
    wanted_category: Category | None = None
    wish: PlainText = ""


class LeadThanks(BaseModel):
    """The branch that calls; the same whoever answered."""

    branch_name: str
    branch_phone: str


class LeadOut(BaseModel):
    """A lead at the desk; names come from the register of people."""

    id: UUID
    branch_id: str
    person_id: UUID
    referrer_person_id: UUID
    code: str
    wish: str
    wanted_category: Category | None
    state: LeadState
    received_at: datetime
    visit_id: UUID | None
    closed_by: str | None
    reason: str | None

    @classmethod
    def of(cls, row: Lead) -> LeadOut:
        """The lead as answered."""
        return cls.model_validate(row, from_attributes=True)


class CashBackOut(BaseModel):
    """A referrer's cash-back."""

    order_id: UUID
    branch_id: str
    person_id: UUID
    amount: Money
    state: CashBackState
    earned_at: datetime
    decided_by: str | None
    reason: str | None
    number: str | None
    method: str | None
    signature_name: str | None
    paid_by: str | None
    paid_on: date | None

    @classmethod
    def of(cls, row: CashBack) -> CashBackOut:
        """The cash-back as answered."""
        same = {name: getattr(row, name) for name in cls.model_fields if name != "amount"}
        return cls(**same, amount=row.money)


class CashBackPayIn(Body):
    """How the referrer is paid, and who signed for it."""

    method: Method
    signature_name: Words
