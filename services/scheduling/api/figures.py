"""All branches side by side."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter

from services.scheduling.queries import figures
from services.scheduling.schemas.figures import SchedulingFigures
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may

router = APIRouter(tags=["figures"])


@router.get("/branch-figures/scheduling")
async def read_scheduling_figures(
    session: SessionDep, _who: Annotated[Principal, may("scheduling.figures.read")]
) -> SchedulingFigures:
    """Shoots of today and teams without one, of all my branches (GEN-14)."""
    return await figures.branch_figures(session)
