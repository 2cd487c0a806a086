"""The duty rota: by turns, changed by the manager, taken over when somebody is away (REC-10)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, func, select

from services.reception.domain.duties import (
    CLERKS,
    DAYS_AHEAD,
    DAYS_SHOWN,
    RECEIVE,
    DutyClosed,
    DutyOver,
    NoClerk,
    next_on_duty,
)
from services.reception.models import Duty, Proxy, Rota
from services.reception.schemas.duties import DutyIn, DutyOut, DutyPlan
from services.reception.service.staff import away_on, require_staff, stand_in
from shared.contracts.scheduling import LeaveApproved
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession
from shared.kit.ids import new_id
from shared.kit.outbox import publish
from shared.kit.reference import Branch, get_branch, get_staff, staff_with_roles
from shared.kit.versions import check_version

LOOK_BACK = timedelta(days=60)
"""Who was on duty before that counts as one who never was."""


class Presence:
    """Who of the branch's clerks is there on each of some days: those of the rota of receivers who are not away."""

    def __init__(self, staff: dict[str, frozenset[str]], rotas: Sequence[Rota], leaves: Sequence[Proxy]) -> None:
        self._staff, self._rotas, self._leaves = staff, rotas, leaves

    @classmethod
    async def of(cls, session: AsyncSession, branch_id: str, first: date, last: date) -> Presence:
        """Read for all days together."""
        found = await staff_with_roles(session, [branch_id], RECEIVE)
        before = select(func.max(Rota.day)).where(Rota.branch_id == branch_id, Rota.day <= first).scalar_subquery()
        rotas = await session.exec(
            select(Rota)
            .where(Rota.branch_id == branch_id, Rota.day <= last, Rota.day >= func.coalesce(before, first))
            .order_by(col(Rota.day))
        )
        leaves = await session.exec(
            select(Proxy).where(
                col(Proxy.staff_id).in_([one.staff_id for one in found]),
                Proxy.first_day <= last,
                Proxy.last_day >= first,
            )
        )
        staff = {one.staff_id: frozenset(one.state.roles) for one in found}
        return cls(staff, list(rotas), list(leaves))

    def on(self, day: date) -> list[str]:
        """Who is there that day, in the order of the rota."""
        rota = next((one for one in reversed(self._rotas) if one.day <= day), None)
        received = [staff for staff in rota.staff_ids if staff in self._staff] if rota is not None else []
        clerks = received or [staff for staff, roles in self._staff.items() if roles & CLERKS]
        away = {leave.staff_id for leave in self._leaves if leave.first_day <= day <= leave.last_day}
        return [staff for staff in clerks if staff not in away]


async def settle(session: AsyncSession, branch: Branch, today: date) -> None:
    """Give each working day of the next week to whoever's turn it is; what the manager chose stands."""
    last_day = today + timedelta(days=DAYS_AHEAD)
    days = branch.open_days(today, last_day)
    known = await _settled(session, branch.branch_id, today, last_day)
    presence = await Presence.of(session, branch.branch_id, today, last_day)
    last = await _last_duties(session, branch.branch_id, today)
    for day in days:
        present = presence.on(day)
        clerk = next_on_duty(present, last)
        duty = known.get(day)
        if duty is None and clerk is not None:
            duty = await _row(session, branch.branch_id, day)
        if duty is None:
            continue
        if clerk is not None and duty.by_turns and duty.clerk_id not in present:
            publish(session, duty.give(clerk, None), version=duty.version)
        last[duty.clerk_id] = day


async def _settled(session: AsyncSession, branch_id: str, first: date, last: date) -> dict[date, Duty]:
    query = select(Duty).where(Duty.branch_id == branch_id, Duty.day >= first, Duty.day <= last).order_by(col(Duty.day))
    return {duty.day: duty for duty in await session.exec(query.with_for_update())}


async def _last_duties(session: AsyncSession, branch_id: str, before: date) -> dict[str, date]:
    rows = await session.execute(
        select(Duty.clerk_id, func.max(Duty.day))
        .where(Duty.branch_id == branch_id, Duty.day < before, Duty.day >= before - LOOK_BACK)
        .group_by(col(Duty.clerk_id))
    )
    return {clerk: day for clerk, day in rows}


