"""Reading issues that many complain about, and what may become one (M-09)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func
from sqlmodel import col, select

from services.customer_service.domain.complaint_issues import Heard, IssueState, suggestions
from services.customer_service.models import Complaint, ComplaintIssue
from services.customer_service.schemas.complaint_issues import IssueDetail, IssueOut, IssueSuggestions, SuggestionOut
from services.customer_service.schemas.complaints import ComplaintOut
from shared.kit.db import AsyncSession, get_or_404


def list_issues(branch_id: str | None, closed: bool | None) -> Select[Any]:
    """Issues by branch, still under way or closed."""
    query = select(ComplaintIssue)
    if branch_id is not None:
        query = query.where(col(ComplaintIssue.branch_id) == branch_id)
    if closed is not None:
        state = col(ComplaintIssue.state)
        query = query.where(state == IssueState.CLOSED if closed else state != IssueState.CLOSED)
    return query


async def count_complaints(session: AsyncSession, issues: Sequence[IssueOut]) -> None:
    """Say of each issue how many complaints are linked, and since when."""
    rows = await session.execute(
        select(col(Complaint.issue_id), func.count(), func.min(Complaint.received_at))
        .where(col(Complaint.issue_id).in_([issue.id for issue in issues]))
        .group_by(col(Complaint.issue_id))
    )
    counts = {issue_id: (count, since) for issue_id, count, since in rows}
    for issue in issues:
        issue.complaints, issue.since = counts.get(issue.id, (0, issue.since))


async def shown(session: AsyncSession, issue: ComplaintIssue) -> IssueOut:
    """The issue as answered."""
    found = IssueOut.of(issue)
    await session.flush()
    await count_complaints(session, [found])
    return found


async def read_issue(session: AsyncSession, issue_id: UUID) -> IssueDetail:
    """An issue with its complaints.

    Raises:
        NotFound: no such issue in the caller's branches.
    """
    issue = await get_or_404(session, ComplaintIssue, issue_id)
    rows = await session.exec(
        select(Complaint)
        .where(col(Complaint.issue_id) == issue_id)
        .order_by(col(Complaint.received_at), col(Complaint.id))
    )
    linked = [ComplaintOut.of(complaint) for complaint in rows]
    found = await shown(session, issue)
    return IssueDetail(**found.model_dump(), linked=linked)


async def suggested(
    session: AsyncSession, branch_id: str, now: datetime, *, at_least: int, within_days: int
) -> IssueSuggestions:
    """What many have complained about in a branch without being answered together."""
    rows = await session.exec(
        select(Complaint).where(
            col(Complaint.branch_id) == branch_id,
            col(Complaint.issue_id).is_(None),
            col(Complaint.received_at) > now - timedelta(days=within_days),
        )
    )
    heard = [
        Heard(
            complaint_id=one.id,
            received_at=one.received_at,
            cause_kind=one.cause_kind,
            department=one.responsible_department or one.department,
            about_customer_service=one.about_customer_service,
        )
        for one in rows
    ]
    found = suggestions(heard, now, at_least=at_least, within_days=within_days)
    return IssueSuggestions(
        at_least=at_least,
        within_days=within_days,
        suggestions=[SuggestionOut.model_validate(asdict(one)) for one in found],
    )
