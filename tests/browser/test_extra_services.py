"""Paid extra services around their desk: at the counter, priced, shown to customers, added up (M-18 … M-29)."""

from datetime import datetime
from typing import Any

from playwright.async_api import Page, Route, expect

from tests.browser.canned import ORDER, moment, yuan
from tests.browser.conftest import OpenPage
from tests.browser.lists import pick
from tests.browser.refusals import refuse
from tests.browser.test_customer_page import CODE, on_phone, whole_page
from tests.browser.test_reception import Counter
from tests.browser.test_work_orders import work
from tests.shots import shots_of

shot = shots_of("services", whole=True)
A4_WIDTH = 718
"""What the narrow side of a sheet holds between margins of a centimetre, in CSS pixels."""


def service(number: int, name: str, price: int, **more: Any) -> dict[str, Any]:
    """A service of the price list."""
    current = {"version": 1, "name": name, "unit": "幅", "price": yuan(price), "explanation": "含画框与挂件",
               "offered": True, "valid_from": "2026-11-01"}  # fmt: skip
    return {"id": f"s{number}", "code": f"S{number}", "branch_id": None, "versions": 1,
            "current": {**current, **more}, "planned": None}  # fmt: skip


async def test_m_19_an_extra_service_is_taken_down_at_the_counter_by_keyboard(open_page: OpenPage) -> None:
    """What, how much of it, for when, and what it costs before anything begins."""
    page, counter = await open_page("/reception"), Counter()
    await counter.at(page)
    taken: list[dict[str, Any]] = []
    sent: list[Any] = []

    async def take_down(route: Route) -> None:
        sent.append(route.request.post_data_json)
        taken.append(work(1, "REQUESTED", "ANSWER"))
        await route.fulfill(status=201, json=taken[0])

    services = [service(1, "装裱", 120), service(2, "跟妆", 600), service(3, "旧服务", 10, offered=False)]
    await page.route("**/v1/extra-services", lambda route: route.fulfill(json=services))
    await page.route("**/v1/work-orders?*", lambda route: route.fulfill(json={"items": taken, "next_cursor": None}))
    await page.route(f"**/v1/orders/{ORDER}/work-orders", take_down)
    await page.goto(page.url.replace("/reception", f"/reception/orders/{ORDER}"))
    box = page.get_by_role("region", name="有偿服务")
    await expect(box).to_contain_text("没有有偿服务")
    await page.keyboard.press("x")
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_role("combobox", name="服务")).to_be_focused()
    await pick(page, "装裱")
    await expect(dialog).to_contain_text("含画框与挂件")
    await page.keyboard.press("Tab")
    await expect(dialog.get_by_role("textbox", name="数量")).to_be_focused()
    await page.keyboard.press("Control+A")
    await page.keyboard.type("2")
    await expect(dialog.get_by_role("button", name="¥240.00")).to_be_enabled()
    await dialog.get_by_role("textbox", name="顾客要求").focus()
    await page.keyboard.type("金色画框")
    await shot(page, "take-down")
    await page.keyboard.press("Control+Enter")
    await expect(dialog).to_have_count(0)
    await expect(box).to_contain_text("待回复顾客")
    await shot(page, "order")
    [body] = sent
    appointed = datetime.fromisoformat(body.pop("appointed_at"))
    assert appointed > datetime.fromisoformat(moment())
    assert body == {"service_id": "s1", "quantity": 2, "content": "金色画框"}


