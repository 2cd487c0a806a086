"""Timed work: each job is a plain function of (session, moment); one replica runs them, by advisory lock.

A job says when it is next due in business time, so that a moved clock goes from one due job to the next.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Protocol

from sqlalchemy import Select, Text, and_, bindparam, case, func, select
from sqlalchemy.dialects.postgresql import insert

from shared.kit import clock, telemetry
from shared.kit.db import DRIVER_ERRORS, AsyncSession, Database, is_transient
from shared.kit.errors import TryAgain
from shared.kit.reference import Branch, all_branches
from shared.kit.tables import branch_ref, job_run

log = logging.getLogger(__name__)

POLL_S = 1.0
PAUSE_AFTER_FAILURE_S = 15.0
JOB = bindparam("job", type_=Text)
STANDSTILLS = 3
"""So often a job may leave work that is due: something may have become due while it ran."""


_ZONE = branch_ref.c.state["time_zone"].astext.label("zone")
_LAST = job_run.c.done_until
ZONES = (
    select(_ZONE, case((func.bool_or(_LAST.is_(None)), None), else_=func.min(_LAST)))
    .select_from(branch_ref.outerjoin(job_run, and_(job_run.c.part == branch_ref.c.branch_id, job_run.c.job == JOB)))
    .where(branch_ref.c.state["active"].astext == "true")
    .group_by(_ZONE)
)
"""The time zones of the active branches, and until when a job was done in all of one; nothing when it never was."""


class Job(Protocol):
    """What the runner needs of a job."""

    @property
    def name(self) -> str:
        """What it is called in logs and metrics."""

    async def next_due(self, session: AsyncSession, now: datetime) -> datetime | None:
        """When it has to run next, in business time; None for not in sight."""

    async def run(self, session: AsyncSession, now: datetime) -> None:
        """Do what is due."""


@dataclass(frozen=True)
class DueJob:
    """Runs when the earliest row of a query is due, e.g. the next planned reminder.

    Attributes:
        earliest: a select of one moment: the minimum of what is still to do.
        work: does everything due at ``now``; afterwards ``earliest`` must lie later.
    """

    name: str
    earliest: Callable[[], Select[Any]]
    work: Callable[[AsyncSession, datetime], Awaitable[None]]

    async def next_due(self, session: AsyncSession, now: datetime) -> datetime | None:
        """The earliest moment of the query."""
        due: datetime | None = (await session.execute(self.earliest())).scalar()
        return due

    async def run(self, session: AsyncSession, now: datetime) -> None:
        """Do what is due."""
        await self.work(session, now)


@dataclass(frozen=True)
class DailyJob:
    """Runs once a day per branch at an hour of the branch's clock, e.g. the plan at 10:30 (SCH-03)."""

    name: str
    at: time
    work: Callable[[AsyncSession, Branch, date], Awaitable[None]]

    async def next_due(self, session: AsyncSession, now: datetime) -> datetime | None:
        """The next time any branch reaches the hour.

        This is asked every second: branches of one time zone are due together, whoever was last done is due first.
        """
        zones = await session.execute(ZONES, {"job": self.name})
        moments = [self._due(clock.business_day(zone, now), zone, last) for zone, last in zones]
        return min(moments, default=None)

    async def run(self, session: AsyncSession, now: datetime) -> None:
        """Do today's work of every branch that reached the hour; days that were slept through are not made up."""
        for branch, due in await self._schedule(session, now):
            if due > now:
                continue
            await self.work(session, branch, branch.today(now))
            statement = insert(job_run).values(job=self.name, part=branch.branch_id, done_until=now)
            await session.execute(
                statement.on_conflict_do_update(
                    index_elements=["job", "part"], set_={"done_until": statement.excluded.done_until}
                )
            )

    async def _schedule(self, session: AsyncSession, now: datetime) -> list[tuple[Branch, datetime]]:
        rows = await session.execute(select(job_run.c.part, job_run.c.done_until).where(job_run.c.job == self.name))
        done: dict[str, datetime] = {part: until for part, until in rows}
        return [
            (branch, self._due(branch.today(now), branch.state.time_zone, done.get(branch.branch_id)))
            for branch in await all_branches(session)
        ]

    def _due(self, today: date, zone: str, last: datetime | None) -> datetime:
        due = datetime.combine(today, self.at, clock.zone(zone))
        if last is not None and last >= due:
            due = datetime.combine(today + timedelta(days=1), self.at, clock.zone(zone))
        return due.astimezone(UTC)


