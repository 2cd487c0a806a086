"""A standing request: facts come as they are told, and the request is made again whenever it has ended."""

import asyncio
from uuid import uuid4

import nats
import pytest

from deploy.local.broker import NatsServer
from shared.contracts.reception import VisitHeld
from shared.kit.bus import STREAM, Bus
from shared.kit.pull import Handed, Pull
from shared.kit.testing import wrap


async def tell(bus: Bus, *outcomes: str) -> None:
    visit = uuid4()
    for outcome in outcomes:
        held = VisitHeld(branch_id="GG01", visit_id=visit, held_by="li.na", outcome=outcome, receiver_id="wang.li")
        await bus.jetstream.publish(held.nats_subject, wrap(held).model_dump_json().encode())


async def take(pull: Pull, count: int) -> list[Handed]:
    """So many facts, acknowledged."""
    taken: list[Handed] = []
    async with asyncio.timeout(20):
        while len(taken) < count:
            taken += (handed := await pull.take())
            for message, _ in handed:
                await message.ack()
    return taken


def outcomes(taken: list[Handed]) -> list[str]:
    return [delivery.envelope.data["outcome"] for _, delivery in taken]


async def test_more_facts_than_were_asked_for_at_once_all_come_in_order(bus: Bus) -> None:
    told = [str(number) for number in range(30)]
    await tell(bus, *told)
    async with Pull(bus, "reception", 3) as pull:
        taken = await take(pull, len(told))
    assert outcomes(taken) == told


async def test_a_request_that_ends_is_made_again(bus: Bus) -> None:
    async with Pull(bus, "reception", 10) as pull:
        assert await pull.take() == []  # nothing came while it stood
        await tell(bus, "late")
        assert outcomes(await take(pull, 1)) == ["late"]


async def test_a_request_that_went_with_its_connection_is_made_again_at_once(bus: Bus, broker: NatsServer) -> None:
    async with Pull(bus, "reception", 10) as pull:
        waiting = asyncio.create_task(take(pull, 1))
        await tell(bus, "before")
        assert outcomes(await waiting) == ["before"]
        await asyncio.to_thread(broker.kill)
        await asyncio.to_thread(broker.start)
        await bus.connected.wait()
        await tell(bus, "after")
        came = outcomes(await take(pull, 1))
        if came == ["before"]:  # it was killed before it had kept that this one was acknowledged
            came = outcomes(await take(pull, 1))
        assert came == ["after"]


async def test_what_was_not_taken_goes_to_the_next_one_at_once(bus: Bus) -> None:
    """Another process leads by now: it must not wait until the broker gives these up for lost."""
    await tell(bus, "a", "b", "c")
    async with Pull(bus, "reception", 1) as pull:
        await pull.give_back(await pull.take())
    begun = asyncio.get_running_loop().time()
    async with Pull(bus, "reception", 10) as pull:
        taken = await take(pull, 3)
    assert sorted(outcomes(taken)) == ["a", "b", "c"]
    assert asyncio.get_running_loop().time() - begun < 3


async def test_a_refusal_is_told_to_who_waits(bus: Bus, broker: NatsServer) -> None:
    """He looks whether there is such a durable at all before he asks again."""
    administrator = await nats.connect(broker.url, user="studio", password=broker.passwords["studio"])
    async with Pull(bus, "reception", 10) as pull:
        waiting = asyncio.create_task(take(pull, 1))
        await tell(bus, "before")
        await waiting
        waiting = asyncio.create_task(take(pull, 1))
        await administrator.jetstream().delete_consumer(STREAM, "reception")
        with pytest.raises(ConnectionError, match="409 Consumer Deleted"):
            await waiting
    await administrator.close()
