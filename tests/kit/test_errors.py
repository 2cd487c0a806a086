"""Refusals are told in the language of whoever reads them, at the field that they are about."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shared.kit.errors import Both, Invalid
from shared.kit.problems import problem

ROOT = Path(__file__).parents[2]


def test_a_reason_stands_in_the_readers_language() -> None:
    refusal = Invalid(reason=Both("the due date is in the past", "完成日期已过"))
    assert refusal.message("zh-CN") == "完成日期已过"
    assert refusal.message("en-GB") == "the due date is in the past"


def test_a_refusal_names_the_field_it_is_about() -> None:
    told = json.loads(bytes(problem(None, Invalid(field="due_on", reason="完成日期已过")).body))
    assert told["errors"] == [
        {"field": "body.due_on", "kind": "request.invalid", "message": "完成日期已过", "limit": None}
    ]
    assert "errors" not in json.loads(bytes(problem(None, Invalid(reason="同一件填了两次")).body))


def names(part: Any, schemas: dict[str, Any], seen: frozenset[str] = frozenset()) -> Iterator[str]:
    """Every name that the schema asks for, at any depth."""
    if isinstance(part, list):
        for one in part:
            yield from names(one, schemas, seen)
    if not isinstance(part, dict):
        return
    whole = str(part.get("$ref", "")).rpartition("/")[2]
    if whole and whole not in seen:
        yield from names(schemas[whole], schemas, seen | {whole})
    yield from part.get("properties", {})
    for one in (*part.get("properties", {}).values(), *(part.get(key) for key in ("anyOf", "oneOf", "items"))):
        yield from names(one, schemas, seen)


def test_every_field_that_a_refusal_names_is_asked_for_by_a_request() -> None:
    """Else the words would find no place beside a field."""
    api = json.loads((ROOT / "gateway/openapi.json").read_text())
    ways = [way for path in api["paths"].values() for way in path.values() if "requestBody" in way]
    bodies = [body["schema"] for way in ways for body in way["requestBody"]["content"].values()]
    asked = set(names(bodies, api["components"]["schemas"]))
    sources = [path for room in ("services", "gateway") for path in (ROOT / room).rglob("*.py")]
    told = {name for path in sources for name in re.findall(r'\bfield ?= ?"([\w.]+)"', path.read_text())}
    assert {name for name in told if not asked.issuperset(name.split("."))} == set()
    assert "phone" in told


HALF = re.compile(r"[\u4e00-\u9fff）][,;:?!(]|[,;:?!)][\u4e00-\u9fff]")


def test_chinese_sentences_are_set_with_chinese_stops() -> None:
    sources = [path for room in ("services", "shared", "gateway") for path in (ROOT / room).rglob("*.py")]
    lines = [(path.name, line.strip()) for path in sources for line in path.read_text().splitlines()]
    assert [(name, line) for name, line in lines if '"""' not in line and HALF.search(line)] == []
