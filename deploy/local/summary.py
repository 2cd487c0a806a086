"""What people read: the summary after `up`, and the table of `status`."""

from typing import Any

from rich.console import Console
from rich.table import Table

from deploy.local.broker import NatsServer
from deploy.local.fleet import Fleet
from deploy.local.home import Home, Keys
from deploy.local.http import Unreachable, answers_ready, call
from deploy.local.names import SERVICES
from deploy.local.postgres import PostgresServer
from deploy.local.private_file import read_private


def print_summary(home: Home, fleet: Fleet, console: Console) -> None:
    """Address, sign-ins and what to do next."""
    console.print()
    console.print(
        f"  Address    {fleet.address()}   (interactive documentation: {fleet.address()}/docs)", highlight=False
    )
    console.print(f"  Sign-in    admin / {home.keys().admin_password}", highlight=False, markup=False)
    for entry in read_private(home.sign_ins).get("sign_ins", []):
        line = f"             {entry['name']} / {entry['password']}   {entry.get('role', '')} {entry.get('branch', '')}"
        console.print(line.rstrip(), highlight=False, markup=False)
    console.print("  Next       ./studio journey   ·   ./studio status   ·   ./studio down", highlight=False)


def service_state(port: int, service: str, keys: Keys) -> dict[str, Any] | None:
    """What the service says about its outbox and consumers; None when it does not say."""
    from shared.kit.auth import system_token

    token = system_token(keys.gateway_signing_key, service)
    try:
        status, state, _ = call(
            "GET", f"http://127.0.0.1:{port}/internal/state", headers={"Authorization": f"Bearer {token}"}
        )
    except Unreachable:
        return None
    return state if status == 200 and isinstance(state, dict) else None


def print_status(home: Home, console: Console, *, external: dict[str, bool]) -> int:
    """One row per process; exit code 1 when something is down or not ready."""
    fleet, complete = Fleet(home), True
    table = Table(box=None, pad_edge=False)
    for heading, justify in (
        ("process", "left"), ("pid", "right"), ("port", "right"), ("health", "left"), ("outbox", "right"),
        ("lag", "right"), ("parked", "right"), ("business time", "left"),
    ):  # fmt: skip
        table.add_column(heading, justify=justify)  # type: ignore[arg-type]
    servers: dict[str, PostgresServer | NatsServer] = {
        "PostgreSQL": PostgresServer(home.path),
        "NATS": NatsServer(home.path),
    }
    for name, server in servers.items():
        identity = server.identity
        if external[name]:
            table.add_row(name, "", "", "elsewhere")
            continue
        complete &= identity is not None
        port = str(server.port) if identity else ""
        table.add_row(name, str(identity.pid) if identity else "", port, "runs" if identity else "down")
    for service in SERVICES:
        cells, ready = service_row(home, fleet, service)
        complete &= ready
        table.add_row(service, *cells)
    console.print(table)
    return 0 if complete else 1


def service_row(home: Home, fleet: Fleet, service: str) -> tuple[list[str], bool]:
    """The cells of one service and whether it is ready."""
    identity, port = fleet.running(service), home.known_port(service)
    if identity is None or port is None:
        return ["", "", "down"], False
    ready = answers_ready(port)
    cells = [str(identity.pid), str(port), "ready" if ready else "not ready"]
    state = service_state(port, service, home.keys())
    if state is None:
        return [*cells, "?", "?", "?", "?"], ready
    outbox = state["outbox"]
    age = f" ({outbox['oldest_seconds']:.0f} s)" if outbox["unpublished"] else ""
    consumers = state["consumers"]
    return [
        *cells,
        f"{outbox['unpublished']}{age}",
        str(sum(consumer["pending"] for consumer in consumers)),
        str(sum(consumer["parked"] for consumer in consumers)),
        str(state["clock"])[:16],
    ], ready
