"""Incidents with cash as sent and shown."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from services.reception.domain.cash import CashIncidentKind, IncidentState
from services.reception.models import CashIncident
from services.reception.schemas import Body, Positive
from shared.contracts.values import BranchId, Money, StaffId
from shared.kit.privacy import PlainText


class CounterfeitIn(Body):
    """A note that failed the test, and what happened then (M-35)."""

    branch_id: BranchId
    amount: Positive
    exchanged: bool = False
    supervisor_id: StaffId | None = None
    order_id: UUID | None = None
    note: PlainText = ""


class FindingIn(Body):
    """What came of it."""

    finding: Annotated[PlainText, Field(min_length=1)]


class IncidentOut(BaseModel):
    """An incident with cash; the difference is negative when money is missing."""

    id: UUID
    branch_id: str
    kind: CashIncidentKind
    day: date
    difference: Money
    responsible_id: str | None
    order_id: UUID | None
    exchanged: bool | None
    supervisor_id: str | None
    note: str
    noted_by: str
    noted_at: datetime
    state: IncidentState
    finding: str | None
    settled_by: str | None
    settled_at: datetime | None

    @classmethod
    def of(cls, row: CashIncident) -> IncidentOut:
        """The incident as answered."""
        same = {name: getattr(row, name) for name in cls.model_fields if name != "difference"}
        return cls(**same, difference=Money(amount=row.difference, currency=row.currency))
