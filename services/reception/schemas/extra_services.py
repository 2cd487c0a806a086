"""The price list of extra services as sent and shown."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from services.reception.models import ExtraService, ExtraServiceVersion
from services.reception.schemas import Body, Code, NotNegative
from shared.contracts.values import BranchId, Money
from shared.kit.privacy import PlainText, Words


class ExtraServiceIn(Body):
    """A service of the chain, or of one branch."""

    code: Code
    branch_id: BranchId | None = None


class ServiceVersionIn(Body):
    """What the service is called and costs from a day on; no longer offered, it stays on old work orders (M-75)."""

    name: Words
    unit: Annotated[Words, Field(max_length=20)]
    price: NotNegative
    explanation: PlainText = ""
    offered: bool = True
    valid_from: date | None = None


class ServiceVersionOut(BaseModel):
    """A version of a service."""

    version: int
    name: str
    unit: str
    price: Money
    explanation: str
    offered: bool
    valid_from: date

    @classmethod
    def of(cls, row: ExtraServiceVersion) -> ServiceVersionOut:
        """The version as answered."""
        same = {name: getattr(row, name) for name in cls.model_fields if name != "price"}
        return cls(**same, price=row.money)


class ExtraServiceOut(BaseModel):
    """A service with the version of today, and the next one that begins on a later day."""

    id: UUID
    branch_id: str | None
    code: str
    versions: int
    current: ServiceVersionOut | None
    planned: ServiceVersionOut | None

    @classmethod
    def of(
        cls, service: ExtraService, current: ExtraServiceVersion | None, planned: ExtraServiceVersion | None
    ) -> ExtraServiceOut:
        """The service as answered."""
        return cls(
            id=service.id,
            branch_id=service.branch_id,
            code=service.code,
            versions=service.versions,
            current=None if current is None else ServiceVersionOut.of(current),
            planned=None if planned is None else ServiceVersionOut.of(planned),
        )
