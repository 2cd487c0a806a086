"""Post-production's part of an order: what is there, what is late, what comes next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Uuid, bindparam, text
from sqlmodel import col, func, select

from services.post_production.domain.rules import Rules
from services.post_production.domain.states import LayoutState, PieceStep, SelectionState, WorkState
from services.post_production.models import (
    Choice,
    Deadline,
    Layout,
    LayoutPage,
    LayoutPin,
    OrderCopy,
    Photo,
    PhotoSet,
    Piece,
    PieceStepTaken,
    ProductionOrder,
    Rework,
    Selection,
    WorkItem,
)
from services.post_production.queries.layouts import laid_out
from services.post_production.queries.photos import counted, missing_of
from services.post_production.queries.selections import proposed_mode, view_of
from services.post_production.schemas.layouts import LayoutOut
from services.post_production.schemas.photos import PhotoSetOut
from services.post_production.schemas.selections import SelectionOut
from services.post_production.schemas.work import (
    LateOut,
    OrderOut,
    PieceOut,
    ReworkOut,
    StepOut,
    WorkItemOut,
)
from shared.kit.db import AsyncSession
from shared.kit.errors import NotFound
from shared.kit.reference import get_branch
from shared.kit.together import Found, Together

OPEN_WORK = (WorkState.WAITING, WorkState.RUNNING)
STEPS = list(PieceStep)


THE_ORDER = bindparam("order_id", type_=Uuid)
ORDER = select(OrderCopy).where(col(OrderCopy.order_id) == THE_ORDER)
PIECES = select(Piece).where(col(Piece.order_id) == THE_ORDER).order_by(col(Piece.code))
STEPS_TAKEN = select(PieceStepTaken).where(col(PieceStepTaken.order_id) == THE_ORDER).order_by(col(PieceStepTaken.id))
SELECTION = select(Selection).where(col(Selection.order_id) == THE_ORDER)
CHOICES = (
    select(Choice)
    .where(col(Choice.selection_id).in_(select(Selection.id).where(col(Selection.order_id) == THE_ORDER)))
    .order_by(col(Choice.photo_id))
)
BRANCH_OF_SELECTION = select(Selection.branch_id).where(col(Selection.order_id) == THE_ORDER).scalar_subquery()
OPEN_ITEMS = select(func.count(col(WorkItem.id))).where(
    # In the words of the index, which no parameter stands for.
    col(WorkItem.branch_id) == BRANCH_OF_SELECTION,
    text("work_item.state IN ('WAITING', 'RUNNING')"),
)
PHOTO_SETS = (
    select(PhotoSet).where(col(PhotoSet.order_id) == THE_ORDER).order_by(col(PhotoSet.clothes_set), col(PhotoSet.id))
)
PHOTOS = (
    select(col(Photo.photo_set_id), col(Photo.state), func.count())
    .where(col(Photo.order_id) == THE_ORDER)
    .group_by(col(Photo.photo_set_id), col(Photo.state))
)
WORK = select(WorkItem).where(col(WorkItem.order_id) == THE_ORDER).order_by(col(WorkItem.id))
LAYOUTS = select(Layout).where(col(Layout.order_id) == THE_ORDER).order_by(col(Layout.round))
PAGES = select(LayoutPage).where(col(LayoutPage.order_id) == THE_ORDER).order_by(col(LayoutPage.place))
PINS = (
    select(LayoutPin)
    .where(col(LayoutPin.layout_id).in_(select(Layout.id).where(col(Layout.order_id) == THE_ORDER)))
    .order_by(col(LayoutPin.set_at), col(LayoutPin.id))
)
PRODUCTION = select(ProductionOrder).where(col(ProductionOrder.order_id) == THE_ORDER)
REWORKS = select(Rework).where(col(Rework.order_id) == THE_ORDER).order_by(col(Rework.id))
RAISED = (
    select(Deadline)
    .where(col(Deadline.order_id) == THE_ORDER, col(Deadline.raised_at).is_not(None))
    .order_by(col(Deadline.due_at))
)
MADE = Together(ORDER, PIECES, STEPS_TAKEN)
WHOLE_ORDER = Together(
    ORDER, PIECES, STEPS_TAKEN, SELECTION, CHOICES, OPEN_ITEMS, PHOTO_SETS, PHOTOS, WORK, LAYOUTS, PAGES, PINS,
    PRODUCTION, REWORKS, RAISED,
)  # fmt: skip


async def pieces_of_order(session: AsyncSession, order_id: UUID) -> list[PieceOut]:
    """The pieces of an order with the steps they took.

    Raises:
        NotFound: no such order in sight.
    """
    found = await MADE.read(session, order_id=order_id)
    _, today = await _order_today(session, found)
    return _pieces(found, today)


async def _order_today(session: AsyncSession, found: Found) -> tuple[OrderCopy, date]:
    order = found.first(ORDER)
    if order is None:
        raise NotFound(what="order")
    return order, (await get_branch(session, order.branch_id)).today()


def _pieces(found: Found, today: date) -> list[PieceOut]:
    steps: dict[UUID, list[StepOut]] = defaultdict(list)
    for step in found[STEPS_TAKEN]:
        steps[step.piece_id].append(StepOut.model_validate(step, from_attributes=True))
    return [PieceOut.of(piece, steps[piece.id], late=is_late(piece, today)) for piece in found[PIECES]]


def is_late(piece: Piece, today: date) -> bool:
    """Whether the piece should have been finished before today."""
    return piece.in_work and piece.due_on < today


async def order_view(session: AsyncSession, order_id: UUID, rules: Rules) -> OrderOut:
    """The department's part of the job sheet.

    Raises:
        NotFound: no such order in sight.
    """
    found = await WHOLE_ORDER.read(session, order_id=order_id)
    order, today = await _order_today(session, found)
    work, pieces = found[WORK], _pieces(found, today)
    counts, sheet = counted(found[PHOTOS]), found.first(PRODUCTION)
    photos = sum(count.ready for count in counts.values())
    photo_sets = [PhotoSetOut.of(photo_set, counts[photo_set.id]) for photo_set in found[PHOTO_SETS]]
    selection = _selection(found, order, photos, rules)
    missing = [] if selection else missing_of(order, photo_sets, checked=False)
    layouts = laid_out(found[LAYOUTS], found[PAGES], found[PINS])
    return OrderOut(
        order_id=order_id,
        number=order.number,
        cancelled=order.cancelled_at is not None,
        urgent=order.urgent,
        shot_at=order.shot_at,
        photo_sets=photo_sets,
        photos=photos,
        selection=selection,
        work_items=[WorkItemOut.of(item) for item in work],
        layouts=layouts,
        production_due_on=sheet.due_on if sheet else None,
        pieces=pieces,
        reworks=[ReworkOut.of(rework) for rework in found[REWORKS]],
        late=_late(found[RAISED], work, pieces, today),
        missing_for_selection=missing,
        next_step=next_step(order, selection, missing, work, layouts, pieces),
    )


def _selection(found: Found, order: OrderCopy, photos: int, rules: Rules) -> SelectionOut | None:
    selection = found.first(SELECTION)
    if selection is None:
        return None
    proposed = proposed_mode(found.first(OPEN_ITEMS) or 0, rules)
    return view_of(selection, order, found[CHOICES], photos=photos, proposed=proposed)


def _late(raised: Sequence[Deadline], work: Sequence[WorkItem], pieces: list[PieceOut], today: date) -> list[LateOut]:
    late = [
        LateOut(
            what=deadline.alert.value,
            step=deadline.step,
            item_id=deadline.item_id,
            since=deadline.due_at,
            responsible_id=deadline.responsible_id,
        )
        for deadline in raised
    ]
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
    made = all(piece.step is PieceStep.FINISHED for piece in pieces)
    if order.cancelled_at is not None or (order.handed_over_at is not None and made):
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
