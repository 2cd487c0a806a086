"""The shoot day and the day before, what was left unfinished, and fittings."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, text
from sqlmodel import Field

from services.scheduling.domain.preparation import Check
from services.scheduling.domain.shoot import UnfinishedReason
from services.scheduling.models.base import Base
from shared.contracts.scheduling import CustomerEscorted, CustomerIntroduced, ShootStage, ShootStageChanged
from shared.kit.tables import BranchRow, document, moment, words


class ShootDay(Base, BranchRow, table=True):
    """Where a customer is after check-in."""

    __tablename__ = "shoot_day"
    __table_args__ = (Index("shoot_day_of_branch", "branch_id", "day"),)

    booking_id: UUID = Field(primary_key=True, foreign_key="booking.id")
    order_id: UUID = Field(index=True)
    day: date
    stage: ShootStage = words(ShootStage, default=ShootStage.HANDED_OVER)
    since: datetime = moment()
    staff_id: str | None = Field(default=None, max_length=40)
    handed_over_at: datetime = moment()
    introduced_at: datetime | None = moment(nullable=True)
    introduced_by: str | None = Field(default=None, max_length=40)
    introduced_to: str | None = Field(default=None, max_length=40)
    escorted_at: datetime | None = moment(nullable=True)
    escorted_by: str | None = Field(default=None, max_length=40)
    preferences: str | None = None
    skin_notes: str | None = None
    sheet_by: str | None = Field(default=None, max_length=40)
    steps: list[dict[str, Any]] = document(default_factory=list)
    summary: str | None = None
    selection_hints: str | None = None
    sets: int | None = None
    missing_equipment: str | None = None

    def enter(
        self,
        stage: ShootStage,
        *,
        at: datetime,
        staff_id: str | None,
        note: str | None,
        talk_minutes: int | None = None,
    ) -> ShootStageChanged:
        """Note the new stage, who has the customer now (GEN-05) and how long they talked before (SHO-05, SHO-08)."""
        self.stage, self.since, self.staff_id = stage, at, staff_id
        step = {"stage": stage.value, "at": at.isoformat(), "staff_id": staff_id, "note": note}
        self.steps = [*self.steps, step if talk_minutes is None else step | {"talk_minutes": talk_minutes}]
        return ShootStageChanged(
            branch_id=self.branch_id,
            order_id=self.order_id,
            booking_id=self.booking_id,
            stage=stage,
            staff_id=staff_id,
        )

    @property
    def sent_back(self) -> str | None:
        """What the photographer found while the customer is with the make-up artist again (SHO-04)."""
        return self.steps[-1]["note"] if self.steps and self.stage is ShootStage.MAKE_UP else None

    @property
    def was_photographed(self) -> bool:
        """Whether the customer stood before the camera at all."""
        return any(step["stage"] == ShootStage.SHOOTING.value for step in self.steps)

    @property
    def talks(self) -> list[dict[str, Any]]:
        """The talks before make-up and shooting, as they were held."""
        return [step for step in self.steps if step.get("talk_minutes") is not None]

    def introduce(self, artist: str, photographer: str | None, at: datetime) -> CustomerIntroduced:
        """The artist brought the customer to the photographer (SHO-10)."""
        self.introduced_at, self.introduced_by, self.introduced_to = at, artist, photographer
        return CustomerIntroduced(
            branch_id=self.branch_id,
            order_id=self.order_id,
            booking_id=self.booking_id,
            makeup_artist_id=artist,
            photographer_id=photographer,
        )

    def escort(self, artist: str, at: datetime) -> CustomerEscorted:
        """The artist saw the customer to the door (SHO-10)."""
        self.escorted_at, self.escorted_by = at, artist
        return CustomerEscorted(
            branch_id=self.branch_id, order_id=self.order_id, booking_id=self.booking_id, staff_id=artist
        )


class Preparation(Base, BranchRow, table=True):
    """What the photographer looked to the day before (SCH-15)."""

    __tablename__ = "preparation"

    booking_id: UUID = Field(primary_key=True, foreign_key="booking.id")
    order_id: UUID = Field(index=True)
    checks: list[str] = document(default_factory=list)
    note: str = ""
    prepared_by: str = Field(max_length=40)
    prepared_at: datetime = moment()
    version: int = 1

    def done(self) -> list[Check]:
        """What was ticked."""
        return [Check(word) for word in self.checks]


class Reshoot(Base, BranchRow, table=True):
    """What is still to be photographed, and by when a date is agreed (SCH-10)."""

    __tablename__ = "reshoot"
    __table_args__ = (
        Index("reshoot_not_agreed", "due_at", postgresql_where=text("next_booking_id IS NULL AND overdue_at IS NULL")),
    )

    id: UUID = Field(primary_key=True)
    order_id: UUID = Field(index=True)
    booking_id: UUID = Field(foreign_key="booking.id")
    reason: UnfinishedReason = words(UnfinishedReason)
    missing: str
    agree_by: date
    due_at: datetime = moment()
    next_booking_id: UUID | None = Field(default=None, foreign_key="booking.id", index=True)
    overdue_at: datetime | None = moment(nullable=True)

    def wait(self, agree_by: date, due_at: datetime) -> None:
        """No date is agreed; until that day one has to be (SCH-10)."""
        self.next_booking_id, self.overdue_at = None, None
        self.agree_by, self.due_at = agree_by, due_at


class Fitting(Base, BranchRow, table=True):
    """Which dresses were chosen, and how many beyond the package (SHO-14)."""

    __tablename__ = "fitting"

    booking_id: UUID = Field(primary_key=True, foreign_key="booking.id")
    order_id: UUID = Field(index=True)
    shoot_booking_id: UUID = Field(foreign_key="booking.id")
    dress_ids: list[str] = document(default_factory=list)
    extra_choices: int = 0
    recorded_by: str = Field(max_length=40)
    recorded_at: datetime = moment()
