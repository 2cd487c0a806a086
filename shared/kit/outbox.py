"""Publishing: the fact commits with the change, one relay per database sends it on in order."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from typing import Any
from uuid import UUID

import asyncpg
import nats.errors
import nats.js.errors
from opentelemetry.propagate import inject
from sqlalchemy import func, select

from shared.contracts.base import Envelope, Event
from shared.kit import clock, ids, telemetry
from shared.kit.bus import Bus
from shared.kit.db import DRIVER_ERRORS, AsyncSession, Database
from shared.kit.tables import outbox

log = logging.getLogger(__name__)

BATCH = 1000
SAFETY_POLL_S = 2.0


def publish(session: AsyncSession, event: Event, *, version: int = 0) -> UUID:
    """Put the fact into the outbox of this transaction; it is written just before the commit.

    Args:
        session: the transaction that makes the fact true.
        event: what happened.
        version: the aggregate's version after the change.

    Returns:
        The event id, which is also its ``Nats-Msg-Id``.
    """
    row = outbox_row(event, version=version, actor=session.info.get("actor"))
    session.info.setdefault("outbox", []).append(row)
    return UUID(row["event_id"])


def outbox_row(event: Event, *, version: int = 0, actor: str | None = None) -> dict[str, Any]:
    """The fact as a row of the outbox; a migration that makes facts true writes such rows."""
    carrier: dict[str, str] = {}
    inject(carrier)
    envelope = Envelope(
        id=ids.new_id(),
        source=f"/studio/{event.publisher}",
        type=event.type(),
        subject=event.subject,
        time=clock.now(),
        branchid=event.branch_id,
        aggregateversion=version,
        actorid=actor,
        traceparent=carrier.get("traceparent"),
        data=event.model_dump(mode="json"),
    )
    return {
        "event_id": str(envelope.id),
        "type": envelope.type,
        "nats_subject": event.nats_subject,
        "subject": envelope.subject,
        "branch_id": event.branch_id,
        "envelope": envelope.model_dump(mode="json", exclude_none=True),
    }


class Relay:
    """Sends committed facts on: those about one subject one by one, subjects side by side; marked after the ack.

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
                async with self.database.leadership("relay") as connection:
                    self.leading = True
                    await self._lead(connection)
            except DRIVER_ERRORS as error:
                log.warning("relay lost its database connection: %r", error)
            except Exception:
                # A relay that ended here would leave facts unpublished and nobody the wiser.
                log.exception("the relay stumbled and goes on")
            finally:
                self.leading = False
            await asyncio.sleep(0.5)

    async def _lead(self, connection: asyncpg.Connection[Any]) -> None:
        while True:
            self.wake.clear()
            if await self._send_batch(connection):
                continue
            try:
                async with asyncio.timeout(SAFETY_POLL_S):
                    await self.wake.wait()
            except TimeoutError:
                await self.bus.connected.wait()

    async def _send_batch(self, connection: asyncpg.Connection[Any]) -> int:
        rows = await connection.fetch(
            "SELECT id, event_id, nats_subject, subject, envelope::text AS envelope FROM outbox "
            "WHERE published_at IS NULL ORDER BY id LIMIT $1",
            BATCH,
        )
        if not rows:
            return 0
        lanes: dict[str, list[Any]] = defaultdict(list)
        for row in rows:
            lanes[row["subject"]].append(row)
        done: list[int] = []
        results = await asyncio.gather(
            *(self._send_lane(lane, done) for lane in lanes.values()), return_exceptions=True
        )
        if done:
            await connection.execute("UPDATE outbox SET published_at = clock_timestamp() WHERE id = ANY($1)", done)
            self.activity += len(done)
        for result in results:
            if isinstance(result, (nats.errors.Error, nats.js.errors.Error, OSError, TimeoutError)):
                log.warning("publishing waits: %r", result)
                await asyncio.sleep(0.5)
                break
            if isinstance(result, BaseException):
                raise result
        return len(done)

    async def _send_lane(self, rows: list[Any], done: list[int]) -> None:
        jetstream = self.bus.jetstream
        for row in rows:
            await jetstream.publish(
                row["nats_subject"],
                row["envelope"].encode(),
                timeout=5,
                headers={"Nats-Msg-Id": str(row["event_id"]), "Content-Type": "application/cloudevents+json"},
            )
            done.append(row["id"])

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
