"""``./studio faults [--kills N] [--only P1,P3] [--outage SECONDS] [--short] [--json] [--document]``."""

from __future__ import annotations

import argparse
import asyncio
import dataclasses
import json
import logging
import os
import secrets
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console

from deploy.faults import trials
from deploy.faults.report import Circumstances, as_json, print_table, write_document
from deploy.faults.system import TrialSystem
from deploy.faults.world import LONG, SHORT, TRIALS, Extent, Trial, Verdict, open_world
from deploy.local.home import Home
from deploy.local.processes import StartFailed, leave_in_order

PROMISES = tuple(each.promise for each in TRIALS)
assert trials.__all__


def main() -> int:
    """The command line; exit code 1 when a promise is broken."""
    leave_in_order()
    options = _options()
    wanted = {name.strip().upper() for name in options.only.split(",") if name.strip()}
    if unknown := wanted - set(PROMISES):
        sys.stderr.write(f"No trial of {', '.join(sorted(unknown))}; there are: {', '.join(PROMISES)}.\n")
        return 2
    chosen = [each for each in TRIALS if not wanted or each.promise in wanted]
    extent = _extent(options)
    console = Console(stderr=options.json, soft_wrap=False)
    logging.basicConfig(level=logging.WARNING)
    circumstances = Circumstances.now(options.seed, extent)
    try:
        with _folder() as folder:
            verdicts = run(Home(folder), chosen, extent, options.seed, console)
    except StartFailed as failure:
        sys.stderr.write(f"{failure}\n")
        return 2
    if options.json:
        sys.stdout.write(json.dumps(as_json(verdicts, circumstances), ensure_ascii=False, indent=2) + "\n")
    else:
        print_table(console, verdicts, circumstances)
    if options.document:
        write_document(verdicts, circumstances)
    return 0 if all(verdict.holds for verdict in verdicts) else 1


def run(home: Home, chosen: list[Trial], extent: Extent, seed: int, console: Console) -> list[Verdict]:
    """Start a system, try the promises one after another, take it down again."""
    # The demo keeps its sign-ins in the state folder.
    os.environ["STUDIO_HOME"] = str(home.path)
    system = TrialSystem(home, console)
    try:
        console.print("starting a system of its own …")
        system.start()
        return asyncio.run(_try(system, chosen, extent, seed, console))
    finally:
        system.stop()


async def _try(system: TrialSystem, chosen: list[Trial], extent: Extent, seed: int, console: Console) -> list[Verdict]:
    verdicts: list[Verdict] = []
    async with open_world(system, extent, seed) as world:
        for each in chosen:
            console.print(f"{each.promise:4} {each.sentence} …", highlight=False)
            verdict = await each.run(world)
            word = "holds" if verdict.holds else "BROKEN"
            console.print(f"     {word} ({verdict.seconds:.0f} s): {verdict.done}: {verdict.count}", highlight=False)
            verdicts.append(verdict)
    return verdicts


@contextmanager
def _folder() -> Iterator[Path]:
    """A state folder of the run's own that PostgreSQL's account can reach."""
    with tempfile.TemporaryDirectory(prefix="studio-faults-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)
        yield Path(folder)


def _extent(options: argparse.Namespace) -> Extent:
    extent = SHORT if options.short else LONG
    if options.kills is not None:
        extent = dataclasses.replace(extent, kills=options.kills)
    if options.outage is not None:
        extent = dataclasses.replace(extent, outage_s=options.outage)
    return extent


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./studio faults", description=__doc__)
    parser.add_argument("--kills", type=int, help=f"how many kills for P1 (default {LONG.kills})")
    parser.add_argument("--only", default="", help=f"these promises only: {', '.join(PROMISES)}")
    parser.add_argument("--outage", type=float, help=f"seconds without a broker for P13 (default {LONG.outage_s:.0f})")
    parser.add_argument("--short", action="store_true", help="a little of everything, as in the tests")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6), help="repeats a run's chances")
    parser.add_argument("--json", action="store_true", help="print one JSON document instead of a table")
    parser.add_argument("--document", action="store_true", help="write docs/proof.md")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
