"""The way of a fact over the real broker: outbox, relay, stream, consumer."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID, uuid4

import nats
import pytest

from deploy.local.broker import NatsServer
from shared.contracts.base import partition
from shared.contracts.reception import VisitHeld, VisitRegistered
from shared.kit.bus import Bus
from shared.kit.consumer import DurableNotMade
from shared.kit.deliveries import UNREADABLE
from shared.kit.durables import ensure_durables
from shared.kit.outbox import publish
from shared.kit.parked import list_parked
from shared.kit.push import Push
from shared.kit.refill import refill
from shared.kit.subscriptions import Subscriptions
from shared.kit.testing import DatabaseMill, ServiceUnderTest, environment, wrap
from tests.kit import notes as notes_service
from tests.kit.notes import Note


@pytest.fixture
async def connected(
    notes_databases: DatabaseMill, monkeypatch: pytest.MonkeyPatch, broker: NatsServer
) -> AsyncIterator[ServiceUnderTest]:
    """The notes service at work."""
    async with running_notes(notes_databases, monkeypatch, broker) as notes:
        yield notes


@asynccontextmanager
async def running_notes(
    notes_databases: DatabaseMill, monkeypatch: pytest.MonkeyPatch, broker: NatsServer
) -> AsyncIterator[ServiceUnderTest]:
    """The notes service with its relay, consumer and jobs running."""
    async with notes_databases.copy("reception") as url:
        variables = environment("reception", url)
        variables |= {"NATS_URL": broker.url, "NATS_USER": "reception", "NATS_PASSWORD": broker.passwords["reception"]}
        for variable, value in variables.items():
            monkeypatch.setenv(variable, value)
        app = notes_service.create_app()
        async with app.router.lifespan_context(app):
            yield ServiceUnderTest(app)


def held(visit_id: UUID, outcome: str) -> VisitHeld:
    return VisitHeld(branch_id="GG01", visit_id=visit_id, held_by="li.na", outcome=outcome, receiver_id="wang.li")


async def tell(notes: ServiceUnderTest, *events: VisitHeld | VisitRegistered) -> None:
    async with notes.session() as session:
        for event in events:
            publish(session, event)


async def until(condition: Callable[[], Awaitable[bool]], seconds: float = 20) -> None:
    """Return when the condition holds; it is looked at after every bit of work of the service."""
    async with asyncio.timeout(seconds):
        while not await condition():  # noqa: ASYNC110 - the condition lies in the database
            await asyncio.sleep(0.02)


async def words(notes: ServiceUnderTest, note: UUID) -> str:
    async with notes.session() as session:
        row = await session.get(Note, note)
        return row.words if row else ""


async def test_a_committed_fact_is_applied_by_its_consumer_in_order(connected: ServiceUnderTest) -> None:
    visit = uuid4()
    for letter in "abcdef":
        await tell(connected, held(visit, letter))

    async def arrived() -> bool:
        return await words(connected, visit) == "abcdef"

    await until(arrived)
    await connected.service.settle(5)
    assert await connected.service.relay.backlog() == (0, 0.0)


async def test_a_dead_broker_delays_facts_and_loses_none(connected: ServiceUnderTest, broker: NatsServer) -> None:
    visit = uuid4()
    await tell(connected, held(visit, "a"))

    async def first() -> bool:
        return await words(connected, visit) == "a"

    await until(first)
    await asyncio.to_thread(broker.kill)
    await tell(connected, held(visit, "b"), held(visit, "c"))
    await asyncio.to_thread(broker.start)

    async def all_of_it() -> bool:
        return await words(connected, visit) == "abc"

    await until(all_of_it)


async def test_a_lost_stream_is_filled_again_and_nothing_happens_twice(
    connected: ServiceUnderTest, broker: NatsServer
) -> None:
    visit = uuid4()
    await tell(connected, held(visit, "a"), held(visit, "b"))

    async def both() -> bool:
        return await words(connected, visit) == "ab"

    await until(both)
    await connected.service.settle(5)
    count = await refill([connected.service.database.url], broker.url, "studio", broker.passwords["studio"])
    await tell(connected, held(visit, "c"))

    async def third() -> bool:
        return await words(connected, visit) == "abc"

    await until(third)
    assert count == 2


async def test_a_stream_filled_again_twice_has_each_fact_once(connected: ServiceUnderTest, broker: NatsServer) -> None:
    """The second time, as after one that broke off, the broker refuses what it knows as a batch."""
    await tell(connected, *(held(uuid4(), "a") for _ in range(5)))
    await connected.service.settle(5)
    administrator = "studio", broker.passwords["studio"]
    client = await nats.connect(broker.url, user=administrator[0], password=administrator[1])
    await client.jetstream().delete_stream("EVENTS")
    for _ in range(2):
        assert await refill([connected.service.database.url], broker.url, *administrator) == 5
        assert (await client.jetstream().stream_info("EVENTS")).state.messages == 5
    await client.close()


async def test_a_relay_that_stumbles_goes_on(connected: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
    relay, visit = connected.service.relay, uuid4()
    go_round, stumbled = relay._round, 0

    async def stumble_once(connection: Any, push: Push) -> None:
        nonlocal stumbled
        stumbled += 1
        if stumbled == 1:
            raise ValueError("nobody thought of this")
        await go_round(connection, push)

    monkeypatch.setattr(relay, "_round", stumble_once)
    await tell(connected, held(visit, "a"))

    async def arrived() -> bool:
        return await words(connected, visit) == "a"

    await until(arrived)
    assert stumbled > 1


async def test_only_what_the_broker_has_is_marked_and_the_rest_is_told_again(
    connected: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P2: a fact that was refused holds up the next of its subject, and no other."""
    await connected.service.bus.connected.wait()
    client = connected.service.bus.live
    send, refused, other, lost = client.publish, uuid4(), uuid4(), list[str]()

    async def refuse_once(subject: str, payload: bytes = b"", **more: Any) -> None:
        if str(refused).encode() in payload and not lost:
            lost.append(subject)
            more["headers"] |= {"Nats-Expected-Stream": "ELSEWHERE"}
        await send(subject, payload, **more)

    monkeypatch.setattr(client, "publish", refuse_once)
    await tell(connected, held(refused, "a"), held(refused, "b"), held(other, "c"))

    async def arrived() -> bool:
        return (await words(connected, refused), await words(connected, other)) == ("ab", "c")

    await until(arrived)
    await connected.service.settle(5)
    assert len(lost) == 1
    assert await connected.service.relay.backlog() == (0, 0.0)


