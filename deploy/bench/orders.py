"""S1: an order with its lines and its first receipt, through the gateway and past it, beside pgbench."""

from __future__ import annotations

import asyncio
import re
import subprocess
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg

from deploy.bench import statements
from deploy.bench.figures import Figure, Target
from deploy.bench.ground import Desk, Ground
from deploy.bench.hottest import Hottest
from deploy.bench.load import Client, Pace, Unexpected, closed_loop, until
from deploy.bench.plan import Plan
from deploy.local.names import DEPARTMENTS
from deploy.local.postgres import PostgresServer
from deploy.local.postgres_place import binaries

LISTENERS = [name for name in DEPARTMENTS if name != "reception"]
"""They hear of orders later; what hearing costs is S2 and S3, so they rest while S1 is measured."""

DEPOSIT = {"form": "R1", "amount": {"amount": 50000, "currency": "CNY"}, "method": "WECHAT"}
THROUGH, PAST, LIMIT = "through the gateway", "past the gateway", "pgbench"
TARGETS = {
    (16, THROUGH): Target(at_least=0.06),
    (16, PAST): Target(at_least=0.09),
}


async def place(consultant: Client, _cashier: Client, desk: Desk) -> dict[str, Any]:
    """An order."""
    order = {"branch_id": desk.branch_id, "package_id": desk.package["id"], "person_ids": [desk.person_id]}
    placed: dict[str, Any] = await consultant.done("POST", "/v1/orders", order, Idempotency_Key=uuid4().hex)
    return placed


async def place_and_pay(consultant: Client, cashier: Client, desk: Desk) -> tuple[str, str]:
    """An order and the receipt of its deposit; returns their numbers."""
    placed, key = await place(consultant, cashier, desk), uuid4().hex
    receipt = await cashier.done("POST", f"/v1/orders/{placed['id']}/payments", DEPOSIT, Idempotency_Key=key)
    return placed["number"], receipt["number"]


class Clients:
    """Pairs of a consultant and a cashier at three branches."""

    def __init__(self, ground: Ground, count: int, *, through: bool, paying: bool = True) -> None:
        self.ground, self.count, self.through, self.paying = ground, count, through, paying
        self._open, self._clients = AsyncExitStack(), list[Client]()

    @property
    def refused(self) -> int:
        """How often they were told to come again."""
        return sum(client.refused for client in self._clients)

    async def __aenter__(self) -> list[Callable[[], Awaitable[object]]]:
        works: list[Callable[[], Awaitable[object]]] = []
        for number in range(self.count):
            desk = self.ground.desks[number % len(self.ground.desks)]
            url = self.ground.gateway if self.through else self.ground.address("reception")
            consultant = await self._open.enter_async_context(Client(url, self._headers(desk, "consultant1")))
            cashier = await self._open.enter_async_context(Client(url, self._headers(desk, "cashier")))
            self._clients += (consultant, cashier)
            work = place_and_pay if self.paying else place
            works.append(partial(work, consultant, cashier, desk))
        return works

    def _headers(self, desk: Desk, job: str) -> dict[str, str]:
        if self.through:
            return desk.consultant if job == "consultant1" else desk.cashier
        role = "consultant" if job == "consultant1" else job
        return self.ground.token(f"{job}.{desk.branch_id.lower()}", role, desk.branch_id)

    async def __aexit__(self, *_: object) -> None:
        await self._open.aclose()


async def measure(ground: Ground, plan: Plan, keep: Path) -> list[Figure]:
    """The figures of S1; the profile of the hottest process goes into the folder ``keep``."""
    ground.stop(LISTENERS)
    try:
        scripts = await catch(ground, keep)
        figures = await _side_by_side(ground, plan, scripts)
        figures += await _telemetry(ground, plan)
        async with Clients(ground, 16, through=True) as works:
            hottest = Hottest.of(ground, keep)
            await asyncio.gather(closed_loop(works, plan.profile_s + 1), hottest.record(plan.profile_s))
    finally:
        ground.start(LISTENERS)
    return figures


