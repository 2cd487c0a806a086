"""What one shift gives to the next: job cards to the cashier, notes in the hand-over book."""

from typing import Any

from playwright.async_api import Route, expect

from tests.browser.canned import moment
from tests.browser.conftest import OpenPage
from tests.shots import shots_of

shot = shots_of("reception")


async def test_rec_13_job_cards_go_to_the_cashier_and_a_missing_one_is_explained(open_page: OpenPage) -> None:
    page = await open_page()
    sent: list[tuple[str, Any]] = []
    crew = [{"role": role, "staff_id": who, "sets": 4, "booked_by": None, "booked_at": None}
            for role, who in (("MAKEUP_ARTIST", "chen.yu"), ("PHOTOGRAPHER", "li.na"))]  # fmt: skip
    cards = [{"order_id": f"o{at}", "number": f"GG01-261118-00{at}", "customer_number": f"H26-00{at}", "state": "SHOT",
              "hand_over_id": None, "performance": crew} for at in (1, 2)]  # fmt: skip
    given = {"id": "h1", "branch_id": "GG01", "day": "2026-11-23", "cards": 1, "missing": ["o2"], "missing_note": "",
             "handed_by": "sun.wei", "handed_at": moment(hours=-1), "taken_by": None, "taken_at": None}  # fmt: skip
    shown: dict[str, Any] = {"branch_id": "GG01", "day": "2026-11-23", "cards": cards, "hand_overs": [], "missing": 2}

    async def answer(route: Route) -> None:
        request = route.request
        if request.method == "POST":
            sent.append((request.url.partition("/v1/")[2], request.post_data_json))
            if request.url.endswith("hand-overs"):
                cards[0] |= {"state": "HANDED_OVER", "hand_over_id": "h1"}
                shown["hand_overs"], shown["missing"] = [given | {"missing_note": sent[-1][1]["missing_note"]}], 1
            else:
                cards[0]["state"] = "TAKEN"
                shown["hand_overs"] = [given | {"taken_by": "zhao.min", "taken_at": moment()}]
        await route.fulfill(json=given if request.method == "POST" else shown)

    await page.route("**/v1/job-cards/**", answer)
    await page.route("**/v1/card-hand-overs/**", answer)
    await page.goto(f"{page.url}reception/cards")
    region = page.get_by_role("region", name="当天拍摄流程卡")
    await expect(region.get_by_role("status")).to_contain_text("2 张")
    await region.get_by_role("checkbox", name="GG01-261118-002").press("Space")
    button = region.get_by_role("button", name="把 1 张流程卡交给收银")
    await expect(button).to_be_disabled()
    await region.get_by_label("流程卡在哪里").fill("在摄影师处")
    await page.keyboard.press("Enter")
    await expect(region).to_contain_text("在摄影师处")
    await shot(page, "job-cards")
    await region.get_by_role("button", name="接收并登记业绩").press("Enter")
    dialog = page.get_by_role("dialog")
    await expect(dialog).to_contain_text("H26-001 · 化妆师")
    await dialog.get_by_role("combobox").first.press("Enter")
    await page.locator(".ant-select-item-option").filter(has_text="赵敏").last.click()
    await dialog.get_by_role("button", name="接收并登记业绩").press("Enter")
    await expect(region).to_contain_text("收银已接收")
    day = sent[0][0].split("/")[2]
    assert [where for where, _ in sent] == [f"job-cards/GG01/{day}/hand-overs", "card-hand-overs/h1/acceptance"]
    assert sent[0][1] == {"order_ids": ["o1"], "missing_note": "在摄影师处"}
    corrected = {"order_id": "o1", "role": "PHOTOGRAPHER", "staff_id": "zhao.min"}
    assert sent[1][1] == {"corrections": [corrected]}


async def test_m_64_what_the_last_shift_left_is_taken_over_and_more_is_left(open_page: OpenPage) -> None:
    page, sent = await open_page(), list[tuple[str, Any]]()
    note = {"id": "n1", "branch_id": "GG01", "kind": "PROSPECT", "note": "喜欢花园外景，周末再来", "order_id": None,
            "order_number": None, "written_by": "chen.yu", "written_at": moment(hours=-2), "taken_by": None,
            "taken_at": None}  # fmt: skip
    left = [note, note | {"id": "n2", "kind": "URGENT", "note": "电梯停运"}]

    async def book(route: Route) -> None:
        if route.request.method == "POST":
            sent.append((route.request.url.partition("/v1/")[2], route.request.post_data_json))
            left.pop(1)
        await route.fulfill(json={"items": left, "next_cursor": None} if route.request.method == "GET" else note)

    await page.route("**/v1/shift-notes**", book)
    await page.goto(f"{page.url}reception")
    region = page.get_by_role("region", name="交接本")
    await expect(region.get_by_role("listitem").first).to_contain_text("电梯停运")
    await shot(page, "hand-over-book")
    await region.get_by_role("button", name="接手").first.press("Enter")
    await expect(region.get_by_role("listitem")).to_have_count(1)
    await region.get_by_role("button", name="写给下一班").press("Enter")
    await page.keyboard.type("七点来取戒指")
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_role("button", name="写给下一班")).to_be_disabled()
    await dialog.get_by_label("订单号").fill("GG01-261118-001")
    left.append(note)
    await page.keyboard.press("Enter")
    await expect(dialog).to_be_hidden()
    body = {"branch_id": "GG01", "kind": "CUSTOMER", "note": "七点来取戒指", "order_number": "GG01-261118-001"}
    assert sent == [("shift-notes/n2/taking", None), ("shift-notes", body)]
