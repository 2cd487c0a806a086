"""Every service's own copy of branches and staff, fed by ``branch.changed`` and ``staff.changed``."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from pydantic_core import to_json
from sqlalchemy import ARRAY, Text, any_, bindparam, cast, select

from shared.contracts.gateway import BranchChanged, BranchState, StaffChanged, StaffState
from shared.kit import clock
from shared.kit.db import AsyncSession, scope_of
from shared.kit.errors import Both, NotFound
from shared.kit.straight import Straight
from shared.kit.subscriptions import Subscriptions
from shared.kit.tables import branch_ref, insert_rows, staff_ref


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch with its calendar."""

    branch_id: str
    state: BranchState

    def local(self, moment: datetime) -> datetime:
        """The moment on the branch's clock."""
        return clock.local(moment, self.state.time_zone)

    def today(self, moment: datetime | None = None) -> date:
        """The branch's calendar day, of now or of the moment."""
        return clock.business_day(self.state.time_zone, moment)

    def in_words(self, moment: datetime) -> Both:
        """The moment on the branch's clock, as a message tells it to people."""
        here = self.local(moment)
        return Both(f"{here.day} {here:%B %Y, %H:%M}", f"{here.year}年{here.month}月{here.day}日 {here:%H:%M}")

    def at(self, day: date, hour: time) -> datetime:
        """That hour of that day on the branch's clock, as a moment."""
        return datetime.combine(day, hour, clock.zone(self.state.time_zone))

    def is_open(self, day: date) -> bool:
        """Whether the branch works on that day."""
        if day in self.state.extra_open_days:
            return True
        return day not in self.state.closed_days and any(o.weekday == day.weekday() for o in self.state.opening)

    def open_days(self, first: date, last: date) -> list[date]:
        """The days on which the branch works, from the first to the last."""
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        return [day for day in days if self.is_open(day)]

    def hours(self, day: date) -> tuple[datetime, datetime] | None:
        """Opening and closing moments of that day; None when closed."""
        if not self.is_open(day):
            return None
        found = [o for o in self.state.opening if o.weekday == day.weekday()] or self.state.opening[:1]
        return (self.at(day, found[0].opens), self.at(day, found[0].closes)) if found else None

    def working_day_before(self, day: date) -> date:
        """The last working day before that day (REC-12)."""
        candidate = day - timedelta(days=1)
        for _ in range(60):
            if self.is_open(candidate):
                return candidate
            candidate -= timedelta(days=1)
        return day - timedelta(days=1)

    def working_days_after(self, day: date, count: int) -> date:
        """The day that is ``count`` working days later (CS-14)."""
        candidate = day
        for _ in range(400):
            if count <= 0:
                break
            candidate += timedelta(days=1)
            count -= self.is_open(candidate)
        return candidate

    def outside_quiet_hours(self, moment: datetime) -> datetime:
        """The moment itself, or the next one at which a customer may be disturbed (CS-07)."""
        here = self.local(moment)
        begin, end = self.state.quiet_from, self.state.quiet_to
        quiet = (here.time() >= begin or here.time() < end) if begin > end else begin <= here.time() < end
        if not quiet:
            return moment
        day = here.date() + timedelta(days=1) if begin > end and here.time() >= begin else here.date()
        return self.at(day, end)


@dataclass(frozen=True, slots=True)
class Staff:
    """A member of staff as other services know them."""

    staff_id: str
    home_branch_id: str
    state: StaffState


OF_BRANCHES = branch_ref.c.branch_id == any_(bindparam("branches", type_=ARRAY(Text)))
REVISIONS = Straight(select(branch_ref.c.branch_id, branch_ref.c.revision).where(OF_BRANCHES))
ALL_REVISIONS = Straight(select(branch_ref.c.branch_id, branch_ref.c.revision))
SOME_BRANCHES = select(branch_ref.c.branch_id, branch_ref.c.revision, branch_ref.c.state).where(OF_BRANCHES)


async def get_branch(session: AsyncSession, branch_id: str) -> Branch:
    """The branch.

    Raises:
        NotFound: not heard of here.
    """
    state = (await session.execute(select(branch_ref.c.state).where(branch_ref.c.branch_id == branch_id))).scalar()
    if state is None:
        raise NotFound(what="branch")
    return Branch(branch_id, BranchState.model_validate(state))


async def get_branches(session: AsyncSession, branch_ids: Collection[str]) -> dict[str, Branch]:
    """Those of these branches that were heard of here; a state is read again only when it has a new revision."""
    if not branch_ids:
        return {}
    return await _read(session, dict(await REVISIONS(session, branches=list(branch_ids))))


