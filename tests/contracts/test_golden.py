"""Facts change by optional additions only.

Every fact has its JSON schema in ``golden/<fact>.json``. A field may be added when it is optional; a field that
disappears, becomes required or changes its type fails here, because facts of years ago are still in the stream.
After an allowed addition, or for a new fact, write the files anew::

    .venv/bin/python -m tests.contracts.test_golden

which refuses to overwrite a file with an incompatible schema: such a change is a new fact with ``version=2``.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from deploy.docs.events import import_contracts
from deploy.docs.files import as_json
from shared.contracts.base import Event

GOLDEN = Path(__file__).parent / "golden"
FACTS = {fact.type().removeprefix("studio."): fact for fact in import_contracts()}
ABOUT_PEOPLE = frozenset({"description", "title"})

Schema = dict[str, Any]


def objects(schema: Schema) -> dict[str, Schema]:
    """The schema itself and every definition in it, by name."""
    return {"": schema, **schema.get("$defs", {})}


def kind(schema: Any) -> Any:
    """What a schema allows, without words for people and without its default."""
    if isinstance(schema, dict):
        return {key: kind(value) for key, value in schema.items() if key not in ABOUT_PEOPLE | {"default"}}
    return [kind(value) for value in schema] if isinstance(schema, list) else schema


def breaks(old: Schema, new: Schema) -> Iterator[str]:
    """What in the new schema an old fact, or a reader of the old one, could not live with."""
    present = objects(new)
    for name, before in objects(old).items():
        after = present.get(name)
        where = name or "fact"
        if after is None:
            yield f"{where} disappeared"
            continue
        if missing := [value for value in before.get("enum", []) if value not in after.get("enum", [])]:
            yield f"{where} lost the values {missing}"
        for field, described in before.get("properties", {}).items():
            if field not in after.get("properties", {}):
                yield f"{where}.{field} disappeared"
            elif kind(described) != kind(after["properties"][field]):
                yield f"{where}.{field} changed its type"
        for field in sorted(set(after.get("required", [])) - set(before.get("required", []))):
            yield f"{where}.{field} became required"


def golden(name: str) -> Schema:
    """The kept schema."""
    schema: Schema = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    return schema


def schema_of(fact: type[Event]) -> Schema:
    """The schema as the code has it."""
    return fact.model_json_schema()


def test_every_fact_is_kept_and_none_was_withdrawn() -> None:
    assert {file.stem for file in GOLDEN.glob("*.json")} == set(FACTS)


@pytest.mark.parametrize("name", sorted(FACTS))
def test_fact_changed_by_additions_only(name: str) -> None:
    assert list(breaks(golden(name), schema_of(FACTS[name]))) == []


@pytest.mark.parametrize("name", sorted(FACTS))
def test_additions_are_written_down(name: str) -> None:
    """An addition that is not in the file could be taken back unseen."""
    assert kind(golden(name)) == kind(schema_of(FACTS[name]))


BEFORE: Schema = {
    "properties": {"a": {"type": "integer"}, "b": {"$ref": "#/$defs/Part"}},
    "required": ["a"],
    "$defs": {"Part": {"properties": {"c": {"type": "string"}}}, "Word": {"enum": ["X", "Y"]}},
}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({}, []),
        ({"properties": BEFORE["properties"] | {"d": {"type": "string", "default": ""}}}, []),
        ({"properties": {"a": {"type": "integer"}}}, ["fact.b disappeared"]),
        ({"properties": BEFORE["properties"] | {"a": {"type": "string"}}}, ["fact.a changed its type"]),
        ({"required": ["a", "b"]}, ["fact.b became required"]),
        ({"$defs": {"Word": {"enum": ["X", "Y", "Z"]}}}, ["Part disappeared"]),
        ({"$defs": {**BEFORE["$defs"], "Word": {"enum": ["X"]}}}, ["Word lost the values ['Y']"]),
        ({"$defs": {**BEFORE["$defs"], "Part": {"properties": {}}}}, ["Part.c disappeared"]),
    ],
)
def test_what_breaks_a_fact(change: Schema, told: list[str]) -> None:
    assert list(breaks(BEFORE, BEFORE | change)) == told


def write() -> int:
    """Write the golden files anew; an incompatible one is left and named."""
    GOLDEN.mkdir(exist_ok=True)
    refused = 0
    for name, fact in sorted(FACTS.items()):
        file = GOLDEN / f"{name}.json"
        found = list(breaks(golden(name), schema_of(fact))) if file.is_file() else []
        if found:
            refused += 1
            sys.stdout.write(f"{name}: {'; '.join(found)}\n")
        else:
            file.write_text(as_json(schema_of(fact)), encoding="utf-8")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(write())
