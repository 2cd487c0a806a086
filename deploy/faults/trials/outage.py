"""P13: desks work while the broker is down, or the cable to it is cut."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp

from deploy.demo import moves
from deploy.demo.client import Refused
from deploy.demo.crew import Crew, at
from deploy.demo.moves import Order
from deploy.faults.load import DEPOSIT
from deploy.faults.people import PATIENCE_S
from deploy.faults.system import BROKER
from deploy.faults.world import Verdict, World, judged, new_phone, trial

CATCH_UP_S = 10.0


@dataclass
class Work:
    """What was done while the broker was away."""

    done: int = 0
    told_to_wait: int = 0
    failures: list[str] = field(default_factory=list)


@trial("P13", "Desks work while the broker is down")
async def desks_work_on(world: World) -> Verdict:
    """The broker is stopped under load and nothing else restarted; then the network to it is cut."""
    system, outage = world.system, world.extent.outage_s
    known = [await _booked_order(world, world.crews[0]) for _ in range(4)]
    await system.caught_up(30)
    work = Work()
    async with _in_a_hurry(world):
        await asyncio.to_thread(system.kill, BROKER)
        await _work(world, work, known, outage)
        await asyncio.to_thread(system.bring_back, BROKER)
    behind = [await system.caught_up(60)]
    done = f"broker stopped for {outage:.0f} s"
    if (cable := system.cable) is not None:
        async with _in_a_hurry(world):
            await asyncio.to_thread(cable.cut)
            await _work(world, work, known, min(outage, 30.0))
            await asyncio.to_thread(cable.mend)
        behind.append(await system.caught_up(60))
        done += f", then its network cut for {min(outage, 30.0):.0f} s"
    else:
        done += "; the machine allows no network namespace to cut"
    count = (
        f"{work.done} local actions, {len(work.failures)} failed; {work.told_to_wait} told fact_not_arrived; "
        f"caught up {' and '.join(f'{seconds:.1f}' for seconds in behind)} s after"
        + "".join(f"; {failure}" for failure in work.failures[:5])
    )
    return judged(done, count, holds=not work.failures and work.told_to_wait > 0 and max(behind) <= CATCH_UP_S)


@asynccontextmanager
async def _in_a_hurry(world: World) -> AsyncIterator[None]:
    """Everybody takes the first answer."""
    world.ledger.patience_s = 0.0
    try:
        yield
    finally:
        world.ledger.patience_s = PATIENCE_S


async def _work(world: World, work: Work, known: list[Order], seconds: float) -> None:
    until = time.monotonic() + seconds
    await asyncio.gather(*(_desk(world, work, known, number, until) for number in range(len(world.crews) * 2)))


async def _desk(world: World, work: Work, known: list[Order], number: int, until: float) -> None:
    crew = world.crews[number % len(world.crews)]
    while time.monotonic() < until:
        try:
            order = await _booked_order(world, crew)
            work.done += 7
            if number == 0 and known:
                await _date_for_known(world, crew, known.pop())
                work.done += 2
        except (Refused, aiohttp.ClientError, OSError, TimeoutError) as failure:
            work.failures.append(str(failure)[:160])
            continue
        await _ask_too_early(world, work, crew, order)


async def _booked_order(world: World, crew: Crew) -> Order:
    desk = crew["consultant2"]
    person = await moves.register_person(desk, crew.branch_id, f"客人{world.next_customer()}", new_phone())
    order = await moves.place_order(desk, crew.branch_id, world.chain.packages["CHILD"], [person])
    await moves.pay(crew["cashier"], order, "R1", DEPOSIT)
    await moves.pay(crew["cashier"], order, "R3", order.total - DEPOSIT)
    await moves.write_planning_book(crew.named(order.owner), order)
    await moves.book(crew.named(order.owner), order)
    return order


async def _date_for_known(world: World, crew: Crew, order: Order) -> None:
    """Scheduling has heard of the order; reception's word for the gate needs no broker either."""
    await moves.clearance(crew["scheduler"], order, "SELECTION_BOOKING")
    await moves.make_booking(crew["scheduler"], order, "SHOOT", at(await world.free_day(), 9))


async def _ask_too_early(world: World, work: Work, crew: Crew, order: Order) -> None:
    """A date for an order that scheduling has not heard of: it says so, and gives no wrong answer."""
    body = {"order_id": order.order_id, "kind": "SHOOT", "starts_at": at(world.clock.now.date(), 9).isoformat()}
    answer = await world.patient(crew, "scheduler").attempt("POST", "/v1/bookings", body)
    code = answer.body.get("code") if isinstance(answer.body, dict) else None
    if (answer.status, code) == (409, "fact_not_arrived") and answer.retry_after:
        work.told_to_wait += 1
    else:
        work.failures.append(f"a date for an unknown order: {answer.status} {code}")
