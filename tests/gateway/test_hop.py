"""The hop: identity, streaming, refusals, limits."""

import asyncio
import gzip
from collections.abc import AsyncIterator
from pathlib import Path

import httpx2 as httpx
import pytest
from aiohttp import web

from deploy.local.processes import free_port
from gateway.front.hop import passed_on
from gateway.front.routes import Route, RouteTable, is_tricky
from shared.kit.auth import TokenCheck
from shared.kit.db import Database
from shared.kit.testing import GATEWAY_KEYS
from tests.gateway.conftest import Department, Gateway


async def test_services_are_shown_a_token_and_nothing_else_of_the_caller(
    gateway: Gateway, reception: Department
) -> None:
    reception.says("/v1/echo", {"ok": True})
    await gateway.add_staff("li.na", "cashier")
    client = await gateway.signed_in("li.na")
    forged = {
        "X-Studio-Staff": "boss",
        "Forwarded": "for=1.2.3.4",
        "X-Forwarded-User": "boss",
        "Connection": "x-secret",
        "X-Secret": "hop",
        "Accept-Language": "zh-CN",
    }
    answer = await client.get("/v1/echo", params={"a": "1"}, headers=forged)
    assert answer.json() == {"ok": True}
    sent = reception.requests[-1]
    names = {name.lower() for name in sent.headers}
    assert not names & {"cookie", "forwarded", "x-forwarded-user", "x-studio-staff", "x-studio-csrf", "x-secret"}
    assert sent.headers["Accept-Language"] == "zh-CN"
    assert sent.raw_path == "/v1/echo?a=1"
    who = TokenCheck(GATEWAY_KEYS.public, "reception")(sent.headers["Authorization"].removeprefix("Bearer "))
    assert who.staff_id == "li.na"
    assert who.branches == frozenset({"GG01"})
    assert who.may("reception.payments.take")


async def test_a_services_token_is_no_key_to_the_gateway(gateway: Gateway, reception: Department) -> None:
    reception.says("/v1/echo", {})
    client = await gateway.signed_in()
    await client.get("/v1/echo")
    stolen = reception.requests[-1].headers["Authorization"]
    visitor = gateway.browser().client
    assert (await visitor.get("/v1/echo", headers={"Authorization": stolen})).status_code == 401
    assert (await visitor.get("/v1/session", headers={"Authorization": stolen})).status_code == 401
    assert (await visitor.get("/v1/session", headers={"Authorization": "Bearer e30.e30.e30"})).status_code == 401


async def test_nobody_gets_to_a_service_without_signing_in(gateway: Gateway, reception: Department) -> None:
    reception.says("/v1/echo", {})
    answer = await gateway.browser().client.get("/v1/echo")
    assert answer.status_code == 401
    assert answer.json()["code"] == "unauthenticated"
    assert not reception.requests


async def test_request_body_is_streamed_unread(gateway: Gateway, reception: Department) -> None:
    first_seen = asyncio.Event()
    sizes: list[int] = []

    async def swallow(request: web.Request) -> web.Response:
        async for chunk in request.content.iter_any():
            sizes.append(len(chunk))
            first_seen.set()
        return web.json_response({"size": sum(sizes)})

    async def body() -> AsyncIterator[bytes]:
        yield b"a" * 70_000
        await asyncio.wait_for(first_seen.wait(), 5)  # the service has read the beginning before the end is written
        yield b"b" * 70_000

    reception.handlers["/v1/echo"] = swallow
    client = await gateway.signed_in()
    answer = await client.post("/v1/echo", content=body(), headers={"Transfer-Encoding": "chunked"})
    assert answer.json() == {"size": 140_000}


