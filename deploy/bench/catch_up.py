"""One consumer of one service alone in a process: ``python -m deploy.bench.catch_up SERVICE DURABLE``.

Started with the service's environment; prints how many facts it applied and in how many seconds, as JSON.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import sys
import time

import uvloop

from deploy.bench.load import until
from shared.kit.app import Service
from shared.kit.consumer import Consumer
from shared.kit.memory import keep_for_good


async def _is_done(consumer: Consumer, events: int) -> bool:
    return consumer.activity >= events


async def catch_up(service: Service, durable: str) -> tuple[int, float]:
    """Apply everything that waits for the durable; nothing else of the service runs."""
    keep_for_good()
    consumer = next(one for one in service.consumers if one.name == durable)
    service.bus.start()
    await service.bus.connected.wait()
    waiting = await consumer.pending()
    begun = time.perf_counter()
    running = asyncio.create_task(consumer.run())
    await until(lambda: _is_done(consumer, waiting))
    seconds = time.perf_counter() - begun
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    await service.bus.close()
    await service.database.close()
    return waiting, seconds


def main() -> None:
    """The command line."""
    name, durable = sys.argv[1:]
    service: Service = importlib.import_module(f"services.{name}.main").create_app().state.service
    events, seconds = uvloop.run(catch_up(service, durable))
    sys.stdout.write(json.dumps({"events": events, "seconds": seconds}) + "\n")


if __name__ == "__main__":
    main()
