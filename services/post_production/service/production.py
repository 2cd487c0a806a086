"""The production sheet, the steps of its pieces, and rework (1.3.2, PST-14, PST-21, M-76)."""

from __future__ import annotations

from datetime import date
from itertools import chain
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, select

from services.post_production.domain.errors import (
    LayoutNotApproved,
    NothingToMake,
    NothingToRework,
    ProductionOrdered,
    ReworkOpen,
    WorkOpen,
)
from services.post_production.domain.states import Alert, LayoutState, PieceStep, ReworkState
from services.post_production.models import OrderCopy, Piece, PieceStepTaken, ProductionOrder, Rework, Selection
from services.post_production.schemas.work import PieceOut, ProductionIn, ProductionOut, ReworkIn
from services.post_production.service import alerts
from services.post_production.service.design import (
    add_work,
    latest_layout,
    open_work_of_rework,
    require_files_done,
)
from services.post_production.service.orders import known_order, rules_of
from shared.contracts.pickup import PieceArrived
from shared.contracts.post_production import ProductionOrdered as ProductionOrderedFact
from shared.contracts.post_production import ReviewMode
from shared.contracts.reception import ProductLine
from shared.contracts.values import Money
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.errors import Both, Invalid
from shared.kit.ids import new_id
from shared.kit.outbox import publish
from shared.kit.reference import get_branch

FAILED_REWORKS_UNTIL_REPLACEMENT = 2
"""Reworked twice and still bad: the piece is replaced (M-76)."""

ALERT_OF_STEP = {
    PieceStep.PRINTS_BACK: Alert.PRINTS_NOT_CUT,
    PieceStep.CUT: Alert.CUT_NOT_FINISHED,
    PieceStep.FINISHED: Alert.FINISHED_NOT_ANNOUNCED,
}

ENDED_BY_STEP = {
    PieceStep.CUT: (Alert.PRINTS_NOT_CUT,),
    PieceStep.FINISHED: (Alert.CUT_NOT_FINISHED,),
}


async def order_production(session: AsyncSession, who: Principal, order_id: UUID, body: ProductionIn) -> ProductionOut:
    """Write the production sheet: one piece per unit of every product (PST-14, PST-17).

    Raises:
        LayoutNotApproved: the customer has not agreed.
        ProductionOrdered: the sheet exists.
        NothingToMake: neither package nor second sale has a product.
    """
    order = await known_order(session, order_id, lock=True)
    selection = await require_files_done(session, order_id)
    existing = select(ProductionOrder.id).where(ProductionOrder.order_id == order_id)
    if (await session.exec(existing)).one_or_none() is not None:
        raise ProductionOrdered
    layout = await latest_layout(session, order_id)
    approved = layout is not None and layout.state is LayoutState.APPROVED
    if not approved and selection.review_mode is not ReviewMode.NONE:
        raise LayoutNotApproved
    today = (await get_branch(session, order.branch_id)).today()
    due_on = body.due_on or rules_of(session).production_due_on(today, selection.pickup_on or today)
    if due_on < today:
        raise Invalid(field="due_on", reason=Both("the due date is in the past", "完成日期已过"))
    sheet = ProductionOrder(
        id=new_id(),
        branch_id=order.branch_id,
        order_id=order_id,
        layout_id=layout.id if layout else None,
        due_on=due_on,
        ordered_by=who.staff_id,
        ordered_at=clock.now(),
    )
    pieces = _pieces(order, selection, sheet)
    if not pieces:
        raise NothingToMake
    session.add(sheet)
    session.add_all(pieces)
    await alerts.forget_order(session, order_id, Alert.DESIGN_NOT_ANNOUNCED)
    publish(
        session,
        ProductionOrderedFact(
            branch_id=order.branch_id,
            order_id=order_id,
            production_order_id=sheet.id,
            pieces=[piece.line for piece in pieces],
            due_on=due_on,
        ),
    )
    return ProductionOut(**sheet.model_dump(), pieces=[PieceOut.of(piece) for piece in pieces])


def _pieces(order: OrderCopy, selection: Selection, sheet: ProductionOrder) -> list[Piece]:
    lines: list[ProductLine] = list(chain(order.product_lines, selection.product_lines))
    units = [line for line in lines for _ in range(line.quantity)]
    return [
        Piece(
            id=new_id(),
            branch_id=order.branch_id,
            order_id=order.order_id,
            production_order_id=sheet.id,
            code=f"{order.number}-{number:02d}",
            product_code=line.code,
            name=line.name,
            step=PieceStep.WAITING,
            step_since=sheet.ordered_at,
            step_by=sheet.ordered_by,
            due_on=sheet.due_on,
        )
        for number, line in enumerate(units, start=1)
    ]


async def _piece(session: AsyncSession, piece_id: UUID) -> tuple[Piece, OrderCopy]:
    # The order is locked first everywhere, so that two people at one order never wait for each other in a circle.
    found = await get_or_404(session, Piece, piece_id)
    order = await get_or_404(session, OrderCopy, found.order_id, lock=True)
    order.require_alive()
    await session.refresh(found, with_for_update=True)
    return found, order


async def _open_rework(session: AsyncSession, piece_id: UUID) -> Rework | None:
    query = select(Rework).where(
        Rework.piece_id == piece_id, col(Rework.state).in_([ReworkState.REQUESTED, ReworkState.APPROVED])
    )
    return (await session.exec(query.with_for_update())).one_or_none()


