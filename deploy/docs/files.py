"""What the documents share."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = "#/components/schemas/"


def version() -> str:
    """The version of the system."""
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])


def as_json(value: Any) -> str:
    """JSON that reads well in a diff."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
