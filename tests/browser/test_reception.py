"""The reception desk in the browser: the counter's daily work by keyboard."""

import json
import re
from datetime import date, timedelta
from typing import Any

from playwright.async_api import Page, Route, expect

from tests.browser.canned import LI, ORDER, WANG, moment, yuan
from tests.browser.conftest import OpenPage
from tests.browser.refusals import refuse
from tests.shots import shots_of

shot = shots_of("reception")
FULL_DAY, NEXT_DAY = ((date.today() + timedelta(days=days)).isoformat() for days in (20, 21))
FULL = {"branch_id": "GG01", "day": FULL_DAY, "starts": [],
        "other_days": [{"day": NEXT_DAY, "first_start": f"{NEXT_DAY}T01:00:00Z"}],
        "other_branches": [{"branch_id": "JN02", "name": "济南二店", "city": "济南", "phone": "0531-8888",
                            "first_start": f"{FULL_DAY}T06:00:00Z"}]}  # fmt: skip
FREE = {"branch_id": "GG01", "day": NEXT_DAY, "starts": [f"{NEXT_DAY}T01:00:00Z"], "other_days": [],
        "other_branches": []}  # fmt: skip
VISIT = {
    "id": "v1", "number": "V26-GG01-000012", "came_at": moment(hours=-1), "state": "REGISTERED",
    "receiver_id": "chen.yu", "person_id": LI, "wanted_category": "WEDDING_STUDIO", "order_id": None,
    "hold_outcome": None, "loss_reason": None,
}  # fmt: skip
ROTA = {"staff_ids": ["chen.yu", "li.na"], "turns": ["chen.yu", "li.na"], "away": {}, "next_receiver_id": "chen.yu"}
TRAFFIC = {"visits": 4, "ordered": 1, "conversion": 0.25, "open": 1, "lost": 1, "loss_reasons": {"PRICE": 1},
           "not_explained": []}  # fmt: skip
PACKAGE = {"id": "p1", "code": "SEA", "version": 1, "name": "山海之约", "clothes_sets": 4, "album_photos": 24,
           "products": [], "extra_photo_price": yuan(60), "price": yuan(3999), "discount": yuan(0)}  # fmt: skip
THE_ORDER = {
    "id": ORDER, "number": "GG01-261118-001", "branch_id": "GG01", "state": "PLACED", "owner_id": "li.na",
    "person_ids": [LI], "category": "PERSONAL_ART", "package": PACKAGE, "wedding_date": None, "wanted_date": None,
    "customer_number": None, "package_total": yuan(3999), "package_paid": yuan(1000), "selection_total": yuan(0),
    "selection_paid": yuan(0), "balance": yuan(2999), "arrears": True, "arrears_override_by": None,
    "planning_book": None, "booking_checklist": {}, "warnings": [], "placed_at": moment(hours=-2), "version": 7,
}  # fmt: skip
PART: dict[str, Any] = {
    "order": THE_ORDER, "receipts": [], "refunds": [], "deposits": [], "amendments": [], "cancellations": [],
    "check_in": None, "shoot_visits": [], "signed_days": [], "second_sales": yuan(0),
}  # fmt: skip
RECEIPT = {"id": "r1", "number": "R26-GG01-000042", "form": "R3", "amount": yuan(2999), "unpaid_after": yuan(0)}
INVOICE = {"id": "i1", "title": "李娜", "number": "00042", "state": "ISSUED", "amount": yuan(40),
           "issued_on": "2026-11-20", "issued_by": "li.na", "void_reason": None}  # fmt: skip
ARTIST = {"id": "chen.yu", "display_name": "陈雨", "roles": ["makeup_artist"], "branches": ["GG01"], "active": True}


