"""The gateway's application: our own routes, and the door in front of them."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import timedelta

from fastapi import FastAPI

from gateway.api import Parts, live, operations, orders, pages, people, sessions
from gateway.front.callers import Callers
from gateway.front.clockwork import Clockwork
from gateway.front.departments import Departments
from gateway.front.door import Door
from gateway.front.hop import Hop
from gateway.front.limits import Buckets
from gateway.front.links import Links
from gateway.front.live import Hub, before_shutdown
from gateway.front.routes import Route, RouteTable, read_routes
from gateway.service.staff import first_administrator
from gateway.settings import Settings
from gateway.static import ConsoleFiles
from shared.kit.app import Service, create_service, refuse_unguarded, route_permissions, versioned
from shared.kit.auth import TokenMint
from shared.kit.db import AsyncSession

routes = versioned(*(module.router for module in (sessions, people, orders, live, operations, pages)))


def create_app() -> FastAPI:
    """The gateway."""
    settings = Settings()
    leaving = ExitStack()

    async def on_start(service: Service) -> None:
        await first_administrator(service.database, settings.admin_password)
        service.bus.listen("evt.>", hub.on_message)
        service.bus.listen("hint.>", hub.on_message)
        leaving.enter_context(before_shutdown(hub))

    async def on_stop(_service: Service) -> None:
        leaving.close()
        hub.close()
        await hop.close()

    app = create_service(
        "gateway",
        settings,
        routes=routes,
        on_start=on_start,
        on_stop=on_stop,
    )
    app.include_router(pages.pages)
    refuse_unguarded(app)
    service: Service = app.state.service
    idle = timedelta(minutes=settings.idle_minutes)
    callers = Callers(service.database, TokenMint(settings.signing_key), app.state.check_token, idle=idle)
    hop = Hop(settings.departments, concurrency=settings.concurrency)
    departments = Departments(hop, callers)
    hub = Hub(callers)
    service.database.after_commit.append(lambda session: _look_again(hub, session))
    app.state.parts = Parts(
        callers=callers,
        departments=departments,
        hub=hub,
        clockwork=Clockwork(departments, service),
        session_life=timedelta(hours=settings.session_hours),
        openapi_file=settings.openapi_file,
        development=settings.environment == "development",
    )
    requests = Buckets(settings.rate_per_second, settings.rate_burst)
    customers = Buckets(settings.customer_per_second, settings.customer_burst)
    app.middleware_stack = Door(
        app.build_middleware_stack(),
        desks=ConsoleFiles(),
        callers=callers,
        hop=hop,
        routes=route_table(app, settings),
        requests=requests,
        sign_ins=Buckets(settings.sign_in_per_second, settings.sign_in_burst),
        customers=customers,
        links=Links(departments, requests, customers),
        body_limit=settings.body_limit,
        upload_limit=settings.upload_limit,
    )
    return app


def route_table(app: FastAPI, settings: Settings) -> RouteTable:
    """The departments' routes from the generated list, our own from the application itself."""
    foreign = [route for route in read_routes(settings.routes_file) if route.service != "gateway"]
    own = [Route(method, path, "gateway", permission) for (method, path), permission in route_permissions(app).items()]
    return RouteTable([*foreign, *own])


def _look_again(hub: Hub, session: AsyncSession) -> None:
    if session.info.get("people_changed"):
        hub.look_again()
