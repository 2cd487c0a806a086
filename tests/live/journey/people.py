"""Who takes part in the journey, and what all chapters share."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from playwright.async_api import expect

from deploy.demo.chain import PER_BRANCH
from tests.house import House
from tests.live.conftest import SitDown
from tests.live.screen import Screen

NAMES = {job: name for job, name, _ in PER_BRANCH}
JOBS = {name: job for job, name, _ in PER_BRANCH}


@dataclass
class Journey:
    """The journey on its way: the house, who sits where, and what is known of the order."""

    house: House
    sit_down: SitDown
    screens: dict[str, Screen] = field(default_factory=dict)
    phones: tuple[str, str] = ("", "")
    owner: str = ""
    order_id: str = ""
    number: str = ""
    customer_number: str = ""
    shoot_day: date = date.min
    pieces: list[str] = field(default_factory=list)

    @property
    def pickup_on(self) -> date:
        """The day the couple comes for everything."""
        return self.shoot_day + timedelta(days=30)

    async def at(self, job: str, path: str = "") -> Screen:
        """That person's screen, signed in when they come; opened at the address when one is given."""
        if job not in self.screens:
            self.screens[job] = Screen(await self.sit_down(job))
        if path:
            await self.screens[job].go(path)
        return self.screens[job]

    async def find_order(self, job: str) -> Screen:
        """The order's job sheet on that person's screen, found by the last four digits of the phone."""
        screen = await self.at(job)
        await screen.page.get_by_role("combobox", name="查找订单").click()
        await screen.page.keyboard.type(self.phones[0][-4:])
        await screen.page.locator(".search-hits [role=option]").filter(has_text=self.number).click()
        await expect(screen.page).to_have_url(f"{self.house.system.url}/orders/{self.order_id}")
        await screen.see(self.number)
        return screen

    async def make_contact(self, job: str, title: str, outcome: str) -> None:
        """That person makes the planned contact of this order and says by one key what came of it (GEN-11)."""
        screen = await self.at(job, f"/customer-service?order={self.order_id}")
        panel = screen.page.get_by_role("article", name=title)
        await screen.page.locator(".contact-line").filter(has_text=title).click()
        await expect(panel.locator(".contact-script")).not_to_be_empty()
        await screen.picture(f"contact-{title}")
        await screen.press(outcome, panel)
        await expect(screen.page.locator(".contact-line").filter(has_text=title)).to_have_count(0)
