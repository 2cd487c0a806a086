"""P5: one bad event stops one order, not a department."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from deploy.demo.moves import Order
from deploy.faults.load import serve
from deploy.faults.world import Verdict, World, judged, trial
from shared.contracts.reception import OrderBalanceChanged
from shared.kit import parked

ORDERS = 10
AT_ONCE, PACE_S = 50, 0.25
LAG_S = 2.0
LISTENERS = {"pickup": ("pickup",), "customer_service": ("customer_service", "job_sheet")}
"""Who hears of balances: the service and its consumers."""

LATEST = """
SELECT envelope::text AS envelope, nats_subject FROM outbox WHERE subject = $1 AND type = $2 ORDER BY id DESC LIMIT 1
"""
NOWHERE = f"{OrderBalanceChanged.nats_filter()[:-1]}00"
TELL = """
INSERT INTO outbox (event_id, type, nats_subject, subject, branch_id, envelope) VALUES ($1, $2, $3, $4, $5, $6::jsonb)
"""
HEARD = "SELECT event_id, received_at FROM inbox WHERE consumer = $1 AND event_id = ANY($2)"


@dataclass
class Batch:
    """What was told: good facts of good orders, the bad one, and what came after it about the same order."""

    good: list[UUID]
    bad: UUID
    after: list[UUID]


@trial("P5", "One bad event stops one order, not a department")
async def one_order_stops(world: World) -> Verdict:
    """One of a thousand events cannot be applied, and one message is no event at all."""
    system, crews = world.system, world.crews
    customers = [serve(world, crews[n % len(crews)], world.next_customer()) for n in range(ORDERS)]
    orders = await asyncio.gather(*customers)
    await system.caught_up(60)
    usual, _ = await _lag(world, await _tell(world, orders, world.extent.events, poisoned=False))
    batch = await _tell(world, orders, world.extent.events, poisoned=True)
    lag, unheard = await _lag(world, batch)
    faults = [f"{unheard} good events not applied"] if unheard else []
    faults += await _look_after(world, batch, orders[0])
    total = len(batch.good) + 1 + len(batch.after)
    done = f"1 poisoned event in {total:,}, 1 message that is no event; listed, tried again, dropped"
    count = (
        f"the others lagged at most {lag:.2f} s ({usual:.2f} s without it); "
        f"{len(batch.after)} later events of that order waited and went on"
    )
    return judged(done, "; ".join([count, *faults]), holds=not faults and lag < LAG_S)


async def _tell(world: World, orders: list[Order], events: int, *, poisoned: bool) -> Batch:
    """Put facts into reception's outbox at a steady pace, as reception does, and wait until all were delivered."""
    system, kind = world.system, OrderBalanceChanged.type()
    latest = [(await system.rows("reception", LATEST, order.order_id, kind))[0] for order in orders]
    batch = Batch([], uuid4(), [uuid4() for _ in range(3)])
    client = await system.connect()
    for begin in range(0, events, AT_ONCE):
        facts = [_fact(latest[1 + number % (len(orders) - 1)], uuid4()) for number in range(AT_ONCE)]
        batch.good += [fact[0] for fact in facts]
        if poisoned and begin <= events // 2 < begin + AT_ONCE:
            facts.append(_fact(latest[0], batch.bad, spoilt=True))
            facts += [_fact(latest[0], event_id) for event_id in batch.after]
            await client.jetstream(timeout=5).publish(NOWHERE, b"no event at all")
        await system.write("reception", TELL, facts)
        # A process of reception that commits facts wakes the one that relays them.
        await client.publish("wake.reception", b"outbox")
        await asyncio.sleep(PACE_S)  # the pace of a busy house
    await client.close()
    await system.caught_up(120)
    return batch


def _fact(row: Any, event_id: UUID, *, spoilt: bool = False) -> tuple[Any, ...]:
    """An outbox row that tells the same once more under another id; a spoilt one lacks what every listener needs."""
    envelope = json.loads(row["envelope"]) | {"id": str(event_id)}
    if spoilt:
        envelope["data"] = {"order_id": envelope["data"]["order_id"]}
    type_, subject, branch = envelope["type"], envelope["subject"], envelope["branchid"]
    return event_id, type_, row["nats_subject"], subject, branch, json.dumps(envelope)


async def _lag(world: World, batch: Batch) -> tuple[float, int]:
    """The longest time from the commit of a good fact to its application anywhere, and how many were not applied."""
    told = await world.system.rows(
        "reception", "SELECT event_id, created_at FROM outbox WHERE event_id = ANY($1)", batch.good
    )
    at = {row["event_id"]: row["created_at"] for row in told}
    longest, unheard = timedelta(0), 0
    for service, consumers in LISTENERS.items():
        for consumer in consumers:
            heard = await world.system.rows(service, HEARD, consumer, batch.good)
            unheard += len(batch.good) - len(heard)
            longest = max([longest, *(row["received_at"] - at[row["event_id"]] for row in heard)])
    return longest.total_seconds(), unheard


async def _look_after(world: World, batch: Batch, order: Order) -> list[str]:
    """The operator's three commands: list, retry, drop; afterwards the order is where the others are."""
    faults: list[str] = []
    urls = {service: world.system.backing.app_urls[service] for service in LISTENERS}
    for service, consumers in LISTENERS.items():
        listed = await parked.list_parked(urls[service])
        for consumer in consumers:
            mine = [
                row["event_id"] for row in listed if row["consumer"] == consumer and row["subject"] == order.order_id
            ]
            if set(mine) != {batch.bad, *batch.after}:
                faults.append(f"{consumer}: {len(mine)} of {1 + len(batch.after)} events are listed as parked")
        if sum(row["subject"] != order.order_id for row in listed) != len(consumers):
            faults.append(f"{service}: the message that is no event is not listed")
    for service, url in urls.items():
        await parked.retry(url, subject=order.order_id)
        await _settled(world, service)
        listed = await parked.list_parked(url)
        if not all(row["attempts"] == 2 for row in listed if row["event_id"] == batch.bad):
            faults.append(f"{service}: the retry was not tried")
        for row in listed:
            if row["event_id"] == batch.bad or row["subject"] != order.order_id:
                await parked.drop(url, row["event_id"], "faults", "poisoned on purpose")
        await parked.retry(url, subject=order.order_id)
        await _settled(world, service)
        if left := await parked.list_parked(url):
            faults.append(f"{service}: {len(left)} events are still parked")
        for consumer in LISTENERS[service]:
            if len(await world.system.rows(service, HEARD, consumer, batch.after)) != len(batch.after):
                faults.append(f"{consumer}: the order did not go on")
    return faults


async def _settled(world: World, service: str) -> None:
    """No parked event of the service is marked for another try any more."""

    async def tried() -> bool:
        return not await world.system.number(service, "SELECT count(*) FROM parked_event WHERE state = 'RETRY'")

    await world.system.until(tried, 30, "parked events were tried again")
