"""Facts taken one after the other: each in the trace it came with, and as the one who did it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from opentelemetry.propagate import extract
from opentelemetry.trace import SpanKind

from shared.contracts.base import Event
from shared.kit import telemetry
from shared.kit.db import AsyncSession

E = TypeVar("E", bound=Event)


def in_turn(events: Sequence[E], session: AsyncSession) -> Iterator[E]:
    """Each fact in its turn; what is published meanwhile is told in its trace and with its actor."""
    consumer = session.info.get("consumer", "")
    for event in events:
        envelope = event.envelope
        carrier = {"traceparent": envelope.traceparent} if envelope.traceparent else {}
        with telemetry.tracer.start_as_current_span(
            f"{consumer} {event.name}", context=extract(carrier), kind=SpanKind.CONSUMER
        ):
            session.info["actor"] = envelope.actorid
            yield event
