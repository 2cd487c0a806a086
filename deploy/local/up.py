"""`./studio up` and `./studio down`: the whole system in one command, and nothing left behind by the other."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass

from rich.console import Console

from deploy.local.broker import NatsServer
from deploy.local.console import build_console
from deploy.local.environment import (
    Backing,
    administrator,
    administrator_environment,
    databases_are_elsewhere,
    databases_elsewhere,
    nats_elsewhere,
    nats_is_elsewhere,
    owner_environment,
    plain,
)
from deploy.local.fleet import Fleet
from deploy.local.home import REPOSITORY, Home
from deploy.local.names import SERVICES
from deploy.local.postgres import PostgresServer
from deploy.local.processes import StartFailed, last_lines, open_log
from deploy.local.summary import print_summary


@dataclass(slots=True)
class Progress:
    """Lines for the person who waits: what is being done, and how long it took."""

    console: Console
    started: float

    @contextmanager
    def step(self, what: str, *, quiet: bool = True) -> Iterator[None]:
        """Show a step while it runs and its duration when it is done."""
        begun = time.monotonic()
        with self.console.status(f"{what} …") if quiet else nullcontext():
            yield
        now = time.monotonic()
        self.console.print(f"{now - self.started:6.1f} s  {what} [dim]({now - begun:.1f} s)[/dim]", highlight=False)


def up(home: Home, console: Console, *, demo: bool = True, console_wanted: bool = True) -> int:
    """Start what is missing, in order; on failure stop again what this call has started. Returns the exit code."""
    fleet = Fleet(home)
    with home.turn():
        if fleet.all_run():
            console.print("Yinglou is already running.")
            print_summary(home, fleet, console)
            return 0
        fleet.check_port()
        progress = Progress(console, time.monotonic())
        with ExitStack() as undo:
            try:
                backing = start_backing(home, progress, undo)
                prepare(home, backing, progress)
                start_services(fleet, backing, progress, undo)
            except KeyboardInterrupt:
                undo.pop_all()
                console.print("Stopped half-way; ./studio up goes on, ./studio down clears away what has started.")
                return 130
            undo.pop_all()  # everything stands: nothing is to be undone
        if console_wanted:
            build_console(home, progress)
    loaded = not demo or bool(home.facts().get("demo")) or load_demo(home, fleet, progress)
    print_summary(home, fleet, console)
    return 0 if loaded else 1


def start_backing(home: Home, progress: Progress, undo: ExitStack) -> Backing:
    """Databases and broker with their users: our own, or those the environment names (asked first, as it may fail)."""
    broker_elsewhere = nats_elsewhere(os.environ) if nats_is_elsewhere(os.environ) else None
    if databases_are_elsewhere(os.environ):
        app_urls, owner_urls = databases_elsewhere(os.environ)
    else:
        app_urls, owner_urls = start_postgres(home, progress, undo)
    if broker_elsewhere is not None:
        url, passwords = broker_elsewhere
    else:
        broker = NatsServer(home.path)
        with progress.step("NATS JetStream"):
            undo_unless_running(undo, broker.identity is not None, broker.stop)
            broker.start()
        url, passwords = broker.url, broker.passwords
    return Backing(url, passwords, app_urls, owner_urls)


def start_postgres(home: Home, progress: Progress, undo: ExitStack) -> tuple[dict[str, str], dict[str, str]]:
    """The embedded server with a database and two roles per service."""
    server = PostgresServer(home.path)
    with progress.step("PostgreSQL"):
        undo_unless_running(undo, server.identity is not None, server.stop)
        server.start()
    if server.notice:
        progress.console.print(f"          {server.notice}", highlight=False)
    with progress.step("Databases and roles"):
        urls = {service: server.ensure_service(service) for service in SERVICES}
    return {name: app for name, (app, _) in urls.items()}, {name: owner for name, (_, owner) in urls.items()}


def undo_unless_running(undo: ExitStack, was_running: bool, stop: Callable[[], object]) -> None:
    """What this call starts it also stops when a later step fails; what ran before stays."""
    if not was_running:
        undo.callback(stop)


def prepare(home: Home, backing: Backing, progress: Progress) -> None:
    """Bring databases and event stream up to date, side by side: both read all services' code first.

    What was made by this very code is left as it is.
    """
    from shared.kit import bus_mark, schema_mark

    with progress.step("Migrations and event stream"), ExitStack() as open_logs:
        work = []
        if not asyncio.run(bus_mark.is_current(*administrator(backing))):
            work.append(("stream", ["shared.kit.durables"], administrator_environment(backing, os.environ)))
        if not asyncio.run(schema_mark.is_current(backing.owner_urls)):
            work.append(("migrations", ["shared.kit.migrate", *SERVICES], owner_environment(backing, os.environ)))
        started = [
            (home.logs / f"{name}.log", subprocess.Popen(
                [sys.executable, "-m", *arguments], cwd=REPOSITORY, env=environment, stdin=subprocess.DEVNULL,
                stdout=open_logs.enter_context(open_log(home.logs / f"{name}.log")), stderr=subprocess.STDOUT,
            ))
            for name, arguments, environment in work
        ]  # fmt: skip
        failed = [log for log, process in started if process.wait()]
    if failed:
        raise StartFailed("\n".join(f"{log.stem} failed; the end of {log} says:\n{last_lines(log)}" for log in failed))


def start_services(fleet: Fleet, backing: Backing, progress: Progress, undo: ExitStack) -> None:
    """Start all processes side by side, then wait until each says that it is ready."""
    ports = fleet.ports()
    mine = [service for service in SERVICES if fleet.running(service) is None]
    undo.callback(fleet.stop, mine)
    begun = time.monotonic()
    for service in SERVICES:
        fleet.start(service, backing, ports)
    for service in SERVICES:
        with progress.console.status(f"{service} …"):
            fleet.wait_ready(service, ports[service])
        now = time.monotonic()
        progress.console.print(f"{now - progress.started:6.1f} s  {service} is ready", highlight=False)
    progress.console.print(
        f"{time.monotonic() - progress.started:6.1f} s  Six processes up [dim]({time.monotonic() - begun:.1f} s)[/dim]",
        highlight=False,
    )


def demo_environment(home: Home, fleet: Fleet) -> dict[str, str]:
    """What the demo and the journey need: where the system is and the administrator's password."""
    return {
        **plain(os.environ),
        "STUDIO_HOME": str(home.path),
        "STUDIO_URL": fleet.address(),
        "GATEWAY_ADMIN_PASSWORD": home.keys().admin_password,
    }


def load_demo(home: Home, fleet: Fleet, progress: Progress) -> bool:
    """Load the demo chain once; a failure leaves the system running and is told."""
    with progress.step("Demo chain", quiet=False):
        result = subprocess.run(
            [sys.executable, "-m", "deploy.demo.fill", "--if-empty"], cwd=REPOSITORY, env=demo_environment(home, fleet),
            check=False,
        )  # fmt: skip
    if result.returncode:
        progress.console.print("The system runs, but the demo chain was not loaded; ./studio demo tries again.")
        return False
    home.note(demo=True)
    return True


def down(home: Home, console: Console) -> int:
    """Stop gateway, services, broker and database, in this order; returns when nothing is left."""
    if not home.path.is_dir():
        Fleet(home).stop()
        console.print("Nothing is running.")
        return 0
    with home.turn():
        fleet = Fleet(home)
        stopped = fleet.stop()
        for name, server in (("NATS", NatsServer(home.path)), ("PostgreSQL", PostgresServer(home.path))):
            if server.identity is not None:
                stopped.append(name)
            server.stop()
    console.print(f"Stopped: {', '.join(stopped)}." if stopped else "Nothing is running.")
    return 0
