"""P8: receipt numbers have no gaps, whoever writes, fails, dies or voids."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from deploy.demo import moves
from deploy.demo.client import Person, Refused
from deploy.demo.crew import Crew
from deploy.faults.load import DEPOSIT
from deploy.faults.world import Verdict, World, judged, new_phone, trial

WRITERS = 8
ROLLED_BACK = 30
PART = 5000
COUNTED = """
SELECT branch_id, year, count(*) AS receipts, max(sequence) AS last, count(*) FILTER (WHERE state = 'VOID') AS void,
       (SELECT value FROM counter c WHERE c.branch_id = r.branch_id AND series = 'R' AND period = year::text) AS counter
FROM receipt r GROUP BY branch_id, year ORDER BY branch_id
"""


@trial("P8", "Receipt numbers have no gaps")
async def receipts_without_gaps(world: World) -> Verdict:
    """Eight writers; commits fail after the number was drawn, the service is killed, receipts are voided."""
    system = world.system
    kills = 1 + world.extent.kills // 10
    await asyncio.to_thread(system.stumble, "reception", f"commit:{ROLLED_BACK}")
    try:
        places = iter(range(world.extent.payments))
        async with asyncio.TaskGroup() as writers:
            for number in range(WRITERS):
                writers.create_task(_write(world, number, places))
            for _ in range(kills):
                await _written(world, world.extent.payments // (2 * kills))
                await asyncio.to_thread(system.kill, "reception")
                await asyncio.to_thread(system.stumble, "reception", f"commit:{ROLLED_BACK}")
    finally:
        await asyncio.to_thread(system.recover, "reception")
    rows = await system.rows("reception", COUNTED)
    gapless = all(row["receipts"] == row["last"] == row["counter"] for row in rows)
    told = ", ".join(f"{row['branch_id']}: {row['receipts']} = {row['last']}, {row['void']} void" for row in rows)
    done = f"{WRITERS} writers, {ROLLED_BACK} % of commits rolled back, {kills} kills of reception, voids"
    return judged(done, told, holds=gapless and bool(rows))


async def _written(world: World, receipts: int) -> None:
    """Return when so many more receipts are written."""
    seen = await world.system.number("reception", "SELECT count(*) FROM receipt")

    async def enough() -> bool:
        return await world.system.number("reception", "SELECT count(*) FROM receipt") >= seen + receipts

    await world.system.until(enough, 120, "receipts written")


async def _write(world: World, number: int, places: Iterator[int]) -> None:
    """A deposit, then small payments, every fifth of them miswritten and void."""
    crew = world.crews[number % len(world.crews)]
    order = await _new_order(world, crew)
    left = order.total - DEPOSIT
    for place in places:
        if left < PART:
            order = await _new_order(world, crew)
            left = order.total - DEPOSIT
        receipt = await moves.pay(crew["cashier"], order, "R3", PART)
        if place % 5 == 0:
            await _void(crew["cashier"], receipt["id"])
        else:
            left -= PART


async def _void(cashier: Person, receipt_id: str) -> None:
    try:
        await cashier.post(f"/v1/receipts/{receipt_id}/void", {"reason": "miswritten"})
    except Refused as refusal:
        # The first attempt was done when the connection broke.
        if refusal.code != "state.transition_refused":
            raise


async def _new_order(world: World, crew: Crew) -> moves.Order:
    desk = crew["consultant1"]
    person = await moves.register_person(desk, crew.branch_id, f"客人{world.next_customer()}", new_phone())
    order = await moves.place_order(desk, crew.branch_id, world.chain.packages["FAMILY"], [person])
    await moves.pay(crew["cashier"], order, "R1", DEPOSIT)
    return order
