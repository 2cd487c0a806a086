"""Post-production's part of an order: what is there, what is late, what comes next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlmodel import col, select

from services.post_production.domain.rules import Rules
from services.post_production.domain.states import LayoutState, PieceStep, SelectionState, WorkState
from services.post_production.models import (
    Deadline,
    OrderCopy,
    Piece,
    PieceStepTaken,
    ProductionOrder,
    Rework,
    WorkItem,
)
from services.post_production.queries.layouts import layouts_of_order
from services.post_production.queries.photos import missing_of_order, photos_ready, sets_of_order
from services.post_production.queries.selections import selection_of_order, selection_view
from services.post_production.schemas.layouts import LayoutOut
from services.post_production.schemas.selections import SelectionOut
from services.post_production.schemas.work import (
    LateOut,
    OrderOut,
    PieceOut,
    ReworkOut,
    StepOut,
    WorkItemOut,
)
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.reference import get_branch

Row = TypeVar("Row", WorkItem, Rework)

OPEN_WORK = (WorkState.WAITING, WorkState.RUNNING)
STEPS = list(PieceStep)


async def pieces_of_order(session: AsyncSession, order_id: UUID) -> list[PieceOut]:
    """The pieces of an order with the steps they took."""
    order = await get_or_404(session, OrderCopy, order_id, what="order")
    today = (await get_branch(session, order.branch_id)).today()
    pieces = (await session.exec(select(Piece).where(Piece.order_id == order_id).order_by(col(Piece.code)))).all()
    taken = select(PieceStepTaken).where(PieceStepTaken.order_id == order_id).order_by(col(PieceStepTaken.id))
    steps: dict[UUID, list[StepOut]] = defaultdict(list)
    for step in (await session.exec(taken)).all():
        steps[step.piece_id].append(StepOut.model_validate(step, from_attributes=True))
    return [PieceOut.of(piece, steps[piece.id], late=is_late(piece, today)) for piece in pieces]


def is_late(piece: Piece, today: date) -> bool:
    """Whether the piece should have been finished before today."""
    return piece.step is not PieceStep.FINISHED and piece.due_on < today


async def order_view(session: AsyncSession, order_id: UUID, rules: Rules) -> OrderOut:
    """The department's part of the job sheet.

    Raises:
        NotFound: no such order in sight.
    """
    order = await get_or_404(session, OrderCopy, order_id, what="order")
    selection = await selection_of_order(session, order_id)
    shown = await selection_view(session, selection, rules) if selection else None
    work = await _all(session, WorkItem, order_id)
    layouts = await layouts_of_order(session, order_id)
    pieces = await pieces_of_order(session, order_id)
    production = select(ProductionOrder).where(ProductionOrder.order_id == order_id)
    sheet = (await session.exec(production)).one_or_none()
    missing = [] if selection else await missing_of_order(session, order, checked=False)
    return OrderOut(
        order_id=order_id,
        number=order.number,
        cancelled=order.cancelled_at is not None,
        urgent=order.urgent,
        shot_at=order.shot_at,
        photo_sets=await sets_of_order(session, order_id),
        photos=await photos_ready(session, order_id),
        selection=shown,
        work_items=[WorkItemOut.of(item) for item in work],
        layouts=layouts,
        production_due_on=sheet.due_on if sheet else None,
        pieces=pieces,
        reworks=[ReworkOut.of(rework) for rework in await _all(session, Rework, order_id)],
        late=await _late(session, order, work, pieces),
        missing_for_selection=missing,
        next_step=next_step(order, shown, missing, work, layouts, pieces),
    )


async def _all(session: AsyncSession, model: type[Row], order_id: UUID) -> Sequence[Row]:
    return (await session.exec(select(model).where(model.order_id == order_id).order_by(col(model.id)))).all()


async def _late(
    session: AsyncSession, order: OrderCopy, work: Sequence[WorkItem], pieces: list[PieceOut]
) -> list[LateOut]:
    raised = select(Deadline).where(Deadline.order_id == order.order_id, col(Deadline.raised_at).is_not(None))
    late = [
        LateOut(
            what=deadline.alert.value,
            step=deadline.step,
            item_id=deadline.item_id,
            since=deadline.due_at,
            responsible_id=deadline.responsible_id,
        )
        for deadline in (await session.exec(raised.order_by(col(Deadline.due_at)))).all()
    ]
    today = (await get_branch(session, order.branch_id)).today()
    late += [
        LateOut(
            what="WORK_OVERDUE",
            step=item.step.value,
            item_id=item.id,
            due_on=item.due_on,
            responsible_id=item.assignee_id,
        )
        for item in work
        if item.state in OPEN_WORK and item.due_on < today
    ]
    late += [
        LateOut(
            what="PIECE_OVERDUE",
            step=piece.step.value,
            item_id=piece.id,
            due_on=piece.due_on,
            responsible_id=piece.step_by,
        )
        for piece in pieces
        if piece.late
    ]
    return late


def next_step(
    order: OrderCopy,
    selection: SelectionOut | None,
    missing: list[str],
    work: Sequence[WorkItem],
    layouts: Sequence[LayoutOut],
    pieces: list[PieceOut],
) -> str:
    """What has to happen next, as one stable word (1.3.2)."""
    if order.cancelled_at is not None or order.handed_over_at is not None:
        return "NONE"
    if selection is None:
        return missing[0] if missing else "SELECTION"
    if selection.state in (SelectionState.READY, SelectionState.CHOOSING, SelectionState.SIGNED):
        return "SELECTION"
    if selection.state is not SelectionState.ACCEPTED:
        return "HANDOVER"
    if waiting := [item for item in work if item.state in OPEN_WORK]:
        return waiting[0].step.value
    if pieces:
        step = min((piece.step for piece in pieces), key=STEPS.index)
        return "PICKUP" if step is PieceStep.FINISHED else STEPS[STEPS.index(step) + 1].value
    if not layouts or layouts[-1].state is LayoutState.CHANGES_WANTED:
        return "LAYOUT"
    return "LAYOUT_ANSWER" if layouts[-1].state is LayoutState.READY else "PRODUCTION_ORDER"
