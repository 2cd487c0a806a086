"""The duty rota over HTTP."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Response

from services.reception.schemas.duties import DutyIn, DutyOut, DutyPlan
from services.reception.service import duties
from shared.contracts.values import BranchId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.versions import IfMatch, set_etag

router = APIRouter(tags=["duties"])


@router.get("/duties/{branch_id}")
async def read_duties(
    branch_id: BranchId, session: SessionDep, who: Annotated[Principal, may("reception.duties.read")]
) -> DutyPlan:
    """Who is on duty today and in the two weeks that follow (REC-10)."""
    return await duties.read_plan(session, who, branch_id)


@router.put("/duties/{branch_id}/{day}")
async def choose_duty(
    branch_id: BranchId,
    day: date,
    body: DutyIn,
    session: SessionDep,
    response: Response,
    edited: IfMatch,
    who: Annotated[Principal, may("reception.duties.manage")],
) -> DutyOut:
    """Say who is on duty that day; otherwise the clerks take turns (REC-10)."""
    chosen = await duties.choose(session, who, branch_id, day, body, edited)
    set_etag(response, chosen.version)
    return chosen
