"""A process is known by its pid and the moment it started."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from deploy.local.fleet import Fleet
from deploy.local.home import Home
from deploy.local.processes import Identity, PidFile, StartFailed, choose_port, spawn, wait_until

SLEEPER = [sys.executable, "-c", "import signal; signal.pause()"]
STUBBORN = [
    sys.executable, "-c",
    "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); signal.pause()",
]  # fmt: skip


@pytest.fixture
def sleeper() -> Iterator["subprocess.Popen[bytes]"]:
    child = subprocess.Popen(SLEEPER)
    yield child
    child.kill()
    child.wait()


def identity_of(child: "subprocess.Popen[bytes]") -> Identity:
    found = Identity.of(child.pid)
    assert found is not None
    return found


def test_a_record_names_the_running_process(sleeper: "subprocess.Popen[bytes]", tmp_path: Path) -> None:
    record = PidFile(tmp_path / "run" / "pickup.json")
    record.write(identity_of(sleeper))
    assert record.running() == identity_of(sleeper)


def test_a_recycled_pid_is_never_signalled(sleeper: "subprocess.Popen[bytes]", tmp_path: Path) -> None:
    record = PidFile(tmp_path / "pickup.json")
    stranger = Identity(sleeper.pid, identity_of(sleeper).started - 3600)
    record.write(stranger)
    assert record.running() is None
    stranger.send(signal.SIGKILL)
    stranger.end()
    assert sleeper.poll() is None


def test_a_dead_process_that_nobody_collected_does_not_count_as_running(sleeper: "subprocess.Popen[bytes]") -> None:
    identity = identity_of(sleeper)
    os.kill(sleeper.pid, signal.SIGKILL)
    assert wait_until(lambda: not identity.alive(), 5)


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"pid": "x", "started": 1}', '{"pid": 1}'])
def test_half_a_record_is_no_record(content: str, tmp_path: Path) -> None:
    (tmp_path / "pickup.json").write_text(content)
    assert PidFile(tmp_path / "pickup.json").running() is None


def test_who_does_not_listen_is_killed(tmp_path: Path) -> None:
    log = tmp_path / "deaf.log"
    child = spawn(STUBBORN, log=log, env=os.environ, cwd=tmp_path)
    assert wait_until(lambda: "deaf" in log.read_text(), 10)
    identity_of(child).end(patience=0.1)
    assert child.wait() == -signal.SIGKILL


def test_a_log_is_for_its_owner_only(tmp_path: Path) -> None:
    child = spawn([sys.executable, "-c", "print('hello')"], log=tmp_path / "a b.log", env=os.environ, cwd=tmp_path)
    assert child.wait() == 0
    assert (tmp_path / "a b.log").read_text() == "hello\n"
    assert (tmp_path / "a b.log").stat().st_mode & 0o077 == 0


def test_down_finds_a_process_whose_record_was_never_written(tmp_path: Path) -> None:
    mine, other = Home(tmp_path / "state folder"), Home(tmp_path / "another one")
    children = [
        spawn(SLEEPER, log=tmp_path / "log", cwd=tmp_path, env={"STUDIO_PROCESS": f"{home.path}|pickup"})
        for home in (mine, other)
    ]
    # The environment is visible once the child has become the new program.
    assert wait_until(lambda: all("STUDIO_PROCESS" in psutil.Process(child.pid).environ() for child in children), 10)
    assert Fleet(mine).stop() == ["pickup"]
    assert children[0].wait() == -signal.SIGTERM
    assert children[1].poll() is None
    assert Fleet(other).stop() == ["pickup"]
    children[1].wait()


def test_a_remembered_port_is_taken_again_unless_somebody_else_has_it() -> None:
    with socket.socket() as stranger:
        stranger.bind(("127.0.0.1", 0))
        stranger.listen()
        taken = stranger.getsockname()[1]
        assert choose_port(0, taken) != taken
        with pytest.raises(StartFailed, match=f"Port {taken} is taken"):
            choose_port(taken, None)
    assert choose_port(0, taken) == taken
