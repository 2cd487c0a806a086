"""Timed work runs when it is due, also what becomes due meanwhile; a job that gets nowhere rests and is named."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import DateTime, Select, literal, select

from shared.kit import clock
from shared.kit.db import AsyncSession
from shared.kit.jobs import STANDSTILLS, DueJob, JobRunner
from shared.kit.testing import ServiceUnderTest

Runner = Callable[[DueJob], JobRunner]


@pytest.fixture
def runner(notes: ServiceUnderTest) -> Runner:
    """A runner of that one job."""
    return lambda job: JobRunner(notes.service.database, [job], "reception")


def earliest(left: list[datetime]) -> Select[tuple[datetime | None]]:
    return select(literal(min(left, default=None), DateTime(timezone=True)))


async def test_what_becomes_due_while_a_job_runs_is_done_at_once(runner: Runner) -> None:
    begin = clock.now()
    left, done = [begin], list[datetime]()

    async def work(_session: AsyncSession, _now: datetime) -> None:
        done.append(left.pop())
        if len(done) < 2:
            left.append(begin - timedelta(hours=1))  # somebody ordered for yesterday

    jobs = runner(DueJob("letters", lambda: earliest(left), work))
    while await jobs.run_due():
        assert len(done) < 3
    assert len(done) == 2


async def test_a_job_that_gets_nowhere_rests(
    runner: Runner, notes: ServiceUnderTest, caplog: pytest.LogCaptureFixture
) -> None:
    runs = 0
    begin = clock.now()

    async def work(_session: AsyncSession, _now: datetime) -> None:
        nonlocal runs
        runs += 1

    jobs = runner(DueJob("letters", lambda: earliest([begin]), work))
    while await jobs.run_due():
        assert runs <= STANDSTILLS
    assert runs == STANDSTILLS
    assert "letters left work that is still due" in caplog.text
    async with notes.session() as session:
        assert await jobs.next_due(session) is None, "time goes on meanwhile"


async def test_a_job_in_the_future_waits(runner: Runner, notes: ServiceUnderTest) -> None:
    later = clock.now() + timedelta(hours=1)

    async def work(_session: AsyncSession, _now: datetime) -> None:
        raise AssertionError("not yet")

    jobs = runner(DueJob("letters", lambda: earliest([later]), work))
    assert await jobs.run_due() == 0
    async with notes.session() as session:
        assert await jobs.next_due(session) == later
