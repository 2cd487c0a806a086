"""A real Chromium and the built console."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser
from rich.console import Console

from deploy.local.chromium import MISSING, chinese_fonts, chromium, find_browser
from deploy.local.console import BUILT, build_console
from deploy.local.home import Home


class Told:
    """Shows what the build does, in the tests' output."""

    console = Console(stderr=True)

    @contextmanager
    def step(self, what: str, *, quiet: bool = True) -> Iterator[None]:
        """Say it."""
        self.console.print(what)
        yield


@pytest.fixture(scope="session")
def console_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The console, built when its sources have changed."""
    home = Home(tmp_path_factory.mktemp("console"))
    home.logs.mkdir(parents=True)
    if not build_console(home, Told()):
        pytest.fail((home.logs / "console-build.log").read_text(errors="replace")[-3000:])
    return BUILT


@pytest.fixture(scope="session")
def browser_program() -> str:
    """The browser: STUDIO_BROWSER, an installed one, or as root the distribution's."""
    found = find_browser()
    if found is None:
        pytest.fail(MISSING)
    return found


@pytest.fixture(scope="session")
async def browser(browser_program: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Browser]:
    """One browser for all tests, each with a profile of its own."""
    async with chromium(browser_program, chinese_fonts(tmp_path_factory.mktemp("fonts"))) as started:
        yield started
