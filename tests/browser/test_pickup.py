"""The pickup desk: scan and enter, the red block, the hand-over piece by piece."""

import asyncio
from collections import Counter
from pathlib import Path
from typing import Any

from playwright.async_api import Page, Route, expect

from tests.browser.canned import LI, ORDER, WANG, CannedGateway, moment, yuan
from tests.browser.conftest import OpenPage
from tests.browser.refusals import refuse
from tests.shots import shots_of

shot = shots_of("pickup")


def piece(number: int, state: str, **more: Any) -> dict[str, Any]:
    """A piece of the order."""
    return {"id": f"p{number}", "branch_id": "GG01", "order_id": ORDER, "code": f"GG01-261118-001-{number:02d}",
            "product_code": "ALBUM-18", "name": "18寸入册", "state": state, "due_on": "2026-11-24", "arrived_at": None,
            "fault": None, "shelf": "A-3", "version": 1, **more}  # fmt: skip


class PickupDesk:
    """Answers for this desk; what was sent is kept by path."""

    def __init__(self) -> None:
        self.owed = 0
        self.here = ["CHECKED", "CHECKED"]
        self.handed: list[Any] = []
        self.sent: list[tuple[str, Any]] = []
        self.refuse: Counter[str] = Counter()
        self.answers = asyncio.Event()
        self.answers.set()

    async def serve(self, page: Page) -> None:
        """Answer what the gateway does not know."""
        await page.route("**/v1/pickup-board*", self.board)
        await page.route(f"**/v1/orders/{ORDER}/pickup", self.order)
        await page.route("**/v1/expected-pieces*", self.pieces)
        for path in ("arrivals", f"orders/{ORDER}/clearances", f"orders/{ORDER}/handovers"):
            await page.route(f"**/v1/{path}", self.command)

    def pieces_now(self) -> list[dict[str, Any]]:
        """The pieces as they are."""
        return [piece(number, state) for number, state in enumerate(self.here, 1)]

    def counted(self) -> dict[str, Any]:
        """Expected, checked, missing."""
        missing = [one["code"] for one in self.pieces_now() if one["state"] == "ON_THE_WAY"]
        return {"expected": len(self.here), "checked": len(self.here) - len(missing), "missing": missing}

    async def board(self, route: Route) -> None:
        """One pickup today, one tomorrow."""
        owed = yuan(self.owed) if self.owed else None
        lines = [
            {"order_id": ORDER, "order_number": f"GG01-261118-{n:03d}", "owner_id": "li.na", "person_ids": [LI, WANG],
             "booking": {"id": f"b{n}", "state": "CONFIRMED", "starts_at": moment(hours=hours),
                         "ends_at": moment(hours=hours + 0.5), "arrival_at": None},
             "pieces": self.counted(), "ready": True, "shelves": ["A-3"], "arrears": bool(self.owed),
             "arrears_amount": owed, "reworks": []}
            for n, hours in ((1, 0.2), (2, 26))
        ]  # fmt: skip
        await route.fulfill(json={"branch_id": "GG01", "day": "2026-11-22", "items": lines})

    async def order(self, route: Route) -> None:
        """The department's part."""
        await route.fulfill(json={
            "order_id": ORDER, "branch_id": "GG01", "order_number": "GG01-261118-001", "person_ids": [LI, WANG],
            "wedding": True, "wedding_date": "2027-02-14", "cancelled": False, "ready": True, "ready_at": moment(),
            "completed_at": None, "arrears": bool(self.owed), "arrears_amount": yuan(self.owed) if self.owed else None,
            "count": self.counted(), "pieces": self.pieces_now(), "bookings": [], "reworks": [], "delays": [],
            "handovers": self.handed, "service_card": None, "suggestions": [],
        })  # fmt: skip

    async def pieces(self, route: Route) -> None:
        """The list of pieces."""
        await route.fulfill(json={"items": [piece(7, "ON_THE_WAY", shelf=None)], "next_cursor": None})

    async def command(self, route: Route) -> None:
        """Take it, or refuse it once when told to."""
        path = route.request.url.rpartition("/")[2]
        body: dict[str, Any] = route.request.post_data_json or {}
        self.sent.append((path, body))
        await self.answers.wait()
        if self.refuse[path]:
            self.refuse[path] -= 1
            await refuse(route, 404, "not_found", "没有这个件号。")
        elif path == "arrivals":
            state = "CHECKED" if body["passed"] else "ARRIVED_FAULTY"
            done = piece(1, state, code=body["code"], fault=body["fault"], shelf=body["shelf"])
            answer = {"arrival_id": body["code"], "piece": done, "before_finishing": False, "expected": 2, "checked": 2,
                      "missing": [], "order_ready": body["passed"]}  # fmt: skip
            await route.fulfill(status=201, json=answer)
        elif path == "clearances":
            answer = {"token": "t", "gate": "PICKUP", "expires_at": moment(minutes=5), "balance": yuan(0), "version": 3}
            await route.fulfill(status=201, json=answer)
        else:
            faulty = [{"piece_id": i["piece_id"], "code": "GG01-261118-001-02", "fault": i["fault"], "advice": ""}
                      for i in body["inspections"] if not i["ok"]]  # fmt: skip
            taken = [i["piece_id"] for i in body["inspections"] if i["ok"]]
            self.handed = [{"id": "h1", "done_at": moment(), "done_by": "li.na", "pieces": len(taken), "remaining": 1,
                            "proxy_person_id": None, "proxy_identity": None, "owner_called_by": None,
                            "owner_called_at": None}]  # fmt: skip
            answer = {"handover_id": "h1", "handed_over": taken, "found_faulty": faulty, "remaining": 1,
                      "completed": False}  # fmt: skip
            await route.fulfill(status=201, json=answer)


