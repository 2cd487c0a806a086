"""The console's foundation against a gateway with canned answers."""

import re

from playwright.async_api import expect

from tests.browser.canned import ORDER, CannedGateway, booking, contact
from tests.browser.conftest import OpenPage
from tests.shots import shot


async def test_a_refused_sign_in_keeps_what_was_typed(open_page: OpenPage) -> None:
    page = await open_page(signed_in=False)
    await page.get_by_label("账号").fill("li.na")
    await page.get_by_label("密码").fill("wrong")
    await shot(page, "sign-in")
    await page.get_by_role("button", name="登录").click()
    await expect(page.get_by_role("alert")).to_contain_text("账号或密码不正确")
    await expect(page.get_by_label("账号")).to_have_value("li.na")
    await page.get_by_label("密码").fill("long-enough-1")
    await page.get_by_label("密码").press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("李娜，今天")
    await shot(page, "today")


async def test_the_language_is_switched_in_place_and_remembered(open_page: OpenPage) -> None:
    page = await open_page()
    await page.get_by_role("button", name="English").click()
    await expect(page.get_by_role("link", name="Reception", exact=True)).to_be_visible()
    await expect(page.get_by_role("region", name="Late")).to_contain_text("3 h late")
    assert await page.locator("html").get_attribute("lang") == "en"
    await page.reload()
    await expect(page.get_by_role("heading", level=1)).to_have_text("李娜, today")
    await shot(page, "today-en")


async def test_a_slash_the_last_four_digits_and_enter_lead_to_the_order(
    open_page: OpenPage, gateway: CannedGateway
) -> None:
    page = await open_page()
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    await page.keyboard.press("/")
    await page.keyboard.type("1234")
    await expect(page.locator(".search-hits [aria-selected=true]")).to_contain_text("林晓 · 王锐")
    await shot(page, "search")
    await page.keyboard.press("Enter")
    await expect(page).to_have_url(f"{gateway.url}/orders/{ORDER}")


async def test_the_order_page_shows_lateness_debt_and_a_department_that_is_down(open_page: OpenPage) -> None:
    page = await open_page(f"/orders/{ORDER}")
    await expect(page.locator(".flags")).to_contain_text("迟 3 小时")
    await expect(page.locator(".flags")).to_contain_text("欠款 ¥2,600.00")
    await expect(page.get_by_role("link", name="办理报到")).to_have_attribute("href", f"/reception?order={ORDER}")
    await expect(page.locator("[aria-current=step]")).to_contain_text("已确认")
    await expect(page.get_by_text("林晓")).to_be_visible()
    await expect(page.get_by_text("取件暂时无法连接")).to_be_visible()
    await page.get_by_text("门市", exact=True).first.click()
    await expect(page.get_by_text("¥1,000.00").last).to_be_visible()
    await shot(page, "order")
    await shot(page, "order-full", whole=True)


async def test_whoever_stands_in_reads_what_to_say(open_page: OpenPage, gateway: CannedGateway) -> None:  # GEN-04
    gateway.proxy = "chen.yu"
    page = await open_page(f"/orders/{ORDER}")
    facts = page.locator("dl").first
    await expect(facts).to_contain_text("李娜 → 陈雨")
    await expect(facts).to_contain_text("“您好！李娜今天有事请假，由我代替为您服务。”")


async def test_a_double_click_does_it_once(open_page: OpenPage, gateway: CannedGateway) -> None:
    page = await open_page()
    await page.get_by_role("button", name="李娜").click()
    await page.get_by_label("当前密码").fill("long-enough-1")
    await page.get_by_label("新密码").fill("long-enough-2")
    await page.get_by_role("button", name="修改", exact=True).dblclick()
    gateway.may_answer.set()
    await expect(page.get_by_text("密码已修改")).to_be_visible()
    await shot(page, "profile")
    assert gateway.password_changes == 1


async def test_an_event_changes_the_page_without_a_reload(open_page: OpenPage, gateway: CannedGateway) -> None:
    page = await open_page()
    await expect(page.locator(".live-live")).to_be_visible()
    gateway.contacts.append(contact(9, "N-22", "CALL", 3))
    gateway.tell("order.placed", ORDER)
    await expect(page.get_by_text("投诉结果回访")).to_be_visible()


async def test_a_lost_connection_is_said_and_made_up_for(open_page: OpenPage, gateway: CannedGateway) -> None:
    page = await open_page()
    await expect(page.locator(".live-live")).to_be_visible()
    gateway.cut()
    await expect(page.locator(".banner-lost")).to_contain_text("连接已断开")
    await shot(page, "lost")
    gateway.contacts.append(contact(9, "N-22", "CALL", 3))
    gateway.mend()
    await expect(page.locator(".banner-back")).to_contain_text("连接已恢复")
    await expect(page.get_by_text("投诉结果回访")).to_be_visible()


