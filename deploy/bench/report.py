"""The result for people: a table on the terminal, and ``docs/speed.md``, in which nobody types a figure."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil
from rich.table import Table

from deploy.bench.figures import Figure, number
from deploy.local.home import REPOSITORY

DOCUMENT = REPOSITORY / "docs" / "speed.md"
WORDS = {True: "yes", False: "**no**", None: ""}


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Where and when it was measured."""

    machine: str
    commit: str
    date: str
    busy: str

    @classmethod
    def now(cls) -> Circumstances:
        """Here and now."""
        found = subprocess.run(
            ["git", "describe", "--always", "--dirty"], cwd=REPOSITORY, capture_output=True, text=True, check=False
        )
        memory = psutil.virtual_memory().total / 1e9
        machine = f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GB, Python {platform.python_version()}"
        load = f"{os.getloadavg()[0]:.1f} waiting or running when it began"
        return cls(machine, found.stdout.strip() or "unknown", f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC", load)


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines() if Path("/proc/cpuinfo").exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def table(figures: Sequence[Figure]) -> Table:
    """For the terminal."""
    shown = Table(box=None, pad_edge=False)
    for name in ("", "what", "measured", "limit", "ratio", "target", "held"):
        shown.add_column(name, justify="right" if name in {"measured", "limit", "ratio"} else "left")
    for figure in figures:
        shown.add_row(*(cell.replace("**", "") for cell in _cells(figure)))
    return shown


def _cells(figure: Figure) -> list[str]:
    document = figure.document()
    limit = "" if not figure.limits else f"{number(float(document['limit_value']))} ({figure.limit})"
    target = "" if figure.target is None else f"{'ratio ' if figure.of_ratio else ''}{figure.target}"
    notes = "".join(f"; {name} {number(value)}" for name, value in figure.notes.items())
    return [
        figure.speed, figure.what + notes, f"{number(figure.value)} {figure.unit}", limit,
        "" if figure.ratio is None else number(figure.ratio), target, WORDS[figure.holds],
    ]  # fmt: skip


def markdown(figures: Sequence[Figure], where: Circumstances, seconds: dict[str, float]) -> str:
    """The document."""
    rows = "\n".join(f"| {' | '.join(_cells(figure))} |" for figure in figures)
    failed = [figure for figure in figures if figure.holds is False]
    open_ = "\n".join(f"- {figure.speed}: {figure.what}: {number(figure.value)} {figure.unit}" for figure in failed)
    took = ", ".join(f"{name} {value:.0f} s" for name, value in seconds.items())
    return f"""# Speed

Written by `./studio bench --write`; nobody types a figure. Every figure is the median of its runs; its limit was
measured in between, on the same machine, database and broker, so that a busy machine slows both. Everything is on:
authentication, row-level security, outbox, telemetry with 5 % of the spans.

| | |
|---|---|
| machine | {where.machine} |
| commit | {where.commit} |
| date | {where.date} |
| load | {where.busy} |
| duration | {took} |

| | what | measured | limit | ratio | target | held |
|---|---|---|---|---|---|---|
{rows}

## What does not hold

{open_ or "Everything that was measured and has a target holds."}
"""


def document(figures: Sequence[Figure], where: Circumstances, seconds: dict[str, float]) -> dict[str, Any]:
    """For machines."""
    return {
        "machine": where.machine, "commit": where.commit, "date": where.date, "load": where.busy,
        "seconds": seconds, "figures": [figure.document() for figure in figures],
    }  # fmt: skip
