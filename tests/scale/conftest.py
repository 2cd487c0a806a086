"""A small fixture chain in databases of its own, loaded by a run that was killed and one that went on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from deploy.local.home import REPOSITORY
from deploy.local.names import SERVICES
from deploy.local.postgres import PostgresServer
from shared.kit.testing import PII_KEY, DatabaseMill

OPTIONS = ("--branches", "3", "--orders", "300", "--workers", "1")


@dataclass(frozen=True, slots=True)
class Loaded:
    """Where the chain is and what the runs said."""

    urls: dict[str, str]
    environment: dict[str, str]
    killed: str
    finished: subprocess.CompletedProcess[str]

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The fixture command once more."""
        return run_fixture(self.environment, *arguments)


def run_fixture(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """The fixture command as people run it."""
    command = [sys.executable, "-m", "deploy.fixture", *arguments]
    return subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False)


def kill_after_first_branch(environment: dict[str, str]) -> str:
    """Run it and kill the whole process group when it says that a branch is done."""
    command = [sys.executable, "-m", "deploy.fixture", *OPTIONS]
    with subprocess.Popen(
        command, cwd=REPOSITORY, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stdout is not None
        said = next(line for line in process.stdout if line.startswith("1 of 3 branches"))
        os.killpg(process.pid, signal.SIGKILL)
    return said


@pytest_asyncio.fixture(scope="package")
async def loaded(
    databases: DatabaseMill, postgres: PostgresServer, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Loaded]:
    """Three branches with a hundred orders each."""
    home: Path = tmp_path_factory.mktemp("fixture")
    async with AsyncExitStack() as stack:
        urls = {service: await stack.enter_async_context(databases.copy(service)) for service in SERVICES}
        environment = {**os.environ, "RECEPTION_PII_KEY": PII_KEY, "STUDIO_HOME": str(home)}
        for service, url in urls.items():
            owner = postgres.ensure_service(service)[1].rpartition("/")[0] + "/" + url.rpartition("/")[2]
            environment[f"{service.upper()}_DATABASE_URL"] = url
            environment[f"{service.upper()}_OWNER_DATABASE_URL"] = owner
        killed = kill_after_first_branch(environment)
        yield Loaded(urls, environment, killed, run_fixture(environment, *OPTIONS))
