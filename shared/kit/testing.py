"""A pytest plugin: a service on a real database of its own, a movable clock, principals, delivered and told facts."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar
from uuid import UUID, uuid4

import asyncpg
import httpx2 as httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from fastapi import FastAPI

from shared.contracts.base import Envelope, Event
from shared.contracts.gateway import BranchChanged, BranchState, OpeningDay, StaffChanged, StaffState
from shared.kit import clock
from shared.kit.app import Service
from shared.kit.auth import Principal, TokenMint, encode_key
from shared.kit.clearance import Clearance, ClearanceMint, Gate
from shared.kit.db import ALL_BRANCHES, AsyncSession
from shared.kit.deliveries import Delivery
from shared.kit.jobs import Job
from shared.kit.outbox import decode
from shared.kit.reference import note_branches, note_staff

E = TypeVar("E", bound=Event)


class Keys:
    """A key pair as the environment carries it."""

    def __init__(self) -> None:
        key = Ed25519PrivateKey.generate()
        self.seed = encode_key(key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption()))
        self.public = encode_key(key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))


GATEWAY_KEYS = Keys()
RECEPTION_KEYS = Keys()
PII_KEY = encode_key(b"k" * 32)


def environment(service: str, app_url: str, **more: str) -> dict[str, str]:
    """The environment a service under test starts with; no bus."""
    return {
        f"{service.upper()}_DATABASE_URL": app_url,
        "NATS_URL": "",
        "STUDIO_ENV": "development",
        "STUDIO_MOVABLE_CLOCK": "1",
        "GATEWAY_PUBLIC_KEY": GATEWAY_KEYS.public,
        "GATEWAY_SIGNING_KEY": GATEWAY_KEYS.seed,
        "RECEPTION_PUBLIC_KEY": RECEPTION_KEYS.public,
        "RECEPTION_SIGNING_KEY": RECEPTION_KEYS.seed,
        "RECEPTION_PII_KEY": PII_KEY,
        **more,
    }


def principal(
    staff_id: str = "wang.li",
    *,
    permissions: Sequence[str] = ("*",),
    branches: Iterable[str] | str = ("GG01",),
    roles: Iterable[str] = (),
    order_id: UUID | None = None,
) -> Principal:
    """Somebody signed in; by default one who may everything in branch GG01; or the customer of an order."""
    scope = branches if isinstance(branches, str) else frozenset(branches)
    return Principal(staff_id, frozenset(roles), tuple(permissions), scope, order_id=order_id)


class MovableClock:
    """Business time of a test."""

    def set(self, moment: datetime) -> None:
        """Business time is this moment now."""
        clock.set_offset(moment - clock.wall())

    def move(self, **delta: float) -> None:
        """Business time goes on by that much, e.g. ``move(days=1)``."""
        clock.set_offset(clock.offset() + timedelta(**delta))

    @property
    def now(self) -> datetime:
        """Business time."""
        return clock.now()


class ServiceUnderTest:
    """A service without bus: requests go to its application, facts are delivered and read by hand."""

    def __init__(self, app: FastAPI) -> None:
        self.app = app
        self.service: Service = app.state.service
        self._mint = TokenMint(GATEWAY_KEYS.seed)
        self._sequence = 0
        self._seen = 0

    def client(self, who: Principal | None = None, *, language: str = "en") -> httpx.AsyncClient:
        """A client that calls as that principal (everything allowed in GG01 by default)."""
        token = self._mint.mint(who or principal(), self.service.name)
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(app=self.app, raise_app_exceptions=False),
            base_url="http://service",
            headers={"Authorization": f"Bearer {token}", "Accept-Language": language},
        )

    def session(self, who: Principal | None = None) -> AbstractAsyncContextManager[AsyncSession]:
        """A transaction; of everything, or of what that principal sees."""
        return self._session(who)

    @asynccontextmanager
    async def _session(self, who: Principal | None) -> AsyncIterator[AsyncSession]:
        scope = ALL_BRANCHES if who is None else who.branches
        async with self.service.database.transaction(scope, actor=who.staff_id if who else None) as session:
            session.info["facts"] = self.service.facts
            session.info["service"] = self.service
            yield session

    async def deliver(
        self, *events: Event, times: int = 1, by: str | None = "wang.li", at: datetime | None = None
    ) -> None:
        """Let every consumer of the service apply the facts, each delivered ``times`` times, in one batch."""
        envelopes = [wrap(event, by=by, at=at) for event in events]
        deliveries: list[Delivery] = []
        for envelope in envelopes:
            self._sequence += 1
            deliveries.extend([Delivery(envelope, self._sequence)] * times)
        for consumer in self.service.consumers:
            wanted = [d for d in deliveries if consumer.subscriptions.hears(d.envelope.type)]
            if wanted:
                await consumer.applier.apply(wanted)

    async def parked(self) -> int:
        """How many events are parked."""
        return sum([(await consumer.backlog())[1] for consumer in self.service.consumers])

    async def published(self, kind: type[E] | None = None) -> list[Any]:
        """Facts in the outbox, oldest first; of one kind when asked."""
        connection = await self.service.database.direct()
        try:
            rows = await connection.fetch("SELECT envelope::text AS body FROM outbox ORDER BY id")
        finally:
            await connection.close()
        events = [decode(row["body"]).open() for row in rows]
        return [event for event in events if event is not None and (kind is None or isinstance(event, kind))]

    async def run_jobs(self, *names: str) -> int:
        """Run what is due now, until nothing is; only the named jobs when any are named. Returns how many ran."""
        runner = self.service.jobs
        everything: list[Job] = runner.jobs
        if names:
            runner.jobs = [job for job in everything if job.name in names]
        runner._paused.clear()
        ran = 0
        try:
            for _ in range(50):
                now = await runner.run_due()
                ran += now
                if not now:
                    break
        finally:
            runner.jobs = everything
        if runner._paused:
            raise AssertionError(f"jobs failed or left work: {sorted(runner._paused)}")
        return ran

    async def know_branch(self, branch_id: str = "GG01", **state: Any) -> None:
        """The service has heard of this branch."""
        async with self.session() as session:
            await note_branches([BranchChanged(branch_id=branch_id, state=branch_state(**state), revision=1)], session)

    async def know_staff(
        self, staff_id: str, *roles: str, branches: Sequence[str] = ("GG01",), name: str | None = None
    ) -> None:
        """The service has heard of this member of staff."""
        state = StaffState(display_name=name or staff_id, badge="1", roles=list(roles), branches=list(branches))
        async with self.session() as session:
            await note_staff([StaffChanged(branch_id=branches[0], staff_id=staff_id, state=state, revision=1)], session)


def branch_state(**changes: Any) -> BranchState:
    """A branch that is open every day from nine to six in Shanghai time."""
    week = [OpeningDay(weekday=day, opens=time(9), closes=time(18)) for day in range(7)]
    return BranchState(**{"name": "Branch", "opening": week, **changes})


def wrap(event: Event, *, by: str | None = "wang.li", at: datetime | None = None) -> Envelope:
    """The event in an envelope, as it comes from the stream."""
    return Envelope(
        id=uuid4(),
        source=f"/studio/{event.publisher}",
        type=event.type(),
        subject=event.subject,
        time=at or clock.now(),
        branchid=event.branch_id,
        actorid=by,
        data=event.model_dump(mode="json"),
    )


def clearance(order_id: UUID, gate: Gate = Gate.PICKUP, version: int = 1) -> str:
    """A clearance as reception signs it."""
    return ClearanceMint(RECEPTION_KEYS.seed).sign(Clearance(uuid4(), order_id, gate, version))


@pytest.fixture
def at() -> Iterator[MovableClock]:
    """Business time, put back after the test."""
    yield MovableClock()
    clock.set_offset(timedelta(0))


@pytest.fixture
def monday_morning(at: MovableClock) -> MovableClock:
    """Business time is Monday 2026-11-23, ten o'clock in Shanghai."""
    at.set(datetime(2026, 11, 23, 2, 0, tzinfo=UTC))
    return at


