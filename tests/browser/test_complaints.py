"""Complaints by who must act, what many complain about, and what is reported and wished at any desk."""

import re
from datetime import date, timedelta

from playwright.async_api import expect

from tests.browser.canned import ORDER
from tests.browser.conftest import OpenPage
from tests.browser.service_desk import ServiceDesk, at, shot


async def test_complaints_stand_with_who_must_act_and_are_judged(open_page: OpenPage) -> None:  # CS-33, M-22
    desk = ServiceDesk()
    page = await at(open_page, "/complaints", desk)
    first = page.get_by_role("region", name="客服处理").get_by_role("link").first
    await expect(first).to_contain_text("迟 30 分钟")
    await expect(page.get_by_role("region", name="领导批示")).to_contain_text("重大投诉")
    await shot(page, "board")
    await first.click()
    await page.get_by_role("radio", name="有效投诉").check()
    await shot(page, "judge")
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_role("region", name="调查原因")).to_be_visible()
    assert desk.sent[0][1] == {"verdict": "ESTABLISHED", "class": "VALID", "responsible_department": "RECEPTION",
                               "explanation": None, "handler_id": None}  # fmt: skip


async def test_a_major_complaint_is_decided_when_it_is_analysed(open_page: OpenPage) -> None:  # M-88
    desk = ServiceDesk()
    page = await at(open_page, "/complaints/k3", desk)
    decide = page.get_by_role("region", name="批示方案")
    await decide.get_by_role("radio", name="退还定金").check()
    await expect(decide.get_by_role("status")).to_contain_text("须先填写分析")
    await expect(decide.get_by_role("button")).to_be_disabled()
    await page.get_by_role("button", name="填写分析").press("Enter")
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_label("技术分析")).to_be_focused()
    await page.keyboard.type("色彩不稳")
    for words in ("两张相纸", "会在网上发表", "重新制作"):
        await page.keyboard.press("Tab")
        await page.keyboard.type(words)
    await shot(page, "analysis")
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_role("region", name="索赔分析")).to_contain_text("会在网上发表")
    await decide.get_by_role("radio", name="退还定金").check()
    await expect(decide.get_by_role("button")).to_be_enabled()
    assert desk.sent == [("complaints/k3/analysis", {"technique": "色彩不稳", "cost": "两张相纸",
                                                     "risk": "会在网上发表", "handling": "重新制作"})]  # fmt: skip


async def test_what_many_complain_about_becomes_an_issue_and_is_answered(open_page: OpenPage) -> None:  # M-09
    desk = ServiceDesk()
    page = await at(open_page, "/complaints", desk)
    banner = page.get_by_role("region", name="可能的共同问题")
    await expect(banner).to_contain_text("30 天内有 3 件投诉说的可能是同一件事：门市")
    await shot(page, "issue-suggested")
    await page.keyboard.press("o")
    await expect(page.get_by_role("region", name="归入的投诉").get_by_role("listitem")).to_have_count(3)
    await page.keyboard.press("m")
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_label("会议日期")).to_be_focused()
    day = (date.today() + timedelta(days=2)).isoformat()
    await dialog.get_by_label("会议日期").fill(day)
    await page.keyboard.press("Tab")
    await page.keyboard.type("19")
    await page.keyboard.press("Tab")
    await page.keyboard.type("二楼会客厅")
    await shot(page, "issue-meeting")
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_role("region", name="问题内容")).to_contain_text("二楼会客厅")
    await shot(page, "issue")
    await page.goto(page.url.replace("/issues/i1", "/k3"))
    await expect(page.get_by_role("region", name="共同问题").get_by_role("button")).to_be_visible()
    await page.keyboard.press("i")
    await expect(dialog.get_by_role("radio", name="I26-GG01-0001")).to_be_checked()
    await shot(page, "issue-link")
    await page.keyboard.press("Enter")
    await page.get_by_role("region", name="共同问题").get_by_role("link", name="I26-GG01-0001").press("Enter")
    await page.get_by_role("button", name="发公告").press("Enter")
    await expect(dialog.get_by_label("公告内容")).to_be_focused()
    await page.keyboard.type("全部免费重做")
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_role("button", name="结束")).to_be_visible()
    issues = page.url.replace("/issues/i1", "/issues")
    for key in ("g", "c"):  # leads to the contacts, and closes nothing
        await page.keyboard.press(key)
    await expect(page.get_by_role("article")).to_be_visible()
    await page.goto(issues)
    await expect(page.get_by_role("region", name="共同问题")).to_contain_text("已答复")
    await shot(page, "issues")
    opened, meeting, linked, notice = desk.sent
    assert opened == (" complaint-issues", {
        "branch_id": "GG01", "subject": "门市", "cause_kind": None, "department": "RECEPTION",
        "about_customer_service": False, "complaint_ids": ["k0", "k1", "k2"],
    })  # fmt: skip
    assert meeting == ('"1" complaint-issues/i1/meeting', {"meets_at": f"{day}T11:00:00.000Z", "place": "二楼会客厅"})
    assert linked == (" complaint-issues/i1/complaints/k3", {})
    assert notice == ('"2" complaint-issues/i1/notice', {"text": "全部免费重做"})


