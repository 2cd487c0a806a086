"""Filling an empty stream again from the outboxes: the databases are the truth, the stream is transport.

``python -m shared.kit.refill`` does it where there is no launcher, with the owners' and the administrator's variables.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import asyncpg
import nats
from nats.aio.client import Client

from shared.kit.batch import LARGEST_BATCH, batch_headers
from shared.kit.bus import ensure_stream
from shared.kit.migrate import SERVICES, owner_url_of

IN_FLIGHT = 256
"""Facts sent by themselves before the first of them is acknowledged; on one connection they keep their order."""
PATIENCE_S = 30

FACTS = "SELECT created_at, event_id, nats_subject, envelope::text AS body FROM outbox ORDER BY id"


async def refill(urls: list[str], nats_url: str, user: str, password: str) -> int:
    """Publish every fact of the given databases again, oldest first; consumers know what they have seen.

    Returns:
        How many were published.
    """
    await ensure_stream(nats_url, user, password)
    client = await nats.connect(nats_url, user=user, password=password)
    count = 0
    try:
        async with AsyncExitStack() as stack:
            lanes = [await _facts(stack, url) for url in urls]
            async for portion in _portions(lanes):
                await _tell(client, portion)
                count += len(portion)
    finally:
        await client.close()
    return count


async def _tell(client: Client, portion: list[Any]) -> None:
    """As one batch; where the stream has some of it already, one by one: it knows those.

    Raises:
        NoRespondersError, TimeoutError: the broker does not answer.
        APIError: it refuses a fact.
    """
    batch = client.new_inbox()[-22:]
    *most, last = (
        (row["nats_subject"], row["body"].encode(), {"Nats-Msg-Id": str(row["event_id"])}) for row in portion
    )
    for place, (subject, body, headers) in enumerate(most, start=1):
        await client.publish(subject, body, headers=headers | batch_headers(batch, place, len(portion)))
    subject, body, headers = last
    whole = headers | batch_headers(batch, len(portion), len(portion))
    answer = await client.request(subject, body, timeout=PATIENCE_S, headers=whole)
    if "error" in json.loads(answer.data):
        jetstream = client.jetstream(timeout=PATIENCE_S)
        for begin in range(0, len(portion), IN_FLIGHT):
            few = [*most, last][begin : begin + IN_FLIGHT]
            await asyncio.gather(*(jetstream.publish(subject, body, headers=headers) for subject, body, headers in few))


async def _facts(stack: AsyncExitStack, url: str) -> AsyncIterator[Any]:
    """One outbox, a portion at a time, so that memory stays small however long the history."""
    connection = await asyncpg.connect(url, timeout=5)
    stack.push_async_callback(connection.close)
    await stack.enter_async_context(connection.transaction(readonly=True))
    return aiter(connection.cursor(FACTS, prefetch=1000))


async def _portions(lanes: list[AsyncIterator[Any]]) -> AsyncIterator[list[Any]]:
    """The facts of all outboxes in the order in which they were written down."""
    heads = {n: row for n, lane in enumerate(lanes) if (row := await anext(lane, None)) is not None}
    portion: list[Any] = []
    while heads:
        first = min(heads, key=lambda n: heads[n]["created_at"])
        portion.append(heads[first])
        following = await anext(lanes[first], None)
        if following is None:
            del heads[first]
        else:
            heads[first] = following
        if len(portion) == LARGEST_BATCH:
            yield portion
            portion = []
    if portion:
        yield portion


def main() -> None:
    """The command."""
    broker = os.environ["NATS_URL"], os.environ["NATS_USER"], os.environ["NATS_PASSWORD"]
    count = asyncio.run(refill([owner_url_of(service) for service in SERVICES], *broker))
    sys.stdout.write(f"{count} events are in the stream again.\n")


if __name__ == "__main__":
    main()
