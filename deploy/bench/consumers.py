"""S3: how fast facts are applied, and a projection made anew, beside copying the same rows.

Facts of many orders are published while the listeners rest; then each of their consumers applies them, alone in a
process of its own.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from random import getrandbits, random
from typing import Any
from uuid import UUID

import nats

from deploy.bench.figures import Figure, Target
from deploy.bench.ground import Ground
from deploy.bench.load import Unexpected
from deploy.bench.plan import Plan
from deploy.local.environment import administrator, service_environment
from deploy.local.home import REPOSITORY
from deploy.local.operations import running_backing
from shared.contracts.base import Envelope, Event
from shared.contracts.reception import (
    Category,
    OrderBalanceChanged,
    OrderBooked,
    OrderContent,
    OrderPlaced,
    PaymentReceived,
    ProductLine,
    ReceiptForm,
)
from shared.contracts.values import Money
from shared.kit import ids

LISTENERS = (("customer_service", "job_sheet"), ("customer_service", "customer_service"), ("pickup", "pickup"))
SERVICES = ("customer_service", "pickup")
TARGET = Target(at_least=5000)
REBUILT, REBUILD_MIN = 1_000_000, 5.0
UNDER_WAY = 250
TRACES_KEPT = 0.05
COPIED = """
CREATE TEMP TABLE seen (consumer text, event_id uuid, received_at timestamptz, PRIMARY KEY (consumer, event_id));
CREATE TEMP TABLE entry (event_id uuid PRIMARY KEY, order_id uuid, at timestamptz, type text, data jsonb);
CREATE INDEX ON entry (order_id, at, event_id);
"""


async def measure(ground: Ground, plan: Plan) -> list[Figure]:
    """The figures of S3."""
    await ground.heard()
    ground.stop(SERVICES)
    try:
        rates: dict[str, list[float]] = {durable: [] for _, durable in LISTENERS}
        copied: list[float] = []
        for _ in range(plan.runs):
            told = [fact for number in range(max(1, plan.orders // plan.runs)) for fact in facts(ground, number)]
            await _publish(ground, told)
            for service, durable in LISTENERS:
                events, seconds = await asyncio.to_thread(_catch_up, ground, service, durable)
                rates[durable].append(events / seconds)
            copied.append(await _copy(ground, told))
    finally:
        ground.start(SERVICES)
    await ground.heard()  # what the listeners told in their turn is not part of making the sheets anew
    figures = [
        Figure("S3", f"events applied by {durable}", "events/s", found, copied, "COPY of the same rows", TARGET)
        for durable, found in rates.items()
    ]
    return [*figures, await _rebuild(ground)]


def facts(ground: Ground, number: int) -> Iterator[Envelope]:
    """What one order's first hour tells."""
    desk = ground.desks[number % len(ground.desks)]
    order_id, at = ids.new_id(), datetime.now(UTC)
    same = {"branch_id": desk.branch_id, "order_id": order_id}
    content = _content(f"{desk.branch_id}-S3-{order_id}"[:32], UUID(desk.person_id))
    yield _wrapped(OrderPlaced(**same, content=content), at, 1)
    yield _wrapped(_balance(same, 1, 0), at, 1)
    yield _wrapped(
        PaymentReceived(
            **same, receipt_id=ids.new_id(), receipt_number="R", form=ReceiptForm.BOOKING_DEPOSIT, method="WECHAT",
            amount=Money.yuan(500), handler_id="consultant1", cashier_id="cashier",
        ), at, 1,
    )  # fmt: skip
    yield _wrapped(_balance(same, 2, 50000), at, 2)
    yield _wrapped(OrderBooked(**same, content=content, booked_at=at), at, 2)


def _content(number: str, person: UUID) -> OrderContent:
    return OrderContent(
        number=number, owner_id="consultant1", category=Category.PERSONAL_ART, person_ids=[person],
        package_id=ids.new_id(), package_code="PERSONAL", package_version=1, package_name="Personal portrait",
        clothes_sets=2, album_photos=12, products=[ProductLine(code="ALBUM-10", name="Album 10in", quantity=1)],
        extra_photo_price=Money.yuan(40), package_total=Money.yuan(1299),
    )  # fmt: skip


