"""The customer service desk: one key per outcome, answers of return visits, visits that are owed."""

from typing import Any

from playwright.async_api import Route, expect

from tests.browser.canned import ORDER, moment, yuan
from tests.browser.conftest import OpenPage
from tests.browser.service_desk import SCRIPT, THANKS, ServiceDesk, at, line, shot


async def test_one_key_ends_a_contact_and_shows_the_next(open_page: OpenPage) -> None:  # CS-10, GEN-11
    desk = ServiceDesk()
    desk.contacts[0] |= {"owed": yuan(1999), "on_duty": True}
    page = await at(open_page, "", desk)
    await expect(page.get_by_role("article")).to_contain_text(SCRIPT)
    await expect(page.get_by_role("article")).to_contain_text("欠款 ¥1,999.00")  # REC-10
    await expect(page.get_by_role("article")).to_contain_text("带上身份证")
    await shot(page, "contacts")
    await page.keyboard.press("1")
    await page.keyboard.press("1")
    await expect(page.get_by_role("article", name="拍摄后回访")).to_be_visible()
    assert desk.sent == [("contacts/c1/outcome", {"outcome": "REACHED", "channel": "PHONE", "note": None,
                                                  "next_try_at": None})]  # fmt: skip


async def test_a_dissatisfied_answer_wants_a_note_and_a_failure_keeps_it(open_page: OpenPage) -> None:  # CS-11
    desk = ServiceDesk()
    desk.refuse["contacts/c2/outcome"] = 1
    page = await at(open_page, "", desk)
    await expect(page.get_by_role("article", name="明日拍摄确认")).to_be_visible()
    await page.keyboard.press("j")
    await expect(page.get_by_role("article", name="拍摄后回访")).to_contain_text(THANKS)
    await shot(page, "visit")
    await page.keyboard.press("3")
    await expect(page.get_by_role("alert")).to_contain_text("请写明原因")
    assert desk.sent == []
    await expect(page.get_by_label("备注")).to_be_focused()
    await page.keyboard.type("等得太久")
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_role("alert")).to_contain_text("暂时不可用")
    await expect(page.get_by_label("备注")).to_have_value("等得太久")
    await shot(page, "refused")
    await page.get_by_role("button", name="重试").click()
    await expect(page.get_by_role("article", name="明日取件")).to_be_visible()
    _, body = desk.sent[-1]
    assert (body["answer"], body["note"]) == ("DISSATISFIED", "等得太久")


async def test_after_an_extra_service_words_on_the_telephone_a_signature_on_the_spot(open_page: OpenPage) -> None:
    """M-29: the answer alone is not enough."""
    desk = ServiceDesk()
    desk.contacts = [line(number, "M-29", -1, work_order_id=f"w{number}") for number in (4, 5)]
    page = await at(open_page, "", desk)
    await expect(page.get_by_role("article", name="有偿服务回访")).to_be_visible()
    await page.keyboard.press("1")
    await expect(page.get_by_role("alert")).to_contain_text("请记下顾客的意见")
    await expect(page.get_by_label("备注")).to_be_focused()
    await page.keyboard.type("很漂亮")
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_label("备注")).to_have_value("")
    heard_again = await page.evaluate("performance.now() + 800")  # until then a press is half of a double one
    await page.get_by_role("combobox", name="方式").click()
    await page.locator(".ant-select-item-option", has_text="当面").click()
    pad = page.get_by_role("img", name="顾客签字")
    await pad.hover()
    await page.mouse.down()
    await page.mouse.move(700, 500, steps=4)
    await page.mouse.up()
    await shot(page, "on-site")
    await page.wait_for_function("moment => performance.now() > moment", arg=heard_again)
    await page.keyboard.press("1")
    await expect(page.get_by_role("article")).to_have_count(0)
    (_, called), (_, signed) = desk.sent
    assert (called["answer"], called["note"], called["channel"]) == ("SATISFIED", "很漂亮", "PHONE")
    assert (signed["answer"], signed["channel"]) == ("SATISFIED", "IN_PERSON")
    assert signed["signature_image"]


