"""The part of the lock file that the containers need: ``python deploy/runtime_lock.py requirements.lock > lean.lock``.

There is one lock, with the tools for development in it. Each of its entries says what asked for it (``# via``), so
the packages of the running services are found from the project's own dependencies; versions and hashes stay as they
are. Needs nothing but Python, because it runs before anything is installed.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

PROJECT = "yinglou (pyproject.toml)"
"""What the lock says of a dependency of the services; those of development end in ``:dev)``."""
START = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==", re.MULTILINE)
VIA = re.compile(r"^    # via\s+(.*(?:\n    #   .*)*)", re.MULTILINE)


def entries(lock: str) -> list[tuple[str, str]]:
    """The lock's entries as they stand, with their package; one package may have an entry per version of Python."""
    starts = [*START.finditer(lock)]
    ends = [*(start.start() for start in starts[1:]), len(lock)]
    return [(start[1], lock[start.start() : end]) for start, end in zip(starts, ends, strict=True)]


def asked_for_by(entry: str) -> set[str]:
    """Who wants that entry.

    Raises:
        ValueError: the entry does not say; the lock was made without annotations.
    """
    found = VIA.search(entry)
    if found is None:
        raise ValueError(f"no '# via' in the lock for {entry.partition(' ')[0]}")
    return {line.strip().lstrip("#").strip() for line in found[1].splitlines()}


def runtime(lock: str, without: frozenset[str] = frozenset()) -> str:
    """The entries that the project's own dependencies lead to.

    Args:
        lock: a lock with hashes and ``# via`` annotations.
        without: own dependencies that a container has no use for.

    Raises:
        ValueError: a name in ``without`` is none of the project's dependencies.
    """
    found = entries(lock)
    wanted_by: dict[str, set[str]] = {}
    for name, entry in found:
        wanted_by.setdefault(name, set()).update(asked_for_by(entry))
    own = {name for name, askers in wanted_by.items() if PROJECT in askers}
    if unknown := without - own:
        raise ValueError(f"no dependency of the project: {', '.join(sorted(unknown))}")
    kept: set[str] = set()
    more = own - without
    while more:
        kept |= more
        more = {name for name, askers in wanted_by.items() if askers & kept} - kept - without
    return "".join(entry for name, entry in found if name in kept)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lock", type=Path)
    parser.add_argument("--without", nargs="*", default=[], help="own dependencies to leave out")
    arguments = parser.parse_args()
    sys.stdout.write(runtime(arguments.lock.read_text(encoding="utf-8"), frozenset(arguments.without)))


if __name__ == "__main__":
    main()
