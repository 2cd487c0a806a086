"""A mark on the stream saying which code made it and its durables, so that unchanged ones are not made again.

The making has to read all services' code; the mark is read in a moment. It goes with the stream.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import nats
import nats.errors
from nats.js.errors import NotFoundError

from shared.kit.bus import STREAM, ensure_stream

ROOT = Path(__file__).resolve().parents[2]
MARK, NAMES = "made_by", "durables"


@cache
def mark_of_code() -> str:
    """The mark of the code as it is: everything that could say what a service listens to."""
    digest = hashlib.sha256()
    for file in _files():
        digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def _files() -> Iterator[Path]:
    for place in ("shared", "services"):
        yield from sorted((ROOT / place).rglob("*.py"))


async def mark(url: str, user: str, password: str, durables: Iterable[str]) -> None:
    """Put the mark on: the stream and these durables are as this code wants them."""
    marks = {MARK: mark_of_code(), NAMES: " ".join(sorted(durables))}
    await ensure_stream(url, user, password, marks=marks)


async def is_current(url: str, user: str, password: str) -> bool:
    """Whether stream and durables are there and were made by this code; a broker that refuses is left to the making."""
    try:
        client = await nats.connect(url, user=user, password=password, connect_timeout=5, max_reconnect_attempts=3)
    except (OSError, nats.errors.Error):
        return False
    try:
        jetstream = client.jetstream(timeout=10)
        try:
            marks = (await jetstream.stream_info(STREAM)).config.metadata or {}
        except NotFoundError:
            return False
        if marks.get(MARK) != mark_of_code():
            return False
        there = {consumer.name for consumer in await jetstream.consumers_info(STREAM)}
        return there.issuperset(marks.get(NAMES, "").split())
    finally:
        await client.close()
