"""The browser of the tests and of the screenshots: where it is, how it is started, and a Chinese font for it."""

import os
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pylopdf_fonts_zh_cn
from playwright.async_api import Browser, async_playwright

PROGRAMS = ("chromium-headless-shell", "chromium", "google-chrome", "google-chrome-stable", "chromium-browser")
"""The first draws the same pages as the others, without the rest of a browser: in two thirds of the time."""
PACKAGES = ("chromium-headless-shell", "chromium")
"""What Debian calls it, in this order; not every release has the first."""
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-dev-shm-usage",
)  # fmt: skip
MISSING = "There is no Chromium: install it or name one in STUDIO_BROWSER."


def find_browser() -> str | None:
    """STUDIO_BROWSER, an installed browser, or as root the distribution's, which is then installed."""
    if chosen := os.environ.get("STUDIO_BROWSER"):
        return chosen
    found = _installed()
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        _apt("update", "-q", seconds=300)
        for package in PACKAGES:
            if found is None:
                _apt("install", "-y", "-q", "--no-install-recommends", package, seconds=600)
                found = _installed()
    return found


def _installed() -> str | None:
    return next((path for name in PROGRAMS if (path := shutil.which(name))), None)


def _apt(*arguments: str, seconds: float) -> None:
    subprocess.run(["apt-get", *arguments], check=False, capture_output=True, timeout=seconds)


def chinese_fonts(folder: Path) -> Path:
    """A fontconfig file in that folder with a Chinese font, because machines rarely have one."""
    fonts = Path(pylopdf_fonts_zh_cn.__file__).parent
    file = folder / "fonts.conf"
    file.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        f"<dir>{fonts}</dir><cachedir>{folder}</cachedir></fontconfig>",
        encoding="utf-8",
    )
    return file


@asynccontextmanager
async def chromium(program: str, fonts: Path) -> AsyncIterator[Browser]:
    """That browser, running without a window until the block ends."""
    environment: dict[str, str | float | bool] = {**os.environ, "FONTCONFIG_FILE": str(fonts)}
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=program, args=list(FLAGS), env=environment)
        try:
            yield started
        finally:
            await started.close()
