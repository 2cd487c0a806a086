"""The price list of paid extra services and its versions; a work order keeps its version (M-18, M-67, M-75)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from services.reception.models.base import Base, fen
from shared.contracts.values import Money
from shared.kit.tables import moment


class ExtraService(Base, table=True):
    """有偿服务: extra make-up, framing, express …; of one branch or (without one) of the chain."""

    __tablename__ = "extra_service"
    __table_args__ = (
        UniqueConstraint("branch_id", "code", name="extra_service_code", postgresql_nulls_not_distinct=True),
    )

    id: UUID = Field(primary_key=True)
    branch_id: str | None = Field(default=None, max_length=12, index=True)
    code: str = Field(max_length=40)
    versions: int = 0


class ExtraServiceVersion(Base, table=True):
    """What a service is called and costs from a day on; never changed afterwards (M-75)."""

    __tablename__ = "extra_service_version"

    service_id: UUID = Field(primary_key=True, foreign_key="extra_service.id")
    version: int = Field(primary_key=True)
    branch_id: str | None = Field(default=None, max_length=12)
    name: str = Field(max_length=200)
    unit: str = Field(max_length=20)
    explanation: str = Field(default="", max_length=2000)
    currency: str = Field(max_length=3)
    price: int = fen()
    offered: bool = True
    valid_from: date
    made_by: str = Field(max_length=40)
    made_at: datetime = moment()

    @property
    def money(self) -> Money:
        """What one costs."""
        return Money(amount=self.price, currency=self.currency)
