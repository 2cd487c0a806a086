"""Opening a page of the console as somebody, waiting until it stands still, and noting what a person would not want."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, Request

DESK, PHONE = (1280, 720), (390, 844)
QUIET_SECONDS, PATIENCE_SECONDS = 0.3, 20.0
STREAM = "/v1/events/stream"
RAW_CODE = re.compile(r"\b(?:[A-Z]{2,}(?:_[A-Z]+)+|[A-Z]{5,})\b")
RAW_ID = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b")
MISSING_TEXT = re.compile(r"\b[a-z][a-z-]+(?:\.[a-z_]+){2,}\b")
LOADING = ".ant-skeleton-active, .ant-spin-spinning, [aria-busy=true]"


@dataclass
class Visit:
    """One page in one tab."""

    tab: Page
    said: list[str] = field(default_factory=list)
    _under_way: set[Request] = field(default_factory=set)
    _still: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.tab.on("request", self._begun)
        self.tab.on("requestfinished", self._ended)
        self.tab.on("requestfailed", self._ended)
        self.tab.on("console", self._note)
        self.tab.on("pageerror", lambda error: self.said.append(f"error: {error}"))

    def _begun(self, request: Request) -> None:
        if STREAM not in request.url:
            self._under_way.add(request)
            self._still.clear()

    def _ended(self, request: Request) -> None:
        self._under_way.discard(request)
        if not self._under_way:
            self._still.set()

    def _note(self, message: ConsoleMessage) -> None:
        # The browser itself logs that nobody is signed in yet; the console then shows the sign-in page.
        asked_who = message.location["url"].endswith("/v1/session")
        if message.type in {"error", "warning"} and not asked_who:
            self.said.append(f"{message.type}: {message.text} {message.location['url']}")

    async def go(self, url: str) -> None:
        """Open the address and return when nothing loads any more.

        Raises:
            TimeoutError: it never stood still.
        """
        self._still.clear()
        await self.tab.goto(url)
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not await self._stands_still():
                await self._still.wait()
        await self.tab.evaluate("document.fonts.ready")

    async def _stands_still(self) -> bool:
        """Something is shown, no request for a moment, and nothing that says it is loading."""
        await asyncio.sleep(QUIET_SECONDS)
        if self._under_way:
            self._still.clear()
            return False
        shown = (await self.tab.locator("#root").inner_text()).strip()
        return bool(shown) and await self.tab.locator(LOADING).count() == 0

    async def what_looks_wrong(self) -> list[str]:
        """Codes and ids that a person sees, texts without a translation, what runs out of the page, what it logged."""
        text = await self.tab.locator("body").inner_text()
        found = [f"raw code: {code}" for code in sorted(set(RAW_CODE.findall(text)))]
        found += [f"raw id: {identity}" for identity in sorted(set(RAW_ID.findall(text)))]
        found += [f"no text for: {key}" for key in sorted(set(MISSING_TEXT.findall(text)))]
        wide = await self.tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            found.append(f"runs {wide} px out of the page")
        return found + self.said


@asynccontextmanager
async def browser_of(
    browser: Browser, *, size: tuple[int, int] = DESK, language: str = "zh-CN"
) -> AsyncIterator[BrowserContext]:
    """A fresh profile of that size and language."""
    context = await browser.new_context(
        viewport={"width": size[0], "height": size[1]}, locale=language, reduced_motion="reduce",
        has_touch=size == PHONE,
    )  # fmt: skip
    try:
        yield context
    finally:
        await context.close()


async def sign_in(context: BrowserContext, url: str, name: str, password: str) -> None:
    """Sign the profile in as that person.

    Raises:
        RuntimeError: the gateway said no.
    """
    answer = await context.request.post(
        f"{url}/v1/session", data={"name": name, "password": password}, headers={"Origin": url}
    )
    if not answer.ok:
        raise RuntimeError(f"{name} could not sign in: {answer.status} {await answer.text()}")
