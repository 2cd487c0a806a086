"""`./studio check` and `./studio test`: everything a change has to pass."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from deploy.local.console import build_console
from deploy.local.home import REPOSITORY, Home
from deploy.local.up import Progress


@dataclass(frozen=True, slots=True)
class Check:
    """One tool: what it is for and how it is called."""

    name: str
    command: tuple[str, ...]


PYTHON = sys.executable
CHECKS = (
    Check("format (ruff format)", (PYTHON, "-m", "ruff", "format", "--check", ".")),
    Check("lint (ruff check)", (PYTHON, "-m", "ruff", "check", ".")),
    Check("types (mypy)", (PYTHON, "-m", "mypy")),
    Check("import rules (import-linter)", (PYTHON, str(Path(PYTHON).parent / "lint-imports"))),
    Check("generated documents (deploy.docs)", (PYTHON, "-m", "deploy.docs", "--check")),
)


def _run(check: Check) -> tuple[int, str, float]:
    """Its exit code, what it said, and how many seconds it took."""
    begun = time.monotonic()
    result = subprocess.run(
        check.command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    return result.returncode, result.stdout, time.monotonic() - begun


def run_checks(console: Console, checks: tuple[Check, ...] = CHECKS) -> int:
    """Run all of them, also after a failure, and name those that failed; returns the exit code."""
    failed: list[str] = []
    with ThreadPoolExecutor(os.cpu_count()) as side_by_side:
        for check, (code, said, seconds) in zip(checks, side_by_side.map(_run, checks), strict=True):
            took = f"[dim]({seconds:.1f} s)[/dim]"
            if code:
                failed.append(check.name)
                console.print(said.rstrip(), markup=False, highlight=False)
                console.print(f"[red]failed[/red]  {check.name} {took}", highlight=False)
            else:
                console.print(f"[green]fine[/green]    {check.name} {took}", highlight=False)
    if failed:
        console.print(f"Failed: {', '.join(failed)}.", highlight=False)
    return 1 if failed else 0


SIDE_BY_SIDE = ("-n", "logical", "--maxprocesses", "4", "--dist")
BY_THEMSELVES = (
    "contracts",
    "customer_service",
    "fuzz",
    "gateway",
    "matrix",
    "pickup",
    "post_production",
    "properties",
    "reception",
    "scheduling",
)
"""The rooms of tests that need nothing but a database of their own."""
PAGES = ("browser",)
"""The rooms of tests that need the built console and a browser, and no system behind them."""
ALONE = ("faults", "live/test_timings.py")
"""Tests that have the machine to themselves: systems that are overloaded, and what looks at the clock."""
NO_TESTS = 5
"""How pytest ends when nothing was to be run."""


def run_tests(arguments: list[str], console: Console) -> int:
    """pytest with these arguments, away from the settings of a running system; returns the exit code.

    When they name no tests, all are run in four goes: what needs little, test by test, in as many processes as there
    are cores, four at most, while the console is built; the console's pages, file by file; what looks at the clock,
    alone and one by one; then what has a whole system running, each room in a process of its own.
    """
    if any((REPOSITORY / argument.partition("::")[0]).exists() for argument in arguments):
        return run_pytest(arguments)
    by_themselves, pages, alone = ([f"tests/{room}" for room in rooms] for rooms in (BY_THEMSELVES, PAGES, ALONE))
    others = [f"--ignore={room}" for room in (*by_themselves, *pages, *alone)]
    with ThreadPoolExecutor() as beside:
        desks = beside.submit(get_desks_ready, console)
        codes = {run_pytest([*SIDE_BY_SIDE, "worksteal", *arguments, *by_themselves])}
        desks.result()
    codes.add(run_pytest([*SIDE_BY_SIDE, "loadfile", *arguments, *pages]))
    codes.add(run_pytest([*arguments, *alone]))
    codes.add(run_pytest([*SIDE_BY_SIDE, "loadscope", *others, *arguments]))
    return max(codes - {NO_TESTS}, default=NO_TESTS)


def get_desks_ready(console: Console) -> None:
    """Build the console and find a browser before the time of a test runs that needs them.

    What fails here fails again, and is told, where a test needs it.
    """
    from deploy.local.chromium import find_browser  # its packages are there for tests only

    with TemporaryDirectory() as folder:
        build_console(Home(Path(folder)), Progress(console, time.monotonic()))
    find_browser()


def run_pytest(arguments: list[str]) -> int:
    """One go of pytest; returns its exit code."""
    return subprocess.run(
        [PYTHON, "-m", "pytest", *arguments], cwd=REPOSITORY, env=test_environment(os.environ), check=False
    ).returncode


def test_environment(caller: Mapping[str, str]) -> dict[str, str]:
    """The caller's environment without what points at a running system: tests bring their own servers."""
    ours = (
        "STUDIO_",
        "GATEWAY_",
        "RECEPTION_",
        "SCHEDULING_",
        "POST_PRODUCTION_",
        "PICKUP_",
        "CUSTOMER_SERVICE_",
        "NATS_",
    )
    return {name: value for name, value in caller.items() if not name.startswith(ours)}
