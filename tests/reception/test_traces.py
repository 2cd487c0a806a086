"""P18: what a trace tells of reception's work carries nothing of a person, neither asked for nor refused."""

import json
from collections.abc import Iterator

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from tests.reception.conftest import MANAGER, Desk

SAMPLED = {"traceparent": "00-5cf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"}
NAME, OTHER, PHONE, IDENTITY, ADDRESS = "欧阳泽萱", "端木浩怡", "13876543210", "110101199003078515", "幸福路7308号"


@pytest.fixture
def spans(desk: Desk) -> Iterator[InMemorySpanExporter]:
    """What the service, running by now, exports of the requests that are sampled."""
    provider = trace.get_tracer_provider()
    assert isinstance(provider, TracerProvider)
    exporter = InMemorySpanExporter()
    processor = SimpleSpanProcessor(exporter)
    provider.add_span_processor(processor)
    yield exporter
    processor.shutdown()


async def test_nothing_of_a_person_is_in_a_trace(desk: Desk, spans: InMemorySpanExporter) -> None:
    whole = {"name": NAME, "phone": PHONE, "identity_number": IDENTITY, "address": ADDRESS, "branch_id": "GG01"}
    person = (await desk.send("POST", "/people", whole, headers=SAMPLED, expect=201)).json()["id"]
    order = await desk.order(people=[person, await desk.person()])
    proxy = {"name": OTHER, "phone": PHONE, "identity_number": "not a number", "branch_id": "GG01"}
    await desk.send("POST", "/people", proxy, headers=SAMPLED, expect=422)
    for words in (NAME, PHONE, PHONE[-4:], f"{OTHER}' OR 1=1", f"{OTHER}\x00"):
        await desk.send("GET", "/order-search", headers=SAMPLED, params={"q": words})
        await desk.send("GET", "/people/lookup", headers=SAMPLED, params={"phone": words})
    for path in (f"/people/{person}", f"/orders/{order['id']}", f"/people/{NAME}"):
        await desk.send("GET", path, headers=SAMPLED)
    reveal = {"reason": f"{NAME} calls"}
    await desk.send("POST", f"/people/{person}/reveal", reveal, who=MANAGER, headers=SAMPLED, expect=200)

    told = spans.get_finished_spans()
    assert {"POST /v1/people", "GET /v1/order-search", "SELECT", "INSERT"} <= {span.name for span in told}
    texts = [_said(span) for span in told]
    secret = [NAME, OTHER, PHONE, PHONE[-4:], IDENTITY, ADDRESS]
    secret += [json.dumps(word)[1:-1] for word in (NAME, OTHER, ADDRESS)]
    assert [(word, text) for text in texts for word in secret if word in text] == []


def _said(span: ReadableSpan) -> str:
    """All of a span but its identifiers: those are random, and four digits are soon among them."""
    events = [(event.name, dict(event.attributes or {})) for event in span.events]
    return json.dumps([span.name, dict(span.attributes or {}), events, span.status.description], default=str)
