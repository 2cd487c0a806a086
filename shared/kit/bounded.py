"""How much a service takes on at once: beyond it a request is refused at the door, not kept waiting."""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from shared.kit import problems
from shared.kit.errors import TryAgain

APART = ("/livez", "/readyz", "/metrics", "/internal/")
"""How the service is looked after must be answered most of all when it has too much to do."""


class Bounded:
    """At most so many requests at work; bare ASGI, because it is on every path.

    The gateway gives a slow department less than this; the bound is for several gateways, and for callers past them.
    """

    def __init__(self, app: ASGIApp, most: int) -> None:
        self.app, self.most = app, most
        self.at_work = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it with Retry-After."""
        if scope["type"] != "http" or scope["path"].startswith(APART):
            await self.app(scope, receive, send)
            return
        if self.at_work >= self.most:
            await problems.problem(Request(scope), TryAgain())(scope, receive, send)
            return
        self.at_work += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self.at_work -= 1
