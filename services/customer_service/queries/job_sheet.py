"""Reading job sheets: one, a list, customers by stage (GEN-09)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Select, Uuid, bindparam, func
from sqlmodel import col, select

from services.customer_service.domain.stages import Stage
from services.customer_service.models import JobSheet, JobSheetEntry, LeaveCopy, StageTally
from services.customer_service.queries.branches import the_branch
from services.customer_service.queries.leaves import stand_in
from services.customer_service.schemas.job_sheet import JobSheetOut, StageCount, StageCounts
from shared.kit import clock
from shared.kit.db import AsyncSession
from shared.kit.errors import NotFound
from shared.kit.together import Together

THE_ORDER = bindparam("order_id", type_=Uuid)
SHEET = select(JobSheet).where(col(JobSheet.order_id) == THE_ORDER)
ENTRIES = (
    select(JobSheetEntry)
    .where(col(JobSheetEntry.order_id) == THE_ORDER)
    .order_by(col(JobSheetEntry.at), col(JobSheetEntry.event_id))
)
LEAVE = select(LeaveCopy).where(
    col(LeaveCopy.staff_id) == select(JobSheet.owner_id).where(col(JobSheet.order_id) == THE_ORDER).scalar_subquery(),
    col(LeaveCopy.last_day) >= bindparam("since", type_=Date),
)
WHOLE_SHEET = Together(SHEET, ENTRIES, LEAVE)


async def read_sheet(session: AsyncSession, order_id: UUID) -> JobSheetOut:
    """The sheet of an order with all its entries.

    Raises:
        NotFound: nothing was heard of the order.
    """
    now = clock.now()
    # Somewhere it is still yesterday; which day it is at the branch is asked when there is leave at all.
    found = await WHOLE_SHEET.read(session, order_id=order_id, since=now.date() - timedelta(days=1))
    row = found.first(SHEET)
    if row is None:
        raise NotFound(what="order")
    proxy_id = await _proxy(session, row, now) if found[LEAVE] else None
    return JobSheetOut.whole(row, found[ENTRIES], now, proxy_id=proxy_id)


async def _proxy(session: AsyncSession, row: JobSheet, now: datetime) -> str | None:
    """Who looks after the customer today because the owner is away."""
    branch = await the_branch(session, row.branch_id)
    told, absent = await stand_in(session, row.owner_id, branch.today(now))
    return told if absent else None


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
    """How many orders stand where, late ones and owing ones counted apart.

    What does not depend on the hour is read from the tally, so that it costs the same however many orders there are.
    """
    tally = select(StageTally.stage, func.sum(StageTally.orders), func.sum(StageTally.owing)).group_by(
        col(StageTally.stage)
    )
    late = select(JobSheet.stage, func.count()).where(col(JobSheet.next_due) < now).group_by(col(JobSheet.stage))
    if branch_id is not None:
        tally = tally.where(col(StageTally.branch_id) == branch_id)
        late = late.where(col(JobSheet.branch_id) == branch_id)
    found = {stage: (int(orders), int(owing)) for stage, orders, owing in (await session.execute(tally)).all()}
    overdue = {stage: count for stage, count in (await session.execute(late)).all()}
    stages = []
    for stage in Stage:
        orders, owing = found.get(stage, (0, 0))
        stages.append(StageCount(stage=stage, orders=orders, late=overdue.get(stage, 0), owing=owing))
    return StageCounts(stages=stages, orders=sum(s.orders for s in stages), late=sum(s.late for s in stages))
