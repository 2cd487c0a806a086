"""Consumables, every change of their stock, purchases and budgets (MGT-06); amounts are fen."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from services.scheduling.domain.supplies import (
    PURCHASE,
    Department,
    MoreThanBought,
    MoveKind,
    NotEnoughLeft,
    OwnPurchase,
    PurchaseAction,
    PurchaseState,
)
from services.scheduling.models.base import Base
from shared.contracts.scheduling import (
    PurchaseApproved,
    PurchaseArrived,
    PurchaseEnded,
    PurchaseRejected,
    PurchaseRequested,
    SupplyMoved,
)
from shared.contracts.values import Money
from shared.kit.tables import BranchRow, moment, words


class Supply(Base, BranchRow, table=True):
    """耗材: an item of a department, counted in its unit."""

    __tablename__ = "supply"
    __table_args__ = (
        UniqueConstraint("branch_id", "department", "name", name="one_supply_of_a_name"),
        CheckConstraint("stock >= 0", name="supply_is_not_negative"),
        CheckConstraint("enough = (stock >= minimum)", name="supply_knows_whether_it_is_enough"),
        Index("supply_by_need", "branch_id", "enough", "name", "id"),
    )

    id: UUID = Field(primary_key=True)
    department: Department = words(Department)
    name: str = Field(max_length=200)
    unit: str = Field(max_length=20)
    stock: int = 0
    minimum: int = 0
    enough: bool = Field(default=True, description="stored, so that lists begin with what is low")
    price: int = Field(default=0, sa_type=BigInteger, description="what one unit cost last")
    version: int = 1

    def correct(self, *, name: str, unit: str, minimum: int) -> None:
        """Correct the entry; the stock changes by moves only."""
        self.name, self.unit, self.minimum = name, unit, minimum
        self.enough, self.version = self.stock >= minimum, self.version + 1

    def require(self, quantity: int) -> None:
        """There are so many.

        Raises:
            NotEnoughLeft.
        """
        if quantity > self.stock:
            raise NotEnoughLeft(left=self.stock)

    def move(self, kind: MoveKind, change: int) -> SupplyMoved:
        """The stock changes."""
        self.stock += change
        self.enough, self.version = self.stock >= self.minimum, self.version + 1
        return SupplyMoved(
            branch_id=self.branch_id,
            supply_id=self.id,
            department=self.department.value,
            kind=kind.value,
            change=change,
            stock=self.stock,
            low=not self.enough,
        )


class SupplyMove(Base, BranchRow, table=True):
    """A change of a stock: who took what for what, what arrived, what a count found; their sum is the stock."""

    __tablename__ = "supply_move"
    __table_args__ = (
        Index("supply_move_in_order", "supply_id", "at", "id"),
        Index("supply_move_of_month", "branch_id", "day"),
    )

    id: UUID = Field(primary_key=True)
    supply_id: UUID = Field(foreign_key="supply.id")
    kind: MoveKind = words(MoveKind)
    change: int
    price: int = Field(default=0, sa_type=BigInteger, description="what one unit cost last, at that time")
    staff_id: str = Field(max_length=40, description="who took it, received it or counted")
    noted_by: str = Field(max_length=40)
    purpose: str = ""
    purchase_id: UUID | None = Field(default=None, foreign_key="purchase.id", index=True)
    at: datetime = moment()
    day: date


class Purchase(Base, BranchRow, table=True):
    """申购单: a quantity at a price, decided by the manager, received in parts."""

    __tablename__ = "purchase"
    __table_args__ = (
        Index("purchase_in_order", "branch_id", "requested_at", "id"),
        Index("purchase_of_month", "branch_id", "month", "department"),
        CheckConstraint("quantity > 0 AND price > 0", name="purchase_of_something"),
        CheckConstraint("arrived BETWEEN 0 AND quantity", name="purchase_gets_what_was_bought"),
    )

    id: UUID = Field(primary_key=True)
    supply_id: UUID = Field(foreign_key="supply.id", index=True)
    department: Department = words(Department)
    quantity: int
    price: int = Field(sa_type=BigInteger, description="of one unit")
    currency: str = Field(max_length=3)
    reason: str
    state: PurchaseState = words(PurchaseState, default=PurchaseState.REQUESTED)
    arrived: int = 0
    month: str | None = Field(default=None, max_length=7, description="whose budget pays: the month of the approval")
    requested_by: str = Field(max_length=40)
    requested_at: datetime = moment()
    decided_by: str | None = Field(default=None, max_length=40)
    decided_at: datetime | None = moment(nullable=True)
    decision_note: str = ""
    over_budget: bool = False
    ended_by: str | None = Field(default=None, max_length=40)
    end_note: str = ""
    version: int = 1

    @property
    def cost(self) -> int:
        """What all of it costs."""
        return self.quantity * self.price

    @property
    def open(self) -> int:
        """How many are still to come."""
        return self.quantity - self.arrived if self.state is PurchaseState.APPROVED else 0

    def money(self, amount: int) -> Money:
        """An amount in the currency of the price."""
        return Money(amount=amount, currency=self.currency)

    def request(self) -> PurchaseRequested:
        """The fact that the manager is asked."""
        return PurchaseRequested(
            branch_id=self.branch_id,
            purchase_id=self.id,
            supply_id=self.supply_id,
            department=self.department.value,
            quantity=self.quantity,
            cost=self.money(self.cost),
            requested_by=self.requested_by,
        )

    def _decide(self, staff_id: str, action: PurchaseAction, note: str, at: datetime) -> None:
        if staff_id == self.requested_by:
            raise OwnPurchase
        self.state, self.version = PURCHASE.after(self.state, action), self.version + 1
        self.decided_by, self.decided_at, self.decision_note = staff_id, at, note

    def approve(self, staff_id: str, *, month: str, over_budget: bool, note: str, at: datetime) -> PurchaseApproved:
        """The manager's word; that month's budget pays.

        Raises:
            OwnPurchase, TransitionRefused.
        """
        self._decide(staff_id, PurchaseAction.APPROVE, note, at)
        self.month, self.over_budget = month, over_budget
        return PurchaseApproved(
            branch_id=self.branch_id,
            purchase_id=self.id,
            department=self.department.value,
            month=month,
            cost=self.money(self.cost),
            over_budget=over_budget,
            approved_by=staff_id,
        )

    def reject(self, staff_id: str, *, note: str, at: datetime) -> PurchaseRejected:
        """It is not bought.

        Raises:
            OwnPurchase, TransitionRefused.
        """
        self._decide(staff_id, PurchaseAction.REJECT, note, at)
        return PurchaseRejected(branch_id=self.branch_id, purchase_id=self.id, rejected_by=staff_id)

    def receive(self, quantity: int) -> PurchaseArrived:
        """Some of it is here, or the rest.

        Raises:
            TransitionRefused: it is not under way.
            MoreThanBought.
        """
        last = self.arrived + quantity == self.quantity
        after = PURCHASE.after(self.state, PurchaseAction.RECEIVE_REST if last else PurchaseAction.RECEIVE_PART)
        if quantity > self.open:
            raise MoreThanBought(open=self.open)
        self.arrived, self.state, self.version = self.arrived + quantity, after, self.version + 1
        return PurchaseArrived(
            branch_id=self.branch_id,
            purchase_id=self.id,
            supply_id=self.supply_id,
            quantity=quantity,
            open=self.open,
        )

    def end(self, staff_id: str, note: str) -> PurchaseEnded:
        """The rest does not come and is no longer paid.

        Raises:
            TransitionRefused: it is not under way.
        """
        self.state, self.version = PURCHASE.after(self.state, PurchaseAction.END), self.version + 1
        self.ended_by, self.end_note = staff_id, note
        return PurchaseEnded(
            branch_id=self.branch_id,
            purchase_id=self.id,
            arrived=self.arrived,
            missing=self.quantity - self.arrived,
            ended_by=staff_id,
        )


class SupplyBudget(Base, BranchRow, table=True):
    """What a department may spend on consumables in a month; a row that nobody set keeps what was set before."""

    __tablename__ = "supply_budget"
    __table_args__ = (
        UniqueConstraint("branch_id", "department", "month", name="one_supply_budget_per_month"),
        CheckConstraint("amount >= 0", name="supply_budget_is_not_negative"),
    )

    id: UUID = Field(primary_key=True)
    department: Department = words(Department)
    month: str = Field(max_length=7)
    amount: int | None = Field(default=None, sa_type=BigInteger)
    set_by: str | None = Field(default=None, max_length=40)
    set_at: datetime | None = moment(nullable=True)
    version: int = 0
