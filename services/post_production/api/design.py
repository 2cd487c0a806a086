"""Work items: retouching and design."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter

from services.post_production.domain.states import WorkState, WorkStep
from services.post_production.queries import boards
from services.post_production.schemas.work import WorkItemOut, WorkStartIn
from services.post_production.service import design
from shared.contracts.values import BranchId, StaffId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.pagination import Page, PageDep

router = APIRouter(tags=["design"])

MayWork = Annotated[Principal, may("post_production.work.do")]


@router.get("/work-items")
async def list_work_items(
    session: SessionDep,
    page: PageDep,
    _who: Annotated[Principal, may("post_production.work.read")],
    branch_id: BranchId | None = None,
    order_id: UUID | None = None,
    step: WorkStep | None = None,
    state: WorkState | None = None,
    assignee_id: StaffId | None = None,
) -> Page[WorkItemOut]:
    """Retouching and design by due date (PST-16)."""
    return await boards.list_work(
        session, page, branch_id=branch_id, order_id=order_id, step=step, state=state, assignee_id=assignee_id
    )


@router.post("/work-items/{item_id}/start")
async def start_work_item(item_id: UUID, body: WorkStartIn, session: SessionDep, who: MayWork) -> WorkItemOut:
    """Somebody begins."""
    return WorkItemOut.of(await design.start_work(session, who, item_id, body))


@router.post("/work-items/{item_id}/done")
async def finish_work_item(item_id: UUID, session: SessionDep, _who: MayWork) -> WorkItemOut:
    """It is done; the next department's clock begins (GEN-10)."""
    return WorkItemOut.of(await design.finish_work(session, item_id))
