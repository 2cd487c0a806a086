"""Samples of people's work (PST-22)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter

from services.post_production.domain.quality import CheckState
from services.post_production.queries import quality as reading
from services.post_production.schemas.quality import QualityCheckOut, QualityFigures, VerdictIn
from services.post_production.service import quality
from shared.contracts.values import BranchId, StaffId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.pagination import Page, PageDep
from shared.kit.reference import get_branch

router = APIRouter(tags=["quality"])
MayRead = Annotated[Principal, may("post_production.quality.read")]


@router.get("/quality-checks")
async def list_quality_checks(
    session: SessionDep,
    page: PageDep,
    _who: MayRead,
    branch_id: BranchId | None = None,
    state: CheckState | None = None,
    staff_id: StaffId | None = None,
) -> Page[QualityCheckOut]:
    """Samples of photographers' and artists' work, oldest first (PST-22)."""
    return await reading.list_checks(session, page, branch_id=branch_id, state=state, staff_id=staff_id)


@router.post("/quality-checks/{check_id}/verdict")
async def judge_quality(
    check_id: UUID,
    body: VerdictIn,
    session: SessionDep,
    who: Annotated[Principal, may("post_production.quality.judge")],
) -> QualityCheckOut:
    """Good, to talk about, or to redo (PST-22)."""
    return await quality.judge(session, who, check_id, body)


@router.get("/quality-figures/{branch_id}")
async def read_quality_figures(
    branch_id: BranchId, session: SessionDep, who: MayRead, since: date | None = None
) -> QualityFigures:
    """How each person's samples were judged; of the last thirty days unless a day is named (PST-22)."""
    who.require_branch(branch_id)
    branch = await get_branch(session, branch_id)
    return await reading.figures(session, branch, since or branch.today() - timedelta(days=30))
