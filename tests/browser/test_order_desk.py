"""The order at the counter: what was left behind, visits during the shoot, changes (REC-19, REC-21, M-62)."""

from typing import Any

from playwright.async_api import FilePayload, Route, expect

from tests.browser.canned import LI, ORDER, moment, yuan
from tests.browser.conftest import OpenPage
from tests.browser.refusals import refuse
from tests.browser.test_reception import PART, THE_ORDER, Counter


async def test_rec_21_what_the_customers_left_behind_stands_on_their_order(open_page: OpenPage) -> None:
    page, counter = await open_page(f"/reception/orders/{ORDER}"), Counter()
    shawl = {"id": "f1", "number": "F26-GG01-000001", "kind": "BELONGING", "description": "红色披肩", "place": "2号棚",
             "order_id": ORDER, "found_by": "chen.yu", "counted_with": "li.na", "keep_until": moment(days=3),
             "told_at": None, "settled_at": None, "signature_name": None, "supervised_by": None}  # fmt: skip
    umbrella = {"description": "雨伞", "state": "CLAIMED", "settled_at": moment(hours=-1), "signature_name": "林敏"}
    counter.found = [shawl | {"state": "KEPT", "counted_with": None}, shawl | {"id": "f2"} | umbrella]
    await counter.at(page)
    kept, gone = [page.get_by_role("listitem").filter(has_text=thing) for thing in ("红色披肩", "雨伞")]
    await expect(kept.get_by_role("button", name="认领签收")).to_be_visible()
    await expect(gone).to_contain_text("林敏 已签收")
    await expect(gone.get_by_role("button")).to_have_count(0)
    await expect(kept).to_contain_text("待经理清点")
    await kept.get_by_role("button", name="已共同清点").click()
    await expect(kept.get_by_role("button", name="已共同清点")).to_be_enabled()
    assert [path for path, _, _ in counter.sent] == ["found-items/f1/count"]


async def test_rec_02_the_photo_before_make_up_is_taken_at_the_counter(open_page: OpenPage) -> None:
    page, counter = await open_page(f"/reception/orders/{ORDER}"), Counter()
    booked = {**THE_ORDER, "state": "BOOKED", "warnings": ["before_photo_taken"], "booking_checklist": {}}
    counter.part = {**PART, "order": booked}
    sent: list[bytes] = []

    async def kept(route: Route) -> None:
        if route.request.method == "PUT":
            sent.append(route.request.post_data_buffer or b"")
            counter.part = {**PART, "order": {**booked, "booking_checklist": {"before_photo_taken": True}}}
            await route.fulfill(json=booked)
        else:
            await route.fulfill(body=sent[-1], content_type="image/jpeg")

    await counter.at(page)
    await page.route(f"**/v1/orders/{ORDER}/before-photo*", kept)
    photo = FilePayload(name="face.jpg", mimeType="image/jpeg", buffer=b"\xff\xd8\xffa face")
    await page.get_by_label("拍摄妆前照").set_input_files(photo)
    await expect(page.get_by_role("img", name="拍摄妆前照")).to_be_attached()
    await expect(page.get_by_role("button", name="重拍")).to_be_visible()
    assert b"a face" in sent[0]


async def test_m_58_a_customers_name_is_put_right_with_a_reason(open_page: OpenPage) -> None:
    page, counter = await open_page(f"/reception/orders/{ORDER}"), Counter()
    await counter.at(page)
    await page.get_by_role("button", name="更正顾客资料").click()
    form = page.get_by_role("dialog")
    await form.get_by_label("姓名").fill("林小")
    await expect(form.get_by_role("button", name="更正顾客资料")).to_be_disabled()
    await form.get_by_label("原因").fill("听错了")
    async with page.expect_request(f"**/people/{LI}/corrections") as asked:
        await form.get_by_role("button", name="更正顾客资料").click()
    await expect(form).to_have_count(0)
    (path, body, _), *more = counter.sent
    assert (path, body["name"], body["phone"], body["reason"]) == (
        f"people/{LI}/corrections", "林小", None, "听错了"
    )  # fmt: skip
    assert (await asked.value).headers["if-match"] == '"1"'
    assert more == []


async def test_rec_19_and_m_62_a_visit_and_a_change_are_written_at_the_counter(open_page: OpenPage) -> None:
    page, counter = await open_page(f"/reception/orders/{ORDER}"), Counter()
    counter.part = {**PART, "order": {**THE_ORDER, "state": "CHECKED_IN"}}
    await counter.at(page)
    await page.get_by_role("button", name="登记探班").click()
    visit = page.get_by_role("dialog")
    await expect(visit.get_by_role("button", name="登记探班")).to_be_disabled()
    for topic in ("拍摄感觉", "等待时间", "用餐", "流程安排", "与技术人员沟通"):
        await visit.get_by_role("radiogroup", name=topic).get_by_text("4", exact=True).click()
    await visit.get_by_label("顾客反映与处理").fill("等了一会儿")
    await visit.get_by_role("button", name="登记探班").click()
    await expect(visit).to_have_count(0)
    await page.get_by_role("button", name="修改订单").click()
    change = page.get_by_role("dialog")
    await change.get_by_label("修改原因与约定").fill("改期")
    await expect(change.get_by_role("button", name="修改订单")).to_be_disabled()
    await change.get_by_label("意向日期").fill("2027-05-01")
    await change.get_by_label("意向日期").press("Tab")
    await change.get_by_role("button", name="修改订单").click()
    await expect(change).to_have_count(0)
    marks = dict.fromkeys(("feeling", "waiting", "lunch", "flow", "technicians"), 4)
    assert [(path, body) for path, body, _ in counter.sent] == [
        (f"orders/{ORDER}/shoot-visits", {**marks, "note": "等了一会儿"}),
        (f"orders/{ORDER}/amendments", {"note": "改期", "wanted_date": "2027-05-01"}),
    ]


