"""Servers shared by all tests of a run, and services under test."""

import importlib
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from deploy.local.broker import NatsServer
from deploy.local.postgres import PostgresServer
from shared.kit.migrate import migrate, package_of
from shared.kit.testing import DatabaseMill, ServiceMaker, ServiceUnderTest, environment
from tests.memory import in_memory
from tests.properties import profiles

profiles.register()

pytest_plugins = ["tests.browsers", "tests.house", "tests.measured", "tests.rooms"]


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    """A PostgreSQL server of this run; in memory, a test's own database is made in a quarter of the time."""
    with in_memory(tmp_path_factory.mktemp("postgres")) as home:
        server = PostgresServer(home, durable=False)
        server.start()
        yield server
        server.remove()


@pytest.fixture(scope="session")
def nats(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NatsServer]:
    """A NATS server of this run."""
    server = NatsServer(tmp_path_factory.mktemp("nats"))
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def databases(postgres: PostgresServer) -> DatabaseMill:
    """Copies of migrated databases."""
    return DatabaseMill(postgres.admin_url, postgres.ensure_service, migrate)


@pytest.fixture
def start_service(databases: DatabaseMill, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ServiceMaker:
    """Starts a service by name on a fresh database, without bus: ``async with start_service("pickup") as pickup``."""

    @asynccontextmanager
    async def start(name: str, **more: str) -> AsyncIterator[ServiceUnderTest]:
        async with databases.copy(name) as url:
            more.setdefault("POST_PRODUCTION_PHOTOS_URL", f"file://{tmp_path / 'photos'}")
            more.setdefault("CUSTOMER_SERVICE_MESSAGES_DIR", str(tmp_path / "messages"))
            for variable, value in environment(name, url, **more).items():
                monkeypatch.setenv(variable, value)
            make: Callable[[], object] = importlib.import_module(f"{package_of(name)}.main").create_app
            app = make()
            async with app.router.lifespan_context(app):  # type: ignore[attr-defined]
                under_test = ServiceUnderTest(app)  # type: ignore[arg-type]
                await under_test.know_branch("GG01")
                await under_test.know_branch("GG02")
                yield under_test

    return start
