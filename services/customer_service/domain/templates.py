"""Texts of messages and calls: own words in two languages with named parameters, from the files beside the service."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

FOLDER = Path(__file__).resolve().parents[1] / "templates"


@dataclass(frozen=True, slots=True)
class Template:
    """A text in both languages.

    Attributes:
        rules: rule ids of the catalogue it serves.
        channel: ``MESSAGE`` is sent, ``SCRIPT`` is read out.
    """

    id: str
    rules: tuple[str, ...]
    channel: str
    zh: str
    en: str

    @property
    def parameters(self) -> list[str]:
        """The names the texts need."""
        names = {name for text in (self.zh, self.en) for _, name, _, _ in Formatter().parse(text) if name}
        return sorted(names)

    def render(self, language: str, parameters: dict[str, Any]) -> str:
        """The text in that language; a parameter nobody knows becomes a dash."""
        text = self.en if language.lower().startswith("en") else self.zh
        known = {name: parameters.get(name) for name in self.parameters}
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
            found[name] = Template(name, tuple(entry["rules"]), entry["channel"], entry["zh"], entry["en"])
    return found


EXAMPLE = {
    "branch": "GG01",
    "number": "O26-GG01-0001",
    "when": "2026-11-24 10:00",
    "day": "1",
    "round": "1",
    "cause": "…",
    "missing": "…",
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
}
"""Made-up parameters for a preview."""
