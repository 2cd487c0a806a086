"""Traces, metrics and logs; none of them carries personal data or query strings."""

from __future__ import annotations

import logging
import sys
from typing import Any

import structlog
from opentelemetry import context, trace
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.sampling import ParentBased, TraceIdRatioBased
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from prometheus_client import Counter, Gauge, Histogram
from starlette.types import Scope

REQUESTS = Histogram("studio_request_seconds", "Time of requests", ["service", "method", "route", "status"])
APPLIED = Counter("studio_events_applied_total", "Events applied", ["consumer", "type"])
PARKED = Gauge("studio_events_parked", "Events parked", ["consumer"])
LAG = Gauge("studio_consumer_pending", "Events waiting in the stream", ["consumer"])
OUTBOX_AGE = Gauge("studio_outbox_age_seconds", "Age of the oldest unpublished fact", ["service"])
JOB_RUNS = Counter("studio_job_runs_total", "Timed jobs run", ["service", "job", "outcome"])

tracer = trace.get_tracer("studio")


def configure_logging(service: str, *, json_lines: bool) -> None:
    """Structured lines on standard error: JSON in production, readable in development."""
    renderer: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if json_lines
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    shared_steps: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _add_trace,
    ]
    structlog.configure(
        processors=[*shared_steps, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared_steps,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                renderer,
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    logging.getLogger("uvicorn.access").disabled = True
    structlog.contextvars.bind_contextvars(service=service)


def _add_trace(_logger: Any, _method: str, line: Any) -> Any:
    context = trace.get_current_span().get_span_context()
    if context.is_valid:
        line["trace_id"] = f"{context.trace_id:032x}"
    return line


def configure_tracing(service: str, *, endpoint: str, share: float) -> TracerProvider:
    """A tracer that samples that share of new traces, follows the caller's choice, and exports where it is told to."""
    present = trace.get_tracer_provider()
    if isinstance(present, TracerProvider):
        return present
    provider = TracerProvider(
        resource=Resource.create({"service.name": f"studio-{service}"}), sampler=ParentBased(TraceIdRatioBased(share))
    )
    if endpoint:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

        provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=f"{endpoint.rstrip('/')}/v1/traces")))
    trace.set_tracer_provider(provider)
    return provider


TRACE = frozenset({b"traceparent", b"tracestate"})
_propagator = TraceContextTextMapPropagator()


class Times:
    """The times of a service's requests, by method, route and status."""

    def __init__(self, service: str) -> None:
        self._service = service
        self._known: dict[tuple[str, str, int], Histogram] = {}

    def observe(self, method: str, route: str, status: int, seconds: float) -> None:
        """Note how long a request took."""
        key = (method, route, status)
        times = self._known.get(key)
        if times is None:
            times = self._known[key] = REQUESTS.labels(self._service, method, route, str(status))
        times.observe(seconds)


def open_span(scope: Scope) -> tuple[trace.Span, Any]:
    """The span of a request, going on from its caller's, and what gives the context back.

    It is named when it is closed, by the route's template and never by the address that was asked for: search terms
    are personal data, and a customer's code is a key.
    """
    caller = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"] if name in TRACE}
    parent = _propagator.extract(caller) if caller else context.Context()
    span = tracer.start_span(scope["method"], context=parent, kind=trace.SpanKind.SERVER)
    return span, context.attach(trace.set_span_in_context(span, parent))


def trace_of(traceparent: str | None) -> context.Context:
    """The trace that a ``traceparent`` names; of none, a new one."""
    return _propagator.extract({"traceparent": traceparent}) if traceparent else context.Context()


def traceparent() -> str | None:
    """How the trace that this is part of is named to others."""
    carrier: dict[str, str] = {}
    _propagator.inject(carrier)
    return carrier.get("traceparent")


def close_span(span: trace.Span, attached: Any, method: str, route: str, status: int) -> None:
    """Say how the request ended."""
    if span.is_recording():
        span.update_name(f"{method} {route}")
        span.set_attributes({"http.request.method": method, "http.route": route, "http.response.status_code": status})
        if status >= 500:
            span.set_status(trace.StatusCode.ERROR)
    span.end()
    context.detach(attached)


def passed_to(span: trace.Span) -> dict[str, str]:
    """The headers that let the next service go on with the trace."""
    headers: dict[str, str] = {}
    _propagator.inject(headers, context=trace.set_span_in_context(span))
    return headers
