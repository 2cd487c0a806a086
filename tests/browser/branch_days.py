"""A gateway with canned answers about a branch's days: bookings on its board, and customers on the wall."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.browser.canned import LI, WANG, CannedGateway

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
