"""A place in memory for the files of a server that nobody needs after the run."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import psutil

MEMORY = Path("/dev/shm")
ROOM = 2 * 1024**3
"""Bytes that have to be free: a server takes a few hundred million."""
NAME = "yinglou-tests-"


@contextmanager
def in_memory(otherwise: Path) -> Iterator[Path]:
    """A folder in memory, gone after the block; ``otherwise`` where there is no such place, or no room in it."""
    if not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < ROOM:
        yield otherwise
        return
    _remove_what_killed_runs_left()
    folder = Path(mkdtemp(prefix=f"{NAME}{os.getpid()}-", dir=MEMORY))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def _remove_what_killed_runs_left() -> None:
    for left in MEMORY.glob(f"{NAME}*"):
        owner, _, _ = left.name.removeprefix(NAME).partition("-")
        if left.stat().st_uid == os.getuid() and not psutil.pid_exists(int(owner)):
            shutil.rmtree(left, ignore_errors=True)
