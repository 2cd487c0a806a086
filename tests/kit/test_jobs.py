"""Timed work runs when it is due, also what becomes due meanwhile; a job that gets nowhere rests and is named."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import DateTime, Select, literal, literal_column, select

from shared.kit import clock
from shared.kit.db import AsyncSession
from shared.kit.jobs import STANDSTILLS, DailyJob, DueJob, Job, JobRunner
from shared.kit.reference import Branch
from shared.kit.testing import ServiceUnderTest

Runner = Callable[..., JobRunner]


@pytest.fixture
def runner(notes: ServiceUnderTest) -> Runner:
    """A runner of those jobs."""
    return lambda *jobs: JobRunner(notes.service.database, list(jobs), "reception")


class Round:
    """A daily job at nine that notes whom it was done for."""

    def __init__(self) -> None:
        self.done: list[tuple[str, date]] = []
        self.job: Job = DailyJob("round", time(9), self._work)

    async def _work(self, _session: AsyncSession, branch: Branch, day: date) -> None:
        self.done.append((branch.branch_id, day))


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


@pytest.fixture
def stands(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Makes business time stand at that moment."""
    return lambda moment: monkeypatch.setattr(clock, "now", lambda: moment)


async def test_a_daily_job_is_due_where_its_hour_comes_first(
    runner: Runner, notes: ServiceUnderTest, stands: Callable[[datetime], None]
) -> None:
    await notes.know_branch("LD01", time_zone="Europe/London")
    await notes.know_branch("OLD1", active=False, time_zone="Asia/Tokyo")
    round_, monday = Round(), date(2026, 11, 30)
    jobs = runner(round_.job)
    stands(datetime(2026, 11, 30, 0, 59, tzinfo=UTC))
    assert await jobs.run_due() == 0
    async with notes.session() as session:
        assert await jobs.next_due(session) == datetime(2026, 11, 30, 1, tzinfo=UTC)
    stands(datetime(2026, 11, 30, 1, 30, tzinfo=UTC))
    assert await jobs.run_due() == 1
    assert await jobs.run_due() == 0
    assert round_.done == [("GG01", monday)]
    stands(datetime(2026, 11, 30, 9, tzinfo=UTC))
    assert await jobs.run_due() == 1
    assert round_.done == [("GG01", monday), ("LD01", monday)]
    async with notes.session() as session:
        assert await jobs.next_due(session) == datetime(2026, 12, 1, 1, tzinfo=UTC)


async def test_a_new_branch_is_not_forgotten_when_the_others_are_done(
    runner: Runner, notes: ServiceUnderTest, stands: Callable[[datetime], None]
) -> None:
    round_ = Round()
    jobs = runner(round_.job)
    stands(datetime(2026, 11, 30, 2, tzinfo=UTC))
    assert await jobs.run_due() == 1
    await notes.know_branch("GG02")
    assert await jobs.run_due() == 1
    assert [branch for branch, _ in round_.done] == ["GG01", "GG02"]


async def test_a_job_that_cannot_even_be_looked_at_rests_and_the_others_run(
    runner: Runner, stands: Callable[[datetime], None], caplog: pytest.LogCaptureFixture
) -> None:
    round_ = Round()

    async def work(_session: AsyncSession, _now: datetime) -> None:
        raise AssertionError("never due")

    broken = DueJob("broken", lambda: select(literal_column("no_such_column")), work)
    stands(datetime(2026, 11, 30, 2, tzinfo=UTC))
    assert await runner(broken, round_.job).run_due() == 1
    assert len(round_.done) == 1
    assert "job broken failed" in caplog.text
