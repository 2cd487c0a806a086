"""Clients that cost next to nothing, so that on a small machine the system is measured and not its callers.

A client is one kept connection that sends prepared bytes and reads an answer whose length is announced; several run
side by side, each sending its next request when the last one has been answered.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urlsplit

BUSY = 503
PATIENCE = 1000
"""So often a client is told to come again before it gives up."""


class Unexpected(Exception):
    """The system answered something else than what is measured."""


class Client:
    """One kept connection with its headers.

    Attributes:
        head: of the last answer.
        refused: how often it was told to ask again later, and did.
    """

    def __init__(self, url: str, headers: Mapping[str, str]) -> None:
        address = urlsplit(url)
        self._host, self._port = address.hostname or "127.0.0.1", address.port or 80
        always = {"Host": address.netloc, "Content-Type": "application/json", **headers}
        self._always = "".join(f"{name}: {value}\r\n" for name, value in always.items())
        self.head = b""
        self.refused = 0
        self._reader: asyncio.StreamReader
        self._writer: asyncio.StreamWriter

    async def __aenter__(self) -> Self:
        self._reader, self._writer = await asyncio.open_connection(self._host, self._port)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._writer.close()
        await self._writer.wait_closed()

    async def call(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, bytes]:
        """Status and body of the answer."""
        content = b"" if body is None else json.dumps(body).encode()
        more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
        if body is not None or method != "GET":
            more += f"Content-Length: {len(content)}\r\n"
        head = f"{method} {path} HTTP/1.1\r\n{self._always}{more}\r\n"
        try:
            self._writer.write(head.encode() + content)
            self.head = await self._reader.readuntil(b"\r\n\r\n")
        except (asyncio.IncompleteReadError, ConnectionError):
            # A server closes a connection that was idle for some seconds; nothing of this request was begun.
            await self.__aenter__()
            self._writer.write(head.encode() + content)
            self.head = await self._reader.readuntil(b"\r\n\r\n")
        answer = self.head.lower()
        length = answer.partition(b"content-length:")[2].split(b"\r\n", 1)[0]
        if not length.strip().isdigit():
            raise Unexpected(f"{method} {path}: an answer without a length: {answer[:200]!r}")
        return int(answer[9:12]), await self._reader.readexactly(int(length))

    @property
    def cookie(self) -> str:
        """The cookie that came with the last answer."""
        return self._header("set-cookie").split(";", 1)[0]

    def _header(self, name: str) -> str:
        lines = (line.partition(":") for line in self.head.decode("latin-1").split("\r\n"))
        return next(value.strip() for found, _, value in lines if found.lower() == name)

    async def done(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """The decoded answer of a request that must succeed; refused by a busy system, it is made again when told.

        Raises:
            Unexpected: it did not succeed.
        """
        status, content = await self.call(method, path, body, **headers)
        while status == BUSY and self.refused < PATIENCE:
            self.refused += 1
            await asyncio.sleep(float(self._header("retry-after")))
            status, content = await self.call(method, path, body, **headers)
        if status >= 300:
            raise Unexpected(f"{method} {path}: {status} {content[:300].decode(errors='replace')}")
        return json.loads(content)


@dataclass(frozen=True, slots=True)
class Pace:
    """What a run of a load did.

    Attributes:
        rate: finished pieces of work per second.
        times: how long each took, in milliseconds, sorted.
        refused: how often a client was told to come again later; its waiting is in the times.
    """

    rate: float
    times: list[float] = field(repr=False)
    refused: int = 0

    def at(self, share: float) -> float:
        """The time in milliseconds within which that share was finished, e.g. 0.99."""
        return percentile(self.times, share)


def percentile(ordered: Sequence[float], share: float) -> float:
    """The value within which that share of the sorted values lies.

    >>> percentile([1.0, 2.0, 3.0, 4.0], 0.5)
    2.0
    """
    if not ordered:
        raise Unexpected("nothing was measured")
    return ordered[max(0, min(len(ordered) - 1, round(share * len(ordered)) - 1))]


async def closed_loop(works: Sequence[Callable[[], Awaitable[object]]], seconds: float) -> Pace:
    """Let every client repeat its work for that long; what is under way at the end is finished and counted."""
    times: list[float] = []
    begun = time.perf_counter()
    until = begun + seconds

    async def repeat(work: Callable[[], Awaitable[object]]) -> None:
        now = time.perf_counter()
        while now < until:
            await work()
            later = time.perf_counter()
            times.append((later - now) * 1000)
            now = later

    await asyncio.gather(*(repeat(work) for work in works))
    return Pace(len(times) / (time.perf_counter() - begun), sorted(times))


async def steadily(works: Sequence[Callable[[], Awaitable[object]]], *, per_second: float, seconds: float) -> Pace:
    """Start a piece of work at an even pace, whichever client is free; a late start is not made up for."""
    times: list[float] = []
    free: asyncio.Queue[Callable[[], Awaitable[object]]] = asyncio.Queue()
    for work in works:
        free.put_nowait(work)
    under_way: set[asyncio.Task[None]] = set()

    async def once(work: Callable[[], Awaitable[object]]) -> None:
        begun = time.perf_counter()
        await work()
        times.append((time.perf_counter() - begun) * 1000)
        free.put_nowait(work)

    begun = time.perf_counter()
    for number in range(int(seconds * per_second)):
        wait = begun + number / per_second - time.perf_counter()
        if wait > 0:
            await asyncio.sleep(wait)
        task = asyncio.create_task(once(await free.get()))
        under_way.add(task)
        task.add_done_callback(under_way.discard)
    await asyncio.gather(*under_way)
    return Pace(len(times) / (time.perf_counter() - begun), sorted(times))


async def until(condition: Callable[[], Awaitable[object]]) -> None:
    """Look again and again until the awaited condition is true."""
    while True:
        if await condition():
            return
        await asyncio.sleep(0.01)
