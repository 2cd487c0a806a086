"""Facts told behind one another: the broker keeps the story of a subject in order, whatever it refuses (P2, P4)."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable
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
Going = Callable[[], Awaitable[None]]


def story(number: int, outcomes: str) -> list[Fact]:
    """The facts of one visit, with the numbers from that one on."""
    visit, facts = uuid4(), list[Fact]()
    for outcome in outcomes:
        held = VisitHeld(branch_id="GG01", visit_id=visit, held_by="li.na", outcome=outcome, receiver_id="wang.li")
        told = wrap(held)
        facts.append(Fact(number + len(facts), str(told.id), told.subject, held.nats_subject, told.model_dump_json()))
    return facts


def into_the_void(_: Send) -> Send:
    """Nobody hears it."""

    async def publish(*_: Any, **__: Any) -> None:
        pass

    return publish


def later(held_up: list[Going], *, refused: bool = False) -> Callable[[Send], Send]:
    """It goes when the test lets it go, and the broker takes it or not."""

    def instead_of(send: Send) -> Send:
        async def publish(*what: Any, **more: Any) -> None:
            if refused:
                more["headers"] |= {"Nats-Expected-Stream": "ELSEWHERE"}
            held_up.append(lambda: send(*what, **more))

        return publish

    return instead_of


@pytest.fixture
async def push(bus: Bus) -> AsyncIterator[Push]:
    """Who tells reception's facts."""
    async with Push(bus, asyncio.Event()) as push:
        yield push


async def became(push: Push, facts: list[Fact]) -> tuple[list[int], str | None]:
    """What became of these when all were answered: those that the broker has, and what is wrong."""
    await push.tell(facts)
    await push.settled()
    stored, under_way, trouble = push.heard()
    assert under_way == []
    return stored, trouble


async def woken(push: Push) -> None:
    """Something was heard that is worth a round."""
    async with asyncio.timeout(20):
        await push.wake.wait()


def give_up(push: Push, monkeypatch: pytest.MonkeyPatch) -> None:
    """The broker has been silent for too long."""
    with monkeypatch.context() as impatient:
        impatient.setattr(kit, "ACK_TIMEOUT_S", 0)
        assert push.heard() == ([], [], "no answer in time")


async def in_the_stream(bus: Bus, count: int) -> str:
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


def crowd() -> list[Fact]:
    """Facts of three visits, as many as go as a batch, in the order of the outbox."""
    stories = (story(first, letters * kit.CROWD) for first, letters in ((1, "a"), (1001, "b"), (2001, "c")))
    return sorted(itertools.chain(*stories), key=lambda fact: fact.number)


