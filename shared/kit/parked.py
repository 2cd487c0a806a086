"""Looking after parked events from the command line; each function works on one service's database."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import asyncpg


async def list_parked(url: str) -> list[dict[str, Any]]:
    """What is parked: consumer, subject, event id, type, error, attempts, since when."""
    connection = await asyncpg.connect(url, timeout=5)
    try:
        rows = await connection.fetch(
            "SELECT consumer, subject, event_id, type, state, error, attempts, parked_at FROM parked_event "
            "WHERE state IN ('PARKED', 'RETRY') ORDER BY consumer, subject, sequence"
        )
        return [dict(row) for row in rows]
    finally:
        await connection.close()


async def retry(url: str, consumer: str | None = None, subject: str | None = None) -> int:
    """Mark parked events for another try in stream order; the running consumer does it. Returns how many."""
    connection = await asyncpg.connect(url, timeout=5)
    try:
        done = await connection.execute(
            "UPDATE parked_event SET state = 'RETRY' WHERE state = 'PARKED' "
            "AND ($1::text IS NULL OR consumer = $1) AND ($2::text IS NULL OR subject = $2)",
            consumer,
            subject,
        )
        return int(done.rpartition(" ")[2])
    finally:
        await connection.close()


async def drop(url: str, event_id: UUID, who: str, why: str) -> bool:
    """Give an event up for good; who and why stay on record. Returns whether it was parked here."""
    connection = await asyncpg.connect(url, timeout=5)
    try:
        async with connection.transaction():
            done = await connection.execute(
                "UPDATE parked_event SET state = 'DROPPED', settled_at = now(), settled_by = $2, reason = $3 "
                "WHERE event_id = $1 AND state IN ('PARKED', 'RETRY')",
                event_id,
                who,
                why,
            )
            await connection.execute(
                "INSERT INTO inbox (consumer, event_id) SELECT consumer, event_id FROM parked_event "
                "WHERE event_id = $1 AND state = 'DROPPED' ON CONFLICT DO NOTHING",
                event_id,
            )
        return int(done.rpartition(" ")[2]) > 0
    finally:
        await connection.close()