async def all_branches(session: AsyncSession) -> list[Branch]:
    """Every active branch, by code."""
    found = await _read(session, dict(await ALL_REVISIONS(session)))
    return [branch for _, branch in sorted(found.items()) if branch.state.active]


async def _read(session: AsyncSession, revisions: dict[str, int]) -> dict[str, Branch]:
    read: dict[str, tuple[int, Branch]] = session.info["database"].memory.setdefault("branches", {})
    newer = [branch_id for branch_id, revision in revisions.items() if read.get(branch_id, (0,))[0] != revision]
    if newer:
        for row in await session.execute(SOME_BRANCHES, {"branches": newer}):
            read[row.branch_id] = row.revision, Branch(row.branch_id, BranchState.model_validate(row.state))
    return {branch_id: read[branch_id][1] for branch_id in revisions}


async def branches_in_scope(session: AsyncSession) -> list[Branch]:
    """The active branches that this transaction may see, by code."""
    mine = scope_of(session)
    if mine is None:
        mine = list((await session.execute(select(branch_ref.c.branch_id))).scalars())
    found = await get_branches(session, mine)
    return [found[branch_id] for branch_id in sorted(found) if found[branch_id].state.active]


async def get_staff(session: AsyncSession, staff_id: str) -> Staff | None:
    """The member of staff, or None when not heard of here."""
    row = (
        await session.execute(
            select(staff_ref.c.staff_id, staff_ref.c.home_branch_id, staff_ref.c.state).where(
                staff_ref.c.staff_id == staff_id
            )
        )
    ).one_or_none()
    return None if row is None else Staff(row[0], row[1], StaffState.model_validate(row[2]))


async def staff_with_role(session: AsyncSession, branch_id: str, role: str) -> list[Staff]:
    """Active staff of the branch with that role, by id."""
    return await staff_with_roles(session, [branch_id], [role])


async def staff_with_roles(session: AsyncSession, branch_ids: Collection[str], roles: Collection[str]) -> list[Staff]:
    """Active staff of any of these branches with any of these roles, by id."""
    rows = await session.execute(
        select(staff_ref.c.staff_id, staff_ref.c.home_branch_id, staff_ref.c.state)
        .where(
            staff_ref.c.state["roles"].has_any(cast(list(roles), ARRAY(Text))),
            staff_ref.c.state["branches"].has_any(cast(list(branch_ids), ARRAY(Text))),
        )
        .order_by(staff_ref.c.staff_id)
    )
    people = [Staff(row[0], row[1], StaffState.model_validate(row[2])) for row in rows]
    return [person for person in people if person.state.active]


def keep_references(subscriptions: Subscriptions) -> None:
    """Keep this service's copies of branches and staff."""
    subscriptions.on_runs_of(BranchChanged)(note_branches)
    subscriptions.on_runs_of(StaffChanged)(note_staff)


NEWER_BRANCHES = insert_rows(branch_ref)
NEWER_BRANCHES = NEWER_BRANCHES.on_conflict_do_update(
    index_elements=["branch_id"],
    set_={name: NEWER_BRANCHES.excluded[name] for name in ("revision", "state")},
    where=branch_ref.c.revision < NEWER_BRANCHES.excluded.revision,
)
NEWER_STAFF = insert_rows(staff_ref)
NEWER_STAFF = NEWER_STAFF.on_conflict_do_update(
    index_elements=["staff_id"],
    set_={name: NEWER_STAFF.excluded[name] for name in ("home_branch_id", "revision", "state")},
    where=staff_ref.c.revision < NEWER_STAFF.excluded.revision,
)


async def note_branches(events: Sequence[BranchChanged], session: AsyncSession) -> None:
    """Keep the copies; an older revision is ignored."""
    newest = {event.branch_id: event for event in sorted(events, key=lambda event: event.revision)}
    rows = [{"branch_id": code, "revision": e.revision, "state": e.state} for code, e in sorted(newest.items())]
    await session.execute(NEWER_BRANCHES, {"rows": to_json(rows).decode()})


async def note_staff(events: Sequence[StaffChanged], session: AsyncSession) -> None:
    """Keep the copies; an older revision is ignored."""
    newest = {event.staff_id: event for event in sorted(events, key=lambda event: event.revision)}
    rows = [
        {"staff_id": staff, "home_branch_id": e.branch_id, "revision": e.revision, "state": e.state}
        for staff, e in sorted(newest.items())
    ]
    await session.execute(NEWER_STAFF, {"rows": to_json(rows).decode()})
