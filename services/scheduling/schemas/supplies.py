"""Consumables, purchases and the departments' months (MGT-06)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, StringConstraints, model_validator

from services.scheduling.domain.supplies import LARGEST_PURCHASE, Department, MonthMoney, MoveKind, PurchaseState
from services.scheduling.models import Purchase, Supply, SupplyMove
from services.scheduling.schemas.values import Body, Reason
from shared.contracts.values import BranchId, Money, StaffId
from shared.kit.privacy import PlainText, Words, check_free_text

Unit = Annotated[
    str,
    StringConstraints(min_length=1, max_length=20, strip_whitespace=True),
    AfterValidator(check_free_text),
]
"""What it is counted in: box, sheet, bottle."""

Many = Annotated[int, Field(ge=1, le=10_000)]
Counted = Annotated[int, Field(ge=0, le=1_000_000)]


def _within(least: int) -> AfterValidator:
    def check(money: Money) -> Money:
        if money.currency != "CNY" or not least <= money.amount <= LARGEST_PURCHASE:
            raise ValueError(f"an amount from {Money.fen(least)} to {Money.fen(LARGEST_PURCHASE)} in CNY")
        return money

    return AfterValidator(check)


Price = Annotated[Money, _within(1)]
"""What one unit costs."""

Budget = Annotated[Money, _within(0)]
"""What may be spent in a month."""


class SupplyCard(Body):
    """What the list says of a consumable."""

    name: Words
    unit: Unit
    minimum: Counted = Field(default=0, description="below it, it is low")


class SupplyIn(SupplyCard):
    """A new item of a department, with what is there."""

    branch_id: BranchId
    department: Department
    stock: Counted = 0


class SupplyOut(BaseModel):
    """A consumable as it stands."""

    id: UUID
    branch_id: str
    department: Department
    name: str
    unit: str
    stock: int
    minimum: int
    low: bool
    coming: int = Field(description="approved and not here yet")
    asked: int = Field(description="waits for the manager")
    price: Money | None = Field(description="what one unit cost last")
    version: int

    @classmethod
    def of(cls, row: Supply, coming: int = 0, asked: int = 0) -> SupplyOut:
        """The item as answered."""
        price = Money.fen(row.price) if row.price else None
        known = row.model_dump(exclude={"enough", "price"})
        return cls(low=not row.enough, coming=coming, asked=asked, price=price, **known)


class TakingIn(Body):
    """Who takes how many, and for what (耗材之控制)."""

    quantity: Many = 1
    taken_by: StaffId | None = Field(default=None, description="yourself when left out")
    purpose: Reason


class SupplyCountIn(Body):
    """What was counted on the shelf (库存检查)."""

    found: Counted
    reason: PlainText = Field(default="", description="of a difference")


class SupplyMoveOut(BaseModel):
    """A change of a stock."""

    id: UUID
    supply_id: UUID
    kind: MoveKind
    change: int
    staff_id: str
    noted_by: str
    purpose: str
    purchase_id: UUID | None
    at: datetime

    @classmethod
    def of(cls, row: SupplyMove) -> SupplyMoveOut:
        """The change as answered."""
        return cls.model_validate(row, from_attributes=True)


class PurchaseIn(Body):
    """What a department asks for."""

    supply_id: UUID
    quantity: Many
    price: Price = Field(description="of one unit")
    reason: Reason

    @model_validator(mode="after")
    def _no_investment(self) -> PurchaseIn:
        if self.quantity * self.price.amount > LARGEST_PURCHASE:
            raise ValueError(f"a purchase of consumables costs at most {Money.fen(LARGEST_PURCHASE)}")
        return self


class PurchaseApprovalIn(Body):
    """The manager's word; over the budget only with a reason."""

    reason: PlainText = ""


class PurchaseRejectionIn(Body):
    """Why it is not bought."""

    note: Reason


class ArrivalIn(Body):
    """How many of it are here."""

    quantity: Many


class PurchaseEndIn(Body):
    """Why the rest does not come."""

    note: Reason


class PurchaseOut(BaseModel):
    """A purchase request and what became of it."""

    id: UUID
    branch_id: str
    supply_id: UUID
    supply_name: str
    unit: str
    department: Department
    quantity: int
    price: Money
    cost: Money
    reason: str
    state: PurchaseState
    arrived: int
    open: int
    month: str | None
    over_budget: bool
    over: Money | None = Field(description="while it waits: how far it goes beyond this month's budget")
    requested_by: str
    requested_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    decision_note: str
    ended_by: str | None
    end_note: str

    @classmethod
    def of(cls, row: Purchase, supply: Supply, over: int = 0) -> PurchaseOut:
        """The purchase as answered."""
        return cls(
            supply_name=supply.name,
            unit=supply.unit,
            price=row.money(row.price),
            cost=row.money(row.cost),
            open=row.open,
            over=row.money(over) if over else None,
            **row.model_dump(exclude={"price", "currency", "version"}),
        )


class BudgetIn(Body):
    """A department's budget for consumables; it stands until another month gets another."""

    amount: Budget


class SupplyUsed(BaseModel):
    """What a month did to one item."""

    supply_id: UUID
    name: str
    unit: str
    arrived: int
    used: int
    used_before: int = Field(description="in the month before")
    counted: int = Field(description="what counts found too much or too little")


class DepartmentMonth(BaseModel):
    """A department's money and consumption in a month."""

    department: Department
    budget: Money | None
    bought: Money = Field(description="approved, arrived or not")
    waiting: Money = Field(description="asked of the manager now")
    used: Money = Field(description="what was taken out, at what it cost last")
    left: Money
    version: int = Field(description="of the budget, to set it by")
    lines: list[SupplyUsed]

    @classmethod
    def of(
        cls, department: Department, money: MonthMoney, waiting: int, used: int, version: int, lines: list[SupplyUsed]
    ) -> DepartmentMonth:
        """The month as answered."""
        return cls(
            department=department,
            budget=None if money.budget is None else Money.fen(money.budget),
            bought=Money.fen(money.bought),
            waiting=Money.fen(waiting),
            used=Money.fen(used),
            left=Money.fen(money.left),
            version=version,
            lines=lines,
        )


class SupplyMonth(BaseModel):
    """The consumables of a branch in a month."""

    branch_id: str
    month: str
    departments: list[DepartmentMonth]
