"""A real Chromium, the built console, and a gateway with canned answers."""

import os
import shutil
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pylopdf_fonts_zh_cn
import pytest
from playwright.async_api import Browser, Page, async_playwright
from rich.console import Console

from deploy.local.console import BUILT, build_console
from deploy.local.home import Home
from tests.browser.canned import CannedGateway

PROGRAMS = ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser")
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-dev-shm-usage",
)  # fmt: skip
OpenPage = Callable[..., Awaitable[Page]]


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
    chosen = os.environ.get("STUDIO_BROWSER")
    if chosen:
        return chosen
    found = next((path for name in PROGRAMS if (path := shutil.which(name))), None)
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        command = ["apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium"]
        subprocess.run(["apt-get", "update", "-q"], check=False, capture_output=True, timeout=300)
        subprocess.run(command, check=False, capture_output=True, timeout=600)
        found = shutil.which("chromium")
    if found is None:
        pytest.fail("The browser tests need Chromium: install it or name one in STUDIO_BROWSER.")
    return found


@pytest.fixture(scope="session")
def chinese_fonts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fontconfig file with a Chinese font, because machines rarely have one."""
    folder = Path(pylopdf_fonts_zh_cn.__file__).parent
    cache = tmp_path_factory.mktemp("fonts")
    file = cache / "fonts.conf"
    file.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        f"<dir>{folder}</dir><cachedir>{cache}</cachedir></fontconfig>"
    )
    return file


@pytest.fixture(scope="session")
async def browser(browser_program: str, chinese_fonts: Path) -> AsyncIterator[Browser]:
    """One browser for all tests, each with a profile of its own."""
    environment = {**os.environ, "FONTCONFIG_FILE": str(chinese_fonts)}
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(
            executable_path=browser_program, args=list(FLAGS), env=dict(environment)
        )
        yield started
        await started.close()


@pytest.fixture
async def gateway(console_build: Path) -> AsyncIterator[CannedGateway]:
    """A gateway that knows one desk's day by heart."""
    async with CannedGateway(console_build).running() as canned:
        yield canned


@pytest.fixture
async def open_page(browser: Browser, gateway: CannedGateway) -> AsyncIterator[OpenPage]:
    """Opens an address of the console: ``page = await open_page("/", signed_in=True)``."""
    contexts = []

    async def open_at(
        path: str = "/", *, width: int = 1280, height: int = 720, language: str = "zh-CN", signed_in: bool = True
    ) -> Page:
        gateway.signed_in = signed_in
        context = await browser.new_context(
            viewport={"width": width, "height": height}, locale=language, reduced_motion="reduce"
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = await context.new_page()
        await page.goto(f"{gateway.url}{path}")
        return page

    yield open_at
    for context in contexts:
        await context.close()
