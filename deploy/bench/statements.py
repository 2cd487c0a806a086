"""The statements the service itself sends for an order, caught in the act and made into a script for pgbench.

PostgreSQL logs what one order and its first payment cause; identifiers that must be new each time get a random part,
numbers come from the counter as in the service. So the limit always runs what the product runs, and nobody keeps a
second copy of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

ENTRY = re.compile(r"^\d{4}-\d\d-\d\d [\d:.]+ \w+ \[(\d+)\] (?:(\S+)@\S+ )?([A-Z]+):  (.*)$")
PARAMETER = re.compile(r"\$(\d+) = ('(?:[^']|'')*'|NULL)")
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
KEY = re.compile(r"\b[0-9a-f]{32}\b")
INSERTED = re.compile(r"INSERT INTO receipt \(([^)]*)\)")
NEW = "lpad(:fresh::text, 12, '0')"
TELLING = "pg_try_advisory_xact_lock"
"""Only requests with an idempotency key claim it this way: it tells their transactions from those of jobs."""


@dataclass(slots=True)
class Sent:
    """A statement as the server saw it."""

    backend: str
    text: str
    parameters: dict[int, str | None] = field(default_factory=dict)


def entries(log: str) -> Iterator[tuple[str, str | None, str, str]]:
    """Backend, role, level and words of every entry; further lines of an entry begin with a tab."""
    present: tuple[str, str | None, str, str] | None = None
    for line in log.splitlines():
        begin = ENTRY.match(line)
        if begin is None and present is not None:
            backend, role, level, words = present
            present = (backend, role, level, words + "\n" + line.removeprefix("\t"))
        elif begin is not None:
            if present is not None:
                yield present
            present = (begin[1], begin[2], begin[3], begin[4])
    if present is not None:
        yield present


def sent(log: str, role: str) -> Iterator[Sent]:
    """The statements of that role in a piece of PostgreSQL's log (``log_statement = all``)."""
    found: Sent | None = None
    for backend, user, level, words in entries(log):
        if level == "DETAIL" and found is not None and words.startswith("Parameters: "):
            found.parameters = {
                int(place): None if value == "NULL" else value[1:-1].replace("''", "'")
                for place, value in PARAMETER.findall(words)
            }
        elif level == "LOG":
            if found is not None:
                yield found
            ours = user == role and words.startswith(("execute ", "statement: "))
            found = Sent(backend, words.partition(": ")[2]) if ours else None
    if found is not None:
        yield found


def transactions(statements: Iterable[Sent]) -> list[list[Sent]]:
    """The transactions that requests with a key caused, in the order they ended."""
    open_: dict[str, list[Sent]] = {}
    done: list[list[Sent]] = []
    for statement in statements:
        if statement.text.startswith("BEGIN"):
            open_[statement.backend] = []
        known = open_.get(statement.backend)
        if known is None:
            continue
        known.append(statement)
        if statement.text.startswith("COMMIT"):
            del open_[statement.backend]
            if any(TELLING in one.text for one in known):
                done.append(known)
    return done


@dataclass(slots=True)
class Script:
    """A pgbench script that runs transactions like those that were caught, for other orders each time.

    Attributes:
        known: identifiers that are on record and stay as they are.
        numbers: of the order and the receipt; they must be new, as every other identifier and key.
    """

    known: frozenset[str]
    numbers: tuple[str, ...]
    _beginnings: dict[str, str] = field(default_factory=dict)

    def of(self, caught: Iterable[Iterable[Sent]]) -> str:
        """The script of these transactions."""
        lines = ["\\set fresh random(1, 999999999999)"]
        for transaction in caught:
            for statement in transaction:
                lines += self._written(statement)
        return "\n".join(lines) + "\n"

    def _written(self, statement: Sent) -> list[str]:
        text = " ".join(statement.text.split()).rstrip(";")
        if text.startswith("BEGIN"):
            # The service sends both at once; so does pgbench.
            scope = text.partition("; ")[2]
            return ["\\startpipeline", "BEGIN;", *([f"{scope};"] if scope else []), "\\endpipeline"]
        literals = {place: self._literal(value) for place, value in statement.parameters.items()}
        if (columns := INSERTED.search(text)) is not None:
            place = [name.strip() for name in columns[1].split(",")].index("sequence") + 1
            literals[place] = ":value"
        filled = re.sub(r"\$(\d+)", lambda found: literals[int(found[1])], text)
        return [f"{filled} \\gset"] if "INTO counter" in filled else [f"{filled};"]

    def _literal(self, value: str | None) -> str:
        """The value as SQL; what must be new ends in the random part."""
        if value is None:
            return "NULL"
        new = {one for one in [*UUID.findall(value), *KEY.findall(value)] if one not in self.known}
        new |= {number for number in self.numbers if number in value}
        if not new:
            return _quoted(value)
        either = "|".join(re.escape(one) for one in sorted(new))
        parts, tokens = re.split(either, value), re.findall(either, value)
        pieces = [_quoted(parts[0])]
        for token, after in zip(tokens, parts[1:], strict=True):
            pieces += [_quoted(self._beginning(token)), NEW, _quoted(after)]
        return f"({' || '.join(piece for piece in pieces if piece != _quoted(''))})"

    def _beginning(self, token: str) -> str:
        """What stays of an identifier, so that two of the same millisecond stay different."""
        count = len(self._beginnings)
        fresh = f"{count:08x}{token[8:-12]}" if UUID.fullmatch(token) else f"{token[:6]}{count:02d}"
        return self._beginnings.setdefault(token, fresh)


def _quoted(words: str) -> str:
    """A string constant without a colon, which pgbench would take for a variable."""
    inside = words.replace("\\", "\\\\").replace("'", "''").replace(":", "\\003a").replace("\n", "\\000a")
    return f"U&'{inside}'" if "\\" in inside else f"'{inside}'"


@dataclass(frozen=True, slots=True)
class LogTail:
    """What PostgreSQL's log says from now on."""

    path: Path
    begin: int

    @classmethod
    def of(cls, path: Path) -> LogTail:
        """From the present end of the log."""
        return cls(path, path.stat().st_size)

    def read(self) -> str:
        """Everything written since."""
        with self.path.open("rb") as file:
            file.seek(self.begin)
            return file.read().decode("utf-8", errors="replace")
