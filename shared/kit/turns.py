"""Facts taken one after the other: each in the trace it came with, and as the one who did it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import TypeVar

from opentelemetry import context
from opentelemetry.trace import SpanKind

from shared.contracts.base import Event
from shared.kit import telemetry
from shared.kit.db import AsyncSession

E = TypeVar("E", bound=Event)
NOT_KEPT = "-00"
"""How a ``traceparent`` ends whose trace is not sampled."""


def in_turn(events: Sequence[E], session: AsyncSession) -> Iterator[E]:
    """Each fact in its turn; what is published meanwhile is told in its trace and with its actor."""
    consumer = session.info.get("consumer", "")
    for event in events:
        envelope = event.envelope
        with _its_trace(f"{consumer} {event.name}", envelope.traceparent):
            session.info["actor"] = envelope.actorid
            yield event


def _its_trace(name: str, traceparent: str | None) -> AbstractContextManager[object]:
    parent = telemetry.trace_of(traceparent)
    if traceparent is not None and traceparent.endswith(NOT_KEPT):
        return _within(parent)  # a span that nobody keeps is not worth making
    return telemetry.tracer.start_as_current_span(name, context=parent, kind=SpanKind.CONSUMER)


@contextmanager
def _within(parent: context.Context) -> Iterator[None]:
    token = context.attach(parent)
    try:
        yield
    finally:
        context.detach(token)
