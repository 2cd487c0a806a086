"""Live updates: what passes on the bus is told on to the desks that may hear of it, by type, id and version only."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import signal
import threading
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from typing import Any

from nats.aio.msg import Msg

from gateway.domain import HEARING
from gateway.front.callers import Caller, Callers
from shared.kit.auth import Principal

log = logging.getLogger(__name__)

HEARTBEAT_S = 15.0
QUEUE = 200
"""Updates a desk may be behind; a slower one is cut off and connects anew."""


@dataclass(frozen=True, slots=True)
class Update:
    """That something happened, not what."""

    type: str
    id: str
    subject: str
    branch: str
    version: int
    publisher: str

    def for_ears_of(self, who: Principal) -> bool:
        """Whether that person may hear of it: branch and department."""
        permission = HEARING.get(self.publisher)
        return permission is not None and who.sees(self.branch) and who.may(permission)

    def line(self) -> bytes:
        """The update as a server-sent event."""
        told = {
            "type": self.type,
            "id": self.id,
            "subject": self.subject,
            "branch": self.branch,
            "version": self.version,
        }
        return f"id: {self.id}\nevent: {self.type}\ndata: {json.dumps(told)}\n\n".encode()


@dataclass(eq=False, slots=True)
class Desk:
    """One open stream."""

    caller: Caller
    queue: asyncio.Queue[Update | None] = field(default_factory=lambda: asyncio.Queue(QUEUE))
    dropped: bool = False


class Hub:
    """All open streams of this replica."""

    def __init__(self, callers: Callers) -> None:
        self.callers = callers
        self._desks: set[Desk] = set()
        self._closing = False

    @property
    def open_streams(self) -> int:
        """How many desks listen."""
        return len(self._desks)

    async def on_message(self, message: Msg) -> None:
        """Tell a fact or hint on; what cannot be understood is logged and left out."""
        update = read_update(message.subject, message.data)
        if update is None:
            log.warning("a message on %s is no update", message.subject)
            return
        self.tell(update)

    def tell(self, update: Update) -> None:
        """Tell everybody who may hear of it."""
        for desk in list(self._desks):
            if desk.dropped or not update.for_ears_of(desk.caller.principal):
                continue
            if desk.queue.full():
                desk.dropped = True
                desk.queue.get_nowait()
                desk.queue.put_nowait(None)
                continue
            desk.queue.put_nowait(update)

    async def stream(self, caller: Caller, *, heartbeat: float = HEARTBEAT_S) -> AsyncIterator[bytes]:
        """The stream of one desk; it ends when the session does, when the desk is too slow, or at shutdown."""
        desk = Desk(caller)
        self._desks.add(desk)
        try:
            yield b"retry: 2000\n: connected\n\n"
            while not desk.dropped and not self._closing:
                try:
                    async with asyncio.timeout(heartbeat):
                        update = await desk.queue.get()
                except TimeoutError:
                    update = None
                    if not self._closing:
                        yield b": still here\n\n"
                now = await self.callers.still_live(desk.caller)
                if now is None:
                    return
                desk.caller = now
                if update is not None and update.for_ears_of(now.principal):
                    yield update.line()
        finally:
            self._desks.discard(desk)

    def look_again(self) -> None:
        """People changed: every stream looks at once whether it may go on."""
        for desk in list(self._desks):
            if not desk.queue.full():
                desk.queue.put_nowait(None)

    def close(self) -> None:
        """End all streams, so that the server can stop."""
        self._closing = True
        self.look_again()


def read_update(nats_subject: str, payload: bytes) -> Update | None:
    """What a message says, or None when it is not one of ours.

    ``evt.<service>.…`` carries a fact's envelope, ``hint.job_sheet.<branch>`` names the order whose sheet changed.
    """
    parts = nats_subject.split(".")
    try:
        content: dict[str, Any] = json.loads(payload)
        if parts[0] == "evt":
            return Update(
                type=str(content["type"]),
                id=str(content["id"]),
                subject=str(content["subject"]),
                branch=str(content["branchid"]),
                version=int(content.get("aggregateversion", 0)),
                publisher=parts[1],
            )
        if parts[:2] == ["hint", "job_sheet"]:
            order = str(content["order_id"])
            hint = str(content.get("event_id") or content.get("id") or order)
            return Update("job_sheet.updated", hint, order, parts[2], int(content.get("version", 0)), "job_sheet")
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        return None
    return None


@contextlib.contextmanager
def before_shutdown(hub: Hub) -> Iterator[None]:
    """End the streams as soon as the process is asked to stop: the server waits for open answers."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()
    previous = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}

    def on_signal(number: int, frame: Any) -> None:
        loop.call_soon_threadsafe(hub.close)
        earlier = previous[signal.Signals(number)]
        if callable(earlier):
            earlier(number, frame)
        elif earlier is signal.SIG_DFL:
            signal.signal(number, signal.SIG_DFL)
            signal.raise_signal(number)

    for number in previous:
        signal.signal(number, on_signal)
    try:
        yield
    finally:
        for number, earlier in previous.items():
            signal.signal(number, earlier)
