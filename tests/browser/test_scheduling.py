"""The scheduling desk against a gateway with canned answers."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import expect
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.browser.canned import LI, WANG, CannedGateway
from tests.browser.conftest import OpenPage
from tests.browser.refusals import problem
from tests.shots import shots_of

shot = shots_of("scheduling")
SHANGHAI = timezone(timedelta(hours=8))
TODAY = datetime.now(SHANGHAI).date()
EVERY_DAY = list(range(7))


def at(hour: float, days: int = 0) -> str:
    """That hour on the branch's clock."""
    begin = datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=SHANGHAI) + timedelta(days=days, hours=hour)
    return begin.astimezone(UTC).isoformat()


def key(number: int) -> str:
    """An id."""
    return f"0198c0de-0000-7000-8000-{number:012d}"


RESOURCES = [
    (key(1), "TEAM", "一组", None), (key(2), "TEAM", "二组", None), (key(3), "TEAM", "三组", None),
    (key(11), "PHOTOGRAPHER", "李阳", key(1)), (key(12), "PHOTOGRAPHER", "高远", key(2)),
    (key(13), "PHOTOGRAPHER", "罗飞", key(3)), (key(21), "MAKEUP_ARTIST", "何玲", key(1)),
    (key(31), "ROOM", "1号棚", None), (key(32), "ROOM", "2号棚", None), (key(33), "ROOM", "庭院", None),
    (key(41), "SELECTION_SEAT", "选片位 1", None), (key(42), "REVIEW_SEAT", "看版位", None),
    (key(51), "DRESS", "星河鱼尾", None), (key(52), "DRESS", "云纱大拖尾", None),
]  # fmt: skip


def order(number: int, category: str, **more: Any) -> dict[str, Any]:
    """What scheduling knows of an order."""
    return {
        "order_id": key(100 + number), "branch_id": "GG01", "number": f"GG01-261118-{number:03d}",
        "customer_number": f"H26-{number:03d}" if number < 5 else None, "category": category, "owner_id": "li.na",
        "wanted_date": None, "wedding_date": None, "designated_photographer_id": None,
        "designated_makeup_artist_id": None, "package_name": "山海之约", "clothes_sets": 4, **more,
    }  # fmt: skip


ORDERS = {
    number: order(number, category)
    for number, category in {
        1: "WEDDING_STUDIO", 2: "FAMILY", 3: "WEDDING_SEA", 4: "PREGNANCY", 5: "WEDDING_OUTDOOR", 6: "CHILDREN",
    }.items()
}  # fmt: skip


def booking(
    number: int, kind: str, start: float, end: float, *held: int, state: str = "BOOKED", days: int = 0
) -> dict[str, Any]:
    """A booking with what is held for it; the first thing held may be a team."""
    names = {resource: (kind, name) for resource, kind, name, _ in RESOURCES}
    resources = [
        {"resource_id": key(one), "kind": names[key(one)][0], "name": names[key(one)][1], "staff_id": None}
        for one in held
    ]
    return {
        "id": key(200 + number), "branch_id": "GG01", "order_id": key(100 + number), "kind": kind, "state": state,
        "category": ORDERS[number]["category"], "location": "STUDIO", "day": str(TODAY + timedelta(days=days)),
        "starts_at": at(start, days), "ends_at": at(end, days), "team_id": key(held[0]) if held[0] < 10 else None,
        "resources": resources, "arrival_at": at(start - 0.5, days) if state == "CONFIRMED" else None, "reason": None,
        "made_by": "sun.wei", "version": 1, "warnings": [],
    }  # fmt: skip