async def test_answer_passes_byte_for_byte(gateway: Gateway, reception: Department) -> None:
    packed = gzip.compress(b"photograph " * 1000)

    async def answer(_request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(
            status=207, headers={"Content-Encoding": "gzip", "X-Own": "1", "Set-Cookie": "a=b"}
        )
        await response.prepare(_request)
        for position in range(0, len(packed), 10):
            await response.write(packed[position : position + 10])
        return response

    reception.handlers["/v1/echo"] = answer
    client = await gateway.signed_in()
    received = await client.get("/v1/echo")
    assert received.status_code == 207
    assert received.headers["content-encoding"] == "gzip"
    assert received.headers["x-own"] == "1"
    assert "set-cookie" not in received.headers
    assert received.content == b"photograph " * 1000


async def test_a_problem_of_a_service_passes_unchanged(gateway: Gateway, reception: Department) -> None:
    reception.says("/v1/echo", {"code": "pickup.arrears_open"}, status=409)
    client = await gateway.signed_in()
    answer = await client.post("/v1/echo", json={})
    assert (answer.status_code, answer.json()) == (409, {"code": "pickup.arrears_open"})


async def test_department_that_is_down_is_named(gateway: Gateway) -> None:
    client = await gateway.signed_in()
    answer = await client.get("/v1/expected-pieces")
    assert answer.status_code == 503
    assert answer.json()["code"] == "upstream.unavailable"
    assert answer.json()["department"] == "pickup"
    assert "pickup" in answer.json()["detail"]
    assert answer.headers["retry-after"]


async def test_broken_answer_says_that_it_may_have_been_done(gateway: Gateway, reception: Department) -> None:
    async def break_off(request: web.Request) -> web.Response:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    reception.handlers["/v1/echo"] = break_off
    client = await gateway.signed_in()
    answer = await client.post("/v1/echo", json={})
    assert (answer.status_code, answer.json()["code"]) == (502, "upstream.interrupted")


async def test_request_ids_are_passed_on_or_made(gateway: Gateway, reception: Department) -> None:
    reception.says("/v1/echo", {})
    client = await gateway.signed_in()
    kept = await client.get("/v1/echo", headers={"X-Request-ID": "desk-7-000123"})
    assert kept.headers["x-request-id"] == "desk-7-000123"
    assert reception.requests[-1].headers["X-Request-ID"] == "desk-7-000123"
    made = await client.get("/v1/echo", headers={"X-Request-ID": "bad id\x01"})
    assert made.headers["x-request-id"] not in ("", "bad id\x01")
    assert reception.requests[-1].headers["X-Request-ID"] == made.headers["x-request-id"]


async def test_trace_goes_on_at_the_service(gateway: Gateway, reception: Department) -> None:
    reception.says("/v1/echo", {})
    client = await gateway.signed_in()
    trace_id = "0af7651916cd43dd8448eb211c80319c"
    await client.get("/v1/echo", headers={"traceparent": f"00-{trace_id}-b7ad6b7169203331-01"})
    assert trace_id in reception.requests[-1].headers["traceparent"]


async def test_unknown_path_and_wrong_method(gateway: Gateway, reception: Department) -> None:
    client = await gateway.signed_in()
    assert (await client.get("/v1/nothing-here")).json()["code"] == "not_found"
    refused = await client.put("/v1/echo", json={})
    assert (refused.status_code, refused.json()["code"]) == (405, "method.refused")
    assert refused.json()["allowed"] == "GET, POST"


@pytest.mark.parametrize(
    "path",
    ["/v1/../internal/state", "/v1/%2e%2e/internal/state", "/v1/echo%2F..%2Finternal", "/v1/echo%00", "/v1/a%5cb"],
)
def test_paths_that_mean_two_things_are_refused(path: str) -> None:
    assert is_tricky(path)


async def test_internal_routes_of_services_cannot_be_reached(gateway: Gateway, reception: Department) -> None:
    reception.says("/internal/clock", {})
    client = await gateway.signed_in()
    for path in ("/internal/clock", "/v1/../internal/clock", "//internal/clock"):
        await client.post(path, json={"now": "2027-01-01T00:00:00Z"})
    assert not reception.requests


async def test_body_limit_announced_or_not(gateway: Gateway, reception: Department) -> None:
    reception.says("/v1/echo", {})
    door = gateway.app.middleware_stack
    door.body_limit = 1000  # type: ignore[union-attr]
    client = await gateway.signed_in()
    announced = await client.post("/v1/echo", content=b"x" * 1001)
    assert (announced.status_code, announced.json()["code"]) == (413, "request.too_large")

    async def unannounced() -> AsyncIterator[bytes]:
        for _ in range(30):
            yield b"x" * 100

    streamed = await client.post("/v1/echo", content=unannounced(), headers={"Transfer-Encoding": "chunked"})
    assert (streamed.status_code, streamed.json()["code"]) == (413, "request.too_large")
    own = await client.post("/v1/session/password", content=b"x" * 1001)
    assert own.status_code == 413
    for length in (b"2147483648", b"9" * 5000, b"-1", "\u00b2".encode("latin-1")):
        lied = await client.post("/v1/echo", content=b"x", headers={b"Content-Length": length})
        assert lied.status_code == 413, length


async def test_photographs_may_be_larger(gateway: Gateway) -> None:
    door = gateway.app.middleware_stack
    door.body_limit = 1000  # type: ignore[union-attr]
    client = await gateway.signed_in()
    answer = await client.post("/v1/photo-sets/7/photos", content=b"x" * 5000)
    assert answer.json()["code"] == "upstream.unavailable"


async def test_one_caller_cannot_take_everything(gateway: Gateway, reception: Department) -> None:
    reception.says("/v1/echo", {})
    await gateway.add_staff("li.na")
    greedy, modest = await gateway.signed_in("li.na"), await gateway.signed_in()
    buckets = gateway.app.middleware_stack.requests  # type: ignore[union-attr]
    buckets.burst, buckets.per_second = 5, 0.01
    statuses = [(await greedy.get("/v1/echo")).status_code for _ in range(7)]
    assert statuses[-1] == 429
    assert (await modest.get("/v1/echo")).status_code == 200
    refused = await greedy.get("/v1/echo")
    assert int(refused.headers["retry-after"]) >= 1


async def test_more_than_a_department_can_do_is_refused_soon(gateway: Gateway, reception: Department) -> None:
    release, waiting = asyncio.Event(), asyncio.Event()

    async def slow(_request: web.Request) -> web.Response:
        waiting.set()
        await release.wait()
        return web.json_response({})

    reception.handlers["/v1/echo"] = slow
    gateway.app.state.parts.departments.hop.rooms["reception"].limit = 1
    client = await gateway.signed_in()
    first = asyncio.create_task(client.get("/v1/echo"))
    await waiting.wait()
    second = await client.get("/v1/echo")
    release.set()
    assert (second.status_code, second.json()["code"], second.headers["retry-after"]) == (503, "gateway.busy", "1")
    assert (await first).status_code == 200
    assert (await client.get("/v1/echo")).status_code == 200


async def test_nobody_can_be_known_while_the_gateways_database_is_away_and_the_answer_says_to_try_again(
    gateway: Gateway, reception: Department, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P1: at the door, before any route is reached; nothing was done, so it is no fault of ours (503, not 500)."""
    reception.says("/v1/echo", {})
    client = await gateway.signed_in()
    callers = gateway.app.state.parts.callers
    nowhere = Database(f"postgresql://gateway_app:x@127.0.0.1:{free_port()}/gateway", "gateway")
    with monkeypatch.context() as away:
        away.setattr(callers, "database", nowhere)
        away.setattr(callers, "_known", {})
        refused = await client.post("/v1/echo", json={})
    await nowhere.close()
    assert (refused.status_code, refused.json()["code"]) == (503, "retry_later")
    assert refused.headers["retry-after"]
    assert not reception.requests
    assert (await client.get("/v1/echo")).status_code == 200


async def test_every_answer_carries_the_security_headers(gateway: Gateway, reception: Department) -> None:
    reception.says("/v1/echo", {})
    client = await gateway.signed_in()
    for path in ("/v1/echo", "/v1/session", "/v1/nothing", "/v1/expected-pieces", "/docs"):
        headers = (await client.get(path)).headers
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["x-frame-options"] == "DENY"
        assert "default-src 'self'" in headers["content-security-policy"]


async def test_many_requests_side_by_side_share_few_connections(gateway: Gateway, reception: Department) -> None:
    reception.says("/v1/echo", {"ok": True})
    client = await gateway.signed_in()
    answers: list[httpx.Response] = await asyncio.gather(*(client.get("/v1/echo") for _ in range(50)))
    assert {answer.status_code for answer in answers} == {200}
    assert len(reception.requests) == 50


def test_literal_segments_go_before_parameters() -> None:
    table = RouteTable(
        [
            Route("GET", "/v1/orders/{order_id}", "reception"),
            Route("GET", "/v1/orders/{order_id}/pickup", "pickup"),
            Route("GET", "/v1/orders/late", "customer_service"),
        ]
    )
    assert table.find("/v1/orders/late")["GET"].service == "customer_service"
    assert table.find("/v1/orders/7")["GET"].service == "reception"
    assert table.find("/v1/orders/late/pickup")["GET"].service == "pickup"
    assert table.find("/v1/orders") == {}
    assert table.find("/v1/orders/") == {}


def test_a_path_claimed_twice_stops_the_start() -> None:
    with pytest.raises(ValueError, match="claimed by reception and pickup"):
        RouteTable([Route("GET", "/v1/x/{a}", "reception"), Route("GET", "/v1/x/{b}", "pickup")])


def test_headers_named_by_connection_stay_here() -> None:
    sent = [(b"Connection", b"close, X-Hop"), (b"X-Hop", b"1"), (b"Accept", b"*/*"), (b"TE", b"trailers")]
    assert passed_on(sent) == [("accept", "*/*")]


async def test_addresses_outside_the_api_belong_to_the_desks(gateway: Gateway, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>desks</p>", encoding="utf-8")
    gateway.app.middleware_stack.desks.directory = tmp_path  # type: ignore[union-attr]
    visitor = gateway.browser().client
    for path in ("/", "/orders/7", "/v1x"):
        assert (await visitor.get(path)).text == "<p>desks</p>", path
    assert (await visitor.get("/v1/nothing")).json()["code"] == "not_found"
