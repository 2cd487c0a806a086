"""The notes service on a fresh database."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from deploy.local.broker import NatsServer
from deploy.local.postgres import PostgresServer
from shared.kit.bus import Bus, ensure_stream
from shared.kit.durables import ensure_durables
from shared.kit.testing import DatabaseMill, ServiceUnderTest, environment
from tests.kit import notes as notes_service
from tests.memory import in_memory


@pytest.fixture(scope="session")
def notes_databases(postgres_for_notes: PostgresServer) -> DatabaseMill:
    """Copies of the notes database."""
    return DatabaseMill(
        postgres_for_notes.admin_url,
        postgres_for_notes.ensure_service,
        lambda _service, url: asyncio.run(notes_service.make_tables(url)),
    )


@pytest.fixture(scope="session")
def postgres_for_notes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    """A server apart from the real services', whose database names the notes borrow."""
    with in_memory(tmp_path_factory.mktemp("notes")) as home:
        server = PostgresServer(home, durable=False)
        server.start()
        yield server
        server.remove()


@pytest.fixture
async def notes(notes_databases: DatabaseMill, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[ServiceUnderTest]:
    """The running notes service."""
    async with notes_databases.copy("reception") as url:
        for variable, value in environment("reception", url).items():
            monkeypatch.setenv(variable, value)
        app = notes_service.create_app()
        async with app.router.lifespan_context(app):
            under_test = ServiceUnderTest(app)
            await under_test.know_branch("GG01")
            yield under_test


@pytest.fixture
async def broker(tmp_path: Path) -> AsyncIterator[NatsServer]:
    """A broker of the test's own, with the stream."""
    server = NatsServer(tmp_path)
    await asyncio.to_thread(server.start)
    await ensure_stream(server.url, "studio", server.passwords["studio"])
    await ensure_durables(server.url, "studio", server.passwords["studio"], [notes_service.subscriptions])
    yield server
    await asyncio.to_thread(server.stop)


@pytest.fixture
async def bus(broker: NatsServer) -> AsyncIterator[Bus]:
    """Reception's connection."""
    bus = Bus(broker.url, "reception", broker.passwords["reception"])
    bus.start()
    await bus.connected.wait()
    yield bus
    await bus.close()