class SchedulingGateway(CannedGateway):
    """Knows a branch's days; keeps what it is told, refuses what is told to be refused."""

    def __init__(self, console: Path) -> None:
        super().__init__(console)
        self.sent: list[tuple[str, dict[str, Any]]] = []
        self.refusals: list[Response] = []
        self.bookings = [
            booking(1, "SHOOT", 9, 13, 1, 11, 21, 31, 51, state="CONFIRMED"),
            booking(2, "SHOOT", 14, 16, 1, 11, 32),
            booking(3, "SHOOT", 10, 14, 2, 12, 33, state="CONFIRMED"),
            booking(4, "SELECTION", 11, 12, 41),
            booking(5, "SHOOT", 9, 13, 3, 13, 33, days=1),
            booking(4, "LAYOUT_REVIEW", 15, 15.5, 42, days=1),
        ]
        self.stage: str | None = "HANDED_OVER"
        self.noted: dict[str, str] = {}
        self.artist_here_at: str | None = at(9)
        self.artist_due_at = (datetime.now(UTC) - timedelta(minutes=5)).isoformat()
        self.preferences: str | None = None

    def _app(self) -> Starlette:
        app = super()._app()
        app.router.routes.insert(0, Route("/v1/{rest:path}", self._do, methods=["POST"]))
        app.router.routes.insert(0, Route("/v1/session", self._session, methods=["POST"]))
        return app

    async def _do(self, request: Request) -> Response:
        path, body = request.path_params["rest"], await request.json()
        self.sent.append((path, body))
        if self.refusals:
            return self.refusals.pop()
        _, about, act = path.split("/") if path.count("/") == 2 else (path, "", "")
        if act == "move":
            moved = next(one for one in self.bookings if one["id"] == about)
            length = datetime.fromisoformat(moved["ends_at"]) - datetime.fromisoformat(moved["starts_at"])
            moved["starts_at"] = body["starts_at"]
            moved["ends_at"] = (datetime.fromisoformat(body["starts_at"]) + length).isoformat()
            return JSONResponse(moved)
        if act == "confirmation":
            confirmed = next(one for one in self.bookings if one["id"] == about)
            confirmed.update(state="CONFIRMED", arrival_at=body["arrival_at"])
            return JSONResponse(confirmed)
        if act == "artist-presence":
            self.artist_here_at = at(9)
        if act in ("introduction", "escort"):
            self.noted |= {"introduction": {"introduced_at": at(11)}, "escort": {"escorted_at": at(13)}}[act]
        if act == "communication-sheet":
            self.preferences = body["preferences"]
        if act == "stages":
            self.stage = body["stage"]
        return JSONResponse(self._wall()[0] if act else {**self.bookings[0], "state": "BOOKED"}, 200 if act else 201)

    async def _read(self, request: Request) -> Response:
        path = request.path_params["rest"]
        head, *rest = path.split("/")
        answers: dict[str, Any] = {
            "unscheduled-orders": {"branch_id": "GG01", "orders": self._waiting()},
            "capacity-rules": {"branch_id": "GG01", "version": 1, "rules": self._rules()},
            "free-slots": {"branch_id": "GG01", "kind": "SHOOT", "minutes": 240, "slots": [
                {"starts_at": at(hour, 3), "ends_at": at(hour + 4, 3)} for hour in (9, 9.5, 14, 14.5)
            ]},
            "leaves": {"items": [{
                "id": key(901), "branch_id": "GG01", "staff_id": "chen.yu", "proxy_id": "sun.wei", "state": "REQUESTED",
                "first_day": str(TODAY), "last_day": str(TODAY + timedelta(days=1)), "reason": "回家探亲",
                "requested_by": "chen.yu", "decided_by": None, "decision_note": None, "handover": None,
                "handed_over_at": None,
            }]},
            "resources": {"items": [
                {"id": one, "branch_id": "GG01", "kind": kind, "name": name, "staff_id": None, "team_id": team,
                 "turnaround_minutes": 0, "categories": [], "active": True}
                for one, kind, name, team in RESOURCES if kind == request.query_params.get("kind")
            ]},
        }  # fmt: skip
        days = {"boards": self._board, "plans": self._plan, "plan-changes": self._changes, "shoot-days": self._day}
        if head in days and len(rest) == 2:
            return JSONResponse(days[head](rest[1]))
        if head in answers:
            return JSONResponse(answers[head], headers={"ETag": '"1"'})
        if head == "orders" and len(rest) == 1:
            return JSONResponse({"id": rest[0], "person_ids": [LI, WANG]})
        return await super()._read(request)

    def _board(self, day: str) -> dict[str, Any]:
        mine = [one for one in self.bookings if one["day"] == day]
        lanes = []
        for resource, kind, name, team in RESOURCES:
            entries = [
                {"booking_id": one["id"], "order_id": one["order_id"], "kind": one["kind"], "state": one["state"],
                 "starts_at": one["starts_at"], "ends_at": one["ends_at"], "note": None}
                for one in mine if any(held["resource_id"] == resource for held in one["resources"])
            ]  # fmt: skip
            if name == "三组" and day == str(TODAY):
                entries.append({"booking_id": None, "order_id": None, "kind": None, "state": None, "note": "器材保养",
                                "starts_at": at(9), "ends_at": at(12)})  # fmt: skip
            lanes.append({"resource_id": resource, "kind": kind, "name": name, "staff_id": None, "team_id": team,
                          "entries": entries})  # fmt: skip
        return {"branch_id": "GG01", "day": day, "frozen_at": None, "lanes": lanes, "bookings": mine,
                "orders": list(ORDERS.values()), "stages": {key(201): "MAKE_UP"} if mine else {}}  # fmt: skip

    def _plan(self, day: str) -> dict[str, Any]:
        lines = [
            {"booking": one, "order": next(o for o in ORDERS.values() if o["order_id"] == one["order_id"]),
             "confirmed": one["arrival_at"] is not None, "designated_honoured": one["kind"] != "SHOOT",
             "after_freeze": one["kind"] == "LAYOUT_REVIEW"}
            for one in self.bookings if one["day"] == day
        ]  # fmt: skip
        return {"branch_id": "GG01", "day": day, "plan_id": key(300), "frozen_at": at(10.5), "lines": lines}

    def _changes(self, day: str) -> dict[str, Any]:
        change = {"booking_id": key(205), "order_id": key(105), "kind": "SHOOT", "change": "MOVED",
                  "starts_at": at(9, 1), "previous_starts_at": at(13, 1), "reason": "顾客要求", "at": at(11),
                  "by": "sun.wei"}  # fmt: skip
        return {"branch_id": "GG01", "day": day, "changes": [change]}

    def _day(self, day: str) -> dict[str, Any]:
        return {"branch_id": "GG01", "day": day, "customers": self._wall()}

    def _wall(self) -> list[dict[str, Any]]:
        def customer(number: int, stage: str | None, waiting: int, start: float, **more: Any) -> dict[str, Any]:
            return {
                "booking_id": key(200 + number), "order_id": key(100 + number), "branch_id": "GG01", "stage": stage,
                "since": at(start) if stage else None, "waiting_minutes": waiting, "staff_id": None,
                "order_number": f"GG01-261118-{number:03d}", "customer_number": f"H26-{number:03d}" if stage else None,
                "starts_at": at(start), "resources": [{"resource_id": key(1), "kind": "TEAM", "name": "一组"},
                                                      {"resource_id": key(31), "kind": "ROOM", "name": "1号棚"}],
                "preferences": None, "skin_notes": None, "warnings": [], **more,
            }  # fmt: skip

        return [
            customer(1, self.stage, 25, 9, preferences=self.preferences, **self._artist(), **self.noted),
            customer(3, "SHOOTING", 70, 10, preferences="喜欢自然抓拍，不要正脸特写", skin_notes="对酒精过敏"),
            customer(2, "MAKE_UP", 40, 10, preferences="韩式"),
            customer(5, None, 0, 14),
            customer(4, "DONE", 0, 9),
        ]

    def _artist(self) -> dict[str, Any]:
        here = self.artist_here_at
        return {"artist_due_at": self.artist_due_at, "artist_here_at": here, "artist_late": here is None,
                "artist_id": here and "sun.wei"}  # fmt: skip

    def _waiting(self) -> list[dict[str, Any]]:
        wedding = order(7, "WEDDING_SEA", wanted_date=str(TODAY + timedelta(days=3)), wedding_date="2027-02-14")
        return [
            {"order": order(6, "CHILDREN"), "waits_for": "RESHOOT", "agree_by": str(TODAY), "overdue": True},
            {"order": wedding, "waits_for": "SHOOT", "agree_by": None, "overdue": False},
        ]

    def _rules(self) -> list[dict[str, Any]]:
        return [
            {"code": "sea", "scope": "PER_BRANCH", "categories": ["WEDDING_SEA"], "weekdays": EVERY_DAY, "soft": 1,
             "hard": 3, "priority": 10},
            {"code": "local_wedding", "scope": "PER_TEAM", "categories": ["WEDDING_STUDIO", "WEDDING_OUTDOOR"],
             "weekdays": EVERY_DAY, "soft": None, "hard": 2, "priority": 20},
            {"code": "personal_workday", "scope": "TEAMS", "categories": ["FAMILY", "CHILDREN", "PREGNANCY"],
             "weekdays": EVERY_DAY, "soft": None, "hard": 1, "priority": 30},
        ]  # fmt: skip


