"""Damage to a customer's property: reported where it is seen, offered, decided by somebody else, made good (M-21)."""

from typing import Any

import pytest
from playwright.async_api import Page, Route, expect

from tests.browser.canned import ORDER, moment, yuan
from tests.browser.conftest import OpenPage
from tests.browser.lists import pick
from tests.browser.refusals import refuse
from tests.browser.test_reception import PART, Counter
from tests.shots import shots_of

shot = shots_of("damages", whole=True)
REFUND = {
    "id": "0198c0de-0000-7000-8000-0000000000f1", "order_id": ORDER, "receipt_number": "R26-GG01-000041",
    "method": "WECHAT", "amount": yuan(200), "state": "PAID", "reason": "赔偿头纱", "lowers_price": False,
    "cancellation_id": None, "requested_by": "zhao.min", "approved_by": "sun.wei", "paid_by": "zhao.min",
    "paid_on": "2026-11-20",
}  # fmt: skip


def damage(state: str = "REPORTED", **more: Any) -> dict[str, Any]:
    """A report as the API shows it."""
    nothing = (
        *("work_order_id", "how", "offered_by", "offered_at", "decided_by", "decided_at", "refund_id"),
        *("signature_name", "closed_by", "closed_at"),
    )
    return {
        **dict.fromkeys(nothing), "id": "d1", "number": "L26-GG01-000001", "branch_id": "GG01", "order_id": ORDER,
        "kind": "DAMAGED", "thing": "顾客自带头纱", "happened": "换装时被门夹破", "responsible_id": "chen.yu",
        "reported_by": "chen.yu", "reported_at": moment(hours=-1), "state": state, "amount": yuan(0), "terms": "",
        "finding": "", "version": 1, **more,
    }  # fmt: skip


def offered(by: str = "zhao.min", **more: Any) -> dict[str, Any]:
    """A report with an offer."""
    offer = {"how": "REFUND", "amount": yuan(200), "terms": "三天内到账", "offered_by": by, "offered_at": moment()}
    return damage("OFFERED", **{**offer, "version": 2, **more})


class Damages:
    """Answers for reports of damage; what was sent is kept with the version it was about."""

    def __init__(self, *rows: dict[str, Any]) -> None:
        self.rows = list(rows)
        self.after = damage()
        self.overtaken_by: dict[str, Any] | None = None
        self.sent: list[tuple[str, Any, str | None]] = []

    async def serve(self, page: Page) -> None:
        """Answer what the gateway does not know."""
        await page.route("**/v1/damages?*", self.list)
        await page.route("**/v1/damages/*/*", self.change)
        await page.route("**/v1/orders/*/damages", self.change)

    async def list(self, route: Route) -> None:
        """What was reported."""
        await route.fulfill(json={"items": self.rows, "next_cursor": None})

    async def change(self, route: Route) -> None:
        """It is done, unless somebody else was first."""
        request = route.request
        version = request.headers.get("if-match")
        self.sent.append((request.url.partition("/v1/")[2], request.post_data_json, version))
        if self.overtaken_by:
            self.rows, self.overtaken_by = [self.overtaken_by], None
            await refuse(route, 412, "version.stale")
            return
        self.rows = [self.after]
        await route.fulfill(json=self.after)


async def at_the_counter(open_page: OpenPage, damages: Damages, *, refunds: tuple[Any, ...] = (), **more: Any) -> Page:
    """The order's page at reception."""
    page, counter = await open_page("/reception", **more), Counter()
    counter.part = {**PART, "refunds": list(refunds)}
    await counter.at(page)
    await damages.serve(page)
    await page.goto(page.url.replace("/reception", f"/reception/orders/{ORDER}"))
    return page


async def test_m_21_a_damage_is_reported_by_keyboard_in_one_dialog(open_page: OpenPage) -> None:
    damages = Damages()
    page = await at_the_counter(open_page, damages)
    box = page.get_by_role("region", name="顾客财产损坏")
    await expect(box).to_contain_text("没有登记过损坏")
    await page.keyboard.press("d")
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_role("textbox", name="顾客的物品")).to_be_focused()
    await page.keyboard.type("顾客自带头纱")
    await page.keyboard.press("Tab")
    await page.keyboard.type("换装时被门夹破")
    await page.keyboard.press("Tab")
    await pick(page, "陈雨")
    await shot(page, "report")
    await page.keyboard.press("Control+Enter")
    await expect(dialog).to_have_count(0)
    await expect(box).to_contain_text("待与顾客商定")
    body = {"kind": "DAMAGED", "thing": "顾客自带头纱", "happened": "换装时被门夹破", "responsible_id": "chen.yu"}
    assert damages.sent == [(f"orders/{ORDER}/damages", body, None)]


