"""The whole system of this machine: six processes, a broker and a database server, started once for all stories."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import asyncpg

from deploy.demo.client import Person, Refused, Studio
from deploy.local.broker import NatsServer
from deploy.local.fleet import Fleet
from deploy.local.home import REPOSITORY, Home
from deploy.local.operations import running_backing
from deploy.local.postgres import PostgresServer
from deploy.local.processes import free_port
from deploy.local.up import demo_environment


@dataclass
class System:
    """The running system of one state folder."""

    home: Home
    fleet: Fleet = field(init=False)
    broker: NatsServer = field(init=False)

    def __post_init__(self) -> None:
        self.fleet, self.broker = Fleet(self.home), NatsServer(self.home.path)

    @property
    def url(self) -> str:
        """Where people reach it."""
        return self.fleet.address()

    @property
    def admin_password(self) -> str:
        """The administrator's."""
        return self.home.keys().admin_password

    @property
    def environment(self) -> dict[str, str]:
        """What the demo's own commands need."""
        return demo_environment(self.home, self.fleet)

    def start(self) -> None:
        """Bring everything up by the launcher's command."""
        variables = {**os.environ, "STUDIO_HOME": str(self.home.path), "STUDIO_PORT": str(free_port())}
        self.run("deploy.local", "up", "--no-demo", environment=variables)

    def stop(self) -> None:
        """Take everything down and delete its data."""
        self.fleet.stop()
        self.broker.stop()
        PostgresServer(self.home.path).remove()

    def run(self, module: str, *arguments: str, environment: dict[str, str] | None = None) -> str:
        """Run a command of ours and return what it prints.

        Raises:
            AssertionError: it failed.
        """
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=REPOSITORY, env=environment or self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{module} {arguments}: {done.stdout[-2000:]} {done.stderr[-3000:]}"
        return done.stdout

    def kill(self, service: str) -> None:
        """End the service's process as a crash would (SIGKILL); returns when it is gone."""
        identity = self.fleet.running(service)
        assert identity is not None
        identity.kill()

    def start_again(self, service: str) -> None:
        """Start the service and return when it is ready."""
        ports = self.fleet.ports()
        self.fleet.start(service, running_backing(self.home), ports)
        self.fleet.wait_ready(service, ports[service])

    def logs(self) -> dict[str, str]:
        """What every process has written, by name."""
        return {log.name: log.read_text("utf-8", errors="replace") for log in self.home.logs.glob("*.log")}

    async def rows(self, service: str, query: str, *arguments: Any) -> list[asyncpg.Record]:
        """Read a service's database past the service, all branches included."""
        admin = PostgresServer(self.home.path).admin_url
        connection = await asyncpg.connect(f"{admin.rpartition('/')[0]}/{service}")
        try:
            return list(await connection.fetch(query, *arguments))
        finally:
            await connection.close()

    async def until(self, condition: Callable[[], Any], seconds: float = 30.0) -> float:
        """Look until the awaited condition is true; returns how long it took.

        Raises:
            AssertionError: it did not become true in time.
        """
        begun = time.monotonic()
        while not await condition():
            assert time.monotonic() - begun < seconds, f"not so after {seconds:.0f} s"
            await asyncio.sleep(0.05)  # between two looks at the condition
        return time.monotonic() - begun


async def status_of(action: Any) -> tuple[int, str]:
    """The status and code of a request that may be refused; (200, "") when it was not."""
    try:
        await action
    except Refused as refusal:
        return refusal.status, refusal.code
    return 200, ""


class Hurried(Person):
    """Somebody who takes the first answer: nothing is tried again."""

    async def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        query: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
    ) -> Any:
        """One request.

        Raises:
            Refused: the system said no.
        """
        async with self._http.request(method, path, json=body, params=query, headers=headers) as answer:
            return await self._read(method, path, answer)


@asynccontextmanager
async def hurried(studio: Studio, name: str, password: str) -> AsyncIterator[Hurried]:
    """That person, signed in a second time, in a hurry."""
    connector = aiohttp.TCPConnector()
    person = Hurried(studio, name, connector)
    try:
        await person.enter(password)
        yield person
    finally:
        await person.leave()
        await connector.close()
