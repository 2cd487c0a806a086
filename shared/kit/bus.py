"""The connection to NATS, kept for ever, and the stream all facts live in."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from collections.abc import Awaitable, Callable
from typing import Any

import nats
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.js import JetStreamContext
from nats.js.api import RetentionPolicy, StorageType, StoreCompression, StreamConfig
from nats.js.errors import NotFoundError

log = logging.getLogger(__name__)

STREAM = "EVENTS"

Reply = Callable[[bytes], Awaitable[bytes]]


class Bus:
    """A service's connection. Starting never fails: it goes on trying while the service works from its database."""

    def __init__(self, url: str, user: str, password: str) -> None:
        self.url, self.user, self.password = url, user, password
        self.client: Client | None = None
        self._jetstream: JetStreamContext | None = None
        self.connected = asyncio.Event()
        self.after_reconnect: list[Callable[[], None]] = []
        self._task: asyncio.Task[None] | None = None
        self._subscriptions: list[tuple[str, Callable[[Msg], Awaitable[None]]]] = []
        self._closing = False

    @property
    def live(self) -> Client:
        """The connection, which comes back by itself.

        Raises:
            ConnectionError: there has been none yet.
        """
        if self.client is None:
            raise ConnectionError("not connected to NATS yet")
        return self.client

    @property
    def jetstream(self) -> JetStreamContext:
        """The JetStream context of the connection, one for all.

        Raises:
            ConnectionError: there has been no connection yet.
        """
        if self._jetstream is None:
            self._jetstream = self.live.jetstream(timeout=5)
        return self._jetstream

    def listen(self, subject: str, callback: Callable[[Msg], Awaitable[None]]) -> None:
        """Hear a core subject from the first connection on. Call before :meth:`start`."""
        self._subscriptions.append((subject, callback))

    def answer(self, subject: str, reply: Reply) -> None:
        """Serve requests on a core subject. Call before :meth:`start`."""

        async def respond(message: Msg) -> None:
            await message.respond(await reply(message.data))

        self.listen(subject, respond)

    def start(self) -> None:
        """Begin connecting in the background."""
        self._task = asyncio.create_task(self._connect(), name="bus")

    async def _connect(self) -> None:
        while self.client is None:
            try:
                self.client = await nats.connect(
                    self.url,
                    user=self.user,
                    password=self.password,
                    name=self.user,
                    inbox_prefix=f"_INBOX_{self.user}".encode(),
                    max_reconnect_attempts=-1,
                    reconnect_time_wait=0.25,
                    connect_timeout=2,
                    ping_interval=5,
                    max_outstanding_pings=2,
                    error_cb=self._on_error,
                    disconnected_cb=self._on_disconnected,
                    reconnected_cb=self._on_reconnected,
                    closed_cb=self._on_closed,
                )
            except (TimeoutError, OSError, nats.errors.Error) as error:
                log.warning("no connection to NATS yet: %s", error)
                await asyncio.sleep(0.5)
        for subject, callback in self._subscriptions:
            await self.client.subscribe(subject, cb=callback)
        self.connected.set()

    async def _on_error(self, error: Exception) -> None:
        log.warning("NATS: %r", error)

    async def _on_disconnected(self) -> None:
        self.connected.clear()

    async def _on_reconnected(self) -> None:
        self.connected.set()
        for notify in self.after_reconnect:
            notify()

    async def _on_closed(self) -> None:
        if not self._closing:
            log.critical("the NATS connection closed for good; ending the process so that it is started afresh")
            os.kill(os.getpid(), signal.SIGTERM)

    async def publish(self, subject: str, data: bytes) -> None:
        """A core message nobody has to hear; dropped while there is no connection."""
        if self.client is not None and self.client.is_connected:
            await self.client.publish(subject, data)

    async def request(self, subject: str, data: bytes, timeout_s: float = 3) -> bytes:
        """Ask another service and wait for its answer.

        Raises:
            ConnectionError: no connection, nobody serves the subject, or no answer in time.
        """
        if self.client is None or not self.client.is_connected:
            raise ConnectionError("not connected to NATS")
        try:
            answer = await self.client.request(subject, data, timeout=timeout_s)
        except (TimeoutError, nats.errors.Error) as error:
            raise ConnectionError(f"no answer on {subject}") from error
        return answer.data

    async def close(self) -> None:
        """Leave; used at shutdown only."""
        self._closing = True
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        if self.client is not None:
            await self.client.close()


async def ensure_stream(
    url: str, user: str, password: str, *, replicas: int = 1, marks: dict[str, str] | None = None
) -> None:
    """Make the stream of all facts, or bring its settings up to date. Needs the administrator's NATS user.

    Args:
        marks: words to keep with it; without, those it had are taken off.
    """
    client = await nats.connect(url, user=user, password=password, connect_timeout=5, max_reconnect_attempts=3)
    try:
        jetstream = client.jetstream(timeout=10)
        wanted: dict[str, Any] = {
            "name": STREAM,
            "subjects": ["evt.>"],
            "storage": StorageType.FILE,
            "retention": RetentionPolicy.LIMITS,
            "num_replicas": replicas,
            "duplicate_window": 120,
            "compression": StoreCompression.S2,
            "allow_atomic": True,
            "deny_delete": True,
            "deny_purge": True,
            "metadata": marks or {},
        }
        try:
            await jetstream.stream_info(STREAM)
        except NotFoundError:
            await jetstream.add_stream(StreamConfig(**wanted))
        else:
            await jetstream.update_stream(StreamConfig(**wanted))
    finally:
        await client.close()
