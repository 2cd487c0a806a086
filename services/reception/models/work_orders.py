"""Work orders of paid extra services."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from services.reception.domain.work_orders import (
    ENDS,
    WORK,
    NotYourWork,
    RedoFirst,
    WaitsFor,
    WorkAction,
    WorkState,
    waits_for,
)
from services.reception.models.base import Base, fen
from shared.contracts.reception import (
    WorkOrderAnswered,
    WorkOrderCancelled,
    WorkOrderDeclined,
    WorkOrderDispatched,
    WorkOrderDone,
    WorkOrderEscalated,
    WorkOrderMoved,
    WorkOrderRedoWanted,
    WorkOrderRequested,
    WorkOrderSettled,
    WorkOrderSigned,
    WorkOrderStarted,
    WorkOrderTaken,
)
from shared.contracts.values import Money
from shared.kit.tables import BranchRow, document, moment, words


class WorkOrder(Base, BranchRow, table=True):
    """服务工作单: one paid extra service on an order, its price as it was when it was asked for (M-22, M-75)."""

    __tablename__ = "work_order"
    __table_args__ = (
        UniqueConstraint("branch_id", "year", "sequence", name="work_order_sequence"),
        CheckConstraint("quantity > 0 AND amount >= 0", name="work_order_amount"),
        Index("work_order_next", "branch_id", "due_at", "id"),
        Index("work_order_of_worker", "worker_id", "due_at", "id", postgresql_where=text("closed_at IS NULL")),
        Index("work_order_unlisted", "branch_id", postgresql_where=text("listed_on IS NULL")),
        Index("work_order_started", "branch_id", "started_at", postgresql_where=text("charged")),
    )

    id: UUID = Field(primary_key=True)
    order_id: UUID = Field(foreign_key="studio_order.id", index=True)
    number: str = Field(max_length=32, unique=True)
    year: int
    sequence: int
    state: WorkState = words(WorkState, default=WorkState.REQUESTED)

    service_id: UUID = Field(foreign_key="extra_service.id")
    service_code: str = Field(max_length=40)
    service_version: int
    service_name: str = Field(max_length=200)
    unit: str = Field(max_length=20)
    currency: str = Field(max_length=3)
    unit_price: int = fen()
    quantity: int
    amount: int = fen()
    charged: bool = False

    content: str = Field(default="", max_length=2000)
    appointed_at: datetime = moment()
    requested_by: str = Field(max_length=40)
    requested_at: datetime = moment()
    answer_due: datetime = moment()
    answered_at: datetime | None = moment(nullable=True)
    due_at: datetime = moment()
    listed_on: date | None = None

    worker_id: str | None = Field(default=None, max_length=40)
    dispatched_by: str | None = Field(default=None, max_length=40)
    dispatched_at: datetime | None = moment(nullable=True)
    taken_at: datetime | None = moment(nullable=True)
    started_at: datetime | None = moment(nullable=True)
    price_confirmed_by: str | None = Field(default=None, max_length=200)
    done_at: datetime | None = moment(nullable=True)
    done_by: str | None = Field(default=None, max_length=40)
    redone: int = 0
    on_site: bool | None = None
    signature_name: str | None = Field(default=None, max_length=200)
    opinion: str = Field(default="", max_length=2000)
    reason: str = Field(default="", max_length=2000)
    visits: list[dict[str, Any]] = document(default_factory=list)
    closed_by: str | None = Field(default=None, max_length=40)
    closed_at: datetime | None = moment(nullable=True)
    version: int = 1

    # -- what is shown --------------------------------------------------------------------------------------------

    def money(self, amount: int) -> Money:
        """An amount in the work order's currency."""
        return Money(amount=amount, currency=self.currency)

    @property
    def waits_for(self) -> WaitsFor | None:
        """What is to be done next."""
        return waits_for(self.state, answered=self.answered_at is not None)

    def late(self, now: datetime) -> bool:
        """Whether somebody of the house should have acted by now; the customer may take his time to sign."""
        return self.waits_for not in (None, WaitsFor.SIGNATURE) and self.due_at < now

    def requested(self, owner_id: str) -> WorkOrderRequested:
        """The fact that a customer asked for it."""
        return WorkOrderRequested(
            **self._about(),
            work_number=self.number,
            service_code=self.service_code,
            service_name=self.service_name,
            quantity=self.quantity,
            amount=self.money(self.amount),
            appointed_at=self.appointed_at,
            answer_due=self.answer_due,
            owner_id=owner_id,
        )

    # -- what happens to it ---------------------------------------------------------------------------------------

    def _about(self) -> dict[str, Any]:
        return {"branch_id": self.branch_id, "order_id": self.order_id, "work_order_id": self.id}

    def _named(self) -> dict[str, str]:
        return {"work_number": self.number, "service_name": self.service_name}

    def _do(self, action: WorkAction, at: datetime, by: str) -> None:
        self.state = WORK.after(self.state, action)
        self.version += 1
        self.closed_at, self.closed_by = (at, by) if self.state in ENDS else (None, None)
        self._reckon(at)

    def _reckon(self, at: datetime) -> None:
        """When somebody has to act next: the list of the day is in this order."""
        if self.state in ENDS or self.state == WorkState.ESCALATED:
            self.due_at = at
        elif self.answered_at is None:
            self.due_at = min(self.answer_due, self.appointed_at)
        elif self.state == WorkState.DONE:
            self.due_at = max(self.done_at or at, self.appointed_at)
        else:
            self.due_at = self.appointed_at

    def answer(self, at: datetime) -> WorkOrderAnswered | None:
        """The customer was told; said again, it changes nothing (M-22)."""
        WORK.after(self.state, WorkAction.ANSWER)
        if self.answered_at is not None:
            return None
        self.answered_at = at
        self.version += 1
        self._reckon(at)
        return WorkOrderAnswered(**self._about(), in_time=at <= self.answer_due)

    def accept(self, by: str, at: datetime) -> None:
        """It is possible; who does it is said later (M-20)."""
        self._do(WorkAction.ACCEPT, at, by)

    def decline(self, explanation: str, by: str, at: datetime) -> list[WorkOrderAnswered | WorkOrderDeclined]:
        """It is not possible, and the customer was told why (M-20)."""
        WORK.after(self.state, WorkAction.DECLINE)
        told = self.answer(at)
        self._do(WorkAction.DECLINE, at, by)
        self.reason = explanation
        declined = WorkOrderDeclined(**self._about(), explanation=explanation)
        return [declined] if told is None else [told, declined]

    def dispatch(self, worker_id: str, by: str, at: datetime) -> WorkOrderDispatched:
        """Give it to somebody, or to somebody else (M-22)."""
        self._do(WorkAction.DISPATCH, at, by)
        before = self.worker_id
        self.worker_id, self.dispatched_by, self.dispatched_at, self.taken_at = worker_id, by, at, None
        return WorkOrderDispatched(
            **self._about(),
            **self._named(),
            worker_id=worker_id,
            appointed_at=self.appointed_at,
            before_id=before,
        )

    def move(self, appointed_at: datetime, by: str, at: datetime) -> WorkOrderMoved:
        """A new time, agreed with the customer (M-20)."""
        WORK.after(self.state, WorkAction.MOVE)
        self.appointed_at = appointed_at
        self._do(WorkAction.MOVE, at, by)
        return WorkOrderMoved(**self._about(), appointed_at=appointed_at)

    def take(self, by: str, at: datetime) -> WorkOrderTaken:
        """The worker accepts it, at this time (M-23).

        Raises:
            NotYourWork: it was given to somebody else.
        """
        WORK.after(self.state, WorkAction.TAKE)
        if by != self.worker_id:
            raise NotYourWork(worker_id=self.worker_id)
        self._do(WorkAction.TAKE, at, by)
        self.taken_at = at
        return WorkOrderTaken(**self._about(), worker_id=by)

    def start(self, confirmed_by: str, by: str, at: datetime) -> WorkOrderStarted:
        """The customer agrees to the price, then the work begins; from now on the price is owed (M-23)."""
        self._do(WorkAction.START, at, by)
        self.charged, self.started_at, self.price_confirmed_by = True, at, confirmed_by
        return WorkOrderStarted(**self._about(), amount=self.money(self.amount))

    def finish(self, by: str, at: datetime) -> WorkOrderDone:
        """The work is done and waits for the customer (M-25)."""
        WORK.after(self.state, WorkAction.FINISH)
        self.done_at, self.done_by = at, by
        self._do(WorkAction.FINISH, at, by)
        return WorkOrderDone(**self._about(), worker_id=by)

    def sign(self, name: str | None, opinion: str, by: str, at: datetime) -> WorkOrderSigned:
        """The customer is content: a signature on the spot or, by telephone, what was said (M-25, M-29)."""
        self._do(WorkAction.SIGN, at, by)
        self.on_site, self.signature_name, self.opinion = name is not None, name, opinion
        return WorkOrderSigned(**self._about(), **self._named(), on_site=name is not None, redone=self.redone)

    def redo(self, reason: str, by: str, at: datetime) -> WorkOrderRedoWanted:
        """Not content: apologise and do it again (M-25)."""
        self._do(WorkAction.REDO, at, by)
        self.redone += 1
        self.reason = reason
        return WorkOrderRedoWanted(**self._about(), reason=reason, times=self.redone)

    def escalate(self, reason: str, by: str, at: datetime) -> WorkOrderEscalated:
        """Still not content after a redo, or the work cannot go on: to the manager (M-25).

        Raises:
            RedoFirst: the customer saw the work, and it was not done again yet.
        """
        WORK.after(self.state, WorkAction.ESCALATE)
        if self.state == WorkState.DONE and self.redone == 0:
            raise RedoFirst
        self._do(WorkAction.ESCALATE, at, by)
        self.reason = reason
        return WorkOrderEscalated(**self._about(), **self._named(), reason=reason)

    def settle(self, finding: str, *, charged: bool, by: str, at: datetime) -> WorkOrderSettled:
        """A manager ends it; without its price nothing of it is owed any more (M-25)."""
        self._do(WorkAction.SETTLE, at, by)
        self.charged = self.charged and charged
        self.reason = finding
        return WorkOrderSettled(**self._about(), **self._named(), charged=self.charged, finding=finding)

    def keep_visit(self, visit: dict[str, Any]) -> bool:
        """What the customer said when customer service asked; said again, it is kept once (M-29).

        Returns:
            Whether it is new.
        """
        if any(kept["contact_id"] == visit["contact_id"] for kept in self.visits):
            return False
        self.visits = [*self.visits, visit]
        self.version += 1
        return True

    def reopen(self, reason: str, by: str, at: datetime) -> WorkOrderRedoWanted | WorkOrderEscalated:
        """Not content at the visit: done again, or up to the manager who had ended it (M-29)."""
        self._do(WorkAction.REOPEN, at, by)
        self.reason = reason
        if self.state == WorkState.ESCALATED:
            return WorkOrderEscalated(**self._about(), **self._named(), reason=reason)
        self.redone += 1
        return WorkOrderRedoWanted(**self._about(), reason=reason, times=self.redone)

    def cancel(self, reason: str, by: str, at: datetime) -> WorkOrderCancelled:
        """核销: the customer wants it no more, before the work began (M-23)."""
        self._do(WorkAction.CANCEL, at, by)
        self.reason = reason
        return WorkOrderCancelled(**self._about(), reason=reason, worker_id=self.worker_id)

    def end(self, reason: str, by: str, at: datetime) -> WorkOrderCancelled:
        """The whole order ended; what its money becomes was decided there (M-39)."""
        self._do(WorkAction.END, at, by)
        self.reason = reason
        return WorkOrderCancelled(**self._about(), reason=reason, worker_id=self.worker_id)
