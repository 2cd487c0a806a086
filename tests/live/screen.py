"""A person's screen: what hand and eye do at a desk."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playwright.async_api import Locator, Page, expect

from tests.shots import shot


@dataclass
class Screen:
    """One person's browser; ``inside`` narrows every action to a part of the page."""

    page: Page

    @property
    def dialog(self) -> Locator:
        """The dialog that lies over the page."""
        return self.page.get_by_role("dialog").last

    def field(self, label: str, inside: Locator | None = None) -> Locator:
        """What is written or chosen in, by the words that stand over it or are read out for it."""
        part = inside or self.page
        over = part.locator(f'.field:has(> .field-body > span:text-is("{label}")) :is(input, textarea)')
        return over.or_(part.get_by_label(label, exact=True)).first

    async def go(self, path: str) -> None:
        """Follow a bookmark."""
        await self.page.goto(path)
        await expect(self.page.locator(".live-live")).to_be_visible()

    async def press(self, name: str, inside: Locator | None = None, *, exact: bool = True) -> None:
        """Press the button of that name."""
        await (inside or self.page).get_by_role("button", name=name, exact=exact).click()

    async def next_step(self, title: str) -> None:
        """On to the wizard's next step, which is called so."""
        await self.press("下一步")
        await expect(self.page.locator(".wizard-steps [aria-current=step]")).to_contain_text(title)

    async def follow(self, name: str, inside: Locator | None = None) -> None:
        """Follow the link of that name."""
        await (inside or self.page).get_by_role("link", name=name).first.click()

    async def follow_next(self) -> None:
        """Press the one big button of the job sheet: the next step."""
        await self.page.get_by_role("region", name="下一步").get_by_role("link").click()

    async def fill(self, label: str, words: str, inside: Locator | None = None) -> None:
        """Write into the field of that label."""
        await self.field(label, inside).fill(words)

    async def choose(self, label: str, option: str, inside: Locator | None = None) -> None:
        """Choose from the list of that label."""
        field = self.field(label, inside)
        await field.click()
        if await field.is_editable():
            await field.fill(option)
        shown = self.page.locator(".ant-select-dropdown:visible .ant-select-item-option")
        await shown.filter(has_text=option).first.click()

    async def pick_day(self, label: str, day: date, inside: Locator | None = None) -> None:
        """Type a day into the calendar field of that label."""
        field = self.field(label, inside)
        await field.fill(day.isoformat())
        await field.press("Enter")

    async def tick(self, label: str, inside: Locator | None = None) -> None:
        """Tick a box."""
        await (inside or self.page).get_by_role("checkbox", name=label).check()

    async def bring(self, label: str, photo: bytes) -> None:
        """Give the field of that label a photograph."""
        await self.page.get_by_label(label).set_input_files(
            {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": photo}
        )

    async def sign(self, inside: Locator | None = None) -> None:
        """Sign on the screen, as the customer."""
        pad = (inside or self.page).locator(".signature-pad canvas")
        await pad.scroll_into_view_if_needed()
        box = await pad.bounding_box()
        assert box is not None
        mouse = self.page.mouse
        await mouse.move(box["x"] + 40, box["y"] + 60)
        await mouse.down()
        for step in range(1, 9):
            await mouse.move(box["x"] + 40 + step * 20, box["y"] + (30 if step % 2 else 70))
        await mouse.up()

    async def drag(self, what: Locator, onto: Locator, share: float) -> None:
        """Take hold of something and let it go over that share of a lane's length."""
        await what.scroll_into_view_if_needed()
        taken, lane = await what.bounding_box(), await onto.bounding_box()
        assert taken is not None
        assert lane is not None
        mouse = self.page.mouse
        await mouse.move(taken["x"] + taken["width"] / 2, taken["y"] + taken["height"] / 2)
        await mouse.down()
        await mouse.move(lane["x"] + lane["width"] * share, lane["y"] + lane["height"] / 2, steps=6)
        await mouse.up()

    async def give_folder(self, button: str, folder: Path) -> None:
        """Choose a folder in the window that the button opens."""
        async with self.page.expect_file_chooser() as opened:
            await self.press(button)
        await (await opened.value).set_files(folder)

    @asynccontextmanager
    async def paper(self) -> AsyncIterator[None]:
        """What is done inside opens a paper to be printed, in a tab of its own, which is closed again."""
        context = self.page.context
        async with (
            context.expect_page() as opened,
            context.expect_event("response", lambda answer: answer.url.endswith("/print")) as fetched,
        ):
            yield
        answer = await fetched.value
        assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
        await (await opened.value).close()

    async def see(self, words: str, inside: Locator | None = None) -> None:
        """Wait until it stands there."""
        await expect((inside or self.page).get_by_text(words).first).to_be_visible()

    async def picture(self, name: str) -> None:
        """Keep a picture when a folder is named for it."""
        await shot(self.page, name)
