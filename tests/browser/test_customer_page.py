"""The customer's page on a phone: where the album is, an answer to an appointment, a complaint that is not lost."""

from typing import Any

from playwright.async_api import Page, Route, expect

from tests.browser.canned import moment, yuan
from tests.browser.conftest import OpenPage
from tests.browser.test_console import shot

CODE = "A" * 24
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

    await page.route(f"**/v1/customer/{CODE}", read)
    await page.goto(f"{page.url}c/{CODE}")
    return page


async def test_the_page_tells_where_the_order_is_and_takes_an_answer(open_page: OpenPage) -> None:
    shown = whole_page()
    page = await on_phone(open_page, shown)
    await expect(page.get_by_role("heading", level=1)).to_have_text("拍摄日期已约好")
    await expect(page.locator("[aria-current=step]")).to_contain_text("拍摄")
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


async def test_a_withdrawn_link_says_whom_to_ask_in_both_languages(open_page: OpenPage) -> None:
    page = await on_phone(open_page, None)
    await expect(page.get_by_text("此链接已失效")).to_be_visible()
    await page.get_by_role("button", name="English").click()
    await expect(page.get_by_text("This link is no longer valid")).to_be_visible()
