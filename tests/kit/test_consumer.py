"""Consumers: once, in order, and one bad event stops one subject only."""

from uuid import UUID, uuid4

from sqlmodel import select

from shared.contracts.reception import VisitHeld
from shared.kit import parked
from shared.kit.testing import ServiceUnderTest
from tests.kit.notes import Note


def held(visit_id: UUID, outcome: str) -> VisitHeld:
    return VisitHeld(branch_id="GG01", visit_id=visit_id, held_by="li.na", outcome=outcome, receiver_id="wang.li")


async def words(notes: ServiceUnderTest) -> dict[UUID, str]:
    async with notes.session() as session:
        return {note.id: note.words for note in (await session.exec(select(Note))).all()}


async def test_delivered_twice_applied_once(notes: ServiceUnderTest) -> None:
    visit = uuid4()
    await notes.deliver(held(visit, "a"), held(visit, "b"), times=2)
    assert await words(notes) == {visit: "ab"}


async def test_a_failing_event_parks_its_subject_and_no_other(notes: ServiceUnderTest) -> None:
    bad, good = uuid4(), uuid4()
    await notes.deliver(held(bad, "1"), held(good, "1"), held(bad, "poison"), held(good, "2"), held(bad, "3"))
    assert await words(notes) == {bad: "1", good: "12"}
    assert await notes.parked() == 2


async def test_parked_events_are_retried_in_stream_order(notes: ServiceUnderTest, monkeypatch: object) -> None:
    visit = uuid4()
    await notes.deliver(held(visit, "poison"), held(visit, "2"), held(visit, "3"))
    listed = await parked.list_parked(notes.service.database.url)
    assert [row["attempts"] for row in listed] == [1, 1, 1]
    await parked.drop(notes.service.database.url, listed[0]["event_id"], "admin", "written by mistake")
    await parked.retry(notes.service.database.url)
    applied = await notes.service.consumers[0].applier.redrive()
    assert applied == 2
    assert await words(notes) == {visit: "23"}
    assert await notes.parked() == 0


async def test_a_retry_that_fails_again_stays_parked(notes: ServiceUnderTest) -> None:
    visit = uuid4()
    await notes.deliver(held(visit, "poison"), held(visit, "2"))
    await parked.retry(notes.service.database.url)
    assert await notes.service.consumers[0].applier.redrive() == 0
    listed = await parked.list_parked(notes.service.database.url)
    assert [(row["state"], row["attempts"]) for row in listed] == [("PARKED", 2), ("PARKED", 1)]
