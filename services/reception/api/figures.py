"""All branches side by side."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter

from services.reception.queries import branch_month, figures, service_revenue
from services.reception.schemas.branch_month import BranchMonth
from services.reception.schemas.figures import ReceptionFigures
from services.reception.schemas.service_revenue import ServiceMonth
from services.reception.schemas.targets import Month
from shared.contracts.values import BranchId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.reference import get_branch

router = APIRouter(tags=["figures"])


@router.get("/branch-figures/reception")
async def read_reception_figures(
    session: SessionDep, _who: Annotated[Principal, may("reception.figures.read")]
) -> ReceptionFigures:
    """Visits, orders, money, arrears and targets of all my branches, of today and of the month (GEN-14)."""
    return await figures.branch_figures(session)


@router.get("/service-revenue/{branch_id}/{month}")
async def read_service_revenue(
    branch_id: BranchId, month: Month, session: SessionDep, who: Annotated[Principal, may("reception.figures.read")]
) -> ServiceMonth:
    """A month's extra services by number and amount, and their money by method (M-27)."""
    who.require_branch(branch_id)
    return await service_revenue.month_of(session, await get_branch(session, branch_id), month)


@router.get("/branch-months/{branch_id}/{month}")
async def read_branch_month(
    branch_id: BranchId, month: Month, session: SessionDep, who: Annotated[Principal, may("reception.figures.read")]
) -> BranchMonth:
    """A month's customers, orders called off, referrals, shoot visits, cash and receipts (MGT-04, MGT-08, M-73)."""
    who.require_branch(branch_id)
    return await branch_month.branch_month(session, await get_branch(session, branch_id), month)
