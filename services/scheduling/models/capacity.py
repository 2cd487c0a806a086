"""How much a day takes (1.2.2)."""

from datetime import date
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from services.scheduling.domain.capacity import Limit, LimitScope
from services.scheduling.models.base import Base
from shared.contracts.reception import Category
from shared.kit.tables import BranchRow, document, words


class CapacitySheet(Base, BranchRow, table=True):
    """The version of a branch's own capacity rules."""

    __tablename__ = "capacity_sheet"
    __table_args__ = (UniqueConstraint("branch_id", name="one_capacity_sheet_per_branch"),)

    id: UUID = Field(primary_key=True)
    version: int = 1


class CapacityRule(Base, BranchRow, table=True):
    """A limit of a branch (1.2.2)."""

    __tablename__ = "capacity_rule"
    __table_args__ = (UniqueConstraint("branch_id", "code", name="one_rule_per_code"),)

    id: UUID = Field(primary_key=True)
    code: str = Field(max_length=40)
    scope: LimitScope = words(LimitScope)
    categories: list[str] = document(default_factory=list)
    weekdays: list[int] = document(default_factory=list)
    soft: int | None = None
    hard: int
    priority: int = 100

    def limit(self) -> Limit:
        """The rule as the domain reads it."""
        return Limit(
            self.code,
            self.scope,
            frozenset(Category(word) for word in self.categories),
            frozenset(self.weekdays),
            self.soft,
            self.hard,
            self.priority,
        )


class CapacityGate(Base, BranchRow, table=True):
    """The row that is locked while one rule, day and team is counted; two counts never run side by side."""

    __tablename__ = "capacity_gate"
    __table_args__ = (UniqueConstraint("branch_id", "day", "team_key", "code", name="one_gate_per_count"),)

    id: UUID = Field(primary_key=True)
    day: date
    team_key: str = Field(default="", max_length=40)
    code: str = Field(max_length=40)
