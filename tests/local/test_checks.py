"""`check`, `test` and `.ci/run`."""

import io
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from rich.console import Console

from deploy.local import checks
from deploy.local.checks import CHECKS, Check, run_checks, test_environment
from deploy.local.home import REPOSITORY

PASSES = Check("passing", (sys.executable, "-c", ""))
FAILS = Check("failing", (sys.executable, "-c", "import sys; sys.exit('what is wrong')"))

test_environment.__test__ = False  # type: ignore[attr-defined]  # a function of ours, by its name taken for a test


def test_every_failing_tool_is_named_and_none_hides_behind_another() -> None:
    output = io.StringIO()
    assert run_checks(Console(file=output), (FAILS, PASSES, Check("also failing", FAILS.command))) == 1
    assert "Failed: failing, also failing." in output.getvalue()
    assert "what is wrong" in output.getvalue()


def test_all_well_is_exit_code_zero() -> None:
    assert run_checks(Console(file=io.StringIO()), (PASSES,)) == 0


def test_check_covers_format_lint_types_imports_and_documents() -> None:
    assert [check.name.partition(" ")[0] for check in CHECKS] == ["format", "lint", "types", "import", "generated"]


def test_tests_do_not_see_a_running_system() -> None:
    caller = {"PATH": "/bin", "NATS_URL": "x", "PICKUP_DATABASE_URL": "x", "STUDIO_HOME": "x", "HOME": "/root"}
    assert test_environment(caller) == {"PATH": "/bin", "HOME": "/root"}


class Goes(list[list[str]]):
    """What pytest was called with, and how it ends each time."""

    codes: Sequence[int] = (0, 0, 0, 0)

    def __call__(self, arguments: list[str]) -> int:
        """A go that ends as was said."""
        self.append(arguments)
        return self.codes[len(self) - 1]


@pytest.fixture
def goes(monkeypatch: pytest.MonkeyPatch) -> Goes:
    """pytest is not run, only its arguments are kept, and its exit codes are given in turn."""
    gone = Goes()
    monkeypatch.setattr(checks, "run_pytest", gone)
    monkeypatch.setattr(checks, "get_desks_ready", lambda _console: None)
    return gone


def test_all_tests_go_in_one_of_four_goes(goes: Goes) -> None:
    assert checks.run_tests(["-q"], Console()) == 0
    *named, by_room = ({a for a in arguments if "tests/" in a} for arguments in goes)
    assert len(named) == 3
    assert all(named)
    assert {f"--ignore={room}" for rooms in named for room in rooms} == by_room
    assert all((REPOSITORY / room).exists() for rooms in named for room in rooms)
    assert all("-q" in arguments for arguments in goes)


@pytest.mark.parametrize(
    ("codes", "result"),
    [
        ((1, 0, 0, 0), 1), ((0, 1, 0, 0), 1), ((0, 0, 1, 0), 1), ((0, 0, 0, 1), 1),
        ((0, 5, 0, 0), 0), ((5, 0, 5, 5), 0), ((5, 5, 5, 5), 5),
    ],
)  # fmt: skip
def test_it_fails_when_any_go_fails_or_nothing_is_run_at_all(
    goes: Goes, codes: tuple[int, int, int, int], result: int
) -> None:
    goes.codes = codes
    assert checks.run_tests([], Console()) == result


def test_the_desks_are_ready_before_the_pages_are_opened(goes: Goes, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = threading.Event()

    def get_ready(_console: Console) -> None:
        assert begun.wait(10), "what needs no desk runs meanwhile"
        goes.append(["ready"])

    def run(arguments: list[str]) -> int:
        begun.set()
        goes.append([argument for argument in arguments if argument.startswith("tests/")])
        return 0

    monkeypatch.setattr(checks, "get_desks_ready", get_ready)
    monkeypatch.setattr(checks, "run_pytest", run)
    assert checks.run_tests([], Console()) == 0
    assert goes.index(["ready"]) < goes.index([f"tests/{room}" for room in checks.PAGES])


def test_tests_that_are_named_run_as_pytest_would_run_them(goes: Goes) -> None:
    assert checks.run_tests(["tests/local/test_checks.py::test_x", "-x"], Console()) == 0
    assert goes == [["tests/local/test_checks.py::test_x", "-x"]]


def ci_run(tmp_path: Path, pytest_says: str, code: int = 0) -> subprocess.CompletedProcess[str]:
    """Run a copy of .ci/run beside a `studio` that says what pytest would say."""
    root = tmp_path / "a checkout"
    (root / ".ci").mkdir(parents=True)
    (root / ".ci" / "run").write_bytes((REPOSITORY / ".ci" / "run").read_bytes())
    (root / "studio").write_text(
        f'#!/bin/sh\n[ "$1" = check ] && exit 0\necho "{pytest_says}"\necho noise\nexit {code}\n'
    )
    for script in (root / ".ci" / "run", root / "studio"):
        script.chmod(0o755)
    return subprocess.run(
        [str(root / ".ci" / "run")], capture_output=True, text=True, check=False, env=dict(os.environ)
    )


def test_the_last_line_of_a_green_run_is_pytests(tmp_path: Path) -> None:
    result = ci_run(tmp_path, "===== 12 passed in 3.21s =====")
    assert result.returncode == 0
    assert result.stdout.splitlines()[-1] == "===== 12 passed in 3.21s ====="


def test_a_skipped_test_fails_the_run(tmp_path: Path) -> None:
    result = ci_run(tmp_path, "===== 11 passed, 1 skipped in 3.21s =====")
    assert result.returncode == 1
    assert "skipped" in result.stdout.splitlines()[-1]


def test_a_test_skipped_in_the_first_of_two_goes_fails_the_run(tmp_path: Path) -> None:
    result = ci_run(tmp_path, "11 passed, 1 skipped in 3.21s\n===== 12 passed in 63.21s (0:01:03) =====")
    assert result.returncode == 1
    assert "skipped" in result.stdout


def test_a_failed_test_fails_the_run(tmp_path: Path) -> None:
    assert ci_run(tmp_path, "===== 1 failed in 3.21s =====", code=1).returncode == 1


def test_no_closing_line_fails_the_run(tmp_path: Path) -> None:
    assert ci_run(tmp_path, "").returncode == 1
