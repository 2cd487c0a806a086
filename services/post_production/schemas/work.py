"""Work items, layouts, the production sheet, pieces and rework."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, Field, model_validator

from services.post_production.domain.states import (
    BackTo,
    Liability,
    PieceStep,
    ReworkState,
    WorkState,
    WorkStep,
)
from services.post_production.models import Piece, Rework, WorkItem
from services.post_production.schemas.base import Body, Reason
from services.post_production.schemas.layouts import LayoutOut
from services.post_production.schemas.photos import PhotoSetOut
from services.post_production.schemas.selections import SelectionOut
from shared.contracts.values import Money, StaffId


class WorkStartIn(Body):
    """Who begins; the caller when nobody is named."""

    assignee_id: StaffId | None = None


class WorkItemOut(BaseModel):
    """A piece of work on the files."""

    id: UUID
    branch_id: str
    order_id: UUID
    order_number: str | None = None
    step: WorkStep
    round: int
    state: WorkState
    due_on: date
    urgent: bool
    assignee_id: str | None
    rework_id: UUID | None
    remarks: str
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None

    @classmethod
    def of(cls, item: WorkItem) -> WorkItemOut:
        """As answered."""
        return cls.model_validate(item, from_attributes=True)


class ProductionIn(Body):
    """The production sheet; the day before pickup when no day is named."""

    due_on: date | None = None


class StepIn(Body):
    """The step a piece enters."""

    step: PieceStep


class StepOut(BaseModel):
    """A step a piece took."""

    step: PieceStep
    at: datetime
    by: str
    rework_id: UUID | None = None


class PieceOut(BaseModel):
    """A piece with how far it is."""

    id: UUID
    branch_id: str
    order_id: UUID
    code: str
    product_code: str
    name: str
    step: PieceStep
    step_since: datetime
    step_by: str
    due_on: date
    version: int
    rework_id: UUID | None
    replacement: bool
    arrived_at: datetime | None
    late: bool = False
    steps: list[StepOut] = []

    @classmethod
    def of(cls, piece: Piece, steps: list[StepOut] | None = None, *, late: bool = False) -> PieceOut:
        """As answered."""
        return cls(**piece.model_dump(), late=late, steps=steps or [])


class ProductionOut(BaseModel):
    """The production sheet (制作单)."""

    id: UUID
    order_id: UUID
    due_on: date
    ordered_by: str
    ordered_at: datetime
    pieces: list[PieceOut]


class ReworkIn(Body):
    """A fault and where the piece has to go back to (PST-21)."""

    reason: Reason
    liability: Liability
    back_to: BackTo


class ReworkApprovalIn(Body):
    """Until when the rework has to be done, and what the customer pays for it if it was his fault (M-76)."""

    due_on: date
    cost: Money | None = None

    @model_validator(mode="after")
    def _cost_is_bounded(self) -> ReworkApprovalIn:
        if self.cost is not None and not 0 <= self.cost.amount <= 10**9:
            raise ValueError("the cost lies outside what can be charged")
        return self


class ReworkRejectionIn(Body):
    """Why the store manager does not sign."""

    reason: Reason


class ReworkCount(BaseModel):
    """How many pieces went back to a step, and whose fault it was."""

    back_to: BackTo
    liability: Liability
    reworks: int


class ReworkFigures(BaseModel):
    """Rework of a branch by cause since a day, beside what was finished for the first time."""

    branch_id: str
    since: date
    finished: int = Field(description="pieces finished for the first time")
    asked: int
    refused: int = Field(description="not signed by the store manager")
    causes: list[ReworkCount] = Field(description="without the refused ones, most first")


class ReworkOut(BaseModel):
    """A rework sheet."""

    id: UUID
    branch_id: str
    order_id: UUID
    order_number: str | None = None
    piece_id: UUID
    state: ReworkState
    reason: str
    liability: Liability
    back_to: BackTo
    replacement: bool
    requested_by: str
    requested_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    decision_reason: str | None
    due_on: date | None
    cost: Money | None = Field(default=None, description="what the customer was quoted (M-76)")
    done_at: datetime | None

    @classmethod
    def of(cls, rework: Rework) -> ReworkOut:
        """As answered."""
        quoted = None if rework.cost is None else Money(amount=rework.cost, currency=rework.currency or "CNY")
        return cls(**rework.model_dump(include=set(cls.model_fields) - {"cost"}), cost=quoted)


class LateOut(BaseModel):
    """Something that has waited or worked too long."""

    what: str
    step: str
    item_id: UUID
    since: datetime | None = None
    due_on: date | None = None
    responsible_id: str | None = None


class OrderOut(BaseModel):
    """Post-production's part of an order, for the job sheet."""

    order_id: UUID
    number: str | None
    cancelled: bool
    urgent: bool
    shot_at: datetime | None
    photo_sets: list[PhotoSetOut]
    photos: int
    selection: SelectionOut | None
    work_items: list[WorkItemOut]
    layouts: list[LayoutOut]
    production_due_on: date | None
    pieces: list[PieceOut]
    reworks: list[ReworkOut]
    late: list[LateOut]
    missing_for_selection: list[str]
    next_step: str
