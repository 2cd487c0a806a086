"""爱心小叮咛: what a customer takes home in his own words."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from services.customer_service.domain.precautions import About
from shared.contracts.reception import Category


class CareGroup(BaseModel):
    """Advice of one kind, in the customer's language."""

    about: About
    lines: list[str]


class CareNotesOut(BaseModel):
    """The care notes of an order (REC-02); names are reception's and stand nowhere here."""

    order_id: UUID
    number: str | None
    branch_id: str
    category: Category
    shoot_at: datetime | None = Field(description="when the next shoot begins, if one is booked")
    groups: list[CareGroup]
