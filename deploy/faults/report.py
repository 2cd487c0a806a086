"""The run as a table, as JSON, and as the document ``docs/proof.md``."""

from __future__ import annotations

import dataclasses
import os
import platform
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil
from rich.console import Console
from rich.table import Table

from deploy.faults.world import Extent, Verdict
from deploy.local.home import REPOSITORY

DOCUMENT = REPOSITORY / "docs" / "proof.md"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Under which a run was made."""

    machine: str
    load: str
    commit: str
    date: str
    seed: int
    extent: str

    @classmethod
    def now(cls, seed: int, extent: Extent) -> Circumstances:
        """This machine, this commit, this moment."""
        memory = psutil.virtual_memory().total / 2**30
        machine = f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()} {platform.release()}"
        load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
        told = ", ".join(f"{name} {value:g}" for name, value in dataclasses.asdict(extent).items())
        return cls(machine, load, _commit(), f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC", seed, told)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _commit() -> str:
    """The commit, with a plus when files differ from it."""

    def git(*arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=REPOSITORY, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    changed = git("status", "--porcelain", "--untracked-files=no", "--", ".", f":!{DOCUMENT.relative_to(REPOSITORY)}")
    return f"{git('rev-parse', '--short', 'HEAD') or 'unknown'}{'+' if changed else ''}"


def print_table(console: Console, verdicts: Sequence[Verdict], circumstances: Circumstances) -> None:
    """For the person who waits."""
    table = Table("promise", "what was done", "count", "verdict", "time", show_lines=True)
    for one in verdicts:
        word = "[green]holds[/green]" if one.holds else "[red]BROKEN[/red]"
        table.add_row(f"{one.promise} {one.sentence}", one.done, one.count, word, f"{one.seconds:.0f} s")
    console.print(table)
    for name, value in dataclasses.asdict(circumstances).items():
        console.print(f"{name:8} {value}", highlight=False)


def as_json(verdicts: Sequence[Verdict], circumstances: Circumstances) -> dict[str, Any]:
    """For programs."""
    return {
        "circumstances": dataclasses.asdict(circumstances),
        "verdicts": [dataclasses.asdict(one) for one in verdicts],
        "holds": all(one.holds for one in verdicts),
    }


def write_document(verdicts: Sequence[Verdict], circumstances: Circumstances, file: Path = DOCUMENT) -> None:
    """The record of a long run."""
    broken = [one.promise for one in verdicts if not one.holds]
    lines = [
        "# Proof",
        "",
        "Written by `./studio faults --document`; edits are lost. A system of its own is started, driven through the",
        "gateway and broken on purpose; what is counted here is read from the databases and the stream afterwards.",
        "",
        f"**{'Broken: ' + ', '.join(broken) if broken else 'All promises that were tried hold'}.**",
        "",
        *(f"- {name}: {value}" for name, value in dataclasses.asdict(circumstances).items()),
        "",
        "| promise | what was done | count | verdict |",
        "|---|---|---|---|",
    ]
    for one in sorted(verdicts, key=lambda each: int(each.promise[1:])):
        cells = (f"{one.promise} {one.sentence}", one.done, one.count, "holds" if one.holds else "**broken**")
        lines.append("| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |")
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
