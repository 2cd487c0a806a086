"""Branches as this service knows them."""

from __future__ import annotations

from datetime import time

from shared.contracts.gateway import BranchState, OpeningDay
from shared.kit.db import AsyncSession
from shared.kit.errors import NotFound
from shared.kit.reference import Branch, get_branch


async def the_branch(session: AsyncSession, branch_id: str) -> Branch:
    """The branch, or one that is open every day while nothing was heard of it yet."""
    try:
        return await get_branch(session, branch_id)
    except NotFound:
        week = [OpeningDay(weekday=day, opens=time(9), closes=time(18)) for day in range(7)]
        return Branch(branch_id, BranchState(name=branch_id, opening=week))