async def test_a_message_that_cannot_be_believed_is_parked_and_holds_up_nobody(
    connected: ServiceUnderTest, broker: NatsServer
) -> None:
    """P17: another service's fact on one's own subject, and a message that is no fact at all."""
    visit, own = uuid4(), VisitHeld.nats_filter()[:-1]
    truth = wrap(held(visit, "a"))
    forged = wrap(held(visit, "x")).model_copy(update={"source": "/studio/pickup"})
    elsewhere = own + f"{(partition(truth.subject) + 1) % 16:02d}"
    messages = [
        (own + f"{partition(truth.subject):02d}", forged.model_dump_json()),
        (elsewhere, wrap(held(visit, "y")).model_dump_json()),
        (elsewhere, "no envelope \0"),
        (own + f"{partition(truth.subject):02d}", truth.model_dump_json()),
    ]
    bus = Bus(broker.url, "reception", broker.passwords["reception"])
    bus.start()
    await bus.connected.wait()
    for nats_subject, body in messages:
        await bus.jetstream.publish(nats_subject, body.encode())
    await bus.close()

    async def arrived() -> bool:
        return await words(connected, visit) == "a" and await connected.parked() == 3

    await until(arrived)
    listed = await list_parked(connected.service.database.url)
    assert {line["type"] for line in listed} == {UNREADABLE}
    assert str(visit) not in {line["subject"] for line in listed}


async def test_a_consumer_waits_until_the_administrator_has_made_it(
    broker: NatsServer, notes_databases: DatabaseMill, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Consuming what an older build listened to would leave facts out; they are heard as soon as it is put right."""
    admin, visit = (broker.url, "studio", broker.passwords["studio"]), uuid4()
    older = Subscriptions("reception")
    older.on(VisitRegistered)(notes_service.hear)
    await ensure_durables(*admin, [older])
    async with running_notes(notes_databases, monkeypatch, broker) as notes:
        await notes.service.bus.connected.wait()
        with pytest.raises(DurableNotMade, match=r"visit\.registered"):
            await notes.service.consumers[0]._find(notes.service.bus.jetstream)
        await tell(notes, held(visit, "a"))
        await ensure_durables(*admin, [notes_service.subscriptions])

        async def arrived() -> bool:
            return await words(notes, visit) == "a"

        await until(arrived)
