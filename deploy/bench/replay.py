"""How long the job sheet takes to be made anew from many facts (P12, S3), beside COPY of the same rows.

The facts are those of a fixture chain, published straight into the stream of a system of its own; only customer
service's database is needed.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import asyncpg
import nats
import uvloop

from deploy.fixture.chain import Shop
from deploy.fixture.facts import facts_of
from deploy.fixture.happening import Happening
from deploy.fixture.plan import Plan
from deploy.fixture.records import Scribe
from deploy.fixture.story import tell
from deploy.fixture.tables import Shelf
from deploy.local.broker import NatsServer
from deploy.local.environment import administrator, service_environment
from deploy.local.home import Home
from deploy.local.names import SERVICES
from deploy.local.operations import running_backing
from deploy.local.postgres import PostgresServer
from shared.kit.durables import ensure_bus
from shared.kit.memory import keep_for_good
from shared.kit.migrate import migrate
from shared.kit.refill import IN_FLIGHT

GOAL_FACTS, GOAL_SECONDS = 1_000_000, 300.0
ORDERS_A_BRANCH = 2_000


def told(count: int) -> Iterator[Happening]:
    """That many facts of whole lives of orders, order by order."""
    for index in range(999):
        plan = Plan(index + 1, (index + 1) * ORDERS_A_BRANCH, 3, 8, True, datetime.now(UTC))
        for story in tell(Shop(plan, index)).stories:
            for fact in facts_of(story):
                yield fact
                count -= 1
                if not count:
                    return


async def publish(home: Home, count: int) -> None:
    """Fill the stream."""
    url, user, password = administrator(running_backing(home))
    client = await nats.connect(url, user=user, password=password)
    jetstream, facts = client.jetstream(timeout=60), told(count)
    while portion := list(islice(facts, IN_FLIGHT)):
        await asyncio.gather(
            *(
                jetstream.publish(
                    fact.nats_subject, json.dumps(fact.envelope()).encode(), headers={"Nats-Msg-Id": str(fact.id)}
                )
                for fact in portion
            )
        )
    await client.close()


async def rebuilt(home: Home) -> tuple[float, float]:
    """Make the job sheet anew; returns seconds by the clock and seconds of this process's own work."""
    backing = running_backing(home)
    surroundings = service_environment("customer_service", home, home.keys(), backing, {}, os.environ)
    os.environ.update(surroundings)
    from services.customer_service.main import create_app
    from services.customer_service.rebuild import rebuild

    service = create_app().state.service
    keep_for_good()
    begun, worked = time.monotonic(), _worked()
    try:
        await rebuild(service)
    finally:
        await service.bus.close()
        await service.database.close()
        for name in surroundings:
            os.environ.pop(name, None)
    return time.monotonic() - begun, _worked() - worked


def _worked() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


async def copied(url: str, count: int) -> float:
    """The limit: COPY of the entries and inbox rows of as many facts into tables of the same shape."""
    shelves = {service: Shelf(service) for service in SERVICES}
    Scribe().write(shelves, told(count))
    connection = await asyncpg.connect(url)
    try:
        for table in ("job_sheet_entry", "inbox"):
            await connection.execute(f"TRUNCATE {table}")
        rows = shelves["customer_service"]
        rows.keep("job_sheet_entry", "inbox")
        begun = time.monotonic()
        await rows.copy(connection)
        return time.monotonic() - begun
    finally:
        await connection.close()


def main() -> int:
    """The command; 1 when a million facts would take longer than promised."""
    parser = argparse.ArgumentParser(prog="python -m deploy.bench.replay", description=__doc__)
    parser.add_argument("--facts", type=int, default=100_000)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="studio-") as folder:
        home = Home(Path(folder))
        home.make()
        server, broker = PostgresServer(home.path), NatsServer(home.path)
        try:
            server.start()
            broker.start()
            urls = {service: server.ensure_service(service) for service in SERVICES}
            migrate("customer_service", urls["customer_service"][1])
            asyncio.run(ensure_bus(*administrator(running_backing(home))))
            begun = time.monotonic()
            asyncio.run(publish(home, wanted.facts))
            sys.stdout.write(f"{wanted.facts} facts published in {time.monotonic() - begun:.1f} s\n")
            seconds, worked = uvloop.run(rebuilt(home))
            admin = f"{server.admin_url.rpartition('/')[0]}/customer_service"
            limit = asyncio.run(copied(admin, wanted.facts))
        finally:
            broker.stop()
            server.remove()
    million = seconds / wanted.facts * GOAL_FACTS
    sys.stdout.write(
        f"rebuilt in {seconds:.1f} s: {wanted.facts / seconds:.0f} facts/s; {worked:.1f} s of work of its own, "
        f"COPY of the same rows {limit:.1f} s; load of the machine {os.getloadavg()[0]:.1f}\n"
        f"at that rate a million facts take {million:.0f} s (promised: {GOAL_SECONDS:.0f} s)\n"
    )
    return 0 if million <= GOAL_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
