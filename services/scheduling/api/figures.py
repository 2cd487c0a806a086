"""All branches side by side, and a branch's month."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter

from services.scheduling.queries import figures, shoot_month
from services.scheduling.queries.lists import branch_in_scope
from services.scheduling.schemas.figures import SchedulingFigures
from services.scheduling.schemas.shoot_month import ShootMonth
from services.scheduling.schemas.stock_takes import Month
from shared.contracts.values import BranchId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may

router = APIRouter(tags=["figures"])


@router.get("/branch-figures/scheduling")
async def read_scheduling_figures(
    session: SessionDep, _who: Annotated[Principal, may("scheduling.figures.read")]
) -> SchedulingFigures:
    """Shoots of today and teams without one, of all my branches (GEN-14)."""
    return await figures.branch_figures(session)


@router.get("/shoot-months/{branch_id}/{month}")
async def read_shoot_month(
    branch_id: BranchId, month: Month, session: SessionDep, who: Annotated[Principal, may("scheduling.figures.read")]
) -> ShootMonth:
    """A month's shoots: done, in part, missed, still ahead; and how many came as they had confirmed (part 5)."""
    return await shoot_month.shoot_month(session, await branch_in_scope(session, who, branch_id), month)
