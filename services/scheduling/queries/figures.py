"""All branches of a person side by side (GEN-14): a fixed number of questions, however many branches there are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CTE, Integer, Select, TableValuedAlias, cast, distinct, func, select
from sqlmodel import col

from services.scheduling.domain.booking import SHOOTS, BookingState, ResourceKind
from services.scheduling.domain.stock_takes import StockTakeState
from services.scheduling.domain.things import THINGS
from services.scheduling.models import Absence, Base, Booking
from services.scheduling.schemas.figures import BranchFigures, SchedulingFigures, StockFigures
from shared.kit import clock
from shared.kit.branch_figures import by_branch, calendars
from shared.kit.db import AsyncSession
from shared.kit.reference import branches_in_scope

RESOURCE, LOAN, STOCK_TAKE = (Base.metadata.tables[name] for name in ("resource", "loan", "stock_take"))


async def branch_figures(session: AsyncSession) -> SchedulingFigures:
    """The shoots of today in the caller's branches, and the teams that have none."""
    branches = await branches_in_scope(session)
    now = clock.now()
    mine = calendars(branches, now)
    shoots = await by_branch(session, _shoots(mine))
    teams = await by_branch(session, _teams(mine))
    stock = await by_branch(session, _stock(mine))
    uncounted = await by_branch(session, _uncounted(mine))
    loans = await by_branch(session, _overdue(mine, now))
    lines = []
    for branch in branches:
        today = branch.today(now)
        at_work, free = teams.get(branch.branch_id, (0, 0)) if branch.is_open(today) else (0, 0)
        line = BranchFigures(
            branch_id=branch.branch_id,
            day=today,
            shoots=shoots.get(branch.branch_id, (0,))[0],
            teams=at_work,
            teams_free=free,
            stock=_stock_of(stock.get(branch.branch_id)),
            uncounted=uncounted.get(branch.branch_id, (0,))[0],
            overdue_loans=loans.get(branch.branch_id, (0,))[0],
        )
        lines.append(line)
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


def _stock(mine: TableValuedAlias) -> Select[Any]:
    """The sums of the newest month with a closed sheet."""
    sheet = STOCK_TAKE.c
    newest = (
        select(sheet.branch_id, func.max(sheet.month).label("month"))
        .where(sheet.branch_id.in_(select(mine.c.branch_id)), sheet.state == StockTakeState.CLOSED)
        .group_by(sheet.branch_id)
        .cte("newest")
    )
    month = cast(func.replace(sheet.month, "-", ""), Integer)
    sums = [func.sum(sheet[name]) for name in ("registered", "counted", "lost")]
    return (
        select(sheet.branch_id, month, *sums)
        .join(newest, (sheet.branch_id == newest.c.branch_id) & (sheet.month == newest.c.month))
        .where(sheet.state == StockTakeState.CLOSED)
        .group_by(sheet.branch_id, sheet.month)
    )


def _stock_of(sums: Sequence[int] | None) -> StockFigures | None:
    if sums is None:
        return None
    month, registered, counted, lost = sums
    return StockFigures(month=f"{month // 100}-{month % 100:02d}", registered=registered, counted=counted, lost=lost)


def _uncounted(mine: TableValuedAlias) -> Select[Any]:
    """Kinds that were there before this month began and have no closed sheet of the month before."""
    thing, sheet = RESOURCE.c, STOCK_TAKE.c
    closed = select(sheet.id).where(
        sheet.branch_id == thing.branch_id,
        sheet.kind == thing.kind,
        sheet.month == func.to_char(mine.c.month_first - 1, "YYYY-MM"),
        sheet.state == StockTakeState.CLOSED,
    )
    return (
        select(thing.branch_id, func.count(distinct(thing.kind)))
        .join(mine, thing.branch_id == mine.c.branch_id)
        .where(thing.kind.in_(THINGS), thing.active, thing.registered_on < mine.c.month_first, ~closed.exists())
        .group_by(thing.branch_id)
    )


def _overdue(mine: TableValuedAlias, now: datetime) -> Select[Any]:
    loan = LOAN.c
    return (
        select(loan.branch_id, func.count())
        .where(loan.branch_id.in_(select(mine.c.branch_id)), loan.closed_at.is_(None), loan.due_at < now)
        .group_by(loan.branch_id)
    )
