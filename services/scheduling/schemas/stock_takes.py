"""The monthly stock-take."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from services.scheduling.domain.stock_takes import MONTH, StockTakeState
from services.scheduling.domain.things import Age, Care
from services.scheduling.models import StockLine, StockTake
from services.scheduling.schemas.things import ThingKind
from services.scheduling.schemas.values import Body
from shared.contracts.values import BranchId
from shared.kit.privacy import PlainText

Month = Annotated[str, StringConstraints(pattern=MONTH.pattern)]
"""A month, "2026-11"."""


class StockTakeIn(Body):
    """Which sheet is to be counted on."""

    branch_id: BranchId
    kind: ThingKind
    month: Month | None = Field(default=None, description="this month when left out")


class CountIn(Body):
    """What was seen of one thing."""

    found: int = Field(ge=0, le=10_000, description="in the house, those broken or too old among them")
    broken: int = Field(default=0, ge=0, le=10_000)
    worn: int = Field(default=0, ge=0, le=10_000)
    reason: PlainText = Field(default="", description="of a difference")


class StockTakeOut(BaseModel):
    """A sheet and how far it is."""

    id: UUID
    branch_id: str
    kind: ThingKind
    month: str
    state: StockTakeState
    begun_by: str
    begun_at: datetime
    closed_by: str | None
    closed_at: datetime | None
    lines: int
    lines_counted: int
    unexplained: int = Field(description="differences without a reason")
    registered: int
    counted: int = Field(description="seen in the house, and lent")
    lost: int
    broken: int
    worn: int

    @classmethod
    def of(cls, row: StockTake, lines: list[StockLine]) -> StockTakeOut:
        """The sheet as answered: closed as it was closed, open as far as it is."""
        done = [line for line in lines if line.found is not None]
        counts = [line.count() for line in done]
        known = row.model_dump(exclude={"registered", "counted", "lost", "broken", "worn"})
        return cls(
            **known,
            lines=len(lines),
            lines_counted=len(done),
            unexplained=sum(1 for line, count in zip(done, counts, strict=True) if count.differs and not line.reason),
            registered=sum(line.registered for line in lines),
            counted=sum(count.found + count.out for count in counts),
            lost=sum(count.missing for count in counts),
            broken=sum(count.broken for count in counts),
            worn=sum(count.worn for count in counts),
        )


class StockLineOut(BaseModel):
    """A line of the sheet with what helps to find the thing."""

    thing_id: UUID
    name: str
    mark: str | None
    colour: str
    age: Age
    care: Care
    keeper_id: str | None
    registered: int
    out: int = Field(description="lent: when it was counted, or now")
    found: int | None
    broken: int
    worn: int
    reason: str
    difference: int = Field(description="seen more (+) or less (-) than there should be; 0 while not counted")
    counted_by: str | None
    counted_at: datetime | None
    version: int


class MonthKind(BaseModel):
    """A kind in a month."""

    kind: ThingKind
    things: int = Field(description="lines of the register")
    registered: int
    stock_take: StockTakeOut | None
    late: bool = Field(description="the month is over and the sheet is not closed")
    due: bool = Field(description="the month is nearly over and the sheet is not closed")


class StockTakeMonth(BaseModel):
    """Every kind the branch has, and whether it was counted in that month (SHO-11)."""

    branch_id: str
    month: str
    kinds: list[MonthKind]
    late_before: list[ThingKind] = Field(description="not counted in the month before")
