"""`./studio audit`: known vulnerabilities of the locked packages; what nobody could look up is not called clean."""

import json
import subprocess
import sys
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console

from deploy.local.home import REPOSITORY

CONSOLE = REPOSITORY / "gateway" / "console"
PYTHON_PACKAGES = (
    sys.executable, "-m", "pip_audit", "--requirement", "requirements.lock", "--disable-pip", "--require-hashes",
    "--progress-spinner", "off", "--format", "json",
)  # fmt: skip
BROWSER_PACKAGES = ("npm", "audit", "--json")


@dataclass(slots=True)
class Findings:
    """What is known about a set of packages.

    Attributes:
        known: package and vulnerability.
        unknown: packages, or whole sources, of which nobody could tell.
    """

    known: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def __add__(self, other: "Findings") -> "Findings":
        return Findings(self.known + other.known, self.unknown + other.unknown)

    @property
    def exit_code(self) -> int:
        """0 when everything was looked up and nothing is known, 1 for vulnerabilities, 2 when something is unknown."""
        return 1 if self.known else 2 if self.unknown else 0


def run_audit(console: Console) -> int:
    """Ask both tools and tell; returns the exit code."""
    found = of_python(_asked(PYTHON_PACKAGES, REPOSITORY)) + of_browser(_asked(BROWSER_PACKAGES, CONSOLE))
    for line in found.known:
        console.print(f"[red]vulnerable[/red]  {line}", highlight=False)
    if found.unknown:
        console.print(f"Not looked up, {len(found.unknown)} of them: {', '.join(found.unknown[:8])} …", highlight=False)
    if found.exit_code == 0:
        console.print("Nothing is known against any package.")
    return found.exit_code


def of_python(report: Any) -> Findings:
    """What pip-audit says; a package it skipped is unknown."""
    if not isinstance(report, dict) or "dependencies" not in report:
        return Findings(unknown=["the Python packages"])
    found = Findings()
    for package in report["dependencies"]:
        if "skip_reason" in package:
            found.unknown.append(package["name"])
        found.known += [f"{package['name']} {package['version']}: {v['id']}" for v in package.get("vulns", [])]
    return found


def of_browser(report: Any) -> Findings:
    """What npm says; an answer without a report is none."""
    if not isinstance(report, dict) or "vulnerabilities" not in report:
        return Findings(unknown=["the console's packages"])
    return Findings(known=[f"{name} ({each['severity']})" for name, each in sorted(report["vulnerabilities"].items())])


def _asked(command: tuple[str, ...], place: Any) -> Any:
    try:
        done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False, timeout=300)
        return json.loads(done.stdout)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
