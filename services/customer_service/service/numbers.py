"""Consecutive numbers of a branch and year, without gaps."""

from __future__ import annotations

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col

from services.customer_service.models import ComplaintIssueNumber, ComplaintNumber
from shared.kit.db import AsyncSession


async def next_number(
    session: AsyncSession, counter: type[ComplaintNumber | ComplaintIssueNumber], branch_id: str, year: int
) -> int:
    """Take the next number; its row stays locked until the commit, so that none is left out."""
    taken = (
        insert(counter)
        .values(branch_id=branch_id, year=year, last=1)
        .on_conflict_do_update(index_elements=["branch_id", "year"], set_={"last": col(counter.last) + 1})
        .returning(col(counter.last))
    )
    return int((await session.execute(taken)).scalar_one())
