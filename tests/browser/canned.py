"""A gateway for browser tests: the real console files, canned answers, and a stream that can be cut."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route

from deploy.local.processes import free_port
from gateway.static import ConsoleFiles
from tests.browser.refusals import problem

ORDER = "0198c0de-0000-7000-8000-000000000001"
LI, WANG = "0198c0de-0000-7000-8000-0000000000a1", "0198c0de-0000-7000-8000-0000000000a2"
ME = {
    "staff": "li.na",
    "display_name": "李娜",
    "roles": ["consultant", "reception_manager"],
    "branches": ["GG01", "GG02"],
    "all_branches": False,
    "permissions": ["gateway.session.*", "reception.*", "scheduling.*", "post_production.*.read", "pickup.*",
                    "customer_service.contacts.*"],
    "csrf": "t0ken",
}  # fmt: skip


def yuan(amount: int) -> dict[str, Any]:
    """That many yuan as the API writes them."""
    return {"amount": amount * 100, "currency": "CNY"}


def moment(**away: float) -> str:
    """A moment from now."""
    return (datetime.now(UTC) + timedelta(**away)).isoformat()


def branch(code: str, name: str) -> dict[str, Any]:
    """A branch."""
    state = {"name": name, "time_zone": "Asia/Shanghai", "currency": "CNY", "opening": [], "payment_methods": ["CASH"]}
    return {"id": code, "version": 1, "state": {**state, "active": True}, "consultants_take_money": False}


def colleague(staff_id: str, name: str) -> dict[str, Any]:
    """Somebody who works in the first branch."""
    return {"id": staff_id, "display_name": name, "roles": ["consultant"], "branches": ["GG01"], "active": True}


def sheet_line(number: int, stage: str, step: str, *, owed: int = 0, late: float = 0.0) -> dict[str, Any]:
    """A job sheet in a list; ``late`` in hours."""
    return {
        "order_id": f"{ORDER[:-2]}{number:02d}",
        "number": f"GG01-261118-{number:03d}",
        "customer_number": f"H26-{number:03d}" if number % 2 else None,
        "stage": stage,
        "late": late > 0,
        "late_since": moment(hours=-late) if late else None,
        "next_step": {"code": step, "department": "RECEPTION", "due": moment(hours=-late or 24), "late": late > 0},
        "owed": yuan(owed),
        "flags": [],
    }


def contact(number: int, rule: str, kind: str, hours: float) -> dict[str, Any]:
    """A contact of today."""
    return {"id": f"c{number}", "order_id": ORDER, "rule": rule, "kind": kind, "state": "DUE",
            "due_at": moment(hours=hours)}  # fmt: skip


def booking(number: int, kind: str, hours: float, *names: str) -> dict[str, Any]:
    """A booking of today."""
    return {"id": f"b{number}", "order_id": ORDER, "kind": kind, "state": "CONFIRMED" if number % 2 else "BOOKED",
            "starts_at": moment(hours=hours), "ends_at": moment(hours=hours + 1.5),
            "resources": [{"resource_id": name, "kind": "TEAM", "name": name} for name in names]}  # fmt: skip


def entry(number: int, kind: str, department: str, by: str | None, days: float, /, **parameters: Any) -> dict[str, Any]:
    """A line of the sheet's history."""
    return {"event_id": f"e{number}", "at": moment(days=-days), "type": f"studio.{kind}.v1", "department": department,
            "by": by, "parameters": parameters}  # fmt: skip


def job_sheet() -> dict[str, Any]:
    """An order half-way: confirmed, late, owing."""
    reached = ["PLACED", "BOOKED", "SCHEDULED", "DRESS", "CONFIRMED"]
    return {
        **sheet_line(1, "CONFIRMED", "CHECK_IN", owed=2600, late=3),
        "category": "WEDDING_OUTDOOR",
        "owner_id": "li.na",
        "package_name": "山海之约",
        "wedding_date": "2027-02-14",
        "person_ids": [LI, WANG],
        "flags": ["PRIORITY", "ARREARS"],
        "stages": [{"stage": s, "at": moment(days=n - 6), "by": "li.na"} for n, s in enumerate(reached)],
        "bookings": [],
        "pieces": {},
        "entries": [
            entry(1, "order.placed", "RECEPTION", "li.na", 6),
            entry(2, "payment.received", "RECEPTION", "zhao.min", 6, number="R26-GG01-000041", amount=yuan(1000)),
            entry(3, "order.booked", "RECEPTION", "li.na", 5.9),
            entry(4, "booking.made", "SCHEDULING", "sun.wei", 4, kind="SHOOT"),
            entry(5, "dress.fitted", "SCHEDULING", "chen.yu", 2),
            entry(6, "contact.done", "CUSTOMER_SERVICE", "li.na", 1.2, outcome="REACHED"),
            entry(7, "booking.confirmed", "SCHEDULING", "sun.wei", 1, kind="SHOOT"),
        ],
    }


