"""The customer's page on a phone: where the album is, an answer to an appointment, a complaint that is not lost."""

import re
from typing import Any, cast

from playwright.async_api import Page, Route, expect

from tests.browser.canned import moment, yuan
from tests.browser.conftest import OpenPage
from tests.browser.darkroom import PICTURES
from tests.shots import shot

CODE = "A" * 24
PHOTO = "0198c0de-0000-7000-8000-0000000000f"
MEMBERSHIP = {
    "level": "MEMBER", "points": 399, "next_level": "GOLD", "points_missing": 401, "referral_code": "AB2C-D3EF",
    "reward": "POINTS", "rewards": [{"wedding": True, "points": 100, "cash": yuan(100)}], "friends": 1, "cards": [],
    "ledger": [],
}  # fmt: skip
STEPS = ["BOOKED", "SHOOT", "SELECTION", "PRODUCTION", "PICKUP"]


def whole_page(**changes: Any) -> dict[str, Any]:
    """An order before its shoot."""
    states = ["DONE", "NOW", "AHEAD", "AHEAD", "AHEAD"]
    steps = [{"step": step, "state": state, "at": None} for step, state in zip(STEPS, states, strict=True)]
    appointment = {"booking_id": "0198c0de-0000-7000-8000-0000000000b1", "kind": "SHOOT", "starts_at": moment(days=5),
                   "ends_at": moment(days=5, hours=4), "confirmed": False, "reply": None}  # fmt: skip
    return {
        "branch_name": "国贸店", "branch_phone": "0898-8888", "time_zone": "Asia/Shanghai",
        "number": "O26-GG01-0001", "package_name": "山海之约", "stage": "SCHEDULED", "steps": steps,
        "appointments": [appointment], "to_bring": ["前一晚洗头，不用护发素。"],
        "pickup_on": None,
        "owed": yuan(2600), "level": "MEMBER", "points": 399, "complaints": [], "now": moment(),
        "expires_at": moment(days=90),
        **changes,
    }  # fmt: skip


async def on_phone(open_page: OpenPage, answer: dict[str, Any] | None) -> Page:
    page = await open_page("/", width=390, height=844, signed_in=False)

    async def read(route: Route) -> None:
        if answer is None:
            await route.fulfill(status=404, json={"status": 404, "code": "customer_page.closed", "detail": "已失效"})
        else:
            await route.fulfill(json=answer)

    async def membership(route: Route) -> None:
        await route.fulfill(json=MEMBERSHIP)

    await page.route(f"**/v1/customer/{CODE}", read)
    await page.route(f"**/v1/customer/{CODE}/membership", membership)
    await page.goto(f"{page.url}c/{CODE}")
    return page


async def test_the_page_tells_where_the_order_is_and_takes_an_answer(open_page: OpenPage) -> None:
    shown = whole_page()
    page = await on_phone(open_page, shown)
    await expect(page.get_by_role("heading", level=1)).to_have_text("拍摄日期已约好")
    await expect(page.locator("[aria-current=step]")).to_contain_text("拍摄")
    await expect(page.locator(".customer-code")).to_have_text("AB2C-D3EF")
    await shot(page, "customer-page-full")
    said: list[object] = []

    async def reply(route: Route) -> None:
        said.append(route.request.post_data_json)
        shown["appointments"][0]["reply"] = "COMING"
        await route.fulfill(status=204)

    await page.route("**/reply", reply)
    await page.get_by_role("button", name="我会准时到").dblclick()
    await expect(page.get_by_role("status")).to_have_text("已收到您的确认，届时见")
    assert said == [{"reply": "COMING"}]
    width = await page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390


async def test_a_complaint_that_fails_is_not_lost(open_page: OpenPage) -> None:
    page = await on_phone(open_page, whole_page())
    keys: list[str] = []

    async def complain(route: Route) -> None:
        keys.append(route.request.headers["idempotency-key"])
        if len(keys) == 1:
            await route.abort()
        else:
            await route.fulfill(status=201, json={"number": "C26-GG01-0001", "received_at": moment(), "open": True})

    await page.route("**/complaints", complain)
    await page.get_by_role("button", name="我有话要说").click()
    await page.get_by_role("textbox").fill("相册颜色偏黄")
    await page.get_by_role("button", name="提交").click()
    await expect(page.get_by_role("alert")).to_be_visible()
    await expect(page.get_by_role("textbox")).to_have_value("相册颜色偏黄")
    await page.get_by_role("button", name="重试").click()
    await expect(page.get_by_text("已收到，编号")).to_contain_text("C26-GG01-0001")
    assert len(set(keys)) == 1