async def test_m_62_a_change_that_was_overtaken_is_not_made_unseen(open_page: OpenPage) -> None:
    page, counter = await open_page(f"/reception/orders/{ORDER}"), Counter()
    await counter.at(page)
    sent: list[tuple[str | None, object]] = []

    async def amend(route: Route) -> None:
        sent.append((route.request.headers.get("if-match"), route.request.post_data_json))
        if len(sent) > 1:
            await route.fulfill(status=201, json=THE_ORDER)
            return
        counter.part = {**PART, "order": {**THE_ORDER, "version": 8, "wedding_date": "2027-10-01"}}
        await refuse(route, 412, "version.stale")

    await page.route("**/v1/orders/*/amendments", amend)
    await page.get_by_role("button", name="修改订单").click()
    change = page.get_by_role("dialog")
    await change.get_by_label("意向日期").fill("2027-05-01")
    await change.get_by_label("意向日期").press("Tab")
    await change.get_by_label("修改原因与约定").fill("改期")
    act = change.get_by_role("button", name="修改订单")
    await act.click()
    await expect(change.get_by_role("alert")).to_be_visible()
    await expect(change.get_by_label("婚期")).to_have_value("2027-10-01")
    await expect(change.get_by_label("意向日期")).to_have_value("2027-05-01")
    await act.click()
    await expect(change).to_have_count(0)
    body = {"note": "改期", "wanted_date": "2027-05-01"}
    assert sent == [('"7"', body), ('"8"', body)]


async def test_sch_11_and_sho_14_the_counter_knows_what_scheduling_knows(open_page: OpenPage) -> None:
    page, counter = await open_page(f"/reception/orders/{ORDER}"), Counter()
    counter.part = {**PART, "order": {**THE_ORDER, "state": "CHECKED_IN", "balance": yuan(0), "arrears": False}}
    chosen = {"booking_id": "b2", "dress_ids": [], "extra_choices": 2, "recorded_by": "li.na", "recorded_at": moment()}
    scheduling: dict[str, Any] = {"order": None, "bookings": [], "shoot_days": [], "reshoots": [], "fittings": [chosen]}
    await counter.at(page)
    await page.route("**/v1/orders/*/scheduling", lambda route: route.fulfill(json=scheduling))
    await page.reload()
    await expect(page.get_by_role("button", name="预约选片")).to_be_visible()
    await expect(page.get_by_text("礼服加选 2 件")).to_be_visible()
    booked = {"id": "b3", "kind": "SELECTION", "state": "BOOKED", "starts_at": moment(days=2)}
    scheduling["bookings"] = [booked]
    await page.reload()
    await expect(page.get_by_role("status").filter(has_text="已约选片")).to_be_visible()
    await expect(page.get_by_role("button", name="预约选片")).to_have_count(0)


async def test_rec_02_wishes_that_somebody_else_wrote_meanwhile_are_not_lost(open_page: OpenPage) -> None:
    page, counter = await open_page(f"/reception/orders/{ORDER}"), Counter()
    await counter.at(page)
    sent: list[tuple[str | None, dict[str, Any]]] = []

    async def save(route: Route) -> None:
        body: dict[str, Any] = route.request.post_data_json or {}
        sent.append((route.request.headers.get("if-match"), body))
        if len(sent) == 1:
            counter.part = {**PART, "order": {**THE_ORDER, "version": 8, "planning_book": {"do_not": "不穿红色"}}}
            await refuse(route, 412, "version.stale")
            return
        counter.part = {**PART, "order": {**THE_ORDER, "version": 7 + len(sent), "planning_book": body}}
        await route.fulfill(json=counter.part["order"])

    await page.route("**/v1/orders/*/planning-book", save)
    booking, act = page.get_by_role("region", name="定单"), page.get_by_role("button", name="保存企划书")
    await booking.get_by_label("喜欢的风格").fill("自然光")
    await act.click()
    await expect(booking.get_by_role("alert")).to_be_visible()
    await expect(booking.get_by_label("不要的")).to_have_value("不穿红色")
    await act.click()
    await expect(booking.get_by_label("喜欢的风格")).to_be_hidden()
    await booking.locator("summary", has_text="新人企划书").click()
    await booking.get_by_label("喜欢的风格").fill("自然光，少道具")
    async with page.expect_response("**/planning-book"):
        await act.click()
    assert [(seen, body["taste"], body["do_not"]) for seen, body in sent] == [
        ('"7"', "自然光", ""),
        ('"8"', "自然光", "不穿红色"),
        ('"9"', "自然光，少道具", "不穿红色"),
    ]
