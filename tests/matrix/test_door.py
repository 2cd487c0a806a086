"""P15 and P16 at the gateway: every route, asked by a visitor, by somebody without the right, and directly."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2 as httpx
import pytest

from gateway import __file__ as gateway_file
from gateway.roles import OWN_ORDER, VISITOR, permissions_of
from shared.kit.auth import TokenMint
from shared.kit.testing import Keys, ServiceMaker, principal
from tests.gateway.conftest import ADMIN_PASSWORD, Gateway
from tests.gateway.conftest import quick_hashes as quick_hashes
from tests.matrix.asking import DAY, PARAMETER, Route

ROUTES = [Route(**line) for line in json.loads((Path(gateway_file).parent / "routes.json").read_text("utf-8"))]
NOBODY = "http://127.0.0.1:9"
DEPARTMENTS = ("RECEPTION", "SCHEDULING", "POST_PRODUCTION", "PICKUP", "CUSTOMER_SERVICE")


@pytest.fixture
async def house(start_service: ServiceMaker, quick_hashes: None) -> AsyncIterator[Gateway]:
    """The gateway with its real list of routes, before departments that are all away."""
    away = {f"{name}_URL": NOBODY for name in DEPARTMENTS}
    limits = {"GATEWAY_RATE_PER_SECOND": "10000", "GATEWAY_RATE_BURST": "10000"}
    async with start_service("gateway", GATEWAY_ADMIN_PASSWORD=ADMIN_PASSWORD, **away, **limits) as under_test:
        gateway = Gateway(under_test)
        for branch in ("GG01", "GG02"):
            await gateway.open_branch(branch)
        yield gateway


def address(route: Route) -> str:
    """The route about some order of some day."""
    known = {
        "branch_id": "GG02",
        "code": "A" * 24,
        "day": DAY,
        "staff_id": "somebody",
        "step": "NUMBER",
        "template_id": "booking_thanks",
    }
    return PARAMETER.sub(lambda found: known.get(found[1]) or str(uuid4()), route.path)


async def answers(client: httpx.AsyncClient, routes: list[Route], **more: Any) -> dict[str, int]:
    """The status of each route."""
    found: dict[str, int] = {}
    for route in routes:
        body: dict[str, Any] | None = None if route.method in {"GET", "DELETE"} else {}
        headers = {"If-Match": '"1"', **more.get("headers", {})}
        answer = await client.request(route.method, address(route), json=body, headers=headers)
        found[str(route)] = answer.status_code
    return found


async def test_a_visitor_gets_nowhere(house: Gateway) -> None:
    closed = [route for route in ROUTES if route.permission not in {*VISITOR, *OWN_ORDER}]
    found = await answers(house.browser().client, closed)
    assert {route: status for route, status in found.items() if status != 401} == {}


@pytest.mark.parametrize("role", ["assistant", "cashier", "administrator"])
async def test_the_gateways_own_routes_ask_for_the_permission(house: Gateway, role: str) -> None:
    await house.add_staff("li.na", role)
    client = await house.signed_in("li.na")
    held = permissions_of([role])
    own = [route for route in ROUTES if route.service == "gateway" and not route.path.startswith("/v1/session")]
    lacking = [route for route in own if not principal(permissions=held).may(route.permission)]
    found = await answers(client, lacking)
    assert {route: status for route, status in found.items() if status != 403} == {}


async def test_every_department_is_reached_at_its_own_address_only(house: Gateway) -> None:
    """With all departments away, each of their routes says so: it is known, and nobody else answers for it."""
    await house.add_staff("li.na", "store_manager")
    client = await house.signed_in("li.na")
    foreign = [route for route in ROUTES if route.service != "gateway"]
    found = await answers(client, foreign)
    assert {route: status for route, status in found.items() if status != 503} == {}


@pytest.mark.parametrize("service", ["reception", "scheduling", "post_production", "pickup", "customer_service"])
async def test_a_department_trusts_no_other_signature_and_no_header(start_service: ServiceMaker, service: str) -> None:
    """P16: another key, another audience, or plain identity headers are nobody."""
    routes = [route for route in ROUTES if route.service == service]
    async with start_service(service) as under_test:
        forged = TokenMint(Keys().seed).mint(principal(), service)
        async with under_test.client() as client:
            del client.headers["Authorization"]
            for headers in (
                {"Authorization": f"Bearer {forged}"},
                {"X-Studio-Staff": "admin", "X-Studio-Permissions": "*", "X-Forwarded-User": "admin"},
            ):
                found = await answers(client, routes, headers=headers)
                assert {route: status for route, status in found.items() if status != 401} == {}
