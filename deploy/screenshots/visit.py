"""Opening a page of the console as somebody, waiting until it stands still, and noting what a person would not want."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import lru_cache

from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, Request

from deploy.local.console import MERGED_API

DESK, PHONE = (1280, 720), (390, 844)
QUIET_SECONDS, PATIENCE_SECONDS = 0.3, 20.0
STREAM = "/v1/events/stream"
CODE = re.compile(r"\b[A-Z]{4,}(?:_[A-Z]+)*\b")
RAW_ID = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b")
MISSING_TEXT = re.compile(r"\b[a-z][a-z-]+(?:\.[a-z_]+){2,}\b")
OFTEN = "too frequent calls to print"
"""A walk opens one paper after the other, quicker than anybody would."""
NOT_SIGNED_IN, NO_SUCH_LINK = "status of 401", "status of 4"
"""Answers that the console expects and shows in its own words; the browser logs them all the same."""
WALK = "path => { history.pushState(null, '', path); dispatchEvent(new PopStateEvent('popstate')); }"
LOADING = ".ant-skeleton-active, .ant-spin-spinning, [aria-busy=true]"


@lru_cache
def codes_of_the_api() -> frozenset[str]:
    """Every value of every enumeration of the API; a person should never see one."""
    schemas = json.loads(MERGED_API.read_text(encoding="utf-8"))["components"]["schemas"]
    return frozenset(
        str(value)
        for schema in schemas.values()
        for part in (schema, *schema.get("properties", {}).values())
        for value in part.get("enum", ())
    )


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
        place = str(message.location["url"])
        expected = (
            (place.endswith("/v1/session") and NOT_SIGNED_IN in message.text)
            or ("/v1/customer/" in place and NO_SUCH_LINK in message.text)
            or ("/print/" in place and OFTEN in message.text)
        )
        if message.type in {"error", "warning"} and not expected:
            self.said.append(f"{message.type}: {message.text} {place}")

    async def go(self, url: str) -> None:
        """Open the address and return when nothing loads any more.

        Raises:
            TimeoutError: it never stood still.
        """
        self._still.clear()
        await self.tab.goto(url)
        await self._until_still()

    async def walk(self, path: str) -> None:
        """Go on within the console, as a link there does, and return when nothing loads any more.

        Raises:
            TimeoutError: it never stood still.
        """
        self._still.clear()
        await self.tab.evaluate(WALK, path)
        await self._until_still()

    async def _until_still(self) -> None:
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

    async def what_looks_wrong(self, *, chains_codes: bool = False) -> list[str]:
        """Codes and ids that a person sees, texts without a translation, what runs out of the page, what it logged."""
        text = await self.tab.locator("body").inner_text()
        known = frozenset[str]() if chains_codes else codes_of_the_api()
        found = [f"raw code: {code}" for code in sorted(set(CODE.findall(text)) & known)]
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
