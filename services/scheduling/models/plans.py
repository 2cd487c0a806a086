"""The plan of a day, its changes, and leave."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from services.scheduling.domain.leave import LeaveState
from services.scheduling.models.base import Base
from shared.contracts.scheduling import BookingKind
from shared.kit.tables import BranchRow, document, moment, words


class Plan(Base, BranchRow, table=True):
    """The plan of a day stands from half past ten the day before (SCH-03)."""

    __tablename__ = "plan"
    __table_args__ = (UniqueConstraint("branch_id", "day", name="one_plan_per_day"),)

    id: UUID = Field(primary_key=True)
    day: date
    frozen_at: datetime = moment()
    booking_ids: list[str] = document(default_factory=list)


class PlanChange(Base, BranchRow, table=True):
    """What changed after the plan stood; read at twenty past nine (SCH-03)."""

    __tablename__ = "plan_change"
    __table_args__ = (Index("plan_change_of_day", "branch_id", "day"),)

    id: UUID = Field(primary_key=True)
    day: date
    booking_id: UUID = Field(foreign_key="booking.id")
    order_id: UUID
    kind: BookingKind = words(BookingKind)
    change: str = Field(max_length=20)
    starts_at: datetime = moment()
    previous_starts_at: datetime | None = moment(nullable=True)
    reason: str | None = None
    at: datetime = moment()
    by: str | None = Field(default=None, max_length=40)


class Leave(Base, BranchRow, table=True):
    """Days off with a proxy (GEN-03)."""

    __tablename__ = "leave"
    __table_args__ = (CheckConstraint("last_day >= first_day", name="leave_has_days"),)

    id: UUID = Field(primary_key=True)
    staff_id: str = Field(max_length=40, index=True)
    proxy_id: str = Field(max_length=40)
    first_day: date
    last_day: date
    reason: str
    state: LeaveState = words(LeaveState, default=LeaveState.REQUESTED)
    requested_by: str = Field(max_length=40)
    requested_at: datetime = moment()
    decided_by: str | None = Field(default=None, max_length=40)
    decided_at: datetime | None = moment(nullable=True)
    decision_note: str | None = None
    handover: str | None = None
    handed_over_at: datetime | None = moment(nullable=True)