async def test_m_75_a_service_priced_by_somebody_else_is_compared_before_another_version(open_page: OpenPage) -> None:
    """What was typed stays, and is added to the version that was seen (P10)."""
    page = await open_page()
    sent: list[tuple[str | None, int, str]] = []
    rows = [service(1, "装裱", 120), service(2, "光盘刻录", 60, offered=False)]

    async def versions(route: Route) -> None:
        body: Any = route.request.post_data_json
        sent.append((route.request.headers.get("if-match"), body["price"]["amount"], body["explanation"]))
        if len(sent) == 1:
            rows[0] = {**service(1, "装裱", 150), "versions": 2}
            await refuse(route, 412, "version.stale")
            return
        await route.fulfill(status=201, json=rows[0])

    await page.route("**/v1/extra-services", lambda route: route.fulfill(json=rows))
    await page.route("**/v1/extra-services/*/versions", versions)
    await page.goto(f"{page.url}manager/services")
    await page.get_by_role("row").filter(has_text="装裱").get_by_role("button", name="新版本").focus()
    await page.keyboard.press("Enter")
    form = page.get_by_role("form", name="S1 的新版本")
    await expect(form.get_by_role("textbox", name="服务名称")).to_be_focused()
    price = form.get_by_role("textbox", name="价格")
    await price.fill("140")
    await form.get_by_role("textbox", name="说明").fill("含画框")
    await price.focus()
    await page.keyboard.press("Enter")
    newer = form.get_by_role("alert").filter(has_text="¥150.00")
    await expect(newer).to_be_visible()
    await expect(form.get_by_role("alert")).to_have_count(1)
    await expect(price).to_have_value("140")
    await shot(page, "price-list")
    await newer.get_by_role("button", name="已核对").focus()
    await page.keyboard.press("Enter")
    await expect(newer).to_have_count(0)
    await price.focus()
    await page.keyboard.press("Enter")
    await expect(form).to_have_count(0)
    assert sent == [('"1"', 14_000, "含画框"), ('"2"', 14_000, "含画框")]


async def test_m_67_a_service_that_was_made_is_priced_at_once(open_page: OpenPage) -> None:
    page = await open_page(language="en-GB", width=1024)
    rows: list[dict[str, Any]] = []
    made: list[Any] = []

    async def list_or_make(route: Route) -> None:
        if route.request.method == "GET":
            await route.fulfill(json=rows)
            return
        made.append(route.request.post_data_json)
        rows.append({**service(1, "-", 1), "code": "FRAME", "versions": 0, "current": None})
        await route.fulfill(status=201, json=rows[0])

    await page.route("**/v1/extra-services", list_or_make)
    await page.goto(f"{page.url}manager/services")
    await expect(page.get_by_text("No extra services yet")).to_be_visible()
    await page.keyboard.press("n")
    await expect(page.get_by_role("textbox", name="Code")).to_be_focused()
    await page.keyboard.type("FRAME")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("form", name="New version of FRAME")).to_be_visible()
    await shot(page, "price-list-en")
    assert made == [{"code": "FRAME", "branch_id": None}]


def month(**more: Any) -> dict[str, Any]:
    """A month of two services."""
    lines = [
        {"service_code": "FRAME", "service_name": "装裱", "work_orders": 3, "quantity": 5, "amount": yuan(600)},
        {"service_code": "MAKEUP", "service_name": "跟妆", "work_orders": 1, "quantity": 1, "amount": yuan(600)},
    ]
    return {
        "branch_id": "GG01", "month": "2026-11", "services": lines, "sold": yuan(1200),
        "by_method": {"CASH": yuan(240), "WECHAT": yuan(840)}, "taken": yuan(1080), "requested": 5,
        "answered_in_time": 4, "signed": 30, "signed_on_site": 1, "redone": 1, **more,
    }  # fmt: skip


BARE = month(services=[], sold=yuan(0), by_method={}, taken=yuan(0), requested=0, answered_in_time=0, signed=0,
             signed_on_site=0, redone=0)  # fmt: skip


async def at_the_month(open_page: OpenPage, asked: list[str], **more: Any) -> Page:
    """The report's page; this month had services, others had none."""
    page = await open_page(**more)

    async def read(route: Route) -> None:
        asked.append(route.request.url.partition("/service-revenue/")[2])
        await route.fulfill(json=month() if asked[-1] == asked[0] else BARE)

    await page.add_init_script("window.printed = 0; window.print = () => { window.printed += 1; }")
    await page.route("**/v1/service-revenue/**", read)
    await page.goto(f"{page.url}manager")
    await page.locator(".manager-place[href$=service-month]").focus()
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/manager/service-month")
    return page


