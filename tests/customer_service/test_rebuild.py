"""Rebuilding the job sheets beside a running service, over a real broker."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select, text
from sqlmodel import col

from deploy.local.broker import NatsServer
from services.customer_service.main import create_app
from services.customer_service.models import Contact, JobSheet, JobSheetEntry
from services.customer_service.rebuild import rebuild
from services.customer_service.service import job_sheet
from shared.kit import parked
from shared.kit.app import Service
from shared.kit.bus import STREAM, Bus
from shared.kit.deliveries import Delivery
from shared.kit.durables import ensure_bus
from shared.kit.tables import parked_event
from shared.kit.testing import DatabaseMill, MovableClock, environment, wrap
from tests.customer_service.conftest import MISCOUNTED, local, whole_way

TOLD = "SELECT count(*) FROM outbox WHERE envelope -> 'data' ->> 'order_id' IS NOT NULL"
"""What the service told about orders itself; of referral codes no sheet speaks."""


@pytest.fixture
async def running(
    databases: DatabaseMill, nats: NatsServer, monkeypatch: pytest.MonkeyPatch, at: MovableClock
) -> AsyncIterator[Service]:
    """Customer service consuming from the bus."""
    async with databases.copy("customer_service") as url:
        bus = {"NATS_USER": "customer_service", "NATS_PASSWORD": nats.passwords["customer_service"]}
        for variable, value in (environment("customer_service", url) | bus | {"NATS_URL": nats.url}).items():
            monkeypatch.setenv(variable, value)
        await ensure_bus(nats.url, "studio", nats.passwords["studio"])
        app = create_app()
        async with app.router.lifespan_context(app):
            yield app.state.service


async def publish(nats: NatsServer, orders: int) -> int:
    """Put the whole way of some orders into the stream; returns how many facts."""
    bus = Bus(nats.url, "studio", nats.passwords["studio"])
    bus.start()
    await bus.connected.wait()
    count = 0
    try:
        for _ in range(orders):
            for n, event in enumerate(whole_way(uuid4())):
                envelope = wrap(event, at=local(23, 10) + timedelta(hours=n))
                body = envelope.model_dump_json(exclude_none=True).encode()
                await bus.jetstream.publish(event.nats_subject, body, headers={"Nats-Msg-Id": str(envelope.id)})
                count += 1
    finally:
        await bus.close()
    return count


async def counted(service: Service) -> dict[str, Any]:
    async with service.database.transaction() as session:
        entries = (await session.execute(select(func.count()).select_from(JobSheetEntry))).scalar()
        rows = select(col(JobSheet.order_id), col(JobSheet.sheet)).order_by(col(JobSheet.order_id))
        sheets = (await session.execute(rows)).all()
        contacts = (await session.execute(select(func.count()).select_from(Contact))).scalar()
        assert (await session.execute(text(MISCOUNTED))).all() == []
        told = (await session.execute(text(TOLD))).scalar()
    return {"entries": entries, "sheets": [tuple(row) for row in sheets], "contacts": contacts, "told": told}


async def until(holds: Callable[[], Awaitable[bool]]) -> None:
    """Return as soon as the condition holds."""
    async with asyncio.timeout(60):
        while True:
            if await holds():
                return
            await asyncio.sleep(0.05)


async def until_entries(service: Service, wanted: int) -> None:
    """The sheets have what was published and what the service told itself meanwhile, and nothing is left to do."""

    async def there() -> bool:
        await service.settle(20)
        waiting = [(await consumer.backlog())[0] for consumer in service.consumers]
        now = await counted(service)
        return not any(waiting) and now["entries"] == wanted + now["told"]

    await until(there)


async def test_rebuilt_beside_the_running_service(running: Service, nats: NatsServer) -> None:
    facts = await publish(nats, 5)
    await until_entries(running, facts)
    before = await counted(running)
    async with running.database.transaction() as session:
        await session.execute(text("UPDATE job_sheet SET stage = 'PLACED', sheet = '{}'"))
        await session.execute(text("UPDATE stage_tally SET orders = orders + 7"))
    tool: Service = create_app().state.service
    try:
        async with asyncio.timeout(60):
            await rebuild(tool)
    finally:
        await tool.bus.close()
        await tool.database.close()
    assert await counted(running) == before
    more = await publish(nats, 1)
    await until_entries(running, facts + more)
    info = await running.bus.jetstream.consumer_info(STREAM, "job_sheet")
    assert info.config.durable_name == "job_sheet"


async def test_what_was_dropped_stays_dropped(running: Service) -> None:
    """P5, P12: a rebuild does not stop the order of a dropped event again, and keeps who dropped it."""
    consumer = next(each for each in running.consumers if each.name == job_sheet.DURABLE)
    bad = wrap(whole_way(uuid4())[0])
    bad = bad.model_copy(update={"data": {}})
    await consumer.applier.apply([Delivery(bad, 1)])
    assert await parked.drop(running.database.url, bad.id, "admin", "written by mistake")
    async with running.database.transaction() as session:
        await job_sheet.clear(session)
    await consumer.applier.apply([Delivery(bad, 1)])
    async with running.database.transaction() as session:
        rows = (await session.execute(select(parked_event.c.state, parked_event.c.settled_by))).all()
    assert [tuple(row) for row in rows] == [("DROPPED", "admin")]
