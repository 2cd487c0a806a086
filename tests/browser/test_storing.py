"""Belongings in lockers by keyboard: valuables declared, out against the token, tokens checked (M-37)."""

from typing import Any

from playwright.async_api import Page, Route, expect

from tests.browser.canned import ORDER, moment, yuan
from tests.browser.conftest import OpenPage
from tests.browser.refusals import refuse
from tests.browser.test_reception import Counter
from tests.shots import shots_of

shot = shots_of("storing")
BAG = {
    "id": "b1", "branch_id": "GG01", "order_id": ORDER, "locker": "A1", "contents": "蓝色背包", "valuables": [],
    "declaration": "", "stored_on": "2026-11-22", "stored_at": moment(hours=-26), "stored_by": "li.na",
    "state": "STORED", "late": True, "released_at": None, "released_by": None, "token_lost": False, "described": None,
    "identity": None, "signature_name": None, "fee_id": None,
}  # fmt: skip


CHECK = {
    "id": "t1", "branch_id": "GG01", "day": "2026-11-22", "time": "CLOSING", "missing": ["A3"], "surplus": [],
    "left": [], "note": "顾客带走", "checked_by": "li.na", "checked_at": moment(hours=-14),
}  # fmt: skip


class Lockers:
    """Three lockers, one with a bag in it; what was sent is kept."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, Any]] = []
        self.stays: list[dict[str, Any]] = [BAG]

    async def serve(self, page: Page) -> None:
        """Answer what the gateway does not know."""
        await page.route("**/v1/storage-places/*", self.places)
        await page.route("**/v1/stored-belongings?*", lambda route: route.fulfill(json={"items": self.stays}))
        await page.route("**/v1/token-checks?*", lambda route: route.fulfill(json={"items": [CHECK]}))
        for path in ("stored-belongings/*/*", "token-checks", "orders/*/stored-belongings"):
            await page.route(f"**/v1/{path}", self.keep)

    async def places(self, route: Route) -> None:
        """A1 is in use."""
        if route.request.method == "PUT":
            self.sent.append((route.request.headers["if-match"], route.request.post_data_json))
        lockers = [{"number": one, "order_id": ORDER if one == "A1" else None} for one in ("A1", "A2", "A3")]
        limits = {"lost_token_fee": yuan(10), "compensation_most": yuan(50)}
        await route.fulfill(json={"branch_id": "GG01", "lockers": lockers, "makeup_boxes": [], "version": 3, **limits})

    async def keep(self, route: Route) -> None:
        """It is done, unless the token is another's."""
        path, body = route.request.url.partition("/v1/")[2], route.request.post_data_json or {}
        self.sent.append((path, body))
        if body.get("token") == "A2":
            await refuse(route, 409, "storing.other_token", "存包牌与柜号不符。")
            return
        if path.endswith("lost-token"):
            self.stays = []
        await route.fulfill(json=BAG)


async def test_m_37_tokens_are_checked_and_a_lost_one_is_paid_for(open_page: OpenPage) -> None:
    lockers = Lockers()
    page = await open_page("/search")
    await lockers.serve(page)
    await page.goto(page.url.replace("/search", "/reception/storage"))
    kept = page.get_by_role("region", name="寄存物品")
    await expect(kept).to_contain_text("逾日未取")
    await expect(page.get_by_role("button", name="核对存包牌")).to_be_visible()
    await shot(page, "lockers")
    await page.keyboard.press("c")
    dialog = page.get_by_role("dialog")
    act = dialog.get_by_role("button", name="核对存包牌")
    await expect(act).to_be_disabled()
    await expect(dialog.get_by_role("checkbox", name="2 个空柜的牌全部在此")).to_be_focused()
    await expect(dialog.get_by_text("缺少")).to_have_count(0)
    await page.keyboard.press("Space")
    await shot(page, "tokens")
    await page.keyboard.press("Enter")
    await expect(dialog).to_have_count(0)
    await kept.get_by_role("button", name="取回").press("Enter")
    await page.keyboard.type("a2")
    await page.keyboard.press("Enter")
    await expect(dialog.get_by_role("alert")).to_contain_text("存包牌与柜号不符")
    await page.keyboard.press("Escape")
    await kept.get_by_role("button", name="牌已遗失").press("Enter")
    await page.keyboard.type("蓝色背包")
    await dialog.get_by_label("签收人姓名").fill("李娜")
    await dialog.get_by_role("checkbox").press("Space")
    await shot(page, "lost-token")
    await dialog.get_by_role("button", name="¥10.00").press("Enter")
    await expect(kept).to_contain_text("没有寄存物品")
    time = lockers.sent[0][1]["time"]
    assert time in ("OPENING", "CLOSING")
    assert lockers.sent == [
        ("token-checks", {"branch_id": "GG01", "time": time, "tokens": ["A2", "A3"], "note": ""}),
        ("stored-belongings/b1/release", {"token": "A2"}),
        ("stored-belongings/b1/lost-token", {"described": "蓝色背包", "identity": "ID_CARD",
                                             "signature_name": "李娜", "method": "CASH", "note_tested": True}),
    ]  # fmt: skip


async def test_rec_20_a_manager_enters_which_lockers_there_are(open_page: OpenPage) -> None:
    page, lockers = await open_page("/search"), Lockers()
    await lockers.serve(page)
    await page.goto(page.url.replace("/search", "/reception/storage"))
    await expect(page.get_by_role("region", name="核对记录")).to_contain_text("缺少：A3。 顾客带走")
    await expect(page.get_by_role("button", name="登记编号")).to_be_visible()
    await page.keyboard.press("e")
    dialog = page.get_by_role("dialog")
    field = dialog.get_by_label("储物柜")
    await expect(field).to_have_value("A1-A3")
    await expect(field).to_be_focused()
    await field.fill("A1-A40, B7")
    await expect(dialog).to_contain_text("共 41 个")
    await shot(page, "numbers")
    await page.keyboard.press("Control+Enter")
    await expect(dialog).to_have_count(0)
    ((seen, body),) = lockers.sent
    assert seen == '"3"'
    assert (body["lockers"][0], body["lockers"][-1], body["makeup_boxes"]) == ("A1", "B7", [])


async def test_m_37_valuables_go_into_a_locker_only_declared(open_page: OpenPage) -> None:
    page, lockers = await open_page(f"/reception/orders/{ORDER}"), Lockers()
    await Counter().at(page)
    await lockers.serve(page)
    await page.get_by_role("button", name="寄存物品").press("Enter")
    dialog = page.get_by_role("dialog")
    await page.keyboard.type("红色行李袋")
    await expect(dialog).to_contain_text("赔偿以 ¥50.00 为限")
    await dialog.get_by_role("checkbox", name="手机").press("Space")
    act = dialog.get_by_role("button", name="寄存物品")
    await expect(act).to_be_disabled()
    await dialog.get_by_label("申报明细").fill("旧手机一部")
    await page.keyboard.press("Enter")
    await expect(dialog).to_have_count(0)
    bag = {"locker": "A2", "contents": "红色行李袋", "valuables": ["PHONE"], "declaration": "旧手机一部"}
    assert lockers.sent == [(f"orders/{ORDER}/stored-belongings", bag)]
