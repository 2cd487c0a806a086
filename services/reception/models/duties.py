"""Who is on duty on which day."""

from datetime import date
from uuid import UUID

from sqlmodel import Field

from services.reception.models.base import Base
from shared.contracts.reception import DutyGiven
from shared.kit.tables import BranchRow


class Duty(Base, BranchRow, table=True):
    """值日: a branch's day and its clerk (REC-10)."""

    __tablename__ = "duty"

    branch_id: str = Field(primary_key=True, max_length=12)
    day: date = Field(primary_key=True)
    id: UUID = Field(unique=True)
    clerk_id: str = Field(max_length=40)
    chosen_by: str | None = Field(default=None, max_length=40, description="nobody: it was the clerk's turn")
    version: int = 0

    @property
    def by_turns(self) -> bool:
        """Whether turns decide, and not what the manager chose."""
        return self.chosen_by is None

    def give(self, clerk_id: str, chosen_by: str | None) -> DutyGiven:
        """The day is that clerk's, by turns or because somebody said so."""
        self.clerk_id, self.chosen_by, self.version = clerk_id, chosen_by, self.version + 1
        return DutyGiven(
            branch_id=self.branch_id, duty_id=self.id, day=self.day, clerk_id=clerk_id, chosen_by=chosen_by
        )
