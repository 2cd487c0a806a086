"""Requests made from the routes' own descriptions: the smallest body that is valid, about things that exist."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from fastapi import FastAPI

from shared.kit.testing import MONDAY
from tests.pictures import jpeg

Schema = Mapping[str, Any]
BRANCH = "GG01"
DAY = (MONDAY + timedelta(days=3)).isoformat()
WORDS = {
    "branch_id": BRANCH, "branches": BRANCH, "phone": "13800138000", "currency": "CNY", "day": DAY, "from": DAY,
    "to": DAY,
    "month": "2026-11", "home_branch_id": BRANCH, "signature_image": "aW5r", "code": "M-1", "q": "8000",
}  # fmt: skip
PARAMETER = re.compile(r"{(\w+)}")


@dataclass(frozen=True)
class Route:
    """A line of ``gateway/routes.json``."""

    method: str
    path: str
    service: str
    permission: str

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def tail_of(route: Route) -> str:
    """The last part of the route's path."""
    return route.path.rpartition("/")[2]


@dataclass
class Asker:
    """Makes requests to one service.

    Attributes:
        things: what exists in branch GG01, by the name that parameters and fields have.
        bodies: what must be said in a request of that route besides the smallest valid body.
        talkative: say everything that may be said, not only what must be.
    """

    app: FastAPI
    things: Mapping[str, str]
    bodies: Mapping[str, Mapping[str, Any]]
    talkative: bool = False

    def __post_init__(self) -> None:
        self.openapi = self.app.openapi()

    def request(self, route: Route) -> dict[str, Any]:
        """The arguments of a request about the things of GG01; a new idempotency key every time."""
        described = self.openapi["paths"][route.path][route.method.lower()]
        asked: dict[str, Any] = {
            "method": route.method,
            "url": PARAMETER.sub(lambda found: self.place(route, found[1]), route.path),
            "headers": {"Idempotency-Key": str(uuid4()), "If-Match": '"1"'},
            "params": {
                parameter["name"]: self.example(parameter["schema"], parameter["name"])
                for parameter in described.get("parameters", [])
                if parameter["in"] == "query" and (parameter.get("required") or parameter["name"] == "branch_id")
            },
        }
        content = described.get("requestBody", {}).get("content", {})
        if "multipart/form-data" in content:
            form = self.example_form(content["multipart/form-data"]["schema"])
            asked["files"] = [(name, ("1.jpg", jpeg(), "image/jpeg")) for name in form]
        elif content:
            body = self.example(content["application/json"]["schema"], "")
            if isinstance(body, dict):
                body |= {key: self.place(route, key) for key in body if f"{tail_of(route)}/{key}" in self.things}
            said = self.bodies.get(str(route), {})
            asked["json"] = {**body, **said} if isinstance(body, dict) else said or None
        return asked

    def example_form(self, schema: Schema) -> list[str]:
        """The names under which files are sent."""
        found = self.openapi["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        return list(found["required"])

    def place(self, route: Route, name: str) -> str:
        """A parameter; ``fitting/booking_id`` among the things is for the route ``…/fitting`` only."""
        return self.things.get(f"{tail_of(route)}/{name}") or self.word(name)

    def word(self, name: str) -> str:
        """What a path parameter or field of that name says."""
        known = {**WORDS, **self.things}
        if name in known:
            return known[name]
        if name.endswith("_id"):
            raise KeyError(f"nothing of branch {BRANCH} is known that could be a {name}")
        return name

    def example(self, schema: Schema, name: str) -> Any:
        """The smallest value that fits."""
        while "$ref" in schema:
            schema = self.openapi["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        if "const" in schema or "enum" in schema:
            return schema.get("const", schema.get("enum", [None])[0])
        for choice in ("anyOf", "oneOf", "allOf"):
            if choice in schema:
                return self.example(next(one for one in schema[choice] if one.get("type") != "null"), name)
        match schema.get("type"):
            case "object":
                known = schema.get("properties", {})
                if self.talkative and not known:
                    return {"x": "x"}
                said = known if self.talkative else schema.get("required", [])
                return {key: self.example(known[key], key) for key in said}
            case "array":
                singular = name.removesuffix("s")
                count = max(1, schema.get("minItems", 1))
                return [self.example(schema["items"], singular) for _ in range(count)]
            case "integer" | "number":
                return max(schema.get("minimum", 1), schema.get("exclusiveMinimum", 0) + 1)
            case "boolean":
                return True
            case "null" | None:
                return None
        return self.text(schema, name)

    def text(self, schema: Schema, name: str) -> str:
        """A string of the right form; an id is that of a thing that exists."""
        if name in {**WORDS, **self.things}:
            return self.word(name)
        forms = {"uuid": str(uuid4()), "date": DAY, "date-time": f"{DAY}T10:00:00+08:00", "time": "10:00:00"}
        plain: str = forms.get(schema.get("format", ""), "x" * max(schema.get("minLength", 1), 1))
        return plain
