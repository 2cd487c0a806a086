"""Generated documents: complete, merged without clashes, the same every time."""

from typing import Any

import pytest
import yaml

from deploy.docs import api, events
from deploy.docs.__main__ import stale
from deploy.docs.api import Part
from services.pickup.consumers import subscriptions


@pytest.fixture(scope="module")
def flow() -> events.Flow:
    """The flow of facts as the code has it."""
    return events.read_flow()


def part(service: str, *paths: str, permission: str | None = "x.y.z") -> Part:
    """A service with one route per path."""
    described: dict[str, Any] = {
        "tags": ["other"],
        "operationId": "read",
        "responses": {
            "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Out"}}}},
            "422": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/HTTPValidationError"}}}},
        },
    }
    document = {
        "paths": {path: {"get": described} for path in paths},
        "components": {"schemas": {"Out": {"type": "object"}, "HTTPValidationError": {"type": "object"}}},
    }
    return Part(service, "A service.", document, {("GET", path): permission for path in paths})


def test_every_fact_is_in_both_documents(flow: events.Flow) -> None:
    document = yaml.safe_load(events.asyncapi(flow))
    told = events.event_flow(flow)
    assert {events.channel_of(fact) for fact in flow.facts} == set(document["channels"])
    assert not [fact.name for fact in flow.facts if f"`{fact.name}`" not in told]
    assert document["channels"]["order.booked.v1"]["address"] == "evt.reception.order.booked.v1.{partition}"


def test_listeners_come_from_the_subscription_lists(flow: events.Flow) -> None:
    heard = {kind for kind, listeners in flow.listeners.items() if "pickup" in listeners}
    assert heard == {event.type() for event in subscriptions.events}
    assert "pickup.hears.production.ordered.v1" in events.operations(flow)
    assert "reception -->" in "\n".join(events.mermaid(flow))


def test_every_reference_of_the_asyncapi_document_leads_somewhere(flow: events.Flow) -> None:
    document = yaml.safe_load(events.asyncapi(flow))
    for reference in references(document):
        target: Any = document
        for step in reference.removeprefix("#/").split("/"):
            target = target[step]


def references(value: Any) -> list[str]:
    """Every ``$ref`` inside."""
    if isinstance(value, dict):
        own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
        return own + [reference for inner in value.values() for reference in references(inner)]
    return [reference for inner in value for reference in references(inner)] if isinstance(value, list) else []


def test_services_keep_their_names_apart() -> None:
    document = yaml.safe_load(api.openapi([part("pickup", "/v1/a"), part("reception", "/v1/b")]))
    read = document["paths"]["/v1/a"]["get"]
    assert (read["operationId"], read["tags"], read["x-permission"]) == ("pickup_read", ["pickup"], "x.y.z")
    assert references(read["responses"]) == ["#/components/schemas/pickup_Out", "#/components/responses/Problem"]
    assert set(document["components"]["schemas"]) == {"Problem", "pickup_Out", "reception_Out"}


def test_open_route_needs_no_security() -> None:
    document = yaml.safe_load(api.openapi([part("gateway", "/v1/sessions", permission=None)]))
    assert document["paths"]["/v1/sessions"]["get"]["security"] == []


def test_a_path_belongs_to_one_service() -> None:
    with pytest.raises(ValueError, match="claimed by pickup and reception"):
        api.openapi([part("pickup", "/v1/a/{id}"), part("reception", "/v1/a/{other}")])


def test_documented_route_has_a_known_permission() -> None:
    lost = part("pickup", "/v1/a")
    with pytest.raises(ValueError, match="GET /v1/a is not in the list"):
        api.openapi([Part(lost.service, lost.summary, lost.document, {})])


def test_routes_are_public_ones_in_order() -> None:
    listed = yaml.safe_load(api.routes([part("pickup", "/v1/b", "/livez"), part("reception", "/v1/a")]))
    assert [(route["path"], route["service"]) for route in listed] == [("/v1/a", "reception"), ("/v1/b", "pickup")]


def test_same_code_same_documents(flow: events.Flow) -> None:
    assert events.asyncapi(flow) == events.asyncapi(events.read_flow())
    assert events.event_flow(flow) == events.event_flow(events.read_flow())


def test_check_names_stale_files(tmp_path: Any) -> None:
    fresh, old = tmp_path / "fresh.md", tmp_path / "old.md"
    fresh.write_text("same", encoding="utf-8")
    old.write_text("before", encoding="utf-8")
    made = {fresh: "same", old: "after", tmp_path / "missing.md": ""}
    assert stale(made) == [old, tmp_path / "missing.md"]
