"""P12: the job sheet can be made anew."""

from __future__ import annotations

import asyncio

from deploy.faults.state import differences, state_of
from deploy.faults.world import Verdict, World, judged, trial


@trial("P12", "A projection can be rebuilt")
async def job_sheet_anew(world: World) -> Verdict:
    """Throw the job sheets away, replay all facts beside the running system, and compare everything."""
    system = world.system
    await system.caught_up(60)
    before, sent = await state_of(system), _messages(world)
    await asyncio.to_thread(system.run, "services.customer_service.rebuild", "customer_service")
    await system.caught_up(60)
    after = await state_of(system)
    other, again = differences(before, after), _messages(world) - sent
    sheets, entries = after["customer_service.job_sheet"][0], after["customer_service.job_sheet_entry"][0]
    count = f"{len(other)} tables differ, {again} messages sent again" + "".join(f"; {name}" for name in other[:8])
    return judged(
        f"{sheets} job sheets of {entries} facts replayed", count, holds=not other and not again and sheets > 0
    )


def _messages(world: World) -> int:
    return sum(1 for file in world.system.home.messages.rglob("*") if file.is_file())
