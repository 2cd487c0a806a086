"""S4: what the gateway adds. Behind it stands a department that answers at once, so that only the way is measured."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import AsyncExitStack, contextmanager

from deploy.bench.figures import Figure, Target
from deploy.bench.ground import Ground
from deploy.bench.load import Client, Pace, closed_loop
from deploy.bench.plan import Plan
from deploy.local.home import REPOSITORY
from deploy.local.http import answers_ready
from deploy.local.processes import free_port, wait_until

PATH = "/v1/packages"
CROWD = 16


async def measure(ground: Ground, plan: Plan) -> list[Figure]:
    """The figures of S4."""
    with _stub() as port:
        _redirect(ground, port)
        try:
            past, consultant = f"http://127.0.0.1:{port}", ground.desks[0].consultant
            added, beside, through, direct = [], [], [], []
            for _ in range(plan.runs):
                one, bare = await _run(ground.gateway, consultant, 1, plan), await _run(past, {}, 1, plan)
                added.append(one.at(0.5) - bare.at(0.5))
                beside.append(bare.at(0.5))
                through.append(await _run(ground.gateway, consultant, CROWD, plan))
                direct.append(await _run(past, {}, CROWD, plan))
        finally:
            ground.stop(["gateway"])
            ground.start(["gateway"])
    middle = sorted(through, key=lambda pace: pace.rate)[len(through) // 2]
    return [
        Figure("S4", "time a request takes longer through the gateway, 1 client, p50", "ms", added, beside,
               "the same request past it", Target(at_most=0.5)),
        Figure("S4", f"requests through one gateway process, {CROWD} clients", "requests/s",
               [pace.rate for pace in through], [pace.rate for pace in direct], "the same requests past it",
               Target(at_least=3000), notes={"p50 ms": middle.at(0.5), "p99 ms": middle.at(0.99)}),
    ]  # fmt: skip


@contextmanager
def _stub() -> Iterator[int]:
    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", "deploy.bench.stub", str(port)], cwd=REPOSITORY)
    try:
        wait_until(lambda: answers_ready(port), 20.0)
        yield port
    finally:
        process.terminate()
        process.wait()


def _redirect(ground: Ground, port: int) -> None:
    """Start the gateway again with the stub as reception."""
    ground.stop(["gateway"])
    ground.start(["gateway"], behind={"reception": port})


async def _run(url: str, headers: Mapping[str, str], clients: int, plan: Plan) -> Pace:
    async with AsyncExitStack() as stack:
        works: list[Callable[[], Awaitable[object]]] = []
        for _ in range(clients):
            client = await stack.enter_async_context(Client(url, headers))
            works.append(lambda c=client: c.done("GET", PATH))  # type: ignore[misc]
        return await closed_loop(works, plan.seconds / 2)
