"""The papers of an order: put together in the browser from what every department answers."""

import re
from typing import Any

import pytest
from playwright.async_api import Page, Route, expect

from tests.browser.canned import LI, ORDER, WANG, answered, job_sheet, moment, yuan
from tests.browser.conftest import OpenPage
from tests.browser.test_reception import PART, RECEIPT, THE_ORDER
from tests.browser.test_work_orders import work
from tests.shots import shots_of

shot = shots_of("print")

PIECE = {
    "id": "k1", "branch_id": "GG01", "order_id": ORDER, "code": "GG01-261118-001-01", "product_code": "ALBUM",
    "name": "18寸入册", "due_on": "2026-12-20",
}  # fmt: skip
COUNTER = {
    **PART,
    "order": {**THE_ORDER, "planning_book": {"taste": "自然光"}, "booking_checklist": {"care_notes_given": True}},
    "receipts": [{**RECEIPT, "state": "ISSUED", "method": "WECHAT", "taken_at": moment(days=-2)}],
}
SCHEDULE = {"order": {}, "bookings": [], "shoot_days": [{"preferences": "淡妆", "skin_notes": None}], "reshoots": []}
WORKSHOP = {
    "order_id": ORDER, "number": "GG01-261118-001", "urgent": True, "production_due_on": "2026-12-20",
    "selection": {"design_mode": "CUSTOM", "review_on": None, "pickup_on": "2026-12-24", "choices": [
        {"photo_id": "f1", "purposes": ["ALBUM", "ENLARGEMENT"], "remark": "去掉路牌"},
        {"photo_id": "f2", "purposes": ["ENLARGEMENT"], "remark": ""}]},
    "layouts": [{"round": 2, "pages": 24, "state": "APPROVED", "remarks": "封面用海景"}],
    "work_items": [], "reworks": [],
    "pieces": [{**PIECE, "steps": [{"step": "PRINT", "at": moment(days=-1), "by": "chen.yu"}]}],
}  # fmt: skip
SHELF: dict[str, Any] = {
    "order_id": ORDER, "order_number": "GG01-261118-001", "person_ids": [LI, WANG], "wedding": False,
    "arrears_amount": None, "service_card": None,
    "pieces": [{**PIECE, "state": "HANDED_OVER", "handover_id": "h1"},
               {**PIECE, "id": "k2", "code": "GG01-261118-001-02", "name": "摆台", "state": "CHECKED"}],
    "handovers": [{"id": "h1", "done_at": moment(hours=-1), "done_by": "li.na", "pieces": 1, "remaining": 1,
                   "proxy_person_id": WANG}],
}  # fmt: skip
SILENT = {"available": False, "reason": "upstream.unavailable"}
REPORT: dict[str, Any] = {
    "branch_id": "GG01", "day": "2026-11-26", "currency": "CNY", "missing_numbers": [], "voids": 0, "sales": [],
    "receipts": [], "by_form": {"R1": yuan(500), "R3": yuan(2999), "R6": yuan(800)},
    "by_method": {"CASH": yuan(500), "WECHAT": yuan(3799)}, "by_handler": {"li.na": yuan(3499), "sun.wei": yuan(800)},
    "by_cashier": {"zhao.min": yuan(4299)}, "sold_by_seller": {"chen.yu": yuan(150)}, "taken": yuan(4299),
    "refunded": yuan(300), "sold": yuan(150), "cash_back": yuan(0), "cash_backs": [], "float_start": yuan(500),
    "computed_cash": yuan(1000),
    "refunds": [{"receipt_number": f"R26-GG01-00003{one}", "method": "CASH", "amount": yuan(100)} for one in range(3)],
    "deposits": [{"number": f"Y26-GG01-00001{one}", "object": "LOCKER", "object_number": f"{one}", "method": "CASH",
                  "movement": "IN" if one % 2 else "OUT", "amount": yuan(50)} for one in range(5)],
    "performance": [{"staff_id": "chen.yu", "role": role, "orders": 2, "sets": 4}
                    for role in ("PHOTOGRAPHER", "MAKEUP_ARTIST", "ASSISTANT")],
}  # fmt: skip
SIGNED_DAY = {
    "report": REPORT, "state": "SIGNED", "report_number": "P26-GG01-0007", "counted_cash": yuan(980),
    "float_left": yuan(500), "difference": yuan(-20), "note": "少 20 元，已查找，未找到。", "counted_by": "zhao.min",
    "signed_by": "sun.wei", "signed_at": moment(hours=-1),
    "opening": {"counted": yuan(500), "expected": yuan(500), "incident": False, "counted_by": "zhao.min",
                "counted_at": moment(hours=-10)},
}  # fmt: skip
SAID = {
    "job-sheet": ["流程单", "林晓", "¥2,600.00", "已排期", "淡妆", "山海之约"],
    "booking-form": ["定单", "林晓", "¥3,999.00", "R26-GG01-000042", "自然光", "已送温馨提示", "公司盖章"],
    "production-sheet": [
        "制作单",
        "12月24日",
        "GG01-261118-001-01",
        "陈雨",
        "DSC_0041.jpg",
        "去掉路牌",
        "DSC_0044.jpg",
        "封面用海景",
    ],
    "hand-over-slip": ["取件单", "18寸入册", "已交付", "王锐 (代取)", "尚有 1 件未取"],
}


