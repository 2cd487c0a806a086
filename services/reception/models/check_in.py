"""The check-in wizard's record and the visits during the shoot."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from services.reception.domain.check_in import EARLIER, Booked, Step, check_step, next_step
from services.reception.models.base import Base
from shared.kit.tables import BranchRow, document, moment


class CheckIn(Base, BranchRow, table=True):
    """Which steps of the check-in are done, by whom, with what (M-43)."""

    __tablename__ = "check_in"
    __table_args__ = (Index("check_in_day", "branch_id", "started_at"),)

    order_id: UUID = Field(primary_key=True, foreign_key="studio_order.id")
    booking_id: UUID | None = None
    steps: dict[str, Any] = document(default_factory=dict)
    started_by: str = Field(max_length=40)
    started_at: datetime = moment()
    finished_at: datetime | None = moment(nullable=True)

    @property
    def next(self) -> Step | None:
        """The step whose turn it is."""
        return next_step(self.steps)

    def do(self, step: Step, by: str, at: datetime, **details: Any) -> None:
        """Tick a step; none may be left out (M-43)."""
        check_step(step, self.steps)
        self.steps = {**self.steps, step.value: {"by": by, "at": at.isoformat(), **details}}
        if self.next is None:
            self.finished_at = at

    def begin_again(self, booking_id: UUID, by: str, at: datetime) -> None:
        """The customer comes back for what was not finished; what was done before stays on record (SCH-10)."""
        done = {name: what for name, what in self.steps.items() if name != EARLIER}
        day = {"booking_id": str(self.booking_id), "started_by": self.started_by, **done}
        self.steps = {EARLIER: [*self.steps.get(EARLIER, []), day]}
        self.booking_id, self.started_by, self.started_at, self.finished_at = booking_id, by, at, None


class ShootBooking(Base, BranchRow, table=True):
    """The days a shoot is booked for, as scheduling told; without days when it was given up."""

    __tablename__ = "shoot_booking"

    booking_id: UUID = Field(primary_key=True)
    order_id: UUID = Field(index=True)
    first_day: date | None = None
    last_day: date | None = None
    told_at: datetime = moment()

    def booked_for(self, order_id: UUID) -> Booked:
        """As the rules of the check-in know it; another order's shoot is no day of this one's."""
        mine = self.order_id == order_id
        return Booked(self.booking_id, self.first_day if mine else None, self.last_day if mine else None)


class ShootVisit(Base, BranchRow, table=True):
    """探班: somebody from reception asked how the shoot goes (REC-19)."""

    __tablename__ = "shoot_visit"

    id: UUID = Field(primary_key=True)
    order_id: UUID = Field(foreign_key="studio_order.id", index=True)
    visitor_id: str = Field(max_length=40)
    visitor_role: str = Field(max_length=20)
    feeling: int
    waiting: int
    lunch: int
    flow: int
    technicians: int
    note: str = Field(default="", max_length=2000)
    at: datetime = moment()
