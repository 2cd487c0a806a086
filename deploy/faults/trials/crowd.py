"""P14: overload is refused, not suffered."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import cycle

from deploy.demo import moves
from deploy.demo.crew import Crew
from deploy.faults.people import Answer, Patient
from deploy.faults.world import Verdict, World, judged, new_phone, trial

P99_S = 1.0
CLOSED_LOOP = 16
ALONE = 400
REFUSED = frozenset({429, 503})
ORDERERS = ("consultant1", "consultant2", "consultant3", "deskhead")


@dataclass
class Crowd:
    """Everything that was answered."""

    answers: list[Answer] = field(default_factory=list)

    @property
    def accepted(self) -> list[float]:
        """How long the accepted ones took, shortest first."""
        return sorted(answer.seconds for answer in self.answers if answer.status < 400 and answer.status)

    def p99(self) -> float:
        """The time within which 99 of 100 accepted requests were answered."""
        times = self.accepted
        return times[min(len(times) - 1, int(len(times) * 0.99))] if times else 0.0

    def statuses(self) -> str:
        """How often each status was answered."""
        counts = Counter(answer.status for answer in self.answers)
        return ", ".join(f"{count} × {status or 'no answer'}" for status, count in sorted(counts.items()))

    def wrong(self) -> int:
        """Answers that are neither yes nor a refusal that says when to come again."""
        return sum(
            not (200 <= answer.status < 300 or (answer.status in REFUSED and answer.retry_after is not None))
            for answer in self.answers
        )


@trial("P14", "Overload is refused, not suffered")
async def overload_is_refused(world: World) -> Verdict:
    """Orders at twice the rate the house can take, while a consumer stands still and a desk does not read its news."""
    system = world.system
    desks = [(crew, world.patient(crew, job), await _person(world, crew)) for crew in world.crews for job in ORDERERS]
    capacity = await _capacity(world, desks)
    await system.caught_up(120)
    deaf = await _deaf_desk(world)
    system.pause("pickup")
    try:
        crowd = await _open_loop(world, desks, rate=2 * capacity)
    finally:
        system.go_on("pickup")
        deaf.cancel()
        await asyncio.gather(deaf, return_exceptions=True)
    alone = await _alone(world)
    behind = await system.caught_up(120)
    p99, refused = crowd.p99(), sum(answer.status in REFUSED for answer in crowd.answers)
    flooded = sum(answer.status == 429 for answer in alone.answers)
    done = (
        f"capacity {capacity:.0f} orders/s, then {2 * capacity:.0f}/s for {world.extent.crowd_s:.0f} s, pickup paused"
    )
    count = (
        f"{crowd.statuses()}; accepted p99 {p99 * 1000:.0f} ms (limit {P99_S * 1000:.0f}); {crowd.wrong()} wrong "
        f"answers; one person asking {ALONE} times at once: {flooded} × 429; caught up {behind:.1f} s after"
    )
    sound = not crowd.wrong() and not alone.wrong() and refused > 0 and len(crowd.accepted) > 0
    return judged(done, count, holds=sound and p99 < P99_S)


Desk = tuple[Crew, Patient, str]


async def _person(world: World, crew: Crew) -> str:
    return await moves.register_person(crew["consultant1"], crew.branch_id, "很多订单的客人", new_phone())


async def _order(world: World, desk: Desk) -> Answer:
    crew, who, person = desk
    package = world.chain.packages["CHILD"]["id"]
    body = {"branch_id": crew.branch_id, "package_id": package, "person_ids": [person]}
    return await who.attempt("POST", "/v1/orders", body)


async def _capacity(world: World, desks: list[Desk]) -> float:
    """Orders a second when everybody asks again as soon as answered."""
    seconds = max(2.0, world.extent.crowd_s / 2)
    begun, done, turns = time.monotonic(), 0, cycle(desks)

    async def ask() -> int:
        placed = 0
        while time.monotonic() - begun < seconds:
            placed += (await _order(world, next(turns))).status == 201
        return placed

    done = sum(await asyncio.gather(*(ask() for _ in range(CLOSED_LOOP))))
    return done / (time.monotonic() - begun)


async def _open_loop(world: World, desks: list[Desk], *, rate: float) -> Crowd:
    """Requests at a fixed rate, whether answered or not."""
    crowd, turns, asked = Crowd(), cycle(desks), 0
    under_way: set[asyncio.Task[Answer]] = set()
    begun = time.monotonic()
    while (now := time.monotonic() - begun) < world.extent.crowd_s:
        while asked < now * rate:
            asked += 1
            under_way.add(asyncio.create_task(_order(world, next(turns))))
        await asyncio.sleep(0.005)  # the pace of the crowd
        finished = {task for task in under_way if task.done()}
        crowd.answers += [task.result() for task in finished]
        under_way -= finished
    crowd.answers += await asyncio.gather(*under_way)
    return crowd


async def _alone(world: World) -> Crowd:
    """One person asking far too often."""
    who = world.patient(world.crews[0], "designer")
    return Crowd(list(await asyncio.gather(*(who.attempt("GET", "/v1/session") for _ in range(ALONE)))))


async def _deaf_desk(world: World) -> asyncio.Task[None]:
    """A desk that opens its live updates and never reads them."""
    who, opened = world.patient(world.crews[0], "manager"), asyncio.Event()

    async def listen() -> None:
        await who.listen(opened)

    task = asyncio.create_task(listen())
    await asyncio.wait({asyncio.create_task(opened.wait())}, timeout=10)
    return task
