"""Several people at once, and a line that breaks."""

import pytest
from playwright.async_api import expect

from tests.house import House, new_phone
from tests.live.conftest import SitDown, shot

pytestmark = pytest.mark.timeout(300)


async def test_a_walk_in_registered_at_one_screen_stands_on_the_other(house: House, sit_down: SitDown) -> None:
    """One key, a phone, a name, enter (REC-01); the receptionists' head sees it without touching anything."""
    head = await sit_down("deskhead", "/reception")
    desk = await sit_down("consultant1", "/reception")
    await expect(desk.get_by_role("button", name="登记进店")).to_be_visible()
    await desk.keyboard.press("n")
    await desk.keyboard.type(new_phone())
    await desk.keyboard.press("Tab")
    await desk.keyboard.type("沈晓月")
    await desk.keyboard.press("Enter")
    await expect(desk.get_by_role("dialog").get_by_role("status")).to_be_visible()
    await shot(desk, "registered")
    await expect(head.get_by_text("沈晓月").first).to_be_visible()
    await shot(head, "walk-in-seen")
