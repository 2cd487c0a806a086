"""A request for facts that always stands at the broker, so that none waits for being asked for."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Iterable
from contextlib import suppress
from types import TracebackType
from typing import Self, TypeAlias

from nats.aio.msg import Msg
from nats.aio.subscription import Subscription
from nats.js.api import Header, StatusCode

from shared.kit.bus import STREAM, Bus
from shared.kit.deliveries import Delivery, read

Handed: TypeAlias = tuple[Msg, Delivery]
TOGETHER_S = 0.001
"""Facts of one change come a fraction of a millisecond after each other, and one transaction for two is cheaper."""
STANDS_S = 2.0
"""So long a request stands; when it ends, the broker says how many facts it still owed to it."""
ENDS_S = 1.0
"""So long the broker has to hear that nobody waits any more; what it sends after that it hands out again by itself."""
OWED = "Nats-Pending-Messages"


class Pull:
    """The facts of one durable as the broker hands them out, for as long as the block lasts.

    Args:
        bus: the connection; requests that went with a broken one are made again.
        durable: whose facts.
        most: facts taken at a time. As many again may wait here, so that the broker works while they are applied.
    """

    def __init__(self, bus: Bus, durable: str, most: int) -> None:
        self.bus, self.most = bus, most
        self._next = f"$JS.API.CONSUMER.MSG.NEXT.{STREAM}.{durable}"
        self._waiting: deque[Handed] = deque()
        self._stirred = asyncio.Event()
        self._owed = 0
        self._refusal = ""

    async def __aenter__(self) -> Self:
        self._inbox = self.bus.live.new_inbox()
        self._subscription: Subscription = await self.bus.live.subscribe(self._inbox, cb=self._hear)
        self.bus.after_reconnect.append(self._forget)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.bus.after_reconnect.remove(self._forget)
        if self.bus.live.is_connected:
            # What was sent before the broker heard of it is still on its way, and goes back with the rest.
            with suppress(TimeoutError):
                async with asyncio.timeout(ENDS_S):
                    await self._subscription.drain()  # type: ignore[no-untyped-call]
            await self.give_back(self._waiting)

    async def take(self) -> list[Handed]:
        """What has come; waits for the first. Nothing when nothing comes for as long as a request stands.

        Raises:
            ConnectionError: the broker refuses; there is no such durable, or nobody who looks after it just now.
        """
        if self._owed < self.most:
            await self._ask(2 * self.most - self._owed)
        if not self._waiting:
            self._stirred.clear()
            try:
                async with asyncio.timeout(STANDS_S + 1):
                    await self._stirred.wait()
            except TimeoutError:
                self._forget()
        if self._refusal:
            raise ConnectionError(self._refusal)
        if len(self._waiting) == 1:
            self._stirred.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(TOGETHER_S):
                    await self._stirred.wait()
        return [self._waiting.popleft() for _ in range(min(self.most, len(self._waiting)))]

    async def give_back(self, handed: Iterable[Handed]) -> None:
        """Let another process have these, and at once."""
        for message, _ in handed:
            await message.nak()

    async def _ask(self, count: int) -> None:
        if not self.bus.live.is_connected:
            return  # what is asked for now would be asked once for every time that this was tried
        self._owed += count
        wanted = {"batch": count, "expires": int(STANDS_S * 1_000_000_000)}
        await self.bus.live.publish(self._next, json.dumps(wanted).encode(), reply=self._inbox)

    def _forget(self) -> None:
        """The broker owes nothing any more: it has forgotten the request, or never heard it."""
        self._owed = 0
        self._stirred.set()

    async def _hear(self, message: Msg) -> None:
        headers = message.headers or {}
        match headers.get(Header.STATUS):
            case None:
                self._owed -= 1
                # Read on arrival, while the database has the batch before.
                self._waiting.append((message, read(message.data, message.subject, message.metadata.sequence.stream)))
            case StatusCode.REQUEST_TIMEOUT:
                self._owed -= int(headers[OWED])
            case status:
                self._refusal = f"{self._next}: {status} {headers.get(Header.DESCRIPTION)}"
        self._stirred.set()
