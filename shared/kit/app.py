"""A service from its parts: routers, consumers, jobs, settings; health, errors, telemetry, life cycle are alike."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Annotated, Any

import nats.errors
from fastapi import APIRouter, Depends, FastAPI, Request, Response
from fastapi.routing import APIRoute, iter_route_contexts
from nats.aio.msg import Msg
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from starlette.routing import BaseRoute

from shared.kit import clock, problems, telemetry
from shared.kit.auth import CurrentPrincipal, Principal, TokenCheck, may, permission_of
from shared.kit.bounded import Bounded
from shared.kit.bus import Bus
from shared.kit.consumer import Consumer
from shared.kit.db import ALL_BRANCHES, AsyncSession, Database
from shared.kit.errors import Forbidden, NotFound
from shared.kit.facts import Facts
from shared.kit.jobs import Job, JobRunner
from shared.kit.measured import Measured, trace_statements
from shared.kit.memory import keep_for_good
from shared.kit.outbox import Relay
from shared.kit.settings import ServiceSettings
from shared.kit.subscriptions import Subscriptions
from shared.kit.tables import clock_setting

Hook = Callable[["Service"], Awaitable[None]]


class Service:
    """The running parts of a service; kept at ``app.state.service``."""

    def __init__(
        self,
        name: str,
        settings: ServiceSettings,
        *,
        subscriptions: Sequence[Subscriptions] = (),
        jobs: Sequence[Job] = (),
    ) -> None:
        self.name, self.settings = name, settings
        self.database = Database(
            settings.database_url, name, pool_size=settings.pool_size, overflow=settings.pool_overflow
        )
        self.facts = Facts()
        self.bus = Bus(settings.nats_url, settings.nats_user or name, settings.nats_password)
        self.relay = Relay(self.database, self.bus, name)
        self.consumers = [
            Consumer(self.database, self.bus, s, self.facts, batch=settings.batch_size) for s in subscriptions
        ]
        self.jobs = JobRunner(self.database, list(jobs), name)
        self.extras: dict[str, Any] = {}
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Begin relaying, consuming and timed work; without ``NATS_URL`` (unit tests) nothing runs by itself."""
        await self._load_clock()
        if not self.settings.nats_url:
            return
        keep_for_good()
        self.bus.listen(f"wake.{self.name}", self._on_wake)
        self.bus.start()
        runners = [self.relay.run(), *(consumer.run() for consumer in self.consumers), self.jobs.run()]
        self._tasks = [asyncio.create_task(runner) for runner in runners]

    async def stop(self) -> None:
        """End the background work and give everything back."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.bus.close()
        await self.database.close()

    async def _on_wake(self, _message: Msg) -> None:
        self.relay.wake.set()

    async def _load_clock(self) -> None:
        if not self.settings.clock_may_move:
            return
        async with self.database.transaction() as session:
            seconds = (await session.execute(select(clock_setting.c.offset_seconds))).scalar()
        if seconds is not None:
            clock.set_offset(timedelta(seconds=seconds))

    async def move_clock(self, offset_seconds: int) -> None:
        """Set how far business time is ahead of real time, for ever until moved again (development only).

        A distance, not a moment, and in whole seconds: so all processes have the same time, also after a restart.

        Raises:
            Forbidden: the clock may not be moved here.
        """
        if not self.settings.clock_may_move:
            raise Forbidden(permission="a movable clock")
        async with self.database.transaction() as session:
            statement = insert(clock_setting).values(id=1, offset_seconds=offset_seconds)
            await session.execute(
                statement.on_conflict_do_update(
                    index_elements=["id"], set_={"offset_seconds": statement.excluded.offset_seconds}
                )
            )
        clock.set_offset(timedelta(seconds=offset_seconds))
        self.jobs.wake.set()

    @property
    def activity(self) -> int:
        """Grows with every fact relayed or applied and every job run."""
        return self.stirred + self.jobs.activity

    @property
    def stirred(self) -> int:
        """Grows with every fact relayed or applied: as long as it grows, other services may have more to do."""
        return self.relay.activity + sum(consumer.activity for consumer in self.consumers)

    async def settle(self, seconds: float) -> datetime | None:
        """Return when due jobs, outbox and consumers have nothing left to do, or when the time is up.

        Returns:
            When the next job is due, in business time.
        """
        deadline = asyncio.get_running_loop().time() + seconds
        while True:
            idle, due = await self._is_idle()
            if idle or asyncio.get_running_loop().time() > deadline:
                return due
            await asyncio.sleep(0.005)

    async def _is_idle(self) -> tuple[bool, datetime | None]:
        """Whether nothing is left to do, and when the next job is due; what is left to do is begun."""
        before = self.activity
        # Facts first: what the last of them left to do is in the database when none is under way any more.
        waiting = await self._waiting()
        async with self.database.transaction() as session:
            due = await self.jobs.next_due(session)
            unpublished = await self.relay.has_backlog(session)
        late = due is not None and due <= clock.now()
        if late:
            self.jobs.wake.set()
        if unpublished:
            self.relay.wake.set()
        # Whatever ran while this looked may have left more to do where it had looked already.
        return not (waiting or unpublished or late or self.activity != before), due

    async def _waiting(self) -> bool:
        """Whether facts wait for a consumer, or nobody can say."""
        try:
            return any([await consumer.pending() for consumer in self.consumers])
        except (OSError, nats.errors.Error):
            return True


class OutboxState(BaseModel):
    """Facts not yet published."""

    unpublished: int
    oldest_seconds: float


class ConsumerState(BaseModel):
    """How far a consumer is behind."""

    name: str
    pending: int
    parked: int


class ServiceState(BaseModel):
    """What the operator asks of a service."""

    service: str
    outbox: OutboxState
    consumers: list[ConsumerState]
    clock: datetime
    next_due: datetime | None
    activity: int


class Settled(BaseModel):
    """A service with nothing left to do."""

    activity: int
    stirred: int
    next_due: datetime | None


class ClockMove(BaseModel):
    """How far business time is ahead of real time."""

    offset_seconds: int


async def open_session(request: Request, who: CurrentPrincipal) -> AsyncIterator[AsyncSession]:
    """The transaction of a request: sees the caller's branches, commits before the answer is sent."""
    service: Service = request.app.state.service
    async with service.database.transaction(who.branches, actor=who.staff_id) as session:
        session.info["facts"] = service.facts
        session.info["service"] = service
        yield session


