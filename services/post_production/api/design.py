"""Work items and layouts."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter

from services.post_production.domain.states import WorkState, WorkStep
from services.post_production.queries import boards
from services.post_production.schemas.work import (
    ApprovalIn,
    ChangesIn,
    LayoutIn,
    LayoutOut,
    TemplateOut,
    WorkItemOut,
    WorkStartIn,
)
from services.post_production.service import design
from shared.contracts.values import BranchId, StaffId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.pagination import Page, PageDep

router = APIRouter(tags=["design"])

MayWork = Annotated[Principal, may("post_production.work.do")]
MayAnswer = Annotated[Principal, may("post_production.layouts.answer")]


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


@router.post("/orders/{order_id}/layouts", status_code=201)
async def present_layout(
    order_id: UUID,
    body: LayoutIn,
    session: SessionDep,
    who: Annotated[Principal, may("post_production.layouts.present")],
) -> LayoutOut:
    """Put a layout before the customer (PST-17)."""
    return LayoutOut.of(await design.present_layout(session, who, order_id, body))


@router.post("/layouts/{layout_id}/approval")
async def approve_layout(layout_id: UUID, body: ApprovalIn, session: SessionDep, who: MayAnswer) -> LayoutOut:
    """The customer accepts (PST-17)."""
    return LayoutOut.of(await design.approve_layout(session, who, layout_id, body))


@router.post("/layouts/{layout_id}/changes")
async def want_layout_changes(layout_id: UUID, body: ChangesIn, session: SessionDep, who: MayAnswer) -> LayoutOut:
    """The customer wants changes; design begins the next round."""
    return LayoutOut.of(await design.change_layout(session, who, layout_id, body.remarks))


@router.get("/layout-templates")
async def list_layout_templates(
    session: SessionDep, page: PageDep, _who: Annotated[Principal, may("post_production.layouts.present")]
) -> Page[TemplateOut]:
    """Templates that may be offered; never a custom one (PST-03)."""
    return await boards.list_templates(session, page)
