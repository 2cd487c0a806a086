"""The commands of `./studio`."""

import getpass
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer
from rich.console import Console

from deploy.local import audit, backup, checks, operations
from deploy.local.environment import databases_are_elsewhere, nats_is_elsewhere
from deploy.local.fleet import Fleet
from deploy.local.home import Home
from deploy.local.names import SERVICES
from deploy.local.private_file import PrivateFileBroken
from deploy.local.processes import StartFailed
from deploy.local.summary import print_status
from deploy.local.up import demo_environment, down, up

app = typer.Typer(
    name="studio", help="Yinglou 影楼: a chain of portrait studios on your machine.", no_args_is_help=True,
    add_completion=False, pretty_exceptions_enable=False,
)  # fmt: skip
parked = typer.Typer(help="Events that a department could not apply.", no_args_is_help=True)
rebuild = typer.Typer(help="Make a projection anew from all events.", no_args_is_help=True)
app.add_typer(parked, name="parked")
app.add_typer(rebuild, name="rebuild")
console = Console(soft_wrap=True)
PASS_ON = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}


def leave(code: int) -> None:
    """End the command with this exit code."""
    raise typer.Exit(code)


@app.command("up")
def up_command(
    demo: Annotated[bool, typer.Option(help="Load the demo chain on the first start.")] = True,
    desks: Annotated[bool, typer.Option(help="Build the browser desks when their sources changed.")] = True,
) -> None:
    """Start everything that does not run yet, and say where it is."""
    leave(up(Home.from_environment(), console, demo=demo, console_wanted=desks))


@app.command("down")
def down_command() -> None:
    """Stop everything and leave no process behind."""
    leave(down(Home.from_environment(), console))


@app.command("status")
def status_command() -> None:
    """What runs, how it is, how far behind, and what is parked; exit code 1 when something is down."""
    external = {"PostgreSQL": databases_are_elsewhere(os.environ), "NATS": nats_is_elsewhere(os.environ)}
    leave(print_status(Home.from_environment(), console, external=external))


@app.command("logs")
def logs_command(
    name: Annotated[str, typer.Argument(help="reception, gateway, nats, postgres, migrations, …")],
    lines: Annotated[int, typer.Option("-n", "--lines", min=1)] = 50,
    follow: Annotated[bool, typer.Option("-f", "--follow", help="Go on with what comes.")] = False,
) -> None:
    """Show the end of a process's log."""
    leave(operations.follow_log(Home.from_environment(), name.replace("-", "_"), lines, follow))


@app.command("clock")
def clock_command(
    to: Annotated[
        str | None, typer.Argument(help="+30m, +2h, +1d, +1w, 2026-12-01T10:00 or now; nothing shows it.")
    ] = None,
) -> None:
    """Show business time, or move it for the whole system (development only)."""
    leave(operations.move_clock(Home.from_environment(), console, to))


@parked.command("list")
def parked_list() -> None:
    """List parked events of all services; exit code 1 when there are any."""
    leave(operations.show_parked(Home.from_environment(), console))


@parked.command("retry")
def parked_retry(
    consumer: Annotated[str | None, typer.Option(help="Only this consumer's.")] = None,
    subject: Annotated[str | None, typer.Option(help="Only this order's.")] = None,
) -> None:
    """Let the consumers try again, in the order of the stream."""
    leave(operations.retry_parked(Home.from_environment(), console, consumer, subject))


@parked.command("drop")
def parked_drop(
    event_id: UUID,
    why: Annotated[str, typer.Option(help="The reason; stays on record.")],
    who: Annotated[str, typer.Option(help="Who decides; stays on record.")] = "",
) -> None:
    """Give one event up for good."""
    if not why.strip():
        raise StartFailed("Dropping an event needs a reason: --why 'what happened'.")
    leave(operations.drop_parked(Home.from_environment(), console, event_id, who or getpass.getuser(), why.strip()))


@rebuild.command("job-sheet")
def rebuild_job_sheet() -> None:
    """Make the job sheet anew; no message and no task is sent again."""
    leave(operations.rebuild_job_sheet(Home.from_environment()))


@app.command("refill")
def refill_command() -> None:
    """Fill an empty event stream again from the outboxes of all databases."""
    leave(operations.refill_stream(Home.from_environment(), console))


