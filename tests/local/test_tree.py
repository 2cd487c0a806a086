"""The tree itself: what tools would pass over in silence."""

import subprocess

from deploy.local.home import REPOSITORY

PYTHON_ROOTS = ("services", "shared", "gateway", "deploy", "tests")


def test_every_folder_with_python_is_a_package() -> None:
    """A folder without `__init__.py` is skipped by import-linter, mypy and pytest without a word."""
    folders = {file.parent for root in PYTHON_ROOTS for file in (REPOSITORY / root).rglob("*.py")}
    folders = {folder for folder in folders if "node_modules" not in folder.parts}
    assert not [folder for folder in folders if not (folder / "__init__.py").is_file()]


def test_what_a_run_leaves_behind_is_ignored() -> None:
    left = [".venv/x", ".studio/secrets.json", "deploy/__pycache__/x.pyc", ".pytest_cache/x", ".mypy_cache/x"]
    result = subprocess.run(["git", "check-ignore", *left], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert result.stdout.split() == left