async def test_m_21_who_is_at_no_counter_reports_on_the_job_sheet(open_page: OpenPage) -> None:
    damages = Damages()
    page = await open_page("/search")
    await damages.serve(page)
    await page.goto(page.url.replace("/search", f"/orders/{ORDER}"))
    fold = page.locator("summary").filter(has_text="顾客财产损坏")
    await fold.focus()
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="登记损坏").focus()
    await shot(page, "job-sheet")
    await page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_role("textbox", name="顾客的物品")).to_be_focused()
    await page.keyboard.type("耳环")
    await page.keyboard.press("Tab")
    await expect(dialog.get_by_role("textbox", name="经过")).to_be_focused()
    await page.keyboard.type("外景后少了一只")
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_text("待与顾客商定")).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth") <= 1280
    await shot(page, "job-sheet-reported")
    assert [(path, body["thing"]) for path, body, _ in damages.sent] == [(f"orders/{ORDER}/damages", "耳环")]


async def test_m_21_an_offer_that_was_overtaken_is_compared_before_it_is_sent_again(open_page: OpenPage) -> None:
    """What was typed stays, beside what the colleague has offered meanwhile."""
    damages = Damages(damage())
    damages.overtaken_by = offered()
    damages.after = offered("li.na", version=3)
    page = await at_the_counter(open_page, damages)
    await page.get_by_role("region", name="顾客财产损坏").get_by_role("button", name="继续").focus()
    await page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    amount = dialog.get_by_role("textbox", name="本店承担")
    await expect(amount).to_be_focused()
    await page.keyboard.type("120")
    await page.keyboard.press("Tab")
    await page.keyboard.type("三天内修好")
    await shot(page, "offer")
    await page.keyboard.press("Control+Enter")
    await expect(dialog.get_by_role("alert")).to_be_visible()
    await expect(dialog).to_contain_text("退款 · ¥200.00 · 三天内到账")
    await expect(amount).to_have_value("120")
    await shot(page, "offer-overtaken")
    await dialog.get_by_role("button", name="更换方案").click()
    await expect(dialog).to_have_count(0)
    body = {"how": "REPAIR", "amount": yuan(120), "terms": "三天内修好"}
    assert damages.sent == [("damages/d1/offer", body, '"1"'), ("damages/d1/offer", body, '"2"')]


async def test_m_21_money_is_offered_as_an_amount(open_page: OpenPage) -> None:
    page = await at_the_counter(open_page, Damages(damage()), language="en-GB", width=1024)
    await page.get_by_role("region", name="Customer's property damaged").get_by_role("button", name="Go on").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_text("Refund", exact=True).click()
    await dialog.get_by_role("textbox", name="The customer gets").fill("0")
    await expect(dialog.get_by_role("button", name="Ask the store manager")).to_be_disabled()
    await shot(page, "offer-en")
    await dialog.get_by_role("textbox", name="The customer gets").fill("200")
    await expect(dialog.get_by_role("button", name="Ask the store manager")).to_be_enabled()


async def test_m_21_nothing_is_owed_only_with_a_finding(open_page: OpenPage) -> None:
    damages = Damages(damage())
    damages.after = damage("CLOSED", finding="顾客自己带走", closed_by="li.na", closed_at=moment())
    page = await at_the_counter(open_page, damages)
    box = page.get_by_role("region", name="顾客财产损坏")
    await box.get_by_role("button", name="继续").click()
    await page.get_by_role("dialog").get_by_role("button", name="无需赔偿").focus()
    await page.keyboard.press("Enter")
    asked = page.get_by_role("dialog").last
    await expect(asked.get_by_role("button", name="无需赔偿")).to_be_disabled()
    await expect(asked.get_by_role("textbox", name="无需赔偿的原因")).to_be_focused()
    await page.keyboard.type("顾客自己带走")
    await page.keyboard.press("Enter")
    await expect(box).to_contain_text("无需赔偿")
    assert damages.sent == [("damages/d1/finding", {"finding": "顾客自己带走"}, None)]


