"""Requests to let a shoot happen with the package balance open."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel

from services.reception.domain.overrides import OverrideState
from services.reception.models import OverrideRequest
from shared.contracts.values import Money


class OverrideOut(BaseModel):
    """A request, what was owed when it was made, and the answer."""

    id: UUID
    order_id: UUID
    owed: Money
    reason: str
    state: OverrideState
    requested_by: str
    requested_at: datetime
    decided_by: str | None
    decided_at: datetime | None

    @classmethod
    def of(cls, row: OverrideRequest) -> OverrideOut:
        """The request as answered."""
        values = row.model_dump(include=set(OverrideOut.model_fields) - {"owed"})
        return cls(**values, owed=Money(amount=row.owed, currency=row.currency))
