"""P3: effects happen once, however often a fact is delivered."""

from __future__ import annotations

import asyncio

from deploy.faults.load import Load
from deploy.faults.state import differences, state_of
from deploy.faults.stream import publish_again, read_stream
from deploy.faults.world import Verdict, World, judged, trial

LISTENERS = ("scheduling", "customer_service", "pickup", "post_production")
TIMES = 3


@trial("P3", "Effects happen once")
async def effects_once(world: World) -> Verdict:
    """Dead between commit and acknowledgement; then every fact of the stream twice more, past the broker's memory."""
    system = world.system
    listeners = LISTENERS[: 2 if world.extent.every_step > 1 else None]
    async with Load(world, world.extent.customers).coming():
        await asyncio.gather(*(_die_before_acknowledging(world, service) for service in listeners))
    await system.caught_up(90)
    # What is due by itself is an effect of no second delivery: messages that failed while somebody was dead are tried
    # again by and by, and a claim of a dead sender runs out after five minutes. Here all of that is over.
    await world.clock.forward(minutes=30)
    await world.clock.settle()
    stream, before = await read_stream(system), await state_of(system)
    for _ in range(TIMES - 1):
        await publish_again(system, stream)
    await system.caught_up(300)
    other = differences(before, await state_of(system))
    done = f"{len(listeners)} consumers killed between commit and ack; {len(stream)} facts delivered {TIMES} times"
    count = f"{len(before)} tables of six databases, {len(other)} differ" + "".join(f"; {name}" for name in other[:8])
    return judged(done, count, holds=not other)


async def _die_before_acknowledging(world: World, service: str) -> None:
    system = world.system
    await asyncio.to_thread(system.stumble, service, "ack:1")

    async def dead() -> bool:
        return system.has_died(service)

    await system.until(dead, 90, f"{service} dies between commit and acknowledgement")
    await asyncio.to_thread(system.recover, service)
