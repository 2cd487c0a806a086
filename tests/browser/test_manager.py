"""The manager's desk: figures that fail softly, and one click that approves once."""

import asyncio
from typing import Any

from playwright.async_api import Route, expect

from tests.browser.canned import LI, ORDER, CannedGateway, yuan
from tests.browser.conftest import OpenPage
from tests.browser.refusals import refuse

REFUND = {
    "id": "0198c0de-0000-7000-8000-0000000000f1", "order_id": ORDER, "receipt_number": "R26-GG01-000041",
    "method": "WECHAT", "amount": yuan(200), "state": "REQUESTED", "reason": "少拍一组", "lowers_price": False,
    "cancellation_id": None, "requested_by": "zhao.min", "approved_by": None, "paid_by": None, "paid_on": None,
}  # fmt: skip


async def test_a_refund_is_approved_once_and_a_refusal_is_shown(open_page: OpenPage) -> None:
    page = await open_page()
    waiting, asked = [REFUND], 0

    async def refunds(route: Route) -> None:
        await route.fulfill(json={"items": waiting, "next_cursor": None})

    async def approval(route: Route) -> None:
        nonlocal asked
        asked += 1
        if asked == 1:
            await refuse(route, 409, "refund.self_approval", "申请人本人不能审批。")
            return
        waiting.clear()
        await asyncio.sleep(0)
        await route.fulfill(json={**REFUND, "state": "APPROVED"})

    await page.route("**/v1/refunds?*", refunds)
    await page.route("**/v1/refunds/*/approval", approval)
    await page.goto(f"{page.url}manager/approvals")
    box = page.get_by_role("region", name="退款")
    await expect(box).to_contain_text("¥200.00")
    await expect(box).to_contain_text("赵敏")
    await box.get_by_role("button", name="批准").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("button", name="批准").click()
    await expect(dialog.get_by_role("alert")).to_contain_text("申请人本人不能审批")
    await dialog.get_by_role("button", name="批准").dblclick()
    await expect(box).to_contain_text("没有待批的退款")
    assert asked == 2
    await page.get_by_role("button", name="English").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Approvals")


async def test_what_is_asked_meanwhile_appears_by_itself(open_page: OpenPage, gateway: CannedGateway) -> None:
    """A refund asked for at another screen, and a referrer's cash-back, without a look away and back (M-39, A-26)."""
    page = await open_page()
    refunds: list[dict[str, object]] = []
    owed: list[dict[str, object]] = []
    decided: list[object] = []

    async def refusal(route: Route) -> None:
        decided.append(route.request.post_data_json)
        owed.clear()
        await route.fulfill(json={})

    await page.route("**/v1/refunds?*", lambda route: route.fulfill(json={"items": refunds, "next_cursor": None}))
    await page.route("**/v1/cash-backs?*", lambda route: route.fulfill(json={"items": owed, "next_cursor": None}))
    await page.route("**/v1/orders/*/cash-back/rejection", refusal)
    await page.goto(f"{page.url}manager/approvals")
    asked, back = page.get_by_role("region", name="退款"), page.get_by_role("region", name="推荐人返现")
    await expect(asked).to_contain_text("没有待批的退款")
    await expect(page.locator(".live-live")).to_be_visible()
    refunds += [REFUND, {**REFUND, "id": "of-a-cancellation", "cancellation_id": ORDER, "amount": yuan(900)}]
    gateway.tell("studio.refund.requested.v1", ORDER)
    await expect(asked).to_contain_text("¥200.00")
    await expect(asked.get_by_role("listitem")).to_have_count(1)
    owed.append({"order_id": ORDER, "person_id": LI, "amount": yuan(100), "state": "WAITING",
                 "earned_at": "2026-11-22T08:00:00Z"})  # fmt: skip
    gateway.tell("studio.cash_back.recorded.v1", ORDER)
    await expect(back).to_contain_text("¥100.00")
    await expect(back).to_contain_text("林晓")
    await back.get_by_role("button", name="驳回").press("Enter")
    await page.keyboard.type("推荐人是本人家属")
    await page.get_by_role("dialog").get_by_role("button", name="驳回").press("Enter")
    await expect(back).to_contain_text("没有待批的返现")
    assert decided == [{"reason": "推荐人是本人家属"}]


