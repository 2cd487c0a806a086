"""How much one caller may ask for: token buckets, kept in memory by each replica."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

from starlette.types import Message, Receive

from gateway.domain import BodyTooLarge, TooManyRequests


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float


class Buckets:
    """One bucket per name: ``per_second`` tokens flow in, ``burst`` fit."""

    def __init__(self, per_second: float, burst: int) -> None:
        self.per_second, self.burst = per_second, burst
        self._buckets: dict[str, _Bucket] = {}

    def take(self, name: str) -> None:
        """Take a token.

        Raises:
            TooManyRequests: the bucket is empty; the error says when the next token is there.
        """
        now = time.monotonic()
        bucket = self._buckets.get(name)
        if bucket is None:
            self._forget_full(now)
            bucket = self._buckets[name] = _Bucket(float(self.burst), now)
        bucket.tokens = min(self.burst, bucket.tokens + (now - bucket.at) * self.per_second)
        bucket.at = now
        if bucket.tokens < 1:
            raise TooManyRequests(seconds=max(1, math.ceil((1 - bucket.tokens) / self.per_second)))
        bucket.tokens -= 1

    def _forget_full(self, now: float) -> None:
        if len(self._buckets) < 10_000:
            return
        full_after = self.burst / self.per_second
        self._buckets = {name: bucket for name, bucket in self._buckets.items() if now - bucket.at < full_after}


def limited(receive: Receive, limit: int) -> Receive:
    """The same request body, refused once it grows beyond the limit.

    Raises:
        BodyTooLarge: from the call that received too much.
    """
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > limit:
            raise BodyTooLarge(limit=limit)
        return message

    return counted