class Counter:
    """Reception's answers; what was sent is kept, the next change can be refused."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, dict[str, Any], str]] = []
        self.refuse: dict[str, Any] | None = None
        self.found: list[dict[str, Any]] = []
        self.invoices: list[dict[str, Any]] = []
        self.part = PART

    async def at(self, page: Page) -> None:
        """Answer for reception on this page, and read it again."""
        orders = (f"orders/{ORDER}*", f"orders/{ORDER}/*", "sales*", "custody-records*", "found-items*", "invoices*")
        calls = ("phone-booking-terms*", "shoot-openings*", "found-items/*/count", "people/*/corrections")
        for path in ("visits*", "rotas/**", "traffic/**", "storage-places/*", *orders, *calls):
            await page.route(f"**/v1/{path}", self._answer)
        await page.reload()

    async def _answer(self, route: Route) -> None:
        request, path = route.request, route.request.url.split("/v1/")[1].split("?")[0]
        if request.method == "POST":
            await self._change(route, path)
            return
        answers: dict[str, Any] = {
            "visits": {"items": [VISIT], "next_cursor": None},
            f"orders/{ORDER}": THE_ORDER,
            f"orders/{ORDER}/reception": self.part,
            "storage-places/GG01": {"lockers": [], "makeup_boxes": []},
            "sales": {"items": [], "next_cursor": None},
            "invoices": {"items": self.invoices, "next_cursor": None},
            "custody-records": {"items": [], "next_cursor": None},
            "found-items": {"items": self.found, "next_cursor": None},
            "phone-booking-terms": {"branch_id": "GG01", "today": date.today().isoformat(), "kept_days": 3},
            "shoot-openings": FULL if f"day={FULL_DAY}" in request.url else FREE,
        }
        default = ROTA if path.startswith("rotas") else TRAFFIC if path.startswith("traffic") else None
        found = answers.get(path, default)
        await (route.fulfill(json=found) if found is not None else route.continue_())

    async def _change(self, route: Route, path: str) -> None:
        key = route.request.headers.get("idempotency-key", "")
        self.sent.append((path, json.loads(route.request.post_data or "{}"), key))
        if self.refuse is not None:
            refusal, self.refuse = self.refuse, None
            await route.fulfill(status=refusal["status"], json=refusal, content_type="application/problem+json")
        elif path == "visits":
            await route.fulfill(status=201, json={**VISIT, "id": "v2"})
        else:
            await route.fulfill(status=201, json=RECEIPT)


async def somebody_comes(open_page: OpenPage) -> tuple[Page, Counter]:
    """The counter, with the form of a visit open."""
    page, counter = await open_page("/reception"), Counter()
    await counter.at(page)
    await expect(page.locator(".rc-next")).to_be_visible()
    await page.keyboard.press("n")
    return page, counter


async def test_gen_02_a_walk_in_is_registered_by_keyboard_and_goes_to_whoever_is_next(open_page: OpenPage) -> None:
    page, counter = await open_page("/reception"), Counter()
    await counter.at(page)
    await expect(page.locator(".rc-next")).to_have_text("陈雨")
    await expect(page.get_by_role("region", name="来访")).to_contain_text("林晓")
    await page.keyboard.press("n")
    await expect(page.get_by_label("手机号", exact=True)).to_be_focused()
    await page.keyboard.type("13800001234")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog")).to_contain_text("由这位同事接待")
    path, body, key = counter.sent[0]
    assert (path, body["phone"], body["channel"], body["receiver_id"]) == ("visits", "13800001234", "WALK_IN", None)
    assert key
    await page.keyboard.press("o")
    await page.wait_for_url("**/reception/new?visit=v2")


async def test_m_81_whoever_registers_sees_what_is_open_for_a_known_number(open_page: OpenPage) -> None:
    page, _ = await somebody_comes(open_page)
    person = {"id": LI, "name": "林晓", "owner_id": "chen.yu"}
    step = {"code": "PRODUCTION", "due": moment(days=-2)}
    order = {"order_id": ORDER, "number": "GG01-261118-001", "stage": "PRODUCING", "next_step": step,
             "balance": yuan(39), "flags": ["ARREARS", "COMPLAINT"]}  # fmt: skip
    over = {**order, "order_id": "o9", "number": "GG01-250101-009", "stage": "CLOSED"}
    await page.route("**/v1/people/lookup*", lambda route: route.fulfill(json=person))
    await page.route("**/v1/search*", lambda route: route.fulfill(json={"items": [order, over], "missing": []}))
    await page.keyboard.type("13800001234")
    known = page.get_by_role("dialog").get_by_role("status")
    await expect(known).to_contain_text("陈雨")
    await expect(known.get_by_role("listitem")).to_have_count(1)
    line = known.get_by_role("listitem")
    for what in ("GG01-261118-001", "39.00", "投诉", "天"):
        await expect(line).to_contain_text(what)


async def test_rec_01_a_refused_registration_keeps_what_was_typed(open_page: OpenPage) -> None:
    page, counter = await somebody_comes(open_page)
    await page.get_by_label("手机号", exact=True).fill("13800001234")
    counter.refuse = {"status": 409, "code": "rota.empty", "detail": "当天没有可接单的人员。"}
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_contain_text("当天没有可接单的人员")
    await expect(page.get_by_label("手机号", exact=True)).to_have_value("13800001234")


async def test_m_47_a_call_is_read_back_and_a_full_day_offers_another_day_and_branch(open_page: OpenPage) -> None:
    page, counter = await somebody_comes(open_page)
    await page.get_by_label("手机号", exact=True).fill("13800001234")
    await page.get_by_label("姓名", exact=True).fill("李娜")
    form = page.get_by_role("dialog")
    await form.get_by_text("来电").click()
    await form.get_by_label("想拍").click()
    await page.locator(".ant-select-item-option", has_text="内景婚纱").click()
    await form.locator("[data-field=wanted_on] input").fill(FULL_DAY)
    await page.keyboard.press("Enter")
    await expect(form.get_by_role("alert")).to_contain_text("济南二店 14:00 有空档 0531-8888")
    await shot(page, "call-full")
    await form.get_by_role("button", name=re.compile("09:00")).click()
    await expect(form.locator("[data-field=wanted_on] input")).to_have_value(NEXT_DAY)
    await form.get_by_label("特别要求").fill("要花园外景")
    aloud = form.get_by_role("region", name="向顾客复述")
    await expect(aloud).to_contain_text("李娜")
    await aloud.get_by_label("已逐项复述").check()
    await aloud.get_by_label("已说明").check()
    await form.get_by_label("特别要求").fill("要花园外景，不走楼梯")
    await expect(aloud.get_by_label("已逐项复述")).not_to_be_checked()
    await expect(form.get_by_role("button", name="登记", exact=True)).to_be_disabled()
    await aloud.get_by_label("已逐项复述").check()
    await shot(page, "call-read-back")
    await page.keyboard.press("Control+Enter")
    await expect(form).to_contain_text("由这位同事接待")
    (path, body, _), *_more = counter.sent
    agreed = body["phone_booking"]
    assert (path, body["channel"], body["name"], body["wanted_category"]) == (
        "visits",
        "PHONE",
        "李娜",
        "WEDDING_STUDIO",
    )
    assert (agreed["wanted_on"], agreed["wishes"], agreed["read_back"]) == (NEXT_DAY, "要花园外景，不走楼梯", True)
    assert agreed["kept_until"] == (date.today() + timedelta(days=3)).isoformat()


async def test_m_47_what_scheduling_cannot_say_is_not_taken_for_a_free_day(open_page: OpenPage) -> None:
    page, _counter = await somebody_comes(open_page)
    await page.route("**/v1/shoot-openings?*", lambda route: refuse(route, 503, "upstream.unavailable"))
    form = page.get_by_role("dialog")
    await form.get_by_text("来电").click()
    await form.get_by_label("想拍").click()
    await page.locator(".ant-select-item-option", has_text="内景婚纱").click()
    await form.locator("[data-field=wanted_on] input").fill(FULL_DAY)
    await page.keyboard.press("Enter")
    await expect(form.get_by_role("alert")).to_contain_text("稍等片刻再试")
    await page.unroute("**/v1/shoot-openings?*")
    await form.get_by_role("button", name="重试").click()
    await expect(form.get_by_role("alert")).to_contain_text("济南二店")


async def test_what_cannot_be_read_is_not_left_out_without_a_word(open_page: OpenPage) -> None:
    page, counter = await somebody_comes(open_page)
    await page.get_by_label("手机号", exact=True).fill("13800001234")
    day = page.locator("[data-field=wedding_date] input")
    await day.fill("2027-02-30")
    await page.keyboard.press("Control+Enter")
    await expect(day).to_have_accessible_description("没有“2027-02-30”这一天，请重新输入，如 2026-11-26")
    assert counter.sent == []


async def test_a_day_is_typed_key_by_key_as_people_write_it(open_page: OpenPage) -> None:
    page, counter = await somebody_comes(open_page)
    await page.get_by_label("手机号", exact=True).fill("13800001234")
    day = page.locator("[data-field=wedding_date] input")
    for typed, meant in {"2027-12-15": "2027-12-15", "20271106": "2027-11-06", "2027/3/31": "2027-03-31"}.items():
        await day.focus()
        await page.keyboard.press("Control+a")
        await page.keyboard.type(typed)
        await page.keyboard.press("Tab")
        await expect(day).to_have_value(meant)
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_role("dialog")).to_contain_text("由这位同事接待")
    assert counter.sent[0][1]["wedding_date"] == "2027-03-31"


async def test_what_is_wrong_with_a_field_stands_beside_it_until_something_else_is_typed(open_page: OpenPage) -> None:
    """The first wrong field has the keyboard; whoever does not see it hears what it is about."""
    page, counter = await somebody_comes(open_page)
    phone, name = page.get_by_label("手机号", exact=True), page.get_by_label("姓名", exact=True)
    await phone.fill("1380000")
    await name.fill("李")
    wrong = [
        {"field": "body.phone", "kind": "string_pattern_mismatch", "message": "…", "limit": None},
        {"field": "body.name", "kind": "string_too_short", "message": "…", "limit": 2},
        {"field": "query.nothing_shown", "kind": "missing", "message": "…", "limit": None},
    ]
    counter.refuse = {"status": 422, "code": "invalid", "detail": "请求内容有误", "errors": wrong[:2]}
    await page.keyboard.press("Enter")
    await expect(phone).to_be_focused()
    await expect(phone).to_have_accessible_description("格式不正确")
    await expect(name).to_have_accessible_description("至少 2 个字")
    await expect(phone).to_have_attribute("aria-invalid", "true")
    await expect(page.get_by_role("alert")).to_have_count(2)
    await phone.fill("13800001234")
    await expect(phone).not_to_have_attribute("aria-invalid", "true")
    await expect(page.get_by_role("alert")).to_have_count(1)
    counter.refuse = {"status": 422, "code": "invalid", "detail": "请求内容有误", "errors": wrong[2:]}
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_contain_text("请求内容有误")


async def test_whoever_presses_a_button_that_is_not_ready_sees_what_it_waits_for(open_page: OpenPage) -> None:
    page, counter = await open_page(f"/reception?order={ORDER}", language="en-GB"), Counter()
    await counter.at(page)
    await expect(page.locator(".page-head")).to_contain_text("¥2,999.00")
    await page.keyboard.press("m")
    amount = page.locator("[data-field=amount] input")
    await amount.fill("")
    await page.get_by_role("button", name="Take and print").click(force=True)
    await expect(amount).to_be_focused()
    await expect(amount).to_have_accessible_description("Please fill this in")
    await amount.fill("12,5,x")
    await page.keyboard.press("Tab")
    await expect(amount).to_have_accessible_description("Type an amount such as 3999 or 39.90")
    await amount.fill("12.50")
    await expect(amount).to_have_accessible_description("")
    assert counter.sent == []


async def test_fin_05_money_is_taken_in_three_actions_once_and_its_paper_opens(open_page: OpenPage) -> None:
    page, counter = await open_page(f"/reception?order={ORDER}"), Counter()
    await counter.at(page)
    await expect(page.locator(".page-head")).to_contain_text("欠款 ¥2,999.00")
    await page.keyboard.press("m")
    await page.get_by_role("dialog").get_by_text("现金", exact=True).or_(page.get_by_label("已验钞")).first.wait_for()
    await page.get_by_label("已验钞").check()
    counter.refuse = {"status": 503, "code": "upstream.unavailable", "detail": "暂时无法连接。"}
    await page.get_by_role("button", name="收款并打印").click()
    await expect(page.get_by_role("alert")).to_contain_text("暂时无法连接")
    async with page.expect_popup() as paper:
        await page.get_by_role("button", name="收款并打印").dblclick()
    assert (await paper.value).url is not None
    await expect(page.get_by_role("dialog")).to_contain_text("R26-GG01-000042")
    (_, first, key), (_, second, again) = counter.sent
    assert (first, key) == (second, again)
    assert (first["form"], first["amount"], first["note_tested"]) == ("R3", yuan(2999), True)


def written(number: int, kept: str | None) -> dict[str, Any]:
    """A receipt, and what keeps it from being voided."""
    return {**RECEIPT, "id": f"r{number}", "number": f"R26-{number}", "order_id": ORDER, "state": "ISSUED",
            "business_day": "2026-11-20", "taken_at": "2026-11-20T10:00:00Z", "method": "WECHAT",
            "cashier_id": "li.na", "void_reason": None, "kept": kept}  # fmt: skip


async def test_m_77_m_39_m_45_a_receipt_is_offered_to_be_voided_only_while_it_can_be(open_page: OpenPage) -> None:
    page, counter = await open_page(f"/reception?order={ORDER}"), Counter()
    counter.part = {
        **PART, "receipts": [written(1, "SIGNED"), written(2, "PAID_BACK"), written(3, "INVOICED"), written(4, None)],
    }  # fmt: skip
    await counter.at(page)
    lines = page.get_by_role("region", name="收据").get_by_role("listitem")
    for number, told in ((1, "当日已结账，不能作废"), (2, "已退款或已申请退款，不能作废"), (3, "已开发票，先作废发票")):
        line = lines.filter(has=page.get_by_text(f"R26-{number}", exact=True)).first
        await expect(line).to_contain_text(told)
        await expect(line.get_by_role("button", name="作废")).to_have_count(0)
    line = lines.filter(has=page.get_by_text("R26-4", exact=True)).first
    await expect(line.get_by_role("button", name="作废")).to_be_visible()


async def test_m_39_every_amount_to_give_back_says_of_which_receipt(open_page: OpenPage) -> None:
    page, counter = await open_page(f"/reception?order={ORDER}"), Counter()
    counter.part = {**PART, "receipts": [written(1, None), written(2, None)]}
    await counter.at(page)
    await page.get_by_text("申请取消订单").click()
    for number in (1, 2):
        await page.get_by_role("checkbox", name=f"R26-{number}").check()
        await page.get_by_role("textbox", name=f"退款金额 R26-{number}").fill("10")


async def test_fin_14_a_sale_on_the_shoot_day_names_its_seller_and_its_paper_opens(open_page: OpenPage) -> None:
    page, counter = await open_page(f"/reception?order={ORDER}"), Counter()
    await page.route("**/v1/staff?*", lambda route: route.fulfill(json={"items": [ARTIST], "next_cursor": None}))
    await counter.at(page)
    await page.get_by_role("button", name="登记现场销售").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_placeholder("用了或卖了什么").fill("假睫毛")
    await dialog.get_by_label("数量").first.fill("0")
    await page.keyboard.press("Tab")
    await expect(dialog.get_by_role("alert")).to_have_text("请输入 1–1000 的整数")
    await dialog.get_by_label("数量").first.fill("1")
    await dialog.get_by_label("单价").first.fill("30")
    await expect(dialog.get_by_role("button", name="收款并打印 ¥30.00")).to_be_disabled()
    await dialog.get_by_label("销售人").click()
    await page.keyboard.press("Enter")
    await dialog.get_by_label("已验钞").check()
    await dialog.get_by_label("单价").nth(1).fill("3.999")
    await dialog.get_by_role("button", name="收款并打印 ¥30.00").click()
    await expect(dialog.get_by_role("alert")).to_have_text("请输入金额，如 3999 或 39.90")
    await expect(dialog.get_by_label("单价").nth(1)).to_be_focused()
    await dialog.get_by_label("单价").nth(1).fill("")
    async with page.expect_popup() as paper:
        await dialog.get_by_label("销售人").press("Control+Enter")
    assert (await paper.value).url is not None
    ((path, body, _key),) = counter.sent
    assert path == f"orders/{ORDER}/sales"
    assert body["items"] == [{"name": "假睫毛", "quantity": 1, "unit_price": yuan(30)}]
    assert (body["seller_id"], body["note_tested"]) == ("chen.yu", True)


async def test_a_26_a_cash_back_is_paid_in_two_actions_to_whoever_signs_and_the_next_one_waits(
    open_page: OpenPage,
) -> None:
    page = await open_page()
    other = "01890000-0000-7000-8000-0000000000ff"
    owed: list[dict[str, Any]] = [
        {"order_id": one, "person_id": who, "amount": yuan(100), "state": "APPROVED", "earned_at": moment(hours=-3),
         "decided_by": "sun.wei"}
        for one, who in ((ORDER, LI), (other, WANG))
    ]  # fmt: skip
    paid: list[Any] = []

    async def payout(route: Route) -> None:
        paid.append(route.request.post_data_json)
        await route.fulfill(json=owed.pop(0) | {"state": "PAID"})

    waiting: dict[str, Any] = {"items": [], "next_cursor": None}
    await page.route("**/v1/cash-backs?*WAITING*", lambda route: route.fulfill(json=waiting))
    await page.route("**/v1/cash-backs?*APPROVED*", lambda route: route.fulfill(json=waiting | {"items": owed}))
    await page.route("**/v1/orders/*/cash-back/payout", payout)
    await page.goto(f"{page.url}reception/approvals")
    back = page.get_by_role("region", name="推荐人返现")
    await back.get_by_role("button", name="付款").first.press("Enter")
    await expect(page.get_by_label("签收人姓名")).to_have_value("林晓")
    async with page.context.expect_page() as paper:
        await page.keyboard.press("Enter")
    printed = await paper.value
    assert printed.url.endswith(f"/v1/orders/{ORDER}/cash-back/print")
    await printed.close()
    assert paid == [{"method": "CASH", "signature_name": "林晓"}]
    await expect(back.get_by_role("listitem")).to_have_count(1)
    await expect(back.get_by_role("button", name="付款")).to_be_focused()


async def test_the_counter_speaks_english(open_page: OpenPage) -> None:
    page, counter = await open_page("/reception", language="en-GB"), Counter()
    await counter.at(page)
    await expect(page.get_by_role("region", name="Visits")).to_contain_text("At the counter")
    await expect(page.get_by_role("region", name="Traffic today")).to_contain_text("25%")
    await expect(page.get_by_role("region", name="Traffic today")).to_contain_text("Price 1")
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