async def take_step(session: AsyncSession, who: Principal, piece_id: UUID, step: PieceStep) -> Piece:
    """A piece enters its next step; what waits for whom is watched (GEN-10).

    Raises:
        ReworkOpen: the store manager has not decided about a fault (PST-21).
        WorkOpen: the files of the rework are not done.
        TransitionRefused: not the next step.
    """
    piece, _ = await _piece(session, piece_id)
    rework = await _open_rework(session, piece_id)
    if rework is not None and rework.state is ReworkState.REQUESTED:
        raise ReworkOpen(state=rework.state.value)
    if rework is not None and await open_work_of_rework(session, rework.id):
        raise WorkOpen(step=rework.back_to.value)
    now = clock.now()
    finished = piece.enter(step, who.staff_id, now)
    session.add(_taken(piece, who.staff_id, rework))
    await alerts.forget(session, piece.id, *ENDED_BY_STEP.get(step, ()))
    await _watch_step(session, piece)
    if finished is not None:
        publish(session, finished, version=piece.version)
        if rework is not None:
            rework.finish(now)
    return piece


def _taken(piece: Piece, staff_id: str, rework: Rework | None) -> PieceStepTaken:
    return PieceStepTaken(
        id=new_id(),
        branch_id=piece.branch_id,
        piece_id=piece.id,
        order_id=piece.order_id,
        step=piece.step,
        at=piece.step_since,
        by=staff_id,
        rework_id=rework.id if rework else None,
    )


async def _watch_step(session: AsyncSession, piece: Piece) -> None:
    alert = ALERT_OF_STEP.get(piece.step)
    if alert is None or piece.arrived_at is not None:
        return
    await alerts.watch(
        session,
        rules_of(session),
        alert,
        item_id=piece.id,
        order_id=piece.order_id,
        branch_id=piece.branch_id,
        step=piece.step.value,
        responsible_id=piece.step_by,
    )


async def note_arrived(session: AsyncSession, event: PieceArrived) -> None:
    """A piece reached the desk: nobody has to be told any more, whether it was ticked off here or not (GEN-10)."""
    piece = await session.get(Piece, event.piece_id, with_for_update=True)
    if piece is None or await _sent_back_since(session, event):
        return
    piece.arrived_at = event.at
    await alerts.forget(session, piece.id, *ALERT_OF_STEP.values())


async def _sent_back_since(session: AsyncSession, event: PieceArrived) -> bool:
    approved = select(Rework.id).where(
        Rework.piece_id == event.piece_id,
        col(Rework.decided_at) > event.at,
        col(Rework.state).in_([ReworkState.APPROVED, ReworkState.DONE]),
    )
    return (await session.exec(approved)).first() is not None


async def request_rework(session: AsyncSession, who: Principal, piece_id: UUID, body: ReworkIn) -> Rework:
    """Write a rework sheet; a piece that was reworked twice is to be replaced (PST-21, M-76).

    Raises:
        ReworkOpen: there is a sheet that waits or runs.
        NothingToRework: nothing was made yet.
    """
    piece, _ = await _piece(session, piece_id)
    pending = await _open_rework(session, piece_id)
    if pending is not None:
        raise ReworkOpen(state=pending.state.value)
    if piece.step is PieceStep.WAITING:
        raise NothingToRework
    failed = select(func.count(col(Rework.id))).where(Rework.piece_id == piece_id, Rework.state == ReworkState.DONE)
    rework = Rework(
        id=new_id(),
        branch_id=piece.branch_id,
        order_id=piece.order_id,
        piece_id=piece_id,
        state=ReworkState.REQUESTED,
        reason=body.reason,
        liability=body.liability,
        back_to=body.back_to,
        replacement=(await session.exec(failed)).one() >= FAILED_REWORKS_UNTIL_REPLACEMENT,
        requested_by=who.staff_id,
        requested_at=clock.now(),
    )
    session.add(rework)
    publish(session, rework.request())
    return rework


async def _decidable(session: AsyncSession, rework_id: UUID) -> tuple[Rework, Piece, OrderCopy]:
    found = await get_or_404(session, Rework, rework_id)
    piece, order = await _piece(session, found.piece_id)
    await session.refresh(found, with_for_update=True)
    return found, piece, order


async def approve_rework(
    session: AsyncSession, who: Principal, rework_id: UUID, due_on: date, cost: Money | None = None
) -> Rework:
    """The store manager signs; the piece goes back to the named step (PST-21).

    Raises:
        SamePerson: who asked cannot sign.
        ReworkCostWrong: the studio's fault is free, the customer's has a price (M-76).
        Invalid: the due date is in the past.
    """
    rework, piece, order = await _decidable(session, rework_id)
    if due_on < (await get_branch(session, piece.branch_id)).today():
        raise Invalid(field="due_on", reason=Both("the due date is in the past", "完成日期已过"))
    now = clock.now()
    publish(session, rework.approve(who.staff_id, due_on, now, cost=cost))
    await alerts.forget(session, piece.id, *ALERT_OF_STEP.values())
    piece.send_back(rework, due_on, who.staff_id, now)
    session.add(_taken(piece, who.staff_id, rework))
    await _watch_step(session, piece)
    if rework.back_to.work_step is not None:
        await add_work(session, order, rework.back_to.work_step, rework_id=rework.id, remarks=rework.reason)
    return rework


async def reject_rework(session: AsyncSession, who: Principal, rework_id: UUID, reason: str) -> Rework:
    """The store manager does not sign; the piece stays as it is (PST-21).

    Raises:
        SamePerson: who asked cannot decide.
    """
    rework, _, _ = await _decidable(session, rework_id)
    publish(session, rework.reject(who.staff_id, reason, clock.now()))
    return rework
