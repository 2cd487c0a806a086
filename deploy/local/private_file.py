"""JSON files that only their owner may read: passwords, keys and remembered ports."""

import contextlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any


class PrivateFileBroken(Exception):
    """A file of the state folder cannot be read as what it should be; nothing is overwritten."""


def read_private(path: Path) -> dict[str, Any]:
    """Return the stored object, or an empty one when the file does not exist yet."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise PrivateFileBroken(
            f"{path} is not valid JSON ({error}); restore it, or remove the state folder."
        ) from error
    if not isinstance(content, dict):
        raise PrivateFileBroken(f"{path} does not hold a JSON object; restore it, or remove the state folder.")
    return content


def write_private(path: Path, content: dict[str, Any]) -> None:
    """Replace the file as a whole (mode 0600): a crash leaves the old or the new content, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # mkstemp makes mode 0600
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(content, file, indent=2)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()
        raise
