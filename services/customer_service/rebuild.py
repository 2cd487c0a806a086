"""Make the job sheets anew from all facts: ``python -m services.customer_service.rebuild``.

Works beside the running service: its consumer of the job sheet is asked to step back, sheets and the record of seen
facts are cleared, the durable is set back to the beginning of the stream, and whoever holds the lock then applies
it. Contacts are another durable and are not touched; nothing is sent again.
"""

from __future__ import annotations

import asyncio
import sys
from typing import Any

import asyncpg
import uvloop

from services.customer_service.main import create_app
from services.customer_service.service import job_sheet
from shared.kit.app import Service
from shared.kit.bus import STREAM
from shared.kit.consumer import Consumer
from shared.kit.memory import keep_for_good

STEP_BACK = """
SELECT pg_terminate_backend(l.pid) FROM pg_locks l, (SELECT hashtextextended($1, 7101) AS key) k
WHERE l.locktype = 'advisory' AND l.granted AND l.pid <> $2
AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
AND ((l.classid::bigint << 32) | l.objid::bigint) = k.key
"""


async def rebuild(service: Service, *, step_s: float = 0.2) -> int:
    """Clear and replay; returns how many facts the stream holds for the sheets.

    Args:
        service: database, bus and consumers; not started, so that it consumes nothing else.
    """
    consumer = next(c for c in service.consumers if c.name == job_sheet.DURABLE)
    service.bus.start()
    await service.bus.connected.wait()
    await _begin_anew(service, consumer)
    total = (await service.bus.jetstream.stream_info(STREAM)).state.messages
    sys.stdout.write(f"job sheet: replaying {total} facts\n")
    replay = asyncio.create_task(consumer.run())
    try:
        await _wait_until_done(service, total, step_s)
    finally:
        replay.cancel()
        await asyncio.gather(replay, return_exceptions=True)
    sys.stdout.write("job sheet: done\n")
    return total


async def _begin_anew(service: Service, consumer: Consumer) -> None:
    lead = await service.database.direct()
    try:
        await _take_lead(service, lead, f"consumer {consumer.name}")
        async with service.database.transaction() as session:
            await job_sheet.clear(session)
        await consumer.begin_again()
    finally:
        lead.terminate()


async def _take_lead(service: Service, lead: asyncpg.Connection[Any], work: str) -> None:
    """Queue for the consumer's lock, and end the connection that holds it; its process queues again behind us."""
    waiting = asyncio.create_task(lead.execute("SELECT pg_advisory_lock(hashtextextended($1, 7101))", work))
    other = await service.database.direct()
    try:
        while not waiting.done():
            await other.execute(STEP_BACK, work, lead.get_server_pid())
            await asyncio.wait({waiting}, timeout=0.5)
    finally:
        await other.close()
    await waiting


async def _wait_until_done(service: Service, total: int, step_s: float) -> None:
    told = -1
    while True:
        left = await _left(service)
        if left != told:
            sys.stdout.write(f"job sheet: {max(total - left, 0)} of {total}\n")
            told = left
        if left == 0:
            return
        await asyncio.sleep(step_s)


async def _left(service: Service) -> int:
    info = await service.bus.jetstream.consumer_info(STREAM, job_sheet.DURABLE)
    return (info.num_pending or 0) + (info.num_ack_pending or 0)


async def _main() -> None:
    service: Service = create_app().state.service
    keep_for_good()
    try:
        await rebuild(service)
    finally:
        await service.bus.close()
        await service.database.close()


if __name__ == "__main__":
    uvloop.run(_main())
