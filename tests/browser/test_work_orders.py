"""The desk of paid extra services: who waits longest is first, and Enter does what is next (M-18 … M-25)."""

from typing import Any

import pytest
from playwright.async_api import Page, Route, expect

from tests.browser.canned import ME, ORDER, moment, yuan
from tests.browser.conftest import OpenPage
from tests.browser.lists import pick
from tests.browser.refusals import refuse
from tests.shots import shots_of

shot = shots_of("work-orders")


def work(number: int, state: str, waits_for: str | None, **more: Any) -> dict[str, Any]:
    """A work order as the list shows it."""
    nothing = (
        *("listed_on", "worker_id", "dispatched_by", "dispatched_at", "taken_at", "started_at", "done_at"),
        *("price_confirmed_by", "done_by", "on_site", "signature_name", "closed_by", "closed_at", "answered_at"),
    )
    return {
        **dict.fromkeys(nothing), "id": f"w{number}", "number": f"W26-GG01-{number:06d}", "branch_id": "GG01",
        "order_id": ORDER, "state": state, "waits_for": waits_for, "late": False, "due_at": moment(hours=2),
        "service_id": "s1", "service_code": "FRAME", "service_version": 1, "service_name": "装裱", "unit": "幅",
        "quantity": 2, "unit_price": yuan(120), "amount": yuan(240), "charged": False, "content": "金色画框",
        "appointed_at": moment(hours=2), "requested_by": "li.na", "requested_at": moment(), "redone": 0,
        "answer_due": moment(hours=0.2), "opinion": "", "reason": "", "version": 1,
        "visits": [], **more,
    }  # fmt: skip


class Services:
    """Answers for this desk; what was sent is kept by path."""

    def __init__(self) -> None:
        self.open = [
            work(1, "REQUESTED", "ANSWER", late=True, due_at=moment(hours=-0.1)),
            work(2, "TAKEN", "PRICE", worker_id="li.na", answered_at=moment()),
        ]
        self.sent: list[tuple[str, Any]] = []
        self.stale = False
        self.versions: list[str | None] = []
        self.wishes: list[Any] = []

    async def serve(self, page: Page) -> None:
        """Answer what the gateway does not know."""
        held: Any = ME["permissions"]
        me = {**ME, "permissions": [*held, "customer_service.wishes.note"]}
        await page.route("**/v1/session", lambda route: route.fulfill(json=me))
        await page.route("**/v1/work-orders?*", self.list)
        await page.route("**/v1/work-orders/*/*", self.step)
        await page.route("**/v1/work-orders/w1", self.read)
        await page.route("**/v1/staff*", self.staff)
        await page.route("**/v1/wishes", self.wish)

    async def list(self, route: Route) -> None:
        """The open ones, the late one first."""
        await route.fulfill(json={"items": self.open, "next_cursor": None})

    async def staff(self, route: Route) -> None:
        """Who works here."""
        people = (("li.na", "李娜"), ("sun.wei", "孙伟"), ("chen.yu", "陈雨"))
        items = [{"id": one, "display_name": name, "roles": ["consultant"], "branches": ["GG01"], "active": True}
                 for one, name in people]  # fmt: skip
        await route.fulfill(json={"items": items, "next_cursor": None})

    async def read(self, route: Route) -> None:
        """As somebody else has left it."""
        await route.fulfill(json=self.open[0] | {"version": 2, "state": "DISPATCHED", "worker_id": "chen.yu"})

    async def wish(self, route: Route) -> None:
        """Customer service is away at first."""
        self.wishes.append(route.request.post_data_json)
        if len(self.wishes) == 1:
            await refuse(route, 503, "unavailable", "Not available.")
        else:
            await route.fulfill(status=201, json={"id": "d1"})

    async def step(self, route: Route) -> None:
        """It is done, unless somebody else was first."""
        self.versions.append(route.request.headers.get("if-match"))
        if self.stale:
            self.stale = False
            await refuse(route, 412, "version.stale", "期间已被修改（现为第 2 版），请重新读取。")
            return
        self.sent.append((route.request.url.partition("/work-orders/")[2], route.request.post_data_json))
        declined = {"state": "DECLINED"} if route.request.url.endswith("refusal") else {}
        await route.fulfill(json=self.open.pop(0) | declined)


async def at(open_page: OpenPage, desk: Services, **more: Any) -> Page:
    """The desk's page."""
    page = await open_page("/search", **more)
    await desk.serve(page)
    await page.goto(page.url.replace("/search", "/work-orders"))
    return page


