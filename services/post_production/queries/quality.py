"""Samples to judge, and each person's figures (PST-22)."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time

from sqlmodel import col, func, select

from services.post_production.domain.quality import CheckState
from services.post_production.models import QualityCheck
from services.post_production.queries.numbers import add_numbers
from services.post_production.schemas.quality import QualityCheckOut, QualityFigures, QualityOfPerson
from shared.kit.db import AsyncSession
from shared.kit.pagination import Page, PageRequest, fetch_page
from shared.kit.reference import Branch


async def list_checks(
    session: AsyncSession,
    page: PageRequest,
    *,
    branch_id: str | None,
    state: CheckState | None,
    staff_id: str | None,
) -> Page[QualityCheckOut]:
    """Samples, oldest first."""
    query = select(QualityCheck)
    if branch_id is not None:
        query = query.where(QualityCheck.branch_id == branch_id)
    if state is not None:
        query = query.where(QualityCheck.state == state)
    if staff_id is not None:
        query = query.where(QualityCheck.staff_id == staff_id)
    keys = [QualityCheck.drawn_at, QualityCheck.id]
    found = await fetch_page(session, query, page, keys=keys, show=QualityCheckOut.of)
    await add_numbers(session, found.items)
    return found


async def last_drawn(session: AsyncSession, branch_id: str, staff_id: str) -> datetime | None:
    """When work of that person was last drawn."""
    query = select(func.max(QualityCheck.drawn_at)).where(
        QualityCheck.staff_id == staff_id, QualityCheck.branch_id == branch_id
    )
    return (await session.exec(query)).one()


async def figures(session: AsyncSession, branch: Branch, since: date) -> QualityFigures:
    """Samples by person and verdict since that day of the branch."""
    rows = await session.exec(
        select(QualityCheck.staff_id, QualityCheck.state, func.count())
        .where(QualityCheck.branch_id == branch.branch_id, col(QualityCheck.drawn_at) >= branch.at(since, time()))
        .group_by(col(QualityCheck.staff_id), col(QualityCheck.state))
    )
    tally: dict[str, Counter[CheckState]] = {}
    for staff_id, state, number in rows:
        tally.setdefault(staff_id, Counter())[CheckState(state)] += number
    people = [
        QualityOfPerson(
            staff_id=staff_id,
            open=states[CheckState.OPEN],
            passed=states[CheckState.PASSED],
            noted=states[CheckState.NOTED],
            redo=states[CheckState.REDO],
        )
        for staff_id, states in sorted(tally.items())
    ]
    return QualityFigures(branch_id=branch.branch_id, since=since, people=people)