MONDAY = date(2026, 11, 23)

ServiceMaker = Callable[..., AbstractAsyncContextManager[ServiceUnderTest]]


class DatabaseMill:
    """Databases for tests: one migrated template per service, copied for each test."""

    def __init__(
        self, admin_url: str, ensure_service: Callable[[str], tuple[str, str]], migrate: Callable[[str, str], None]
    ) -> None:
        self._admin_url, self._ensure, self._migrate = admin_url, ensure_service, migrate
        self._templates: dict[str, str] = {}
        self._count = 0

    @asynccontextmanager
    async def copy(self, service: str) -> AsyncIterator[str]:
        """The app role's URL of a fresh database with the service's tables."""
        if service not in self._templates:
            app_url, owner_url = await asyncio.to_thread(self._ensure, service)
            await asyncio.to_thread(self._migrate, service, owner_url)
            self._templates[service] = app_url
        self._count += 1
        name = f"t_{service}_{self._count}"
        await self._execute(f'CREATE DATABASE "{name}" TEMPLATE "{service}" OWNER "{service}_owner" STRATEGY FILE_COPY')
        try:
            yield self._templates[service].rpartition("/")[0] + f"/{name}"
        finally:
            await self._execute(f'DROP DATABASE "{name}" WITH (FORCE)')

    async def _execute(self, statement: str) -> None:
        connection = await asyncpg.connect(self._admin_url)
        try:
            await connection.execute(statement)
        finally:
            await connection.close()
