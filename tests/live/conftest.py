"""People at screens: a browser of their own each, signed in at the running system by the sign-in page."""

from collections.abc import AsyncIterator
from typing import Protocol

import pytest
from playwright.async_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.house import House

DESK = ViewportSize(width=1280, height=720)
PHONE = ViewportSize(width=390, height=844)
PATIENCE = 15_000
"""Milliseconds in which a screen must show what it is asked for, on a machine that does other things too."""

expect.set_options(timeout=PATIENCE)


class SitDown(Protocol):
    """Somebody of the branch takes a seat at a screen of their own."""

    async def __call__(
        self, job: str, path: str = "/", *, language: str = "zh-CN", screen: ViewportSize = DESK, password: str = ""
    ) -> Page: ...


@pytest.fixture
async def sit_down(browser: Browser, house: House) -> AsyncIterator[SitDown]:
    """``page = await sit_down("cashier", "/reception")``: signed in as the first branch's cashier, by hand.

    A whole sign-in name works too, with a password of its own.
    """
    contexts: list[BrowserContext] = []

    async def sit(
        job: str, path: str = "/", *, language: str = "zh-CN", screen: ViewportSize = DESK, password: str = ""
    ) -> Page:
        context = await browser.new_context(
            base_url=house.system.url, viewport=screen, locale=language, reduced_motion="reduce"
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = await context.new_page()
        await page.goto("/")
        await page.locator("input[name=username]").fill(house.crew[job].name if job in house.crew.people else job)
        await page.locator("input[name=password]").fill(password or house.chain.password)
        await page.keyboard.press("Enter")
        await expect(page.locator(".live-live")).to_be_visible()
        if path != "/":
            await page.goto(path)
            await expect(page.locator(".live-live")).to_be_visible()
        return page

    yield sit
    for context in contexts:
        await context.close()
