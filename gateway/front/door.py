"""The outermost layer: every request passes here, is known, limited, and goes to its service or to our own routes."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from uuid import uuid4

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gateway.domain import BodyTooLarge, MethodRefused
from gateway.front.callers import VISITING, Caller, Callers, refuse_foreign
from gateway.front.hop import FROM_OUTSIDE, Hop
from gateway.front.limits import Buckets, limited
from gateway.front.links import Links
from gateway.front.routes import Route, RouteTable, is_tricky
from gateway.roles import CUSTOMER_PAGE, INVITATION, OWN_ORDER, VISITOR
from shared.kit import problems
from shared.kit.errors import NotFound, ServiceError, Unauthenticated

log = logging.getLogger(__name__)

OURS = ("/v1", "/internal", "/docs", "/openapi.json", "/problems")
"""Where the API lives; every other address belongs to the desks in the browser."""

BY_CODE = frozenset({*CUSTOMER_PAGE, *INVITATION})
"""What is open to whoever brings a code, limited by address."""

OPEN_PATHS = frozenset({"/livez", "/readyz", "/metrics"})
REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
UPLOAD = re.compile(r"/v1/(photo-sets/[^/]+/photos|orders/[^/]+/layout-pages)")
SECURITY = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "content-security-policy": (
        "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; "
        "form-action 'self'"
    ),
    "cross-origin-opener-policy": "same-origin",
}
PLAIN = (*((name.encode(), value.encode()) for name, value in SECURITY.items()), (b"cache-control", b"no-store"))
SECURE = (*PLAIN, (b"strict-transport-security", b"max-age=31536000; includeSubDomains"))


class Door:
    """Bare ASGI around our own application."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        desks: ASGIApp,
        callers: Callers,
        hop: Hop,
        routes: RouteTable,
        requests: Buckets,
        sign_ins: Buckets,
        customers: Buckets,
        links: Links,
        body_limit: int,
        upload_limit: int,
    ) -> None:
        self.app, self.desks = app, desks
        self.callers, self.hop, self.routes = callers, hop, routes
        self.requests, self.sign_ins, self.customers, self.links = requests, sign_ins, customers, links
        self.body_limit, self.upload_limit = body_limit, upload_limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request in, or answer why not."""
        if scope["type"] != "http" or scope["path"] in OPEN_PATHS:
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        given = headers.get("x-request-id", "")
        request_id = given if REQUEST_ID.fullmatch(given) else str(uuid4())
        answer = _Answer(send, request_id, secure=scope.get("scheme") == "https")
        try:
            await self._admit(scope, receive, answer, headers, request_id)
        except ServiceError as refusal:
            await self._refuse(scope, receive, answer, refusal, request_id)
        except ClientDisconnect:
            log.info("a caller left before its request was complete")
        except Exception:
            if not answer.started:
                log.exception("unexpected error on %s %s", scope["method"], scope["path"])
                await self._refuse(scope, receive, answer, problems.Unexpected(), request_id)
                return
            raise

    async def _admit(self, scope: Scope, receive: Receive, send: Send, headers: Headers, request_id: str) -> None:
        method, path = scope["method"], scope["path"]
        if is_tricky((scope.get("raw_path") or path.encode()).decode("latin-1")):
            raise NotFound(what="page")
        address = address_of(scope)
        if method in ("GET", "HEAD") and not any(path == own or path.startswith(f"{own}/") for own in OURS):
            self.requests.take(f"desks {address}")
            await self.desks(scope, receive, send)
            return
        if method == "POST" and path == "/v1/session":
            self.sign_ins.take(address)
        caller = await self.callers.identify(headers)
        self.requests.take(caller.principal.staff_id if caller.signed_in else f"address {address}")
        refuse_foreign(method, headers, caller)
        limit = self.upload_limit if UPLOAD.fullmatch(path) else self.body_limit
        announced = headers.get("content-length", "0")
        # "²" is a digit to Python and no number; one of thousands of digits is none either.
        if not announced.isdecimal() or len(announced) > 18 or int(announced) > limit:
            raise BodyTooLarge(limit=limit)
        body = limited(receive, limit)
        route = self._route(method, path)
        if route is None or route.service == "gateway":
            if route is not None and not caller.signed_in and route.permission not in VISITOR:
                raise Unauthenticated
            await self.app(self._own_scope(scope, caller, request_id), body, send)
            return
        if route.permission in BY_CODE:
            self.customers.take(address)
            caller = VISITING
        elif route.permission in OWN_ORDER:
            caller = await self.links.enter(path, address)
        elif not caller.signed_in:
            raise Unauthenticated
        token = self.callers.token_for(caller.principal, route.service)
        await self.hop.carry(scope, body, send, route=route, token=token, request_id=request_id)

    def _route(self, method: str, path: str) -> Route | None:
        found = self.routes.find(path)
        route = found.get(method)
        if route is None and found and not any(other.service == "gateway" for other in found.values()):
            raise MethodRefused(allowed=", ".join(sorted(found)))
        return route

    def _own_scope(self, scope: Scope, caller: Caller, request_id: str) -> Scope:
        """The request as our own routes see it: known only by the token minted here."""
        kept = [
            (name, value)
            for name, value in scope["headers"]
            if (plain := name.decode("latin-1").lower()) not in FROM_OUTSIDE - {"host", "traceparent", "tracestate"}
            and not plain.startswith(("x-studio-", "x-forwarded-"))
        ]
        token = self.callers.token_for(caller.principal, "gateway")
        kept += [(b"authorization", f"Bearer {token}".encode()), (b"x-request-id", request_id.encode())]
        return {**scope, "headers": kept, "studio.caller": caller, "studio.address": address_of(scope)}

    async def _refuse(self, scope: Scope, receive: Receive, send: Send, refusal: ServiceError, request_id: str) -> None:
        kept: Iterable[tuple[bytes, bytes]] = [pair for pair in scope["headers"] if pair[0] != b"x-request-id"]
        told = {**scope, "headers": [*kept, (b"x-request-id", request_id.encode())]}
        response = problems.problem(Request(told), refusal)
        await response(scope, receive, send)


class _Answer:
    """The way back: adds the security headers and the request id, and knows whether the answer has begun."""

    def __init__(self, send: Send, request_id: str, *, secure: bool) -> None:
        self._send, self._request_id, self._secure = send, request_id, secure
        self.started = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            headers: list[tuple[bytes, bytes]] = list(message.get("headers", ()))
            names = {name for name, _ in headers}
            always = SECURE if self._secure else PLAIN
            headers += [pair for pair in always if pair[0] not in names]
            headers.append((b"x-request-id", self._request_id.encode()))
            message = {**message, "headers": headers}
        await self._send(message)


def address_of(scope: Scope) -> str:
    """The caller's network address."""
    client = scope.get("client")
    return str(client[0])[:64] if client else "unknown"
