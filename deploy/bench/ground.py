"""The isolated system a bench runs on: its own state folder and ports, the demo chain without orders, three desks."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import asyncpg

from deploy.bench.load import Client, Unexpected
from deploy.demo import chain
from deploy.local.broker import NatsServer
from deploy.local.fleet import Fleet
from deploy.local.home import REPOSITORY, Home
from deploy.local.names import SERVICES
from deploy.local.operations import running_backing
from deploy.local.postgres import PostgresServer
from deploy.local.processes import free_port
from deploy.local.up import demo_environment
from gateway.permissions import permissions_of
from shared.kit.auth import Principal, TokenMint, system_token

PACKAGE = "PERSONAL"
ROOMY = {
    "GATEWAY_RATE_PER_SECOND": "1000000", "GATEWAY_RATE_BURST": "1000000", "GATEWAY_SIGN_IN_BURST": "10000",
    "STUDIO_TRACE_SHARE": "0.05",
}  # fmt: skip
"""The limits of one caller are out of the way, because a few callers stand for many."""


@dataclass(slots=True)
class Desk:
    """A branch with who works there, its customer and its package."""

    branch_id: str
    consultant: dict[str, str]
    cashier: dict[str, str]
    person_id: str
    package: dict[str, Any]


@dataclass
class Ground:
    """A running system of the bench's own.

    Attributes:
        home: its state folder; everything it ever wrote is in there.
        starts: seconds the launcher took when databases and environment were there (warm).
    """

    home: Home
    starts: list[float] = field(default_factory=list)
    desks: list[Desk] = field(default_factory=list)
    _ports: dict[str, int] = field(default_factory=dict)

    @property
    def fleet(self) -> Fleet:
        """Its processes."""
        return Fleet(self.home)

    @property
    def gateway(self) -> str:
        """Where people reach it."""
        return self.fleet.address()

    def address(self, service: str) -> str:
        """A service past the gateway."""
        return f"http://127.0.0.1:{self.fleet.ports()[service]}"

    def environment(self, **more: str) -> dict[str, str]:
        """What the launcher is started with."""
        kept = {name: value for name, value in os.environ.items() if not name.endswith("_DATABASE_URL")}
        kept.pop("NATS_URL", None)
        port = self._ports.setdefault("gateway", free_port())
        return {**kept, **ROOMY, "STUDIO_HOME": str(self.home.path), "STUDIO_PORT": str(port), **more}

    def up(self) -> float:
        """Start everything; returns how long it took."""
        begun = time.monotonic()
        self._launcher("up", "--no-demo", "--no-desks")
        return time.monotonic() - begun

    def down(self) -> None:
        """Stop everything."""
        self._launcher("down")

    def prepare(self, warm_starts: int) -> None:
        """Start cold, load the chain, and start again, warm."""
        self.up()
        self._run("deploy.demo.fill", "--chain-only", environment=demo_environment(self.home, self.fleet))
        # When a transaction was committed is asked of PostgreSQL itself (S2); it reads this at its start.
        PostgresServer(self.home.path).psql("-c", "ALTER SYSTEM SET track_commit_timestamp = on")
        for _ in range(warm_starts):
            self.down()
            self.starts.append(self.up())
        asyncio.run(self.open_desks())

    def remove(self) -> None:
        """Stop everything and forget the data of the databases; logs and profiles stay."""
        self.fleet.stop()
        NatsServer(self.home.path).stop()
        PostgresServer(self.home.path).remove()

    def stop(self, services: Collection[str]) -> None:
        """Stop these services; the others go on."""
        self.fleet.stop(services)

    def start(self, services: Collection[str], *, behind: Mapping[str, int] | None = None, **more: str) -> None:
        """Start these services again, with variables of their own if wanted.

        Args:
            behind: ports the gateway takes for departments instead of theirs.
        """
        before = dict(os.environ)
        os.environ.update(self.environment(**more))
        try:
            fleet, backing = self.fleet, running_backing(self.home)
            ports = fleet.ports()
            for service in services:
                fleet.start(service, backing, {**ports, **(behind or {})})
            for service in services:
                fleet.wait_ready(service, ports[service])
        finally:
            os.environ.clear()
            os.environ.update(before)

    @contextmanager
    def paused(self, service: str) -> Iterator[None]:
        """Let the service stand still, so that only what is measured works."""
        running = self.fleet.running(service)
        if running is None:
            raise Unexpected(f"{service} does not run")
        running.send(signal.SIGSTOP)
        try:
            yield
        finally:
            running.send(signal.SIGCONT)

    async def open_desks(self) -> None:
        """Sign a consultant and a cashier of each branch in, and register a customer there."""
        password = json.loads(self.home.sign_ins.read_text(encoding="utf-8"))["sign_ins"][0]["password"]
        self.desks = []
        for branch_id in chain.BRANCHES:
            consultant = await self._sign_in(f"consultant1.{branch_id.lower()}", password)
            cashier = await self._sign_in(f"cashier.{branch_id.lower()}", password)
            async with Client(self.gateway, consultant) as client:
                customer = {"branch_id": branch_id, "name": "周小朋", "kind": "CUSTOMER"}
                person = await client.done("POST", "/v1/people", customer, Idempotency_Key=f"bench {branch_id}")
                packages = await client.done("GET", "/v1/packages")
            package = next(found for found in packages if found["code"] == PACKAGE)
            self.desks.append(Desk(branch_id, consultant, cashier, person["id"], package))

    async def _sign_in(self, name: str, password: str) -> dict[str, str]:
        async with Client(self.gateway, {"Origin": self.gateway}) as client:
            me = await client.done("POST", "/v1/session", {"name": name, "password": password})
            return {"Cookie": client.cookie, "X-Studio-CSRF": me["csrf"]}

    def token(self, name: str, role: str, branch_id: str, audience: str = "reception") -> dict[str, str]:
        """The header the gateway would put in for that person: who calls past it needs it as well."""
        who = Principal(name, frozenset({role}), permissions_of([role], takes_money=False), frozenset({branch_id}))
        return {"Authorization": f"Bearer {TokenMint(self.home.keys().gateway_signing_key).mint(who, audience)}"}

    async def database(self, service: str, *, admin: bool = True) -> asyncpg.Connection[Any]:
        """A connection to a service's database, past the service."""
        server = PostgresServer(self.home.path)
        url = f"{server.admin_url.rpartition('/')[0]}/{service}" if admin else server.ensure_service(service)[0]
        return await asyncpg.connect(url)

    async def heard(self, services: Collection[str] = SERVICES) -> None:
        """Return when these services have published and applied everything, and nothing changes any more."""
        before: list[int] | None = None
        while (now := [await self._settled(service) for service in services]) != before:
            before = now

    async def _settled(self, service: str) -> int:
        """Wait until the service has nothing left to do; returns how much it has done since its start."""
        token = system_token(self.home.keys().gateway_signing_key, service)
        async with Client(self.address(service), {"Authorization": f"Bearer {token}"}) as client:
            return int((await client.done("POST", "/internal/settle"))["activity"])

    def _launcher(self, *arguments: str) -> None:
        self._run("deploy.local", *arguments, environment=self.environment())

    def _run(self, module: str, *arguments: str, environment: dict[str, str]) -> None:
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise Unexpected(f"{module} {' '.join(arguments)}: {done.stdout[-1000:]} {done.stderr[-2000:]}")