async def open_paper(open_page: OpenPage, kind: str, **parts: Any) -> Page:
    """The paper, in a browser that counts how often it is printed."""
    page = await open_page("/c/nobody")
    await page.add_init_script("window.print = () => { window.printed = (window.printed || 0) + 1; }")
    answers = {
        "order_id": ORDER, "job_sheet": answered(job_sheet()), "reception": answered(COUNTER),
        "scheduling": answered(SCHEDULE), "post_production": answered(WORKSHOP), "pickup": answered(SHELF),
        "customer_service": SILENT, **parts,
    }  # fmt: skip
    proofs = [{"id": "f1", "name": "DSC_0041.jpg"}, {"id": "f2", "name": "DSC_0044.jpg"}]
    photos = {"items": proofs, "next_cursor": None}
    await page.route(f"**/v1/orders/{ORDER}/job-sheet", lambda route: route.fulfill(json=answers))
    await page.route(f"**/v1/orders/{ORDER}/photos*", lambda route: route.fulfill(json=photos))
    await page.goto(page.url.replace("/c/nobody", f"/print/{kind}/{ORDER}"))
    return page


@pytest.mark.parametrize("kind", SAID)
async def test_rec_14_a_paper_prints_itself_once_with_names_and_figures(open_page: OpenPage, kind: str) -> None:
    page = await open_paper(open_page, kind)
    paper = page.get_by_role("article")
    for words in SAID[kind]:
        await expect(paper).to_contain_text(words)
    await page.wait_for_function("() => window.printed === 1")
    await page.emulate_media(media="print")
    await expect(page.get_by_role("button", name="关闭")).to_be_hidden()
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_a_paper_without_its_department_says_so_and_is_not_printed(open_page: OpenPage) -> None:
    page = await open_paper(open_page, "hand-over-slip", pickup=SILENT)
    await expect(page.get_by_text("取件暂时无法连接")).to_be_visible()
    await expect(page.get_by_role("button", name="打印")).to_be_disabled()
    assert await page.evaluate("window.printed") is None