def _balance(same: dict[str, Any], version: int, paid: int) -> OrderBalanceChanged:
    nothing = Money.fen(0)
    return OrderBalanceChanged(
        **same, version=version, package_total=Money.yuan(1299), package_paid=Money.fen(paid),
        selection_total=nothing, selection_paid=nothing, balance=Money.fen(129900 - paid),
    )  # fmt: skip


def _wrapped(event: Event, at: datetime, version: int) -> Envelope:
    """As reception tells it: in a trace, of which the usual share is kept."""
    kept = "01" if random() < TRACES_KEPT else "00"
    return Envelope(
        id=ids.new_id(), source="/studio/reception", type=event.type(), subject=event.subject, time=at,
        branchid=event.branch_id, aggregateversion=version, actorid="consultant1",
        traceparent=f"00-{getrandbits(128):032x}-{getrandbits(64):016x}-{kept}", data=event.model_dump(mode="json"),
    )  # fmt: skip


async def _publish(ground: Ground, told: list[Envelope]) -> None:
    url, user, password = administrator(running_backing(ground.home))
    client = await nats.connect(url, user=user, password=password)
    try:
        jetstream = client.jetstream(timeout=30)
        for begin in range(0, len(told), UNDER_WAY):
            waiting = []
            for envelope in told[begin : begin + UNDER_WAY]:
                event = envelope.open()
                if event is None:
                    raise Unexpected(f"{envelope.type} is no known fact")
                body = envelope.model_dump_json(exclude_none=True).encode()
                headers = {"Nats-Msg-Id": str(envelope.id)}
                waiting.append(jetstream.publish(event.nats_subject, body, headers=headers))
            await asyncio.gather(*waiting)
    finally:
        await client.close()


def _environment(ground: Ground, service: str) -> dict[str, str]:
    ports = ground.fleet.ports()
    return service_environment(
        service, ground.home, ground.home.keys(), running_backing(ground.home), ports, ground.environment()
    )


def _catch_up(ground: Ground, service: str, durable: str) -> tuple[int, float]:
    done = subprocess.run(
        [sys.executable, "-m", "deploy.bench.catch_up", service, durable],
        cwd=REPOSITORY, env=_environment(ground, service), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise Unexpected(f"{durable} did not catch up: {done.stderr[-2000:]}")
    answer = json.loads(done.stdout.splitlines()[-1])
    return int(answer["events"]), float(answer["seconds"])


async def _copy(ground: Ground, told: list[Envelope]) -> float:
    """Events per second when their rows are only copied, in one transaction."""
    connection = await ground.database("customer_service")
    try:
        await connection.execute(COPIED)
        seen = [("job_sheet", envelope.id, envelope.time) for envelope in told]
        entries = [(e.id, UUID(e.subject), e.time, e.type, json.dumps(e.data)) for e in told]
        begun = time.perf_counter()
        async with connection.transaction():
            await connection.copy_records_to_table("seen", records=seen)
            await connection.copy_records_to_table("entry", records=entries)
        return len(told) / (time.perf_counter() - begun)
    finally:
        await connection.close()


async def _rebuild(ground: Ground) -> Figure:
    """Minutes for a million facts, from the whole stream of this bench."""
    environment = {**os.environ, **_environment(ground, "customer_service")}
    begun = time.perf_counter()
    done = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "services.customer_service.rebuild"],
        cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    seconds = time.perf_counter() - begun
    if done.returncode:
        raise Unexpected(f"the job sheet was not made anew: {done.stderr[-2000:]}")
    events = int(done.stdout.partition("replaying ")[2].split()[0])
    return Figure(
        "S3", "the job sheet made anew, for a million facts", "min", [seconds * REBUILT / events / 60],
        target=Target(at_most=REBUILD_MIN), notes={"facts replayed": events, "seconds": seconds},
    )  # fmt: skip