async def test_one_key_reports_for_a_customer_with_his_order(open_page: OpenPage) -> None:  # M-32
    desk = ServiceDesk()
    page = await at(open_page, "", desk)
    await page.goto(page.url.replace("/customer-service", f"/orders/{ORDER}"))
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    await page.keyboard.press("!")
    await expect(page.get_by_label("顾客的原话")).to_be_focused()
    await page.keyboard.type("相册少了两页")
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_role("heading", level=1)).to_contain_text("C26-GG01-0000")
    assert (desk.sent[0][1]["order_id"], desk.sent[0][1]["content"]) == (ORDER, "相册少了两页")


async def test_what_we_do_not_offer_yet_is_noted_at_any_desk_and_told_when_we_do(open_page: OpenPage) -> None:  # M-33
    desk = ServiceDesk()
    page = await at(open_page, "", desk)
    await page.goto(page.url.replace("/customer-service", f"/orders/{ORDER}"))
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    await page.keyboard.press("!")
    await expect(page.get_by_label("顾客的原话")).to_be_focused()
    await page.keyboard.press("Alt+w")
    await expect(page.get_by_role("combobox", name="需要什么")).to_be_focused()
    await page.keyboard.type("水下")
    await page.locator(".ant-select-item-option", has_text="水下摄影").click()
    await expect(page.locator(".ant-select-dropdown")).to_be_hidden()  # until then the list takes the key
    await shot(page, "new-wish")
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_text("已登记，请感谢顾客提出。")).to_be_visible()
    await expect(page).to_have_url(re.compile(f"/orders/{ORDER}$"))
    assert desk.sent.pop() == (
        "wishes",
        {"branch_id": "GG01", "subject": "水下摄影", "helped": None, "order_id": ORDER},
    )
    await page.goto(page.url.replace(f"/orders/{ORDER}", "/customer-service/wishes"))
    first = page.get_by_role("row").nth(1)
    await expect(first).to_contain_text("水下摄影")
    await shot(page, "wishes")
    await first.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog").get_by_role("row").nth(1)).to_contain_text("介绍了酒店泳池")
    await expect(page.get_by_role("dialog").get_by_role("row").nth(2)).to_contain_text("只计次数")
    await shot(page, "who-wished")
    await page.keyboard.press("Escape")
    await first.focus()
    await page.keyboard.press("e")
    await expect(page.get_by_role("combobox", name="需要什么")).to_be_focused()
    await page.keyboard.press("Control+a")
    await page.keyboard.type("宠物合影")
    await expect(page.get_by_role("dialog")).to_contain_text("将合并为一项")
    await page.get_by_role("dialog").get_by_role("button", name="合并").click()
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await first.focus()
    await page.keyboard.press("a")
    await expect(page.get_by_role("dialog")).to_contain_text("2 位顾客")
    await page.keyboard.press("Enter")
    await expect(first).to_contain_text("宠物合影")
    assert desk.sent == [("wish-subjects/s1/merge", {"into_id": "s2"}), ("wish-subjects/s1/available", None)]