SessionDep = Annotated[AsyncSession, Depends(open_session, scope="function")]


def create_service(
    name: str,
    settings: ServiceSettings,
    *,
    routes: Iterable[BaseRoute],
    subscriptions: Sequence[Subscriptions] = (),
    jobs: Sequence[Job] = (),
    title: str = "",
    on_start: Hook | None = None,
    on_stop: Hook | None = None,
) -> FastAPI:
    """The application of a service.

    Args:
        name: ``reception``, ``post_production`` …; also the audience of tokens.
        routes: what it answers to, from ``versioned``.
        on_start: runs before the background work, e.g. to serve a request subject or open the photo store.

    Raises:
        TypeError: a route has no permission (deny by default).
    """
    service = Service(name, settings, subscriptions=subscriptions, jobs=jobs)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        if on_start is not None:
            await on_start(service)
        await service.start()
        yield
        if on_stop is not None:
            await on_stop(service)
        await service.stop()
        provider.shutdown()

    telemetry.configure_logging(name, json_lines=settings.environment != "development")
    provider = telemetry.configure_tracing(name, endpoint=settings.otlp_endpoint, share=settings.trace_share)
    app = FastAPI(
        title=title or f"Yinglou {name.replace('_', ' ')}",
        version="1",
        lifespan=lifespan,
        routes=[*routes],
        generate_unique_id_function=_named,
        docs_url=None,
        redoc_url=None,
        # Measured does what FastAPI's own telemetry would do.
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    app.state.service = service
    app.state.check_token = TokenCheck(settings.gateway_public_key, name)
    problems.install(app)
    app.include_router(_health(service))
    refuse_unguarded(app)
    app.add_middleware(Bounded, most=settings.most_requests)
    traced = settings.trace_share > 0
    app.add_middleware(Measured, service=name, routes=app.routes, traced=traced)
    if traced:
        trace_statements(service.database.engine)
    return app


def _named(route: APIRoute) -> str:
    """What an operation is called in the generated documents: as its function."""
    return route.name


def versioned(*routers: APIRouter) -> list[BaseRoute]:
    """The routes of these under their version, for ``create_service``.

    A module makes them once: what FastAPI works out for each is the same for every application of a process, takes a
    fifth of a second for a service, and tests make an application each.
    """
    together = APIRouter(generate_unique_id_function=_named)
    for router in routers:
        together.include_router(router, prefix="/v1")
    return together.routes


def route_permissions(app: FastAPI) -> dict[tuple[str, str], str | None]:
    """The permission of every route: (method, path) → permission, None where anybody may call."""
    found: dict[tuple[str, str], str | None] = {}
    for route in iter_route_contexts(app.routes):
        if not isinstance(route.original_route, APIRoute):
            continue
        permission = None
        pending = list(route.dependant.dependencies)
        while pending:
            dependency = pending.pop()
            permission = permission or permission_of(dependency.call)
            pending.extend(dependency.dependencies)
        for method in sorted(route.methods or ()):
            found[(method, route.path or "")] = permission
    return found


OPEN_ROUTES = frozenset({"/livez", "/readyz", "/metrics"})


def refuse_unguarded(app: FastAPI, *, open_routes: frozenset[str] = OPEN_ROUTES) -> None:
    """Stop at start-up when a route could be called without a permission.

    Raises:
        TypeError: naming the routes.
    """
    unguarded = [
        f"{m} {p}"
        for (m, p), permission in route_permissions(app).items()
        if permission is None and p not in open_routes
    ]
    if unguarded:
        raise TypeError(f"routes without a permission: {', '.join(unguarded)}")


def _health(service: Service) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/livez")
    async def livez() -> dict[str, str]:
        """The process answers."""
        return {"status": "ok"}

    @router.get("/readyz")
    async def readyz(response: Response) -> dict[str, str]:
        """The database answers; the bus may be away."""
        try:
            await service.database.ping()
        except Exception:
            response.status_code = 503
            return {"status": "database away"}
        return {"status": "ok", "bus": "connected" if service.bus.connected.is_set() else "away"}

    @router.get("/metrics")
    async def metrics() -> Response:
        """Prometheus metrics."""
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    @router.get("/internal/state")
    async def state(_who: Annotated[Principal, may("operations.read")]) -> ServiceState:
        """Lag, parked events, outbox age, the clock."""
        return await _state(service)

    @router.post("/internal/clock")
    async def move_clock(body: ClockMove, _who: Annotated[Principal, may("operations.clock")]) -> ClockMove:
        """Move business time (development only)."""
        await service.move_clock(body.offset_seconds)
        return body

    @router.post("/internal/settle")
    async def settle(_who: Annotated[Principal, may("operations.clock")]) -> Settled:
        """Answer when nothing is left to do."""
        due = await service.settle(20)
        return Settled(activity=service.activity, stirred=service.stirred, next_due=due)

    return router


async def _state(service: Service) -> ServiceState:
    unpublished, age = await service.relay.backlog()
    consumers: list[ConsumerState] = []
    for consumer in service.consumers:
        try:
            pending, parked = await consumer.backlog()
        except Exception as error:
            raise NotFound(what=f"consumer {consumer.name} ({type(error).__name__})") from error
        consumers.append(ConsumerState(name=consumer.name, pending=pending, parked=parked))
    async with service.database.transaction() as session:
        due = await service.jobs.next_due(session)
    return ServiceState(
        service=service.name,
        outbox=OutboxState(unpublished=unpublished, oldest_seconds=age),
        consumers=consumers,
        clock=clock.now(),
        next_due=due,
        activity=service.activity,
    )


__all__ = [
    "ALL_BRANCHES",
    "Service",
    "SessionDep",
    "create_service",
    "open_session",
    "refuse_unguarded",
    "route_permissions",
    "versioned",
]
