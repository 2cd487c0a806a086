"""Documents made from the code: ``python -m deploy.docs [--check]``.

``docs/asyncapi.yaml`` and ``docs/event-flow.md`` from the contracts and the services' subscriptions,
``gateway/openapi.json`` and ``gateway/routes.json`` from the services' routes. With ``--check`` nothing is written;
stale files are named and the exit code is 1. The output depends on nothing but the code.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import os
import re
import sys
import tempfile
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from fastapi import FastAPI
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from shared.contracts.base import PARTITIONS, REGISTER, Envelope, Event
from shared.kit.app import route_permissions
from shared.kit.durables import subscriptions_of
from shared.kit.migrate import SERVICES, package_of
from shared.kit.testing import environment

ROOT = Path(__file__).resolve().parents[1]
SCHEMAS = "#/components/schemas/"
METHODS = ("get", "put", "post", "delete", "patch", "head", "options", "trace")
COOKIE = "__Host-studio"
NO_BODY = frozenset({"HTTPValidationError", "ValidationError"})
PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "A refusal (RFC 9457): a stable code for programs, a sentence for people.",
    "required": ["type", "title", "status", "code", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "request_id": {"type": "string"},
    },
    "additionalProperties": True,
}


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
    for file in sorted((ROOT / "shared" / "contracts").glob("*.py")):
        if file.stem != "__init__":
            importlib.import_module(f"shared.contracts.{file.stem}")
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


# ---------------------------------------------------------------- event flow


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


# ---------------------------------------------------------------- AsyncAPI


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


# ---------------------------------------------------------------- routes and OpenAPI


@dataclass(frozen=True)
class Part:
    """A service's own document and the permission of each of its routes."""

    service: str
    summary: str
    document: dict[str, Any]
    permissions: dict[tuple[str, str], str | None]


def load_parts() -> list[Part]:
    """Every service that exists, made with a dummy environment; nothing is connected."""
    parts: list[Part] = []
    with tempfile.TemporaryDirectory() as folder:
        for service in SERVICES:
            more = {
                "POST_PRODUCTION_PHOTOS_URL": f"file://{folder}/photos",
                "CUSTOMER_SERVICE_MESSAGES_DIR": f"{folder}/messages",
                "GATEWAY_ROUTES_FILE": f"{folder}/none.json",
            }
            os.environ.update(environment(service, f"postgresql://nobody:none@127.0.0.1:1/{service}", **more))
            package = importlib.import_module(package_of(service))
            make: Callable[[], FastAPI] = importlib.import_module(f"{package_of(service)}.main").create_app
            app = make()
            summary = (package.__doc__ or "").strip().partition("\n")[0]
            parts.append(Part(service, summary, app.openapi(), route_permissions(app)))
    return parts


def plain(path: str) -> str:
    """A route's path as OpenAPI writes it, without converters."""
    return re.sub(r":[a-z]+}", "}", path)


def routes(parts: Iterable[Part]) -> str:
    """``gateway/routes.json``: method, path, service, permission of every public route."""
    found = [
        {"method": method, "path": path, "service": part.service, "permission": permission}
        for part in parts
        for (method, path), permission in part.permissions.items()
        if path.startswith("/v1/")
    ]
    return as_json(sorted(found, key=lambda route: (str(route["path"]), str(route["method"]))))


