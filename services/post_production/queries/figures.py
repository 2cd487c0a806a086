"""All branches of a person side by side (GEN-14): a fixed number of questions, however many branches there are."""

from __future__ import annotations

from typing import Any

from sqlalchemy import TableValuedAlias, TextClause
from sqlmodel import col, func, select

from services.post_production.models import IN_WORK, UNFINISHED, Piece, WorkItem
from services.post_production.schemas.figures import BranchFigures, PostProductionFigures
from shared.kit import clock
from shared.kit.branch_figures import by_branch, calendars
from shared.kit.db import AsyncSession
from shared.kit.reference import branches_in_scope


async def branch_figures(session: AsyncSession) -> PostProductionFigures:
    """How much work and how many pieces wait in the caller's branches, and what is late."""
    branches = await branches_in_scope(session)
    now = clock.now()
    mine = calendars(branches, now)
    work = await _waiting(session, mine, WorkItem, IN_WORK)
    pieces = await _waiting(session, mine, Piece, UNFINISHED)
    lines = []
    for branch in branches:
        to_do, late = work.get(branch.branch_id, (0, 0))
        making, overdue = pieces.get(branch.branch_id, (0, 0))
        lines.append(
            BranchFigures(
                branch_id=branch.branch_id,
                day=branch.today(now),
                work=to_do,
                work_late=late,
                pieces=making,
                pieces_late=overdue,
            )
        )
    return PostProductionFigures(branches=lines)


async def _waiting(
    session: AsyncSession, mine: TableValuedAlias, model: Any, open_ones: TextClause
) -> dict[str, tuple[int, ...]]:
    """By branch, how many are open, and how many of them were due before today."""
    return await by_branch(
        session,
        select(model.branch_id, func.count(), func.count().filter(col(model.due_on) < mine.c.day))
        .join(mine, model.branch_id == mine.c.branch_id)
        .where(open_ones)
        .group_by(model.branch_id),
    )