def asked_of(bus: Bus, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """From here on, the facts for each of which the broker is asked to answer."""
    asked, send = list[str](), bus.live.publish

    async def publish(subject: str, payload: bytes = b"", reply: str = "", **more: Any) -> None:
        if reply and subject.startswith("evt."):
            asked.append(more["headers"]["Nats-Msg-Id"])
        await send(subject, payload, reply=reply, **more)

    monkeypatch.setattr(bus.live, "publish", publish)
    return asked


async def count_in_the_stream(bus: Bus) -> int:
    """How many facts the stream has."""
    return (await bus.jetstream.stream_info("EVENTS")).state.messages


async def test_facts_of_one_subject_go_out_behind_one_another(push: Push, bus: Bus) -> None:
    assert await became(push, [*story(1, "abcdef"), *story(11, "g")]) == ([1, 2, 3, 4, 5, 6, 11], None)
    assert await in_the_stream(bus, 7) == "abcdefg"


async def test_a_fact_is_told_in_its_turn_when_another_came_between(
    push: Push, bus: Bus, broker: NatsServer, monkeypatch: pytest.MonkeyPatch
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
    assert await became(push, facts) == ([1], None)
    assert await became(push, facts[1:]) == ([2, 3], None)
    await other.close()
    assert await in_the_stream(bus, 4) == "axbc"


async def test_what_follows_a_fact_that_the_broker_refuses_is_not_taken_before_it(
    push: Push, bus: Bus, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts, others = story(1, "ab"), story(11, "c")

    def for_another_stream(send: Send) -> Send:
        async def publish(subject: str, payload: bytes, **more: Any) -> None:
            more["headers"] |= {"Nats-Expected-Stream": "ELSEWHERE"}
            await send(subject, payload, **more)

        return publish

    instead(bus, monkeypatch, facts[:1], for_another_stream)
    stored, trouble = await became(push, [*facts, *others])
    assert stored == [11]
    assert "expected stream does not match" in str(trouble)
    assert await became(push, facts) == ([1, 2], None)
    assert await in_the_stream(bus, 3) == "cab"


async def test_a_fact_told_again_is_known_and_the_next_one_still_follows_it(push: Push, bus: Bus) -> None:
    facts = story(1, "ab")
    assert await became(push, facts[:1]) == ([1], None)
    assert await became(push, facts) == ([1, 2], None)
    assert await in_the_stream(bus, 2) == "ab"


async def test_answers_that_went_with_their_connection_are_not_waited_for(
    push: Push, bus: Bus, broker: NatsServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P2: what was on its way when the broker died is told again as soon as it is back."""
    monkeypatch.setattr(kit, "ACK_TIMEOUT_S", 3600)
    facts = story(1, "a")

    instead(bus, monkeypatch, facts, into_the_void)
    await push.tell(facts)
    assert push.heard() == ([], [1], None)
    await asyncio.to_thread(broker.kill)
    await asyncio.to_thread(broker.start)
    async with asyncio.timeout(20):
        await push.settled()
    assert push.heard() == ([], [], "the connection broke")
    assert await became(push, facts) == ([1], None)


async def test_without_a_stream_nothing_counts_as_told(push: Push, broker: NatsServer) -> None:
    admin = await nats.connect(broker.url, user="studio", password=broker.passwords["studio"])
    await admin.jetstream().delete_stream("EVENTS")
    await admin.close()
    stored, trouble = await became(push, story(1, "a"))
    assert stored == []
    assert "no stream" in str(trouble)


async def test_while_one_fact_is_under_way_those_of_other_subjects_go_out_and_its_own_wait(
    push: Push, bus: Bus, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts, others, held_up = story(1, "ab"), story(11, "c"), list[Going]()

    instead(bus, monkeypatch, facts[:1], later(held_up))
    await push.tell(facts[:1])
    await push.tell([facts[1], *others])
    assert await in_the_stream(bus, 1) == "c"
    push.wake.clear()
    await held_up[0]()
    await woken(push)
    assert push.heard() == ([11, 1], [], None)
    assert await became(push, facts[1:]) == ([2], None)
    assert await in_the_stream(bus, 2) == "ab"


async def test_a_fact_refused_after_the_look_into_the_outbox_still_comes_before_the_next_of_its_subject(
    push: Push, bus: Bus, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P2: who looked while it was under way left it out, and has only the next one in hand."""
    facts, held_up = story(1, "ab"), list[Going]()

    instead(bus, monkeypatch, facts[:1], later(held_up, refused=True))
    await push.tell(facts[:1])
    assert push.heard() == ([], [1], None)
    await held_up[0]()
    await push.settled()
    await push.tell(facts[1:])
    await push.settled()
    stored, under_way, _ = push.heard()
    assert (stored, under_way) == ([], [])
    assert await became(push, facts) == ([1, 2], None)
    assert await in_the_stream(bus, 2) == "ab"


async def test_a_broker_that_is_silent_for_too_long_is_given_up(
    push: Push, bus: Bus, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = story(1, "a")

    instead(bus, monkeypatch, facts, into_the_void)
    await push.tell(facts)
    assert push.heard() == ([], [1], None)
    give_up(push, monkeypatch)
    assert await became(push, facts) == ([1], None)


async def test_an_answer_to_what_was_given_up_says_nothing_of_what_is_under_way(
    push: Push, bus: Bus, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts, other, held_up = story(1, "a"), story(11, "c"), list[Going]()

    instead(bus, monkeypatch, facts[:1], later(held_up, refused=True))
    await push.tell(facts)
    give_up(push, monkeypatch)
    instead(bus, monkeypatch, facts, into_the_void)
    await push.tell(facts)
    push.wake.clear()
    await held_up[0]()
    await push.tell(other)
    await woken(push)
    assert push.heard() == ([11], [1], None)


async def test_a_crowd_goes_as_one_batch_in_the_order_of_the_outbox(
    push: Push, bus: Bus, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts, asked = crowd(), asked_of(bus, monkeypatch)
    assert await became(push, facts) == ([fact.number for fact in facts], None)
    assert asked == [facts[-1].event_id]
    assert await in_the_stream(bus, len(facts)) == "".join(letter * kit.CROWD for letter in "abc")


async def test_a_crowd_of_which_one_is_known_is_told_one_by_one_and_each_is_there_once(push: Push, bus: Bus) -> None:
    """P2: the broker had some of it when it died, or its answer got lost."""
    facts = crowd()
    assert await became(push, facts[:1]) == ([1], None)
    assert await became(push, facts) == ([], None)
    assert await count_in_the_stream(bus) == 1
    assert await became(push, facts) == ([fact.number for fact in facts], None)
    assert await count_in_the_stream(bus) == len(facts)
    assert await became(push, again := [fact._replace(number=fact.number + 5000) for fact in crowd()]) == (
        [fact.number for fact in again],
        None,
    )


async def test_what_is_left_of_a_subject_under_way_keeps_no_crowd_from_going(
    push: Push, bus: Bus, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts, (first, second), held_up = crowd(), story(5001, "xy"), list[Going]()

    instead(bus, monkeypatch, [first], later(held_up))
    await push.tell([first])
    await push.tell([*facts, second])
    await held_up[0]()
    await push.settled()
    assert push.heard() == ([*(fact.number for fact in facts), first.number], [], None)
    assert await became(push, [second]) == ([second.number], None)


async def test_a_crowd_that_never_became_whole_is_told_again(
    push: Push, bus: Bus, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = crowd()

    instead(bus, monkeypatch, facts[-1:], into_the_void)
    await push.tell(facts)
    assert push.heard() == ([], [fact.number for fact in facts], None)
    give_up(push, monkeypatch)
    assert await became(push, facts) == ([fact.number for fact in facts], None)
    assert await count_in_the_stream(bus) == len(facts)


async def test_where_the_stream_takes_no_batches_a_crowd_is_told_one_by_one(
    push: Push, bus: Bus, broker: NatsServer
) -> None:
    admin = await nats.connect(broker.url, user="studio", password=broker.passwords["studio"])
    settings = (await admin.jetstream().stream_info("EVENTS")).config
    await admin.jetstream().update_stream(settings.evolve(allow_atomic=False))
    await admin.close()
    facts = crowd()
    assert await became(push, facts) == ([], None)
    assert await became(push, facts) == ([fact.number for fact in facts], None)
