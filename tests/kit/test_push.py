"""Facts told behind one another: the broker keeps the story of a subject in order, whatever it refuses (P2, P4)."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

import nats
import pytest

from deploy.local.broker import NatsServer
from shared.contracts.reception import VisitHeld
from shared.kit import push as kit
from shared.kit.bus import Bus
from shared.kit.pull import Pull
from shared.kit.push import Fact, Push
from shared.kit.testing import wrap

Send = Callable[..., Awaitable[None]]


def story(number: int, outcomes: str) -> list[Fact]:
    """The facts of one visit, with the numbers from that one on."""
    visit, facts = uuid4(), list[Fact]()
    for outcome in outcomes:
        held = VisitHeld(branch_id="GG01", visit_id=visit, held_by="li.na", outcome=outcome, receiver_id="wang.li")
        told = wrap(held)
        facts.append(Fact(number + len(facts), str(told.id), told.subject, held.nats_subject, told.model_dump_json()))
    return facts


async def heard(bus: Bus, count: int) -> str:
    """The outcomes of so many facts in the stream, in its order."""
    outcomes = ""
    async with asyncio.timeout(20), Pull(bus, "reception", 10) as pull:
        while len(outcomes) < count:
            for message, delivery in await pull.take():
                outcomes += delivery.envelope.data["outcome"]
                await message.ack()
    return outcomes


def instead(bus: Bus, monkeypatch: pytest.MonkeyPatch, facts: list[Fact], act: Callable[[Send], Send]) -> None:
    """Something else happens the first time that one of these is sent."""
    send, waiting = bus.live.publish, {fact.nats_subject + fact.event_id for fact in facts}
    other = act(send)

    async def publish(subject: str, payload: bytes = b"", **more: Any) -> None:
        key = subject + (more.get("headers") or {}).get("Nats-Msg-Id", "")
        do = other if key in waiting else send
        waiting.discard(key)
        await do(subject, payload, **more)

    monkeypatch.setattr(bus.live, "publish", publish)


async def test_facts_of_one_subject_go_out_behind_one_another(bus: Bus) -> None:
    async with Push(bus) as push:
        told = await push.tell([*story(1, "abcdef"), *story(11, "g")])
    assert told == ([1, 2, 3, 4, 5, 6, 11], None)
    assert await heard(bus, 7) == "abcdefg"


async def test_a_fact_is_told_in_its_turn_when_another_came_between(
    bus: Bus, broker: NatsServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts, (between,) = story(1, "abc"), story(11, "x")
    other = await nats.connect(broker.url, user="studio", password=broker.passwords["studio"])

    def after_another(send: Send) -> Send:
        async def publish(subject: str, payload: bytes, **more: Any) -> None:
            await bus.live.flush()
            await other.jetstream().publish(between.nats_subject, between.envelope.encode())
            await send(subject, payload, **more)

        return publish

    instead(bus, monkeypatch, facts[1:2], after_another)
    async with Push(bus) as push:
        assert await push.tell(facts) == ([1], None)
        assert await push.tell(facts[1:]) == ([2, 3], None)
    await other.close()
    assert await heard(bus, 4) == "axbc"


async def test_what_follows_a_fact_that_the_broker_refuses_is_not_taken_before_it(
    bus: Bus, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts, others = story(1, "ab"), story(11, "c")

    def for_another_stream(send: Send) -> Send:
        async def publish(subject: str, payload: bytes, **more: Any) -> None:
            more["headers"] |= {"Nats-Expected-Stream": "ELSEWHERE"}
            await send(subject, payload, **more)

        return publish

    instead(bus, monkeypatch, facts[:1], for_another_stream)
    async with Push(bus) as push:
        stored, trouble = await push.tell([*facts, *others])
        assert stored == [11]
        assert "expected stream does not match" in str(trouble)
        assert await push.tell(facts) == ([1, 2], None)
    assert await heard(bus, 3) == "cab"


async def test_a_fact_told_again_is_known_and_the_next_one_still_follows_it(bus: Bus) -> None:
    facts = story(1, "ab")
    async with Push(bus) as push:
        assert await push.tell(facts[:1]) == ([1], None)
        assert await push.tell(facts) == ([1, 2], None)
    assert await heard(bus, 2) == "ab"


async def test_answers_that_went_with_their_connection_are_not_waited_for(
    bus: Bus, broker: NatsServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P2: what was on its way when the broker died is told again as soon as it is back."""
    monkeypatch.setattr(kit, "ACK_TIMEOUT_S", 3600)
    facts, lost = story(1, "a"), asyncio.Event()

    def into_the_void(_: Send) -> Send:
        async def publish(*_: Any, **__: Any) -> None:
            lost.set()

        return publish

    instead(bus, monkeypatch, facts, into_the_void)
    async with Push(bus) as push:
        telling = asyncio.create_task(push.tell(facts))
        await lost.wait()
        await asyncio.to_thread(broker.kill)
        await asyncio.to_thread(broker.start)
        async with asyncio.timeout(20):
            assert await telling == ([], "the connection broke")
        await bus.connected.wait()
        assert await push.tell(facts) == ([1], None)


async def test_without_a_stream_nothing_counts_as_told(bus: Bus, broker: NatsServer) -> None:
    admin = await nats.connect(broker.url, user="studio", password=broker.passwords["studio"])
    await admin.jetstream().delete_stream("EVENTS")
    await admin.close()
    async with Push(bus) as push:
        stored, trouble = await push.tell(story(1, "a"))
    assert stored == []
    assert "no stream" in str(trouble)
