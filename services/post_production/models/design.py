"""The hand-over book, work on the files, and layouts in front of the customer."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from services.post_production.domain.errors import SamePerson
from services.post_production.domain.states import (
    LAYOUTS,
    WORK,
    Channel,
    LayoutAction,
    LayoutState,
    LineState,
    TemplateState,
    WorkAction,
    WorkState,
    WorkStep,
)
from services.post_production.models.base import Base
from shared.contracts.post_production import DesignMode, LayoutApproved, LayoutChangesWanted, LayoutReady, ReviewMode
from shared.kit.errors import Both, Conflict
from shared.kit.tables import BranchRow, moment, words

IN_WORK = text("state IN ('WAITING', 'RUNNING')")
"""Work that is not done; in words that the indexes of such work are found by."""


class HandoverBook(Base, BranchRow, table=True):
    """A page of the hand-over book (交接本) between selection and design (PST-13)."""

    __tablename__ = "handover_book"
    __table_args__ = (Index("handover_book_given", "branch_id", "given_at", "id"),)

    id: UUID = Field(primary_key=True)
    day: date = Field(index=True)
    given_by: str = Field(max_length=40)
    given_at: datetime = moment()
    answered_by: str | None = Field(default=None, max_length=40)
    answered_at: datetime | None = moment(nullable=True)

    def answer(self, staff_id: str, now: datetime) -> None:
        """Design answers the page; both sides sign (PST-13).

        Raises:
            SamePerson: who gave it cannot accept it.
            Conflict: it was answered before.
        """
        if self.answered_at is not None:
            raise Conflict(reason=Both("this page of the hand-over book was answered before", "这一页交接本已经签收过"))
        if staff_id == self.given_by:
            raise SamePerson(staff=staff_id)
        self.answered_by, self.answered_at = staff_id, now


class HandoverLine(Base, BranchRow, table=True):
    """A job sheet in the hand-over book."""

    __tablename__ = "handover_line"

    book_id: UUID = Field(primary_key=True)
    selection_id: UUID = Field(primary_key=True)
    order_id: UUID = Field(index=True)
    state: LineState = words(LineState)
    reason: str | None = None


class WorkItem(Base, BranchRow, table=True):
    """Retouching or design of an order, by one person (PST-16)."""

    __tablename__ = "work_item"
    __table_args__ = (
        Index("work_item_open", "branch_id", "due_on", postgresql_where=IN_WORK),
        Index("work_item_due", "branch_id", "due_on", "id"),
        Index("work_item_mine", "assignee_id", "due_on", postgresql_where=IN_WORK),
        Index("work_item_of_rework", "rework_id", postgresql_where=text("rework_id IS NOT NULL")),
    )

    id: UUID = Field(primary_key=True)
    order_id: UUID = Field(index=True)
    step: WorkStep = words(WorkStep)
    round: int = 1
    state: WorkState = words(WorkState)
    due_on: date
    urgent: bool = False
    assignee_id: str | None = Field(default=None, max_length=40, index=True)
    rework_id: UUID | None = None
    remarks: str = ""
    created_at: datetime = moment()
    started_at: datetime | None = moment(nullable=True)
    ended_at: datetime | None = moment(nullable=True)

    def start(self, assignee_id: str, now: datetime) -> None:
        """Somebody begins."""
        self.state = WORK.after(self.state, WorkAction.START)
        self.assignee_id, self.started_at = assignee_id, now

    def finish(self, now: datetime) -> None:
        """It is done."""
        self.state = WORK.after(self.state, WorkAction.FINISH)
        self.ended_at = now

    def stop(self, remark: str) -> None:
        """The order changed: it waits to be begun anew, with what changed beside it (M-62)."""
        self.state = WORK.after(self.state, WorkAction.STOP)
        self.started_at = None
        self.remarks = "\n".join(part for part in (self.remarks, remark) if part)

    def cancel(self, now: datetime) -> None:
        """It is not needed any more."""
        self.state = WORK.after(self.state, WorkAction.CANCEL)
        self.ended_at = now


class Layout(Base, BranchRow, table=True):
    """A round of layout shown to the customer (PST-17)."""

    __tablename__ = "layout"
    __table_args__ = (
        UniqueConstraint("order_id", "round", name="layout_round"),
        Index("layout_unanswered", "order_id", unique=True, postgresql_where=text("state = 'READY'")),
    )

    id: UUID = Field(primary_key=True)
    order_id: UUID = Field(index=True)
    round: int
    state: LayoutState = words(LayoutState)
    template_id: UUID | None = None
    pages: int
    design_mode: DesignMode = words(DesignMode)
    review_mode: ReviewMode = words(ReviewMode)
    presented_by: str = Field(max_length=40)
    presented_at: datetime = moment()
    pickup_reconfirmed: bool = False
    pickup_on: date | None = Field(default=None, description="the pickup date as it was said again with the answer")
    answered_at: datetime | None = moment(nullable=True)
    answered_to: str | None = Field(default=None, max_length=40)
    channel: Channel | None = words(Channel, default=None, nullable=True)
    remarks: str = ""

    def present(self) -> LayoutReady:
        """It waits for the customer's word."""
        return LayoutReady(
            branch_id=self.branch_id,
            order_id=self.order_id,
            layout_id=self.id,
            round=self.round,
            design_mode=self.design_mode,
            review_mode=self.review_mode,
        )

    def approve(
        self, staff_id: str, channel: Channel | None, now: datetime, *, pickup_on: date | None = None
    ) -> LayoutApproved:
        """The customer accepts it and hears the pickup date again, or wished to see none (PST-17)."""
        self.state = LAYOUTS.after(self.state, LayoutAction.APPROVE)
        self.answered_at, self.answered_to, self.channel = now, staff_id, channel
        self._say_pickup(pickup_on)
        return LayoutApproved(
            branch_id=self.branch_id,
            order_id=self.order_id,
            layout_id=self.id,
            round=self.round,
            pickup_on=pickup_on,
        )

    def want_changes(
        self,
        staff_id: str,
        remarks: str,
        now: datetime,
        *,
        review_on: date | None = None,
        pickup_on: date | None = None,
    ) -> LayoutChangesWanted:
        """The customer wants it changed; the designer gets the remarks, the next review its day (PST-17)."""
        self.state = LAYOUTS.after(self.state, LayoutAction.WANT_CHANGES)
        self.answered_at, self.answered_to, self.remarks = now, staff_id, remarks
        self._say_pickup(pickup_on)
        return LayoutChangesWanted(
            branch_id=self.branch_id,
            order_id=self.order_id,
            layout_id=self.id,
            round=self.round,
            review_on=review_on,
            pickup_on=pickup_on,
        )

    def _say_pickup(self, pickup_on: date | None) -> None:
        self.pickup_reconfirmed, self.pickup_on = pickup_on is not None, pickup_on


class LayoutTemplate(Base, BranchRow, table=True):
    """A layout template; a custom one belongs to one order and retires with it (PST-03, A-28)."""

    __tablename__ = "layout_template"
    __table_args__ = (
        UniqueConstraint("branch_id", "name", name="layout_template_name"),
        Index(
            "layout_template_to_delete",
            "retired_at",
            postgresql_where=text("retired_at IS NOT NULL AND files_deleted_at IS NULL"),
        ),
    )

    id: UUID = Field(primary_key=True)
    name: str = Field(max_length=200)
    order_id: UUID | None = Field(default=None, index=True)
    state: TemplateState = words(TemplateState)
    retired_at: datetime | None = moment(nullable=True)
    keep_until: datetime | None = moment(nullable=True)
    files_deleted_at: datetime | None = moment(nullable=True)

    def retire(self, now: datetime) -> None:
        """Never offered again; its files stay until nobody can dispute what was made of them (A-28)."""
        self.state, self.retired_at = TemplateState.RETIRED, now
