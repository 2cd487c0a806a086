"""A mark on each database saying which code its schema was made by, so that an unchanged one is not made again.

The mark is a comment on Alembic's own table: it goes with the data, into a dump and back out of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import asyncpg

ROOT = Path(__file__).resolve().parents[2]
OF_ALL = ("tables.py", "db.py", "migrate.py", "migrations/env.py")
"""What of the kit decides on tables, roles and policies."""

MARKED = "SELECT obj_description(to_regclass('public.alembic_version'), 'pg_class')"


def mark_of(service: str) -> str:
    """The mark of the code as it is: revisions, tables and policies of a service."""
    digest = hashlib.sha256()
    for file in _files(service):
        digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def _files(service: str) -> Iterator[Path]:
    package = ROOT / "gateway" if service == "gateway" else ROOT / "services" / service
    yield from (ROOT / "shared" / "kit" / name for name in OF_ALL)
    yield from sorted((package / "migrations").glob("*.py"))
    yield from sorted([*package.glob("models.py"), *(package / "models").glob("*.py")])


async def is_current(urls: Mapping[str, str]) -> bool:
    """Whether the databases of these services carry the marks of this code."""
    for service, url in urls.items():
        connection = await asyncpg.connect(url, timeout=10)
        try:
            if await connection.fetchval(MARKED) != mark_of(service):
                return False
        finally:
            await connection.close()
    return True
