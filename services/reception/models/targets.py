"""Targets of a branch and month, set and approved as one sheet."""

from datetime import datetime
from typing import Any

from sqlmodel import Field

from services.reception.domain.targets import Breakdown, SalesDepartment, TargetsSelfApproval
from services.reception.models.base import Base
from shared.kit.tables import BranchRow, document, moment


class TargetPlan(Base, BranchRow, table=True):
    """业绩目标: department and person, in fen; a change asks for a new approval (MGT-01)."""

    __tablename__ = "target_plan"

    branch_id: str = Field(primary_key=True, max_length=12)
    month: str = Field(primary_key=True, max_length=7)
    currency: str = Field(max_length=3)
    departments: dict[str, Any] = document(default_factory=dict)
    set_by: str = Field(max_length=40)
    set_at: datetime = moment()
    approved_by: str | None = Field(default=None, max_length=40)
    approved_at: datetime | None = moment(nullable=True)
    version: int = 0

    @property
    def breakdown(self) -> Breakdown:
        """The amounts by department and person."""
        return {
            SalesDepartment(name): (int(entry["amount"]), {str(who): int(fen) for who, fen in entry["people"].items()})
            for name, entry in self.departments.items()
        }

    def set(self, breakdown: Breakdown, by: str, at: datetime) -> None:
        """Write the amounts; what was approved before has to be approved again."""
        self.departments = {
            department.value: {"amount": amount, "people": dict(people)}
            for department, (amount, people) in breakdown.items()
        }
        self.set_by, self.set_at = by, at
        self.approved_by = self.approved_at = None
        self.version += 1

    def approve(self, by: str, at: datetime) -> None:
        """Another person's word.

        Raises:
            TargetsSelfApproval: who set them.
        """
        if by == self.set_by:
            raise TargetsSelfApproval
        self.approved_by, self.approved_at = by, at
        self.version += 1
