"""People at desks who do not give up when something breaks, and who note every answer they were given."""

from __future__ import annotations

import asyncio
import re
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import aiohttp

from deploy.demo.client import Person, Refused, Studio
from deploy.faults.system import TrialSystem

PASSING = frozenset({"fact_not_arrived", "retry_later", "idempotency.in_flight", "rate.exceeded"})
AWAY = frozenset({502, 503, 504})
PATIENCE_S = 90.0
PAUSE_S = 0.25

KEPT: tuple[tuple[str, str, str], ...] = (
    (r"POST /v1/people", "reception", "person WHERE id = ANY($1)"),
    (r"POST /v1/visits", "reception", "visit WHERE id = ANY($1)"),
    (r"POST /v1/orders", "reception", "studio_order WHERE id = ANY($1)"),
    (r"POST /v1/orders/([^/]+)/payments", "reception", "receipt WHERE id = ANY($1)"),
    (r"POST /v1/receipts/([^/]+)/void", "reception", "receipt WHERE id = ANY($1) AND state = 'VOID'"),
    (r"POST /v1/orders/([^/]+)/booking", "reception", "studio_order WHERE id = ANY($1) AND state <> 'PLACED'"),
    (
        r"PUT /v1/orders/([^/]+)/planning-book",
        "reception",
        "studio_order WHERE id = ANY($1) AND planning_book IS NOT NULL",
    ),
    (
        r"PUT /v1/orders/([^/]+)/before-photo",
        "reception",
        "studio_order WHERE id = ANY($1) AND booking_checklist ->> 'before_photo_taken' = 'true'",
    ),
    (r"POST /v1/bookings", "scheduling", "booking WHERE id = ANY($1)"),
)
"""Requests whose effect is looked for afterwards: route, database, and where the acknowledged id must be found."""


@dataclass
class Ledger:
    """What the system has said yes to, how often it said something else, and how long people go on asking."""

    patience_s: float = PATIENCE_S
    acknowledged: list[tuple[str, str]] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)

    def note(self, method: str, path: str, answer: Any) -> None:
        """An acknowledged request; its id is the answer's, else the one in the path."""
        line = f"{method} {path}"
        self.answers["2xx"] += 1
        for pattern, _, _ in KEPT:
            if found := re.fullmatch(pattern, line):
                given = answer.get("id") if isinstance(answer, dict) else None
                self.acknowledged.append((pattern, str(given or found[1])))
                return

    async def lost(self, system: TrialSystem) -> list[str]:
        """Acknowledged requests whose effect is not in the databases."""
        lost: list[str] = []
        for pattern, service, where in KEPT:
            ids = {UUID(each) for name, each in self.acknowledged if name == pattern}
            rows = await system.rows(service, f"SELECT id FROM {where}", list(ids))
            lost += [f"{pattern} {missing}" for missing in ids - {row["id"] for row in rows}]
        return lost


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back of one attempt; status 0 when nothing did."""

    status: int
    body: Any
    retry_after: str | None
    seconds: float


class Patient(Person):
    """Tries again, with the same key, for as long as something is away; notes what was acknowledged."""

    ledger: Ledger

    async def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        query: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
    ) -> Any:
        """One request until it is answered.

        Raises:
            Refused: the system said no, for a reason that does not pass.
        """

        async def once() -> Any:
            async with self._http.request(method, path, json=body, params=query, headers=headers) as answer:
                return await self._read(method, path, answer)

        done = await self._until_answered(once)
        self.ledger.note(method, path, done)
        return done

    async def version_of(self, path: str) -> str:
        """The ETag of what is there now."""

        async def once() -> Any:
            async with self._http.get(path) as answer:
                await self._read("GET", path, answer)
                return answer.headers.get("ETag", "")

        return str(await self._until_answered(once))

    async def upload(self, path: str, files: list[tuple[str, bytes]]) -> Any:
        """Send photographs."""
        send = super().upload
        return await self._until_answered(lambda: send(path, files))

    async def put_photo(self, path: str, content: bytes) -> Any:
        """Send the one photograph that is kept there; the same once more does no harm."""
        send = super().put_photo
        done = await self._until_answered(lambda: send(path, content))
        self.ledger.note("PUT", path, done)
        return done

    async def _until_answered(self, once: Callable[[], Awaitable[Any]]) -> Any:
        deadline = time.monotonic() + self.ledger.patience_s
        while True:
            try:
                return await once()
            except Refused as refusal:
                self.ledger.answers[str(refusal.status)] += 1
                passes = refusal.status in AWAY or refusal.code in PASSING
                if not passes or time.monotonic() >= deadline:
                    raise
            except (aiohttp.ClientError, OSError, TimeoutError):
                self.ledger.answers["none"] += 1
                if time.monotonic() >= deadline:
                    raise
            await asyncio.sleep(PAUSE_S)

    async def attempt(
        self, method: str, path: str, body: Any = None, *, key: str | None = None, seconds: float = 30.0
    ) -> Answer:
        """One request, taken as it is answered."""
        begun = time.perf_counter()
        headers = {"Idempotency-Key": key or str(uuid4())} if method == "POST" else {}
        limit = aiohttp.ClientTimeout(total=seconds)
        try:
            async with self._http.request(method, path, json=body, headers=headers, timeout=limit) as answer:
                content = await answer.json() if "json" in answer.content_type else await answer.read()
                after = answer.headers.get("Retry-After")
                return Answer(answer.status, content, after, time.perf_counter() - begun)
        except (aiohttp.ClientError, OSError, TimeoutError):
            return Answer(0, None, None, time.perf_counter() - begun)

    async def listen(self, opened: asyncio.Event) -> None:
        """Open the live updates and never read them."""
        async with self._http.get("/v1/events/stream", timeout=aiohttp.ClientTimeout(total=None)):
            opened.set()
            await asyncio.Event().wait()


class PatientStudio(Studio):
    """The system as patient people see it."""

    def __init__(self, url: str, ledger: Ledger) -> None:
        super().__init__(url)
        self.ledger = ledger
        self._connector = aiohttp.TCPConnector(limit=0)

    async def sign_in(self, name: str, password: str) -> Patient:
        """The person, signed in; the same one when signed in before."""
        known = self._people.get(name)
        if isinstance(known, Patient):
            return known
        person = Patient(self, name, self._connector)
        person.ledger = self.ledger
        await person.enter(password)
        self._people[name] = person
        return person