@pytest.mark.parametrize("paid", [True, False])
async def test_m_39_money_makes_good_only_as_a_refund_that_was_paid(open_page: OpenPage, paid: bool) -> None:
    """Of another amount, not paid yet, or for another thing already: it does not count."""
    approved = damage("APPROVED", how="REFUND", amount=yuan(200), offered_by="li.na", decided_by="sun.wei", version=3)
    other = damage("MADE_GOOD", id="d2", how="REFUND", amount=yuan(200), refund_id="f4")
    damages = Damages(approved, other)
    damages.after = {**approved, "state": "MADE_GOOD", "signature_name": "林晓", "refund_id": REFUND["id"]}
    unfit = (
        {**REFUND, "id": "f2", "amount": yuan(300)},
        {**REFUND, "id": "f3", "state": "APPROVED"},
        {**REFUND, "id": "f4"},
    )
    page = await at_the_counter(open_page, damages, refunds=(*unfit, REFUND) if paid else unfit)
    box = page.get_by_role("region", name="顾客财产损坏")
    await box.get_by_role("button", name="继续").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("textbox", name="签收人").focus()
    await page.keyboard.type("林晓")
    if not paid:
        await expect(dialog).to_contain_text("没有其他已付出的 ¥200.00 退款")
        await shot(page, "no-refund")
        await page.keyboard.press("Enter")
        await expect(dialog.get_by_role("button", name="已赔付，顾客签字")).to_be_disabled()
        assert damages.sent == []
        return
    await expect(dialog).to_contain_text("R26-GG01-000041")
    await shot(page, "make-good")
    await page.keyboard.press("Enter")
    await expect(box).to_contain_text("已赔付")
    assert damages.sent == [("damages/d1/settlement", {"signature_name": "林晓", "refund_id": REFUND["id"]}, None)]


async def test_m_21_the_offer_that_was_seen_is_approved_and_nobody_decides_his_own(open_page: OpenPage) -> None:
    damages = Damages(offered(), offered("li.na", id="d2", thing="耳环", offered_at=moment(hours=-2)))
    damages.overtaken_by = offered(amount=yuan(300), version=3)
    damages.after = offered("li.na", id="d2", thing="耳环")
    page = await open_page()
    await damages.serve(page)
    await page.goto(f"{page.url}manager/approvals")
    box = page.get_by_role("region", name="顾客财产赔偿")
    own = box.get_by_role("listitem").filter(has_text="耳环")
    await expect(own).to_contain_text("由另一位主管审批")
    await expect(box.get_by_role("listitem").first).to_contain_text("耳环")
    await expect(own.get_by_role("button", name="批准")).to_have_count(0)
    await box.scroll_into_view_if_needed()
    await shot(page, "approvals")
    await box.get_by_role("button", name="批准").focus()
    await page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    await expect(dialog).to_contain_text("退款 · ¥200.00")
    await expect(dialog.get_by_role("button", name="批准")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(dialog.get_by_role("alert")).to_be_visible()
    await expect(dialog).to_contain_text("退款 · ¥300.00")
    await shot(page, "approval-overtaken")
    await dialog.get_by_role("button", name="批准").click()
    await expect(box.get_by_role("button", name="批准")).to_have_count(0)
    assert damages.sent == [("damages/d1/approval", None, '"2"'), ("damages/d1/approval", None, '"3"')]


async def test_m_21_a_manager_sends_an_offer_back(open_page: OpenPage) -> None:
    damages = Damages(offered())
    page = await open_page(language="en-GB", width=1024)
    await damages.serve(page)
    await page.goto(f"{page.url}manager/approvals")
    box = page.get_by_role("region", name="Damage to customers' things")
    await shot(page, "approvals-en")
    damages.after = damage(version=3)
    await box.get_by_role("button", name="Refuse").focus()
    await page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    await expect(dialog).to_contain_text("Refund · ¥200.00")
    await expect(dialog.get_by_role("textbox", name="Reason")).to_be_focused()
    await expect(dialog.get_by_role("button", name="Refuse")).to_be_disabled()
    await page.keyboard.type("The veil was torn before.")
    await shot(page, "refusal-en")
    await page.keyboard.press("Enter")
    await expect(dialog).to_have_count(0)
    assert damages.sent == [("damages/d1/rejection", {"reason": "The veil was torn before."}, '"2"')]