def openapi(parts: Sequence[Part]) -> str:
    """``gateway/openapi.json``: one document of the whole system.

    Raises:
        ValueError: two services claim one path, or a documented route has no entry in the list of permissions.
    """
    paths: dict[str, Any] = {}
    schemas: dict[str, Any] = {"Problem": PROBLEM}
    refuse_shared_paths(parts)
    for part in parts:
        for path, item in part.document.get("paths", {}).items():
            paths[path] = prefixed({method: operation(part, path, method, item[method]) for method in item}, part)
        for name, schema in part.document.get("components", {}).get("schemas", {}).items():
            if name not in NO_BODY:
                schemas[f"{part.service}_{name}"] = prefixed(schema, part)
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Yinglou", "version": version(), "description": "The whole system behind its gateway."},
        "servers": [{"url": "/"}],
        "tags": [{"name": part.service, "description": part.summary} for part in parts],
        "security": [{"session": []}, {"apiKey": []}],
        "paths": dict(sorted(paths.items())),
        "components": {
            "schemas": dict(sorted(schemas.items())),
            "responses": {
                "Problem": {
                    "description": "Refused",
                    "content": {"application/problem+json": {"schema": {"$ref": f"{SCHEMAS}Problem"}}},
                }
            },
            "securitySchemes": {
                "session": {"type": "apiKey", "in": "cookie", "name": COOKIE},
                "apiKey": {"type": "http", "scheme": "bearer", "description": "an API key of an integration"},
            },
        },
    }
    return as_json(document)


def refuse_shared_paths(parts: Iterable[Part]) -> None:
    """The gateway routes by path, so each belongs to one service, whatever its parameters are called.

    Raises:
        ValueError: naming the path and both services.
    """
    owners: dict[str, str] = {}
    for part in parts:
        for path in part.document.get("paths", {}):
            owner = owners.setdefault(re.sub(r"{[^}]*}", "{}", path), part.service)
            if owner != part.service:
                raise ValueError(f"{path} is claimed by {owner} and {part.service}")


def operation(part: Part, path: str, method: str, described: Any) -> Any:
    """An operation under its department's tag, with its permission and how it refuses."""
    if method not in METHODS:
        return described
    permissions = {(verb, plain(route)): permission for (verb, route), permission in part.permissions.items()}
    if (method.upper(), path) not in permissions:
        raise ValueError(f"{part.service}: {method.upper()} {path} is not in the list of permissions")
    permission = permissions[(method.upper(), path)]
    changed = {**described, "tags": [part.service], "operationId": f"{part.service}_{described['operationId']}"}
    answers = {code: answer for code, answer in described["responses"].items() if code != "422"}
    changed["responses"] = {**answers, "default": {"$ref": "#/components/responses/Problem"}}
    if permission is None:
        changed["security"] = []
    else:
        changed["x-permission"] = permission
    return changed


def prefixed(value: Any, part: Part) -> Any:
    """The same with every reference to a schema pointing to the service's own."""
    if isinstance(value, Mapping):
        return {key: prefixed(inner, part) for key, inner in value.items()}
    if isinstance(value, list):
        return [prefixed(inner, part) for inner in value]
    if isinstance(value, str) and value.startswith(SCHEMAS):
        return f"{SCHEMAS}{part.service}_{value.removeprefix(SCHEMAS)}"
    return value


# ---------------------------------------------------------------- files


def version() -> str:
    """The version of the system."""
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])


def as_json(value: Any) -> str:
    """JSON that reads well in a diff."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def documents() -> dict[Path, str]:
    """Every generated file with its content."""
    flow, parts = read_flow(), load_parts()
    return {
        ROOT / "docs" / "asyncapi.yaml": asyncapi(flow),
        ROOT / "docs" / "event-flow.md": event_flow(flow),
        ROOT / "gateway" / "openapi.json": openapi(parts),
        ROOT / "gateway" / "routes.json": routes(parts),
    }


def stale(made: Mapping[Path, str]) -> list[Path]:
    """Files that differ from what the code says."""
    return [file for file, text in made.items() if not file.is_file() or file.read_text(encoding="utf-8") != text]


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description="Make the documents that follow from the code.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 naming the stale files")
    check = parser.parse_args(arguments).check
    made = documents()
    old = stale(made)
    for file in old:
        if not check:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(made[file], encoding="utf-8")
        sys.stdout.write(f"{'stale' if check else 'written'}: {file.relative_to(ROOT)}\n")
    if check and old:
        sys.stdout.write("Run: python -m deploy.docs\n")
    return 1 if check and old else 0


if __name__ == "__main__":
    sys.exit(main())
