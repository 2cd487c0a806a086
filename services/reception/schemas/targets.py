"""Targets and what was earned towards them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints, field_validator

from services.reception.domain.targets import Gap, SalesDepartment
from services.reception.schemas import Body, NotNegative
from shared.contracts.values import Money, StaffId

Month = Annotated[str, StringConstraints(pattern=r"^20\d{2}-(0[1-9]|1[0-2])$")]


class PersonTargetIn(Body):
    """What one person is to sell in the month."""

    staff_id: StaffId
    amount: NotNegative


class DepartmentTargetIn(Body):
    """What a department is to sell, and how it is broken down."""

    department: SalesDepartment
    amount: NotNegative
    people: list[PersonTargetIn] = Field(default_factory=list, max_length=100)

    @field_validator("people")
    @classmethod
    def _once(cls, people: list[PersonTargetIn]) -> list[PersonTargetIn]:
        if len({one.staff_id for one in people}) != len(people):
            raise ValueError("name everybody once")
        return people


class TargetsIn(Body):
    """The whole sheet of a month."""

    departments: list[DepartmentTargetIn] = Field(max_length=2)

    @field_validator("departments")
    @classmethod
    def _once(cls, departments: list[DepartmentTargetIn]) -> list[DepartmentTargetIn]:
        if len({one.department for one in departments}) != len(departments):
            raise ValueError("name every department once")
        return departments


class PersonTarget(BaseModel):
    """A person's target; none set yet for a seller without one."""

    staff_id: str
    amount: Money | None


class DepartmentTarget(BaseModel):
    """A department's target and its people's, sellers without one included."""

    department: SalesDepartment
    amount: Money | None
    people: list[PersonTarget]


class GapOut(BaseModel):
    """What is missing: a department, a person, or an amount not given to anybody."""

    gap: Gap
    department: SalesDepartment
    staff_id: str | None
    amount: Money


class TargetsOut(BaseModel):
    """The sheet, what it lacks, and who set and approved it (MGT-01)."""

    branch_id: str
    month: str
    departments: list[DepartmentTarget]
    complete: bool
    missing: list[GapOut]
    set_by: str | None
    set_at: datetime | None
    approved_by: str | None
    approved_at: datetime | None
    version: int


class Sold(BaseModel):
    """Money towards a target: of the month and of today."""

    target: Money | None
    taken: Money
    today: Money


class PersonFigures(Sold):
    """What a person sold, and what became of the customers received or selections led."""

    staff_id: str
    received: int = Field(description="visits received in the month")
    ordered: int = Field(description="of them, visits that became orders")
    conversion: float
    second_sales: int = Field(description="selections of the month with something sold on top")


class DepartmentFigures(Sold):
    """A department's sum and its people, most money first."""

    department: SalesDepartment
    people: list[PersonFigures]


class CrewFigures(BaseModel):
    """Who photographed and made up in the month (REC-13)."""

    staff_id: str
    role: str
    orders: int
    sets: int


class PerformanceOut(BaseModel):
    """业绩 of a branch and month against its targets."""

    branch_id: str
    month: str
    day: date
    open_days: int = Field(description="days of the month on which the branch works")
    open_days_past: int = Field(description="of them, up to today and with today")
    departments: list[DepartmentFigures]
    crew: list[CrewFigures]
    visits: int
    ordered: int
    lost: int
    conversion: float
    selections: int = Field(description="selections confirmed in the month")
    second_sale_each: Money | None = Field(description="second sale per selection")