async def at(open_page: OpenPage, path: str, desk: PickupDesk, **more: Any) -> Page:
    """The desk's page."""
    page = await open_page("/search", **more)
    await desk.serve(page)
    await page.goto(page.url.replace("/search", path))
    return page


async def sign(page: Page) -> None:
    """Draw a line on the pad."""
    box = await page.locator("canvas").bounding_box()
    assert box
    await page.mouse.move(box["x"] + 40, box["y"] + 40)
    await page.mouse.down()
    await page.mouse.move(box["x"] + 200, box["y"] + 80, steps=4)
    await page.mouse.up()


async def test_codes_are_recorded_one_after_the_other_by_keyboard(open_page: OpenPage) -> None:  # PCK-04
    desk = PickupDesk()
    desk.refuse["arrivals"] = 1
    page = await at(open_page, "/pickup/arrivals", desk)
    code = page.get_by_label("件号", exact=True)
    await expect(code).to_be_focused()
    await page.keyboard.type("GG01-X")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_contain_text("没有这个件号")
    await expect(code).to_have_value("GG01-X")
    await code.fill("GG01-261118-001-01")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("region", name="刚刚登记")).to_contain_text("全部到齐")
    await expect(code).to_have_value("")
    await expect(code).to_be_focused()
    await page.get_by_label("有瑕疵").check()
    await page.get_by_label("瑕疵说明").fill("封面有划痕")
    await code.fill("GG01-261118-001-02")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("region", name="刚刚登记")).to_contain_text("封面有划痕")
    await shot(page, "arrivals")
    assert [body["passed"] for _, body in desk.sent] == [True, True, False]


async def test_a_scanner_need_not_wait_for_the_line(open_page: OpenPage) -> None:  # PCK-04
    desk = PickupDesk()
    desk.refuse["arrivals"] = 1
    desk.answers.clear()
    page = await at(open_page, "/pickup/arrivals", desk)
    await expect(page.get_by_label("件号", exact=True)).to_be_focused()
    for code in ("gg01-x", "gg01-261118-001-01", "gg01-261118-001-02"):
        await page.keyboard.type(code)
        await page.keyboard.press("Enter")
    await expect(page.get_by_text("登记中：")).to_contain_text("GG01-261118-001-02")
    assert len(desk.sent) == 1
    desk.answers.set()
    told = page.get_by_role("region", name="刚刚登记").get_by_role("listitem")
    await expect(told).to_have_count(3)
    await expect(told.nth(2)).to_contain_text("没有这个件号")
    await shot(page, "scanned-fast")
    assert [body["code"] for _, body in desk.sent] == ["GG01-X", "GG01-261118-001-01", "GG01-261118-001-02"]


async def test_what_is_owed_blocks_in_red_for_everybody(open_page: OpenPage) -> None:  # FIN-11, PCK-05
    desk = PickupDesk()
    desk.owed = 180
    page = await at(open_page, "/pickup", desk)
    row = page.get_by_role("row").filter(has_text="GG01-261118-001")
    await expect(row).to_contain_text("欠款 ¥180.00")
    await shot(page, "board")
    await row.focus()
    await page.keyboard.press("Enter")
    await expect(page.locator(".pickup-owed")).to_contain_text("欠款 ¥180.00")
    await expect(page.get_by_role("button", name="确认交付")).to_have_count(0)
    await shot(page, "owed")


