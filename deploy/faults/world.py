"""What every trial is given: the running system, its people, how much is to be done, and how a verdict is written."""

from __future__ import annotations

import asyncio
import logging
import random
import secrets
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from deploy.demo.client import Person
from deploy.demo.crew import BusinessClock, Crew, at
from deploy.demo.fill import Chain, load_chain
from deploy.faults.people import Ledger, Patient, PatientStudio
from deploy.faults.system import TrialSystem

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Extent:
    """How much of everything a run does."""

    kills: int
    broker_kills: int
    customers: int
    payments: int
    events: int
    every_step: int
    outage_s: float
    crowd_s: float


SHORT = Extent(
    kills=3, broker_kills=1, customers=4, payments=48, events=1000, every_step=13, outage_s=3.0, crowd_s=4.0
)  # fmt: skip
LONG = Extent(
    kills=32, broker_kills=10, customers=8, payments=400, events=2000, every_step=1, outage_s=30.0, crowd_s=15.0
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a trial ended."""

    promise: str
    sentence: str
    done: str
    count: str
    holds: bool
    seconds: float = 0.0


@dataclass
class World:
    """A house under trial."""

    system: TrialSystem
    studio: PatientStudio
    ledger: Ledger
    admin: Person
    crews: list[Crew]
    chain: Chain
    clock: BusinessClock
    extent: Extent
    seed: int
    chance: random.Random = field(init=False)
    _customers: int = 0
    _day: date = date.min

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)

    def next_customer(self) -> int:
        """A number nobody had."""
        self._customers += 1
        return self._customers

    def patient(self, crew: Crew, job: str) -> Patient:
        """That person of the crew."""
        person = crew[job]
        assert isinstance(person, Patient)
        return person

    async def morning(self) -> None:
        """Go on to ten o'clock of a day that is open."""
        now = await self.clock.read()
        if not 10 <= now.hour < 17:
            await self.clock.to(at(now.date() + timedelta(days=now.hour >= 10), 10))

    async def free_day(self) -> date:
        """A day no trial has used."""
        self._day = max((await self.clock.read()).date() + timedelta(days=3), self._day + timedelta(days=1))
        return self._day


Act = Callable[[World], Awaitable[Verdict]]


@dataclass(frozen=True, slots=True)
class Trial:
    """One promise put to the test."""

    promise: str
    sentence: str
    act: Act

    async def run(self, world: World) -> Verdict:
        """Try it; what breaks down half-way is a broken promise."""
        begun = time.monotonic()
        try:
            await world.morning()
            verdict = await self.act(world)
        except Exception as error:
            log.exception("the trial of %s broke off", self.promise)
            verdict = judged("broke off", f"{type(error).__name__}: {error}"[:400], holds=False)
        seconds = round(time.monotonic() - begun, 1)
        return replace(verdict, promise=self.promise, sentence=self.sentence, seconds=seconds)


TRIALS: list[Trial] = []
"""All trials, in the order in which they are run."""

ORDER = ("P11", "P8", "P9", "P1", "P13", "P14", "P5", "P3", "P12", "P2")
"""The journey first, while the house is empty: it goes through two months, and every order takes part in them."""


def trial(promise: str, sentence: str) -> Callable[[Act], Act]:
    """The decorated function puts this promise to the test."""

    def register(act: Act) -> Act:
        TRIALS.append(Trial(promise, sentence, act))
        TRIALS.sort(key=lambda each: ORDER.index(each.promise))
        return act

    return register


def judged(done: str, count: str, *, holds: bool) -> Verdict:
    """A verdict; the trial adds which promise it is about."""
    return Verdict("", "", done, count, holds)


@asynccontextmanager
async def open_world(system: TrialSystem, extent: Extent, seed: int, *, branches: int = 2) -> AsyncIterator[World]:
    """The demo chain with the people of some branches at their desks, on a morning."""
    ledger = Ledger()
    async with PatientStudio(system.url, ledger) as studio:
        admin = await studio.sign_in("admin", system.home.keys().admin_password)
        chain = await load_chain(studio, admin)
        crews = [await Crew.sign_in(studio, name, chain.password) for name in chain.branches[:branches]]
        clock = BusinessClock(admin)
        tomorrow = (await clock.read()).date() + timedelta(days=1)
        await clock.to(at(tomorrow, 10))
        await asyncio.gather(*(_be_on_duty(crew, tomorrow) for crew in crews))
        yield World(system, studio, ledger, admin, crews, chain, clock, extent, seed)


async def _be_on_duty(crew: Crew, day: date) -> None:
    rota = [f"consultant{number}.{crew.branch_id.lower()}" for number in (1, 2, 3)]
    await crew["deskhead"].put(f"/v1/rotas/{crew.branch_id}/{day}", {"staff_ids": rota})


def new_phone() -> str:
    """A mobile number that nobody has."""
    return f"138{secrets.randbelow(10**8):08d}"
