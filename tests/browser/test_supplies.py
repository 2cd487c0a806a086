"""Consumables by keyboard: taken and asked for by staff, approved within the budget by the manager (MGT-06)."""

from typing import Any

from playwright.async_api import Page, Route, expect

from tests.browser.canned import moment, yuan
from tests.browser.conftest import OpenPage
from tests.shots import shots_of

shot = shots_of("supplies")


def item(number: int, name: str, stock: int, minimum: int) -> dict[str, Any]:
    """A consumable of the make-up room."""
    return {
        "id": f"s{number}", "branch_id": "GG01", "department": "MAKE_UP", "name": name, "unit": "盒", "stock": stock,
        "minimum": minimum, "low": stock < minimum, "coming": 0, "asked": 0, "price": yuan(12), "version": 3,
    }  # fmt: skip


def purchase(number: int, state: str, **more: Any) -> dict[str, Any]:
    """A purchase of cotton pads."""
    return {
        "id": f"p{number}", "branch_id": "GG01", "supply_id": "s1", "supply_name": "化妆棉", "unit": "盒",
        "department": "MAKE_UP", "quantity": 9, "price": yuan(12), "cost": yuan(108), "reason": "下周婚照多",
        "state": state, "arrived": 0, "open": 0, "month": None, "over_budget": False, "over": None,
        "requested_by": "chen.yu", "requested_at": moment(), "decided_by": None, "decided_at": None,
        "decision_note": "", "ended_by": None, "end_note": "", **more,
    }  # fmt: skip


class Store:
    """Answers for this desk; what was sent is kept by path."""

    def __init__(self) -> None:
        self.shelf = [item(1, "化妆棉", 1, 5), item(2, "卸妆水", 8, 2)]
        self.purchases = [
            purchase(1, "REQUESTED", over=yuan(8)),
            purchase(2, "APPROVED", open=9, decided_by="zhao.min"),
        ]
        self.moves = [
            {"id": "m1", "supply_id": "s1", "kind": "TAKEN", "change": -2, "staff_id": "chen.yu", "noted_by": "chen.yu",
             "purpose": "两位新娘", "purchase_id": None, "at": moment()},
        ]  # fmt: skip
        self.sent: list[tuple[str, Any, str | None]] = []

    async def serve(self, page: Page) -> None:
        """Answer what the gateway does not know."""
        await page.route("**/v1/supplies?*", lambda route: route.fulfill(json={"items": self.shelf}))
        await page.route("**/v1/purchases?*", lambda route: route.fulfill(json={"items": self.purchases}))
        await page.route("**/v1/supply-months/**", self.month)
        for path in ("purchases", "supplies/*/*", "purchases/*/*", "supply-budgets/**"):
            await page.route(f"**/v1/{path}", self.keep)
        await page.route("**/v1/supplies/*/moves*", lambda route: route.fulfill(json={"items": self.moves}))

    async def month(self, route: Route) -> None:
        """The make-up room's month."""
        line = {"supply_id": "s1", "name": "化妆棉", "unit": "盒", "arrived": 9, "used": 12, "used_before": 7,
                "counted": -1}  # fmt: skip
        department = {"department": "MAKE_UP", "budget": yuan(200), "bought": yuan(208), "waiting": yuan(108),
                      "used": yuan(144), "left": {"amount": -800, "currency": "CNY"}, "version": 2,
                      "lines": [line]}  # fmt: skip
        await route.fulfill(json={"branch_id": "GG01", "month": "2026-11", "departments": [department]})

    async def keep(self, route: Route) -> None:
        """It is done."""
        path = route.request.url.partition("/v1/")[2].rpartition("/20")[0] or route.request.url.partition("/v1/")[2]
        self.sent.append((path, route.request.post_data_json, route.request.headers.get("if-match")))
        if path.endswith("arrivals"):
            self.purchases.pop()
        await route.fulfill(json=self.shelf[0])


async def at(open_page: OpenPage, store: Store, path: str = "supplies", **more: Any) -> Page:
    """A page of the desk."""
    page = await open_page("/search", **more)
    await store.serve(page)
    await page.goto(page.url.replace("/search", f"/{path}"))
    return page


async def test_what_is_low_is_taken_and_asked_for_by_keyboard(open_page: OpenPage) -> None:
    store = Store()
    page = await at(open_page, store)
    rows = page.get_by_role("row").filter(has_text="盒")
    await expect(rows.first).to_contain_text("不足")
    await shot(page, "shelf")
    await rows.first.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("数量（盒）")).to_be_focused()
    await page.keyboard.press("Tab")
    await page.keyboard.type("新娘妆")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await rows.first.get_by_role("button", name="申购").press("Enter")
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_label("单价（盒）")).to_have_value("12")
    await dialog.get_by_label("原因").fill("下周婚照多")
    await shot(page, "request")
    await page.keyboard.press("Enter")
    await expect(dialog).to_have_count(0)
    assert store.sent == [
        ("supplies/s1/takings", {"quantity": 1, "taken_by": "li.na", "purpose": "新娘妆"}, None),
        ("purchases", {"supply_id": "s1", "quantity": 9, "price": yuan(12), "reason": "下周婚照多"}, None),
    ]  # fmt: skip


async def test_mgt_06_who_took_how_many_for_what_is_read_from_the_shelf(open_page: OpenPage) -> None:
    page = await at(open_page, Store())
    await page.get_by_role("row").filter(has_text="化妆棉").get_by_role("button", name="流水").press("Enter")
    line = page.get_by_role("dialog").get_by_role("row").filter(has_text="两位新娘")
    for said in ("领用", "-2", "陈雨"):
        await expect(line).to_contain_text(said)
    await shot(page, "moves")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def test_over_the_budget_only_with_a_reason_and_what_comes_is_received(open_page: OpenPage) -> None:
    store = Store()
    page = await at(open_page, store, "supplies?view=purchases")
    waiting = page.get_by_role("row").filter(has_text="超预算 ¥8.00")
    await waiting.get_by_role("button", name="批准", exact=True).press("Enter")
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_role("button", name="批准")).to_be_disabled()
    await page.keyboard.type("旺季")
    await shot(page, "over-budget")
    await page.keyboard.press("Enter")
    await expect(dialog).to_have_count(0)
    await page.get_by_role("row").filter(has_text="待到货").focus()
    await page.keyboard.press("Enter")
    await expect(dialog.get_by_label("数量（盒）")).to_be_focused()
    await page.keyboard.type("4")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("row").filter(has_text="待到货")).to_have_count(0)
    await page.keyboard.press("3")
    await expect(page.get_by_role("table", name="化妆")).to_contain_text("12")
    await shot(page, "month")
    await page.get_by_role("button", name="化妆 设定预算").press("Enter")
    await dialog.get_by_label("预算").fill("300")
    await page.keyboard.press("Enter")
    await expect(dialog).to_have_count(0)
    assert store.sent == [
        ("purchases/p1/approval", {"reason": "旺季"}, None),
        ("purchases/p2/arrivals", {"quantity": 4}, None),
        ("supply-budgets/GG01/MAKE_UP", {"amount": yuan(300)}, '"2"'),
    ]