def page_of(rows: list[dict[str, Any]], cursor: str | None = None) -> dict[str, Any]:
    """Fifty rows of a list, and where it goes on."""
    begin = int(cursor or 0)
    end = begin + 50
    return {"items": rows[begin:end], "next_cursor": str(end) if end < len(rows) else None}


def answered(data: Any) -> dict[str, Any]:
    """A part of a department that works."""
    return {"available": True, "data": data}


class CannedGateway:
    """Answers like the gateway; what is asked is counted, the stream can be cut and mended."""

    def __init__(self, console: Path) -> None:
        self.console = console
        self.url = ""
        self.signed_in = False
        self.password_changes = 0
        self.may_answer = asyncio.Event()
        self.owing = 1
        self.proxy: str | None = None
        self.contacts = [contact(1, "N-06", "CALL", -2), contact(2, "N-13", "CALL", 0.5), contact(3, "N-19", "CALL", 2)]
        self.bookings = [booking(1, "SHOOT", -1, "一队", "海景棚"), booking(2, "SELECTION", 1.1, "选片位 2"),
                         booking(3, "PICKUP", 2.5)]  # fmt: skip
        self.connected = True
        self._streams: set[asyncio.Queue[bytes | None]] = set()

    @asynccontextmanager
    async def running(self) -> AsyncIterator["CannedGateway"]:
        """Serve while the block runs."""
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        server = uvicorn.Server(uvicorn.Config(self._app(), port=port, log_level="error", lifespan="off"))
        serving = asyncio.create_task(server.serve(), name="canned gateway")
        while not server.started:
            await asyncio.wait({serving}, timeout=0.01)
        try:
            yield self
        finally:
            self.may_answer.set()
            self.cut()
            server.should_exit = True
            await serving

    def tell(self, kind: str, subject: str) -> None:
        """An event on all open streams."""
        told = {"type": kind, "id": "1", "subject": subject, "branch": "GG01", "version": 1}
        for queue in self._streams:
            queue.put_nowait(f"event: {kind}\ndata: {json.dumps(told)}\n\n".encode())

    def cut(self) -> None:
        """End all streams and refuse new ones."""
        self.connected = False
        for queue in self._streams:
            queue.put_nowait(None)

    def mend(self) -> None:
        """Take streams again."""
        self.connected = True

    def _app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/v1/session", self._session, methods=["GET", "POST", "DELETE"]),
                Route("/v1/session/password", self._password, methods=["POST"]),
                Route("/v1/events/stream", self._stream),
                Route("/v1/{rest:path}", self._read),
                Mount("/", ConsoleFiles(self.console)),
            ]
        )

    async def _session(self, request: Request) -> Response:
        if request.method == "POST":
            body = await request.json()
            if body["password"] != "long-enough-1":
                return problem(401, "sign_in.refused", "账号或密码不正确。")
            self.signed_in = True
        if request.method == "DELETE":
            self.signed_in = False
            return Response(status_code=204)
        return JSONResponse(ME) if self.signed_in else problem(401, "unauthenticated", "请先登录。")

    async def _password(self, request: Request) -> Response:
        self.password_changes += 1
        await self.may_answer.wait()
        assert request.headers["x-studio-csrf"] == "t0ken"
        return Response(status_code=204)

    async def _stream(self, _request: Request) -> Response:
        if not self.connected:
            return problem(503, "upstream.unavailable", "暂时无法连接。")
        queue: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._streams.add(queue)

        async def lines() -> AsyncIterator[bytes]:
            try:
                yield b": connected\n\n"
                while (line := await queue.get()) is not None:
                    yield line
            finally:
                self._streams.discard(queue)

        return StreamingResponse(lines(), media_type="text/event-stream")

    async def _read(self, request: Request) -> Response:
        cursor = request.query_params.get("cursor")
        answers: dict[str, Any] = {
            "branches": {"items": [branch("GG01", "国贸店"), branch("GG02", "海棠湾店")]},
            "staff": {"items": [
                colleague("li.na", "李娜"), colleague("sun.wei", "孙伟"),
                colleague("chen.yu", "陈雨"), colleague("zhao.min", "赵敏"),
            ]},
            "people": {"items": [
                {"id": LI, "name": "林晓", "version": 1}, {"id": WANG, "name": "王锐", "version": 1},
            ]},
            "today": self._today(),
            "search": self._search(request.query_params.get("q", "")),
            f"orders/{ORDER}/job-sheet": self._order_page(),
            "orders": {"items": []},
            "contacts": page_of(self.contacts, cursor),
            "bookings": page_of(self.bookings, cursor),
            "job-sheets": page_of(self._owing(), cursor) if "owes" in request.query_params else None,
            "leads": {"items": []},
            "work-orders": {"items": []},
            "cash-backs": {"items": []},
            "damages": {"items": []},
            "stored-belongings": {"items": []},
            "duties/GG01": self.duties(),
            "shift-notes": {"items": [], "next_cursor": None},
            f"job-cards/GG01/{datetime.now(UTC).date()}": {"cards": [], "hand_overs": [], "missing": 0},
        }  # fmt: skip
        found = answers.get(request.path_params["rest"])
        return JSONResponse(found) if found is not None else problem(404, "not_found", "找不到该记录。")

    def duties(self) -> dict[str, Any]:
        """Who is on duty today and tomorrow."""
        today = datetime.now(UTC).date()
        days = [
            {"branch_id": "GG01", "day": (today + timedelta(days=at)).isoformat(), "open": True, "clerk_id": clerk,
             "proxy_id": None, "chosen_by": None, "version": 1}
            for at, clerk in enumerate(("chen.yu", "li.na"))
        ]  # fmt: skip
        return {"branch_id": "GG01", "today": today.isoformat(), "days": days}

    def _today(self) -> dict[str, Any]:
        return {
            "branch_id": "GG01",
            "day": datetime.now(UTC).date().isoformat(),
            "until": moment(days=1),
            "contacts": answered(page_of(self.contacts)),
            "appointments": answered(page_of(self.bookings)),
            "late": answered({"items": [sheet_line(1, "CONFIRMED", "CHECK_IN", owed=2600, late=3),
                                        sheet_line(4, "SHOT", "IMPORT_PROOFS", late=50)]}),
            "arrears": answered(page_of(self._owing())),
        }  # fmt: skip

    def _owing(self) -> list[dict[str, Any]]:
        return [sheet_line(number, "CONFIRMED", "CHECK_IN", owed=2600) for number in range(1, self.owing + 1)]

    def _search(self, words: str) -> dict[str, Any]:
        hit = {"order_id": ORDER, "number": "GG01-261118-001", "customer_number": "H26-001", "names": ["林晓", "王锐"],
               "state": "BOOKED", "stage": "CONFIRMED", "branch_id": "GG01", "balance": yuan(2600)}  # fmt: skip
        return {"items": [hit] if words in ("1234", "林晓", "H26-001") else [], "stages_available": True}

    def _order_page(self) -> dict[str, Any]:
        reception = {"number": "GG01-261118-001", "state": "BOOKED", "owner_id": "li.na", "balance": yuan(2600),
                     "receipts": [{"number": "R26-GG01-000041", "amount": yuan(1000), "method": "WECHAT"}]}  # fmt: skip
        return {
            "order_id": ORDER,
            "job_sheet": answered(job_sheet() | {"proxy_id": self.proxy}),
            "reception": answered(reception),
            "scheduling": answered({"bookings": [booking(1, "SHOOT", 20, "一队", "海景棚")]}),
            "post_production": {"available": False, "reason": "not_found"},
            "pickup": {"available": False, "reason": "upstream.unavailable"},
            "customer_service": answered({"contacts": [contact(1, "N-06", "CALL", -2)], "complaints": []}),
        }
