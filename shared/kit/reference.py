"""Every service's own copy of branches and staff, fed by ``branch.changed`` and ``staff.changed``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from shared.contracts.gateway import BranchChanged, BranchState, StaffChanged, StaffState
from shared.kit import clock
from shared.kit.db import AsyncSession
from shared.kit.errors import NotFound
from shared.kit.tables import branch_ref, staff_ref


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

    def at(self, day: date, hour: time) -> datetime:
        """That hour of that day on the branch's clock, as a moment."""
        return datetime.combine(day, hour, clock.zone(self.state.time_zone))

    def is_open(self, day: date) -> bool:
        """Whether the branch works on that day."""
        if day in self.state.extra_open_days:
            return True
        return day not in self.state.closed_days and any(o.weekday == day.weekday() for o in self.state.opening)

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


async def get_branch(session: AsyncSession, branch_id: str) -> Branch:
    """The branch.

    Raises:
        NotFound: not heard of here.
    """
    state = (await session.execute(select(branch_ref.c.state).where(branch_ref.c.branch_id == branch_id))).scalar()
    if state is None:
        raise NotFound(what="branch")
    return Branch(branch_id, BranchState.model_validate(state))


async def all_branches(session: AsyncSession) -> list[Branch]:
    """Every active branch, by code."""
    rows = await session.execute(select(branch_ref.c.branch_id, branch_ref.c.state).order_by(branch_ref.c.branch_id))
    branches = [Branch(branch_id, BranchState.model_validate(state)) for branch_id, state in rows]
    return [branch for branch in branches if branch.state.active]


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
    rows = await session.execute(
        select(staff_ref.c.staff_id, staff_ref.c.home_branch_id, staff_ref.c.state)
        .where(staff_ref.c.state["roles"].contains([role]), staff_ref.c.state["branches"].contains([branch_id]))
        .order_by(staff_ref.c.staff_id)
    )
    people = [Staff(row[0], row[1], StaffState.model_validate(row[2])) for row in rows]
    return [person for person in people if person.state.active]


async def note_branch(event: BranchChanged, session: AsyncSession) -> None:
    """Keep the copy; an older revision is ignored."""
    values = {"branch_id": event.branch_id, "revision": event.revision, "state": event.state.model_dump(mode="json")}
    statement = insert(branch_ref).values(values)
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=["branch_id"],
            set_={"revision": statement.excluded.revision, "state": statement.excluded.state},
            where=branch_ref.c.revision < statement.excluded.revision,
        )
    )


async def note_staff(event: StaffChanged, session: AsyncSession) -> None:
    """Keep the copy; an older revision is ignored."""
    statement = insert(staff_ref).values(
        staff_id=event.staff_id,
        home_branch_id=event.branch_id,
        revision=event.revision,
        state=event.state.model_dump(mode="json"),
    )
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=["staff_id"],
            set_={
                "home_branch_id": statement.excluded.home_branch_id,
                "revision": statement.excluded.revision,
                "state": statement.excluded.state,
            },
            where=staff_ref.c.revision < statement.excluded.revision,
        )
    )
