"""All branches of a chain side by side: six hundred rows, the worst first, a click to the branch's desk (GEN-14)."""

import json
import re
from typing import Any

from playwright.async_api import Page, expect

from tests.browser.canned import ME, branch, yuan
from tests.browser.conftest import OpenPage

CODES = [f"S{number:03d}" for number in range(1, 601)]
WORST = "S417"
MAY = ("gateway.session.*", "reception.*", "scheduling.*", "post_production.*.read", "customer_service.*.read")


def told(figures: list[dict[str, Any]]) -> dict[str, Any]:
    """What a department that answers says."""
    return {"available": True, "reason": None, "data": {"branches": figures}}


def money_of(code: str) -> dict[str, Any]:
    """Reception's line: ten visits, a target of which half is reached, nothing overdue but at the worst branch."""
    zero, bad = yuan(0), code == WORST
    return {
        "branch_id": code, "day": "2026-11-15", "visits": 10, "orders": 2, "ordered": yuan(8000), "taken": yuan(12_345),
        "refunded": yuan(345), "month_visits": 150, "month_orders": 30, "month_ordered": yuan(120_000),
        "month_earned": yuan(20_000 if bad else 50_000), "target": yuan(100_000), "open_days": 26,
        "open_days_past": 13, "owing": 1,
        "owed": yuan(999), "overdue": yuan(500) if bad else zero,
    }  # fmt: skip


def orders_of(code: str) -> dict[str, Any]:
    """Customer service's line."""
    return {"branch_id": code, "orders": 40, "late": 7 if code == WORST else 0, "complaints": 1,
            "complaints_late": int(code == WORST)}  # fmt: skip


FIGURES = {
    "now": "2026-11-15T02:00:00Z",
    "reception": told([money_of(code) for code in CODES]),
    "scheduling": told(
        [{"branch_id": code, "day": "2026-11-15", "shoots": 5, "teams": 6, "teams_free": 2} for code in CODES]
    ),
    "post_production": {"available": False, "reason": "upstream.unavailable", "data": None},
    "pickup": {"available": False, "reason": "forbidden", "data": None},
    "customer_service": told([orders_of(code) for code in CODES]),
}


async def of_the_chain(open_page: OpenPage, *, language: str = "zh-CN") -> Page:
    """The general manager of six hundred branches in twelve cities."""
    page = await open_page(language=language)
    me = {**ME, "all_branches": True, "branches": [], "permissions": [*MAY, "chain.read"]}
    shops = [branch(code, f"江南{int(code[1:])}店") for code in CODES]
    for at, shop in enumerate(shops):
        shop["state"]["city"] = f"城市{at % 12:02d}"
    await page.route("**/v1/session", lambda route: route.fulfill(json=me))
    await page.route("**/v1/branches?*", lambda route: route.fulfill(json={"items": shops, "next_cursor": None}))
    await page.route("**/v1/branch-figures", lambda route: route.fulfill(body=json.dumps(FIGURES)))
    await page.goto(f"{page.url}chain")
    return page


async def test_six_hundred_branches_are_seen_at_once_with_the_worst_first(open_page: OpenPage) -> None:
    page = await of_the_chain(open_page)
    table = page.get_by_role("table", name="连锁总览")
    first = table.locator("tbody tr[data-at='0']")
    await expect(first).to_contain_text(WORST)
    await expect(first.locator(".chain-red")).to_have_count(4)
    await expect(table.get_by_role("row", name="合计 600 家")).to_contain_text("6,000")
    assert await table.locator("tbody tr").count() < 60
    await expect(page.locator(".down")).to_contain_text("后期")
    await expect(table.get_by_role("columnheader", name="逾期未取")).to_have_count(0)
    await first.focus()
    await page.keyboard.press("End")
    await expect(table.locator("tbody tr[data-at='599']")).to_be_focused()
    await page.get_by_text("本月", exact=True).click()
    await expect(table.get_by_role("row", name="合计 600 家")).to_contain_text("90,000")


async def test_a_city_is_chosen_a_column_sorted_and_a_row_opens_the_branchs_desk(open_page: OpenPage) -> None:
    page = await of_the_chain(open_page)
    table = page.get_by_role("table", name="连锁总览")
    await page.get_by_role("button", name="门店").click()
    await expect(table.locator("tbody tr[data-at='0']")).to_contain_text("S001")
    await page.get_by_role("textbox", name="店名、编号或城市").fill("城市08")
    await expect(table.get_by_role("row", name="合计 50 家")).to_be_visible()
    await page.get_by_role("button", name="目标").click()
    await expect(table.get_by_role("columnheader", name="目标")).to_have_attribute("aria-sort", "ascending")
    await expect(table.locator("tbody tr[data-at='0']")).to_contain_text(WORST)
    await table.locator("tbody tr[data-at='0']").focus()
    await page.keyboard.press("Enter")
    await expect(page).to_have_url(re.compile("/manager$"))
    await page.keyboard.type("g0")
    await expect(page).to_have_url(re.compile("/chain$"))
    await page.keyboard.type("g1")
    await expect(page).to_have_url(re.compile("/reception$"))
    await expect(page.get_by_role("combobox", name="门店")).to_have_value(f"江南417店 {WORST}")
