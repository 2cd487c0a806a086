"""The month's close of visits, and looking into drawn ones, over HTTP."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from services.customer_service.models import VisitCheck
from services.customer_service.queries import visit_quotas as queries
from services.customer_service.schemas.visit_quotas import (
    MonthName,
    VisitCheckOut,
    VisitDrawIn,
    VisitQuotas,
    VisitScoreIn,
)
from services.customer_service.service import visit_checks as service
from services.customer_service.service.policy import policy
from shared.contracts.values import BranchId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.pagination import Page, PageDep, fetch_page
from shared.kit.reference import get_branch

router = APIRouter(tags=["visit quotas"])
Reader = Annotated[Principal, may("customer_service.visit_quotas.read")]
Checker = Annotated[Principal, may("customer_service.visit_checks.do")]


@router.get("/visit-quotas")
async def read_visit_quotas(
    session: SessionDep, who: Reader, branch_id: BranchId, month: Annotated[MonthName, Query()]
) -> VisitQuotas:
    """Who still owes which visits of a month, and what drawn ones say (M-12, M-28, M-69)."""
    who.require_branch(branch_id)
    return await queries.visit_quotas(session, await get_branch(session, branch_id), month, policy())


@router.get("/visit-checks")
async def list_visit_checks(
    session: SessionDep, page: PageDep, who: Reader, branch_id: BranchId, month: Annotated[MonthName, Query()]
) -> Page[VisitCheckOut]:
    """Visits of a month that chance has drawn, the last first (M-17)."""
    who.require_branch(branch_id)
    query = queries.list_checks(branch_id, month)
    return await fetch_page(session, query, page, keys=[VisitCheck.id], show=VisitCheckOut.of, descending=True)


@router.post("/visit-checks", status_code=201)
async def draw_visit(body: VisitDrawIn, session: SessionDep, who: Checker) -> VisitCheckOut:
    """Let chance draw a colleague's visit to look into; who has one open gets that one (M-17)."""
    return VisitCheckOut.of(await service.draw(session, who, body))


@router.post("/visit-checks/{check_id}/score")
async def score_visit(check_id: UUID, body: VisitScoreIn, session: SessionDep, who: Checker) -> VisitCheckOut:
    """How well it was made, and what the customer says now (M-17, M-69)."""
    return VisitCheckOut.of(await service.score(session, who, check_id, body))
