"""Publishing: the fact commits with the change, one relay per database sends it on in order."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import Any
from uuid import UUID

import asyncpg
from sqlalchemy import func, select

from shared.contracts.base import Envelope, Event
from shared.kit import clock, ids, telemetry
from shared.kit.batch import LARGEST_BATCH
from shared.kit.bus import Bus
from shared.kit.db import DRIVER_ERRORS, AsyncSession, Database
from shared.kit.push import Fact, Push
from shared.kit.tables import outbox

log = logging.getLogger(__name__)

SAFETY_POLL_S = 2.0
ROUND = """
WITH marked AS (UPDATE outbox SET published_at = clock_timestamp() WHERE id = ANY($1))
SELECT id, event_id::text, subject, nats_subject, envelope::text FROM outbox
WHERE published_at IS NULL AND id <> ALL($2) ORDER BY id LIMIT $3
"""


def publish(session: AsyncSession, event: Event, *, version: int = 0) -> UUID:
    """Put the fact into the outbox of this transaction; it is written just before the commit.

    Args:
        session: the transaction that makes the fact true.
        event: what happened.
        version: the aggregate's version after the change.

    Returns:
        The event id, which is also its ``Nats-Msg-Id``.
    """
    trace = session.info.get("traceparent") or telemetry.traceparent()
    row = outbox_row(event, version=version, actor=session.info.get("actor"), traceparent=trace)
    session.info.setdefault("outbox", []).append(row)
    return UUID(row["event_id"])


def outbox_row(
    event: Event, *, version: int = 0, actor: str | None = None, traceparent: str | None = None
) -> dict[str, Any]:
    """The fact as a row of the outbox; a migration that makes facts true writes such rows."""
    told = event.told(ids.new_id(), clock.now(), version=version, actor=actor, traceparent=traceparent)
    return {
        "event_id": told["id"],
        "type": told["type"],
        "nats_subject": event.nats_subject,
        "subject": told["subject"],
        "branch_id": event.branch_id,
        "envelope": told,
    }


class Relay:
    """Sends committed facts on: subjects side by side, the facts of one subject one behind the other.

    A partition is no unit of order here: one of sixteen, it would let every order wait for all others in it.
    """

    def __init__(self, database: Database, bus: Bus, service: str) -> None:
        self.database, self.bus, self.service = database, bus, service
        self.wake = asyncio.Event()
        self.leading = False
        self.activity = 0
        database.after_commit.append(self._on_commit)
        self._background: set[asyncio.Task[None]] = set()

    def _on_commit(self, session: AsyncSession) -> None:
        if not session.info.get("outbox"):
            return
        self.wake.set()
        if not self.leading:
            task = asyncio.create_task(self.bus.publish(f"wake.{self.service}", b"outbox"))
            self._background.add(task)
            task.add_done_callback(self._background.discard)

    async def run(self) -> None:
        """Relay until cancelled; only the holder of the lock works, the others wait to take over."""
        while True:
            try:
                await self.bus.connected.wait()
                async with self.database.leadership("relay") as connection, Push(self.bus, self.wake) as push:
                    self.leading = True
                    # A mark that a crash takes back only lets a fact be told again, and that is noticed.
                    await connection.execute("SET synchronous_commit = off")
                    await self._lead(connection, push)
            except DRIVER_ERRORS as error:
                log.warning("relay lost its database connection: %r", error)
            except Exception:
                # A relay that ended here would leave facts unpublished and nobody the wiser.
                log.exception("the relay stumbled and goes on")
            finally:
                self.leading = False
            await asyncio.sleep(0.5)

    async def _lead(self, connection: asyncpg.Connection[Any], push: Push) -> None:
        while True:
            await self.bus.connected.wait()
            self.wake.clear()
            await self._round(connection, push)
            with suppress(TimeoutError):
                async with asyncio.timeout(SAFETY_POLL_S):
                    await self.wake.wait()

    async def _round(self, connection: asyncpg.Connection[Any], push: Push) -> None:
        """Mark what the broker has, and tell what it does not have."""
        stored, under_way, trouble = push.heard()
        self.activity += len(stored)
        if trouble is not None:
            log.warning("publishing waits: %s", trouble)
            await asyncio.sleep(0.5)
        rows = await connection.fetch(ROUND, stored, [*stored, *under_way], LARGEST_BATCH)
        await push.tell(Fact(*row) for row in rows)
        if len(rows) == LARGEST_BATCH:
            # A crowd of facts waits: round by round it is told with fewer questions to the database.
            await push.settled()
            self.wake.set()

    async def has_backlog(self, session: AsyncSession) -> bool:
        """Whether any fact is unpublished."""
        found = await session.execute(select(outbox.c.id).where(outbox.c.published_at.is_(None)).limit(1))
        return found.scalar() is not None

    async def backlog(self) -> tuple[int, float]:
        """How many facts are unpublished, and the age of the oldest in seconds."""
        async with self.database.transaction() as session:
            unpublished = select(
                func.count(),
                func.coalesce(func.extract("epoch", func.clock_timestamp() - func.min(outbox.c.created_at)), 0),
            ).where(outbox.c.published_at.is_(None))
            count, age = (await session.execute(unpublished)).one()
        telemetry.OUTBOX_AGE.labels(self.service).set(float(age))
        return int(count), float(age)


def decode(payload: bytes | str) -> Envelope:
    """The envelope of a message body."""
    return Envelope.model_validate_json(payload)
