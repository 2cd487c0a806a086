"""Pictures of screens, for people who look at what the tests see."""

import os
from collections.abc import Awaitable, Callable
from pathlib import Path

from playwright.async_api import Page

SHOTS = os.environ.get("STUDIO_SHOTS")


async def shot(page: Page, name: str, *, whole: bool = False) -> None:
    """Keep a picture when STUDIO_SHOTS names a folder for it; whole shows what is below the fold too."""
    if SHOTS:
        await page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=whole)


def shots_of(desk: str, *, whole: bool = False) -> Callable[[Page, str], Awaitable[None]]:
    """Keeps pictures of one desk, with its name before theirs."""

    async def of_desk(page: Page, name: str) -> None:
        await shot(page, f"{desk}-{name}", whole=whole)

    return of_desk
