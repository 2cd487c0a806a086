"""Which process works most while a load runs, and where its time goes (py-spy)."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import dataclass
from pathlib import Path

import psutil

from deploy.bench.ground import Ground
from deploy.local.names import SERVICES


@dataclass(slots=True)
class Hottest:
    """The processes of a system and what they had used up before."""

    keep: Path
    before: dict[str, tuple[psutil.Process, float]]

    @classmethod
    def of(cls, ground: Ground, keep: Path) -> Hottest:
        """Of the running services."""
        running = {service: ground.fleet.running(service) for service in SERVICES}
        processes = {name: psutil.Process(found.pid) for name, found in running.items() if found is not None}
        return cls(keep, {name: (process, used(process)) for name, process in processes.items()})

    def name(self) -> str:
        """Who has used most processor time since."""
        return max(self.before, key=lambda name: used(self.before[name][0]) - self.before[name][1])

    async def record(self, seconds: float) -> None:
        """Look for a second who it is, then record where its time goes into ``profile-<name>.svg``."""
        await asyncio.sleep(1.0)  # the time the comparison is about
        name = self.name()
        command = [
            str(Path(sys.executable).parent / "py-spy"), "record", "--pid", str(self.before[name][0].pid),
            "--duration", str(max(1, round(seconds))), "--rate", "200", "--gil",
            "--output", str(self.keep / f"profile-{name}.svg"),
        ]  # fmt: skip
        recorder = await asyncio.create_subprocess_exec(
            *command, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE
        )
        _, complaint = await recorder.communicate()
        if recorder.returncode:
            (self.keep / "profile-missing.txt").write_bytes(complaint)


def used(process: psutil.Process) -> float:
    """Processor seconds of a process so far."""
    times = process.cpu_times()
    return float(times.user + times.system)
