"""Reads that no single service can answer: the order page, search, one desk's day, branches side by side."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from gateway import queries
from gateway.api import PartsDep
from gateway.front import composition
from gateway.schemas import BranchFiguresOut, JobSheetPage, SearchOut, TodayOut
from shared.contracts.values import BranchId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may

router = APIRouter(tags=["orders, composed"])


@router.get("/orders/{order_id}/job-sheet")
async def read_order_page(
    order_id: UUID, parts: PartsDep, who: Annotated[Principal, may("gateway.orders.read")]
) -> JobSheetPage:
    """The order page: the job sheet (流程单) and each department's part."""
    return await composition.job_sheet_page(parts.departments, who, order_id)


@router.get("/search")
async def search_orders(
    parts: PartsDep,
    who: Annotated[Principal, may("gateway.orders.read")],
    q: Annotated[str, Query(min_length=2, max_length=80, pattern=r"^[^\x00]+$")],
) -> SearchOut:
    """Orders by phone tail, whole phone, name, order number or customer number."""
    return await composition.search(parts.departments, who, q)


@router.get("/today")
async def read_today(
    parts: PartsDep, session: SessionDep, who: Annotated[Principal, may("gateway.orders.read")], branch_id: BranchId
) -> TodayOut:
    """My contacts, the branch's appointments, what is late, what is owed."""
    branch = await queries.get_branch(session, who, branch_id)
    return await composition.today(parts.departments, who, branch_id, branch.state["time_zone"])


@router.get("/branch-figures")
async def read_branch_figures(parts: PartsDep, who: Annotated[Principal, may("chain.read")]) -> BranchFiguresOut:
    """All my branches side by side, today and this month (GEN-14)."""
    return await composition.branch_figures(parts.departments, who)
