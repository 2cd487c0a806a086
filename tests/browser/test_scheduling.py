"""The scheduling desk: bookings made, moved, confirmed on the board of a branch's days."""

import re
from datetime import datetime

from playwright.async_api import expect

from tests.browser.branch_days import SchedulingGateway, at, key
from tests.browser.branch_days import gateway as gateway
from tests.browser.conftest import OpenPage
from tests.browser.refusals import problem
from tests.shots import shots_of

shot = shots_of("scheduling")


async def test_a_booking_is_moved_by_keyboard_and_a_refusal_keeps_what_was_typed(
    open_page: OpenPage, gateway: SchedulingGateway
) -> None:
    page = await open_page("/scheduling")
    bar = page.get_by_role("button", name="H26-002 拍摄, 14:00–16:00, 一组")
    await bar.focus()
    for _ in range(8):
        await page.keyboard.press("ArrowLeft")
    await expect(page.locator(".drag-words")).to_contain_text("时间冲突: 一组 09:00–13:00 拍摄")
    await shot(page, "clash")
    for _ in range(12):
        await page.keyboard.press("ArrowRight")
    await expect(page.locator(".drag-words")).to_contain_text("15:00–17:00 一组 空闲")
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("原因")).to_be_focused()
    await page.keyboard.type("顾客堵车")
    other = {"starts_at": at(16.5), "ends_at": at(18.5)}
    conflict = {"resource_name": "2号棚", "kind": "SELECTION", "starts_at": at(15), "ends_at": at(16)}
    gateway.refusals.append(
        problem(409, "booking.conflict", "该时段已被占用", conflicts=[conflict], alternatives=[other])
    )
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_contain_text("该时段已被占用")
    await shot(page, "refused")
    await expect(page.get_by_label("原因")).to_have_value("顾客堵车")
    await page.get_by_role("button", name="16:30").click()
    await shot(page, "alternative")
    await page.get_by_role("dialog").get_by_role("button", name="改期").click()
    await expect(page.get_by_role("button", name="H26-002 拍摄, 16:30–18:30, 一组")).to_be_visible()
    starts = [datetime.fromisoformat(body["starts_at"]) for _, body in gateway.sent]
    assert starts == [datetime.fromisoformat(at(15)), datetime.fromisoformat(at(16.5))]
    assert gateway.sent[-1][1]["reason"] == "顾客堵车"


async def test_a_booking_is_dragged_to_another_team_and_keeps_its_room(
    open_page: OpenPage, gateway: SchedulingGateway
) -> None:
    page = await open_page("/scheduling")
    bar = page.get_by_role("button", name="H26-002 拍摄, 14:00–16:00, 一组")
    taken = await bar.bounding_box()
    assert taken is not None
    lane = await page.locator(f"[data-lane='{key(3)}']").bounding_box()
    assert lane is not None
    await page.mouse.move(taken["x"] + 30, taken["y"] + 10)
    await page.mouse.down()
    await page.mouse.move(taken["x"] + 34, lane["y"] + 10, steps=4)
    await expect(page.locator(".ghost")).to_contain_text("14:00–16:00")
    await shot(page, "drag")
    await page.mouse.up()
    await page.get_by_role("button", name="人员调整").click()
    await page.get_by_role("dialog").get_by_role("button", name="改期").click()
    await expect(page.get_by_role("alert")).to_contain_text("拍摄已约在")
    _, body = gateway.sent[0]
    assert (body["team_id"], body["resource_ids"], body["reason"]) == (key(3), [key(32)], "人员调整")


async def test_a_booking_whose_customer_is_here_stays_and_says_why(open_page: OpenPage) -> None:
    page = await open_page("/scheduling")
    bar = page.get_by_role("button", name="H26-001 拍摄, 09:00–13:00, 一组")
    await expect(bar).to_have_attribute("title", re.compile("客人已到店，不能改期或取消"))
    await bar.press("ArrowRight")
    await expect(page.locator(".drag-words")).to_have_text("客人已到店，不能改期或取消")
    await expect(page.locator(".ghost")).to_have_count(0)
    await shot(page, "fixed")
    await bar.press("Enter")
    opened = page.get_by_role("dialog")
    await expect(opened.get_by_text("客人已到店，不能改期或取消")).to_be_visible()
    await expect(opened.get_by_role("button")).to_have_text(["", "另约一项"])
    await shot(page, "fixed-opened")


async def test_an_order_without_a_date_is_booked_from_the_list(open_page: OpenPage, gateway: SchedulingGateway) -> None:
    page = await open_page("/scheduling")
    await expect(page.get_by_label("接单上限")).to_contain_text("海景 1/3")
    await page.get_by_role("button", name="GG01-261118-007").press("Enter")
    await page.get_by_role("button", name="14:30").click()
    await shot(page, "book")
    await page.get_by_role("button", name="预约", exact=True).dblclick()
    await expect(page.get_by_role("alert")).to_contain_text("拍摄已约在")
    assert [path for path, _ in gateway.sent] == ["bookings"]
    _, body = gateway.sent[0]
    assert (body["kind"], body["location"]) == ("SHOOT", "SEA")
    assert datetime.fromisoformat(body["starts_at"]) == datetime.fromisoformat(at(14.5, 3))


async def test_tomorrow_is_confirmed_line_by_line(open_page: OpenPage, gateway: SchedulingGateway) -> None:  # SCH-01
    page = await open_page("/scheduling/plan")
    await expect(page.get_by_text("已确认 0/2")).to_be_visible()
    await shot(page, "plan")
    await page.get_by_role("button", name="确认到店").first.click()
    await shot(page, "confirm")
    await page.get_by_label("到店时间").press("Enter")
    await expect(page.get_by_text("已确认 1/2")).to_be_visible()
    assert datetime.fromisoformat(gateway.sent[0][1]["arrival_at"]) == datetime.fromisoformat(at(9, 1))


async def test_the_desk_speaks_english_and_shows_a_week(open_page: OpenPage) -> None:
    page = await open_page("/scheduling", language="en-GB")
    await expect(page.get_by_role("region", name="Teams")).to_be_visible()
    await shot(page, "day-en")
    await page.keyboard.press("w")
    await expect(page.locator(".week-chip").first).to_be_visible()
    await shot(page, "week-en")
    pages = {"plan": "Shoot", "wall": "Checked in", "leave": "Requested", "resources": "一组", "capacity": "Sea"}
    for number, (name, shown) in enumerate(pages.items(), start=2):
        await page.keyboard.press(str(number))
        await expect(page.locator("#page").get_by_text(shown).first).to_be_visible()
        await shot(page, f"{name}-en")


async def test_on_a_tablet_the_list_is_below_the_board(open_page: OpenPage) -> None:
    page = await open_page("/scheduling", width=1024, height=768)
    await expect(page.get_by_role("button", name="GG01-261118-007")).to_be_visible()
    await shot(page, "tablet")
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
