"""When the console is built, and what happens when it cannot be."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from deploy.local import console
from deploy.local.home import Home


class Heard:
    """What a person who waits is told."""

    def __init__(self) -> None:
        self.text = StringIO()
        self.console = Console(file=self.text, width=400)
        self.steps: list[str] = []

    @contextmanager
    def step(self, what: str, *, quiet: bool = True) -> Iterator[None]:
        """Note the step."""
        self.steps.append(what)
        yield


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tiny project whose build writes one page."""
    folder = tmp_path / "repository" / "gateway" / "console"
    (folder / "node_modules").mkdir(parents=True)
    (folder / "package.json").write_text(
        '{"scripts": {"build": "mkdir $CONSOLE_OUT && cp page.html $CONSOLE_OUT/index.html"}}'
    )
    (folder / "package-lock.json").write_text('{"lockfileVersion": 3, "packages": {}}')
    (folder / "page.html").write_text("first")
    monkeypatch.setattr(console, "REPOSITORY", tmp_path / "repository")
    monkeypatch.setattr(console, "SOURCES", folder)
    monkeypatch.setattr(console, "BUILT", folder / "dist")
    monkeypatch.setattr(console, "MERGED_API", folder.parent / "openapi.json")
    return folder


def test_it_is_built_once_and_again_when_a_source_or_the_api_changes(sources: Path, tmp_path: Path) -> None:
    heard, home = Heard(), Home(tmp_path / "home")
    assert console.build_console(home, heard), (home.logs / "console-build.log").read_text()
    assert (sources / "dist" / "index.html").read_text() == "first"
    assert console.build_console(home, heard)
    assert heard.steps.count("Console: build") == 1
    (sources.parent / "openapi.json").write_text("{}")
    (sources / "page.html").write_text("second")
    assert console.build_console(home, heard)
    assert (sources / "dist" / "index.html").read_text() == "second"
    assert sorted(path.name for path in sources.iterdir() if path.name.startswith("dist")) == ["dist"]


def test_a_failing_build_says_so_in_one_sentence_and_leaves_the_last_one(sources: Path, tmp_path: Path) -> None:
    heard, home = Heard(), Home(tmp_path / "home")
    assert console.build_console(home, heard)
    (sources / "page.html").unlink()
    assert not console.build_console(home, heard)
    assert "the API serves without it" in heard.text.getvalue()
    assert (sources / "dist" / "index.html").read_text() == "first"


def test_no_secret_of_the_studio_reaches_a_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATEWAY_SIGNING_KEY", "secret")
    monkeypatch.setenv("npm_config_cache", "/cache")
    told = console.plain_environment()
    assert "GATEWAY_SIGNING_KEY" not in told
    assert told["npm_config_cache"] == "/cache"


@pytest.mark.parametrize(
    ("version", "enough"), [("v18.20.1", False), ("v20.18.0", False), ("v20.19.4", True), ("v22.12.0", True)]
)
def test_the_build_tool_says_which_node_it_needs(version: str, enough: bool) -> None:
    assert console.new_enough(version) is enough
