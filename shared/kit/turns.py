"""Facts taken one after the other: each in the trace it came with, and as the one who did it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from opentelemetry.trace import SpanKind

from shared.contracts.base import Event
from shared.kit import telemetry
from shared.kit.db import AsyncSession

E = TypeVar("E", bound=Event)
NOT_KEPT = "-00"
"""How a ``traceparent`` ends whose trace is not sampled: it is passed on, and no span is made that nobody keeps."""


def in_turn(events: Sequence[E], session: AsyncSession) -> Iterator[E]:
    """Each fact in its turn; what is published meanwhile is told in its trace and with its actor."""
    consumer = session.info.get("consumer", "")
    for event in events:
        envelope = event.envelope
        session.info["actor"] = envelope.actorid
        if envelope.traceparent is not None and envelope.traceparent.endswith(NOT_KEPT):
            session.info["traceparent"] = envelope.traceparent
            yield event
            session.info["traceparent"] = None
            continue
        parent = telemetry.trace_of(envelope.traceparent)
        with telemetry.tracer.start_as_current_span(f"{consumer} {event.name}", context=parent, kind=SpanKind.CONSUMER):
            yield event
