"""The wall of the shoot day: who is here, who is late, and what comes next."""

from playwright.async_api import expect

from tests.browser.branch_days import SchedulingGateway, key
from tests.browser.branch_days import gateway as gateway
from tests.browser.conftest import OpenPage
from tests.shots import shots_of

shot = shots_of("scheduling")


async def test_no_make_up_before_the_communication_sheet(
    open_page: OpenPage, gateway: SchedulingGateway
) -> None:  # SHO-09
    page = await open_page("/scheduling/shoot-day")
    arrived = page.get_by_role("region", name="已报到")
    await expect(arrived.get_by_role("button", name="沟通表")).to_be_visible()
    await expect(arrived.get_by_role("button", name="化妆")).to_have_count(0)
    await shot(page, "wall")
    await arrived.get_by_role("button", name="沟通表").click()
    await page.get_by_label("顾客喜好").fill("复古")
    await page.keyboard.press("Control+Enter")
    await arrived.get_by_role("button", name="化妆").click()
    await page.get_by_label("沟通时间").press("Enter")
    await expect(page.get_by_role("region", name="化妆").get_by_text("复古")).to_be_visible()
    assert [path.split("/")[-1] for path, _ in gateway.sent] == ["communication-sheet", "stages"]


async def test_a_make_up_artist_who_is_late_says_that_she_is_here(
    open_page: OpenPage, gateway: SchedulingGateway
) -> None:  # SCH-14
    gateway.artist_here_at = None
    gateway.bookings[0] |= {"artist_due_at": gateway.artist_due_at, "artist_here_at": None}
    page = await open_page("/scheduling")
    await expect(page.get_by_role("button", name="化妆师未到位").first).to_be_visible()
    await shot(page, "artist-late-board")
    await page.goto(f"{gateway.url}/scheduling/shoot-day")
    card = page.locator(".wall-card.is-late").filter(has_text="H26-001")
    await expect(card).to_contain_text("化妆师未到位")
    await shot(page, "artist-late-wall")
    await card.get_by_role("button", name="化妆师已到").press("Enter")
    await expect(page.get_by_text("09:00 已到位")).to_be_visible()
    await expect(page.get_by_text("化妆师未到位")).to_have_count(0)
    assert gateway.sent == [(f"bookings/{key(201)}/artist-presence", {})]


async def test_one_action_hands_over_to_the_photographer_and_one_sees_to_the_door(
    open_page: OpenPage, gateway: SchedulingGateway
) -> None:  # SHO-10
    gateway.stage, gateway.preferences = "MAKE_UP", "复古"
    page = await open_page("/scheduling/shoot-day")
    card = page.locator(".wall-card").filter(has_text="H26-001")
    await expect(card.get_by_role("button", name="开始拍摄")).to_be_visible()
    await shot(page, "introduce")
    await card.get_by_role("button", name="带入影棚并介绍摄影师").press("Enter")
    await expect(card).to_contain_text("11:00 带入影棚")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await card.get_by_role("button", name="开始拍摄").click()
    await page.get_by_label("沟通时间").press("Enter")
    await expect(page.get_by_role("region", name="拍摄", exact=True)).to_contain_text("H26-001")
    gateway.stage = "DONE"
    await page.reload()
    await card.get_by_role("button", name="送客到门口").press("Enter")
    await expect(card).to_contain_text("13:00 送客")
    await shot(page, "escorted")
    acts = [path.split("/")[-1] for path, _ in gateway.sent]
    assert acts == ["introduction", "stages", "escort"]
