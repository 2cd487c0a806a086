"""Hearing: durable pull consumers that apply a batch in one transaction, in stream order, once.

One failing event parks itself and the later events of its subject; the others go on (design §3).
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar

import asyncpg
import nats.errors
import nats.js.errors
from nats.aio.msg import Msg
from nats.js import JetStreamContext
from sqlalchemy import ARRAY, Text, Uuid, any_, bindparam, func, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from shared.contracts.base import Envelope, Event
from shared.kit import telemetry
from shared.kit.bus import STREAM, Bus
from shared.kit.db import AsyncSession, Database, is_transient
from shared.kit.deliveries import Delivery, around_the_bad_one, opened, read, why
from shared.kit.facts import Facts
from shared.kit.tables import inbox, parked_event
from shared.kit.turns import in_turn

log = logging.getLogger(__name__)

E = TypeVar("E", bound=Event)
Handler = Callable[[Any, AsyncSession], Awaitable[None]]
BatchHandler = Callable[[Sequence[Any], AsyncSession], Awaitable[None]]
Listener = Callable[[Sequence[Envelope]], Awaitable[None]]

ACK_WAIT_S = 5
"""After so long a message handed out over a connection that broke is handed out again: all is caught up within ten."""
IDLE_FETCH_S = 2.0
MAX_ACK_PENDING = 200


class DurableNotMade(Exception):
    """The administrator has not made this consumer yet, or not with all that this build listens to."""


# Statements that are the same for a batch of any length, so that they are compiled and planned once.
NOTE_SEEN = (
    upsert(inbox)
    .from_select(
        ["consumer", "event_id"],
        select(bindparam("consumer", type_=Text), func.unnest(bindparam("events", type_=ARRAY(Uuid)))),
    )
    .on_conflict_do_nothing()
    .returning(inbox.c.event_id)
)
BLOCKED = (
    select(parked_event.c.subject)
    .where(
        parked_event.c.consumer == bindparam("consumer"),
        parked_event.c.subject == any_(bindparam("subjects", type_=ARRAY(Text))),
        parked_event.c.state.in_(("PARKED", "RETRY")),
    )
    .distinct()
)


class Subscriptions:
    """The whole subscription list of one durable consumer, readable in one place.

    >>> subscriptions = Subscriptions("pickup")
    >>> @subscriptions.on(OrderBalanceChanged)
    ... async def show_what_is_owed(event, session): ...
    """

    def __init__(self, durable: str) -> None:
        self.durable = durable
        self.handlers: dict[str, Handler] = {}
        self.runs: dict[str, BatchHandler] = {}
        self.events: list[type[Event]] = []
        self.everything: BatchHandler | None = None
        self.after_commit: list[Listener] = []

    def on(self, *kinds: type[Event]) -> Callable[[Handler], Handler]:
        """Apply these facts one by one with the decorated function."""

        def register(handler: Handler) -> Handler:
            for kind in kinds:
                self._hear(kind)
                self.handlers[kind.type()] = handler
            return handler

        return register

    def on_runs_of(self, *kinds: type[Event]) -> Callable[[BatchHandler], BatchHandler]:
        """Apply these facts with the decorated function, as many together as follow each other in the stream.

        It takes them ``in_turn`` and may read and write for all of them at once.
        """

        def register(handler: BatchHandler) -> BatchHandler:
            for kind in kinds:
                self._hear(kind)
                self.runs[kind.type()] = handler
            return handler

        return register

    def _hear(self, kind: type[Event]) -> None:
        if kind in self.events:
            raise TypeError(f"{self.durable} handles {kind.name} twice")
        self.events.append(kind)

    def on_everything(self, handler: BatchHandler) -> BatchHandler:
        """Apply every fact of the system, a run at a time in stream order, with the decorated function."""
        self.everything = handler
        return handler

    def hears(self, kind: str) -> bool:
        """Whether facts of this CloudEvents type are applied."""
        return self.everything is not None or kind in self.handlers or kind in self.runs

    @property
    def filters(self) -> list[str]:
        """NATS subjects this consumer receives."""
        return ["evt.>"] if self.everything else sorted({kind.nats_filter() for kind in self.events})

    async def apply(self, events: Sequence[Event], session: AsyncSession) -> None:
        """Run the handlers over events that are new here, in order."""
        if self.everything is not None:
            await self.everything(events, session)
            return
        for together, run in groupby(events, key=lambda event: self.runs.get(event.type())):
            if together is not None:
                await together(list(run), session)
                continue
            heard = [event for event in run if event.type() in self.handlers]
            for event in in_turn(heard, session):
                await self.handlers[event.type()](event, session)


class Applier:
    """Applies deliveries to the database: inbox, effects and outbox in one transaction; parks what fails."""

    def __init__(self, database: Database, subscriptions: Subscriptions, facts: Facts | None = None) -> None:
        self.database, self.subscriptions, self.facts = database, subscriptions, facts or Facts()
        self.consumer = subscriptions.durable

    async def apply(self, deliveries: Sequence[Delivery]) -> None:
        """Apply a batch; when one of it fails, apply it in parts, down to the one that is parked.

        Raises:
            TryAgain, OSError, DBAPIError: transient trouble; nothing was parked, deliver again.
        """
        try:
            await self._apply_together(deliveries)
        except Exception as error:
            if is_transient(error):
                raise
            if len(deliveries) == 1:
                await self._park(deliveries[0], error)
            else:
                for part in around_the_bad_one(deliveries):
                    await self.apply(part)
            return
        self.facts.arrived({d.envelope.subject for d in deliveries})
        for listener in self.subscriptions.after_commit:
            await listener([d.envelope for d in deliveries])

    async def _apply_together(self, deliveries: Sequence[Delivery]) -> None:
        async with self.database.transaction() as session:
            blocked = await self._blocked_subjects(session, {d.envelope.subject for d in deliveries})
            free = [d for d in deliveries if d.envelope.subject not in blocked]
            held = [d for d in deliveries if d.envelope.subject in blocked]
            if held:
                await self._hold(session, held)
            await self._take(session, free)

    async def _take(self, session: AsyncSession, deliveries: Sequence[Delivery]) -> None:
        new = await self._unseen(session, deliveries)
        once = {d.envelope.id: d.envelope for d in deliveries if d.envelope.id in new}
        events = [event for envelope in once.values() if (event := opened(envelope)) is not None]
        if events:
            session.info["consumer"] = self.consumer
            await self.subscriptions.apply(events, session)
            for kind, count in Counter(event.name for event in events).items():
                telemetry.APPLIED.labels(self.consumer, kind).inc(count)

    async def _unseen(self, session: AsyncSession, deliveries: Sequence[Delivery]) -> set[Any]:
        ids = list({d.envelope.id for d in deliveries})
        if not ids:
            return set()
        rows = await session.execute(NOTE_SEEN, {"consumer": self.consumer, "events": ids})
        return set(rows.scalars())

    async def _blocked_subjects(self, session: AsyncSession, subjects: set[str]) -> set[str]:
        rows = await session.execute(BLOCKED, {"consumer": self.consumer, "subjects": list(subjects)})
        return set(rows.scalars())

    async def _hold(self, session: AsyncSession, deliveries: Sequence[Delivery]) -> None:
        for delivery in deliveries:
            known = await session.execute(
                select(inbox.c.event_id).where(
                    inbox.c.consumer == self.consumer, inbox.c.event_id == delivery.envelope.id
                )
            )
            if known.scalar() is None:
                await session.execute(self._parked_row(delivery, "waits behind an earlier event of the same subject"))

    async def _park(self, delivery: Delivery, error: Exception) -> None:
        log.error(
            "parking %s of %s for %s", delivery.envelope.type, delivery.envelope.subject, self.consumer, exc_info=error
        )
        async with self.database.transaction() as session:
            await session.execute(
                text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))"),
                {"key": f"{self.consumer}/{delivery.envelope.subject}"},
            )
            await session.execute(self._parked_row(delivery, why(error)))

    def _parked_row(self, delivery: Delivery, reason: str) -> Any:
        envelope = delivery.envelope
        return (
            upsert(parked_event)
            .values(
                consumer=self.consumer,
                event_id=envelope.id,
                subject=envelope.subject,
                sequence=delivery.sequence,
                type=envelope.type,
                envelope=json.loads(envelope.model_dump_json(exclude_none=True).replace("\\u0000", "\\ufffd")),
                error=reason,
            )
            .on_conflict_do_nothing()
        )

    async def redrive(self) -> int:
        """Apply parked events that were marked for another try, in stream order; stop a subject at its first failure.

        Returns:
            How many were applied.
        """
        async with self.database.transaction() as session:
            subjects = list(
                (
                    await session.execute(
                        select(parked_event.c.subject)
                        .where(parked_event.c.consumer == self.consumer, parked_event.c.state == "RETRY")
                        .distinct()
                    )
                ).scalars()
            )
        applied = 0
        for subject in subjects:
            applied += await self._redrive_subject(subject)
        return applied

    async def _redrive_subject(self, subject: str) -> int:
        async with self.database.transaction() as session:
            rows = (
                await session.execute(
                    select(parked_event)
                    .where(
                        parked_event.c.consumer == self.consumer,
                        parked_event.c.subject == subject,
                        parked_event.c.state.in_(("PARKED", "RETRY")),
                    )
                    .order_by(parked_event.c.sequence)
                )
            ).all()
        for done, row in enumerate(rows):
            mine = (parked_event.c.consumer == self.consumer, parked_event.c.event_id == row.event_id)
            try:
                async with self.database.transaction() as session:
                    await self._take(session, [Delivery(Envelope.model_validate(row.envelope), row.sequence)])
                    await session.execute(
                        update(parked_event).where(*mine).values(state="DONE", settled_at=text("now()"))
                    )
            except Exception as error:
                if is_transient(error):
                    raise
                async with self.database.transaction() as session:
                    await session.execute(
                        update(parked_event)
                        .where(
                            parked_event.c.consumer == self.consumer,
                            parked_event.c.subject == subject,
                            parked_event.c.state == "RETRY",
                        )
                        .values(state="PARKED")
                    )
                    await session.execute(
                        update(parked_event).where(*mine).values(error=why(error), attempts=parked_event.c.attempts + 1)
                    )
                return done
            self.facts.arrived([subject])
        return len(rows)


class Consumer:
    """The loop around one durable: fetch, apply, acknowledge; pause after an error; never give up."""

    def __init__(
        self, database: Database, bus: Bus, subscriptions: Subscriptions, facts: Facts, *, batch: int = MAX_ACK_PENDING
    ) -> None:
        self.database, self.bus, self.subscriptions = database, bus, subscriptions
        self.applier = Applier(database, subscriptions, facts)
        self.batch = min(batch, MAX_ACK_PENDING)
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
        jetstream = self.bus.jetstream
        await self._find(jetstream)
        subscription = await jetstream.pull_subscribe_bind(consumer=self.name, stream=STREAM)
        try:
            while not lock.is_closed():
                try:
                    messages = await subscription.fetch(self.batch, timeout=IDLE_FETCH_S)
                except (TimeoutError, nats.errors.TimeoutError):
                    messages = []
                if messages and lock.is_closed():
                    # Another process leads by now; it shall have these first, and at once.
                    for message in messages:
                        await message.nak()
                elif messages:
                    await self._handle(messages)
                elif await self._wants_redrive():
                    self.activity += await self.applier.redrive()
        finally:
            if self.bus.client is not None and self.bus.client.is_connected:
                await subscription.unsubscribe()

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

    async def _handle(self, messages: Sequence[Msg]) -> None:
        self.busy = True
        placed = sorted(((message.metadata.sequence.stream, message) for message in messages), key=itemgetter(0))
        deliveries = [read(message.data, message.subject, sequence) for sequence, message in placed]
        while True:
            try:
                await self.applier.apply(deliveries)
                break
            except Exception as error:
                if not is_transient(error):
                    raise
                log.warning("consumer %s waits for its database: %r", self.name, error)
                await asyncio.sleep(0.25)
        for _, message in placed:
            await message.ack()
        self.activity += len(messages)
        self.busy = False

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
