"""P11: a journey never gets stuck unseen."""

from __future__ import annotations

import asyncio
import secrets
import time
from itertools import cycle

from deploy.demo.crew import Crew
from deploy.demo.journey.__main__ import JOURNEY, what_is_missing
from deploy.demo.journey.stage import Journey
from deploy.faults.world import Verdict, World, judged, trial
from deploy.local.names import SERVICES

NEXT_STEP_S = 60.0


@trial("P11", "A journey never gets stuck unseen")
async def never_stuck(world: World) -> Verdict:
    """The whole journey; at its steps a service is killed, before the step or as soon as its facts are on their way."""
    crew = await Crew.sign_in(world.studio, world.chain.branches[-1], world.chain.password)
    journey = Journey(crew, world.clock, world.chain.packages)
    journey.memory["phones"] = [f"139{secrets.randbelow(10**8):08d}" for _ in range(6)]
    journey.memory["lead_days"] = 35
    victims, slowest, kills = cycle(SERVICES), 0.0, 0
    for number, each in enumerate(JOURNEY):
        struck = number % world.extent.every_step == 0
        coming_back = None
        if struck and number % 2 == 0:
            coming_back = await _strike(world, next(victims))
        await each.action(journey)
        if struck and number % 2:
            coming_back = await _strike(world, next(victims))
        if coming_back is not None:
            await coming_back
            kills += 1
        all_up = time.monotonic()
        await journey.clock.settle()
        slowest = max(slowest, time.monotonic() - all_up)
    missing = await what_is_missing(journey)
    count = f"{len(JOURNEY)} of {len(JOURNEY)} steps, next step at most {slowest:.1f} s after all were up; "
    count += f"{len(missing)} facts or contacts missing" + "".join(f"; {lack}" for lack in missing[:5])
    done = f"{kills} kills at the steps of a whole journey, each service in turn"
    return judged(done, count, holds=not missing and slowest <= NEXT_STEP_S)


async def _strike(world: World, victim: str) -> asyncio.Task[None]:
    """Kill it now; it comes back while the journey goes on."""
    await asyncio.to_thread(world.system.kill, victim)
    return asyncio.create_task(asyncio.to_thread(world.system.bring_back, victim))
