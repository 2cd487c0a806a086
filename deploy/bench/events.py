"""S2: from the commit in one service to the commit in another, beside publishing and delivering the same bytes.

PostgreSQL itself says when a transaction was committed (``track_commit_timestamp``), so no client's clock is in it:
the order's row at reception, and the row in which customer service notes that it applied the event.
"""

from __future__ import annotations

import asyncio
import time
from itertools import product
from statistics import median
from uuid import uuid4

import nats
from nats.aio.msg import Msg
from nats.js.api import RetentionPolicy, StorageType, StoreCompression, StreamConfig

from deploy.bench.figures import Figure, Target
from deploy.bench.ground import Ground
from deploy.bench.load import Unexpected, percentile, steadily
from deploy.bench.orders import Clients
from deploy.bench.plan import Plan
from deploy.local.environment import administrator
from deploy.local.operations import running_backing

PLACED = """
SELECT o.event_id, extract(epoch FROM pg_xact_commit_timestamp(s.xmin)) AS at, o.envelope::text AS envelope
FROM outbox o JOIN studio_order s ON s.id = o.subject::uuid
WHERE o.type = 'studio.order.placed.v1' AND o.id > $1
"""
APPLIED = """
SELECT event_id, consumer, extract(epoch FROM pg_xact_commit_timestamp(xmin)) AS at
FROM inbox WHERE event_id = ANY($1)
"""
LISTENERS = {"job_sheet": "on the job sheet", "customer_service": "contacts planned"}
"""Both durables of customer service: what desks look at, and what nobody waits for."""
IDLE_PER_S, LOAD_PER_S = 10, 100
TARGETS = {0.5: Target(at_most=5), 0.99: Target(at_most=25)}


async def measure(ground: Ground, plan: Plan) -> list[Figure]:
    """The figures of S2."""
    await ground.heard()
    figures: list[Figure] = []
    for name, per_second in (("idle", IDLE_PER_S), (f"{LOAD_PER_S} orders/s", LOAD_PER_S)):
        runs: list[dict[str, list[float]]] = []
        bare: list[list[float]] = []
        for _ in range(plan.runs):
            times, payload = await _propagation(ground, per_second, plan)
            runs.append(times)
            bare.append(await _bare(ground, payload, per_second, plan))
        for (durable, done), share in product(LISTENERS.items(), TARGETS):
            figures.append(
                Figure(
                    "S2", f"order placed → {done}, {name}, p{share * 100:.0f}", "ms",
                    [percentile(run[durable], share) for run in runs], [percentile(run, share) for run in bare],
                    "bare nats-py: publish → deliver", TARGETS[share],
                    notes={"events per run": median(len(run[durable]) for run in runs)},
                )
            )  # fmt: skip
    return figures


async def _propagation(ground: Ground, per_second: int, plan: Plan) -> tuple[dict[str, list[float]], bytes]:
    """Milliseconds from commit to commit of every order placed, sorted, by durable, and one event's bytes."""
    reception, listener = await ground.database("reception"), await ground.database("customer_service")
    try:
        last = await reception.fetchval("SELECT coalesce(max(id), 0) FROM outbox")
        async with Clients(ground, 16, through=False, paying=False) as works:
            await steadily(works, per_second=per_second, seconds=plan.seconds)
        await ground.heard(("reception", "customer_service"))
        placed = {row["event_id"]: row for row in await reception.fetch(PLACED, last)}
        applied = await listener.fetch(APPLIED, list(placed))
    finally:
        await reception.close()
        await listener.close()
    times: dict[str, list[float]] = {durable: [] for durable in LISTENERS}
    for row in applied:
        times[row["consumer"]].append(float(row["at"] - placed[row["event_id"]]["at"]) * 1000)
    for durable, each in times.items():
        each.sort()
        if len(each) != len(placed):
            raise Unexpected(f"{len(placed)} orders were placed, {durable} applied {len(each)}")
    return times, next(iter(placed.values()))["envelope"].encode()


async def _bare(ground: Ground, payload: bytes, per_second: int, plan: Plan) -> list[float]:
    """The same bytes on the same broker into a stream of the same kind, published and delivered by nats-py alone."""
    url, user, password = administrator(running_backing(ground.home))
    teller = await nats.connect(url, user=user, password=password)
    hearer = await nats.connect(url, user=user, password=password)
    stream = f"BENCH_{uuid4().hex[:8]}"
    times: list[float] = []
    begun: dict[str, float] = {}
    wanted, all_heard = max(1, int(plan.seconds * per_second)), asyncio.Event()

    async def heard(message: Msg) -> None:
        now = time.perf_counter()
        times.append((now - begun[(message.headers or {})["Nats-Msg-Id"]]) * 1000)
        if len(times) == wanted:
            all_heard.set()
        await message.ack()

    try:
        settings = StreamConfig(
            name=stream, subjects=[f"{stream}.>"], storage=StorageType.FILE, retention=RetentionPolicy.LIMITS,
            compression=StoreCompression.S2,
        )  # fmt: skip
        await teller.jetstream().add_stream(settings)
        await hearer.jetstream().subscribe(f"{stream}.>", cb=heard, manual_ack=True)
        first = time.perf_counter()
        for number in range(wanted):
            if (wait := first + number / per_second - time.perf_counter()) > 0:
                await asyncio.sleep(wait)
            key = str(number)
            begun[key] = time.perf_counter()
            await teller.jetstream().publish(f"{stream}.placed", payload, headers={"Nats-Msg-Id": key})
        await all_heard.wait()
        await teller.jetstream().delete_stream(stream)
    finally:
        await teller.close()
        await hearer.close()
    return sorted(times)
