"""Whether a day takes another shoot, and where else to go when it is full: another day, another branch (M-47)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from services.scheduling.domain.errors import NoSuchResource
from services.scheduling.queries.lists import branch_in_scope, default_location
from services.scheduling.queries.slots import candidate_starts, days_from, free_starts
from services.scheduling.schemas.bookings import DayWithRoom, Openings, OtherBranch
from services.scheduling.service.bookings import policy_of
from services.scheduling.service.choosing import needs_of
from services.scheduling.service.placing import days_with_needs
from shared.contracts.reception import Category
from shared.contracts.scheduling import BookingKind
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, Database
from shared.kit.reference import Branch, all_branches

STARTS_TOLD = 4
DAYS_TOLD = 3
BRANCHES_TOLD = 3
BRANCHES_ASKED = 12
"""A chain may have hundreds of branches; somebody waits on the telephone."""


async def find_openings(
    session: AsyncSession, who: Principal, branch_id: str, category: Category, day: date
) -> Openings:
    """What can be offered for a shoot on that day; other days and branches only when the day is full.

    Of other branches nothing is told but that they have time: whose bookings fill them stays theirs.

    Raises:
        NotFound: no such branch for this caller.
    """
    branch = await branch_in_scope(session, who, branch_id)
    starts = await _starts(session, branch, category, [day])
    if starts:
        return Openings(branch_id=branch_id, day=day, starts=starts[:STARTS_TOLD], other_days=[], other_branches=[])
    later = await _starts(session, branch, category, days_from(day + timedelta(days=1)))
    firsts: dict[date, datetime] = {}
    for start in later:
        firsts.setdefault(branch.today(start), start)
    return Openings(
        branch_id=branch_id,
        day=day,
        starts=[],
        other_days=[DayWithRoom(day=d, first_start=firsts[d]) for d in sorted(firsts)[:DAYS_TOLD]],
        other_branches=await _elsewhere(session, branch, category, day),
    )


async def _starts(session: AsyncSession, branch: Branch, category: Category, days: Sequence[date]) -> list[datetime]:
    """The free starts of a shoot in the house on these days; none where the branch has nobody for it."""
    kind = BookingKind.SHOOT
    try:
        needs = await needs_of(session, branch.branch_id, None, kind, default_location(kind), category=category)
    except NoSuchResource:
        return []
    minutes = policy_of(session).minutes(kind, category)
    found: list[datetime] = []
    for group, fitting in await days_with_needs(session, branch.branch_id, kind, category, days, needs):
        starts = candidate_starts(branch, group, minutes)
        found += await free_starts(session, fitting, starts, minutes, limit=len(starts))
    return sorted(found)


async def _elsewhere(session: AsyncSession, branch: Branch, category: Category, day: date) -> list[OtherBranch]:
    """The nearest branches with time on that day: those of the same city first."""
    database: Database = session.info["database"]
    found: list[OtherBranch] = []
    async with database.transaction() as everywhere:
        everywhere.info["service"] = session.info["service"]
        others = [one for one in await all_branches(everywhere) if one.branch_id != branch.branch_id]
        others.sort(key=lambda one: (one.state.city != branch.state.city, one.branch_id))
        for other in others[:BRANCHES_ASKED]:
            starts = await _starts(everywhere, other, category, [day])
            if starts:
                state = other.state
                found.append(
                    OtherBranch(
                        branch_id=other.branch_id,
                        name=state.name,
                        city=state.city,
                        phone=state.phone,
                        first_start=starts[0],
                    )
                )
            if len(found) == BRANCHES_TOLD:
                break
    return found