async def test_m_27_the_month_is_read_by_service_and_by_way_of_payment(open_page: OpenPage) -> None:
    asked: list[str] = []
    page = await at_the_month(open_page, asked)
    services = page.get_by_role("table", name="按服务项目")
    await expect(services.get_by_role("row").filter(has_text="装裱")).to_contain_text("¥600.00")
    await expect(services.get_by_role("row").last).to_contain_text("¥1,200.00")
    money = page.get_by_role("table", name="按收款方式")
    await expect(money.get_by_role("row").filter(has_text="微信")).to_contain_text("¥840.00")
    await expect(money.get_by_role("row").last).to_contain_text("¥1,080.00")
    await expect(page.locator(".figure-tile").filter(has_text="按时答复")).to_contain_text("80%")
    await shot(page, "month")
    choice = page.get_by_role("textbox", name="月份")
    await choice.fill("2026-01")
    await choice.press("Enter")
    await expect(page.get_by_text("这个月没有有偿服务")).to_be_visible()
    assert asked[-1] == "GG01/2026-01"


async def test_m_28_fewer_than_five_in_a_hundred_signed_on_the_spot_are_red(open_page: OpenPage) -> None:
    page = await at_the_month(open_page, [], language="en-GB", width=1024)
    tile = page.locator(".figure-tile").filter(has_text="Signed on the spot")
    await expect(tile).to_contain_text("at least 5%")
    await expect(tile.locator("strong")).to_have_class("number red")
    await shot(page, "month-en")


async def test_m_27_the_month_is_printed_without_its_menus(open_page: OpenPage) -> None:
    page = await at_the_month(open_page, [])
    await expect(page.get_by_role("table", name="按服务项目")).to_be_visible()
    await page.keyboard.press("p")
    assert await page.evaluate("window.printed") == 1
    await page.emulate_media(media="print")
    await page.set_viewport_size({"width": A4_WIDTH, "height": 1000})
    await expect(page.locator(".manager-nav")).to_be_hidden()
    await expect(page.get_by_role("textbox", name="月份")).to_be_hidden()
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    await expect(page.get_by_role("table", name="按收款方式")).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth") <= A4_WIDTH
    await shot(page, "month-print")


def own(number: int, name: str, state: str) -> dict[str, Any]:
    """A service as its customer sees it."""
    return {"number": f"W26-GG01-{number:06d}", "name": name, "unit": "幅", "quantity": 2, "amount": yuan(240),
            "appointed_at": moment(hours=2), "state": state}  # fmt: skip


OFFERED = [
    {"code": "FRAME", "name": "装裱", "unit": "幅", "price": yuan(120), "explanation": "含画框与挂件，三天内做好。"},
    {"code": "MAKEUP", "name": "婚礼当天全程跟妆", "unit": "天", "price": yuan(1680), "explanation": ""},
]


async def own_page(open_page: OpenPage, services: dict[str, Any]) -> Page:
    """The customer's page on a telephone, with these services."""
    page = await on_phone(open_page, whole_page())
    await page.route(f"**/v1/customer/{CODE}/services", lambda route: route.fulfill(json=services))
    await page.reload()
    return page


async def test_m_67_a_customer_reads_prices_and_where_the_own_services_are(open_page: OpenPage) -> None:
    """In the customer's words; what is not done costs nothing."""
    asked = [own(1, "加急", "DECLINED"), own(2, "装裱", "TAKEN")]
    page = await own_page(open_page, {"offered": OFFERED, "asked": asked})
    box = page.get_by_role("region", name="更多服务")
    mine = box.get_by_role("list", name="您要的服务").get_by_role("listitem")
    await expect(mine.first).to_contain_text("已安排")
    await expect(mine.first).to_contain_text("¥240.00")
    await expect(mine.last).to_contain_text("抱歉，无法提供")
    await expect(mine.last).not_to_contain_text("¥")
    await shot(page, "customer-folded")
    await box.locator("summary").focus()
    await page.keyboard.press("Enter")
    await expect(box.get_by_text("含画框与挂件，三天内做好。")).to_be_visible()
    await expect(box).to_contain_text("¥1,680.00 / 天")
    await shot(page, "customer")
    assert await page.evaluate("document.documentElement.scrollWidth") <= 390
    await page.get_by_role("button", name="English").click()
    await expect(page.get_by_role("region", name="More services")).to_contain_text("Sorry, not possible")
    await shot(page, "customer-en")


async def test_m_67_a_branch_without_services_says_nothing_of_them(open_page: OpenPage) -> None:
    page = await own_page(open_page, {"offered": [], "asked": []})
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    await expect(page.locator(".customer-code")).to_be_visible()
    await expect(page.get_by_text("更多服务")).to_have_count(0)
