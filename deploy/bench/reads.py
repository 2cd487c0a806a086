"""S5: the reads that desks do all day, timed through the gateway beside the bare SQL of the same answer.

A row says how a read grows: its time, and how many database pages it touches, which does not depend on how busy the
machine is. Both sides run under row-level security, alternating, with the same questions.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from random import Random
from typing import Any

import aiohttp
import asyncpg

from deploy.bench.questions import READS, Known, Read, Statement, know
from deploy.local.names import DEPARTMENTS

PAGES = "SELECT coalesce(sum(shared_blks_hit + shared_blks_read), 0)::bigint FROM pg_stat_statements WHERE dbid = {db}"
MINE = "(SELECT oid FROM pg_database WHERE datname = current_database())"


class ReadFailed(Exception):
    """A desk got something else than its answer."""


@dataclass(frozen=True, slots=True)
class Timed:
    """A read as measured: milliseconds through the gateway and of the bare SQL, and pages touched per call."""

    read: str
    calls: int
    p50: float
    p99: float
    sql_p50: float
    sql_p99: float
    pages: float

    @property
    def ratio(self) -> float:
        """How many times the bare SQL the whole way takes."""
        return self.p50 / self.sql_p50 if self.sql_p50 else 0.0


@dataclass(slots=True)
class Desk:
    """Somebody signed in at the gateway, with the connections on which the bare SQL is asked."""

    http: aiohttp.ClientSession
    address: str
    cookie: str
    connections: Mapping[str, asyncpg.Connection[Any]]
    watch: Mapping[str, asyncpg.Connection[Any]]

    async def ask(self, path: str) -> float:
        """Ask, and return the milliseconds until the whole answer was there; quicker than one may ask, ask later."""
        while True:
            begun = time.perf_counter()
            async with self.http.get(self.address + path, headers={"Cookie": self.cookie}) as answer:
                body = await answer.read()
            took = (time.perf_counter() - begun) * 1000
            if answer.status == 200:
                return took
            if answer.status != 429:
                raise ReadFailed(f"{path}: {answer.status} {body[:200]!r}")
            await asyncio.sleep(float(answer.headers["Retry-After"]))

    async def run(self, statements: Sequence[Statement], scope: str) -> float:
        """Run the bare SQL of one answer, and return its milliseconds."""
        begun = time.perf_counter()
        for statement in statements:
            connection = self.connections[statement.service]
            async with connection.transaction():
                await connection.execute("SELECT set_config('studio.branches', $1, true)", scope)
                await connection.fetch(statement.sql, *statement.arguments)
        return (time.perf_counter() - begun) * 1000

    async def pages(self) -> int:
        """Pages touched so far in all departments' databases; 0 where nobody counts them."""
        return sum([await each.fetchval(PAGES.format(db=MINE)) for each in self.watch.values()])


async def sign_in(http: aiohttp.ClientSession, address: str, name: str, password: str) -> str:
    """The cookie of that person's session."""
    body = {"name": name, "password": password}
    async with http.post(f"{address}/v1/session", json=body, headers={"Origin": address}) as answer:
        if answer.status != 201:
            raise ReadFailed(f"{name} could not sign in: {answer.status} {await answer.text()}")
        return answer.headers["Set-Cookie"].partition(";")[0]


async def measure(
    address: str, password: str, app_urls: Mapping[str, str], admin_urls: Mapping[str, str], calls: int, seed: int = 5
) -> list[Timed]:
    """Time every read: branch reads as a manager of the branch, chain reads as the director.

    Args:
        admin_urls: the superuser's addresses, for counting pages; none where that is not possible.
    """
    random = Random(seed)
    connections = {name: await asyncpg.connect(app_urls[name]) for name in DEPARTMENTS}
    watch = {name: await asyncpg.connect(admin_urls[name]) for name in DEPARTMENTS} if admin_urls else {}
    try:
        known = await know(connections)
        async with aiohttp.ClientSession() as http:
            cookies = {who: await sign_in(http, address, who, password) for who in ("manager.s001", "director")}
            found = []
            for read in READS:
                desk = Desk(http, address, cookies[read.who], connections, watch)
                found.append(await _time(desk, read, known, random, calls))
            return found
    finally:
        for connection in (*connections.values(), *watch.values()):
            await connection.close()


async def _time(desk: Desk, read: Read, known: Known, random: Random, calls: int) -> Timed:
    questions = [read.question(known, random) for _ in range(calls)]
    scope = "*" if read.who == "director" else "S001"
    for question in questions[:3]:
        await desk.ask(question.path)
        await desk.run(question.statements, scope)
    whole, bare = [], []
    before = await desk.pages()
    for question in questions:
        whole.append(await desk.ask(question.path))
    pages = (await desk.pages() - before) / calls
    for question in questions:
        bare.append(await desk.run(question.statements, scope))
    return Timed(read.name, calls, *quantiles(whole), *quantiles(bare), pages)


def quantiles(values: Sequence[float]) -> tuple[float, float]:
    """The median and the 99th percentile.

    >>> quantiles([1.0, 2.0, 3.0])
    (2.0, 3.0)
    """
    ordered = sorted(values)
    return ordered[len(ordered) // 2], ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]


def run(
    address: str, password: str, app_urls: Mapping[str, str], admin_urls: Mapping[str, str], calls: int
) -> list[dict[str, Any]]:
    """All reads, as plain values."""
    timed = asyncio.run(measure(address, password, app_urls, admin_urls, calls))
    return [json.loads(json.dumps(asdict(one))) for one in timed]
