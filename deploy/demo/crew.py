"""The people of one branch, signed in, and the branch's clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from deploy.demo.chain import CHAIN_WIDE, PER_BRANCH
from deploy.demo.client import Person, Studio

ZONE = ZoneInfo("Asia/Shanghai")


def yuan(whole: int) -> dict[str, Any]:
    """An amount as the API takes it."""
    return fen(whole * 100)


def fen(amount: int) -> dict[str, Any]:
    """An amount as the API takes it."""
    return {"amount": amount, "currency": "CNY"}


@dataclass
class Crew:
    """Everybody of a branch by job, and chain-wide people by theirs."""

    branch_id: str
    people: dict[str, Person] = field(default_factory=dict)

    @classmethod
    async def sign_in(cls, studio: Studio, branch_id: str, password: str) -> Crew:
        """Sign everybody of the branch in."""
        crew = cls(branch_id)
        for job, _, _ in PER_BRANCH:
            crew.people[job] = await studio.sign_in(f"{job}.{branch_id.lower()}", password)
        for job, _, _ in CHAIN_WIDE:
            crew.people[job] = await studio.sign_in(job, password)
        return crew

    def __getitem__(self, job: str) -> Person:
        return self.people[job]

    def named(self, staff_id: str) -> Person:
        """The person with that sign-in name."""
        return next(person for person in self.people.values() if person.name == staff_id)


LONG_WAY, LAST_STRETCH = timedelta(days=2), timedelta(days=1)


@dataclass
class BusinessClock:
    """The whole system's business time, moved by the administrator.

    Attributes:
        together_minutes: what comes due within so long of each other is done at one stop on the way; weeks go by in
            these stories, and every stop is heard out by all departments.
        far_minutes: the same on a way of more than two days, but for its last day.
    """

    admin: Person
    now: datetime = field(default_factory=lambda: datetime.now(ZONE))
    together_minutes: int = 60
    far_minutes: int = 360

    async def read(self) -> datetime:
        """What time it is."""
        answer = await self.admin.get("/v1/dev/clock")
        self.now = datetime.fromisoformat(answer["now"]).astimezone(ZONE)
        return self.now

    async def to(self, moment: datetime) -> datetime:
        """Go to that moment, from one due job to the next; a moment that has passed changes nothing."""
        now = await self.read()
        if moment - now > LONG_WAY:
            await self._go(moment - LAST_STRETCH, self.far_minutes)
        if moment > now:
            await self._go(moment, self.together_minutes)
        return await self.read()

    async def _go(self, moment: datetime, together_minutes: int) -> None:
        body = {"to": moment.isoformat(), "together_minutes": together_minutes}
        await self.admin.post("/v1/dev/clock", body)

    async def forward(self, **delta: float) -> datetime:
        """Go on by that much."""
        return await self.to(await self.read() + timedelta(**delta))

    async def settle(self) -> None:
        """Wait until every department has heard of everything."""
        await self.admin.post("/v1/dev/clock", {"add_seconds": 0})


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """That time of that day on the branch's clock."""
    return datetime.combine(day, time(hour, minute), ZONE)
