"""Resources, absences and capacity rules."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints, model_validator

from services.scheduling.domain.booking import PEOPLE, ResourceKind
from services.scheduling.domain.capacity import Limit, LimitScope
from services.scheduling.models import Absence, CapacityRule, Resource
from services.scheduling.schemas.values import Body, Moment, Reason
from shared.contracts.reception import Category
from shared.contracts.values import BranchId, StaffId
from shared.kit.privacy import Words


class ResourceIn(Body):
    """Somebody or something that can be booked."""

    branch_id: BranchId
    kind: ResourceKind
    name: Words
    staff_id: StaffId | None = None
    team_id: UUID | None = Field(default=None, description="the team a person belongs to")
    turnaround_minutes: int = Field(default=0, ge=0, le=14 * 24 * 60, description="e.g. a day of washing for a dress")
    categories: list[Category] = Field(default=[], max_length=len(Category))

    @model_validator(mode="after")
    def _people_only(self) -> ResourceIn:
        if self.team_id is not None and self.kind not in PEOPLE:
            raise ValueError("only people belong to a team")
        if self.staff_id is not None and self.kind not in PEOPLE:
            raise ValueError("only people have a staff id")
        return self


class TeamIn(Body):
    """The team a person belongs to from now on; none of them when left out."""

    team_id: UUID | None = None


class ResourceOut(BaseModel):
    """A resource."""

    id: UUID
    branch_id: str
    kind: ResourceKind
    name: str
    staff_id: str | None
    team_id: UUID | None
    turnaround_minutes: int
    categories: list[str]
    active: bool
    version: int

    @classmethod
    def of(cls, row: Resource) -> ResourceOut:
        """The resource as answered."""
        return cls.model_validate(row, from_attributes=True)


class AbsenceIn(Body):
    """A resource is away for a while."""

    starts_at: Moment
    ends_at: Moment
    reason: Reason

    @model_validator(mode="after")
    def _in_order(self) -> AbsenceIn:
        if self.ends_at <= self.starts_at:
            raise ValueError("an absence ends after it starts")
        return self


class AbsenceOut(BaseModel):
    """An absence."""

    id: UUID
    resource_id: UUID
    starts_at: datetime
    ends_at: datetime
    reason: str
    leave_id: UUID | None

    @classmethod
    def of(cls, row: Absence) -> AbsenceOut:
        """The absence as answered."""
        return cls.model_validate(row, from_attributes=True)


class CapacityRuleIn(Body):
    """A limit of a branch."""

    code: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
    scope: LimitScope
    categories: list[Category] = Field(min_length=1, max_length=len(Category))
    weekdays: list[Annotated[int, Field(ge=0, le=6)]] = Field(min_length=1, max_length=7, description="0 is Monday")
    soft: int | None = Field(default=None, ge=0, le=1000, description="above this the answer warns")
    hard: int = Field(ge=0, le=1000, description="above this the request is refused")
    priority: int = Field(default=100, ge=0, le=1000, description="lower numbers are told first")

    @classmethod
    def of(cls, limit: Limit) -> CapacityRuleIn:
        """The limit as answered."""
        return cls(
            code=limit.code,
            scope=limit.scope,
            categories=sorted(limit.categories),
            weekdays=sorted(limit.weekdays),
            soft=limit.soft,
            hard=limit.hard,
            priority=limit.priority,
        )

    def row(self, key: UUID, branch_id: str) -> CapacityRule:
        """The row that keeps it."""
        return CapacityRule(
            id=key,
            branch_id=branch_id,
            code=self.code,
            scope=self.scope,
            categories=sorted(set(self.categories)),
            weekdays=sorted(set(self.weekdays)),
            soft=self.soft,
            hard=self.hard,
            priority=self.priority,
        )


class CapacityRulesIn(Body):
    """All limits of a branch; they replace the ones before."""

    rules: list[CapacityRuleIn] = Field(max_length=50)

    @model_validator(mode="after")
    def _codes_differ(self) -> CapacityRulesIn:
        if len({rule.code for rule in self.rules}) != len(self.rules):
            raise ValueError("two rules have the same code")
        return self


class CapacityRulesOut(BaseModel):
    """The limits that hold for a branch."""

    branch_id: str
    version: int = Field(description="0 while the defaults hold")
    rules: list[CapacityRuleIn]
