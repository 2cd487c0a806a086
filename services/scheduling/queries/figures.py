"""All branches of a person side by side (GEN-14): a fixed number of questions, however many branches there are."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import CTE, Select, TableValuedAlias, func, select
from sqlmodel import col

from services.scheduling.domain.booking import SHOOTS, BookingState, ResourceKind
from services.scheduling.models import Absence, Base, Booking
from services.scheduling.schemas.figures import BranchFigures, SchedulingFigures
from shared.kit import clock
from shared.kit.branch_figures import by_branch, calendars
from shared.kit.db import AsyncSession
from shared.kit.reference import branches_in_scope

RESOURCE = Base.metadata.tables["resource"]


async def branch_figures(session: AsyncSession) -> SchedulingFigures:
    """The shoots of today in the caller's branches, and the teams that have none."""
    branches = await branches_in_scope(session)
    now = clock.now()
    mine = calendars(branches, now)
    shoots = await by_branch(session, _shoots(mine))
    teams = await by_branch(session, _teams(mine))
    lines = []
    for branch in branches:
        today = branch.today(now)
        at_work, free = teams.get(branch.branch_id, (0, 0)) if branch.is_open(today) else (0, 0)
        count = shoots.get(branch.branch_id, (0,))[0]
        lines.append(BranchFigures(branch_id=branch.branch_id, day=today, shoots=count, teams=at_work, teams_free=free))
    return SchedulingFigures(branches=lines)


def _of_today(mine: TableValuedAlias, *columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .join(mine, (col(Booking.branch_id) == mine.c.branch_id) & (col(Booking.day) == mine.c.day))
        .where(col(Booking.kind).in_(SHOOTS), col(Booking.state) != BookingState.CANCELLED)
    )


def _shoots(mine: TableValuedAlias) -> Select[Any]:
    return _of_today(mine, col(Booking.branch_id), func.count()).group_by(col(Booking.branch_id))


def _away(mine: TableValuedAlias) -> CTE:
    """Who and what is away some time today."""
    return (
        select(col(Absence.resource_id).label("id"))
        .join(mine, col(Absence.branch_id) == mine.c.branch_id)
        .where(
            col(Absence.starts_at) < mine.c.day_begins + timedelta(days=1),
            col(Absence.ends_at) > mine.c.day_begins,
        )
        .cte("away")
    )


def _teams(mine: TableValuedAlias) -> Select[Any]:
    """Teams that can photograph today, and those of them without a shoot."""
    team, person, away = RESOURCE.alias("team"), RESOURCE.alias("photographer"), _away(mine)
    busy = _of_today(mine, col(Booking.team_id).label("id")).where(col(Booking.team_id).is_not(None)).cte("busy")
    photographer = select(person.c.id).where(
        person.c.team_id == team.c.id,
        person.c.kind == ResourceKind.PHOTOGRAPHER,
        person.c.active,
        person.c.id.not_in(select(away.c.id)),
    )
    return (
        select(team.c.branch_id, func.count(), func.count().filter(team.c.id.not_in(select(busy.c.id))))
        .where(
            team.c.branch_id.in_(select(mine.c.branch_id)),
            team.c.kind == ResourceKind.TEAM,
            team.c.active,
            team.c.id.not_in(select(away.c.id)),
            photographer.exists(),
        )
        .group_by(team.c.branch_id)
    )
