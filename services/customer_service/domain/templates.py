"""Texts of messages and calls: own words in two languages with named parameters.

The files beside the service hold the built-in words; a chain or a branch may put its own in their place.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from services.customer_service.domain.code_words import SPOKEN, in_words
from shared.kit.errors import ServiceError

BUILT_IN_NAMES = ("branch", "phone")
OF_ORDER = ("number", "owed", "package")


class PlaceholderBroken(ServiceError):
    """Braces have to hold a name and nothing else."""

    status, code = 422, "template.placeholder_broken"
    en, zh = "Write placeholders as {{name}}, with both braces.", "占位符须写成 {{名称}}，左右花括号成对。"


class PlaceholderUnknown(ServiceError):
    """The rule behind a text provides certain names only."""

    status, code = 422, "template.placeholder_unknown"
    en = "Nothing fills {unknown} here; possible are: {provided}."
    zh = "此处没有可填入 {unknown} 的内容，可用：{provided}。"


class OwnWordsRefused(ServiceError):
    """The text only passes on what a colleague wrote."""

    status, code = 409, "template.own_words_refused"
    en, zh = "This text passes on a colleague's own words and stays as it is.", "此处转达同事自己写的话，不能改写。"


FOLDER = Path(__file__).resolve().parents[1] / "templates"


@dataclass(frozen=True, slots=True)
class Template:
    """A text in both languages.

    Attributes:
        rules: rule ids of the catalogue it serves.
        channel: ``MESSAGE`` is sent, ``SCRIPT`` is read out.
        of_order: it is always about an order, whose number, package and debt are then known.
        own_words: a house may put its own words in their place.
    """

    id: str
    rules: tuple[str, ...]
    channel: str
    zh: str
    en: str
    of_order: bool = True
    own_words: bool = True

    @property
    def provided(self) -> list[str]:
        """The names that own words may use: what its rule provides."""
        names = {*BUILT_IN_NAMES, *templates()[self.id].parameters, *(OF_ORDER if self.of_order else ())}
        return sorted(names)

    def with_words(self, zh: str, en: str) -> Template:
        """The same text in other words.

        Raises:
            OwnWordsRefused: what is said there is somebody's own remark.
            PlaceholderBroken: braces that hold no name.
            PlaceholderUnknown: a name its rule does not provide.
        """
        if not self.own_words:
            raise OwnWordsRefused
        for text in (zh, en):
            _check(text, self.provided)
        return replace(self, zh=zh, en=en)

    @property
    def parameters(self) -> list[str]:
        """The names the texts need."""
        names = {name for text in (self.zh, self.en) for _, name, _, _ in Formatter().parse(text) if name}
        return sorted(names)

    def render(self, language: str, parameters: dict[str, Any]) -> str:
        """The text in that language; a parameter nobody knows becomes a dash."""
        text = self.en if language.lower().startswith("en") else self.zh
        known = {name: parameters.get(name) for name in self.parameters}
        known |= {name: in_words(known[name], language) for name in SPOKEN if name in known}
        return text.format_map({name: "–" if value in (None, "") else value for name, value in known.items()})


@cache
def templates() -> dict[str, Template]:
    """All templates by id, read once.

    Raises:
        ValueError: a file names an unknown channel.
        KeyError: a text lacks a language.
    """
    found: dict[str, Template] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        for name, entry in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if entry["channel"] not in ("MESSAGE", "SCRIPT"):
                raise ValueError(f"{path.name}: {name} has the unknown channel {entry['channel']}")
            found[name] = Template(
                name,
                tuple(entry["rules"]),
                entry["channel"],
                entry["zh"],
                entry["en"],
                of_order=entry.get("of_order", True),
                own_words=entry.get("own_words", True),
            )
    return found


def _check(text: str, provided: list[str]) -> None:
    """Only plain names that are provided: no positions, attributes, formats or lone braces."""
    try:
        fields = [found[1:] for found in Formatter().parse(text) if found[1] is not None]
    except ValueError as error:
        raise PlaceholderBroken from error
    for name, form, conversion in fields:
        if not name or form or conversion:
            raise PlaceholderBroken
        if name not in provided:
            raise PlaceholderUnknown(unknown=f"{{{name}}}", provided=", ".join(f"{{{one}}}" for one in provided))


EXAMPLE = {
    "branch": "GG01",
    "number": "O26-GG01-0001",
    "when": "2026-11-24 10:00",
    "day": "1",
    "round": "1",
    "cause": "…",
    "missing": "…",
    "checks": "…",
    "responsible": "li.na",
    "expected_on": "2026-12-01",
    "agree_by": "2026-12-01",
    "book_by": "2026-12-05",
    "wedding_date": "2026-12-20",
    "step": "…",
    "alert": "…",
    "owed": "¥0.00",
    "absent": "li.na",
    "package": "Classic",
    "expires_on": "2027-06-30",
    "month": "2026-12",
    "business_day": "2026-11-23",
    "first_day": "2026-11-24",
    "difference": "-¥20.00",
    "chosen": "28",
    "extra_photos": "4",
    "note": "…",
    "phone": "…",
    "occasion": "…",
    "offer": "…",
    "damage_number": "L26-GG01-000001",
    "item_number": "F26-GG01-000001",
    "thing": "…",
    "place": "…",
    "keep_until": "2026-11-27 10:00",
    "work_number": "W26-GG01-000001",
    "service_name": "…",
    "listed": "6",
    "undispatched": "2",
    "reason": "…",
    "wish": "…",
}
"""Made-up parameters for a preview."""
