"""The lock's part for the containers: what the services need, nothing of development, hashes untouched."""

from pathlib import Path

import pytest

from deploy.runtime_lock import runtime

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
SMALL = """\
b==1 ; python_full_version < '3.12' \\
    --hash=sha256:b1
    # via a
b==2 ; python_full_version >= '3.12' \\
    --hash=sha256:b2
    # via a
a==1 \\
    --hash=sha256:a
    # via
    #   yinglou (pyproject.toml)
    #   t
t==1 \\
    --hash=sha256:t
    # via yinglou (pyproject.toml:dev)
e==1 \\
    --hash=sha256:e
    # via yinglou (pyproject.toml)
f==1 \\
    --hash=sha256:f
    # via e
"""


def test_what_the_services_need_stays_as_it_stands() -> None:
    assert runtime(SMALL) == SMALL.replace(SMALL[SMALL.index("t==1") : SMALL.index("e==1")], "")


def test_a_package_left_out_takes_along_what_only_it_needs() -> None:
    assert runtime(SMALL, frozenset({"e"})) == SMALL[: SMALL.index("t==1")]


def test_a_name_that_is_no_dependency_is_refused() -> None:
    with pytest.raises(ValueError, match="no dependency of the project: f"):
        runtime(SMALL, frozenset({"f"}))


def test_a_lock_that_does_not_say_who_asked_is_refused() -> None:
    with pytest.raises(ValueError, match="no '# via'"):
        runtime("a==1 \\\n    --hash=sha256:a\n")


def test_the_real_lock_gives_up_its_tools_and_keeps_its_servers() -> None:
    kept = runtime(LOCK)
    for tool in ("pytest", "mypy", "ruff", "playwright"):
        assert f"\n{tool}==" not in kept
    for part in ("uvicorn", "uvloop", "asyncpg", "numpy", "starlette"):
        assert f"\n{part}==" in kept