async def test_hand_over_piece_by_piece(open_page: OpenPage) -> None:  # PCK-06, PCK-10
    desk = PickupDesk()
    desk.refuse["handovers"] = 1
    page = await at(open_page, f"/pickup/orders/{ORDER}", desk)
    await page.get_by_label("扫描件号打勾").fill("gg01-261118-001-01")
    await page.keyboard.press("Enter")
    await page.get_by_role("radiogroup", name="GG01-261118-001-02").get_by_text("有瑕疵").click()
    await page.get_by_label("瑕疵说明").fill("相框松动")
    await shot(page, "inspect")
    hand = page.get_by_role("button", name="确认交付")
    await page.keyboard.press("Control+Enter")
    await expect(hand).to_be_disabled()
    await expect(page.get_by_text("请顾客签字", exact=True)).to_be_visible()
    await shot(page, "who")
    await sign(page)
    await hand.dblclick()
    await expect(page.get_by_role("alert")).to_contain_text("没有这个件号")
    await shot(page, "refused")
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_text("已交付，还有 1 件")).to_be_visible()
    await expect(page.get_by_role("heading", name="建言卡")).to_be_visible()
    await shot(page, "handed-over")
    _, body = desk.sent[-1]
    assert [(one["piece_id"], one["ok"]) for one in body["inspections"]] == [("p1", True), ("p2", False)]
    assert body["clearance"] == "t"
    assert len(body["signature"]["image"]) > 100
    assert [path for path, _ in desk.sent].count("handovers") == 2


async def test_a_signed_paper_is_chosen_by_keyboard(open_page: OpenPage, tmp_path: Path) -> None:
    desk = PickupDesk()
    page = await at(open_page, f"/pickup/orders/{ORDER}", desk)
    # Somebody listens all the time: Playwright lets go of the browser's chooser with its last listener and takes it
    # again with the next, and a key that is pressed meanwhile opens the real one, which nobody can answer.
    page.on("filechooser", lambda _: None)
    await page.get_by_label("扫描件号打勾").fill("gg01-261118-001-01")
    await page.keyboard.press("Enter")
    await page.get_by_label("扫描件号打勾").fill("gg01-261118-001-02")
    await page.keyboard.press("Enter")
    choose = page.get_by_role("button", name="选择签字纸的图片")
    words = tmp_path / "words.txt"
    words.write_text("no picture")
    await choose.focus()
    async with page.expect_file_chooser() as opened:
        await page.keyboard.press("Enter")
    await (await opened.value).set_files(words)
    await expect(page.get_by_role("alert")).to_contain_text("这个文件不是图片")
    await expect(page.get_by_role("button", name="确认交付")).to_be_disabled()
    paper = tmp_path / "paper.png"
    await page.screenshot(path=paper)
    await choose.focus()
    async with page.expect_file_chooser() as opened:
        await page.keyboard.press("Enter")
    await (await opened.value).set_files(paper)
    await expect(page.get_by_role("button", name="确认交付")).to_be_enabled()
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_role("heading", name="建言卡")).to_be_visible()
    _, body = desk.sent[-1]
    assert 100 < len(body["signature"]["image"]) < 200 * 1024


async def test_from_the_counter_to_handed_over_in_three_actions_by_keyboard(open_page: OpenPage) -> None:  # PCK-06
    desk = PickupDesk()
    page = await at(open_page, "/pickup", desk)
    hit = {"order_id": ORDER, "number": "GG01-261118-001", "names": ["林晓"], "stage": "READY_FOR_PICKUP"}
    asked: list[str] = []

    async def search(route: Route) -> None:
        asked.append(route.request.url.partition("q=")[2])
        await route.fulfill(json={"items": [hit], "stages_available": True})

    await page.route("**/v1/search?*", search)
    await expect(page.get_by_role("region", name="顾客到店").get_by_role("searchbox")).to_be_focused()
    await page.keyboard.type("GG01-261118-001-02")  # a piece's code, as the scanner types it
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("扫描件号打勾")).to_be_focused()
    assert asked == ["GG01-261118-001"]
    await page.keyboard.press("Alt+a")
    await sign(page)  # the customer
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_role("heading", name="已交付")).to_be_visible()
    await expect(page.get_by_role("button", name="完成", exact=True)).to_be_focused()
    assert [path for path, _ in desk.sent] == ["clearances", "handovers"]


async def test_in_english_missing_pieces_of_the_next_days(open_page: OpenPage, gateway: CannedGateway) -> None:
    desk = PickupDesk()
    desk.here = ["CHECKED", "ON_THE_WAY"]
    page = await at(open_page, "/pickup/missing", desk, language="en-GB", width=1024, height=768)
    await expect(page.get_by_text("GG01-261118-001-02").first).to_be_visible()
    await page.get_by_role("button", name="Record a delay").first.click()
    await expect(page.get_by_label("Cause")).to_be_visible()
    await shot(page, "missing-en")
    await page.get_by_role("dialog").get_by_role("button", name="Back").click()
    desk.here = ["CHECKED", "CHECKED"]
    gateway.tell("piece.arrived", ORDER)
    await expect(page.get_by_text("Everything for the next three days is here")).to_be_visible()
