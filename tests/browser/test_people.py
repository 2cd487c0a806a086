"""The administrator's pages: people who move to another branch, and keys that are shown once."""

import re
from typing import Any

from playwright.async_api import Locator, Page, Route, expect

from tests.browser.canned import ME
from tests.browser.conftest import OpenPage
from tests.browser.lists import pick
from tests.browser.refusals import refuse

LI_NA = {
    "id": "li.na", "version": 3, "display_name": "李娜", "badge": "B-1", "roles": ["consultant"], "branches": ["GG01"],
    "home_branch_id": "GG01", "all_branches": False, "active": True,
}  # fmt: skip
ROLES = [{"id": "consultant", "permissions": ["reception.orders.place", "reception.holds.approve"],
          "for_keys": ["reception.orders.place"]}]  # fmt: skip


async def administrator(page: Page) -> None:
    """Lets the person at the page manage people and keys."""
    await page.route("**/v1/session", lambda route: route.fulfill(json={**ME, "permissions": ["gateway.*"]}))
    await page.route("**/v1/roles", lambda route: route.fulfill(json=ROLES))


async def choose(form: Locator, label: str, words: str) -> None:
    """Types into a list and takes what it finds; the list closes."""
    await form.get_by_role("combobox", name=label, exact=True).click()
    await pick(form.page, words)
    await form.page.keyboard.press("Escape")


async def test_who_moves_to_another_branch_belongs_there(open_page: OpenPage) -> None:
    page = await open_page()
    await administrator(page)
    sent: list[Any] = []

    async def change(route: Route) -> None:
        sent.append(route.request.post_data_json)
        await route.fulfill(json=LI_NA)

    found = {"items": [LI_NA], "next_cursor": None}
    await page.route(re.compile(r"/v1/staff(\?.*)?$"), lambda route: route.fulfill(json=found))
    await page.route("**/v1/staff/li.na", change)
    await page.goto(f"{page.url}manager/people")
    await page.get_by_role("row").filter(has_text="B-1").click()
    form = page.get_by_role("form", name="李娜")
    await form.get_by_role("combobox", name="门店", exact=True).click()
    await page.keyboard.press("Backspace")
    await choose(form, "门店", "海棠湾店")
    await form.get_by_role("button", name="保存").click()
    await expect(form).to_have_count(0)
    assert [(body["branches"], body["home_branch_id"]) for body in sent] == [(["GG02"], "GG02")]


async def test_a_key_is_shown_once_and_its_name_says_how_it_is_written(open_page: OpenPage) -> None:
    page = await open_page()
    await administrator(page)
    kept: list[Any] = []

    async def keys(route: Route) -> None:
        if route.request.method == "GET":
            return await route.fulfill(json={"items": kept, "next_cursor": None})
        body: Any = route.request.post_data_json
        if body["name"] == "财务":
            wrong = {"field": "body.name", "kind": "string_pattern_mismatch", "message": "pattern", "limit": None}
            return await refuse(route, 422, "request.invalid", errors=[wrong])
        made = {**body, "id": "k1", "hint": "sk_abcde", "created_by": "li.na", "created_at": "2026-11-22T08:00:00Z"}
        kept.append({**made, "revoked_at": None})
        await route.fulfill(status=201, json={**kept[0], "key": "sk_abcdefgh"})

    await page.route("**/v1/api-keys*", keys)
    await page.goto(f"{page.url}manager/keys")
    await page.get_by_role("button", name="新建密钥").click()
    form = page.get_by_role("form", name="新建密钥")
    await form.get_by_label("名称").fill("财务")
    await choose(form, "权限", "查看门市前台全部")
    await choose(form, "权限", "reception.orders.place")
    await form.get_by_role("switch", name="全部门店").click()
    await form.get_by_role("button", name="保存").click()
    await expect(form.get_by_role("alert")).to_contain_text("小写字母、数字或横线")
    await form.get_by_label("名称").fill("finance")
    await form.get_by_role("button", name="保存").click()
    await expect(page.get_by_text("sk_abcdefgh")).to_be_visible()
    await expect(page.get_by_role("row").filter(has_text="finance")).to_contain_text(
        "门市前台查看门市前台全部 · 开定单"
    )
    assert kept[0]["permissions"] == ["reception.*.read", "reception.orders.place"]
    await page.reload()
    await expect(page.get_by_role("row").filter(has_text="finance")).to_be_visible()
    await expect(page.get_by_text("sk_abcdefgh")).to_have_count(0)
