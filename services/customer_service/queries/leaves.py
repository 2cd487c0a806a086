"""Who is on leave, and who stands in (GEN-03)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from sqlmodel import col, select

from services.customer_service.models import LeaveCopy
from shared.kit.db import AsyncSession

Standing = tuple[str | None, str | None]
"""Who does it, and for whom if it is a proxy."""


class Leaves:
    """Leave and proxies of some people, read once."""

    def __init__(self) -> None:
        self._leaves: dict[str, list[LeaveCopy]] = defaultdict(list)
        self._asked: set[str] = set()

    async def learn(self, session: AsyncSession, people: Iterable[str | None]) -> None:
        """Read the leave of these people, of their proxies, of the proxies of those, and so on."""
        new = {person for person in people if person is not None} - self._asked
        while new:
            self._asked |= new
            found = await session.exec(
                select(LeaveCopy).where(col(LeaveCopy.staff_id).in_(sorted(new))).order_by(col(LeaveCopy.leave_id))
            )
            proxies = set()
            for leave in found:
                self._leaves[leave.staff_id].append(leave)
                proxies.add(leave.proxy_id)
            new = proxies - self._asked

    def stand_in(self, staff_id: str | None, day: date) -> Standing:
        """Who does the tasks of that person on that day (GEN-03, A-16); with a ring of proxies the last before it."""
        told, seen = staff_id, {staff_id}
        while told is not None:
            away = (leave for leave in self._leaves.get(told, ()) if leave.first_day <= day <= leave.last_day)
            leave = next(away, None)
            if leave is None or leave.proxy_id in seen:
                break
            told = leave.proxy_id
            seen.add(told)
        return told, staff_id if told != staff_id else None


async def stand_in(session: AsyncSession, staff_id: str | None, day: date) -> Standing:
    """Who does the tasks of that person on that day, and for whom if it is a proxy."""
    leaves = Leaves()
    await leaves.learn(session, [staff_id])
    return leaves.stand_in(staff_id, day)
