"""A gateway with an administrator, and tiny departments behind it."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx2 as httpx
import pytest
from aiohttp import web
from argon2 import PasswordHasher

from gateway.roles import CUSTOMER_PAGE, INVITATION, OWN_ORDER
from gateway.schemas import BranchOpening, StaffJoining
from gateway.service import branches, secrets, staff
from shared.contracts.gateway import BranchState
from shared.kit.testing import ServiceMaker, ServiceUnderTest, branch_state

ADMIN_PASSWORD = "the-first-password"
PASSWORD = "a-good-password"

ROUTES = [
    ("GET", "/v1/echo", "reception"),
    ("POST", "/v1/echo", "reception"),
    ("GET", "/v1/order-search", "reception"),
    ("GET", "/v1/orders/{order_id}/reception", "reception"),
    ("POST", "/v1/photo-sets/{photo_set_id}/photos", "post_production"),
    ("GET", "/v1/job-sheets/{order_id}", "customer_service"),
    ("GET", "/v1/expected-pieces", "pickup"),
    ("POST", "/v1/arrivals", "pickup"),
]


@pytest.fixture
def routes_file(tmp_path: Path) -> Path:
    """The list of routes as it is generated."""
    file = tmp_path / "routes.json"
    routes = [{"method": m, "path": p, "service": s, "permission": "x.y.z"} for m, p, s in ROUTES]
    page = {"path": "/v1/customer/{code}", "service": "customer_service", "permission": CUSTOMER_PAGE[0]}
    album = {"path": "/v1/customer/{code}/album", "service": "reception", "permission": OWN_ORDER[0]}
    invitation = {"path": "/v1/invitations/{referral_code}", "service": "reception", "permission": INVITATION[0]}
    routes += [{"method": "GET", **page}, {"method": "GET", **album}, {"method": "GET", **invitation}]
    file.write_text(json.dumps(routes), encoding="utf-8")
    return file


Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Department:
    """A tiny service on a real port that keeps what it was sent."""

    def __init__(self) -> None:
        self.handlers: dict[str, Handler] = {}
        self.requests: list[web.Request] = []
        self.url = ""

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """What the test said for this path, else 404."""
        self.requests.append(request)
        handler = self.handlers.get(request.path)
        if handler is None:
            return web.json_response({"code": "not_found"}, status=404)
        return await handler(request)

    def says(self, path: str, content: Any, *, status: int = 200) -> None:
        """Answer that path with that content."""

        async def handler(_request: web.Request) -> web.StreamResponse:
            return web.json_response(content, status=status)

        self.handlers[path] = handler


@asynccontextmanager
async def running(department: Department) -> AsyncIterator[Department]:
    """The department, listening."""
    app = web.Application(client_max_size=10**9)
    app.router.add_route("*", "/{rest:.*}", department.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    department.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield department
    finally:
        await runner.cleanup()


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2id with the least cost: what it costs is not what is tested."""
    monkeypatch.setattr(secrets, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
async def reception() -> AsyncIterator[Department]:
    """Reception, as far as the test says what it answers."""
    async with running(Department()) as department:
        yield department


@pytest.fixture
async def customer_service() -> AsyncIterator[Department]:
    """Customer service, likewise."""
    async with running(Department()) as department:
        yield department


class Browser:
    """Somebody at a browser on plain http in development, with its cookies and CSRF value."""

    def __init__(self, app: Any, *, address: str = "10.0.0.1", scheme: str = "http") -> None:
        self.client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app=app, raise_app_exceptions=False, client=(address, 4000)),
            base_url=f"{scheme}://studio.test",
            headers={"Accept-Language": "en"},
        )
        self.csrf = ""

    async def sign_in(self, name: str = "admin", password: str = ADMIN_PASSWORD) -> httpx.Response:
        """Sign in; afterwards changing requests carry the CSRF value."""
        answer = await self.client.post("/v1/session", json={"name": name, "password": password})
        if answer.status_code == 201:
            self.csrf = answer.json()["csrf"]
            self.client.headers["X-Studio-CSRF"] = self.csrf
        return answer


class Gateway:
    """The gateway under test."""

    def __init__(self, under_test: ServiceUnderTest) -> None:
        self.service = under_test
        self.app = under_test.app

    def browser(self, *, address: str = "10.0.0.1", scheme: str = "http") -> Browser:
        """A new browser."""
        return Browser(self.app, address=address, scheme=scheme)

    async def signed_in(self, name: str = "admin", password: str | None = None) -> httpx.AsyncClient:
        """The client of somebody who has signed in."""
        browser = self.browser()
        given = password or (ADMIN_PASSWORD if name == "admin" else PASSWORD)
        answer = await browser.sign_in(name, given)
        assert answer.status_code == 201, answer.text
        return browser.client

    async def open_branch(self, code: str = "GG01", *, consultants_take_money: bool = False, **state: Any) -> None:
        """A branch that is open every day."""
        opening = BranchOpening(id=code, state=branch_state(**state), consultants_take_money=consultants_take_money)
        async with self.service.session() as session:
            await branches.open_branch(session, opening)

    async def add_staff(
        self, name: str = "li.na", *roles: str, branches: tuple[str, ...] = ("GG01",), **more: Any
    ) -> None:
        """A member of staff, a consultant of GG01 by default."""
        values: dict[str, Any] = {
            "id": name,
            "password": PASSWORD,
            "display_name": name.title(),
            "badge": f"B-{name.replace('.', '-')}",
            "roles": list(roles or ("consultant",)),
            "branches": list(branches),
            **more,
        }
        async with self.service.session() as session:
            await staff.add_staff(session, StaffJoining(**values))


@pytest.fixture
async def gateway(
    start_service: ServiceMaker, routes_file: Path, tmp_path: Path, reception: Department, customer_service: Department
) -> AsyncIterator[Gateway]:
    """A gateway with branch GG01 before reception and customer service; the other departments are down."""
    environment = {
        "GATEWAY_ADMIN_PASSWORD": ADMIN_PASSWORD,
        "GATEWAY_ROUTES_FILE": str(routes_file),
        "GATEWAY_OPENAPI_FILE": str(tmp_path / "openapi.json"),
        "RECEPTION_URL": reception.url,
        "CUSTOMER_SERVICE_URL": customer_service.url,
        "PICKUP_URL": "http://127.0.0.1:9",
        "SCHEDULING_URL": "http://127.0.0.1:9",
        "POST_PRODUCTION_URL": "http://127.0.0.1:9",
    }
    async with start_service("gateway", **environment) as under_test:
        gateway = Gateway(under_test)
        await gateway.open_branch()
        yield gateway


def full_state(**changes: Any) -> dict[str, Any]:
    """A branch's state as a request carries it."""
    state: BranchState = branch_state(**changes)
    return state.model_dump(mode="json")