async def test_in_english_on_a_tablet(open_page: OpenPage) -> None:
    desk = ServiceDesk()
    page = await at(open_page, "/complaints", desk, language="en-GB", width=1024, height=768)
    await expect(page.get_by_role("region", name="Leader")).to_contain_text("Decide")
    await shot(page, "board-en")
    await page.keyboard.press("n")
    await expect(page.get_by_label("What the customer says")).to_be_focused()
    await shot(page, "new-en")
    await page.goto(page.url.replace("/complaints/new", ""))
    await expect(page.get_by_role("article")).to_contain_text("Remind the customer")
    await shot(page, "contacts-en")


async def test_who_owes_visits_is_red_and_a_drawn_visit_is_scored(open_page: OpenPage) -> None:  # M-12, M-17
    desk = ServiceDesk()
    page = await at(open_page, "/return-visits/month", desk)
    row = page.get_by_role("table", name="主管本人应做的回访").get_by_role("row").nth(1)
    await expect(row.locator(".red")).to_have_text("1 / 3")
    await expect(page.get_by_role("button", name="抽")).to_be_visible()
    await page.keyboard.press("d")
    await page.get_by_role("radio", name="4 分").check()
    await page.get_by_role("radio", name="一般", exact=True).check()
    await page.get_by_label("说明").fill("相册拿到晚了")
    await shot(page, "visit-check")
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_role("region", name="抽查回访")).to_contain_text("相册拿到晚了")
    assert [path for path, _ in desk.sent] == ["visit-checks", "visit-checks/v1/score"]
    assert desk.sent[1][1] == {"score": 4, "answer": "SO_SO", "remark": "相册拿到晚了"}


async def test_a_problem_is_handed_to_the_store_manager(open_page: OpenPage) -> None:  # REC-15
    desk = ServiceDesk()
    page = await at(open_page, "", desk)
    await expect(page.get_by_role("article", name="明日拍摄确认")).to_be_visible()
    await page.keyboard.press("e")
    await expect(page.get_by_role("dialog").get_by_label("问题")).to_be_focused()
    await page.keyboard.type("礼服租给了别人")
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_text("已上报店长。")).to_be_visible()
    assert desk.sent == [("contacts/c1/escalation", {"problem": "礼服租给了别人", "responsible_staff_id": None})]


async def test_gen_07_a_delay_says_who_called_and_more_than_one_may_promise_waits(open_page: OpenPage) -> None:
    """M-34, PCK-03: what waits is agreed to where it is read."""
    desk = ServiceDesk()
    page = await at(open_page, "", desk)
    sent: list[Any] = []
    asked = {
        "id": "d1", "branch_id": "GG01", "order_id": ORDER, "order_number": "GG01-261118-001", "stage": "PRODUCING",
        "cause": "打印机故障", "promise": "加班赶制", "compensation": yuan(300), "offer": "ASKED", "decided_by": None,
        "decided_at": None, "refusal": None, "responsible_id": None, "recorded_by": "sun.wei",
        "recorded_at": moment(hours=-1),
        "call": {"state": "DONE", "contact_id": "c9", "by": "li.na", "at": moment(minutes=-30), "outcome": "REACHED",
                 "result": "可以等到周五"},
    }  # fmt: skip

    async def take(route: Route) -> None:
        sent.append((route.request.url.partition("/v1/")[2], route.request.post_data_json))
        asked.update(offer="AGREED", decided_by="li.na")
        await route.fulfill(status=201, json=asked)

    async def listed(route: Route) -> None:
        await route.fulfill(json={"items": [asked], "next_cursor": None})

    await page.route("**/v1/delays?**", listed)
    await page.route("**/v1/delays/d1/approval", take)
    await page.route(f"**/v1/orders/{ORDER}/delays", take)
    await page.goto(page.url.replace("/customer-service", "/customer-service/delays"))
    row = page.get_by_role("table", name="延期记录").locator("tbody tr")
    await expect(row).to_contain_text("可以等到周五")
    await expect(row).to_contain_text("待审批")
    await shot(page, "delays")
    await row.get_by_role("button", name="同意", exact=True).click()
    await page.get_by_role("dialog").get_by_role("button", name="同意", exact=True).click()
    await expect(row).to_contain_text("已同意")
    assert [path for path, _ in sent] == ["delays/d1/approval"]
