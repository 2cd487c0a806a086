"""``./studio bench [S1 … S6] [--json] [--write]``: measure, print, keep, and renew ``docs/speed.md``.

All of it takes about ten minutes on two cores: the isolated system 60 s, S1 200 s, S2 100 s, S3 120 s, S4 30 s,
S6 10 s; S5 runs on what ``./studio fixture`` made. Everything the run wrote (scripts, profile, result) stays in
``bench/`` of the state folder.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import uvloop
from rich.console import Console

from deploy.bench import consumers, events, hop, laptop, orders, report
from deploy.bench.figures import Figure, Target
from deploy.bench.ground import Ground
from deploy.bench.growth import GOAL_MS, RECORD
from deploy.bench.load import Unexpected
from deploy.bench.plan import QUICK, Plan
from deploy.local.home import Home
from deploy.local.processes import leave_in_order

SPEEDS = ("S1", "S2", "S3", "S4", "S5", "S6")
ORDER = ("S6", "S2", "S4", "S3", "S5", "S1")
"""As they are measured: memory of a fresh system first, last of all the load whose facts nobody hears to the end."""

console = Console(soft_wrap=True, stderr=True)


def main() -> int:
    """The command line; exit code 1 when a target is missed, 2 when not all could be measured."""
    leave_in_order()
    parser = argparse.ArgumentParser(prog="./studio bench", description=__doc__)
    parser.add_argument("speeds", nargs="*", metavar="S1 … S6", help="which; all without")
    parser.add_argument("--json", action="store_true", help="the result for machines, on standard output")
    parser.add_argument("--write", action="store_true", help="renew docs/speed.md")
    parser.add_argument("--quick", action="store_true", help="a trial of the command; its figures say nothing")
    arguments = parser.parse_args()
    wanted = [speed.upper() for speed in arguments.speeds] or list(SPEEDS)
    if unknown := sorted(set(wanted) - set(SPEEDS)):
        parser.error(f"unknown: {', '.join(unknown)}")
    where = report.Circumstances.now()
    keep = Home.from_environment().path / "bench" / f"{datetime.now(UTC):%Y%m%d-%H%M%S}"
    keep.mkdir(parents=True)
    figures: list[Figure] = []
    seconds: dict[str, float] = {}
    stopped = False
    try:
        measure(wanted, QUICK if arguments.quick else Plan(), keep, figures, seconds)
    except Unexpected as error:
        stopped = True
        console.print(f"The bench stopped: {error}", style="red", markup=False, highlight=False)
    figures.sort(key=lambda figure: figure.speed)
    result = report.document(figures, where, seconds)
    (keep / "result.json").write_text(json.dumps(result, indent=2, ensure_ascii=False), encoding="utf-8")
    if arguments.json:
        sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
    else:
        Console(width=None if sys.stdout.isatty() else 220).print(report.table(figures))
        console.print(f"{where.machine}; commit {where.commit}; {where.date}; kept in {keep}", highlight=False)
    if stopped:
        return 2
    if arguments.write:
        report.DOCUMENT.write_text(report.markdown(figures, where, seconds), encoding="utf-8")
    return 0 if all(figure.holds is not False for figure in figures) else 1


def measure(wanted: list[str], plan: Plan, keep: Path, figures: list[Figure], seconds: dict[str, float]) -> None:
    """Add the figures of the wanted speeds on a system of their own, and how long each took.

    Raises:
        Unexpected: one of them could not be measured; what was measured before has been added.
    """
    with tempfile.TemporaryDirectory(prefix="studio-bench-") as folder:
        Path(folder).chmod(0o711)  # PostgreSQL's account passes through
        ground = Ground(Home(Path(folder)))
        try:
            with timed("system", seconds):
                ground.prepare(plan.starts)
            for speed in sorted(wanted, key=ORDER.index):
                with timed(speed, seconds):
                    figures += uvloop.run(_one(speed, ground, plan, keep))
        finally:
            ground.remove()


async def _one(speed: str, ground: Ground, plan: Plan, keep: Path) -> list[Figure]:
    measures: dict[str, Callable[[], Awaitable[list[Figure]]]] = {
        "S1": lambda: orders.measure(ground, plan, keep),
        "S2": lambda: events.measure(ground, plan),
        "S3": lambda: consumers.measure(ground, plan),
        "S4": lambda: hop.measure(ground, plan),
        "S6": lambda: laptop.measure(ground, plan),
        "S5": recorded_reads,
    }
    return await measures[speed]()


async def recorded_reads() -> list[Figure]:
    """What ``./studio reads --record`` measured last, on the largest chain: a fixture is too large for this bench."""
    if not RECORD.is_file():
        console.print("S5 is measured by ./studio reads --record on what ./studio fixture makes.", highlight=False)
        return []
    run = max(json.loads(RECORD.read_text(encoding="utf-8")), key=lambda run: int(run["orders"]))
    circumstances = f"at {run['orders']:,} orders (commit {run['commit']}, {run['at'][:10]})"
    return [
        Figure(
            "S5", f"{read['read']} {circumstances}, p99", "ms", [read["p99"]], [read["sql_p99"]],
            "the bare SQL of the same answer", Target(at_most=GOAL_MS), notes={"p50 ms": read["p50"]},
        )
        for read in run["reads"]
    ]  # fmt: skip


@contextmanager
def timed(what: str, seconds: dict[str, float]) -> Iterator[None]:
    """Tell what is being measured, and note how long it took."""
    begun = time.monotonic()
    console.print(f"{what} …", highlight=False)
    yield
    seconds[what] = time.monotonic() - begun
    console.print(f"{what}: {seconds[what]:.0f} s", highlight=False)


if __name__ == "__main__":
    sys.exit(main())
