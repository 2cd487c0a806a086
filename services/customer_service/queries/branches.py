"""Branches as this service knows them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import time

from shared.contracts.gateway import BranchState, OpeningDay
from shared.kit.db import AsyncSession
from shared.kit.reference import Branch, get_branches


async def the_branch(session: AsyncSession, branch_id: str) -> Branch:
    """The branch, or one that is open every day while nothing was heard of it yet."""
    return (await the_branches(session, [branch_id]))[branch_id]


async def the_branches(session: AsyncSession, branch_ids: Collection[str]) -> dict[str, Branch]:
    """These branches; one that nothing was heard of yet is open every day."""
    found = await get_branches(session, branch_ids)
    return {branch_id: found.get(branch_id) or _unheard(branch_id) for branch_id in branch_ids}


def _unheard(branch_id: str) -> Branch:
    week = [OpeningDay(weekday=day, opens=time(9), closes=time(18)) for day in range(7)]
    return Branch(branch_id, BranchState(name=branch_id, opening=week))
