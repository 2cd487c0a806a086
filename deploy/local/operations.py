"""The operator's small commands: parked events, the movable clock, rebuilding, refilling, schema revisions."""

import asyncio
import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from rich.console import Console
from rich.table import Table

from deploy.local.broker import NatsServer
from deploy.local.environment import (
    Backing,
    administrator,
    databases_are_elsewhere,
    databases_elsewhere,
    nats_elsewhere,
    nats_is_elsewhere,
    owner_environment,
    plain,
    service_environment,
    variable,
)
from deploy.local.fleet import Fleet
from deploy.local.home import REPOSITORY, Home
from deploy.local.http import Unreachable, call
from deploy.local.names import SERVICES
from deploy.local.postgres import PostgresServer
from deploy.local.processes import StartFailed, run_to_its_end

STEP = re.compile(r"\+(\d{1,4})([mhdw])")
UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


class BadTime(StartFailed):
    """Not a time that the clock can be moved to."""


def running_backing(home: Home) -> Backing:
    """Databases and broker of the running system; StartFailed when they do not run."""
    if databases_are_elsewhere(os.environ):
        app_urls, owner_urls = databases_elsewhere(os.environ)
    else:
        server = PostgresServer(home.path)
        if server.identity is None:
            raise StartFailed("PostgreSQL does not run; start the system with ./studio up.")
        urls = {service: server.ensure_service(service) for service in SERVICES}
        app_urls = {service: app for service, (app, _) in urls.items()}
        owner_urls = {service: owner for service, (_, owner) in urls.items()}
    if nats_is_elsewhere(os.environ):
        return Backing(*nats_elsewhere(os.environ), app_urls, owner_urls)
    broker = NatsServer(home.path)
    if broker.identity is None:
        raise StartFailed("NATS does not run; start the system with ./studio up.")
    return Backing(broker.url, broker.passwords, app_urls, owner_urls)


# parked events


def show_parked(home: Home, console: Console) -> int:
    """List parked events of all services; exit code 1 when there are any."""
    from shared.kit import parked

    table = Table("service", "consumer", "subject", "event", "type", "state", "attempts", "since", "error", box=None)
    for service, url in running_backing(home).app_urls.items():
        for row in asyncio.run(parked.list_parked(url)):
            cells = [row[name] for name in ("consumer", "subject", "event_id", "type", "state", "attempts")]
            since = row["parked_at"].astimezone().strftime("%Y-%m-%d %H:%M")
            table.add_row(service, *map(str, cells), since, str(row["error"]))
    console.print(table if table.row_count else "No event is parked.")
    return 1 if table.row_count else 0


def retry_parked(home: Home, console: Console, consumer: str | None, subject: str | None) -> int:
    """Let the consumers try parked events again, in stream order."""
    from shared.kit import parked

    urls = running_backing(home).app_urls
    count = sum(asyncio.run(parked.retry(url, consumer, subject)) for url in urls.values())
    console.print(f"{count} parked {'event' if count == 1 else 'events'} will be tried again.")
    return 0


def drop_parked(home: Home, console: Console, event_id: UUID, who: str, why: str) -> int:
    """Give one event up for good; who and why stay on record."""
    from shared.kit import parked

    urls = running_backing(home).app_urls
    found = [service for service, url in urls.items() if asyncio.run(parked.drop(url, event_id, who, why))]
    console.print(f"Dropped at {', '.join(found)}." if found else f"No parked event has the id {event_id}.")
    return 0 if found else 1


# the movable clock


def clock_target(text: str, now: datetime) -> datetime | None:
    """What `+1d`, `+2h`, `2026-12-01T10:00` or `now` mean, seen from business time `now`; None is real time again.

    A time without an offset is taken in the offset of `now`. Raises BadTime for anything else and for the past.
    """
    if text == "now":
        return None
    if step := STEP.fullmatch(text):
        return now + timedelta(**{UNITS[step[2]]: int(step[1])})
    try:
        target = datetime.fromisoformat(text)
    except ValueError:
        raise BadTime(f"{text!r} is no time: use +30m, +2h, +1d, +1w, 2026-12-01T10:00 or now.") from None
    if target.tzinfo is None:
        target = target.replace(tzinfo=now.tzinfo)
    if target < now:
        raise BadTime(f"The clock only moves forward, and it is {now:%Y-%m-%d %H:%M} already.")
    return target