async def test_what_did_not_come_is_said_instead_of_an_empty_page(open_page: OpenPage) -> None:
    page = await open_page()
    await page.route("**/assets/pack-*.js", lambda route: route.abort())
    await page.reload()
    await expect(page.get_by_role("alert")).to_contain_text("页面没有完整载入，请刷新")


async def test_the_shortcuts_are_shown(open_page: OpenPage) -> None:
    page = await open_page()
    await expect(page.locator(".live-live")).to_be_visible()
    await page.keyboard.press("?")
    await expect(page.get_by_role("dialog")).to_contain_text("查找订单")
    await shot(page, "shortcuts")


async def test_on_a_phone_nothing_runs_over_the_edge(open_page: OpenPage) -> None:
    for path, name in (("/", "phone-today"), (f"/orders/{ORDER}", "phone-order"), ("/c/abc", "phone-customer")):
        page = await open_page(path, width=390, height=844)
        await expect(page.get_by_role("heading", level=1).or_(page.get_by_text("此链接已失效"))).to_be_visible()
        await shot(page, name)
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


async def test_an_unknown_address_says_so(open_page: OpenPage) -> None:
    page = await open_page("/no-such-desk")
    await expect(page.get_by_text("没有这个页面")).to_be_visible()


async def test_a_tablet_shows_everything(open_page: OpenPage) -> None:
    page = await open_page("/", width=1024, height=768)
    await expect(page.get_by_role("link", name="调度摄控")).to_be_visible()
    await shot(page, "tablet-today")


async def test_late_owing_and_next_are_seen_without_scrolling_however_many_contacts(
    open_page: OpenPage, gateway: CannedGateway
) -> None:
    gateway.contacts = [contact(number, "N-13", "CALL", number / 2) for number in range(1, 31)]
    page = await open_page()
    for region in ("今日预约", "我要联系的", "已逾期", "欠款"):
        await expect(page.get_by_role("region", name=region).get_by_role("listitem").first).to_be_in_viewport()
    await expect(page.get_by_text("下一位")).to_be_in_viewport()


async def test_today_leads_on_to_all_there_are(open_page: OpenPage, gateway: CannedGateway) -> None:
    gateway.owing = 60
    gateway.contacts = [contact(number, "N-13", "CALL", number / 9) for number in range(1, 56)]
    gateway.bookings = [booking(number, "SELECTION", number / 9) for number in range(1, 53)]
    page = await open_page()
    for name, count in (("欠款", 60), ("我要联系的", 55), ("今日预约", 52)):
        block = page.get_by_role("region", name=name)
        await block.get_by_role("button", name="显示全部 50+ 条").click()
        await block.get_by_role("button", name="显示更多").click()
        await expect(block.get_by_role("listitem")).to_have_count(count)
        await expect(block.get_by_role("heading")).to_have_text(f"{name} {count}")
        await expect(block.get_by_role("button")).to_have_count(0)


async def test_a_desk_has_the_same_key_for_everybody(open_page: OpenPage, gateway: CannedGateway) -> None:
    page = await open_page()
    menu = page.get_by_role("navigation", name="工作台")
    await expect(menu.get_by_role("link")).to_have_text(
        ["今日", "门市前台", "调度摄控", "取件", "客服", "店长", "有偿服务", "耗材"]
    )
    await page.keyboard.press("?")
    await expect(page.get_by_role("dialog").locator("div", has_text=re.compile("^g4取件$"))).to_have_count(1)
    await page.keyboard.press("Escape")
    await page.keyboard.type("g4")
    await expect(page).to_have_url(re.compile("/pickup$"))


async def test_a_branch_is_found_by_its_number_from_the_keyboard_and_shown_again(open_page: OpenPage) -> None:
    page = await open_page()
    chooser = page.get_by_role("combobox", name="门店")
    shown = await chooser.input_value()
    await page.keyboard.press(".")
    await expect(page.get_by_role("listbox", name="可选门店")).to_be_visible()
    await page.keyboard.type("gg02")
    await page.keyboard.press("Enter")
    await expect(chooser).to_have_value(re.compile("GG02$"))
    await page.reload()
    await expect(chooser).to_have_value(re.compile("GG02$"))
    await page.keyboard.press(".")
    await page.keyboard.press("Enter")
    await expect(chooser).to_have_value(shown)


async def test_what_is_not_ones_business_is_not_called_down(open_page: OpenPage) -> None:
    page = await open_page("/")
    none = {"available": False, "reason": "forbidden", "data": None}
    parts = dict.fromkeys(("contacts", "appointments", "late", "arrears"), none)
    await page.route(
        "**/v1/today?*", lambda route: route.fulfill(json={"branch_id": "GG01", "day": "2026-11-27", **parts})
    )
    await page.reload()
    await expect(page.get_by_text("您的岗位没有当天的接待事项")).to_be_visible()
    await expect(page.get_by_text("暂时无法连接")).to_have_count(0)
