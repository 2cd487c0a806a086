"""What is told because of a fact belongs to the fact's trace and names who did it, whether the trace is kept or not."""

from uuid import uuid4

from shared.contracts.base import Envelope, Event
from shared.contracts.reception import VisitRegistered
from shared.kit import clock
from shared.kit.db import AsyncSession
from shared.kit.outbox import publish
from shared.kit.telemetry import configure_tracing
from shared.kit.turns import in_turn

TRACE, CALLER = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"


def heard(traceparent: str | None, by: str) -> Event:
    """A visit that was registered, as it comes from the stream."""
    visit = VisitRegistered(branch_id="GG01", visit_id=uuid4(), receiver_id=by)
    told = visit.told(uuid4(), clock.now(), version=1, actor=by, traceparent=traceparent)
    event = Envelope.model_validate(told).open()
    assert event is not None
    return event


async def test_what_a_fact_causes_goes_on_in_its_trace_and_is_done_by_who_did_it() -> None:
    configure_tracing("notes", endpoint="", share=0.0)
    traces = (f"00-{TRACE}-{CALLER}-00", f"00-{TRACE}-{CALLER}-01", None)
    session = AsyncSession()
    for event in in_turn([heard(trace, f"staff{n}") for n, trace in enumerate(traces)], session):
        publish(session, event)
    passed_on, in_a_span, anew = [row["envelope"] for row in session.info["outbox"]]
    assert [told["actorid"] for told in (passed_on, in_a_span, anew)] == ["staff0", "staff1", "staff2"]
    assert passed_on["traceparent"] == traces[0]
    _, trace, span, kept = in_a_span["traceparent"].split("-")
    assert (trace, kept) == (TRACE, "01")
    assert span != CALLER
    assert TRACE not in anew["traceparent"]


async def test_what_is_told_after_the_last_fact_belongs_to_no_trace() -> None:
    session = AsyncSession()
    for event in in_turn([heard(f"00-{TRACE}-{CALLER}-00", "staff")], session):
        publish(session, event)
    publish(session, event)
    last = session.info["outbox"][-1]["envelope"]
    assert "traceparent" not in last
