"""Business days: the float, the count, the two signatures, and who earned what."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Index, text
from sqlmodel import Field

from services.reception.domain.money import DayIsClosed
from services.reception.models.base import Base, fen
from shared.contracts.reception import DayClosed
from shared.contracts.values import Money
from shared.kit.tables import BranchRow, document, moment


class BusinessDay(Base, BranchRow, table=True):
    """A branch's day; money moves under a shared lock on it, the close under the whole one (FIN-12, FIN-13)."""

    __tablename__ = "business_day"
    __table_args__ = (
        Index(
            "business_day_signed",
            "branch_id",
            "day",
            postgresql_where=text("signed_at IS NOT NULL"),
            postgresql_include=["earned"],
        ),
        Index("business_day_open", "branch_id", "day", postgresql_where=text("signed_at IS NULL")),
    )

    branch_id: str = Field(primary_key=True, max_length=12)
    day: date = Field(primary_key=True)
    id: UUID = Field(unique=True)
    currency: str = Field(max_length=3)
    report_number: str | None = Field(default=None, max_length=32, unique=True)
    report: dict[str, Any] | None = document(nullable=True)
    earned: int | None = Field(
        default=None, sa_type=BigInteger, description="by valid receipts less what was paid back; as it was signed"
    )
    computed_cash: int | None = fen(default=None)
    counted_cash: int | None = fen(default=None)
    float_left: int | None = fen(default=None)
    note: str = Field(default="", max_length=2000)
    counted_by: str | None = Field(default=None, max_length=40)
    counted_at: datetime | None = moment(nullable=True)
    signed_by: str | None = Field(default=None, max_length=40)
    signed_at: datetime | None = moment(nullable=True)

    def require_open(self) -> None:
        """Refuse a change of a signed day.

        Raises:
            DayIsClosed: it was signed (M-77).
        """
        if self.signed_at is not None:
            raise DayIsClosed(day=self.day.isoformat())

    def closed(self, receipts: int, voids: int) -> DayClosed:
        """The fact that the day was counted and signed by two."""
        return DayClosed(
            branch_id=self.branch_id,
            day_close_id=self.id,
            business_day=self.day,
            report_number=self.report_number or "",
            computed_cash=Money(amount=self.computed_cash or 0, currency=self.currency),
            counted_cash=Money(amount=self.counted_cash or 0, currency=self.currency),
            receipts=receipts,
            voids=voids,
        )


class FloatCount(Base, BranchRow, table=True):
    """备用金: the change counted at 9:15 against what the last close left (FIN-13)."""

    __tablename__ = "float_count"

    branch_id: str = Field(primary_key=True, max_length=12)
    day: date = Field(primary_key=True)
    currency: str = Field(max_length=3)
    expected: int | None = fen(default=None)
    counted: int = fen()
    counted_by: str = Field(max_length=40)
    counted_at: datetime = moment()

    @property
    def incident(self) -> bool:
        """Whether money is missing or too much since the last close."""
        return self.expected is not None and self.expected != self.counted


class Performance(Base, BranchRow, table=True):
    """业绩: who photographed and who made up, as the shoot told and the cashier booked from the job card (REC-13)."""

    __tablename__ = "performance"
    __table_args__ = (Index("performance_day", "branch_id", "day"),)

    order_id: UUID = Field(primary_key=True, foreign_key="studio_order.id")
    booking_id: UUID = Field(primary_key=True)
    role: str = Field(primary_key=True, max_length=20)
    staff_id: str = Field(max_length=40, index=True)
    day: date
    sets: int
    booked_by: str | None = Field(default=None, max_length=40, description="the cashier who has the job card")
    booked_at: datetime | None = moment(nullable=True)
