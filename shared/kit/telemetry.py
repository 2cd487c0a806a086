"""Traces, metrics and logs; none of them carries personal data or query strings."""

from __future__ import annotations

import logging
import re
import sys
from typing import Any

import structlog
from fastapi import FastAPI
from opentelemetry import trace
from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor
from opentelemetry.instrumentation.sqlalchemy import SQLAlchemyInstrumentor
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.sampling import ParentBased, TraceIdRatioBased
from prometheus_client import Counter, Gauge, Histogram
from sqlalchemy.ext.asyncio import AsyncEngine

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


QUERY_ATTRIBUTES = ("http.url", "http.target", "url.full", "url.path", "url.query")
CUSTOMER_CODE = re.compile(r"(/v1/customer/)[^/]+")


def _leave_query_out(span: trace.Span, scope: dict[str, Any]) -> None:
    """Search terms are personal data, a customer's code is a key: keep neither, only the rest of the path."""
    if span.is_recording():
        present = getattr(span, "attributes", None) or {}
        path = CUSTOMER_CODE.sub(r"\1…", scope.get("path", ""))
        for name in QUERY_ATTRIBUTES:
            if name in present:
                span.set_attribute(name, "" if name == "url.query" else path)


def instrument(app: FastAPI, engine: AsyncEngine | None, provider: TracerProvider) -> None:
    """Spans of requests (without send/receive) and statements (without parameters)."""
    FastAPIInstrumentor.instrument_app(
        app,
        tracer_provider=provider,
        server_request_hook=_leave_query_out,
        exclude_spans=["send", "receive"],
        excluded_urls="livez,readyz,metrics",
    )
    instrumentor = SQLAlchemyInstrumentor()
    if engine is not None and not instrumentor.is_instrumented_by_opentelemetry:
        # The instrumentation names an older SQLAlchemy as its limit; the events it listens to are unchanged.
        instrumentor.instrument(engine=engine.sync_engine, tracer_provider=provider, skip_dep_check=True)