async def _row(session: AsyncSession, branch_id: str, day: date) -> Duty:
    """The day's row, locked; made when there is none, also when two ask at once."""
    values = {"branch_id": branch_id, "day": day, "id": new_id(), "clerk_id": "", "version": 0}
    await session.execute(insert(Duty).values(values).on_conflict_do_nothing())
    return await session.get_one(Duty, (branch_id, day), with_for_update=True)


async def choose(
    session: AsyncSession, who: Principal, branch_id: str, day: date, body: DutyIn, edited: int
) -> DutyOut:
    """The manager says who is on duty that day.

    Raises:
        DutyOver, DutyClosed: the day is over, or the branch does not work on it.
        FactNotArrived, StaffLeft, NoClerk: nobody who receives customers here.
        VersionStale: it was changed in the meantime.
    """
    who.require_branch(branch_id)
    branch = await get_branch(session, branch_id)
    if day < branch.today():
        raise DutyOver(day=day.isoformat())
    if not branch.is_open(day):
        raise DutyClosed(day=day.isoformat())
    await require_staff(session, [body.clerk_id])
    clerk = await get_staff(session, body.clerk_id)
    if clerk is None or branch_id not in clerk.state.branches or not RECEIVE & set(clerk.state.roles):
        raise NoClerk(clerk=body.clerk_id)
    duty = await _row(session, branch_id, day)
    check_version(duty.version, edited)
    publish(session, duty.give(body.clerk_id, who.staff_id), version=duty.version)
    return _show(branch, day, duty, await away_on(session, day))


async def cover(session: AsyncSession, event: LeaveApproved) -> None:
    """Who goes on leave leaves his turns to the next; a day the manager gave him is his proxy's (GEN-03)."""
    turns = select(Duty.branch_id).where(
        Duty.clerk_id == event.staff_id,
        Duty.day >= event.first_day,
        Duty.day <= event.last_day,
        col(Duty.chosen_by).is_(None),
    )
    for branch_id in sorted(set((await session.exec(turns)).all())):
        branch = await get_branch(session, branch_id)
        await settle(session, branch, branch.today())


async def follow_rota(session: AsyncSession, branch: Branch, day: date) -> None:
    """Who receives that day, and on those after it, is known anew: so is whose turn it is."""
    today = branch.today()
    if day <= today + timedelta(days=DAYS_AHEAD):
        await session.flush()
        await settle(session, branch, today)


async def read_plan(session: AsyncSession, who: Principal, branch_id: str) -> DutyPlan:
    """Who is on duty today and in the two weeks that follow."""
    who.require_branch(branch_id)
    branch = await get_branch(session, branch_id)
    today = branch.today()
    days = [today + timedelta(days=ahead) for ahead in range(DAYS_SHOWN)]
    query = select(Duty).where(Duty.branch_id == branch_id, Duty.day >= days[0], Duty.day <= days[-1])
    known = {duty.day: duty for duty in await session.exec(query)}
    leaves = (await session.exec(select(Proxy).where(Proxy.first_day <= days[-1], Proxy.last_day >= today))).all()
    away = {day: {one.staff_id: one.proxy_id for one in leaves if one.first_day <= day <= one.last_day} for day in days}
    return DutyPlan(
        branch_id=branch_id, today=today, days=[_show(branch, day, known.get(day), away[day]) for day in days]
    )


def _show(branch: Branch, day: date, duty: Duty | None, away: dict[str, str]) -> DutyOut:
    clerk = duty.clerk_id if duty is not None else None
    there = stand_in(clerk, away) if clerk is not None else None
    return DutyOut(
        branch_id=branch.branch_id,
        day=day,
        open=branch.is_open(day),
        clerk_id=clerk,
        proxy_id=there if there != clerk else None,
        chosen_by=duty.chosen_by if duty is not None else None,
        version=duty.version if duty is not None else 0,
    )
