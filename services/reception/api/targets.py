"""Targets and performance over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Response

from services.reception.schemas.targets import Month, PerformanceOut, TargetsIn, TargetsOut
from services.reception.service import targets
from shared.contracts.values import BranchId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.versions import IfMatch, set_etag

router = APIRouter(tags=["targets"])
Reader = Annotated[Principal, may("reception.targets.read")]


@router.get("/targets/{branch_id}/{month}")
async def read_targets(
    branch_id: BranchId, month: Month, session: SessionDep, who: Reader, response: Response
) -> TargetsOut:
    """The month's targets by department and person, and what is not broken down yet (MGT-01)."""
    found = await targets.read_targets(session, who, branch_id, month)
    set_etag(response, found.version)
    return found


@router.put("/targets/{branch_id}/{month}")
async def set_targets(
    branch_id: BranchId,
    month: Month,
    body: TargetsIn,
    session: SessionDep,
    edited: IfMatch,
    response: Response,
    who: Annotated[Principal, may("reception.targets.manage")],
) -> TargetsOut:
    """Set the month's targets as one sheet (MGT-01)."""
    found = await targets.set_targets(session, who, branch_id, month, body, edited)
    set_etag(response, found.version)
    return found


@router.post("/targets/{branch_id}/{month}/approval")
async def approve_targets(
    branch_id: BranchId,
    month: Month,
    session: SessionDep,
    who: Annotated[Principal, may("reception.targets.approve")],
) -> TargetsOut:
    """Approve what somebody else set (catalogue part 4)."""
    return await targets.approve_targets(session, who, branch_id, month)


@router.get("/performance/{branch_id}/{month}")
async def read_performance(branch_id: BranchId, month: Month, session: SessionDep, who: Reader) -> PerformanceOut:
    """What was earned in the month against its targets: by department and person, with traffic and second sale."""
    return await targets.read_performance(session, who, branch_id, month)
