"""What a customer sees of reception; names of staff and inner words are not among it."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel

from services.reception.domain.work_orders import WorkState
from services.reception.models import ExtraServiceVersion, WorkOrder
from shared.contracts.values import Money


class OfferedService(BaseModel):
    """A service with its price, explained before it is asked for (M-67)."""

    code: str
    name: str
    unit: str
    price: Money
    explanation: str

    @classmethod
    def of(cls, code: str, row: ExtraServiceVersion) -> OfferedService:
        """The service as shown."""
        return cls(code=code, name=row.name, unit=row.unit, price=row.money, explanation=row.explanation)


class OwnService(BaseModel):
    """A service that was asked for, and where it is."""

    number: str
    name: str
    unit: str
    quantity: int
    amount: Money
    appointed_at: datetime
    state: WorkState

    @classmethod
    def of(cls, row: WorkOrder) -> OwnService:
        """The work order as its customer sees it."""
        return cls(
            number=row.number,
            name=row.service_name,
            unit=row.unit,
            quantity=row.quantity,
            amount=row.money(row.amount),
            appointed_at=row.appointed_at,
            state=row.state,
        )


class OwnServices(BaseModel):
    """What can be had today, and what was asked for, the newest last."""

    offered: list[OfferedService]
    asked: list[OwnService]
