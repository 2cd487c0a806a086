"""Applying deliveries: a batch in one transaction, in stream order, once.

One failing event parks itself and the later events of its subject; the others go on (design §3).
"""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Text, Uuid, any_, bindparam, func, null, or_, select, text, true, union_all, update
from sqlalchemy.dialects.postgresql import insert as upsert

from shared.contracts.base import Envelope
from shared.kit import telemetry
from shared.kit.db import AsyncSession, Database, is_transient
from shared.kit.deliveries import Delivery, around_the_bad_one, why
from shared.kit.facts import Facts
from shared.kit.subscriptions import Subscriptions
from shared.kit.tables import inbox, parked_event

log = logging.getLogger(__name__)

CONSUMER = bindparam("consumer", type_=Text)
TURN = select(func.pg_advisory_xact_lock(func.hashtextextended(CONSUMER, 7120)))
"""A batch is applied when its turn has come: who only thinks that he leads waits for the batch that is under way."""
BLOCKED = (
    select(parked_event.c.subject)
    .where(
        parked_event.c.consumer == CONSUMER,
        parked_event.c.subject == any_(bindparam("held_up", type_=ARRAY(Text))),
        or_(parked_event.c.state == "PARKED", parked_event.c.state == "RETRY"),
    )
    .distinct()
    .cte("blocked")
)
TOLD = (
    func.unnest(bindparam("events", type_=ARRAY(Uuid)), bindparam("subjects", type_=ARRAY(Text)))
    .table_valued("event_id", "subject")
    .render_derived("told")
)
NEW = (
    upsert(inbox)
    .from_select(
        ["consumer", "event_id"],
        select(CONSUMER, TOLD.c.event_id)
        .select_from(TURN.cte("turn").join(TOLD, true()))
        .where(TOLD.c.subject.not_in(select(BLOCKED.c.subject))),
    )
    .on_conflict_do_nothing()
    .returning(inbox.c.event_id)
    .cte("new")
)
TAKE = union_all(select(NEW.c.event_id, null().label("blocked")), select(null(), BLOCKED.c.subject))
"""Takes the consumer's turn, notes which events are new and says which subjects are blocked, in one round trip.

The same statement for a batch of any length, so that it is compiled and planned once.
"""


async def take_turn(session: AsyncSession, consumer: str) -> None:
    """Keep every batch of the consumer out until this transaction ends."""
    await session.execute(TURN, {"consumer": consumer})


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
        heard = [d for d in deliveries if self.subscriptions.hears(d.envelope.type)]
        if not heard:
            return
        async with self.database.transaction() as session:
            new, blocked = await self._take(session, heard, {d.envelope.subject for d in heard})
            if blocked:
                await self._hold(session, [d for d in heard if d.envelope.subject in blocked])
            await self._apply_new(session, heard, new)

    async def _take(
        self, session: AsyncSession, deliveries: Sequence[Delivery], held_up: Collection[str]
    ) -> tuple[set[UUID], set[str]]:
        """Take the turn; returns the ids of the events that are new here, and which of these subjects are blocked."""
        subjects = {d.envelope.id: d.envelope.subject for d in deliveries}
        rows = await session.execute(
            TAKE,
            {
                "consumer": self.consumer,
                "events": list(subjects),
                "subjects": list(subjects.values()),
                "held_up": list(held_up),
            },
        )
        found = rows.all()
        return {row[0] for row in found if row[0]}, {row[1] for row in found if row[1]}

    async def _apply_new(self, session: AsyncSession, deliveries: Sequence[Delivery], new: Collection[UUID]) -> None:
        once = {d.envelope.id: d for d in deliveries if d.envelope.id in new}
        events = [event for delivery in once.values() if (event := delivery.opened()) is not None]
        if events:
            session.info["consumer"] = self.consumer
            await self.subscriptions.apply(events, session)
            for kind, count in Counter(event.name for event in events).items():
                telemetry.APPLIED.labels(self.consumer, kind).inc(count)

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
                    again = [Delivery(Envelope.model_validate(row.envelope), row.sequence)]
                    new, _ = await self._take(session, again, ())
                    await self._apply_new(session, again, new)
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
