"""A trial that is ended takes its system with it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from deploy.local.environment import MARK
from deploy.local.home import REPOSITORY
from deploy.local.processes import wait_until


def of_trial(folder: Path) -> list[psutil.Process]:
    """The processes of the system whose state folder is in there."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get(MARK, "").startswith(f"{folder}/"):
                found.append(process)
        except psutil.Error:
            continue
    return found


@pytest.fixture
def trial(tmp_path: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """A run of ``./studio faults`` that would take long."""
    command = [sys.executable, "-m", "deploy.local", "faults", "--only", "P13", "--outage", "3600"]
    running = subprocess.Popen(command, cwd=REPOSITORY, env={**os.environ, "TMPDIR": str(tmp_path)})
    yield running
    running.terminate()
    try:
        running.wait(60)
    finally:
        running.kill()
        running.wait()


def namespaces() -> set[str]:
    """Network namespaces of this machine."""
    place = Path("/run/netns")
    return {each.name for each in place.iterdir()} if place.is_dir() else set()


@pytest.fixture
def namespaces_before() -> set[str]:
    """Those there were before the trial."""
    return namespaces()


@pytest.mark.timeout(300)
def test_a_trial_that_is_ended_leaves_nothing_running(
    namespaces_before: set[str], trial: "subprocess.Popen[bytes]", tmp_path: Path
) -> None:
    assert wait_until(lambda: len(of_trial(tmp_path)) == 6, 120)
    trial.send_signal(signal.SIGTERM)
    assert trial.wait(60) == 128 + signal.SIGTERM
    assert of_trial(tmp_path) == []
    assert list(tmp_path.iterdir()) == []
    assert namespaces() <= namespaces_before
