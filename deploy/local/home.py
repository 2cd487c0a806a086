"""The state folder (`STUDIO_HOME`, default `.studio/`): everything the running system keeps outside the code."""

import base64
import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from deploy.local.private_file import read_private, write_private
from deploy.local.processes import StartFailed, choose_port

REPOSITORY = Path(__file__).resolve().parents[2]
DEFAULT_PORT = 8080


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys and passwords of one installation; made once, kept in `secrets.json` (0600). Keys are base64url."""

    gateway_signing_key: str
    gateway_public_key: str
    reception_signing_key: str
    reception_public_key: str
    reception_pii_key: str
    admin_password: str

    @classmethod
    def make(cls) -> "Keys":
        """Fresh random keys."""
        gateway, reception = signing_pair(), signing_pair()
        return cls(*gateway, *reception, encoded(secrets.token_bytes(32)), secrets.token_urlsafe(12))


def encoded(raw: bytes) -> str:
    """base64url with padding."""
    return base64.urlsafe_b64encode(raw).decode()


def signing_pair() -> tuple[str, str]:
    """A new Ed25519 seed and its public key."""
    private = Ed25519PrivateKey.generate()
    return encoded(private.private_bytes_raw()), encoded(private.public_key().public_bytes_raw())


@dataclass(frozen=True, slots=True)
class Home:
    """Paths of the state folder and what is remembered there."""

    path: Path

    @classmethod
    def from_environment(cls) -> "Home":
        """The folder that `STUDIO_HOME` names, else `.studio/` in the repository."""
        chosen = os.environ.get("STUDIO_HOME")
        return cls(Path(chosen).expanduser().absolute() if chosen else REPOSITORY / ".studio")

    @property
    def logs(self) -> Path:
        """One log per process."""
        return self.path / "logs"

    @property
    def run(self) -> Path:
        """Who runs: one pid record per process."""
        return self.path / "run"

    @property
    def photos(self) -> Path:
        """Where post-production keeps its files, unless it is told of an object store."""
        return self.path / "photos"

    @property
    def messages(self) -> Path:
        """Where messages to customers land in development."""
        return self.path / "messages"

    @property
    def sign_ins(self) -> Path:
        """The demo chain's sign-ins, written by `deploy.demo.fill`: a JSON object with a list `sign_ins`."""
        return self.path / "sign-ins.json"

    def make(self) -> None:
        """Create the folder; others may pass through it (PostgreSQL's account must), not look into it."""
        self.path.mkdir(mode=0o711, parents=True, exist_ok=True)
        for folder in (self.logs, self.run, self.photos, self.messages):
            folder.mkdir(mode=0o700, exist_ok=True)

    def keys(self) -> Keys:
        """This installation's keys; made on first use and never changed afterwards."""
        file = self.path / "secrets.json"
        known = read_private(file)
        fresh = Keys.make()
        merged = {name: known.get(name, getattr(fresh, name)) for name in Keys.__slots__}
        for pair in ("gateway", "reception"):
            if f"{pair}_signing_key" in known and f"{pair}_public_key" not in known:
                raise StartFailed(f"{file} has a signing key of {pair} without its public key; restore the file.")
        if merged != known:
            write_private(file, merged)
        return Keys(**merged)

    def port(self, name: str, *, running: bool) -> int:
        """The service's port: the one it runs on, else the remembered one if free, else a fresh one."""
        file = self.path / "ports.json"
        known = read_private(file)
        port = int(known[name]) if running and name in known else choose_port(0, known.get(name))
        self.remember_port(name, port)
        return port

    def known_port(self, name: str) -> int | None:
        """The port the service had last."""
        port = read_private(self.path / "ports.json").get(name)
        return int(port) if port else None

    def remember_port(self, name: str, port: int) -> None:
        """Keep a port for the next start."""
        file = self.path / "ports.json"
        known = read_private(file)
        if known.get(name) != port:
            write_private(file, {**known, name: port})

    def facts(self) -> dict[str, object]:
        """Small facts about this installation (has the demo chain been loaded)."""
        return read_private(self.path / "facts.json")

    def note(self, **facts: object) -> None:
        """Add to the facts."""
        write_private(self.path / "facts.json", {**self.facts(), **facts})

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Only one `up` or `down` at a time works on a state folder; another is told so."""
        self.make()
        with (self.path / "turn.lock").open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise StartFailed(
                    f"Another ./studio up or down is at work on {self.path}; wait for it to end."
                ) from None
            yield


def studio_port() -> int:
    """The port of the gateway: `STUDIO_PORT`, default 8080."""
    text = os.environ.get("STUDIO_PORT", "") or str(DEFAULT_PORT)
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise StartFailed(f"STUDIO_PORT must be a number from 1 to 65535, not {text!r}.")
    return int(text)
