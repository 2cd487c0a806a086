"""Documents made from the code: ``python -m deploy.docs [--check]``.

``docs/asyncapi.yaml`` and ``docs/event-flow.md`` from the contracts and the services' subscriptions,
``gateway/openapi.json`` and ``gateway/routes.json`` from the services' routes. With ``--check`` nothing is written;
stale files are named and the exit code is 1. The output depends on nothing but the code.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from deploy.docs.api import load_parts, openapi, routes
from deploy.docs.events import asyncapi, event_flow, read_flow
from deploy.docs.files import ROOT


def documents() -> dict[Path, str]:
    """Every generated file with its content."""
    flow, parts = read_flow(), load_parts()
    return {
        ROOT / "docs" / "asyncapi.yaml": asyncapi(flow),
        ROOT / "docs" / "event-flow.md": event_flow(flow),
        ROOT / "gateway" / "openapi.json": openapi(parts),
        ROOT / "gateway" / "routes.json": routes(parts),
    }


def stale(made: Mapping[Path, str]) -> list[Path]:
    """Files that differ from what the code says."""
    return [file for file, text in made.items() if not file.is_file() or file.read_text(encoding="utf-8") != text]


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description="Make the documents that follow from the code.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 naming the stale files")
    check = parser.parse_args(arguments).check
    made = documents()
    old = stale(made)
    for file in old:
        if not check:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(made[file], encoding="utf-8")
        sys.stdout.write(f"{'stale' if check else 'written'}: {file.relative_to(ROOT)}\n")
    if check and old:
        sys.stdout.write("Run: python -m deploy.docs\n")
    return 1 if check and old else 0


if __name__ == "__main__":
    sys.exit(main())
