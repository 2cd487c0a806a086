"""P19: what no form ever sends – NUL, half a surrogate, endless numbers, bottomless nesting – gets an answer too."""

import json
import random
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import httpx2 as httpx

from shared.kit.testing import ServiceUnderTest, principal
from tests.matrix.asking import PARAMETER, Asker, Route
from tests.matrix.test_routes import BODIES, ROUTES
from tests.matrix.things import Things
from tests.properties.profiles import LONG

FEW = 6
STREAMS = frozenset({"/v1/events/stream"})
"""Answers without an end."""

TEXTS = ("\x00", "\ud800", "x" * 100_000, "\u202e\uffff", "%s%n{0}${7*7}';--")
NUMBERS = (10**30, -(10**19), 1.5, True)
WORDS_OF_ADDRESSES = ("%00", "%ED%A0%80", "9" * 400, "-1", "..", "%F0%9F%91%BB", "%27%22%3C%3E")
BODIES_AS_BYTES = (
    b"", b"null", b"[]", b"\xff\xfe", b'"\\ud800"', b"[" * 100_000, b'{"a":' * 50_000, b'{"x": 1e999}',
    b'{"x": ' + b"9" * 5000 + b"}", b"NaN", b'{"a": 1, "a": 2}',
)  # fmt: skip


async def hostile_to(service: ServiceUnderTest, things: Things) -> list[str]:
    """Ask every route of the service in hostile ways; returns which requests met a server error."""
    asker = Asker(service.app, things, BODIES, talkative=True)
    return [
        f"{route} {what}: {answer.status_code} {answer.text[:200]}"
        for route in ROUTES
        if route.service == service.service.name and route.path not in STREAMS
        for what, answer in await hostile(service, asker, route)
        if answer.status_code >= 500 and not (answer.status_code == 503 and "retry-after" in answer.headers)
    ]


async def hostile(service: ServiceUnderTest, asker: Asker, route: Route) -> list[tuple[str, httpx.Response]]:
    """The answers to the route's requests with one thing wrong at a time; in a usual run, to some of them."""
    right = asker.request(route)
    plans = list(requests_gone_wrong(asker, route, right))
    if not LONG:
        plans = random.Random(str(route)).sample(plans, min(FEW, len(plans)))
    async with service.client(principal("admin", roles=["store_manager"])) as client:
        return [(what, await client.request(**{**right, **changes})) for what, changes in plans]


def requests_gone_wrong(asker: Asker, route: Route, right: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What is wrong, and what of the right request it changes."""
    address = right["url"]
    for wrong in WORDS_OF_ADDRESSES:
        if PARAMETER.search(route.path):
            yield f"at {wrong}", {"url": PARAMETER.sub(wrong, route.path)}
        for parameter in query_parameters(asker, route):
            rest = "&".join(f"{k}={quote(str(v))}" for k, v in right["params"].items() if k != parameter)
            yield f"{parameter}={wrong}", {"url": f"{address}?{parameter}={wrong}&{rest}", "params": None}
    if route.method != "GET":
        for content in BODIES_AS_BYTES:
            yield f"body {content[:20]!r}", as_bytes(right, content)
    for what, body in mutations(right.get("json")):
        yield what, as_bytes(right, json.dumps(body).encode())
    for odd in ({"Idempotency-Key": "k" * 3000}, {"If-Match": '"' + "9" * 500 + '"'}, {"If-Match": 'W/"x", *'}):
        yield f"{odd}"[:40], {"headers": right["headers"] | odd}


def as_bytes(right: dict[str, Any], content: bytes) -> dict[str, Any]:
    """The request with a body of just these bytes, said to be JSON."""
    headers = right["headers"] | {"Content-Type": "application/json"}
    return {"content": content, "json": None, "files": None, "headers": headers}


def query_parameters(asker: Asker, route: Route) -> list[str]:
    """The names of the route's query parameters."""
    described = asker.openapi["paths"][route.path][route.method.lower()]
    return [each["name"] for each in described.get("parameters", []) if each["in"] == "query"]


def mutations(body: Any) -> Iterator[tuple[str, Any]]:
    """The body with one value replaced by something hostile, for every value in it."""
    for path in leaves(body):
        value = at_path(body, path)
        wrongs: tuple[Any, ...] = TEXTS if isinstance(value, str) else NUMBERS
        for wrong in wrongs:
            yield f"{'/'.join(map(str, path))}={wrong!r:.30}", replaced(body, path, wrong)


def leaves(body: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Where the single values of a body are."""
    if isinstance(body, dict):
        for key, value in body.items():
            yield from leaves(value, (*path, key))
    elif isinstance(body, list):
        for number, value in enumerate(body):
            yield from leaves(value, (*path, number))
    elif path:
        yield path


def at_path(body: Any, path: tuple[str | int, ...]) -> Any:
    """The value there."""
    for step in path:
        body = body[step]
    return body


def replaced(body: Any, path: tuple[str | int, ...], value: Any) -> Any:
    """A copy with another value there."""
    if not path:
        return value
    copy: Any = dict(body) if isinstance(body, dict) else list(body)
    copy[path[0]] = replaced(body[path[0]], path[1:], value)
    return copy
