"""The sheets of the monthly stock-take and their lines (SHO-11)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from services.scheduling.domain.booking import ResourceKind
from services.scheduling.domain.stock_takes import Count, StockTakeState
from services.scheduling.domain.thing_errors import StockTakeClosed
from services.scheduling.models.base import Base
from shared.contracts.scheduling import StockTakeClosed as StockTakeClosedFact
from shared.kit.tables import BranchRow, moment, words


class StockTake(Base, BranchRow, table=True):
    """盘点表: the things of one kind in one month; sums are noted when it is closed."""

    __tablename__ = "stock_take"
    __table_args__ = (UniqueConstraint("branch_id", "month", "kind", name="one_stock_take_per_month"),)

    id: UUID = Field(primary_key=True)
    kind: ResourceKind = words(ResourceKind)
    month: str = Field(max_length=7)
    state: StockTakeState = words(StockTakeState, default=StockTakeState.OPEN)
    begun_by: str = Field(max_length=40)
    begun_at: datetime = moment()
    closed_by: str | None = Field(default=None, max_length=40)
    closed_at: datetime | None = moment(nullable=True)
    registered: int = 0
    counted: int = Field(default=0, description="seen in the house, and lent")
    lost: int = 0
    broken: int = 0
    worn: int = 0

    def require_open(self) -> None:
        """A closed sheet is locked.

        Raises:
            StockTakeClosed.
        """
        if self.state is StockTakeState.CLOSED:
            raise StockTakeClosed

    def close(self, counts: list[Count], *, by: str, at: datetime, month_complete: bool) -> StockTakeClosedFact:
        """Lock the sheet with its sums."""
        self.require_open()
        self.state, self.closed_by, self.closed_at = StockTakeState.CLOSED, by, at
        self.registered = sum(count.registered for count in counts)
        self.counted = sum(count.found + count.out for count in counts)
        self.lost = sum(count.missing for count in counts)
        self.broken, self.worn = sum(count.broken for count in counts), sum(count.worn for count in counts)
        return StockTakeClosedFact(
            branch_id=self.branch_id,
            stock_take_id=self.id,
            kind=self.kind.value,
            month=self.month,
            registered=self.registered,
            counted=self.counted,
            lost=self.lost,
            broken=self.broken,
            worn=self.worn,
            closed_by=by,
            month_complete=month_complete,
        )


class StockLine(Base, BranchRow, table=True):
    """A thing on the sheet; ``registered`` is what the register said when the sheet began."""

    __tablename__ = "stock_line"
    __table_args__ = (
        Index("stock_line_in_order", "stock_take_id", "name", "thing_id"),
        CheckConstraint("broken + worn <= coalesce(found, 0)", name="stock_line_adds_up"),
    )

    stock_take_id: UUID = Field(primary_key=True, foreign_key="stock_take.id")
    thing_id: UUID = Field(primary_key=True, foreign_key="resource.id")
    name: str = Field(max_length=200)
    registered: int
    out: int = 0
    found: int | None = None
    broken: int = 0
    worn: int = 0
    reason: str = ""
    counted_by: str | None = Field(default=None, max_length=40)
    counted_at: datetime | None = moment(nullable=True)
    version: int = 1

    def says(self, found: int, broken: int, worn: int, reason: str) -> bool:
        """Whether the line says so already: the same count sent twice is one count."""
        return (self.found, self.broken, self.worn, self.reason) == (found, broken, worn, reason)

    def write(self, count: Count, reason: str, *, by: str, at: datetime) -> None:
        """Note what was counted."""
        self.out, self.found, self.broken, self.worn = count.out, count.found, count.broken, count.worn
        self.reason, self.counted_by, self.counted_at = reason, by, at
        self.version += 1

    def count(self) -> Count:
        """The line as the domain reads it; one that nobody counted found nothing."""
        return Count(self.registered, self.out, self.found or 0, self.broken, self.worn)
