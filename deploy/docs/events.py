"""Who tells what and who listens: ``docs/event-flow.md`` and ``docs/asyncapi.yaml``."""

from __future__ import annotations

import importlib
import pkgutil
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import yaml
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from deploy.docs.files import SCHEMAS, version
from shared import contracts
from shared.contracts.base import PARTITIONS, REGISTER, Envelope, Event
from shared.kit.durables import subscriptions_of
from shared.kit.migrate import SERVICES


@dataclass
class Flow:
    """Who tells what, and who listens."""

    facts: list[type[Event]]
    listeners: dict[str, list[str]] = field(default_factory=dict)
    hear_all: list[str] = field(default_factory=list)

    def told_by(self, publisher: str) -> list[type[Event]]:
        """The facts of a publisher."""
        return [fact for fact in self.facts if fact.publisher == publisher]

    @property
    def publishers(self) -> list[str]:
        """Everybody who tells something, in the order of the departments."""
        return [service for service in SERVICES if self.told_by(service)]


def import_contracts() -> list[type[Event]]:
    """Every fact, by type."""
    for module in pkgutil.walk_packages(contracts.__path__, f"{contracts.__name__}."):
        importlib.import_module(module.name)
    return [REGISTER[kind] for kind in sorted(REGISTER) if REGISTER[kind].__module__.startswith("shared.contracts.")]


def read_flow() -> Flow:
    """The flow of facts as the code has it."""
    flow = Flow(import_contracts())
    listeners: dict[str, set[str]] = defaultdict(set)
    for service in SERVICES:
        for subscriptions in subscriptions_of(service):
            if subscriptions.everything is not None:
                flow.hear_all.append(f"{service} ({subscriptions.durable})")
            for fact in subscriptions.events:
                listeners[fact.type()].add(service)
    flow.listeners = {kind: sorted(who, key=SERVICES.index) for kind, who in sorted(listeners.items())}
    return flow


def told_when(fact: type[Event]) -> str:
    """The first sentence of a fact's description."""
    return " ".join((fact.__doc__ or "").split("\n\n")[0].split())


def event_flow(flow: Flow) -> str:
    """``docs/event-flow.md``."""
    lines = [
        "# Who tells, who listens",
        "",
        "Made by `python -m deploy.docs` from `shared/contracts` and each service's consumers; do not edit.",
        "",
        *mermaid(flow),
        "",
    ]
    if flow.hear_all:
        lines += [f"Listens to everything: {', '.join(flow.hear_all)}.", ""]
    for publisher in flow.publishers:
        lines += [f"## {publisher}", "", "| fact | told when | about | who listens |", "|---|---|---|---|"]
        for fact in flow.told_by(publisher):
            who = ", ".join(flow.listeners.get(fact.type(), [])) or "–"
            lines.append(f"| `{fact.name}` | {told_when(fact)} | `{subject_field(fact)}` | {who} |")
        lines.append("")
    return "\n".join(lines)


def subject_field(fact: type[Event]) -> str:
    """The field whose value is the CloudEvents subject."""
    return "order_id" if "order_id" in fact.model_fields and fact.about == "order_id" else fact.about


def mermaid(flow: Flow) -> list[str]:
    """The picture: an arrow per pair, labelled with the facts; reference data that all keep are one line."""
    arrows: dict[tuple[str, str], list[str]] = defaultdict(list)
    for fact in flow.facts:
        for listener in flow.listeners.get(fact.type(), []):
            if listener != fact.publisher and fact.publisher != "gateway":
                arrows[(fact.publisher, listener)].append(fact.name)
    order = SERVICES.index
    drawn = sorted(arrows.items(), key=lambda item: (order(item[0][0]), order(item[0][1])))
    return [
        "```mermaid",
        "flowchart LR",
        *(f'    {service}["{service.replace("_", " ")}"]' for service in SERVICES),
        *(f'    {teller} -->|"{"<br/>".join(names)}"| {listener}' for (teller, listener), names in drawn),
        '    gateway -.->|"branches and staff, to all"| reception',
        "```",
    ]


def asyncapi(flow: Flow) -> str:
    """``docs/asyncapi.yaml``."""
    kinds: list[type[BaseModel]] = [Envelope, *flow.facts]
    _, definitions = models_json_schema([(kind, "validation") for kind in kinds], ref_template=SCHEMAS + "{model}")
    document = {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Yinglou facts",
            "version": version(),
            "description": "Facts between the departments, in CloudEvents 1.0 envelopes on NATS JetStream. "
            "Made by `python -m deploy.docs`; do not edit.",
        },
        "defaultContentType": "application/cloudevents+json",
        "channels": {channel_of(fact): channel(fact) for fact in flow.facts},
        "operations": operations(flow),
        "components": {
            "messages": {fact.__name__: message(fact) for fact in flow.facts},
            "schemas": dict(sorted(definitions["$defs"].items())),
        },
    }
    return yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=120)


def channel_of(fact: type[Event]) -> str:
    """The channel's key."""
    return fact.type().removeprefix("studio.")


def channel(fact: type[Event]) -> dict[str, Any]:
    """The NATS subject of a fact; the partition follows from the CloudEvents subject."""
    return {
        "address": fact.nats_filter().removesuffix("*") + "{partition}",
        "messages": {fact.__name__: {"$ref": f"#/components/messages/{fact.__name__}"}},
        "parameters": {
            "partition": {
                "description": "crc32 of the CloudEvents subject, modulo the number of partitions",
                "enum": [f"{number:02d}" for number in range(PARTITIONS)],
            }
        },
    }


def message(fact: type[Event]) -> dict[str, Any]:
    """A fact in its envelope."""
    return {
        "name": fact.type(),
        "title": fact.name,
        "summary": told_when(fact),
        "contentType": "application/cloudevents+json",
        "payload": {
            "allOf": [
                {"$ref": f"{SCHEMAS}Envelope"},
                {
                    "type": "object",
                    "properties": {
                        "type": {"const": fact.type()},
                        "source": {"const": f"/studio/{fact.publisher}"},
                        "data": {"$ref": f"{SCHEMAS}{fact.__name__}"},
                    },
                },
            ]
        },
    }


def operations(flow: Flow) -> dict[str, Any]:
    """Who sends and who receives each fact."""
    found: dict[str, Any] = {}
    for fact in flow.facts:
        there = {"$ref": f"#/channels/{channel_of(fact)}"}
        found[f"{fact.publisher}.tells.{channel_of(fact)}"] = {"action": "send", "channel": there}
        for listener in flow.listeners.get(fact.type(), []):
            found[f"{listener}.hears.{channel_of(fact)}"] = {"action": "receive", "channel": there}
    return found
