"""Which service answers a path: a trie of path segments, made from the generated list of routes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Route:
    """A route of a service, e.g. ``POST /v1/orders/{order_id}/payments`` of reception."""

    method: str
    path: str
    service: str
    permission: str | None = None


@dataclass(slots=True)
class _Node:
    literal: dict[str, _Node] = field(default_factory=dict)
    any: _Node | None = None
    rest: _Node | None = None
    routes: dict[str, Route] = field(default_factory=dict)


class RouteTable:
    """All routes of the system."""

    def __init__(self, routes: Iterable[Route]) -> None:
        self._root = _Node()
        for route in routes:
            self._add(route)

    def _add(self, route: Route) -> None:
        node = self._root
        for part in route.path.strip("/").split("/"):
            if part.startswith("{") and part.endswith(":path}"):
                node.rest = node = node.rest or _Node()
                break
            if part.startswith("{"):
                node.any = node = node.any or _Node()
            else:
                node = node.literal.setdefault(part, _Node())
        known = node.routes.get(route.method)
        if known is not None and known.service != route.service:
            raise ValueError(f"{route.method} {route.path} is claimed by {known.service} and {route.service}")
        node.routes[route.method] = route

    def find(self, path: str) -> dict[str, Route]:
        """The routes at that path by method; a literal segment goes before a parameter."""
        found = self._search(self._root, path.strip("/").split("/"))
        return {} if found is None else found.routes

    def _search(self, node: _Node, parts: list[str]) -> _Node | None:
        if not parts:
            return node if node.routes else None
        head, tail = parts[0], parts[1:]
        exact = node.literal.get(head)
        found = self._search(exact, tail) if exact is not None else None
        if found is None and node.any is not None and head:
            found = self._search(node.any, tail)
        return found or node.rest


def read_routes(file: Path) -> list[Route]:
    """The generated list; none when it has not been generated."""
    if not file.is_file():
        return []
    return [
        Route(entry["method"], entry["path"], entry["service"], entry.get("permission"))
        for entry in json.loads(file.read_text(encoding="utf-8"))
    ]


def is_tricky(raw_path: str) -> bool:
    """Whether a path could mean something else to the next reader: dot segments, encoded slashes, control bytes."""
    lower = raw_path.lower()
    return (
        "%2f" in lower
        or "%5c" in lower
        or "\\" in lower
        or "%00" in lower
        or any(part in (".", "..") for part in lower.replace("%2e", ".").split("/"))
    )
