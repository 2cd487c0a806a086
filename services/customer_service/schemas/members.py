"""Members, and the department's part of an order, as they are read."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel

from services.customer_service.domain.members import Level
from services.customer_service.schemas.complaints import ComplaintOut, DelayOut
from services.customer_service.schemas.contacts import ContactOut


class PointsLine(BaseModel):
    """A line of the ledger."""

    at: datetime
    points: int
    balance: int
    reason: str
    order_id: UUID | None


class MemberOut(BaseModel):
    """A member with the ledger of points, newest first."""

    person_id: UUID
    level: Level
    points: int
    ledger: list[PointsLine]


class OrderPart(BaseModel):
    """Customer service's part of an order."""

    order_id: UUID
    contacts: list[ContactOut]
    complaints: list[ComplaintOut]
    delays: list[DelayOut]
    points: int
