"""Reading job sheets: one, a list, customers by stage (GEN-09)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func
from sqlmodel import col, select

from services.customer_service.domain.job_sheet import Stage
from services.customer_service.models import JobSheet, JobSheetEntry
from services.customer_service.schemas.job_sheet import JobSheetOut, StageCount, StageCounts
from shared.kit import clock
from shared.kit.db import AsyncSession, get_or_404


async def read_sheet(session: AsyncSession, order_id: UUID) -> JobSheetOut:
    """The sheet of an order with all its entries.

    Raises:
        NotFound: nothing was heard of the order.
    """
    row = await get_or_404(session, JobSheet, order_id, what="order")
    entries = await session.exec(
        select(JobSheetEntry)
        .where(col(JobSheetEntry.order_id) == order_id)
        .order_by(col(JobSheetEntry.at), col(JobSheetEntry.event_id))
    )
    return JobSheetOut.whole(row, list(entries), clock.now())


def list_sheets(
    branch_id: str | None,
    stage: Stage | None,
    owner_id: str | None,
    late: bool | None,
    owes: bool | None,
    order_ids: Sequence[UUID] | None,
) -> Select[Any]:
    """Sheets by branch, stage, owner, lateness and debt, or those of some orders."""
    query = select(JobSheet)
    if order_ids is not None:
        query = query.where(col(JobSheet.order_id).in_(order_ids))
    for column, wanted in ((JobSheet.branch_id, branch_id), (JobSheet.stage, stage), (JobSheet.owner_id, owner_id)):
        if wanted is not None:
            query = query.where(col(column) == wanted)
    if late is not None:
        due = col(JobSheet.next_due)
        query = query.where(due < clock.now() if late else due.is_(None) | (due >= clock.now()))
    if owes is not None:
        query = query.where(col(JobSheet.balance) > 0 if owes else col(JobSheet.balance) <= 0)
    return query


async def count_stages(session: AsyncSession, branch_id: str | None, now: datetime) -> StageCounts:
    """How many orders stand where, late ones and owing ones counted apart."""
    query = select(
        JobSheet.stage,
        func.count(),
        func.count().filter(col(JobSheet.next_due) < now),
        func.count().filter(col(JobSheet.balance) > 0),
    ).group_by(col(JobSheet.stage))
    if branch_id is not None:
        query = query.where(col(JobSheet.branch_id) == branch_id)
    found = {row[0]: row for row in (await session.execute(query)).all()}
    stages = [
        StageCount(stage=stage, orders=found[stage][1], late=found[stage][2], owing=found[stage][3])
        if stage in found
        else StageCount(stage=stage, orders=0, late=0, owing=0)
        for stage in Stage
    ]
    return StageCounts(stages=stages, orders=sum(s.orders for s in stages), late=sum(s.late for s in stages))
