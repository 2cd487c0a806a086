"""Settling says that nothing is left to do, and when the next job is due, only when both are so."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import uuid4

from shared.contracts.reception import VisitRegistered
from shared.kit import clock
from shared.kit.ids import new_id
from shared.kit.outbox import publish
from shared.kit.testing import ServiceUnderTest
from tests.kit.notes import Note


@dataclass
class LastFact:
    """A consumer that applies its last fact just when it is asked how many are left."""

    notes: ServiceUnderTest
    due_at: datetime | None = None
    tells: bool = False
    activity: int = 0
    asked: list[int] = field(default_factory=list)

    async def pending(self) -> int:
        """None left, from now on."""
        self.asked.append(self.activity)
        if self.activity == 0:
            self.activity = 1
            async with self.notes.session() as session:
                session.add(Note(id=new_id(), branch_id="GG01", words="heard", due_at=self.due_at))
                if self.tells:
                    told = VisitRegistered(branch_id="GG01", visit_id=uuid4(), receiver_id="wang.li")
                    publish(session, told, version=1)
        return 0


async def test_a_job_planned_by_the_last_fact_is_not_overlooked(notes: ServiceUnderTest) -> None:
    tomorrow = clock.now().replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=1)
    notes.service.consumers = [LastFact(notes, due_at=tomorrow)]  # type: ignore[list-item]
    assert await notes.service.settle(5) == tomorrow


async def test_a_fact_told_because_of_the_last_one_is_not_overlooked(notes: ServiceUnderTest) -> None:
    notes.service.consumers = [LastFact(notes, tells=True)]  # type: ignore[list-item]
    notes.service.relay.wake.clear()
    settling = asyncio.create_task(notes.service.settle(60))
    async with asyncio.timeout(30):
        await notes.service.relay.wake.wait()
    assert not settling.done(), "there is no broker here: the fact waits, and so does who wants all to be settled"
    settling.cancel()


async def test_work_done_while_it_looked_makes_it_look_again(notes: ServiceUnderTest) -> None:
    consumer = LastFact(notes)
    notes.service.consumers = [consumer]  # type: ignore[list-item]
    await notes.service.settle(5)
    assert consumer.asked == [0, 1], "what it told may be on its way to another consumer"
