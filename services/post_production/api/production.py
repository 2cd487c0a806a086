"""The production sheet, pieces and rework."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter

from services.post_production.domain.states import ReworkState
from services.post_production.queries import boards
from services.post_production.queries.orders import pieces_of_order
from services.post_production.queries.rework_figures import rework_figures
from services.post_production.schemas.work import (
    PieceOut,
    ProductionIn,
    ProductionOut,
    ReworkApprovalIn,
    ReworkFigures,
    ReworkIn,
    ReworkOut,
    ReworkRejectionIn,
    StepIn,
)
from services.post_production.service import production
from shared.contracts.values import BranchId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.pagination import Page, PageDep
from shared.kit.reference import get_branch

router = APIRouter(tags=["production"])

MayRead = Annotated[Principal, may("post_production.production.read")]
MayDecide = Annotated[Principal, may("post_production.reworks.approve")]


@router.post("/orders/{order_id}/production-orders", status_code=201)
async def order_production(
    order_id: UUID,
    body: ProductionIn,
    session: SessionDep,
    who: Annotated[Principal, may("post_production.production.order")],
) -> ProductionOut:
    """Write the production sheet with all its pieces (PST-14)."""
    return await production.order_production(session, who, order_id, body)


@router.get("/orders/{order_id}/pieces")
async def list_pieces(order_id: UUID, session: SessionDep, _who: MayRead) -> list[PieceOut]:
    """The pieces of an order with the steps they took."""
    return await pieces_of_order(session, order_id)


@router.get("/production-board")
async def read_production_board(
    session: SessionDep, page: PageDep, _who: MayRead, branch_id: BranchId | None = None
) -> Page[PieceOut]:
    """Pieces in the making, by due date."""
    return await boards.production_board(session, page, branch_id=branch_id)


@router.post("/pieces/{piece_id}/steps")
async def take_piece_step(
    piece_id: UUID,
    body: StepIn,
    session: SessionDep,
    who: Annotated[Principal, may("post_production.production.do")],
) -> PieceOut:
    """A piece enters its next step (1.3.2)."""
    return PieceOut.of(await production.take_step(session, who, piece_id, body.step))


@router.post("/pieces/{piece_id}/reworks", status_code=201)
async def request_rework(
    piece_id: UUID,
    body: ReworkIn,
    session: SessionDep,
    who: Annotated[Principal, may("post_production.reworks.request")],
) -> ReworkOut:
    """Write a rework sheet (PST-21)."""
    return ReworkOut.of(await production.request_rework(session, who, piece_id, body))


@router.post("/reworks/{rework_id}/approval")
async def approve_rework(rework_id: UUID, body: ReworkApprovalIn, session: SessionDep, who: MayDecide) -> ReworkOut:
    """The store manager signs (PST-21)."""
    return ReworkOut.of(await production.approve_rework(session, who, rework_id, body.due_on, body.cost))


@router.post("/reworks/{rework_id}/rejection")
async def reject_rework(rework_id: UUID, body: ReworkRejectionIn, session: SessionDep, who: MayDecide) -> ReworkOut:
    """The store manager does not sign (PST-21)."""
    return ReworkOut.of(await production.reject_rework(session, who, rework_id, body.reason))


@router.get("/rework-figures/{branch_id}")
async def read_rework_figures(
    branch_id: BranchId,
    session: SessionDep,
    who: Annotated[Principal, may("post_production.reworks.read")],
    since: date | None = None,
) -> ReworkFigures:
    """Rework by cause; of the last thirty days unless a day is named (part 5)."""
    who.require_branch(branch_id)
    branch = await get_branch(session, branch_id)
    return await rework_figures(session, branch, since or branch.today() - timedelta(days=30))


@router.get("/reworks")
async def list_reworks(
    session: SessionDep,
    page: PageDep,
    _who: Annotated[Principal, may("post_production.reworks.read")],
    branch_id: BranchId | None = None,
    state: ReworkState | None = None,
) -> Page[ReworkOut]:
    """Rework sheets, oldest first."""
    return await boards.list_reworks(session, page, branch_id=branch_id, state=state)
