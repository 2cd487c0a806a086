"""Leave with a proxy."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter

from services.scheduling.models import Leave
from services.scheduling.queries.lists import branch_in_scope, leaves_where
from services.scheduling.schemas.shoots import DecisionIn, HandoverIn, LeaveIn, LeaveOut
from services.scheduling.service import leaves
from shared.contracts.values import BranchId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.pagination import Page, PageDep, fetch_page

router = APIRouter(tags=["leaves"])

Asker = Annotated[Principal, may("scheduling.leaves.request")]
Decider = Annotated[Principal, may("scheduling.leaves.decide")]


@router.post("/leaves", status_code=201)
async def request_leave(body: LeaveIn, session: SessionDep, who: Asker) -> LeaveOut:
    """Ask for days off with a proxy (GEN-03)."""
    return await leaves.request_leave(session, who, body)


@router.post("/leaves/{leave_id}/approval")
async def approve_leave(leave_id: UUID, body: DecisionIn, session: SessionDep, who: Decider) -> LeaveOut:
    """Grant the days: up to two need scheduling.leaves.approve_short, three and more approve_long (A-39)."""
    return await leaves.approve_leave(session, who, leave_id, body.note)


@router.post("/leaves/{leave_id}/rejection")
async def reject_leave(leave_id: UUID, body: DecisionIn, session: SessionDep, who: Decider) -> LeaveOut:
    """Refuse the days."""
    return await leaves.reject_leave(session, who, leave_id, body.note)


@router.post("/leaves/{leave_id}/handover")
async def hand_over_leave_tasks(leave_id: UUID, body: HandoverIn, session: SessionDep, who: Asker) -> LeaveOut:
    """Tell the proxy what the days hold, before the first one begins (GEN-03)."""
    return await leaves.hand_over_tasks(session, who, leave_id, body.notes)


@router.get("/leaves")
async def list_leaves(branch_id: BranchId, session: SessionDep, page: PageDep, who: Asker) -> Page[LeaveOut]:
    """Leaves of a branch, newest first day first."""
    today = (await branch_in_scope(session, who, branch_id)).today()
    return await fetch_page(
        session,
        leaves_where(branch_id),
        page,
        keys=[Leave.first_day, Leave.id],
        show=lambda row: LeaveOut.of(row, today),
        descending=True,
    )