async def test_m_11_what_was_told_of_a_complaint_stands_under_it(open_page: OpenPage) -> None:
    plain = {"meets_at": None, "resolve_by": None}
    news = [plain | {"at": moment(hours=-1), "note": "二楼会议室", "meets_at": moment(days=2)},
            plain | {"at": moment(days=-1), "note": "已重新制作", "resolve_by": moment(days=3)}]  # fmt: skip
    told = {"number": "C26-GG01-0001", "received_at": moment(days=-2), "open": True, "news": news}
    page = await on_phone(open_page, whole_page() | {"complaints": [told]})
    complaint = page.get_by_role("article", name="C26-GG01-0001")
    await expect(complaint.locator("p")).to_have_text(
        [re.compile("处理中"), re.compile("请您参加座谈.*二楼会议室"), re.compile("已重新制作 承诺于")]
    )
    await shot(page, "customer-complaint-told")


async def test_a_withdrawn_link_says_whom_to_ask_in_both_languages(open_page: OpenPage) -> None:
    page = await on_phone(open_page, None)
    await expect(page.get_by_text("此链接已失效")).to_be_visible()
    await page.get_by_role("button", name="English").click()
    await expect(page.get_by_text("This link is no longer valid")).to_be_visible()


def own_selection(choices: list[dict[str, Any]], **changes: Any) -> dict[str, Any]:
    """A prepared selection of two included photos; a further one costs fifty yuan."""
    chosen = sum("ALBUM" in choice["purposes"] for choice in choices)
    extra = max(0, chosen - 2)
    return {
        "open": True, "state": "READY", "proposed_at": None, "photos": 6, "chosen": chosen, "included": 2,
        "extra_photos": extra, "extra_photo_price": yuan(50), "extra_amount": yuan(50 * extra),
        "product_amount": yuan(0), "custom_design_fee": yuan(0), "amount": yuan(50 * extra), "products": [],
        "choices": choices, "pickup_on": None, **changes,
    }  # fmt: skip


def own_layout(pins: list[dict[str, Any]], **changes: Any) -> dict[str, Any]:
    """A layout of two pages that waits for the customer's word."""
    pages = [{"id": f"{PHOTO}{n}", "place": n, "width": 96, "height": 64} for n in (1, 2)]
    return {"id": "0198c0de-0000-7000-8000-00000000001a", "round": 1, "state": "READY", "presented_at": moment(),
            "answered_at": None, "remarks": "", "pages": pages, "pins": pins, **changes}  # fmt: skip


async def with_album(page: Page, album: dict[str, Any]) -> None:
    """Post-production's part of the page, with pictures."""
    photos = [{"id": f"{PHOTO}{n}", "name": f"DSC{n}.jpg", "width": 96, "height": 64} for n in range(6)]

    async def read(route: Route) -> None:
        await route.fulfill(json=album)

    async def listed(route: Route) -> None:
        await route.fulfill(json={"items": photos, "next_cursor": None})

    async def picture(route: Route) -> None:
        number = int(route.request.url.rpartition("/")[0][-1])
        await route.fulfill(body=PICTURES[number % 5], content_type="image/jpeg")

    await page.route(f"**/v1/customer/{CODE}/album", read)
    await page.route(f"**/v1/customer/{CODE}/photos?*", listed)
    for of in ("photos", "layout-pages"):
        await page.route(f"**/v1/customer/{CODE}/{of}/*/*", picture)