@pytest.fixture
async def gateway(console_build: Path) -> AsyncIterator[SchedulingGateway]:
    """A gateway that knows the branch's days."""
    async with SchedulingGateway(console_build).running() as canned:
        assert isinstance(canned, SchedulingGateway)
        yield canned


async def test_a_booking_is_moved_by_keyboard_and_a_refusal_keeps_what_was_typed(
    open_page: OpenPage, gateway: SchedulingGateway
) -> None:
    page = await open_page("/scheduling")
    bar = page.get_by_role("button", name="H26-002 拍摄, 14:00–16:00, 一组")
    await bar.focus()
    for _ in range(8):
        await page.keyboard.press("ArrowLeft")
    await expect(page.locator(".drag-words")).to_contain_text("时间冲突: 一组 09:00–13:00 拍摄")
    await shot(page, "clash")
    for _ in range(12):
        await page.keyboard.press("ArrowRight")
    await expect(page.locator(".drag-words")).to_contain_text("15:00–17:00 一组 空闲")
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("原因")).to_be_focused()
    await page.keyboard.type("顾客堵车")
    other = {"starts_at": at(16.5), "ends_at": at(18.5)}
    conflict = {"resource_name": "2号棚", "kind": "SELECTION", "starts_at": at(15), "ends_at": at(16)}
    gateway.refusals.append(
        problem(409, "booking.conflict", "该时段已被占用", conflicts=[conflict], alternatives=[other])
    )
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_contain_text("该时段已被占用")
    await shot(page, "refused")
    await expect(page.get_by_label("原因")).to_have_value("顾客堵车")
    await page.get_by_role("button", name="16:30").click()
    await shot(page, "alternative")
    await page.get_by_role("dialog").get_by_role("button", name="改期").click()
    await expect(page.get_by_role("button", name="H26-002 拍摄, 16:30–18:30, 一组")).to_be_visible()
    starts = [datetime.fromisoformat(body["starts_at"]) for _, body in gateway.sent]
    assert starts == [datetime.fromisoformat(at(15)), datetime.fromisoformat(at(16.5))]
    assert gateway.sent[-1][1]["reason"] == "顾客堵车"


