"""Two real servers for the launcher's tests, each in a state folder whose path has spaces."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local.broker import NatsServer
from deploy.local.postgres import PostgresServer


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    server = PostgresServer(tmp_path_factory.mktemp("a studio") / "state folder", durable=False)
    server.start()
    yield server
    server.remove()


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NatsServer]:
    server = NatsServer(tmp_path_factory.mktemp("a studio") / "state folder")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def home_path(tmp_path: Path) -> Path:
    return tmp_path / "state folder"