async def test_rec_02_care_notes_print_in_the_customers_language(open_page: OpenPage) -> None:
    page = await open_page("/c/nobody")
    await page.add_init_script("window.print = () => { window.printed = (window.printed || 0) + 1; }")
    said = {"zh-CN": "男士自带一双白袜子。", "en": "Men: bring a pair of white socks."}

    async def notes(route: Route) -> None:
        line = said["en" if "language=en" in route.request.url else "zh-CN"]
        groups = [{"about": "BRING", "lines": [line]}]
        about = {"order_id": ORDER, "number": "GG01-261118-001", "branch_id": "GG01", "category": "WEDDING_SEA"}
        await route.fulfill(json={**about, "shoot_at": moment(days=2), "groups": groups})

    await page.route(f"**/v1/orders/{ORDER}/care-notes*", notes)
    sheets = {"items": [job_sheet()], "next_cursor": None}
    await page.route("**/v1/job-sheets?*", lambda route: route.fulfill(json=sheets))
    await page.goto(page.url.replace("/c/nobody", f"/print/care-notes/{ORDER}"))
    paper = page.get_by_role("article")
    for words in ("爱心小叮咛", "林晓", "请穿着或携带", said["zh-CN"]):
        await expect(paper).to_contain_text(words)
    await page.wait_for_function("() => window.printed === 1")
    await shot(page, "care-notes")
    await page.get_by_text("英文", exact=True).click()
    for words in ("Please wear and bring", said["en"]):
        await expect(paper).to_contain_text(words)


async def test_m_26_three_copies_of_a_work_order_each_with_what_its_keeper_needs(open_page: OpenPage) -> None:
    page = await open_page("/c/nobody")
    await page.add_init_script("window.print = () => { window.printed = (window.printed || 0) + 1; }")
    visit = {"contact_id": "c1", "at": moment(hours=-1), "by": "sun.wei", "answer": "SATISFIED", "on_site": True,
             "opinion": "画框很漂亮"}  # fmt: skip
    done = work(3, "SIGNED", None, worker_id="li.na", signature_name="林晓", charged=True,
                done_at=moment(hours=-2), done_by="li.na", visits=[visit])  # fmt: skip
    await page.route("**/v1/work-orders/w3", lambda route: route.fulfill(json=done))
    sheets = {"items": [job_sheet()], "next_cursor": None}
    await page.route("**/v1/job-sheets?*", lambda route: route.fulfill(json=sheets))
    await page.goto(page.url.replace("/c/nobody", "/print/work-order/w3"))
    customer, archive, finance = (page.get_by_role("article", name=name) for name in ("顾客联", "存档联", "财务联"))
    for copy in (customer, archive, finance):
        for words in ("W26-GG01-000003", "装裱", "¥240.00", "林晓"):
            await expect(copy).to_contain_text(words)
        await expect(copy).to_contain_text("GG01-261118-001")
    await expect(customer).to_contain_text("金色画框")
    await expect(customer).not_to_contain_text("画框很漂亮")
    await expect(archive).to_contain_text("画框很漂亮")
    await expect(finance).to_contain_text("FRAME · 1")
    await expect(finance).to_contain_text("¥2,600.00")
    await expect(finance).not_to_contain_text("金色画框")
    await page.wait_for_function("() => window.printed === 1")
    await shot(page, "work-order")
    assert len(re.findall(rb"/Type\s*/Page\b", await page.pdf(prefer_css_page_size=True))) == 3
    await page.get_by_role("checkbox", name="客服存档联").press("Space")
    await expect(page.get_by_role("article")).to_have_count(2)


async def test_fin_13_a_day_with_deposits_and_refunds_is_closed_on_one_sheet(open_page: OpenPage) -> None:
    page = await open_page("/c/nobody")
    receipts = [
        {**RECEIPT, "id": f"r{one}", "number": f"R26-GG01-00004{one}", "method": "WECHAT", "state": "ISSUED"}
        for one in range(10)
    ]
    await page.route("**/v1/days/**", lambda route: route.fulfill(json=SIGNED_DAY))
    await page.route("**/v1/receipts?*", lambda route: route.fulfill(json={"items": receipts}))
    await page.goto(page.url.replace("/c/nobody", "/reception/day"))
    await expect(page.get_by_text("R26-GG01-000049")).to_be_visible()
    await expect(page.get_by_text("P26-GG01-0007")).to_be_visible()
    assert len(re.findall(rb"/Type\s*/Page\b", await page.pdf(prefer_css_page_size=True))) == 1
