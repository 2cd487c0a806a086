"""All branches of a person side by side (GEN-14): a fixed number of questions, however many branches there are."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import col

from services.customer_service.domain.stages import OVER
from services.customer_service.models import OPEN_COMPLAINT, Complaint, JobSheet, StageTally
from services.customer_service.schemas.figures import BranchFigures, CustomerServiceFigures
from shared.kit.branch_figures import by_branch
from shared.kit.db import AsyncSession
from shared.kit.reference import branches_in_scope


async def branch_figures(session: AsyncSession, now: datetime) -> CustomerServiceFigures:
    """How many orders are on their way and late in the caller's branches, and which complaints wait."""
    branches = await branches_in_scope(session)
    orders = await by_branch(
        session,
        select(col(StageTally.branch_id), func.sum(col(StageTally.orders)))
        .where(col(StageTally.stage).not_in(OVER))
        .group_by(col(StageTally.branch_id)),
    )
    late = await by_branch(
        session,
        select(col(JobSheet.branch_id), func.count())
        .where(col(JobSheet.next_due) < now)
        .group_by(col(JobSheet.branch_id)),
    )
    unanswered = col(Complaint.answered_at).is_(None) & (col(Complaint.answer_due_at) < now)
    complaints = await by_branch(
        session,
        select(col(Complaint.branch_id), func.count(), func.count().filter(unanswered))
        .where(OPEN_COMPLAINT)
        .group_by(col(Complaint.branch_id)),
    )
    lines = []
    for branch in branches:
        waiting, unheard = complaints.get(branch.branch_id, (0, 0))
        lines.append(
            BranchFigures(
                branch_id=branch.branch_id,
                orders=orders.get(branch.branch_id, (0,))[0],
                late=late.get(branch.branch_id, (0,))[0],
                complaints=waiting,
                complaints_late=unheard,
            )
        )
    return CustomerServiceFigures(branches=lines)
