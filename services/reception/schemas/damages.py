"""Damage to customers' property as sent and shown."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from services.reception.domain.damages import DamageKind, DamageState, MadeGood
from services.reception.models import DamageReport
from services.reception.schemas import Body, NotNegative
from shared.contracts.values import Money, StaffId
from shared.kit.privacy import PlainText, Words


class DamageIn(Body):
    """What happened to what, and who answers for it as far as it is known (M-21)."""

    kind: DamageKind
    thing: Words
    happened: Annotated[PlainText, Field(min_length=1)]
    responsible_id: StaffId | None = None
    work_order_id: UUID | None = None


class OfferIn(Body):
    """How it is to be made good, as agreed with the customer; the amount is what it costs the house (M-21)."""

    how: MadeGood
    amount: NotNegative
    terms: PlainText = ""


class MadeGoodIn(Body):
    """The customer's signature; money went out by a refund of this order (M-39)."""

    signature_name: Words
    refund_id: UUID | None = None


class DamageFindingIn(Body):
    """Why nothing is owed for it."""

    finding: Annotated[PlainText, Field(min_length=1)]


class DamageOut(BaseModel):
    """A report of damage."""

    id: UUID
    number: str
    branch_id: str
    order_id: UUID
    work_order_id: UUID | None
    kind: DamageKind
    thing: str
    happened: str
    responsible_id: str | None
    reported_by: str
    reported_at: datetime
    state: DamageState
    how: MadeGood | None
    amount: Money
    terms: str
    offered_by: str | None
    offered_at: datetime | None
    decided_by: str | None
    decided_at: datetime | None
    refusal: str
    refund_id: UUID | None
    signature_name: str | None
    finding: str
    closed_by: str | None
    closed_at: datetime | None
    version: int

    @classmethod
    def of(cls, row: DamageReport) -> DamageOut:
        """The report as answered."""
        same = {name: getattr(row, name) for name in cls.model_fields if name != "amount"}
        return cls(**same, amount=row.money)
