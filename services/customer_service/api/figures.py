"""All branches side by side, and one branch's month as its customers saw it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from services.customer_service.queries import figures
from services.customer_service.queries.service_summary import service_summary
from services.customer_service.schemas.figures import CustomerServiceFigures
from services.customer_service.schemas.service_summary import ServiceSummary
from shared.contracts.values import BranchId
from shared.kit import clock
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may

router = APIRouter(tags=["figures"])
Month = Annotated[str, Query(pattern=r"^20\d\d-(0[1-9]|1[0-2])$", description="e.g. 2026-11")]


@router.get("/branch-figures/customer-service")
async def read_customer_service_figures(
    session: SessionDep, _who: Annotated[Principal, may("customer_service.figures.read")]
) -> CustomerServiceFigures:
    """Orders on their way, late ones, and open complaints of all my branches, as of now (GEN-14)."""
    return await figures.branch_figures(session, clock.now())


@router.get("/service-summary")
async def read_service_summary(
    session: SessionDep,
    who: Annotated[Principal, may("customer_service.service_summary.read")],
    branch_id: BranchId,
    month: Month,
) -> ServiceSummary:
    """客户服务信息统计分析汇总表: what pleased and displeased, complaints, delays, stages in time (M-30)."""
    who.require_branch(branch_id)
    return await service_summary(session, branch_id, month)
