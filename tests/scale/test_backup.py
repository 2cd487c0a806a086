"""A backup can be restored (P20): nothing saved is lost, effects happen once, money adds up, numbers have no gaps."""

from __future__ import annotations

import asyncio
import importlib
import io
import os
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import asyncpg
import pytest
import pytest_asyncio
from rich.console import Console

from deploy.fixture.check import check
from deploy.fixture.load import Source, begin, finish, load_branch
from deploy.fixture.plan import Plan
from deploy.local.backup import Part, Vault, save
from deploy.local.broker import NatsServer
from deploy.local.environment import administrator, service_environment
from deploy.local.home import Home
from deploy.local.names import SERVICES
from deploy.local.operations import running_backing
from deploy.local.postgres import PostgresServer
from deploy.local.private_file import read_private
from deploy.local.restore import hear_again, restore
from services.reception.domain.people import Safe
from shared.kit.auth import decode_key
from shared.kit.durables import ensure_bus
from shared.kit.migrate import migrate, package_of
from shared.kit.refill import refill

pytestmark = pytest.mark.timeout(600)

MOST_SECONDS = 30 * 60
"""The system is back within half an hour; here, with little data, that is not the point."""


@dataclass
class Studio:
    """Databases and broker of a small chain, without services."""

    home: Home
    plan: Plan
    server: PostgresServer
    broker: NatsServer

    @property
    def urls(self) -> dict[str, str]:
        return dict(running_backing(self.home).app_urls)

    async def open_branch(self, index: int) -> None:
        """What happened in that branch is in the databases now."""
        backing = running_backing(self.home)
        safe = Safe(decode_key(self.home.keys().reception_pii_key))
        source = Source(backing.owner_urls, safe, "no password")
        self.plan = await begin(self.plan, source)
        await load_branch(self.plan, index, source, lambda _: None)
        await finish(backing.owner_urls)

    async def holds(self) -> tuple[bool, str]:
        """Whether everything holds together, and what was said about it."""
        said = io.StringIO()
        return await check(self.urls, said.write), said.getvalue()

    async def orders(self, database: str, table: str, columns: str) -> list[Any]:
        connection = await asyncpg.connect(self.urls[database], server_settings={"studio.branches": "*"})
        try:
            return [tuple(row) for row in await connection.fetch(f"SELECT {columns} FROM {table} ORDER BY 1")]
        finally:
            await connection.close()


@pytest_asyncio.fixture(scope="module")
async def studio(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Studio]:
    home = Home(tmp_path_factory.mktemp("studio"))
    home.make()
    server, broker = PostgresServer(home.path), NatsServer(home.path)
    try:
        server.start()
        broker.start()
        for service in SERVICES:
            await asyncio.to_thread(migrate, service, server.ensure_service(service)[1])
        await ensure_bus(*administrator(running_backing(home)))
        yield Studio(home, Plan(3, 60, 1, 4, True, datetime.now(UTC)), server, broker)
    finally:
        broker.stop()
        server.remove()


@pytest_asyncio.fixture(scope="module")
async def saved(studio: Studio, tmp_path_factory: pytest.TempPathFactory) -> tuple[Vault, list[Part]]:
    """Saved completely after the first branch, and once more, what changed, after the second."""
    vault = Vault(tmp_path_factory.mktemp("vault"))
    photo = studio.home.photos / "S001" / "one.jpg"
    photo.parent.mkdir(parents=True)
    photo.write_bytes(b"a photograph")
    parts = []
    for index in (0, 1):
        await studio.open_branch(index)
        parts.append(await asyncio.to_thread(save, studio.home, studio.server, vault))
    return vault, parts


async def hear(studio: Studio, service: str) -> None:
    """Let the service run until it has heard everything in the stream."""
    backing = running_backing(studio.home)
    surroundings = service_environment(service, studio.home, studio.home.keys(), backing, {}, os.environ)
    with pytest.MonkeyPatch.context() as environment:
        for variable, value in surroundings.items():
            environment.setenv(variable, value)
        app = importlib.import_module(f"{package_of(service)}.main").create_app()
    async with app.router.lifespan_context(app), asyncio.timeout(120):
        for consumer in app.state.service.consumers:
            while (backlog := await consumer.backlog())[0] or not consumer.activity:
                assert backlog[1] == 0, "something was parked"
                await asyncio.sleep(0.05)


def test_the_second_saving_holds_only_what_changed(saved: tuple[Vault, list[Part]]) -> None:
    vault, (first, second) = saved
    assert first.full
    assert not second.full
    assert second.megabytes < first.megabytes
    assert (vault.photos / "S001" / "one.jpg").read_bytes() == b"a photograph"
    assert (vault.secrets / "secrets.json").stat().st_mode & 0o077 == 0


async def test_a_lost_database_comes_back_and_hears_what_it_missed(
    studio: Studio, saved: tuple[Vault, list[Part]]
) -> None:
    known = "id, number, balance, balance_version, cancelled"
    await studio.open_branch(2)
    backing = running_backing(studio.home)
    await refill(list(backing.app_urls.values()), *administrator(backing))
    before = await studio.orders("pickup", "pickup_order", known)
    studio.server.psql("-c", "DROP DATABASE pickup WITH (FORCE)")

    said = io.StringIO()
    await asyncio.to_thread(restore, studio.home, saved[0].folder, Console(file=said, width=200), "pickup")
    assert len(await studio.orders("pickup", "pickup_order", known)) == 40
    assert "facts that pickup told after the saving" in said.getvalue()
    assert "studio.handover.completed.v1" in said.getvalue()

    for _ in range(2):
        await hear(studio, "pickup")
        assert await studio.orders("pickup", "pickup_order", known) == before
        await hear_again(studio.home, "pickup")
    good, told = await studio.holds()
    assert good, told


async def test_everything_comes_back_as_it_was_saved(studio: Studio, saved: tuple[Vault, list[Part]]) -> None:
    vault, _ = saved
    last = await asyncio.to_thread(save, studio.home, studio.server, vault)
    receipts = "number, amount, state"
    before = await studio.orders("reception", "receipt", receipts)
    studio.broker.stop()
    studio.server.stop()
    shutil.rmtree(studio.server.data)
    shutil.rmtree(studio.home.photos)
    (studio.home.path / "secrets.json").unlink()

    begun = asyncio.get_running_loop().time()
    said = io.StringIO()
    await asyncio.to_thread(restore, studio.home, vault.folder, Console(file=said, width=200))
    studio.server.start()
    studio.broker.start()
    assert asyncio.get_running_loop().time() - begun < MOST_SECONDS
    assert await studio.orders("reception", "receipt", receipts) == before
    assert (studio.home.photos / "S001" / "one.jpg").is_file()
    assert read_private(vault.secrets / "secrets.json") == read_private(studio.home.path / "secrets.json")
    assert not last.full
    good, told = await studio.holds()
    assert good, told
