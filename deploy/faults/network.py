"""A network cable that can be cut: the broker in a network namespace of its own, where the machine allows it."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cable:
    """A namespace joined to this machine by one cable; ``near`` is our end's address, ``far`` the namespace's."""

    namespace: str
    near: str
    far: str

    @classmethod
    def lay(cls) -> Cable | None:
        """A new namespace with its cable, or None where the machine does not allow one."""
        if os.geteuid() != 0 or shutil.which("ip") is None:
            return None
        mark, third, fourth = secrets.token_hex(3), secrets.randbelow(250) + 1, secrets.randbelow(60) * 4
        cable = cls(f"yl{mark}", f"10.213.{third}.{fourth + 1}", f"10.213.{third}.{fourth + 2}")
        outside, inside = f"yl{mark}a", f"yl{mark}b"
        try:
            _ip("netns", "add", cable.namespace)
            _ip("link", "add", outside, "type", "veth", "peer", "name", inside, "netns", cable.namespace)
            _ip("addr", "add", f"{cable.near}/30", "dev", outside)
            _ip("link", "set", outside, "up")
            _ip("-n", cable.namespace, "addr", "add", f"{cable.far}/30", "dev", inside)
            _ip("-n", cable.namespace, "link", "set", inside, "up")
        except subprocess.CalledProcessError:
            cable.remove()
            return None
        return cable

    def cut(self) -> None:
        """Nothing comes back from the namespace any more, and nobody is told: no reset, no refusal."""
        _ip("-n", self.namespace, "route", "add", "blackhole", f"{self.near}/32")

    def mend(self) -> None:
        """The cable carries again."""
        _ip("-n", self.namespace, "route", "del", "blackhole", f"{self.near}/32")

    def remove(self) -> None:
        """Take the namespace and the cable away."""
        subprocess.run(["ip", "netns", "del", self.namespace], capture_output=True, check=False)


def _ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], capture_output=True, check=True)
