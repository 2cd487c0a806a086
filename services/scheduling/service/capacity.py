"""Capacity: the rules of a branch, the gates that keep counts apart, and weddings first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

from services.scheduling.domain.capacity import Limit, LimitScope, first_full
from services.scheduling.domain.errors import WeddingFirst
from services.scheduling.models import Booking, CapacityGate, CapacityRule, CapacitySheet
from services.scheduling.queries.capacity import limits_of, plan_of, sheet_of, shots_of_days, weddings_waiting
from services.scheduling.schemas.resources import CapacityRuleIn, CapacityRulesIn, CapacityRulesOut
from shared.contracts.reception import Category
from shared.contracts.scheduling import BookingKind
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession
from shared.kit.ids import new_id
from shared.kit.reference import get_branch
from shared.kit.versions import check_version


async def read_rules(session: AsyncSession, who: Principal, branch_id: str) -> CapacityRulesOut:
    """The limits that hold for a branch; version 0 while the defaults hold."""
    who.require_branch(branch_id)
    await get_branch(session, branch_id)
    sheet = await sheet_of(session, branch_id)
    rules = [CapacityRuleIn.of(limit) for limit in await limits_of(session, branch_id)]
    return CapacityRulesOut(branch_id=branch_id, version=sheet.version if sheet else 0, rules=rules)


async def set_rules(
    session: AsyncSession, who: Principal, branch_id: str, body: CapacityRulesIn, edited: int
) -> CapacityRulesOut:
    """Replace the limits of a branch (1.2.2); what is booked stays booked."""
    who.require_branch(branch_id)
    await get_branch(session, branch_id)
    await session.execute(
        insert(CapacitySheet).values(id=new_id(), branch_id=branch_id, version=0).on_conflict_do_nothing()
    )
    sheet = await sheet_of(session, branch_id, lock=True)
    assert sheet is not None, "the row was made above"
    check_version(sheet.version, edited)
    sheet.version += 1
    await session.execute(delete(CapacityRule).where(col(CapacityRule.branch_id) == branch_id))
    session.add_all(rule.row(new_id(), branch_id) for rule in body.rules)
    await session.flush()
    return await read_rules(session, who, branch_id)


async def lock_gates(
    session: AsyncSession, branch_id: str, day: date, limits: Iterable[Limit], team_id: UUID | None
) -> None:
    """Let nobody else count the same thing until the transaction ends; in the order of the keys, branch before team."""
    wanted = {
        (str(team_id) if limit.scope is LimitScope.PER_TEAM else "", limit.code)
        for limit in limits
        if limit.scope is not LimitScope.PER_TEAM or team_id is not None
    }
    for team_key, code in sorted(wanted):
        values = {"id": new_id(), "branch_id": branch_id, "day": day, "team_key": team_key, "code": code}
        await session.execute(insert(CapacityGate).values(values).on_conflict_do_nothing())
        await session.execute(
            select(CapacityGate.id)
            .where(
                CapacityGate.branch_id == branch_id,
                CapacityGate.day == day,
                CapacityGate.team_key == team_key,
                CapacityGate.code == code,
            )
            .with_for_update()
        )


async def days_by_open_teams(
    session: AsyncSession,
    branch_id: str,
    category: Category,
    days: Sequence[date],
    teams: Sequence[UUID | None],
    own: UUID | None = None,
) -> dict[frozenset[UUID | None], list[date]]:
    """The days on which at least one of the teams may take one more such shoot, grouped by those teams."""
    limits = await limits_of(session, branch_id)
    shots = await shots_of_days(session, branch_id, days, own=own)
    groups: dict[frozenset[UUID | None], list[date]] = defaultdict(list)
    for day in days:
        concerned = [limit for limit in limits if limit.concerns(category, day)]
        open_teams = frozenset(team for team in teams if first_full(concerned, shots[day], team) is None)
        if open_teams:
            groups[open_teams].append(day)
    return groups


async def let_weddings_first(session: AsyncSession, who: Principal, booking: Booking, *, confirmed: bool) -> None:
    """Personal portraits wait while weddings ask for the day, until its plan is frozen (SCH-07, A-09).

    Raises:
        WeddingFirst: a manager has not confirmed.
        Forbidden: the caller is no manager.
    """
    if booking.kind is not BookingKind.SHOOT or booking.category.is_wedding:
        return
    if await plan_of(session, booking.branch_id, booking.day) is not None:
        return
    waiting = await weddings_waiting(session, booking.branch_id, booking.day)
    if not waiting:
        return
    if not confirmed:
        raise WeddingFirst(waiting=waiting, day=booking.day.isoformat())
    who.require("scheduling.capacity.override")
