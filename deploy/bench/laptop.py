"""S6: what the whole system takes on a laptop: memory when nothing happens, and the time of a warm start."""

from __future__ import annotations

from collections.abc import Iterator

import psutil

from deploy.bench.figures import Figure, Target
from deploy.bench.ground import Ground
from deploy.bench.plan import Plan
from deploy.local.broker import NatsServer
from deploy.local.names import SERVICES
from deploy.local.postgres import PostgresServer

MEMORY_GB, START_S = 1.2, 8.0


async def measure(ground: Ground, _plan: Plan) -> list[Figure]:
    """The figures of S6, on the system as it is."""
    await ground.heard()
    each = {name: shared_out(processes) / 1e6 for name, processes in processes_of(ground)}
    return [
        Figure("S6", "memory of everything, idle (PSS)", "GB", [sum(each.values()) / 1e3],
               target=Target(at_most=MEMORY_GB), notes={f"{name} MB": used for name, used in each.items()}),
        Figure("S6", "warm start: ./studio up with databases and environment in place", "s", ground.starts,
               target=Target(at_most=START_S)),
    ]  # fmt: skip


def processes_of(ground: Ground) -> Iterator[tuple[str, list[psutil.Process]]]:
    """Every process of the system with its children, by name."""
    identities = {service: ground.fleet.running(service) for service in SERVICES}
    identities |= {"nats": NatsServer(ground.home.path).identity, "postgres": PostgresServer(ground.home.path).identity}
    for name, identity in identities.items():
        if identity is not None:
            process = psutil.Process(identity.pid)
            yield name, [process, *process.children(recursive=True)]


def shared_out(processes: list[psutil.Process]) -> float:
    """Bytes of their memory; a page that several share counts with its part (PSS)."""
    return float(sum(process.memory_full_info().pss for process in processes))
