"""Traces follow a request, and carry nothing a person typed into a search."""

import re
from collections.abc import Iterator
from uuid import uuid4

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from shared.kit.testing import ServiceUnderTest

SAMPLED = {"traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"}


@pytest.fixture
def spans(notes: ServiceUnderTest) -> Iterator[InMemorySpanExporter]:
    """What is told to the collector."""
    provider, exporter = trace.get_tracer_provider(), InMemorySpanExporter()
    assert isinstance(provider, TracerProvider)
    processor = SimpleSpanProcessor(exporter)
    provider.add_span_processor(processor)
    yield exporter
    processor.shutdown()


async def test_query_strings_stay_out_of_traces(notes: ServiceUnderTest, spans: InMemorySpanExporter) -> None:
    async with notes.client() as client:
        await client.get("/v1/notes", params={"cursor": "c2VjcmV0"}, headers=SAMPLED)
    told = [
        span
        for span in spans.get_finished_spans()
        if span.context and f"{span.context.trace_id:032x}" in SAMPLED["traceparent"]
    ]
    assert told
    assert not any("c2VjcmV0" in str(value) for span in told for value in (span.attributes or {}).values())


async def test_a_request_is_named_by_its_template_as_the_document_has_it(
    notes: ServiceUnderTest, spans: InMemorySpanExporter
) -> None:
    async with notes.client() as client:
        await client.get(f"/v1/notes/{uuid4()}", headers=SAMPLED)
        await client.get("/v1/nothing-here", headers=SAMPLED)
        counted = (await client.get("/metrics")).text
    known = "/v1/notes/{note_id}"
    assert known in notes.app.openapi()["paths"]
    named = [span.name for span in spans.get_finished_spans() if span.kind is trace.SpanKind.SERVER]
    assert named == [f"GET {known}", "GET unmatched"]
    assert f'method="GET",route="{known}"' in counted


async def test_statements_are_told_without_what_they_are_given(
    notes: ServiceUnderTest, spans: InMemorySpanExporter
) -> None:
    body = {"branch_id": "GG01", "words": "only for us"}
    async with notes.client() as client:
        await client.post("/v1/notes", json=body, headers=SAMPLED | {"Idempotency-Key": "traced"})
    told = [str((span.attributes or {}).get("db.query.text")) for span in spans.get_finished_spans()]
    written = {table for text in told for table in re.findall(r"INSERT INTO (\w+)", text)}
    assert written == {"note", "outbox", "idempotency_key"}
    assert not any("only for us" in text for text in told)


async def test_a_customers_code_stays_out_of_traces(notes: ServiceUnderTest, spans: InMemorySpanExporter) -> None:
    async with notes.client() as client:
        await client.get("/v1/customer/c0de-of-one-order/complaints", headers=SAMPLED)
    told = spans.get_finished_spans()
    assert told
    assert not any("c0de-of" in str(value) for span in told for value in [span.name, *(span.attributes or {}).values()])
