"""P1 and P2: what was acknowledged is kept, what was committed is published, whoever dies."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from deploy.faults.load import Load
from deploy.faults.stream import read_stream, told_ids
from deploy.faults.system import BROKER, DATABASE, TrialSystem
from deploy.faults.world import Verdict, World, judged, trial
from deploy.local.names import SERVICES

PAUSE_S = 2.0
BACK_S = 10.0
EARLIER = "SELECT count(*) FROM outbox WHERE published_at IS NULL AND created_at < to_timestamp($1)"
VICTIMS = (*SERVICES, BROKER, DATABASE)


@trial("P1", "An acknowledged request is never lost")
async def nothing_is_lost(world: World) -> Verdict:
    """Customers keep coming while a service, the broker or PostgreSQL is killed again and again, or stands still."""
    system, deaths, pauses = world.system, Counter[str](), 0
    victims = islice(_victims(world), world.extent.kills)
    async with Load(world, world.extent.customers).coming() as load:
        for number, victim in enumerate(victims):
            await load.more(3)
            await asyncio.to_thread(system.kill, victim)
            await asyncio.to_thread(system.bring_back, victim)
            deaths[victim] += 1
            if number % 3 == 2:
                pauses += 1
                await _stand_still(system, world.chance.choice(SERVICES))
        await load.more(10)
    behind = await system.caught_up(60)
    lost = await world.ledger.lost(system)
    kept, answers = len(world.ledger.acknowledged), world.ledger.answers
    trouble = sum(count for answer, count in answers.items() if answer in {"502", "503", "504", "none"})
    done = (
        f"{sum(deaths.values())} kills ({', '.join(f'{name} {n}' for name, n in sorted(deaths.items()))}), "
        f"{pauses} pauses; {load.served} customers, {trouble} requests broken off and tried again"
    )
    count = f"{len(lost)} of {kept} acknowledged requests lost; caught up {behind:.1f} s after"
    return judged(done, count + "".join(f"; {one}" for one in lost[:5]), holds=not lost)


def _victims(world: World) -> Iterator[str]:
    """Everybody once in eight kills, in an order that chance gives."""
    while True:
        yield from world.chance.sample(VICTIMS, len(VICTIMS))


async def _stand_still(system: TrialSystem, service: str) -> None:
    """The process is stopped in the middle of its work for a while: alive, but deaf."""
    system.pause(service)
    try:
        await asyncio.sleep(PAUSE_S)
    finally:
        system.go_on(service)


@trial("P2", "Every committed event is published, once as far as effects go")
async def everything_is_published(world: World) -> Verdict:
    """Dead between PubAck and mark; the broker killed again and again; then outbox and stream are compared."""
    system, slowest, stumbles = world.system, 0.0, 0
    async with Load(world, world.extent.customers).coming() as load:
        for _ in range(1 + world.extent.broker_kills // 4):
            for service in ("reception", "scheduling")[: 1 if world.extent.every_step > 1 else 2]:
                await _die_before_the_mark(system, service)
                stumbles += 1
        for _ in range(world.extent.broker_kills):
            await asyncio.to_thread(system.kill, BROKER)
            await load.more(5, or_waiting=True)
            await asyncio.to_thread(system.bring_back, BROKER)
            slowest = max(slowest, await _backlog_gone(system))
    await system.caught_up(60)
    await world.clock.settle()
    # What is told while the stream is read may stand in it or not; a fact is missing that was told before.
    told = await told_ids(system)
    await system.caught_up(60)
    sent = {fact.message_id for fact in await read_stream(system) if fact.message_id}
    missing, strange = told - sent, sent - await told_ids(system)
    done = f"{stumbles} relays killed between PubAck and mark, {world.extent.broker_kills} kills of the broker"
    count = (
        f"{len(told)} events: {len(missing)} missing in the stream, {len(strange)} unknown there; "
        f"backlog gone {slowest:.1f} s after the broker was back"
    )
    return judged(done, count, holds=not missing and not strange and slowest <= BACK_S)


async def _die_before_the_mark(system: TrialSystem, service: str) -> None:
    await asyncio.to_thread(system.stumble, service, "publish:2")

    async def dead() -> bool:
        return system.has_died(service)

    await system.until(dead, 90, f"{service} dies between PubAck and mark")
    await asyncio.to_thread(system.recover, service)


async def _backlog_gone(system: TrialSystem) -> float:
    """How long what was committed while the broker was away takes to be published."""
    back = time.time()

    async def gone() -> bool:
        left = [await system.number(service, EARLIER, back) for service in SERVICES]
        return not any(left)

    return await system.until(gone, 60, "the backlog is gone")
