"""The routes of all services in one: ``gateway/openapi.json`` and ``gateway/routes.json``."""

from __future__ import annotations

import importlib
import importlib.util
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI

from deploy.docs.files import SCHEMAS, as_json, version
from shared.kit.app import route_permissions
from shared.kit.migrate import SERVICES, package_of
from shared.kit.testing import environment

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
