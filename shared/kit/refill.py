"""Filling an empty stream again from the outboxes: the databases are the truth, the stream is transport."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from typing import Any

import asyncpg
import nats

from shared.kit.bus import ensure_stream


async def refill(urls: list[str], nats_url: str, user: str, password: str) -> int:
    """Publish every fact of the given databases again, oldest first; consumers know what they have seen.

    Returns:
        How many were published.
    """
    await ensure_stream(nats_url, user, password)
    client = await nats.connect(nats_url, user=user, password=password)
    jetstream = client.jetstream(timeout=10)
    count = 0
    try:
        lanes: list[Iterator[Any]] = []
        for url in urls:
            connection = await asyncpg.connect(url, timeout=5)
            try:
                lanes.append(
                    iter(
                        await connection.fetch(
                            "SELECT created_at, event_id, nats_subject, envelope::text AS body FROM outbox ORDER BY id"
                        )
                    )
                )
            finally:
                await connection.close()
        for row in heapq.merge(*lanes, key=lambda r: r["created_at"]):
            await jetstream.publish(
                row["nats_subject"], row["body"].encode(), headers={"Nats-Msg-Id": str(row["event_id"])}
            )
            count += 1
    finally:
        await client.close()
    return count
