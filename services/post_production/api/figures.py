"""All branches side by side."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter

from services.post_production.queries import figures
from services.post_production.schemas.figures import PostProductionFigures
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may

router = APIRouter(tags=["figures"])


@router.get("/branch-figures/post-production")
async def read_post_production_figures(
    session: SessionDep, _who: Annotated[Principal, may("post_production.figures.read")]
) -> PostProductionFigures:
    """Work and pieces that wait in all my branches, and what of it is late (GEN-14)."""
    return await figures.branch_figures(session)