async def test_a_booking_is_dragged_to_another_team_and_keeps_its_room(
    open_page: OpenPage, gateway: SchedulingGateway
) -> None:
    page = await open_page("/scheduling")
    bar = page.get_by_role("button", name="H26-002 拍摄, 14:00–16:00, 一组")
    taken = await bar.bounding_box()
    assert taken is not None
    lane = await page.locator(f"[data-lane='{key(3)}']").bounding_box()
    assert lane is not None
    await page.mouse.move(taken["x"] + 30, taken["y"] + 10)
    await page.mouse.down()
    await page.mouse.move(taken["x"] + 34, lane["y"] + 10, steps=4)
    await expect(page.locator(".ghost")).to_contain_text("14:00–16:00")
    await shot(page, "drag")
    await page.mouse.up()
    await page.get_by_role("button", name="人员调整").click()
    await page.get_by_role("dialog").get_by_role("button", name="改期").click()
    await expect(page.get_by_role("alert")).to_contain_text("拍摄已约在")
    _, body = gateway.sent[0]
    assert (body["team_id"], body["resource_ids"], body["reason"]) == (key(3), [key(32)], "人员调整")


async def test_a_booking_whose_customer_is_here_stays_and_says_why(open_page: OpenPage) -> None:
    page = await open_page("/scheduling")
    bar = page.get_by_role("button", name="H26-001 拍摄, 09:00–13:00, 一组")
    await expect(bar).to_have_attribute("title", re.compile("客人已到店，不能改期或取消"))
    await bar.press("ArrowRight")
    await expect(page.locator(".drag-words")).to_have_text("客人已到店，不能改期或取消")
    await expect(page.locator(".ghost")).to_have_count(0)
    await shot(page, "fixed")
    await bar.press("Enter")
    opened = page.get_by_role("dialog")
    await expect(opened.get_by_text("客人已到店，不能改期或取消")).to_be_visible()
    await expect(opened.get_by_role("button")).to_have_text(["", "另约一项"])
    await shot(page, "fixed-opened")


async def test_an_order_without_a_date_is_booked_from_the_list(open_page: OpenPage, gateway: SchedulingGateway) -> None:
    page = await open_page("/scheduling")
    await expect(page.get_by_label("接单上限")).to_contain_text("海景 1/3")
    await page.get_by_role("button", name="GG01-261118-007").press("Enter")
    await page.get_by_role("button", name="14:30").click()
    await shot(page, "book")
    await page.get_by_role("button", name="预约", exact=True).dblclick()
    await expect(page.get_by_role("alert")).to_contain_text("拍摄已约在")
    assert [path for path, _ in gateway.sent] == ["bookings"]
    _, body = gateway.sent[0]
    assert (body["kind"], body["location"]) == ("SHOOT", "SEA")
    assert datetime.fromisoformat(body["starts_at"]) == datetime.fromisoformat(at(14.5, 3))


