"""Sending messages: claimed, sent at most once, retried only while nothing left the house.

The number is asked of reception at the moment of sending and kept nowhere; what is stored is template, parameters,
ids and the result.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, text, update
from sqlmodel import col, select

from services.customer_service.domain.contacts import OPEN_STATES, Channel, ContactAction, Outcome
from services.customer_service.domain.templates import Template
from services.customer_service.models import Contact, MessageRow, OrderCopy
from services.customer_service.models.contacts import MessageState
from services.customer_service.providers import NotSent, OutcomeUnknown, Parcel, Provider, Refused
from services.customer_service.queries.branches import the_branch
from services.customer_service.queries.contacts import text_parameters
from services.customer_service.queries.texts import the_text
from services.customer_service.service.policy import policy
from shared.kit import clock
from shared.kit.db import AsyncSession, Database
from shared.kit.outbox import publish

BATCH = 20
CLAIM_LASTS = timedelta(minutes=5)
FIRST_PAUSE = timedelta(seconds=30)

Ask = Callable[[str, bytes], Awaitable[bytes]]
"""Requests over the bus: subject and body to answer; ``ConnectionError`` when nobody answers."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that this process, and no other, is sending."""

    id: UUID
    order_id: UUID | None
    person_id: UUID | None
    text: Template
    rule: str
    parameters: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How it went."""

    state: MessageState
    result: str


class Sender:
    """Sends what is due.

    Args:
        provider: how messages leave the house; None fails each message with ``no provider``.
        ask: asks reception for a number.
    """

    def __init__(self, provider: Provider | None, ask: Ask) -> None:
        self.provider, self.ask = provider, ask

    async def send_due(self, session: AsyncSession, now: datetime) -> None:
        """Send everything due at ``now``; claims and results each commit on their own."""
        database: Database = session.info["database"]
        await self._show_lost_claims(database, now)
        while (claimed := await self._claim(database, now)) is not None:
            verdicts = await asyncio.gather(*(self._send(message) for message in claimed))
            async with database.transaction() as own:
                for message, verdict in zip(claimed, verdicts, strict=True):
                    await _settle(own, message.id, verdict, now)
            # The job's own transaction is open meanwhile; a word keeps it from being cut off as idle.
            await session.execute(text("SELECT 1"))

    async def _show_lost_claims(self, database: Database, now: datetime) -> None:
        async with database.transaction() as own:
            await own.execute(
                update(MessageRow)
                .where(
                    col(MessageRow.state) == MessageState.SENDING,
                    col(MessageRow.claimed_at) <= now - CLAIM_LASTS,
                )
                .values(state=MessageState.UNKNOWN, result="the process ended while sending")
            )

    async def _claim(self, database: Database, now: datetime) -> list[Claimed] | None:
        async with database.transaction() as own:
            rows = await own.exec(
                select(MessageRow, Contact)
                .where(
                    col(MessageRow.contact_id) == col(Contact.id),
                    col(MessageRow.state) == MessageState.QUEUED,
                    col(MessageRow.next_try_at) <= now,
                )
                .order_by(col(MessageRow.next_try_at))
                .limit(BATCH)
                .with_for_update(of=MessageRow, skip_locked=True)
            )
            claimed: list[Claimed] = []
            found = list(rows)
            for message, contact in found:
                if contact.state not in OPEN_STATES:
                    message.state, message.result = MessageState.CANCELLED, "done by a person"
                    continue
                message.state, message.claimed_at = MessageState.SENDING, now
                message.attempts += 1
                order = await own.get(OrderCopy, message.order_id) if message.order_id else None
                branch = await the_branch(own, message.branch_id)
                words = await the_text(own, message.template, message.branch_id)
                parameters = text_parameters(message.parameters, order, branch)
                claimed.append(
                    Claimed(message.id, message.order_id, message.person_id, words, contact.rule, parameters)
                )
        return claimed if found else None

    async def _send(self, message: Claimed) -> Verdict:
        if self.provider is None:
            return Verdict(MessageState.FAILED, "no provider")
        try:
            phone, language = await self._recipient(message)
            body = message.text.render(language, message.parameters)
            await self.provider.send(Parcel(message.id, phone, body))
        except (ConnectionError, NotSent) as error:
            return Verdict(MessageState.QUEUED, f"not sent: {type(error).__name__}")
        except (LookupError, Refused) as error:
            return Verdict(MessageState.FAILED, f"refused: {type(error).__name__}")
        except OutcomeUnknown:
            return Verdict(MessageState.UNKNOWN, "may have been sent")
        return Verdict(MessageState.SENT, self.provider.name)

    async def _recipient(self, message: Claimed) -> tuple[str, str]:
        who = {"order_id": message.order_id} if message.order_id else {"person_id": message.person_id}
        question = {**{key: str(value) for key, value in who.items()}, "purpose": message.rule}
        answer = json.loads(await self.ask("rpc.reception.contact", json.dumps(question).encode()))
        for person in answer.get("people", []):
            if person.get("phone"):
                return str(person["phone"]), str(answer.get("language", "zh-CN"))
        raise LookupError("reception knows no number")


async def _settle(session: AsyncSession, message_id: UUID, verdict: Verdict, now: datetime) -> None:
    message = await session.get(MessageRow, message_id, with_for_update=True)
    contact = await session.get(Contact, message.contact_id, with_for_update=True) if message else None
    if message is None or contact is None:
        raise LookupError(f"message {message_id} vanished while it was sent")
    state = verdict.state
    if state is MessageState.QUEUED and message.attempts >= policy().message_attempts:
        state = MessageState.FAILED
    message.state, message.result = state, verdict.result
    if state is MessageState.QUEUED:
        branch = await the_branch(session, message.branch_id)
        message.next_try_at = branch.outside_quiet_hours(now + FIRST_PAUSE * 2 ** (message.attempts - 1))
    elif state is MessageState.SENT:
        message.sent_at, message.provider = clock.now(), verdict.result
    if contact.state in OPEN_STATES and state in (MessageState.SENT, MessageState.FAILED):
        sent = state is MessageState.SENT
        action = ContactAction.COMPLETE if sent else ContactAction.GIVE_UP
        outcome = Outcome.DONE if sent else Outcome.NOT_REACHED
        done = contact.close(action, outcome, Channel.SMS, None, clock.now())
        contact.reason = None if sent else verdict.result
        publish(session, done, version=contact.version)


def next_message() -> Select[Any]:
    """When the next message is due, or a claim has lasted too long."""
    queued = func.min(MessageRow.next_try_at).filter(col(MessageRow.state) == MessageState.QUEUED)
    claimed = func.min(MessageRow.claimed_at).filter(col(MessageRow.state) == MessageState.SENDING)
    under_way = col(MessageRow.state).in_((MessageState.QUEUED, MessageState.SENDING))
    return select(func.least(queued, claimed + CLAIM_LASTS)).where(under_way)