async def test_photos_are_chosen_with_a_running_price_and_sent_once(open_page: OpenPage) -> None:  # PST-04, PST-11
    page = await on_phone(open_page, whole_page(stage="PROOFS_READY"))
    album: dict[str, Any] = {"selection": own_selection([]), "layout": None}
    await with_album(page, album)
    kept: dict[str, dict[str, Any]] = {}
    sent: list[str] = []

    async def choose(route: Route) -> None:
        body = cast("dict[str, Any]", route.request.post_data_json)
        kept.update({choice["photo_id"]: choice for choice in body["choices"]})
        for gone in body["removed"]:
            kept.pop(gone, None)
        album["selection"] = own_selection(list(kept.values()))
        await route.fulfill(json=album["selection"])

    async def send(route: Route) -> None:
        sent.append(route.request.headers["idempotency-key"])
        album["selection"]["proposed_at"] = moment()
        await route.fulfill(json=album["selection"])

    await page.route("**/selection/choices", choose)
    await page.route("**/selection/proposal", send)
    await page.reload()
    await page.get_by_role("link", name="在线选片").click()
    for number in (0, 1, 3):
        await page.get_by_role("button", name=f"选入相册 DSC{number}.jpg").click()
    await expect(page.get_by_text("加片 1 × ¥50.00 = ¥50.00")).to_be_visible()
    await page.get_by_role("button", name="DSC2.jpg", exact=True).click()
    await page.get_by_role("button", name="放大", exact=True).click()
    await shot(page, "customer-large")
    await page.keyboard.press("Escape")
    await shot(page, "customer-choose")
    await page.get_by_role("button", name="选好了，发给顾问").dblclick()
    await expect(page.get_by_role("button", name="已发给顾问")).to_be_disabled()
    assert len(sent) == 1
    assert kept[f"{PHOTO}2"]["purposes"] == ["ENLARGEMENT"]
    assert await page.evaluate("document.documentElement.scrollWidth") <= 390


async def test_a_layout_is_pinned_and_sent_back_or_approved(open_page: OpenPage) -> None:  # PST-17
    page = await on_phone(open_page, whole_page(stage="LAYOUT_REVIEW"))
    pins: list[dict[str, Any]] = []
    album: dict[str, Any] = {"selection": None, "layout": own_layout(pins)}
    await with_album(page, album)
    said: list[str] = []

    async def pin(route: Route) -> None:
        body = cast("dict[str, Any]", route.request.post_data_json)
        pins.append({"id": f"pin{len(pins)}", "own": True, "settled": False, **body})
        await route.fulfill(status=201, json=pins[-1])

    async def answer(route: Route) -> None:
        said.append(route.request.url.rpartition("/")[2])
        state = {"changes": "CHANGES_WANTED", "approval": "APPROVED"}[said[-1]]
        album["layout"] = own_layout(pins, state=state)
        await route.fulfill(json=album["layout"])

    await page.route("**/layouts/*/pins", pin)
    for what in ("changes", "approval"):
        await page.route(f"**/layouts/*/{what}", answer)
    await page.reload()
    await page.get_by_role("link", name="查看并确认版面").click()
    await page.locator(".pinned-ground").first.click(position={"x": 60, "y": 60})
    await page.get_by_label("这里想怎么改？").fill("眼睛再大一点")
    await page.get_by_role("button", name="标注", exact=True).click()
    await expect(page.locator(".customer-pins")).to_contain_text("眼睛再大一点")
    await shot(page, "customer-layout")
    await page.get_by_role("button", name="提出修改").click()
    await page.get_by_role("button", name="发送修改意见").click()
    await expect(page.get_by_text("已收到您的修改意见")).to_be_visible()
    album["layout"] = own_layout(pins, round=2)
    await page.reload()
    await page.get_by_role("button", name="满意，可以制作").click()
    await page.get_by_role("button", name="确认制作").dblclick()
    await expect(page.get_by_text("您已确认版面")).to_be_visible()
    assert said == ["changes", "approval"]


async def test_the_way_back_from_the_layout_leads_to_the_page(open_page: OpenPage) -> None:
    page = await on_phone(open_page, whole_page(stage="LAYOUT_REVIEW"))
    await with_album(page, {"selection": None, "layout": own_layout([])})
    await page.reload()
    await page.get_by_role("link", name="查看并确认版面").click()
    await page.get_by_role("link", name="返回").click()
    await expect(page.get_by_role("link", name="查看并确认版面")).to_be_visible()
