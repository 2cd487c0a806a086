"""Moving business time for the whole system, from one due job to the next (development only)."""

from __future__ import annotations

import asyncio
import math
from datetime import UTC, datetime, timedelta
from typing import Any

from gateway.domain import ClockStuck, UpstreamUnavailable
from gateway.front.departments import Departments
from shared.kit import clock
from shared.kit.app import Service
from shared.kit.auth import SYSTEM
from shared.kit.errors import Forbidden, ServiceError

PATIENCE_S = 30.0
LONGEST_STANDSTILL = 3


class Clockwork:
    """All services and the gateway itself keep the same time; moves wait for each other."""

    def __init__(self, departments: Departments, gateway: Service) -> None:
        self.departments, self.gateway = departments, gateway
        self._turn = asyncio.Lock()
        self._stirred: dict[str, int] = {}

    @property
    def movable(self) -> bool:
        """Whether time may be moved here."""
        return self.gateway.settings.clock_may_move

    async def move(
        self, to: datetime | None = None, *, add_seconds: int = 0, together: timedelta = timedelta(0)
    ) -> list[datetime]:
        """Move business time and return the moments it stopped at.

        Forward it goes from one due job to the next and waits until jobs and consumers are idle, so that what is due
        on different days never comes due at once. Backward it is only set.

        Args:
            together: what is due within so long of each other is done at one stop; sixty days then take half the time.

        Raises:
            Forbidden: time may not be moved here.
            ClockStuck: a due job does not get done.
            UpstreamUnavailable: a service does not answer, so that not all would have the same time.
        """
        if not self.movable:
            raise Forbidden(permission="a movable clock")
        async with self._turn:
            target = to if to is not None else clock.now()
            if add_seconds:
                target = datetime.fromtimestamp(clock.now().timestamp() + add_seconds, UTC)
            return await self._forward(target, together, backward=to is not None)

    async def real_time(self) -> None:
        """Business time is real time again."""
        if not self.movable:
            raise Forbidden(permission="a movable clock")
        async with self._turn:
            await self._set(0)
            await self._settle()

    async def _forward(self, target: datetime, together: timedelta, *, backward: bool) -> list[datetime]:
        steps: list[datetime] = []
        standstill = 0
        due = await self._settle()
        while due and (moment := min(due.values())) <= target:
            if moment <= clock.now():
                standstill += 1
                if standstill > LONGEST_STANDSTILL:
                    late = sorted(name for name, when in due.items() if when <= clock.now())
                    raise ClockStuck(moment=moment.isoformat(), services=", ".join(late))
            else:
                standstill = 0
                stop = min(moment + together, target)
                await self._set(_ahead(stop))
                steps.append(stop)
            due = await self._settle()
        if target > clock.now() or (backward and not steps):
            await self._set(_ahead(target))
            await self._settle()
        return steps

    async def _set(self, offset_seconds: int) -> None:
        await asyncio.gather(
            self._everywhere("/internal/clock", {"offset_seconds": offset_seconds}),
            self.gateway.move_clock(offset_seconds),
        )

    async def _settle(self) -> dict[str, datetime]:
        """Wait until nobody has anything left to do; returns what is due next, by service.

        Who settled first may have to go on because of a fact that another told later: as long as facts were told or
        applied since the last time all were settled, everybody is asked once more. A job that told nothing needs that
        not.
        """
        while True:
            states, own = await asyncio.gather(self._everywhere("/internal/settle", None), self.gateway.settle(20))
            stirred = {name: int(state["stirred"]) for name, state in states.items()}
            stirred["gateway"] = self.gateway.stirred
            if stirred == self._stirred:
                break
            self._stirred = stirred
        due = {name: datetime.fromisoformat(state["next_due"]) for name, state in states.items() if state["next_due"]}
        return due if own is None else {**due, "gateway": own}

    async def _everywhere(self, path: str, body: Any) -> dict[str, dict[str, Any]]:
        answers = await self.departments.everywhere("POST", path, SYSTEM, body=body, patience=PATIENCE_S)
        states: dict[str, dict[str, Any]] = {}
        for name, answer in answers.items():
            if isinstance(answer, ServiceError):
                raise answer
            status, state = answer
            if status != 200:
                raise UpstreamUnavailable(name)
            states[name] = state
        return states


def _ahead(moment: datetime) -> int:
    """How far business time has to be ahead of real time, in whole seconds, for the moment to be reached."""
    return math.ceil((moment - clock.wall()).total_seconds())
