"""Consecutive numbers (FIN-02, 1.6)."""

from __future__ import annotations

from sqlalchemy import bindparam
from sqlalchemy.dialects.postgresql import insert

from services.reception.models import Base
from shared.kit.db import AsyncSession
from shared.kit.straight import Straight


async def next_number(session: AsyncSession, branch_id: str, series: str, period: str) -> int:
    """The next number of a branch's series in a period, from 1, without gaps.

    The counter's row stays locked until the transaction ends: whoever rolls back gives the number back, and the
    next one waits. Ask late in a use case, so that others wait only briefly.
    """
    counted = await COUNT(session, branch_id=branch_id, series=series, period=period)
    number: int = counted[0]["value"]
    return number


def _count() -> Straight:
    counter = Base.metadata.tables["counter"]
    keys = ("branch_id", "series", "period")
    first = insert(counter).values(**{key: bindparam(key) for key in keys}, value=1)
    counted = first.on_conflict_do_update(index_elements=keys, set_={"value": counter.c.value + 1})
    return Straight(counted.returning(counter.c.value))


COUNT = _count()