async def _side_by_side(ground: Ground, plan: Plan, scripts: list[Path]) -> list[Figure]:
    figures = []
    for clients in (1, 16):
        paces: dict[str, list[Pace]] = {THROUGH: [], PAST: []}
        limits: list[float] = []
        for _ in range(plan.runs):
            for way, taken in paces.items():
                taken.append(await run(ground, clients, plan.seconds, through=way == THROUGH))
            limits.append(await limit(ground, scripts, clients, plan.seconds))
        for way, taken in paces.items():
            middle = sorted(taken, key=lambda pace: pace.rate)[len(taken) // 2]
            figures.append(
                Figure(
                    "S1", f"orders with receipt, {clients} client{'s' if clients > 1 else ''}, {way}", "orders/s",
                    [pace.rate for pace in taken], limits, "pgbench, the same statements",
                    TARGETS.get((clients, way)), of_ratio=True,
                    notes={
                        "p50 ms": middle.at(0.5),
                        "p99 ms": middle.at(0.99),
                        "told to come again": sum(pace.refused for pace in taken),
                    },
                )
            )  # fmt: skip
    return figures


async def run(ground: Ground, clients: int, seconds: float, *, through: bool) -> Pace:
    """One run of so many clients."""
    pairs = Clients(ground, clients, through=through)
    async with pairs as works:
        pace = await closed_loop(works, seconds)
    return replace(pace, refused=pairs.refused)


async def _telemetry(ground: Ground, plan: Plan) -> list[Figure]:
    """What spans cost: none at all, the usual share, every one; alternating."""
    shares = {"0": "no spans", "0.05": "5 % of the spans", "1": "every span"}
    rates: dict[str, list[float]] = {share: [] for share in shares}
    for _ in range(plan.telemetry_runs):
        for share in shares:
            ground.stop(["reception"])
            ground.start(["reception"], STUDIO_TRACE_SHARE=share)
            await run(ground, 16, plan.seconds / 4, through=False)
            rates[share].append((await run(ground, 16, plan.seconds, through=False)).rate)
    ground.stop(["reception"])
    ground.start(["reception"])
    without = rates.pop("0")
    return [
        Figure(
            "S1", f"orders with receipt, 16 clients, {PAST}, {shares[share]}", "orders/s", found, without, "no spans"
        )
        for share, found in rates.items()
    ]


async def catch(ground: Ground, keep: Path) -> list[Path]:
    """Scripts of what an order sends to the database, one per branch."""
    log = PostgresServer(ground.home.path).log
    admin = await ground.database("postgres")
    scripts = []
    try:
        for desk in ground.desks:
            await _log_statements(admin, "all")
            tail = statements.LogTail.of(log)
            async with AsyncExitStack() as clients:
                consultant = await clients.enter_async_context(Client(ground.gateway, desk.consultant))
                cashier = await clients.enter_async_context(Client(ground.gateway, desk.cashier))
                numbers = await place_and_pay(consultant, cashier, desk)
            await _log_statements(admin, "none")
            caught = statements.transactions(statements.sent(tail.read(), "reception_app"))
            if len(caught) != 2:
                raise Unexpected(f"an order and its receipt were seen as {len(caught)} transactions")
            file = keep / f"order-{desk.branch_id}.sql"
            known = frozenset({desk.person_id, str(desk.package["id"])})
            file.write_text(statements.Script(known, numbers).of(caught), encoding="utf-8")
            scripts.append(file)
    finally:
        await admin.close()
    return scripts


async def _log_statements(admin: asyncpg.Connection[None], level: str) -> None:
    await admin.execute(f"ALTER SYSTEM SET log_statement = '{level}'")
    await admin.execute("SELECT pg_reload_conf()")
    # Sessions read the new setting before their next statement; the server itself tells when it has been read.
    shown = "SELECT setting = $1 FROM pg_settings WHERE name = 'log_statement'"
    await until(lambda: admin.fetchval(shown, level))


async def limit(ground: Ground, scripts: list[Path], clients: int, seconds: float) -> float:
    """Orders per second of pgbench while the service rests; what it told is forgotten, for the order is nobody's."""
    await ground.heard(("reception",))
    with ground.paused("reception"):
        rate = await asyncio.to_thread(pgbench, ground, scripts, clients, seconds)
        database = await ground.database("reception")
        try:
            await database.execute("DELETE FROM outbox WHERE published_at IS NULL")
        finally:
            await database.close()
    return rate


def pgbench(ground: Ground, scripts: list[Path], clients: int, seconds: float) -> float:
    """Orders per second of bare pgbench with as many clients, as the service's own role under the same policies."""
    url = PostgresServer(ground.home.path).ensure_service("reception")[0]
    command = [
        str(binaries(None, True) / "pgbench"), "--no-vacuum", "--protocol=prepared", f"--client={clients}",
        f"--jobs={min(clients, 2)}", f"--time={max(1, round(seconds))}", *(f"--file={file}" for file in scripts), url,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    told = re.search(r"tps = ([\d.]+) \(without", done.stdout)
    failed = re.search(r"number of failed transactions: (\d+)", done.stdout)
    if done.returncode or told is None or (failed is not None and int(failed[1])):
        raise Unexpected(f"pgbench: {done.stdout[-500:]} {done.stderr[-1500:]}")
    return float(told[1])
