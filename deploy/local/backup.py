"""`./studio backup`: everything a deployment cannot lose, in one folder, complete at first and then what changed.

All databases are saved together at one moment, so that no department is ahead of another in a backup. The event stream
is not saved: it is filled again from the outboxes, which are.
"""

import fcntl
import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from deploy.local.environment import databases_are_elsewhere
from deploy.local.home import Home
from deploy.local.postgres import PostgresServer
from deploy.local.private_file import read_private, write_private
from deploy.local.processes import StartFailed

KEPT = ("secrets.json", "postgres.json", "nats.json")
"""The files of the state folder without which the data are worth nothing: keys, passwords."""

MOST_INCREMENTS = 96
CHAINS_KEPT = 2


@dataclass(frozen=True, slots=True)
class Part:
    """One saving of the databases: complete, or what changed since the part before."""

    name: str
    full: bool
    begun: str
    seconds: float
    megabytes: float


class Vault:
    """A folder of backups; only parts that its list names are whole."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.expanduser().absolute()
        self._list = self.folder / "backup.json"

    @property
    def parts(self) -> list[Part]:
        """The parts, oldest first."""
        return [Part(**part) for part in read_private(self._list).get("parts", [])]

    @property
    def chain(self) -> list[Part]:
        """The last complete part and what changed since."""
        parts = self.parts
        last = max((n for n, part in enumerate(parts) if part.full), default=None)
        return [] if last is None else parts[last:]

    def place(self, part: Part) -> Path:
        """The folder of a part."""
        return self.folder / "databases" / part.name

    @property
    def photos(self) -> Path:
        """The saved photographs."""
        return self.folder / "photos"

    @property
    def secrets(self) -> Path:
        """The saved keys and passwords."""
        return self.folder / "secrets"

    def add(self, part: Part) -> None:
        """Name a part that is whole; chains that are too old go."""
        parts = [*self.parts, part]
        fulls = [n for n, known in enumerate(parts) if known.full]
        first = fulls[-CHAINS_KEPT] if len(fulls) > CHAINS_KEPT else 0
        write_private(self._list, {"parts": [asdict(known) for known in parts[first:]]})
        for old in parts[:first]:
            shutil.rmtree(self.place(old), ignore_errors=True)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Only one backup or restore at a time works on a folder."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self.folder / "turn.lock").open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise StartFailed(f"Another backup or restore is at work on {self.folder}.") from None
            yield


def back_up(home: Home, folder: Path, console: Console, *, every: int | None = None) -> int:
    """Save now, and again and again when asked to.

    Args:
        every: seconds from the beginning of one saving to the next; what happens in between is lost in a disaster.
    """
    if databases_are_elsewhere(os.environ):
        raise StartFailed("These databases run elsewhere; save them there, as docs/deployment.md says.")
    server, vault = PostgresServer(home.path), Vault(folder)
    while True:
        begun = time.monotonic()
        with vault.turn():
            part = save(home, server, vault)
        kind = "complete" if part.full else "what changed"
        console.print(f"Saved {part.name} ({kind}, {part.megabytes:.1f} MB, {part.seconds:.1f} s).", highlight=False)
        if every is None:
            return 0
        time.sleep(max(0.0, every - (time.monotonic() - begun)))


def save(home: Home, server: PostgresServer, vault: Vault) -> Part:
    """One saving: keys, databases, then photographs, so that every photograph a saved row names is there."""
    if server.identity is None:
        raise StartFailed("PostgreSQL does not run; start the system with ./studio up.")
    vault.secrets.mkdir(mode=0o700, exist_ok=True)
    for name in KEPT:
        write_private(vault.secrets / name, read_private(home.path / name))
    part = _save_databases(server, vault)
    copy_missing(home.photos, vault.photos)
    vault.add(part)
    return part


def _save_databases(server: PostgresServer, vault: Vault) -> Part:
    begun, now = time.monotonic(), datetime.now(UTC)
    chain = vault.chain
    full = not chain or len(chain) > MOST_INCREMENTS or server.psql("-c", "SHOW summarize_wal").strip() != "on"
    place = vault.folder / "databases" / f"{now:%Y%m%dT%H%M%S%f}Z"
    shutil.rmtree(place, ignore_errors=True)
    place.parent.mkdir(mode=0o700, exist_ok=True)
    since = [] if full else [f"--incremental={vault.place(chain[-1]) / 'backup_manifest'}"]
    server.tool("pg_basebackup", f"--pgdata={place}", "--checkpoint=fast", "--wal-method=stream", *since)
    size = sum(file.stat().st_size for file in place.rglob("*") if file.is_file()) / 1e6
    return Part(place.name, full, now.isoformat(), round(time.monotonic() - begun, 2), round(size, 2))


def copy_missing(source: Path, target: Path) -> int:
    """Copy the files that are not there yet; photographs never change under their name.

    Returns:
        How many were copied.
    """
    count = 0
    for file in source.rglob("*") if source.is_dir() else ():
        there = target / file.relative_to(source)
        if file.is_file() and not (there.is_file() and there.stat().st_size == file.stat().st_size):
            there.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            unfinished = there.with_name(f".{there.name}.unfinished")
            shutil.copy2(file, unfinished)
            unfinished.rename(there)
            count += 1
    return count


def describe(vault: Vault) -> str:
    """The chain as JSON, for machines."""
    return json.dumps([asdict(part) for part in vault.chain])
