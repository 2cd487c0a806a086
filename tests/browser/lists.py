"""Choosing in a list by keyboard."""

from playwright.async_api import Page, expect


async def pick(page: Page, words: str) -> None:
    """Type into the list that has the keyboard, wait until it has found that, and take it."""
    await page.keyboard.type(words)
    await expect(page.locator(".ant-select-item-option-active", has_text=words)).to_be_visible()
    await page.keyboard.press("Enter")
