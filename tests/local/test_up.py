"""The whole system by its own commands, from a fresh state folder with spaces in its path."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from deploy.local.broker import NatsServer
from deploy.local.checks import test_environment as clean_environment
from deploy.local.home import REPOSITORY
from deploy.local.http import call
from deploy.local.names import SERVICES
from deploy.local.postgres import PostgresServer
from deploy.local.processes import PidFile, free_port

pytestmark = pytest.mark.timeout(240)


class Studio:
    """`./studio` with a state folder and a port of its own."""

    def __init__(self, home: Path) -> None:
        self.home, self.port = home, free_port()

    def __call__(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = clean_environment(os.environ) | {"STUDIO_HOME": str(self.home), "STUDIO_PORT": str(self.port)}
        return subprocess.run(
            [sys.executable, "-m", "deploy.local", *arguments], cwd=REPOSITORY, env=environment, check=False,
            stdin=subprocess.DEVNULL, capture_output=True, text=True,
        )  # fmt: skip

    def pid(self, service: str) -> int:
        running = PidFile(self.home / "run" / f"{service}.json").running()
        assert running is not None
        return running.pid

    def processes(self) -> list[str]:
        """Whatever still runs for this state folder."""
        places = {str(self.home), json.loads((self.home / "postgres.json").read_text())["place"]}
        found = []
        for process in psutil.process_iter(["cmdline", "environ", "status"]):
            text = [*(process.info["cmdline"] or []), (process.info["environ"] or {}).get("STUDIO_PROCESS", "")]
            if process.info["status"] != psutil.STATUS_ZOMBIE and any(
                place in part for part in text for place in places
            ):
                found.append(" ".join(text))
        return found


@contextmanager
def occupied(port: int) -> Iterator[None]:
    with socket.socket() as stranger:
        stranger.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        stranger.bind(("127.0.0.1", port))
        stranger.listen()
        yield


@pytest.fixture
def studio(home_path: Path) -> Iterator[Studio]:
    studio = Studio(home_path)
    yield studio
    studio("down")
    PostgresServer(home_path).remove()


def test_up_status_kill_up_down(studio: Studio) -> None:
    first = studio("up", "--no-demo")
    assert first.returncode == 0, first.stdout + first.stderr
    assert f"http://127.0.0.1:{studio.port}" in first.stdout
    assert "admin / " in first.stdout
    assert call("GET", f"http://127.0.0.1:{studio.port}/readyz")[0] == 200

    again = studio("up", "--no-demo")
    assert again.returncode == 0
    assert "already running" in again.stdout
    assert studio("status").returncode == 0

    os.kill(studio.pid("gateway"), signal.SIGKILL)
    kept = studio.pid("reception")
    broker = NatsServer(studio.home).identity
    assert broker is not None
    os.kill(broker.pid, signal.SIGKILL)
    assert studio("status").returncode == 1
    healed = studio("up", "--no-demo")
    assert healed.returncode == 0, healed.stdout + healed.stderr
    assert studio.pid("reception") == kept

    down = studio("down")
    assert down.returncode == 0
    assert all(name in down.stdout for name in (*SERVICES, "NATS", "PostgreSQL"))
    assert studio.processes() == []
    assert studio("status").returncode == 1
    assert "Nothing is running" in studio("down").stdout


def test_a_taken_port_is_explained_and_nothing_is_left_running(studio: Studio) -> None:
    with occupied(studio.port):
        result = studio("up", "--no-demo")
    assert result.returncode == 1
    assert f"Port {studio.port} is taken" in result.stderr
    assert "STUDIO_PORT=" in result.stderr
    assert not (studio.home / "postgres.json").exists()
