"""``./studio reads``: time what desks read all day on the running fixture, and note it as a row of docs/scale.md.

Runs on chains of different sizes make the growth table; the sizes that were not run are not in it, and what is said
about ten million orders is drawn from those that were, by the table's own rule.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import math
import os
import platform
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import asyncpg
from rich.console import Console
from rich.table import Table

from deploy.bench import reads
from deploy.fixture.load import JOB
from deploy.local.fleet import Fleet
from deploy.local.home import REPOSITORY, Home
from deploy.local.http import answers_ready
from deploy.local.names import DEPARTMENTS, SERVICES
from deploy.local.operations import running_backing
from deploy.local.postgres import PostgresServer
from deploy.local.private_file import read_private
from deploy.local.processes import StartFailed, wait_until

RECORD = REPOSITORY / "docs" / "scale.json"
PAGE = REPOSITORY / "docs" / "scale.md"
GOAL_ORDERS, GOAL_MS = 10_000_000, 50.0
TOP = """SELECT left(regexp_replace(query, '\\s+', ' ', 'g'), 150) AS query, calls,
    (shared_blks_hit + shared_blks_read) / calls AS pages, mean_exec_time AS ms FROM pg_stat_statements
    WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) AND query ILIKE 'select%'
    AND calls > 1 ORDER BY pages DESC LIMIT 3"""


def main() -> int:
    """The command line; 1 when a read is slower than promised."""
    parser = argparse.ArgumentParser(prog="./studio reads", description=__doc__)
    parser.add_argument("--calls", type=int, default=100, help="how often each question is asked")
    parser.add_argument("--record", action="store_true", help="note the figures in docs/scale.json and docs/scale.md")
    parser.add_argument("--page-only", action="store_true", help="write docs/scale.md from what was noted")
    wanted = parser.parse_args()
    if wanted.page_only:
        PAGE.write_text(page(json.loads(RECORD.read_text(encoding="utf-8"))), encoding="utf-8")
        return 0
    home, console = Home.from_environment(), Console(soft_wrap=True)
    row = measure(home, wanted.calls)
    console.print(table(row))
    for service, statement, pages, ms in row.pop("heaviest"):
        console.print(f"{service}: {pages} pages, {ms:.1f} ms: {statement}", highlight=False, markup=False)
    if wanted.record:
        note(row)
    return 0 if all(read["p99"] <= GOAL_MS for read in row["reads"]) else 1


def measure(home: Home, calls: int) -> dict[str, Any]:
    """Count pages from now on, ask everything, and say on what."""
    backing, server = running_backing(home), PostgresServer(home.path)
    _count_pages(server, home)
    admin = {name: f"{server.admin_url.rpartition('/')[0]}/{name}" for name in DEPARTMENTS}
    password = str(read_private(home.path / "fixture.json").get("password", ""))
    timed = reads.run(Fleet(home).address(), password, backing.app_urls, admin, calls)
    load = os.getloadavg()[0]
    return {
        **asyncio.run(_about(backing.app_urls, admin)),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": _commit(),
        "machine": f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}",
        "load": round(load, 1),
        "reads": timed,
        "heaviest": asyncio.run(_heaviest(admin)),
    }


def _count_pages(server: PostgresServer, home: Home) -> None:
    """Let PostgreSQL count what every statement touches; it is started again for that, once."""
    if "pg_stat_statements" not in server.psql("-c", "SHOW shared_preload_libraries"):
        server.psql("-c", "ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'")
        server.stop()
        server.start()
    for name in DEPARTMENTS:
        server.psql(
            "-d", name, "-c", "SET client_min_messages = error; CREATE EXTENSION IF NOT EXISTS pg_stat_statements"
        )
    server.psql("-c", "SELECT 1")
    ports = Fleet(home).ports()
    if not wait_until(lambda: all(answers_ready(ports[service]) for service in SERVICES), 60.0):
        raise StartFailed("Not all services are ready.")


async def _about(app_urls: Mapping[str, str], admin: Mapping[str, str]) -> dict[str, Any]:
    reception = await asyncpg.connect(app_urls["reception"], server_settings={"studio.branches": "*"})
    try:
        options = await reception.fetchval("SELECT part FROM job_run WHERE job = $1", JOB)
        if options is None:
            raise StartFailed("There is no fixture here; make one with ./studio fixture.")
        there = await reception.fetchrow(
            "SELECT count(*) AS orders, count(DISTINCT branch_id) AS branches FROM studio_order"
        )
        size = 0
        for url in admin.values():
            connection = await asyncpg.connect(url)
            size += await connection.fetchval("SELECT pg_database_size(current_database())")
            await connection.close()
        return {**json.loads(options), **there, "gigabytes": round(size / 1e9, 2)}
    finally:
        await reception.close()


async def _heaviest(admin: Mapping[str, str]) -> list[tuple[str, str, int, float]]:
    found = []
    for service, url in admin.items():
        connection = await asyncpg.connect(url)
        found += [(service, row["query"], int(row["pages"]), row["ms"]) for row in await connection.fetch(TOP)]
        await connection.close()
    return sorted(found, key=lambda line: -line[2])[:8]


def _commit() -> str:
    found = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    return found.stdout.strip() or "unknown"


def table(row: dict[str, Any]) -> Table:
    """One run, to be read at the terminal."""
    shown = Table("read", "p50 ms", "p99 ms", "SQL p50", "SQL p99", "times", "pages", box=None)
    for read in row["reads"]:
        times = read["p50"] / read["sql_p50"] if read["sql_p50"] else 0
        cells = [f"{read[name]:.1f}" for name in ("p50", "p99", "sql_p50", "sql_p99")]
        shown.add_row(read["read"], *cells, f"{times:.1f}", f"{read['pages']:.0f}")
    return shown


def note(row: dict[str, Any]) -> None:
    """Keep the run in the place of an earlier one of the same size, and write the page anew."""
    known = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else []
    known = [one for one in known if one["orders"] != row["orders"]] + [row]
    known.sort(key=lambda one: one["orders"])
    RECORD.write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    PAGE.write_text(page(known), encoding="utf-8")


def drawn(points: Sequence[tuple[float, float]], at: float) -> float:
    """What a straight line through the points, both axes logarithmic, says at another size.

    What does not grow stays, what grows with the size grows with it.

    >>> round(drawn([(10, 5.0), (100, 5.0), (1000, 5.0)], 10_000)), round(drawn([(10, 2.0), (100, 20.0)], 1000))
    (5, 200)
    """
    xs = [math.log(size) for size, _ in points]
    ys = [math.log(max(value, 1.0)) for _, value in points]
    middle, height = sum(xs) / len(xs), sum(ys) / len(ys)
    spread = sum((x - middle) ** 2 for x in xs)
    slope = sum((x - middle) * (y - height) for x, y in zip(xs, ys, strict=True)) / spread if spread else 0.0
    return math.exp(height + slope * (math.log(at) - middle))


def page(runs: list[dict[str, Any]]) -> str:
    """docs/scale.md from the noted runs."""
    lines = [
        "# Reads as the chain grows",
        "",
        "Made by `./studio reads --record`; nothing here is typed by hand. Every chain was written by",
        "`./studio fixture`. Times are milliseconds through the gateway with everything on, p50 / p99; in brackets",
        "the bare SQL of the same answer under the same row-level security, p50. *Pages* are the pages of the",
        "databases touched per call: they do not depend on how busy the machine was. What a branch reads depends on",
        "the orders of that branch; ten million orders on six hundred branches are 16,667 of each.",
        "",
        "| orders | branches | orders a branch | databases | measured | machine | load | commit |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for run in runs:
        lines.append(
            f"| {run['orders']:,} | {run['branches']} | {run['orders'] // run['branches']:,} | {run['gigabytes']} GB "
            f"| {run['at']} | {run['machine']} | {run['load']} | {run['commit']} |"
        )
    sizes = [run["orders"] for run in runs]
    lines += ["", "| read | " + " | ".join(f"{size:,}" for size in sizes) + " | pages | pages at 10 M, drawn |"]
    lines.append("|---|" + "---|" * (len(sizes) + 2))
    for name in [read["read"] for read in runs[-1]["reads"]]:
        lines.append(_line(name, runs))
    return "\n".join([*lines, "", *_verdict(runs), ""])


def _line(name: str, runs: list[dict[str, Any]]) -> str:
    found = [(run["orders"], next((r for r in run["reads"] if r["read"] == name), None)) for run in runs]
    cells = [f"{r['p50']:.1f} / {r['p99']:.1f} ({r['sql_p50']:.1f})" if r else "–" for _, r in found]
    points = [(float(size), float(r["pages"])) for size, r in found if r]
    pages = " → ".join(f"{value:.0f}" for _, value in points)
    goal = f"{drawn(points, GOAL_ORDERS):,.0f}" if len(points) >= 3 else "needs three sizes"
    return f"| {name} | {' | '.join(cells)} | {pages} | {goal} |"


def _verdict(runs: list[dict[str, Any]]) -> list[str]:
    last = runs[-1]
    kept = [read["read"] for read in last["reads"] if read["p99"] <= GOAL_MS]
    return [
        f"At {last['orders']:,} orders {len(kept)} of {len(last['reads'])} reads had a p99 within {GOAL_MS:.0f} ms,",
        f"on a machine with {last['load']} processes waiting for its processors.",
        f"{GOAL_ORDERS:,} orders were {'run' if last['orders'] >= GOAL_ORDERS else 'not run'}; the last column draws a",
        "line through the sizes that were, both axes logarithmic. It is no measurement.",
    ]


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (StartFailed, reads.ReadFailed) as error:
        sys.exit(str(error))