@app.command("backup")
def backup_command(
    folder: Annotated[Path, typer.Argument(help="Where backups are kept; better on another disk.")],
    every: Annotated[int | None, typer.Option(min=10, help="Go on saving every so many seconds.")] = None,
) -> None:
    """Save databases, keys and photographs: everything at first, then what changed."""
    leave(backup.back_up(Home.from_environment(), folder, console, every=every))


@app.command("restore")
def restore_command(
    folder: Annotated[Path, typer.Argument(help="Where backups are kept.")],
    database: Annotated[str | None, typer.Option(help="Only this service's database, into the running system.")] = None,
) -> None:
    """Bring everything back as it was last saved, or one database that was lost."""
    from deploy.local.restore import restore

    leave(restore(Home.from_environment(), folder, console, database))


@app.command("journey", context_settings=PASS_ON)
def journey_command(context: typer.Context) -> None:
    """Run one wedding order through all departments (--json for machines)."""
    leave(demo_module("deploy.demo.journey", context.args))


@app.command("faults", context_settings=PASS_ON)
def faults_command(context: typer.Context) -> None:
    """Break a system of its own on purpose, and look whether it keeps its promises (--help for more)."""
    leave(operations.run_module("deploy.faults", *context.args))


@app.command("bench", context_settings=PASS_ON)
def bench_command(context: typer.Context) -> None:
    """Measure S1 … S6 beside their limits on a system of its own (--json, --write)."""
    leave(operations.run_module("deploy.bench", *context.args, environment=dict(os.environ)))


@app.command("demo", context_settings=PASS_ON)
def demo_command(context: typer.Context) -> None:
    """Fill the demo chain through the public API."""
    home = Home.from_environment()
    code = demo_module("deploy.demo.fill", context.args)
    if code == 0:
        home.note(demo=True)
    leave(code)


@app.command("fixture", context_settings=PASS_ON)
def fixture_command(context: typer.Context) -> None:
    """Fill an empty system with a whole chain and its history (--branches 600 --orders 1000000)."""
    leave(operations.make_fixture(Home.from_environment(), context.args))


@app.command("reads", context_settings=PASS_ON)
def reads_command(context: typer.Context) -> None:
    """Time what desks read all day on the running fixture (--record writes docs/scale.md)."""
    home = Home.from_environment()
    leave(
        operations.run_module(
            "deploy.bench.growth", *context.args, environment={**os.environ, "STUDIO_HOME": str(home.path)}
        )
    )


@app.command("screenshots", context_settings=PASS_ON)
def screenshots_command(context: typer.Context) -> None:
    """Take a picture of every page with the demo chain's data, and say what looks wrong."""
    leave(demo_module("deploy.screenshots", context.args))


@app.command("migration")
def migration_command(service: str, message: str) -> None:
    """Write a schema revision for one service from its models."""
    name = service.replace("-", "_")
    if name not in SERVICES:
        raise StartFailed(f"{service!r} is no service; there are: {', '.join(SERVICES)}.")
    leave(operations.make_migration(Home.from_environment(), name, message))


@app.command("check")
def check_command() -> None:
    """Format, lint, types, import rules, generated documents."""
    leave(checks.run_checks(console))


@app.command("audit")
def audit_command() -> None:
    """Known vulnerabilities of the locked packages; exit code 2 when they cannot be looked up."""
    leave(audit.run_audit(console))


@app.command("test", context_settings=PASS_ON)
def test_command(context: typer.Context) -> None:
    """Run the tests; arguments go to pytest."""
    leave(checks.run_tests(context.args, console))


def demo_module(module: str, arguments: Sequence[str]) -> int:
    """Run a part of the demo against the running system."""
    home = Home.from_environment()
    fleet = Fleet(home)
    if not fleet.all_run():
        raise StartFailed("The system does not run completely; start it with ./studio up.")
    return operations.run_module(module, *arguments, environment=demo_environment(home, fleet))


def main() -> None:
    """Run a command; what went wrong is one sentence, and the exit code says that it did."""
    try:
        app(prog_name="./studio")
    except (StartFailed, PrivateFileBroken) as error:
        Console(stderr=True, soft_wrap=True).print(str(error), style="red", markup=False, highlight=False)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
