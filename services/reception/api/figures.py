"""All branches side by side."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter

from services.reception.queries import figures
from services.reception.schemas.figures import ReceptionFigures
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may

router = APIRouter(tags=["figures"])


@router.get("/branch-figures/reception")
async def read_reception_figures(
    session: SessionDep, _who: Annotated[Principal, may("reception.figures.read")]
) -> ReceptionFigures:
    """Visits, orders, money, arrears and targets of all my branches, of today and of the month (GEN-14)."""
    return await figures.branch_figures(session)
