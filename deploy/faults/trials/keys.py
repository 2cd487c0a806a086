"""P9: a request sent again with its key has one effect."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import uuid4

from deploy.demo import moves
from deploy.demo.crew import Crew, fen
from deploy.demo.moves import Order
from deploy.faults.load import DEPOSIT
from deploy.faults.people import Answer
from deploy.faults.world import Verdict, World, judged, new_phone, trial

AT_ONCE = 50
RETRIES = 5
RECEIPTS = "SELECT count(*) FROM receipt WHERE order_id = $1::uuid"


@trial("P9", "A retried request has one effect")
async def one_effect_per_key(world: World) -> Verdict:
    """Fifty at once; then the service dies after the commit and before the answer, and the request is sent again."""
    crew = world.crews[0]
    crowded = await _crowd(world, crew)
    rounds = 1 + world.extent.kills // 8
    killed = [await _killed_before_answering(world, crew) for _ in range(rounds)]
    faults = [fault for found in (crowded, *killed) for fault in found]
    done = f"{AT_ONCE} requests at once with one key, {RETRIES} retries; {rounds} kills after the commit, then retried"
    return judged(done, "; ".join(faults) or f"1 effect each time, {1 + rounds} keys", holds=not faults)


async def _crowd(world: World, crew: Crew) -> list[str]:
    order, key = await _order(world, crew), str(uuid4())
    cashier = world.patient(crew, "cashier")
    path, body = _payment(order)
    answers = await asyncio.gather(*(cashier.attempt("POST", path, body, key=key) for _ in range(AT_ONCE)))
    again = [await cashier.post(path, body, key=key) for _ in range(RETRIES)]
    faults: list[str] = []
    if {answer.status for answer in answers} - {201, 409, 503} or any(_rudely_refused(answer) for answer in answers):
        faults.append(f"answers {sorted({answer.status for answer in answers})}")
    if any(a.status == 409 and a.body["code"] != "idempotency.in_flight" for a in answers):
        faults.append("409 for another reason than a request in flight")
    bodies = [answer.body for answer in answers if answer.status == 201] + again
    if any(body != bodies[0] for body in bodies):
        faults.append("a retry was not given the stored answer")
    return faults + await _not_one(world, order)


def _rudely_refused(answer: Answer) -> bool:
    """A refusal for want of room (fifty do not fit into a slow machine) that does not say when to come again."""
    return answer.status == 503 and answer.retry_after is None


async def _killed_before_answering(world: World, crew: Crew) -> list[str]:
    system, order, key = world.system, await _order(world, crew), str(uuid4())
    cashier = world.patient(crew, "cashier")
    path, body = _payment(order)
    await asyncio.to_thread(system.stumble, "reception", "answer:1")
    first = await cashier.attempt("POST", path, body, key=key)

    async def dead() -> bool:
        return system.has_died("reception")

    await system.until(dead, 30, "reception dies before it answers")
    await asyncio.to_thread(system.recover, "reception")
    again = [await cashier.post(path, body, key=key) for _ in range(2)]
    faults: list[str] = []
    if first.status != 502 or first.body["code"] != "upstream.interrupted":
        faults.append(f"the broken-off request was answered {first.status}")
    if again[0] != again[1]:
        faults.append("the retries were answered differently")
    return faults + await _not_one(world, order)


async def _not_one(world: World, order: Order) -> list[str]:
    effects = await world.system.number("reception", RECEIPTS, order.order_id)
    return [] if effects == 1 else [f"{effects} effects of one key"]


def _payment(order: Order) -> tuple[str, dict[str, Any]]:
    return f"{order.path}/payments", {"form": "R1", "amount": fen(DEPOSIT), "method": "WECHAT"}


async def _order(world: World, crew: Crew) -> Order:
    desk = crew["consultant1"]
    person = await moves.register_person(desk, crew.branch_id, f"客人{world.next_customer()}", new_phone())
    return await moves.place_order(desk, crew.branch_id, world.chain.packages["CHILD"], [person])
