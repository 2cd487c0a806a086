"""The job sheet over HTTP."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from services.customer_service.domain.stages import Stage
from services.customer_service.models import JobSheet
from services.customer_service.queries import job_sheet as queries
from services.customer_service.schemas.job_sheet import JobSheetLine, JobSheetOut, StageCounts
from shared.contracts.values import BranchId, StaffId
from shared.kit import clock
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.pagination import Page, PageDep, fetch_page

router = APIRouter(tags=["job sheet"])
Reader = Annotated[Principal, may("customer_service.job_sheets.read")]


@router.get("/job-sheets/{order_id}")
async def read_job_sheet(order_id: UUID, session: SessionDep, _who: Reader) -> JobSheetOut:
    """Stages with times and people, entries, what is late, what is owed, the next step."""
    return await queries.read_sheet(session, order_id)


@router.get("/job-sheets")
async def list_job_sheets(
    session: SessionDep,
    page: PageDep,
    _who: Reader,
    branch_id: Annotated[BranchId | None, Query()] = None,
    stage: Annotated[Stage | None, Query()] = None,
    owner_id: Annotated[StaffId | None, Query()] = None,
    late: Annotated[bool | None, Query()] = None,
    owes: Annotated[bool | None, Query()] = None,
    order_ids: Annotated[list[UUID] | None, Query(max_length=100)] = None,
) -> Page[JobSheetLine]:
    """Customers by stage, lateness, debt and owner, or those of some orders, oldest first (GEN-09)."""
    now = clock.now()
    query = queries.list_sheets(branch_id, stage, owner_id, late, owes, order_ids)
    keys = [JobSheet.opened_at, JobSheet.order_id]
    return await fetch_page(session, query, page, keys=keys, show=lambda row: JobSheetLine.of(row, now))


@router.get("/stage-counts")
async def count_stages(
    session: SessionDep, _who: Reader, branch_id: Annotated[BranchId | None, Query()] = None
) -> StageCounts:
    """How many orders stand in each stage, and how many of them are late."""
    return await queries.count_stages(session, branch_id, clock.now())
