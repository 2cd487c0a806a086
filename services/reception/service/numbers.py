"""Consecutive numbers (FIN-02, 1.6)."""

from __future__ import annotations

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col

from services.reception.models import Counter
from shared.kit.db import AsyncSession


async def next_number(session: AsyncSession, branch_id: str, series: str, period: str) -> int:
    """The next number of a branch's series in a period, from 1, without gaps.

    The counter's row stays locked until the transaction ends: whoever rolls back gives the number back, and the
    next one waits. Ask late in a use case, so that others wait only briefly.
    """
    statement = insert(Counter).values(branch_id=branch_id, series=series, period=period, value=1)
    counted = statement.on_conflict_do_update(
        index_elements=["branch_id", "series", "period"], set_={"value": col(Counter.value) + 1}
    ).returning(col(Counter.value))
    number: int = (await session.execute(counted)).scalar_one()
    return number
