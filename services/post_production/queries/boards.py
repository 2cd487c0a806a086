"""Lists people work from: work items, the production board, reworks, templates."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlmodel import select

from services.post_production.domain.states import ReworkState, TemplateState, WorkState, WorkStep
from services.post_production.models import UNFINISHED, LayoutTemplate, Piece, Rework, WorkItem
from services.post_production.queries.numbers import add_numbers
from services.post_production.queries.orders import is_late
from services.post_production.schemas.layouts import TemplateOut
from services.post_production.schemas.work import PieceOut, ReworkOut, WorkItemOut
from shared.kit import clock
from shared.kit.db import AsyncSession
from shared.kit.pagination import Page, PageRequest, fetch_page
from shared.kit.reference import all_branches


async def list_work(
    session: AsyncSession,
    page: PageRequest,
    *,
    branch_id: str | None,
    order_id: UUID | None,
    step: WorkStep | None,
    state: WorkState | None,
    assignee_id: str | None,
) -> Page[WorkItemOut]:
    """Work items by due date."""
    query = select(WorkItem)
    if branch_id is not None:
        query = query.where(WorkItem.branch_id == branch_id)
    if order_id is not None:
        query = query.where(WorkItem.order_id == order_id)
    if step is not None:
        query = query.where(WorkItem.step == step)
    if state is not None:
        query = query.where(WorkItem.state == state)
    if assignee_id is not None:
        query = query.where(WorkItem.assignee_id == assignee_id)
    found = await fetch_page(session, query, page, keys=[WorkItem.due_on, WorkItem.id], show=WorkItemOut.of)
    await add_numbers(session, found.items)
    return found


async def production_board(session: AsyncSession, page: PageRequest, *, branch_id: str | None) -> Page[PieceOut]:
    """Pieces in the making, by due date; late ones are marked."""
    query = select(Piece).where(UNFINISHED)
    if branch_id is not None:
        query = query.where(Piece.branch_id == branch_id)
    now = clock.now()
    today: dict[str, date] = {branch.branch_id: branch.today(now) for branch in await all_branches(session)}
    return await fetch_page(
        session,
        query,
        page,
        keys=[Piece.due_on, Piece.id],
        show=lambda piece: PieceOut.of(piece, late=is_late(piece, today.get(piece.branch_id, now.date()))),
    )


async def list_reworks(
    session: AsyncSession, page: PageRequest, *, branch_id: str | None, state: ReworkState | None
) -> Page[ReworkOut]:
    """Rework sheets, oldest first."""
    query = select(Rework)
    if branch_id is not None:
        query = query.where(Rework.branch_id == branch_id)
    if state is not None:
        query = query.where(Rework.state == state)
    found = await fetch_page(session, query, page, keys=[Rework.requested_at, Rework.id], show=ReworkOut.of)
    await add_numbers(session, found.items)
    return found


async def list_templates(session: AsyncSession, page: PageRequest) -> Page[TemplateOut]:
    """Templates that may be offered; custom ones are nobody else's (PST-03)."""
    query = select(LayoutTemplate).where(LayoutTemplate.state == TemplateState.OFFERED)
    return await fetch_page(session, query, page, keys=[LayoutTemplate.name, LayoutTemplate.id], show=TemplateOut.of)
