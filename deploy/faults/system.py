"""The system under trial: six processes, a broker and a database server of its own, and what can be done to them."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import asyncpg
import nats
from nats.aio.client import Client
from rich.console import Console

from deploy.faults.network import Cable
from deploy.local.broker import NatsServer
from deploy.local.environment import Backing, administrator, module_of, service_environment
from deploy.local.fleet import Fleet
from deploy.local.home import REPOSITORY, Home
from deploy.local.names import SERVICES
from deploy.local.postgres import PostgresServer
from deploy.local.processes import Identity, StartFailed, free_port, last_lines, wait_until
from deploy.local.up import Progress, prepare
from shared.kit.bus import STREAM

BROKER, DATABASE = "nats", "postgres"
LOOK_S = 0.05
"""Between two looks at a condition."""


class NotInTime(AssertionError):
    """A condition did not become true in time."""


@dataclass
class TrialSystem:
    """A running system that may be broken; ``durable`` PostgreSQL syncs to the disk as in a shop."""

    home: Home
    console: Console
    durable: bool = True
    fleet: Fleet = field(init=False)
    postgres: PostgresServer = field(init=False)
    broker: NatsServer = field(init=False)
    cable: Cable | None = field(init=False, default=None)
    backing: Backing = field(init=False)
    ports: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self.home.make()
        self.fleet = Fleet(self.home)
        self.postgres = PostgresServer(self.home.path, durable=self.durable)
        self.cable = Cable.lay()
        self.broker = (
            NatsServer(self.home.path, address=self.cable.far, namespace=self.cable.namespace)
            if self.cable
            else NatsServer(self.home.path)
        )

    @property
    def url(self) -> str:
        """Where people reach it."""
        return f"http://127.0.0.1:{self.ports['gateway']}"

    def start(self) -> None:
        """Bring everything up."""
        self.postgres.start()
        urls = {service: self.postgres.ensure_service(service) for service in SERVICES}
        self.broker.start()
        self.backing = Backing(
            self.broker.url,
            self.broker.passwords,
            {name: app for name, (app, _) in urls.items()},
            {name: owner for name, (_, owner) in urls.items()},
        )
        prepare(self.home, self.backing, Progress(self.console, time.monotonic()))
        self.ports = {service: free_port() for service in SERVICES}
        for service, port in self.ports.items():
            self.home.remember_port(service, port)
        for service in SERVICES:
            self.fleet.start(service, self.backing, self.ports)
        for service in SERVICES:
            self.fleet.wait_ready(service, self.ports[service])

    def stop(self) -> None:
        """Take everything down and delete the data."""
        for service in SERVICES:
            self.go_on(service)
        self.fleet.stop()
        self.broker.stop()
        self.postgres.remove()
        if self.cable:
            self.cable.remove()

    # what can be done to it

    def kill(self, victim: str) -> None:
        """End a service, the broker or PostgreSQL as a crash would (SIGKILL); returns when it is gone."""
        if victim == BROKER:
            self.broker.kill()
        elif victim == DATABASE:
            self.postgres.kill()
        else:
            self._process(victim).kill()
            self._reap(victim)

    def bring_back(self, victim: str) -> None:
        """Start the victim again and return when it is ready; nothing else is started."""
        if victim == BROKER:
            self.broker.start()
        elif victim == DATABASE:
            self.postgres.start()
        else:
            self.fleet.start(victim, self.backing, self.ports)
            self.fleet.wait_ready(victim, self.ports[victim])

    def stumble(self, service: str, at: str) -> None:
        """Start the service anew with a stumbling block; see :mod:`deploy.faults.stumbling`."""
        self.fleet.stop([service])
        block = {"STUMBLE_APP": module_of(service), "STUMBLE_AT": at}
        application = "deploy.faults.stumbling:create_app"
        self.fleet.start(service, self.backing, self.ports, application=application, more=block)
        with_block = self.fleet.children[service]
        wait_until(lambda: with_block.poll() is not None or self._ready(service), 60.0)

    def recover(self, service: str) -> None:
        """The service without its stumbling block; one that still stands is stopped first."""
        self.fleet.stop([service])
        self.bring_back(service)

    def has_died(self, service: str) -> bool:
        """Whether the service's process is gone."""
        return self.fleet.running(service) is None

    def pause(self, service: str) -> None:
        """Stop the process in the middle of whatever it does (SIGSTOP)."""
        self._process(service).send(signal.SIGSTOP)

    def go_on(self, service: str) -> None:
        """Let a paused process go on (SIGCONT)."""
        if (identity := self.fleet.running(service)) is not None:
            identity.send(signal.SIGCONT)

    def run(self, module: str, service: str) -> None:
        """Run a command of a service's own, with the service's environment.

        Raises:
            StartFailed: it failed.
        """
        environment = service_environment(service, self.home, self.home.keys(), self.backing, {}, os.environ)
        log = self.home.logs / f"{module}.log"
        with log.open("ab") as output:
            done = subprocess.run(
                [sys.executable, "-m", module], cwd=REPOSITORY, env=environment, stdin=subprocess.DEVNULL,
                stdout=output, stderr=subprocess.STDOUT, check=False,
            )  # fmt: skip
        if done.returncode:
            raise StartFailed(f"{module} failed: {last_lines(log)}")

    def _process(self, service: str) -> Identity:
        identity = self.fleet.running(service)
        if identity is None:
            raise StartFailed(f"{service} does not run.")
        return identity

    def _reap(self, service: str) -> None:
        if (child := self.fleet.children.pop(service, None)) is not None:
            child.wait()

    def _ready(self, service: str) -> bool:
        try:
            self.fleet.wait_ready(service, self.ports[service])
        except StartFailed:
            return False
        return True

    # what can be asked of it

    @asynccontextmanager
    async def _database(self, service: str) -> AsyncIterator[asyncpg.Connection[Any]]:
        """A database past its service, all branches included."""
        connection = await asyncpg.connect(f"{self.postgres.admin_url.rpartition('/')[0]}/{service}", timeout=10)
        try:
            yield connection
        finally:
            await connection.close()

    async def rows(self, service: str, query: str, *arguments: Any) -> list[asyncpg.Record]:
        """Read a database past its service, all branches included."""
        async with self._database(service) as connection:
            return list(await connection.fetch(query, *arguments))

    async def write(self, service: str, statement: str, rows: list[tuple[Any, ...]]) -> None:
        """Write rows into a database past its service, in one transaction."""
        async with self._database(service) as connection, connection.transaction():
            await connection.executemany(statement, rows)

    async def number(self, service: str, query: str, *arguments: Any) -> int:
        """One number of a database."""
        (row,) = await self.rows(service, query, *arguments)
        return int(row[0])

    async def until(self, condition: Callable[[], Awaitable[bool]], seconds: float, what: str) -> float:
        """Look until the condition is true; returns how long it took.

        Raises:
            NotInTime: it did not become true.
        """
        begun = time.monotonic()
        while not await condition():
            if time.monotonic() - begun > seconds:
                raise NotInTime(f"{what}: not so after {seconds:.0f} s")
            await asyncio.sleep(LOOK_S)
        return time.monotonic() - begun

    async def connect(self) -> Client:
        """The broker as its administrator sees it."""
        url, user, password = administrator(self.backing)
        return await nats.connect(url, user=user, password=password, connect_timeout=3, max_reconnect_attempts=3)

    async def caught_up(self, seconds: float) -> float:
        """Return when every fact is published and applied; how long it took.

        Raises:
            NotInTime: it took longer.
        """
        async with AsyncExitStack() as stack:
            # Opened once: twenty times a second, opening them would take more of the machine than what is looked at.
            outboxes = [await stack.enter_async_context(self._database(service)) for service in SERVICES]
            client = await self.connect()
            stack.push_async_callback(client.close)

            async def nothing_left() -> bool:
                return not (await _unpublished(outboxes) or await _waiting(client) or await _unpublished(outboxes))

            return await self.until(nothing_left, seconds, "every fact published and applied")


async def _unpublished(outboxes: Sequence[asyncpg.Connection[Any]]) -> int:
    """Committed facts that have not been published."""
    query = "SELECT count(*) FROM outbox WHERE published_at IS NULL"
    return sum([await connection.fetchval(query) for connection in outboxes])


async def _waiting(client: Client) -> int:
    """Facts in the stream that a consumer has not acknowledged."""
    found = await client.jetstream(timeout=5).consumers_info(STREAM)
    return sum((info.num_pending or 0) + (info.num_ack_pending or 0) for info in found if info.config.durable_name)
