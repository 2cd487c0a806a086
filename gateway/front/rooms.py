"""How many requests a department may have under way: as many as it answers in good time, the others are refused."""

from __future__ import annotations

import asyncio
import math
import time

from gateway.domain import GatewayBusy

BEGIN = 12
LEAST = 4
QUEUE = 48
WAIT_S = 0.6
"""So many wait so long for their turn before they are refused: a desk asks for twenty things at once."""
BRIEF_S = 0.2
"""So long, when nobody has found an empty queue for ``WAIT_S``: that is no burst, and waiting helps nobody."""
GOOD_S = 0.75
"""An answer is to be there within so long, its wait for a turn included; a slow department leaves less to wait.

The promise is a second (P14): some take longer than the usual answer that is counted with."""
STANDING_S = 0.2
"""An answer that takes longer has waited in the department; when all do, a queue stands there."""
LOOK_S = 0.2
SEEN = 5


class Room:
    """The requests of one department: some at work, as many waiting briefly, and no more.

    Every fifth of a second the fastest answer says whether a queue stands in the department (CoDel's way to tell a
    queue from a slow request): then fewer are let in; and more, when the room was full and answers were quick.

    Args:
        department: named in the refusal.
        most: never more at work than this.
    """

    def __init__(self, department: str, most: int) -> None:
        self.department, self.most = department, most
        self.limit = min(BEGIN, most)
        self.at_work = 0
        self._waiting: dict[asyncio.Future[None], None] = {}
        self._was_full = False
        self._queue_since = 0.0
        self._usual = 0.0
        self._since, self._seen, self._fastest = time.monotonic(), 0, math.inf
        self._changed = 0.0

    async def enter(self) -> float:
        """Return when there is room; the moment is to be given to :meth:`leave`.

        Raises:
            GatewayBusy: there was none in time.
        """
        if self.at_work < self.limit and not self._waiting:
            self.at_work += 1
            return time.monotonic()
        self._was_full = True
        if len(self._waiting) >= QUEUE:
            raise GatewayBusy(self.department)
        now = time.monotonic()
        if not self._waiting:
            self._queue_since = now
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting[turn] = None
        try:
            async with asyncio.timeout(self._patience(now)):
                await turn
        except BaseException as error:
            if turn.done() and not turn.cancelled():
                self._pass_on()  # its turn came in the same moment
            self._waiting.pop(turn, None)
            if isinstance(error, TimeoutError):
                raise GatewayBusy(self.department) from None
            raise
        return time.monotonic()

    def _patience(self, now: float) -> float:
        if now - self._queue_since >= WAIT_S:
            return BRIEF_S
        return max(BRIEF_S, min(WAIT_S, GOOD_S - self._usual))

    def leave(self, entered: float, *, telling: bool = True) -> None:
        """A request that entered then is done; ``telling`` when its time says something about the department."""
        if telling and entered >= self._changed:
            self._note(entered, time.monotonic())
        self._pass_on()

    def _pass_on(self) -> None:
        self.at_work -= 1
        while self._waiting and self.at_work < self.limit:
            turn = next(iter(self._waiting))
            del self._waiting[turn]
            if not turn.done():
                self.at_work += 1
                turn.set_result(None)

    def _note(self, entered: float, now: float) -> None:
        self._usual += (now - entered - self._usual) / 8
        self._fastest = min(self._fastest, now - entered)
        self._seen += 1
        if self._seen < SEEN or now - self._since < LOOK_S:
            return
        if self._fastest > STANDING_S:
            # As far as the queue is too long, at most to a third at a time.
            self.limit = max(min(LEAST, self.most), int(self.limit * max(0.33, STANDING_S / self._fastest)))
            self._changed = now
        elif self._was_full:
            self.limit = min(self.most, self.limit + max(1, self.limit // 8))
        self._since, self._seen, self._fastest = now, 0, math.inf
        self._was_full = False
