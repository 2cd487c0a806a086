"""Pictures of screens, for people who look at what the tests see."""

import os
from pathlib import Path

from playwright.async_api import Page

SHOTS = os.environ.get("STUDIO_SHOTS")


async def shot(page: Page, name: str) -> None:
    """Keep a picture when STUDIO_SHOTS names a folder for it."""
    if SHOTS:
        await page.screenshot(path=Path(SHOTS) / f"{name}.png")