async def test_tomorrow_is_confirmed_line_by_line(open_page: OpenPage, gateway: SchedulingGateway) -> None:  # SCH-01
    page = await open_page("/scheduling/plan")
    await expect(page.get_by_text("已确认 0/2")).to_be_visible()
    await shot(page, "plan")
    await page.get_by_role("button", name="确认到店").first.click()
    await shot(page, "confirm")
    await page.get_by_label("到店时间").press("Enter")
    await expect(page.get_by_text("已确认 1/2")).to_be_visible()
    assert datetime.fromisoformat(gateway.sent[0][1]["arrival_at"]) == datetime.fromisoformat(at(9, 1))


async def test_no_make_up_before_the_communication_sheet(
    open_page: OpenPage, gateway: SchedulingGateway
) -> None:  # SHO-09
    page = await open_page("/scheduling/shoot-day")
    arrived = page.get_by_role("region", name="已报到")
    await expect(arrived.get_by_role("button", name="沟通表")).to_be_visible()
    await expect(arrived.get_by_role("button", name="化妆")).to_have_count(0)
    await shot(page, "wall")
    await arrived.get_by_role("button", name="沟通表").click()
    await page.get_by_label("顾客喜好").fill("复古")
    await page.keyboard.press("Control+Enter")
    await arrived.get_by_role("button", name="化妆").click()
    await page.get_by_label("沟通时间").press("Enter")
    await expect(page.get_by_role("region", name="化妆").get_by_text("复古")).to_be_visible()
    assert [path.split("/")[-1] for path, _ in gateway.sent] == ["communication-sheet", "stages"]


async def test_a_make_up_artist_who_is_late_says_that_she_is_here(
    open_page: OpenPage, gateway: SchedulingGateway
) -> None:  # SCH-14
    gateway.artist_here_at = None
    gateway.bookings[0] |= {"artist_due_at": gateway.artist_due_at, "artist_here_at": None}
    page = await open_page("/scheduling")
    await expect(page.get_by_role("button", name="化妆师未到位").first).to_be_visible()
    await shot(page, "artist-late-board")
    await page.goto(f"{gateway.url}/scheduling/shoot-day")
    card = page.locator(".wall-card.is-late").filter(has_text="H26-001")
    await expect(card).to_contain_text("化妆师未到位")
    await shot(page, "artist-late-wall")
    await card.get_by_role("button", name="化妆师已到").press("Enter")
    await expect(page.get_by_text("09:00 已到位")).to_be_visible()
    await expect(page.get_by_text("化妆师未到位")).to_have_count(0)
    assert gateway.sent == [(f"bookings/{key(201)}/artist-presence", {})]


async def test_one_action_hands_over_to_the_photographer_and_one_sees_to_the_door(
    open_page: OpenPage, gateway: SchedulingGateway
) -> None:  # SHO-10
    gateway.stage, gateway.preferences = "MAKE_UP", "复古"
    page = await open_page("/scheduling/shoot-day")
    card = page.locator(".wall-card").filter(has_text="H26-001")
    await expect(card.get_by_role("button", name="开始拍摄")).to_be_visible()
    await shot(page, "introduce")
    await card.get_by_role("button", name="带入影棚并介绍摄影师").press("Enter")
    await expect(card).to_contain_text("11:00 带入影棚")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await card.get_by_role("button", name="开始拍摄").click()
    await page.get_by_label("沟通时间").press("Enter")
    await expect(page.get_by_role("region", name="拍摄", exact=True)).to_contain_text("H26-001")
    gateway.stage = "DONE"
    await page.reload()
    await card.get_by_role("button", name="送客到门口").press("Enter")
    await expect(card).to_contain_text("13:00 送客")
    await shot(page, "escorted")
    acts = [path.split("/")[-1] for path, _ in gateway.sent]
    assert acts == ["introduction", "stages", "escort"]


async def test_the_desk_speaks_english_and_shows_a_week(open_page: OpenPage) -> None:
    page = await open_page("/scheduling", language="en-GB")
    await expect(page.get_by_role("region", name="Teams")).to_be_visible()
    await shot(page, "day-en")
    await page.keyboard.press("w")
    await expect(page.locator(".week-chip").first).to_be_visible()
    await shot(page, "week-en")
    pages = {"plan": "Shoot", "wall": "Checked in", "leave": "Requested", "resources": "一组", "capacity": "Sea"}
    for number, (name, shown) in enumerate(pages.items(), start=2):
        await page.keyboard.press(str(number))
        await expect(page.locator("#page").get_by_text(shown).first).to_be_visible()
        await shot(page, f"{name}-en")


async def test_on_a_tablet_the_list_is_below_the_board(open_page: OpenPage) -> None:
    page = await open_page("/scheduling", width=1024, height=768)
    await expect(page.get_by_role("button", name="GG01-261118-007")).to_be_visible()
    await shot(page, "tablet")
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
