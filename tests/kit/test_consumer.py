"""Consumers: once, in order, and one bad event stops one subject only."""

import asyncio
from collections.abc import Sequence
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, text
from sqlmodel import select

from shared.contracts.reception import VisitHeld, VisitLost
from shared.kit import parked
from shared.kit.applier import Applier, take_turn
from shared.kit.consumer import Consumer
from shared.kit.db import AsyncSession
from shared.kit.deliveries import Delivery, read
from shared.kit.subscriptions import Subscriptions
from shared.kit.tables import inbox
from shared.kit.testing import ServiceUnderTest, wrap
from shared.kit.turns import in_turn
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


async def test_facts_that_follow_each_other_are_taken_together_and_all_in_order(notes: ServiceUnderTest) -> None:
    """P4: a fact that is taken by itself divides a run."""
    subscriptions, taken = Subscriptions("together"), list[list[str]]()

    @subscriptions.on_runs_of(VisitHeld)
    async def together(events: Sequence[VisitHeld], session: AsyncSession) -> None:
        taken.append([f"{event.outcome} by {session.info['actor']}" for event in in_turn(events, session)])

    @subscriptions.on(VisitLost)
    async def alone(event: VisitLost, session: AsyncSession) -> None:
        taken.append([f"{event.reason} by {session.info['actor']}"])

    visit = uuid4()
    lost = VisitLost(branch_id="GG01", visit_id=visit, reason="3", receiver_id="wang.li")
    told = [wrap(held(visit, "1"), by="a"), wrap(held(visit, "2"), by="b"), wrap(lost, by="c"), wrap(held(visit, "4"))]
    await Applier(notes.service.database, subscriptions).apply([Delivery(one, n) for n, one in enumerate(told)])
    assert taken == [["1 by a", "2 by b"], ["3 by c"], ["4 by wang.li"]]
    with pytest.raises(TypeError, match="twice"):
        subscriptions.on(VisitHeld)(alone)


async def test_who_hears_everything_takes_what_concerns_him_and_leaves_no_trace_of_the_rest(
    notes: ServiceUnderTest,
) -> None:
    subscriptions, taken = Subscriptions("everything"), list[str]()

    @subscriptions.on_everything(lambda kind: kind is VisitHeld)
    async def take(events: Sequence[VisitHeld], session: AsyncSession) -> None:
        taken.extend(event.outcome for event in events)

    visit = uuid4()
    lost = wrap(VisitLost(branch_id="GG01", visit_id=visit, reason="3", receiver_id="wang.li"))
    of_a_later_build = wrap(held(visit, "?")).model_copy(update={"id": uuid4(), "type": "studio.visit.dreamt.v1"})
    told = [wrap(held(visit, "1")), lost, wrap(held(visit, "2")), of_a_later_build]
    await Applier(notes.service.database, subscriptions).apply([Delivery(one, n) for n, one in enumerate(told)])
    assert taken == ["1", "2"]
    async with notes.session() as session:
        seen = select(inbox.c.event_id).where(inbox.c.consumer == "everything")
        assert set((await session.execute(seen)).scalars()) == {one.id for one in told if one is not lost}


async def test_one_batch_of_a_durable_is_taken_at_a_time(notes: ServiceUnderTest) -> None:
    """Whoever only thinks that he leads waits for the batch under way, and so does a rebuild."""
    subscriptions, order = Subscriptions("one"), list[str]()
    waits = select(func.count()).select_from(text("pg_locks")).where(text("locktype = 'advisory' AND NOT granted"))

    @subscriptions.on(VisitHeld)
    async def take(event: VisitHeld, session: AsyncSession) -> None:
        order.append(event.outcome)

    applier = Applier(notes.service.database, subscriptions)
    async with notes.session() as rebuilding, notes.session() as watching:
        await take_turn(rebuilding, "one")
        batch = asyncio.create_task(applier.apply([Delivery(wrap(held(uuid4(), "batch")), 1)]))
        while not (await watching.execute(waits)).scalar():
            await asyncio.wait({batch}, timeout=0.01)
        order.append("rebuilt")
    await batch
    assert order == ["rebuilt", "batch"]


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


async def test_a_message_that_is_no_event_is_parked_and_the_others_go_on(notes: ServiceUnderTest) -> None:
    """P5: it can be seen, tried again without being lost, and dropped."""
    visit, applier = uuid4(), notes.service.consumers[0].applier
    good = [wrap(held(visit, letter)) for letter in "ab"]
    nonsense = [b"no event at all", b'{"id": 7}', b"\xff\x00"]
    payloads = [good[0].model_dump_json().encode(), *nonsense, good[1].model_dump_json().encode()]
    place = held(visit, "").nats_subject
    await applier.apply([read(payload, place, n) for n, payload in enumerate(payloads, 1)])
    assert await words(notes) == {visit: "ab"}
    url = notes.service.database.url
    assert [row["subject"] for row in await parked.list_parked(url)] == ["message 2", "message 3", "message 4"]
    await parked.retry(url)
    assert await applier.redrive() == 0
    listed = await parked.list_parked(url)
    assert [row["attempts"] for row in listed] == [2, 2, 2]
    assert all([await parked.drop(url, row["event_id"], "admin", "not ours") for row in listed])


async def test_an_event_that_postgresql_cannot_keep_is_parked(notes: ServiceUnderTest) -> None:
    """P5: a NUL in a text stops the event, not the parking."""
    bad, good = uuid4(), uuid4()
    await notes.deliver(held(bad, "a\x00b"), held(good, "1"))
    assert await words(notes) == {good: "1"}
    assert await notes.parked() == 1


@pytest.mark.parametrize(("spoilt", "at_most"), [("in_what_it_says", 20), ("in_how_it_is_written", 4)])
async def test_one_bad_event_does_not_make_a_large_batch_wait(
    notes: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch, spoilt: str, at_most: int
) -> None:
    """P5: the good ones of two hundred are applied in a few transactions, not one by one."""
    envelopes = [wrap(held(uuid4(), "1")) for _ in range(200)]
    data = {**envelopes[90].data, "outcome": "poison"} if spoilt == "in_what_it_says" else {}
    envelopes[90] = envelopes[90].model_copy(update={"data": data})
    applier = notes.service.consumers[0].applier
    together, transactions = applier._apply_together, 0

    async def counted(deliveries: Sequence[Delivery]) -> None:
        nonlocal transactions
        transactions += 1
        await together(deliveries)

    monkeypatch.setattr(applier, "_apply_together", counted)
    await applier.apply([Delivery(envelope, number) for number, envelope in enumerate(envelopes)])
    assert (len(await words(notes)), await notes.parked()) == (199, 1)
    assert transactions <= at_most


@pytest.mark.parametrize(
    ("patient", "facts", "worked", "rest"),
    [
        pytest.param(True, 3, 0.004, 0.012, id="facts trickle in"),
        pytest.param(True, 3, 9.0, 0.05, id="never long"),
        pytest.param(True, 20, 0.004, 0, id="more wait"),
        pytest.param(False, 3, 0.004, 0, id="somebody looks"),
    ],
)
def test_the_patient_rest_while_facts_trickle_in(
    notes: ServiceUnderTest, patient: bool, facts: int, worked: float, rest: float
) -> None:
    """S2: a transaction for the facts of several orders costs little more than for one."""
    service, subscriptions = notes.service, Subscriptions("resting", patient=patient)
    consumer = Consumer(service.database, service.bus, subscriptions, service.facts, batch=20)
    assert consumer.rest_after(facts, worked) == pytest.approx(rest)
