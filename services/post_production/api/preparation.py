"""Selections to come and what is laid ready for them (REC-12)."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter

from services.post_production.queries.preparation import to_prepare
from services.post_production.schemas.preparation import PreparationOut, TickIn
from services.post_production.service import preparation
from shared.contracts.values import BranchId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.pagination import Page, PageDep
from shared.kit.reference import get_branch

router = APIRouter(tags=["selection"])


@router.get("/selection-preparations")
async def list_selection_preparations(
    session: SessionDep,
    page: PageDep,
    who: Annotated[Principal, may("post_production.preparations.read")],
    branch_id: BranchId,
    order_id: UUID | None = None,
) -> Page[PreparationOut]:
    """Today's selections and those that are prepared today, by time; of one order all to come (REC-12)."""
    who.require_branch(branch_id)
    return await to_prepare(session, page, await get_branch(session, branch_id), order_id)


@router.post("/selection-preparations/{booking_id}/ticks")
async def tick_selection_preparation(
    booking_id: UUID,
    body: TickIn,
    session: SessionDep,
    who: Annotated[Principal, may("post_production.preparations.tick")],
) -> PreparationOut:
    """The disc was burnt, or the order pulled; ``done: false`` takes it back (REC-12)."""
    return await preparation.tick(session, who, booking_id, body)
