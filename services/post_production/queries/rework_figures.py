"""Rework by cause: the step a piece went back to, and whose fault it was (part 5)."""

from __future__ import annotations

from datetime import date, time

from sqlmodel import col, func, select

from services.post_production.domain.states import BackTo, Liability, PieceStep, ReworkState
from services.post_production.models import PieceStepTaken, Rework
from services.post_production.schemas.work import ReworkCount, ReworkFigures
from shared.kit.db import AsyncSession
from shared.kit.reference import Branch


async def rework_figures(session: AsyncSession, branch: Branch, since: date) -> ReworkFigures:
    """Rework asked for since that day of the branch, beside the pieces finished for the first time."""
    begins = branch.at(since, time())
    asked = (
        select(Rework.back_to, Rework.liability, Rework.state, func.count())
        .where(Rework.branch_id == branch.branch_id, col(Rework.requested_at) >= begins)
        .group_by(col(Rework.back_to), col(Rework.liability), col(Rework.state))
    )
    rows = list(await session.exec(asked))
    counts: dict[tuple[BackTo, Liability], int] = {}
    for back_to, liability, state, number in rows:
        if state != ReworkState.REJECTED:
            cause = (BackTo(back_to), Liability(liability))
            counts[cause] = counts.get(cause, 0) + number
    finished = select(func.count()).where(
        PieceStepTaken.branch_id == branch.branch_id,
        PieceStepTaken.step == PieceStep.FINISHED,
        col(PieceStepTaken.rework_id).is_(None),
        col(PieceStepTaken.at) >= begins,
    )
    return ReworkFigures(
        branch_id=branch.branch_id,
        since=since,
        finished=(await session.exec(finished)).one(),
        asked=sum(number for *_, number in rows),
        refused=sum(number for _, _, state, number in rows if state == ReworkState.REJECTED),
        causes=[
            ReworkCount(back_to=back_to, liability=liability, reworks=number)
            for (back_to, liability), number in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
        ],
    )
