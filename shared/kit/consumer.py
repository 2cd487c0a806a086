"""Hearing: durable pull consumers that fetch batches and have them applied."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
from collections.abc import Sequence
from operator import attrgetter
from typing import Any

import asyncpg
import nats.errors
import nats.js.errors
from nats.js import JetStreamContext
from sqlalchemy import select

from shared.kit import telemetry
from shared.kit.applier import Applier
from shared.kit.bus import STREAM, Bus
from shared.kit.db import Database, is_transient
from shared.kit.facts import Facts
from shared.kit.pull import Handed, Pull
from shared.kit.subscriptions import Subscriptions
from shared.kit.tables import parked_event

log = logging.getLogger(__name__)

ACK_WAIT_S = 5
"""After so long a message handed out over a connection that broke is handed out again: all is caught up within ten."""
BATCH = 200
MAX_ACK_PENDING = 2 * BATCH
"""One batch is being applied while the next one comes."""
REST, LONGEST_REST_S = 3, 0.05
"""While facts trickle in, the patient rest three times as long as they worked, at most so long, and more gather: one
transaction for several orders costs little more than for one."""


class DurableNotMade(Exception):
    """The administrator has not made this consumer yet, or not with all that this build listens to."""


class Consumer:
    """The loop around one durable: fetch, apply, acknowledge; pause after an error; never give up."""

    def __init__(
        self, database: Database, bus: Bus, subscriptions: Subscriptions, facts: Facts, *, batch: int = BATCH
    ) -> None:
        self.database, self.bus, self.subscriptions = database, bus, subscriptions
        self.applier = Applier(database, subscriptions, facts)
        self.batch = min(batch, BATCH)
        self.activity = 0
        self.busy = False

    @property
    def name(self) -> str:
        """The durable's name."""
        return self.subscriptions.durable

    async def run(self) -> None:
        """Consume until cancelled. One process at a time does; the others wait to take over."""
        while True:
            try:
                await self.bus.connected.wait()
                async with self.database.leadership(f"consumer {self.name}") as lock:
                    await self._consume(lock)
            except nats.errors.ConnectionClosedError:
                log.critical("the NATS connection is closed for good; ending the process so that it is started afresh")
                os.kill(os.getpid(), signal.SIGTERM)
                return
            except Exception as error:
                log.warning("consumer %s pauses: %r", self.name, error)
            finally:
                self.busy = False
            await asyncio.sleep(0.5)

    async def _consume(self, lock: asyncpg.Connection[Any]) -> None:
        await self._find(self.bus.jetstream)
        async with Pull(self.bus, self.name, self.batch) as pull:
            while not lock.is_closed():
                handed = await pull.take()
                if handed and lock.is_closed():
                    await pull.give_back(handed)  # another process leads by now
                elif handed:
                    worked = await self._handle(handed)
                    await asyncio.sleep(self.rest_after(len(handed), worked))
                elif await self._wants_redrive():
                    self.activity += await self.applier.redrive()

    async def _find(self, jetstream: JetStreamContext) -> None:
        """Make sure that the administrator has made the durable, for what this build listens to.

        Raises:
            DurableNotMade: consuming now would leave facts out.
        """
        try:
            made = (await jetstream.consumer_info(STREAM, self.name)).config
        except nats.js.errors.NotFoundError as error:
            raise DurableNotMade(f"{self.name}: run `python -m shared.kit.durables`") from error
        heard = made.filter_subjects or [made.filter_subject or "evt.>"]
        if sorted(heard) != self.subscriptions.filters:
            raise DurableNotMade(
                f"{self.name} hears {sorted(heard)}: run `python -m shared.kit.durables` of this build"
            )

    async def begin_again(self) -> None:
        """Set the durable back to the beginning of the stream.

        Raises:
            ConnectionError: the broker does not answer, or refuses.
        """
        answer = json.loads(await self.bus.request(f"$JS.API.CONSUMER.RESET.{STREAM}.{self.name}", b'{"seq": 1}'))
        if "error" in answer:
            raise ConnectionError(f"{self.name} was not set back: {answer['error']}")

    def rest_after(self, facts: int, worked: float) -> float:
        """How long more facts may gather after that many were applied; none of it while a full batch waits (S2, S3).

        Args:
            facts: how many were applied together.
            worked: seconds that took.
        """
        if not self.subscriptions.patient or facts == self.batch:
            return 0
        return min(REST * worked, LONGEST_REST_S)

    async def _handle(self, handed: Sequence[Handed]) -> float:
        """Apply and acknowledge; returns the seconds it took."""
        self.busy = True
        begun = asyncio.get_running_loop().time()
        deliveries = sorted((delivery for _, delivery in handed), key=attrgetter("sequence"))
        while True:
            try:
                await self.applier.apply(deliveries)
                break
            except Exception as error:
                if not is_transient(error):
                    raise
                log.warning("consumer %s waits for its database: %r", self.name, error)
                await asyncio.sleep(0.25)
        self.activity += len(handed)
        for message, _ in handed:
            await message.ack()
        self.busy = False
        return asyncio.get_running_loop().time() - begun

    async def _wants_redrive(self) -> bool:
        async with self.database.transaction() as session:
            found = await session.execute(
                select(parked_event.c.event_id)
                .where(parked_event.c.consumer == self.name, parked_event.c.state == "RETRY")
                .limit(1)
            )
            return found.scalar() is not None

    async def pending(self) -> int:
        """Events waiting or unacknowledged; none while there is no broker to ask."""
        if self.bus.client is None or not self.bus.client.is_connected:
            return 0
        info = await self.bus.jetstream.consumer_info(STREAM, self.name)
        return (info.num_pending or 0) + (info.num_ack_pending or 0)

    async def backlog(self) -> tuple[int, int]:
        """Events waiting or unacknowledged, and events parked."""
        pending = await self.pending()
        async with self.database.transaction() as session:
            parked = len(
                (
                    await session.execute(
                        select(parked_event.c.event_id).where(
                            parked_event.c.consumer == self.name, parked_event.c.state.in_(("PARKED", "RETRY"))
                        )
                    )
                ).all()
            )
        telemetry.LAG.labels(self.name).set(pending)
        telemetry.PARKED.labels(self.name).set(parked)
        return pending, parked