def move_clock(home: Home, console: Console, text: str | None) -> int:
    """Show or move business time for the whole system, signed in as the administrator."""
    address, headers = Fleet(home).address(), administrator_headers(home)
    answer = expect(call("GET", f"{address}/v1/dev/clock", headers=headers), "The clock cannot be read")
    now = datetime.fromisoformat(answer["now"])
    if text is not None:
        target = clock_target(text, now)
        body = {"to": target.isoformat() if target else None}
        # Every due job on the way is run and waited for, so that a long way takes a while.
        moved = call("POST", f"{address}/v1/dev/clock", body=body, headers=headers, seconds=600.0)
        now = datetime.fromisoformat(expect(moved, "The clock was not moved")["now"])
    console.print(f"Business time is {now:%Y-%m-%d %H:%M %z}.", highlight=False)
    return 0


def administrator_headers(home: Home) -> dict[str, str]:
    """Sign the administrator in at the gateway; the headers carry the session."""
    address = Fleet(home).address()
    body = {"name": "admin", "password": home.keys().admin_password}
    try:
        status, answer, headers = call("POST", f"{address}/v1/session", body=body, headers={"Origin": address})
    except Unreachable:
        raise StartFailed(f"The gateway does not answer at {address}; start the system with ./studio up.") from None
    expect((status, answer, headers), "The administrator could not sign in")
    session = {name.lower(): value for name, value in headers.items()}.get("set-cookie", "").partition(";")[0]
    return {"Cookie": session, "Origin": address}


def expect(answer: tuple[int, Any, Mapping[str, str]], otherwise: str) -> Any:
    """The decoded answer of a request that must succeed."""
    status, content, _ = answer
    if status >= 400:
        detail = content.get("detail") or content.get("title") if isinstance(content, dict) else None
        raise StartFailed(f"{otherwise}: {detail or f'HTTP {status}'}")
    return content


# work on data and schema


def rebuild_job_sheet(home: Home) -> int:
    """Make the job sheet anew from all events; nothing is sent again."""
    backing = running_backing(home)
    environment = service_environment("customer_service", home, home.keys(), backing, {}, os.environ)
    return run_module("services.customer_service.rebuild", environment=environment)


def refill_stream(home: Home, console: Console) -> int:
    """Fill an empty event stream again from the outboxes of all databases."""
    from shared.kit.durables import ensure_bus
    from shared.kit.refill import refill

    backing = running_backing(home)
    asyncio.run(ensure_bus(*administrator(backing)))
    count = asyncio.run(refill(list(backing.app_urls.values()), *administrator(backing)))
    console.print(f"{count} events are in the stream again.")
    return 0


def make_fixture(home: Home, arguments: Sequence[str]) -> int:
    """Write a whole chain into the databases, as their owners and with reception's own key."""
    if not {"-h", "--help"}.isdisjoint(arguments):
        return run_module("deploy.fixture", "--help")
    backing, keys = running_backing(home), home.keys()
    apps = {variable(service, "DATABASE_URL"): url for service, url in backing.app_urls.items()}
    own = {"RECEPTION_PII_KEY": keys.reception_pii_key, "STUDIO_HOME": str(home.path)}
    return run_module("deploy.fixture", *arguments, environment=owner_environment(backing, os.environ) | apps | own)


def make_migration(home: Home, service: str, message: str) -> int:
    """Write the schema revision that brings the service's database to its models."""
    environment = owner_environment(running_backing(home), os.environ)
    return run_module("shared.kit.migrate", service, "--revision", message, environment=environment)


def run_module(module: str, *arguments: str, environment: Mapping[str, str] | None = None) -> int:
    """Run one of our modules as a command of its own, in the repository; returns its exit code."""
    command = [sys.executable, "-m", module, *arguments]
    return run_to_its_end(command, env=environment or plain(os.environ), cwd=REPOSITORY)


def follow_log(home: Home, name: str, lines: int, follow: bool) -> int:
    """Show the end of a process's log, and go on with it if asked."""
    log: Path = home.logs / f"{name}.log"
    if not log.is_file():
        known = sorted(path.stem for path in home.logs.glob("*.log"))
        raise StartFailed(f"There is no log {name!r}; there are: {', '.join(known) or 'none yet'}.")
    try:
        return subprocess.run(["tail", "-n", str(lines), *(["-F"] if follow else []), str(log)], check=False).returncode
    except KeyboardInterrupt:
        return 0