async def test_m_22_the_late_one_is_first_and_is_dispatched_by_keyboard(open_page: OpenPage) -> None:
    desk = Services()
    page = await at(open_page, desk)
    rows = page.get_by_role("row").filter(has_text="装裱")
    await expect(rows.first).to_contain_text("待回复顾客")
    await shot(page, "list")
    await rows.first.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("combobox", name="责任人")).to_be_focused()
    await pick(page, "孙伟")
    await shot(page, "dispatch")
    await page.keyboard.press("Control+Enter")
    await expect(rows).to_have_count(1)
    assert desk.sent == [("w1/dispatch", {"worker_id": "sun.wei", "appointed_at": None, "customer_told": True})]


async def test_m_23_work_begins_when_the_customer_has_confirmed_the_price(open_page: OpenPage) -> None:
    desk = Services()
    desk.open.pop(0)
    page = await at(open_page, desk)
    await page.get_by_role("row").filter(has_text="待确认费用").focus()
    await page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    await expect(dialog).to_contain_text("请先向顾客说明：本次服务费用 ¥240.00")
    await page.keyboard.type("林晓")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("没有未完成的工作单")).to_be_visible()
    assert desk.sent == [("w2/start", {"confirmed_by": "林晓"})]


@pytest.mark.parametrize(
    ("state", "waits_for", "step"), [("DISPATCHED", "WORKER", "taking"), ("IN_WORK", "WORK", "completion")]
)
async def test_m_23_a_step_that_needs_nothing_but_a_word_is_done_by_enter(
    open_page: OpenPage, state: str, waits_for: str, step: str
) -> None:
    desk = Services()
    desk.open = [work(3, state, waits_for, worker_id=ME["staff"], answered_at=moment())]
    page = await at(open_page, desk)
    await page.get_by_role("row").filter(has_text="装裱").focus()
    await page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    await expect(dialog.locator(".ant-modal-footer .ant-btn-primary")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("没有未完成的工作单")).to_be_visible()
    assert desk.sent == [(f"w3/{step}", None)]


async def test_m_29_who_works_on_it_again_reads_what_the_customer_said(open_page: OpenPage) -> None:
    desk = Services()
    visit = {"contact_id": "c1", "at": moment(hours=-1), "by": "sun.wei", "answer": "DISSATISFIED", "on_site": False,
             "opinion": "画框掉色"}  # fmt: skip
    desk.open = [work(3, "IN_WORK", "WORK", worker_id=ME["staff"], answered_at=moment(), redone=1, visits=[visit])]
    page = await at(open_page, desk)
    await page.get_by_role("row").filter(has_text="装裱").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog")).to_contain_text("不满意 · 电话回访 · 孙伟")
    await expect(page.get_by_role("dialog")).to_contain_text("画框掉色")
    await shot(page, "visit")


async def test_m_20_a_refusal_needs_an_explanation_and_may_be_noted_as_a_wish(open_page: OpenPage) -> None:  # M-33
    desk = Services()
    page = await at(open_page, desk, language="en-GB", width=1024)
    await page.get_by_role("row").filter(has_text="装裱").first.focus()
    await page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("button", name="Not possible").click()
    await shot(page, "decline-en")
    asked = page.get_by_role("dialog").last
    await asked.get_by_role("checkbox", name="Note it as a wish").check()
    await asked.get_by_role("textbox").fill("No frame of that size can be had.")
    await page.keyboard.press("Control+Enter")
    await expect(dialog).to_have_count(1)
    await expect(dialog).to_contain_text("The refusal stands, but the wish could not be noted.")
    await shot(page, "wish-failed-en")
    await dialog.get_by_role("button", name="Try again").click()
    await expect(page.get_by_role("dialog")).to_have_count(0)
    assert desk.wishes == [{"branch_id": "GG01", "order_id": ORDER, "subject": "装裱"}] * 2
    await expect(page.get_by_role("row").filter(has_text="装裱")).to_have_count(1)
    assert desk.sent == [("w1/refusal", {"explanation": "No frame of that size can be had."})]


async def test_p_10_who_was_too_late_sees_who_does_it_now_and_keeps_what_was_chosen(open_page: OpenPage) -> None:
    desk = Services()
    desk.stale = True
    page = await at(open_page, desk)
    await page.get_by_role("row").filter(has_text="装裱").first.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("combobox", name="责任人")).to_be_focused()
    await pick(page, "孙伟")
    await page.keyboard.press("Control+Enter")
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_role("alert")).to_contain_text("期间已被修改")
    await expect(dialog.locator("dl")).to_contain_text("陈雨")
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_role("row").filter(has_text="装裱")).to_have_count(1)
    assert desk.versions == ['"1"', '"2"']
    assert [body["worker_id"] for _, body in desk.sent] == ["sun.wei"]
