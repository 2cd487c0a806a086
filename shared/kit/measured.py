"""Counting, timing and tracing of requests and statements; on every path, so done by hand and in few steps."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from fastapi.routing import iter_route_contexts
from opentelemetry import trace
from sqlalchemy import Connection, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.kit import telemetry

UNMATCHED = "unmatched"
UNTRACED = frozenset({"/livez", "/readyz", "/metrics"})


class Measured:
    """Bare ASGI around a service's application.

    Args:
        routes: those of the application, all of them.
        traced: spans are made (of those the sampler chooses); without, requests are only counted and timed.
    """

    def __init__(self, app: ASGIApp, service: str, *, routes: Iterable[BaseRoute], traced: bool) -> None:
        self.app, self.traced = app, traced
        self._names = _names(routes)
        self._times = telemetry.Times(service)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and note how it ended."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begin, status = time.perf_counter(), 500

        async def note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        traced = self.traced and scope["path"] not in UNTRACED
        span, attached = telemetry.open_span(scope) if traced else (None, None)
        try:
            await self.app(scope, receive, note)
        finally:
            route = self._names.get(id(scope.get("route")), UNMATCHED)
            self._times.observe(scope["method"], route, status, time.perf_counter() - begin)
            if span is not None and attached is not None:
                telemetry.close_span(span, attached, scope["method"], route, status)


def _names(routes: Iterable[BaseRoute]) -> dict[int, str]:
    """The template of each route as the API's document has it; the route itself leaves its router's prefix out."""
    return {
        id(found.original_route): found.path_format or found.path or UNMATCHED
        for found in iter_route_contexts(list(routes))
    }


def trace_statements(engine: AsyncEngine) -> None:
    """Spans of statements (without parameters), inside requests and events that are recorded."""

    def begin(connection: Connection, _cursor: Any, statement: str, *_: Any) -> None:
        if trace.get_current_span().is_recording():
            connection.info.setdefault("spans", []).append(_span_of(statement))

    def end(connection: Connection, *_: Any) -> None:
        if spans := connection.info.get("spans"):
            spans.pop().end()

    def fail(failure: ExceptionContext) -> None:
        spans = failure.connection.info.get("spans") if failure.connection is not None else None
        if spans:
            span: trace.Span = spans.pop()
            span.set_status(trace.StatusCode.ERROR, type(failure.original_exception).__name__)
            span.end()

    event.listen(engine.sync_engine, "before_cursor_execute", begin)
    event.listen(engine.sync_engine, "after_cursor_execute", end)
    event.listen(engine.sync_engine, "handle_error", fail)


@contextmanager
def statement_traced(statement: str) -> Iterator[None]:
    """The same span for a statement that the engine does not see."""
    if not trace.get_current_span().is_recording():
        yield
        return
    with trace.use_span(_span_of(statement), end_on_exit=True, record_exception=False):
        yield


def _span_of(statement: str) -> trace.Span:
    told = {"db.system.name": "postgresql", "db.query.text": statement}
    return telemetry.tracer.start_span(statement.split(None, 1)[0], kind=trace.SpanKind.CLIENT, attributes=told)
