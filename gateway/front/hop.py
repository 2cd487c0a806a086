"""Carrying a request to a department: streamed both ways, bodies unread."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Iterable

import aiohttp
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send
from yarl import URL

from gateway.domain import BodyTooLarge, UpstreamInterrupted, UpstreamTooSlow, UpstreamUnavailable
from gateway.front.rooms import Room
from gateway.front.routes import Route
from shared.kit import telemetry

CONNECT_S = 2.0
TOTAL_S = 60.0
UPLOAD_S = 900.0
KEEP_ALIVE_S = 3.0
"""Shorter than the servers' five seconds, so that no request is sent into a connection they are closing."""

PATIENT = aiohttp.ClientTimeout(total=TOTAL_S, sock_connect=CONNECT_S, sock_read=TOTAL_S)
UPLOADING = aiohttp.ClientTimeout(total=UPLOAD_S, sock_connect=CONNECT_S, sock_read=TOTAL_S)

HOP_BY_HOP = frozenset(
    {
        "connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection", "te", "trailer",
        "trailers", "transfer-encoding", "upgrade",
    }
)  # fmt: skip
FROM_OUTSIDE = frozenset(
    {
        "authorization", "cookie", "expect", "forwarded", "host", "traceparent", "tracestate", "baggage",
        "x-request-id", "x-real-ip", "x-original-url", "x-rewrite-url", "x-http-method-override", "true-client-ip",
    }
)  # fmt: skip
"""Headers that say who somebody is or where a request belongs: only the gateway itself may say that."""


def open_client() -> aiohttp.ClientSession:
    """The one client of the gateway: no cookies, bodies as they are, connections kept."""
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=KEEP_ALIVE_S, ttl_dns_cache=30),
        cookie_jar=aiohttp.DummyCookieJar(),
        auto_decompress=False,
        skip_auto_headers=("User-Agent", "Accept", "Accept-Encoding", "Content-Type"),
        trust_env=False,
    )


def passed_on(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[str, str]]:
    """The headers of a request without hop-by-hop and identity headers."""
    plain = [(name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in headers]
    named = {word.strip().lower() for name, value in plain if name == "connection" for word in value.split(",")}
    return [
        (name, value)
        for name, value in plain
        if name not in HOP_BY_HOP
        and name not in FROM_OUTSIDE
        and name not in named
        and not name.startswith(("x-studio-", "x-forwarded-"))
    ]


class Hop:
    """The way to the departments."""

    def __init__(self, addresses: dict[str, str], *, concurrency: int) -> None:
        self.addresses = {service: URL(address) for service, address in addresses.items() if address}
        self.rooms = {service: Room(service, concurrency) for service in addresses}
        self.uploads = {service: Room(service, concurrency) for service in addresses}
        self._client: aiohttp.ClientSession | None = None
        self._times = telemetry.Times("gateway")

    @property
    def client(self) -> aiohttp.ClientSession:
        """The client; made on first use, inside the running loop."""
        if self._client is None or self._client.closed:
            self._client = open_client()
        return self._client

    async def close(self) -> None:
        """Give all connections back."""
        if self._client is not None:
            await self._client.close()

    async def carry(
        self, scope: Scope, receive: Receive, send: Send, *, route: Route, token: str, request_id: str
    ) -> None:
        """Carry the request to the route's service and its answer back.

        Raises:
            UpstreamUnavailable: not reached, nothing was done.
            UpstreamInterrupted, UpstreamTooSlow: no (whole) answer; it may have been done.
            GatewayBusy: as many requests are under way there as it can answer in good time.
        """
        base = self.addresses.get(route.service)
        if base is None:
            raise UpstreamUnavailable(route.service)
        upload = route.path.endswith("/photos")
        room = (self.uploads if upload else self.rooms)[route.service]
        headers = passed_on(scope["headers"])
        headers += [("authorization", f"Bearer {token}"), ("x-request-id", request_id)]
        begin, status = time.perf_counter(), 500
        entered = await room.enter()
        span, attached = telemetry.open_span(scope)
        try:
            headers += telemetry.passed_to(span).items()
            status = await self._exchange(scope, receive, send, base, headers, route)
        except (UpstreamUnavailable, UpstreamInterrupted, UpstreamTooSlow) as error:
            status = error.status
            raise
        finally:
            # An upload takes as long as its sender; one that waits for a fact (409) does not wait for the department.
            room.leave(entered, telling=not upload and status != 409 and status < 500)
            self._times.observe(scope["method"], route.path, status, time.perf_counter() - begin)
            telemetry.close_span(span, attached, scope["method"], route.path, status)

    async def _exchange(
        self, scope: Scope, receive: Receive, send: Send, base: URL, headers: list[tuple[str, str]], route: Route
    ) -> int:
        names = {name for name, _ in headers}
        chunked = any(name.lower() == b"transfer-encoding" for name, _ in scope["headers"])
        body = _Body(receive) if chunked or "content-length" in names else None
        upload = route.path.endswith(("/photos", "/layout-pages"))
        started = False
        try:
            async with self.client.request(
                scope["method"],
                address_of(base, scope),
                headers=headers,
                data=None if body is None else body.chunks(),
                allow_redirects=False,
                timeout=UPLOADING if upload else PATIENT,
            ) as answer:
                started = True
                await send(
                    {"type": "http.response.start", "status": answer.status, "headers": _answered(answer.raw_headers)}
                )
                more = True
                while more:
                    # A whole small answer is one message: its end has come with its only piece.
                    chunk = await answer.content.readany()
                    more = not answer.content.at_eof()
                    await send({"type": "http.response.body", "body": chunk, "more_body": more})
                return answer.status
        except TimeoutError as error:
            if started:
                raise
            reached = not isinstance(error, aiohttp.ConnectionTimeoutError)
            raise (UpstreamTooSlow if reached else UpstreamUnavailable)(route.service) from error
        except aiohttp.ClientConnectorError as error:
            raise UpstreamUnavailable(route.service) from error
        except (aiohttp.ClientError, OSError) as error:
            if body is not None and isinstance(body.refusal, Exception):
                raise body.refusal from error
            if started:
                raise
            raise UpstreamInterrupted(route.service) from error


NOT_ANSWERED = frozenset({b"server", b"date", b"set-cookie", b"x-request-id"}) | {name.encode() for name in HOP_BY_HOP}


class _Body:
    """The request's body as it comes in; a refusal while reading it is kept, because the client wraps it."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self.refusal: Exception | None = None

    async def chunks(self) -> AsyncIterator[bytes]:
        more = True
        while more:
            try:
                message = await self._receive()
            except BodyTooLarge as refusal:
                self.refusal = refusal
                raise
            if message["type"] == "http.disconnect":
                self.refusal = ClientDisconnect()
                raise self.refusal
            if chunk := message.get("body", b""):
                yield chunk
            more = message.get("more_body", False)


def address_of(base: URL, scope: Scope) -> URL:
    """The same path and query at the service, byte for byte."""
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    path = raw.split(b"?", 1)[0].decode("latin-1")
    query = scope["query_string"].decode("latin-1")
    return URL(f"{base.scheme}://{base.authority}{path}{'?' + query if query else ''}", encoded=True)


def _answered(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    plain = ((name.lower(), value) for name, value in headers)
    return [(name, value) for name, value in plain if name not in NOT_ANSWERED]
