"""People at screens: a browser of their own each, signed in at the running system by the sign-in page."""

import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Protocol

import pytest
from playwright.async_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.house import House

SHOTS = os.environ.get("STUDIO_SHOTS")
DESK = ViewportSize(width=1280, height=720)
PHONE = ViewportSize(width=390, height=844)
PATIENCE = 15_000
"""Milliseconds in which a screen must show what it is asked for, on a machine that does other things too."""

expect.set_options(timeout=PATIENCE)


class SitDown(Protocol):
    """Somebody of the branch takes a seat at a screen of their own."""

    async def __call__(
        self, job: str, path: str = "/", *, language: str = "zh-CN", screen: ViewportSize = DESK
    ) -> Page: ...


async def shot(page: Page, name: str) -> None:
    """Keep a picture when STUDIO_SHOTS names a folder for it."""
    if SHOTS:
        await page.screenshot(path=Path(SHOTS) / f"{name}.png")


@pytest.fixture
async def sit_down(browser: Browser, house: House) -> AsyncIterator[SitDown]:
    """``page = await sit_down("cashier", "/reception")``: signed in as the first branch's cashier, by hand."""
    contexts: list[BrowserContext] = []

    async def sit(job: str, path: str = "/", *, language: str = "zh-CN", screen: ViewportSize = DESK) -> Page:
        context = await browser.new_context(
            base_url=house.system.url, viewport=screen, locale=language, reduced_motion="reduce"
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = await context.new_page()
        await page.goto("/")
        await page.locator("input[name=username]").fill(house.crew[job].name)
        await page.locator("input[name=password]").fill(house.chain.password)
        await page.keyboard.press("Enter")
        await expect(page.locator(".live-live")).to_be_visible()
        if path != "/":
            await page.goto(path)
            await expect(page.locator(".live-live")).to_be_visible()
        return page

    yield sit
    for context in contexts:
        await context.close()
