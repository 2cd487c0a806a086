"""Facts told to the stream behind one another, and the broker itself keeps the story of a subject in order.

A fact names the one of its subject that was told just before it, and the broker takes it only right behind that one.
What it does not take because something else came between the two is told anew, as the next of its subject. While the
broker is on its answers, facts of other subjects go out.

A crowd of facts, as it waits after an outage, goes as one batch that the broker takes whole or not at all.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from types import TracebackType
from typing import NamedTuple, Self

import nats.errors
from nats.aio.msg import Msg
from nats.aio.subscription import Subscription
from nats.js.api import Header

from shared.kit.batch import batch_headers
from shared.kit.bus import Bus

ACK_TIMEOUT_S = 5.0
MARKED_WITHIN_S = 0.02
"""A fact that arrived is marked with the next round, or after this time; a mark is nothing anybody waits for."""
CAME_BETWEEN = 10070
"""The broker's error when the last message is not the one named."""
CROWD = 50
"""From so many on, facts go as a batch. For a handful, what it takes to keep it apart until it is whole costs more."""


class Fact(NamedTuple):
    """A row of the outbox as it is told."""

    number: int
    event_id: str
    subject: str
    nats_subject: str
    envelope: str


class _UnderWay(NamedTuple):
    """A fact that the broker has not answered for yet."""

    subject: str
    since: float


class Push:
    """Tells facts for as long as the block lasts and hears what becomes of each, without waiting for it.

    nats-py's own ``publish_async`` leaves who waits for a refused message waiting.

    Args:
        bus: the connection.
        wake: set when something was heard that is worth a round.
    """

    def __init__(self, bus: Bus, wake: asyncio.Event) -> None:
        self.bus, self.wake = bus, wake
        self._under_way: dict[int, _UnderWay] = {}
        self._crowds: dict[int, list[int]] = {}
        self._one_by_one_until = 0
        self._busy: set[str] = set()
        self._attempt = 0
        self._some_wait = False
        self._stored: list[int] = []
        self._trouble: str | None = None
        self._soon: asyncio.TimerHandle | None = None
        self._answered = asyncio.Event()

    async def __aenter__(self) -> Self:
        self._inbox = self.bus.live.new_inbox()
        self._subscription: Subscription = await self.bus.live.subscribe(f"{self._inbox}.>", cb=self._hear)
        self.bus.after_reconnect.append(self._connected_again)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.bus.after_reconnect.remove(self._connected_again)
        if self._soon is not None:
            self._soon.cancel()
        if self.bus.live.is_connected:
            await self._subscription.unsubscribe()

    async def tell(self, facts: Iterable[Fact]) -> None:
        """Tell these in the order of each subject. Those of a subject that is under way are left for a later round.

        So are those of one that was when it was last asked what was heard: who looked for these facts then left out
        what was under way, and if the broker has refused that since, they would go out before it.
        """
        busy, waiting = self._busy | self._subjects(), list(facts)
        free = [fact for fact in waiting if fact.subject not in busy]
        self._some_wait = len(free) < len(waiting)
        try:
            if len(free) >= CROWD and free[0].number > self._one_by_one_until:
                await self._send_together(free)
            else:
                for fact, before in _stories(free):
                    await self._send(fact, before)
        except (nats.errors.Error, OSError) as error:
            self._give_up(repr(error))

    def heard(self) -> tuple[list[int], list[int], str | None]:
        """What became of the facts since this was last asked.

        Returns:
            The numbers of those that the broker has, of those that are under way, and what is wrong, if anything is.
            Those that are neither, it did not take in their turn; they are to be told again, and at once.
        """
        oldest = next(iter(self._under_way.values()), None)
        if oldest is not None and time.monotonic() - oldest.since > ACK_TIMEOUT_S:
            self._give_up("no answer in time")
        if self._soon is not None:
            self._soon.cancel()
            self._soon = None
        self._busy = self._subjects()
        stored, self._stored = self._stored, []
        trouble, self._trouble = self._trouble, None
        return stored, list(self._under_way), trouble

    async def settled(self) -> None:
        """Wait until nothing is under way, or nothing is heard for too long."""
        with suppress(TimeoutError):
            while self._under_way:
                self._answered.clear()
                async with asyncio.timeout(ACK_TIMEOUT_S):
                    await self._answered.wait()

    def _subjects(self) -> set[str]:
        return {told.subject for told in self._under_way.values()}

    async def _send(self, fact: Fact, before: Fact | None) -> None:
        behind = {} if before is None else {Header.EXPECTED_LAST_MSG_ID.value: before.event_id}
        await self._publish(fact, behind, answered=True)

    async def _send_together(self, facts: Sequence[Fact]) -> None:
        """As one batch; the answer to its last fact is about all of them."""
        last = facts[-1].number
        self._crowds[last] = [fact.number for fact in facts]
        batch = f"{self._inbox[-22:]}.{self._attempt}.{last}"  # no other teller's, and not an earlier attempt's
        for place, fact in enumerate(facts, start=1):
            await self._publish(fact, batch_headers(batch, place, len(facts)), answered=fact.number == last)

    async def _publish(self, fact: Fact, more: dict[str, str], *, answered: bool) -> None:
        self._under_way[fact.number] = _UnderWay(fact.subject, time.monotonic())
        await self.bus.live.publish(
            fact.nats_subject,
            fact.envelope.encode(),
            reply=f"{self._inbox}.{self._attempt}.{fact.number}" if answered else "",
            headers={Header.MSG_ID: fact.event_id, "Content-Type": "application/cloudevents+json", **more},
        )

    async def _hear(self, message: Msg) -> None:
        attempt, number = map(int, message.subject.split(".")[-2:])
        if attempt != self._attempt:
            return  # it was given up, and what it was about may be under way again
        numbers = self._crowds.pop(number, [number])
        if message.headers:
            self._trouble = f"no stream takes facts: {message.headers.get(Header.STATUS)}"
        else:
            self._understand(numbers, json.loads(message.data))
        for told in numbers:
            self._under_way.pop(told, None)
        self._answered.set()
        if self._some_wait or not self._stored or self._stored[-1] != number:
            self.wake.set()
        elif self._soon is None:
            self._soon = asyncio.get_running_loop().call_later(MARKED_WITHIN_S, self._mark_now)

    def _understand(self, numbers: Sequence[int], answer: dict[str, object]) -> None:
        match answer:
            case {"error": _} if len(numbers) > 1:
                # One that it has already spoils a batch; told by themselves, they show which it is, or what is wrong.
                self._one_by_one_until = numbers[-1]
            case {"error": {"err_code": code}} if code == CAME_BETWEEN:
                pass
            case {"error": refusal}:
                self._trouble = f"the broker refuses: {refusal}"
            case _:
                self._stored.extend(numbers)

    def _mark_now(self) -> None:
        self._soon = None
        self.wake.set()

    def _connected_again(self) -> None:
        """Answers that went with their connection are not waited for; what they were about is told again."""
        if self._under_way:
            self._give_up("the connection broke")

    def _give_up(self, trouble: str) -> None:
        self._trouble = trouble
        self._attempt += 1
        self._under_way.clear()
        self._crowds.clear()
        self._answered.set()
        self.wake.set()


def _stories(facts: Iterable[Fact]) -> Iterator[tuple[Fact, Fact | None]]:
    """Each fact with the one of its subject before it; those of one subject stand together."""
    stories: dict[str, list[Fact]] = {}
    for fact in facts:
        stories.setdefault(fact.subject, []).append(fact)
    for story in stories.values():
        yield from zip(story, [None, *story[:-1]], strict=True)
