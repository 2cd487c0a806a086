"""P15 and P16 at the gateway: every route, asked by a visitor, by somebody without the right, and directly."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2 as httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gateway import __file__ as gateway_file
from gateway.permissions import permissions_of
from gateway.roles import OWN_ORDER, VISITOR
from shared.kit import clock
from shared.kit.auth import TokenMint, decode_key
from shared.kit.testing import GATEWAY_KEYS, RECEPTION_KEYS, Keys, ServiceMaker, clearance, principal
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


def forgeries(service: str) -> dict[str, dict[str, str]]:
    """Ways to pretend to be somebody, by name (P16)."""
    right, seconds = TokenMint(GATEWAY_KEYS.seed), int(clock.wall().timestamp())
    claims = {
        "iss": "studio-gateway", "aud": service, "sub": "admin", "iat": seconds, "exp": seconds + 60,
        "roles": [], "perms": ["*"], "branches": "*",
    }  # fmt: skip
    key, public = Ed25519PrivateKey.from_private_bytes(decode_key(GATEWAY_KEYS.seed)), GATEWAY_KEYS.public
    other = "pickup" if service != "pickup" else "reception"
    tokens = {
        "another key": TokenMint(Keys().seed).mint(principal(), service),
        "reception's key": TokenMint(RECEPTION_KEYS.seed).mint(principal(), service),
        "another audience": right.mint(principal(), other),
        "the gateway's audience": right.mint(principal(), "gateway"),
        "no algorithm": jwt.encode(claims, "", algorithm="none"),
        "the public key as a secret": jwt.encode(claims, public * 2, algorithm="HS256"),
        "expired": jwt.encode({**claims, "exp": seconds - 3}, key, algorithm="EdDSA"),
        "no end": jwt.encode({k: v for k, v in claims.items() if k != "exp"}, key, algorithm="EdDSA"),
        "not yet": jwt.encode({**claims, "nbf": seconds + 600}, key, algorithm="EdDSA"),
        "another issuer": jwt.encode({**claims, "iss": "studio-reception"}, key, algorithm="EdDSA"),
        "a clearance": clearance(uuid4()),
        "cut off": right.mint(principal(), service)[:-4],
    }
    told = {"X-Studio-Staff": "admin", "X-Studio-Permissions": "*", "X-Forwarded-User": "admin", "X-Branch-Id": "GG01"}
    plain = {"nothing": {}, "identity headers": told, "basic": {"Authorization": "Basic YWRtaW46YWRtaW4="}}
    return plain | {name: {"Authorization": f"Bearer {token}"} | told for name, token in tokens.items()}


@pytest.mark.parametrize("service", ["reception", "scheduling", "post_production", "pickup", "customer_service"])
async def test_a_department_trusts_only_the_gateways_word_for_itself(start_service: ServiceMaker, service: str) -> None:
    """P16: every forgery is nobody at every route; what the operator may do too."""
    routes = [route for route in ROUTES if route.service == service]
    async with start_service(service) as under_test, under_test.client() as client:
        del client.headers["Authorization"]
        for name, headers in forgeries(service).items():
            found = await answers(client, routes, headers=headers)
            assert {route: status for route, status in found.items() if status != 401} == {}, name
            for method, path in (("GET", "state"), ("POST", "clock"), ("POST", "settle")):
                internal = await client.request(method, f"/internal/{path}", json={}, headers=headers)
                assert internal.status_code == 401, (name, path)
