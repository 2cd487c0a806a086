"""The six processes of the system: starting, waiting for and ending them."""

import os
import subprocess
import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from deploy.local.environment import MARK, Backing, module_of, service_environment
from deploy.local.home import REPOSITORY, Home, studio_port
from deploy.local.http import answers_ready
from deploy.local.names import DEPARTMENTS, SERVICES
from deploy.local.processes import Identity, PidFile, StartFailed, last_lines, port_is_free, spawn, wait_until

READY_SECONDS = 60.0
SERVED_AS = ("--no-access-log", "--no-server-header", "--timeout-keep-alive", "130")
"""How uvicorn serves, in containers too. Connections are kept for longer than a server in front or any of our clients
keeps them idle (two minutes are usual): who closes first must not be the one who may be written to meanwhile."""


@dataclass(slots=True)
class Fleet:
    """The services of one state folder."""

    home: Home
    children: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)

    def record(self, service: str) -> PidFile:
        """Where the service's process is recorded."""
        return PidFile(self.home.run / f"{service}.json")

    def log(self, service: str) -> Path:
        """The service's log."""
        return self.home.logs / f"{service}.log"

    def running(self, service: str) -> Identity | None:
        """The service's process, if it runs."""
        return self.record(service).running()

    def all_run(self) -> bool:
        """True when no process is missing."""
        return all(self.running(service) is not None for service in SERVICES)

    def address(self) -> str:
        """Where people and programs reach the system."""
        return f"http://127.0.0.1:{self.home.known_port('gateway') or studio_port()}"

    def check_port(self) -> None:
        """Before anything is started: the gateway's port must be free, unless it is our own gateway's."""
        wanted = studio_port()
        if self.running("gateway") is None and not port_is_free(wanted):
            raise StartFailed(
                f"Port {wanted} is taken by another program; choose another one, for example: "
                f"STUDIO_PORT={wanted + 1 if wanted < 65535 else 8080} ./studio up"
            )

    def ports(self) -> dict[str, int]:
        """Every service's port; the gateway's is the one that was asked for."""
        found = {service: self.home.port(service, running=self.running(service) is not None) for service in DEPARTMENTS}
        known = self.home.known_port("gateway")
        found["gateway"] = known if known and self.running("gateway") is not None else studio_port()
        self.home.remember_port("gateway", found["gateway"])
        return found

    def start(
        self,
        service: str,
        backing: Backing,
        ports: dict[str, int],
        *,
        application: str = "",
        more: Mapping[str, str] | None = None,
    ) -> None:
        """Start one process unless it runs; with another application or more variables of its own when asked."""
        if self.running(service) is not None:
            return
        command = [
            sys.executable, "-m", "uvicorn", "--factory", application or module_of(service),
            "--host", "127.0.0.1", "--port", str(ports[service]), *SERVED_AS,
        ]  # fmt: skip
        environment = service_environment(service, self.home, self.home.keys(), backing, ports, os.environ)
        child = spawn(command, log=self.log(service), env={**environment, **(more or {})}, cwd=REPOSITORY)
        self.children[service] = child
        if (identity := Identity.of(child.pid)) is not None:
            self.record(service).write(identity)

    def wait_ready(self, service: str, port: int) -> None:
        """Return when the service is ready; StartFailed when it ends instead or takes too long."""
        wait_until(lambda: self._ended(service) or answers_ready(port), READY_SECONDS)
        if self._ended(service):
            raise StartFailed(f"{service} ended while starting; its log says:\n{last_lines(self.log(service))}")
        if not answers_ready(port):
            raise StartFailed(
                f"{service} is not ready after {READY_SECONDS:.0f} s; its log says:\n{last_lines(self.log(service))}"
            )

    def _ended(self, service: str) -> bool:
        child = self.children.get(service)
        return self.running(service) is None if child is None else child.poll() is not None

    def stop(self, only: Collection[str] = SERVICES) -> list[str]:
        """End the gateway, then the other services together; returns the names of those that had been running."""
        found = {service: members for service, members in self._found().items() if service in only}
        waves = [["gateway"], list(DEPARTMENTS)]
        for wave in waves:
            members = [identity for service in wave for identity in found.get(service, [])]
            for identity in members:
                identity.terminate()
            for identity in members:
                identity.end()
        for service in only:
            if (child := self.children.pop(service, None)) is not None:
                child.wait()
            self.record(service).forget()
        return [service for service in SERVICES if found.get(service)]

    def _found(self) -> dict[str, list[Identity]]:
        """Processes by their records, and those that carry our mark but were never recorded (a start cut short)."""
        found: dict[str, list[Identity]] = {}
        for service in SERVICES:
            if (recorded := self.running(service)) is not None:
                found.setdefault(service, []).append(recorded)
        for process in psutil.process_iter():
            marked = self._marked(process)
            identity = Identity.of(process.pid) if marked else None
            if marked and identity and all(identity.pid != known.pid for known in found.get(marked, [])):
                found.setdefault(marked, []).append(identity)
        return found

    def _marked(self, process: psutil.Process) -> str | None:
        try:
            mark = str(process.environ().get(MARK, ""))
        except (psutil.Error, OSError):
            return None  # somebody else's process: we may not look, and have no business there
        folder, _, service = mark.rpartition("|")
        return service if folder == str(self.home.path) and service in SERVICES else None
