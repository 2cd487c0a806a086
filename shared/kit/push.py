"""Facts told to the stream behind one another, and the broker itself keeps the story of a subject in order.

A fact names the one of its subject that was told just before it, and the broker takes it only right behind that one.
What it does not take because something else came between the two is told anew, as the next of its subject.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import NamedTuple, Self

import nats.errors
from nats.aio.msg import Msg
from nats.aio.subscription import Subscription
from nats.js.api import Header

from shared.kit.bus import Bus

ACK_TIMEOUT_S = 5.0
CAME_BETWEEN = 10070
"""The broker's error when the last message is not the one named."""


class Fact(NamedTuple):
    """A row of the outbox as it is told."""

    number: int
    event_id: str
    subject: str
    nats_subject: str
    envelope: str


class Push:
    """Tells facts for as long as the block lasts, and hears what became of each.

    nats-py's own ``publish_async`` leaves who waits for a refused message waiting.
    """

    def __init__(self, bus: Bus) -> None:
        self.bus = bus
        self._under_way: set[int] = set()
        self._stored: list[int] = []
        self._trouble: str | None = None
        self._heard = asyncio.Event()

    async def __aenter__(self) -> Self:
        self._inbox = self.bus.live.new_inbox()
        self._subscription: Subscription = await self.bus.live.subscribe(f"{self._inbox}.*", cb=self._hear)
        self.bus.after_reconnect.append(self._give_up)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.bus.after_reconnect.remove(self._give_up)
        if self.bus.live.is_connected:
            await self._subscription.unsubscribe()

    async def tell(self, facts: Iterable[Fact]) -> tuple[list[int], str | None]:
        """Tell these, in the order of each subject, and wait for the broker's answers.

        Returns:
            The numbers of those that it has, and what is wrong, if anything is. Those that are neither wrong nor there
            were not taken in their turn; they are to be told again, and at once.
        """
        self._stored, self._trouble = [], None
        try:
            for fact, before in _stories(facts):
                self._under_way.add(fact.number)
                await self._send(fact, before)
            async with asyncio.timeout(ACK_TIMEOUT_S):
                while self._under_way:
                    self._heard.clear()
                    await self._heard.wait()
        except TimeoutError:
            self._trouble = "no answer in time"
        except (nats.errors.Error, OSError) as error:
            self._trouble = repr(error)
        self._under_way.clear()
        return self._stored, self._trouble

    async def _send(self, fact: Fact, before: Fact | None) -> None:
        headers = {Header.MSG_ID: fact.event_id, "Content-Type": "application/cloudevents+json"}
        if before is not None:
            headers[Header.EXPECTED_LAST_MSG_ID] = before.event_id
        await self.bus.live.publish(
            fact.nats_subject, fact.envelope.encode(), reply=f"{self._inbox}.{fact.number}", headers=headers
        )

    async def _hear(self, message: Msg) -> None:
        number = int(message.subject.rpartition(".")[2])
        if message.headers:
            self._trouble = f"no stream takes facts: {message.headers.get(Header.STATUS)}"
        else:
            self._understand(number, json.loads(message.data))
        self._under_way.discard(number)
        self._heard.set()

    def _understand(self, number: int, answer: dict[str, object]) -> None:
        match answer:
            case {"error": {"err_code": code}} if code == CAME_BETWEEN:
                pass
            case {"error": refusal}:
                self._trouble = f"the broker refuses: {refusal}"
            case _:
                self._stored.append(number)

    def _give_up(self) -> None:
        """Answers that went with their connection are not waited for; what they were about is told again."""
        if self._under_way:
            self._trouble = "the connection broke"
        self._under_way.clear()
        self._heard.set()


def _stories(facts: Iterable[Fact]) -> Iterator[tuple[Fact, Fact | None]]:
    """Each fact with the one of its subject before it; those of one subject stand together."""
    stories: dict[str, list[Fact]] = {}
    for fact in facts:
        stories.setdefault(fact.subject, []).append(fact)
    for story in stories.values():
        yield from zip(story, [None, *story[:-1]], strict=True)
