"""Read your writes: a command naming an order not heard of yet waits for its event, on a condition."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID

from shared.kit.db import AsyncSession
from shared.kit.errors import FactNotArrived

PATIENCE_S = 2.0
MOST_WAITING = 8
"""So many wait at once; while the broker is away, they must not fill the department."""

T = TypeVar("T")


class Facts:
    """Wakes those who wait for something to be heard of."""

    def __init__(self) -> None:
        self._waiting: dict[str, set[asyncio.Event]] = defaultdict(set)
        self._count = 0

    @property
    def crowded(self) -> bool:
        """Whether as many wait as may."""
        return self._count >= MOST_WAITING

    def arrived(self, subjects: Iterable[str]) -> None:
        """Facts about these subjects have been committed here."""
        for subject in subjects:
            for waiter in self._waiting.get(subject, ()):
                waiter.set()

    async def wait(self, subject: str, seconds: float) -> None:
        """Return at the next arrival about the subject, or when the time is up."""
        waiter = asyncio.Event()
        self._waiting[subject].add(waiter)
        self._count += 1
        try:
            async with asyncio.timeout(seconds):
                await waiter.wait()
        except TimeoutError:
            return
        finally:
            self._count -= 1
            self._waiting[subject].discard(waiter)
            if not self._waiting[subject]:
                del self._waiting[subject]


async def arrived(
    session: AsyncSession,
    model: type[T],
    key: UUID,
    *,
    what: str = "order",
    lock: bool = False,
    about: UUID | None = None,
) -> T:
    """The row for ``key``, waiting up to two seconds for the event that makes it.

    Call first in a use case: the wait gives the database connection back.

    Args:
        about: the subject of that event, where it is not the key itself.

    Raises:
        FactNotArrived: not heard of in time, or of another branch; or too many wait already.
    """
    facts: Facts | None = session.info.get("facts")
    loop = asyncio.get_running_loop()
    deadline = loop.time() + PATIENCE_S
    options: dict[str, Any] = {"with_for_update": True} if lock else {}
    while True:
        row = await session.get(model, key, **options)
        if row is not None:
            return row
        left = deadline - loop.time()
        if facts is None or left <= 0 or facts.crowded:
            raise FactNotArrived(what=what)
        await session.rollback()
        await facts.wait(str(about or key), min(left, 0.5))
