"""Processes that outlive the command that started them, told apart from strangers that got the same pid.

A pid alone names nobody: after a crash the system may give it to another program. A record therefore holds the
moment the process started as well, and nothing is ever signalled unless both agree.
"""

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psutil

from deploy.local.private_file import PrivateFileBroken, read_private, write_private

POLL_SECONDS = 0.02
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StartFailed(Exception):
    """Something did not come up; the message is one sentence for the person at the keyboard."""


@dataclass(frozen=True, slots=True)
class Identity:
    """One process: its pid and the moment it started (seconds since the epoch, as the system tells it)."""

    pid: int
    started: float

    @classmethod
    def of(cls, pid: int) -> "Identity | None":
        """The process that has this pid now, or None when there is none (a zombie is none)."""
        try:
            process = psutil.Process(pid)
            if process.status() == psutil.STATUS_ZOMBIE:
                return None
            return cls(pid, process.create_time())
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            return None

    def alive(self) -> bool:
        """True while this very process runs; a later one with the same pid does not count."""
        now = Identity.of(self.pid)
        # The boot time, and with it the start time, may be read a fraction differently after a clock correction.
        return now is not None and abs(now.started - self.started) < 2.0

    def command(self) -> list[str]:
        """The command line it was started with; empty when it is gone."""
        try:
            return psutil.Process(self.pid).cmdline() if self.alive() else []
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            return []

    def send(self, number: signal.Signals) -> None:
        """Signal the process if it is still this one."""
        if self.alive():
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask the process to stop and go on at once."""
        self.send(signal.SIGTERM)

    def end(self, *, first: signal.Signals = signal.SIGTERM, patience: float = 10.0) -> None:
        """Ask the process to stop, wait at most `patience` seconds, then kill it; returns when it is gone."""
        self.send(first)
        if not wait_until(lambda: not self.alive(), patience):
            self.kill()

    def kill(self) -> None:
        """End the process without asking; returns when it is gone."""
        self.send(signal.SIGKILL)
        if not wait_until(lambda: not self.alive(), 10.0):
            raise StartFailed(f"Process {self.pid} does not end, not even when killed.")


@dataclass(frozen=True, slots=True)
class PidFile:
    """Where the identity of a started process is kept."""

    path: Path

    def read(self) -> Identity | None:
        """The recorded process, running or not; an unreadable record counts as none."""
        try:
            content = read_private(self.path)
            return Identity(int(content["pid"]), float(content["started"]))
        except (PrivateFileBroken, KeyError, TypeError, ValueError):
            return None

    def running(self) -> Identity | None:
        """The recorded process if it still runs."""
        identity = self.read()
        return identity if identity is not None and identity.alive() else None

    def write(self, identity: Identity) -> None:
        """Record a started process."""
        write_private(self.path, {"pid": identity.pid, "started": identity.started})

    def forget(self) -> None:
        """Remove the record."""
        self.path.unlink(missing_ok=True)


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    """Look at a condition until it holds (True) or the time is over (False)."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() >= deadline:
            return False
        time.sleep(POLL_SECONDS)
    return True


def spawn(
    command: Sequence[str | Path],
    *,
    log: Path,
    env: Mapping[str, str],
    cwd: Path,
    user: int | None = None,
    group: int | None = None,
) -> "subprocess.Popen[bytes]":
    """Start a process of its own session that writes to `log`, so that it outlives this one and its terminal."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with open_log(log) as output:
        return subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=dict(env),
            cwd=cwd,
            start_new_session=True,
            user=user,
            group=group,
            extra_groups=None if user is None else [],
        )


def leave_in_order() -> None:
    """Whatever ends this command (Ctrl+C, SIGTERM, a closed terminal) lets it take down what it has started first."""
    for number in ENDING:
        signal.signal(number, _leave)


def _leave(number: int, _frame: object) -> None:
    for each in ENDING:
        signal.signal(each, signal.SIG_IGN)  # a second one must not stop the taking down
    raise SystemExit(128 + number)


def run_to_its_end(command: Sequence[str], *, env: Mapping[str, str], cwd: Path) -> int:
    """Run a command as part of this one and return its exit code, as a shell counts it.

    A signal that should end this one is passed on, and the command may take down what it has started.
    """
    with subprocess.Popen(command, env=dict(env), cwd=cwd) as child:

        def pass_on(number: int, _frame: object) -> None:
            if number != signal.SIGINT:  # a terminal has told the child as well
                child.send_signal(number)

        before = {number: signal.signal(number, pass_on) for number in ENDING}
        try:
            ended = child.wait()
            return ended if ended >= 0 else 128 - ended
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def open_log(path: Path) -> IO[bytes]:
    """Open a log for appending; only its owner may read it."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab")


def last_lines(path: Path, count: int = 12) -> str:
    """The end of a log, for an error message."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return "(no log)"
    return "\n".join(lines[-count:])


def free_port() -> int:
    """A TCP port of 127.0.0.1 that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def port_is_free(port: int) -> bool:
    """True when a server could listen on 127.0.0.1:port now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def choose_port(wanted: int, remembered: int | None) -> int:
    """The wanted port, else the remembered one, else any free one.

    A server killed a moment ago may hold its port a little longer; clients know that port, so it is waited for.
    """
    port = wanted or remembered
    if port and wait_until(lambda: port_is_free(port), 3.0):
        return port
    if wanted:
        raise StartFailed(f"Port {wanted} is taken by another program.")
    return free_port()