async def test_the_rota_is_put_in_order_and_kept_when_saving_fails(open_page: OpenPage) -> None:
    page = await open_page()
    sent: list[object] = []

    async def rota(route: Route) -> None:
        if route.request.method == "PUT":
            sent.append(route.request.post_data_json)
            await route.fulfill(
                status=503, json={"status": 503, "code": "upstream.unavailable", "detail": "稍后再试。"}
            )
            return
        people = ["li.na", "zhao.min"]
        await route.fulfill(
            json={"branch_id": "GG01", "day": "2026-11-22", "staff_ids": people, "turns": [], "away": {}}
        )

    await page.route("**/v1/rotas/**", rota)
    await page.goto(f"{page.url}manager/rota")
    await page.get_by_role("button", name="移后").first.click()
    await page.get_by_role("button", name="保存").click()
    await expect(page.get_by_role("alert")).to_contain_text("稍后再试")
    await expect(page.get_by_role("listitem").filter(has_text="1赵敏")).to_be_visible()
    assert sent == [{"staff_ids": ["zhao.min", "li.na"]}]


async def test_rec_10_who_is_on_duty_is_chosen_and_a_colleagues_change_is_seen_first(
    open_page: OpenPage, gateway: CannedGateway
) -> None:
    page = await open_page()
    sent: list[tuple[str | None, object]] = []
    plan = gateway.duties()

    async def duties(route: Route) -> None:
        if route.request.method != "PUT":
            await route.fulfill(json=plan)
            return
        sent.append((route.request.headers.get("if-match"), route.request.post_data_json))
        if len(sent) == 1:
            plan["days"][1] |= {"clerk_id": "sun.wei", "chosen_by": "zhao.min", "version": 2}
            await refuse(route, 412, "version.stale")
            return
        plan["days"][1] |= {"clerk_id": "chen.yu", "chosen_by": "zhao.min", "version": 3}
        await route.fulfill(json=plan["days"][1])

    await page.route("**/v1/duties/**", duties)
    await page.goto(f"{page.url}manager/rota")
    tomorrow = page.get_by_role("region", name="值日生").get_by_role("listitem").nth(1)
    await expect(tomorrow).to_contain_text("轮值")
    for shown in ("孙伟", "陈雨"):
        await tomorrow.get_by_role("combobox").press("Enter")
        await page.locator(".ant-select-item-option").filter(has_text="陈雨").last.click()
        await expect(tomorrow).to_contain_text(shown)
    await expect(tomorrow).to_contain_text("指定")
    assert sent == [('"1"', {"clerk_id": "chen.yu"}), ('"2"', {"clerk_id": "chen.yu"})]


async def test_m_75_a_price_somebody_else_saved_is_seen_before_another_is_added(
    open_page: OpenPage, gateway: CannedGateway
) -> None:
    """What was typed stays, and is sent once the colleague's version was compared (P10)."""
    page = await open_page()
    sent: list[tuple[str | None, int]] = []
    package: dict[str, Any] = {
        "id": ORDER, "code": "FAMILY", "category": "FAMILY", "branch_id": None, "active": True, "versions": 1,
        "current": version(1599), "planned": None,
    }  # fmt: skip

    async def versions(route: Route) -> None:
        body: Any = route.request.post_data_json
        sent.append((route.request.headers.get("if-match"), body["price"]["amount"]))
        if len(sent) == 1:
            package.update(versions=2, current=version(1799))
            await refuse(route, 412, "version.stale")
            return
        await route.fulfill(status=201, json=package)

    await page.route("**/v1/packages", lambda route: route.fulfill(json=[package]))
    await page.route("**/v1/packages/*/versions", versions)
    await page.goto(f"{page.url}manager/packages")
    await page.get_by_role("row").filter(has_text="FAMILY").get_by_role("button", name="新版本").click()
    form = page.get_by_role("form", name="FAMILY 的新版本")
    price = form.get_by_role("textbox", name="价格")
    await price.fill("1699")
    await form.get_by_role("button", name="保存").click()
    newer = form.get_by_role("alert").filter(has_text="¥1,799.00")
    await expect(newer).to_be_visible()
    await expect(form.get_by_role("alert")).to_have_count(1)
    await expect(price).to_have_value("1699")
    await newer.get_by_role("button", name="已核对").click()
    await expect(newer).to_have_count(0)
    await form.get_by_role("button", name="保存").click()
    await expect(form).to_have_count(0)
    assert sent == [('"1"', 169_900), ('"2"', 169_900)]


def version(price: int) -> dict[str, Any]:
    """A version of a package at that price."""
    return {"version": 1, "name": "全家福", "price": yuan(price), "clothes_sets": 2, "album_photos": 20, "products": [],
            "extra_photo_price": yuan(40), "valid_from": "2026-11-01"}  # fmt: skip