class JobRunner:
    """Runs the jobs of a service when they are due."""

    def __init__(self, database: Database, jobs: list[Job], service: str) -> None:
        self.database, self.jobs, self.service = database, jobs, service
        self.wake = asyncio.Event()
        self.activity = 0
        self.leading = False
        self._paused: dict[str, float] = {}
        self._standstills: Counter[str] = Counter()

    async def run(self) -> None:
        """Run until cancelled; only the holder of the lock works."""
        while True:
            try:
                async with self.database.leadership("jobs") as lock:
                    self.leading = True
                    while not lock.is_closed():
                        self.wake.clear()
                        if not await self.run_due():
                            await self._rest()
            except (TryAgain, *DRIVER_ERRORS) as error:
                log.warning("jobs lost their database connection: %r", error)
            except Exception:
                # A runner that ended here would let everything timed stand still.
                log.exception("the job runner stumbled and goes on")
            finally:
                self.leading = False
            await asyncio.sleep(0.5)

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(POLL_S):
                await self.wake.wait()
        except TimeoutError:
            return

    async def run_due(self) -> int:
        """Run every job that is due now, each in its own transaction.

        Returns:
            How many ran.
        """
        ran = 0
        for job in await self._due_jobs():
            try:
                ran += await self._run_if_due(job)
            except Exception as error:
                self._stumbled(job, error)
        self.activity += ran
        return ran

    async def _due_jobs(self) -> list[Job]:
        """Those that are due; one whose query fails rests, the others are looked at all the same."""
        while True:
            now, job, due = clock.now(), None, list[Job]()
            try:
                async with self.database.transaction() as session:
                    for job in self._awake():
                        moment = await job.next_due(session, now)
                        if moment is not None and moment <= now:
                            due.append(job)
                return due
            except Exception as error:
                if job is None:
                    raise
                self._stumbled(job, error)

    def _awake(self) -> list[Job]:
        now = asyncio.get_running_loop().time()
        return [job for job in self.jobs if self._paused.get(job.name, 0) <= now]

    def _stumbled(self, job: Job, error: Exception) -> None:
        if not is_transient(error):
            log.error("job %s failed", job.name, exc_info=error)
            telemetry.JOB_RUNS.labels(self.service, job.name, "failed").inc()
        self._pause(job)

    async def _run_if_due(self, job: Job) -> int:
        now = clock.now()
        async with self.database.transaction() as session:
            due = await job.next_due(session, now)
            if due is None or due > now:
                return 0
            await job.run(session, now)
            await session.flush()
            after = await job.next_due(session, now)
        telemetry.JOB_RUNS.labels(self.service, job.name, "done").inc()
        if after is None or after > now:
            del self._standstills[job.name]
            return 1
        self._standstills[job.name] += 1
        if self._standstills[job.name] >= STANDSTILLS:
            log.error("job %s left work that is still due", job.name)
            self._pause(job)
        return 1

    def _pause(self, job: Job) -> None:
        self._paused[job.name] = asyncio.get_running_loop().time() + PAUSE_AFTER_FAILURE_S

    async def next_due(self, session: AsyncSession) -> datetime | None:
        """When the next job is due, in business time; paused jobs do not count."""
        now = clock.now()
        found = [await job.next_due(session, now) for job in self._awake()]
        return min((due for due in found if due is not None), default=None)
