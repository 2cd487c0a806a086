"""A gateway with canned answers behind the built console."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.canned import CannedGateway

OpenPage = Callable[..., Awaitable[Page]]


@pytest.fixture
async def gateway(console_build: Path) -> AsyncIterator[CannedGateway]:
    """A gateway that knows one desk's day by heart."""
    async with CannedGateway(console_build).running() as canned:
        yield canned


@pytest.fixture
async def open_page(browser: Browser, gateway: CannedGateway) -> AsyncIterator[OpenPage]:
    """Opens an address of the console: ``page = await open_page("/", signed_in=True)``."""
    contexts = []
    expect.set_options(timeout=10_000)

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
        for page in context.pages:
            await page.unroute_all(behavior="ignoreErrors")
        await context.close()
