"""The branch's things: counted by keyboard, lent and given back, on a gateway with canned answers."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import expect
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.browser.canned import CannedGateway, moment
from tests.browser.conftest import OpenPage
from tests.browser.refusals import problem
from tests.shots import shots_of

shot = shots_of("things")
SHEET = "0198c0de-0000-7000-8000-000000000900"
THINGS = [("TF-01", "三米拖尾", 4), ("TF-02", "短头纱", 1), ("TF-03", "刺绣头纱", 1)]


def key(number: int) -> str:
    """An id."""
    return f"0198c0de-0000-7000-8000-{number:012d}"


def line(number: int, mark: str, name: str, registered: int) -> dict[str, Any]:
    """A line that nobody has counted."""
    return {
        "thing_id": key(number), "name": name, "mark": mark, "colour": "白", "age": "USED", "care": "READY",
        "keeper_id": "li.na", "registered": registered, "out": 0, "found": None, "broken": 0, "worn": 0, "reason": "",
        "difference": 0, "counted_by": None, "counted_at": None, "version": 1,
    }  # fmt: skip


def thing(number: int, mark: str, name: str, quantity: int, **more: Any) -> dict[str, Any]:
    """A thing of the register."""
    return {
        "id": key(number), "branch_id": "GG01", "kind": "VEIL", "name": name, "mark": mark, "colour": "白",
        "age": "USED", "quantity": quantity, "out": 0, "keeper_id": "li.na", "care": "READY", "care_note": "",
        "care_until": None, "needed_at": None, "active": True, "version": 1, **more,
    }  # fmt: skip


class ThingsGateway(CannedGateway):
    """Knows a sheet of three lines and one loan; keeps what it is told."""

    def __init__(self, console: Path) -> None:
        super().__init__(console)
        self.sent: list[tuple[str, dict[str, Any]]] = []
        self.lines = [line(number, *one) for number, one in enumerate(THINGS, start=1)]
        self.closed = False
        self.rival: str | None = None

    def _app(self) -> Starlette:
        app = super()._app()
        app.router.routes.insert(0, Route("/v1/{rest:path}", self._do, methods=["POST", "PUT"]))
        app.router.routes.insert(0, Route("/v1/session", self._session, methods=["POST"]))
        return app

    async def _do(self, request: Request) -> Response:
        path = request.path_params["rest"]
        body = await request.json() if await request.body() else {}
        self.sent.append((path, body))
        if path.startswith(f"stock-takes/{SHEET}/lines/"):
            return self._count(path.rpartition("/")[2], body, request.headers["if-match"])
        if path.endswith("/closing"):
            self.closed = True
            return JSONResponse(self._sheet())
        return JSONResponse(self._loan() | {"out": 0, "closed_at": moment()})

    def _count(self, thing_id: str, body: dict[str, Any], edited: str) -> Response:
        one = next(one for one in self.lines if one["thing_id"] == thing_id)
        if self.rival == thing_id:
            self.rival = None
            one |= {"found": 3, "counted_by": "sun.wei", "counted_at": moment(), "version": 2, "difference": -1}
        if edited != f'"{one["version"]}"':
            return problem(412, "version.stale", "数据已被他人修改")
        one |= {**body, "counted_by": "li.na", "counted_at": moment(), "version": one["version"] + 1}
        one["difference"] = body["found"] - one["registered"]
        return JSONResponse(one)

    def _sheet(self) -> dict[str, Any]:
        counted = [one for one in self.lines if one["found"] is not None]
        return {
            "id": SHEET, "branch_id": "GG01", "kind": "VEIL", "month": "2026-11", "begun_by": "li.na",
            "state": "CLOSED" if self.closed else "OPEN", "begun_at": moment(), "closed_by": None, "closed_at": None,
            "lines": len(self.lines), "lines_counted": len(counted), "unexplained": 0, "registered": 6,
            "counted": sum(one["found"] for one in counted), "lost": 1, "broken": 0, "worn": 0,
        }  # fmt: skip

    def _loan(self) -> dict[str, Any]:
        return {
            "id": key(70), "branch_id": "GG01", "thing_id": key(1), "thing_name": "相机电池", "thing_mark": "DC-01",
            "thing_kind": "BATTERY", "quantity": 3, "out": 3, "lost": 0, "borrower_id": "chen.yu",
            "purpose": "海边外拍",
            "booking_id": None, "lent_by": "chen.yu", "lent_at": moment(hours=-8), "due_at": moment(hours=-1),
            "late": True, "returned_to": None, "closed_at": None, "note": "",
        }  # fmt: skip

    async def _read(self, request: Request) -> Response:
        path = request.path_params["rest"]
        late = thing(9, "TF-09", "蕾丝头纱", 1, care="REPAIR", needed_at=moment(hours=20))
        kind = {"kind": "VEIL", "things": 3, "registered": 6, "stock_take": self._sheet(), "late": False, "due": True}
        answers: dict[str, Any] = {
            f"stock-takes/{SHEET}": self._sheet(),
            f"stock-takes/{SHEET}/lines": {"items": self.lines},
            "things": {"items": [*(thing(n, *one) for n, one in enumerate(THINGS, start=1)), late]},
            "loans": {"items": [self._loan()]},
            "write-offs": {"items": []},
        }
        if path.startswith("stock-take-months/"):
            month = path.rpartition("/")[2]
            return JSONResponse({"branch_id": "GG01", "month": month, "kinds": [kind], "late_before": ["WIG"]})
        return JSONResponse(answers[path]) if path in answers else await super()._read(request)


@pytest.fixture
async def gateway(console_build: Path) -> AsyncIterator[ThingsGateway]:
    """A gateway that knows the branch's things."""
    async with ThingsGateway(console_build).running() as canned:
        assert isinstance(canned, ThingsGateway)
        yield canned


def counted(gateway: ThingsGateway) -> list[tuple[str, int]]:
    """What was written, by the last digit of the thing."""
    return [(path[-1], body["found"]) for path, body in gateway.sent if "/lines/" in path]


async def test_a_number_and_enter_and_the_next_line_stands_there(
    open_page: OpenPage, gateway: ThingsGateway
) -> None:  # SHO-11
    page = await open_page(f"/scheduling/things/count/{SHEET}")
    await expect(page.get_by_label("实盘（应有 4）")).to_be_focused()
    await page.keyboard.type("3")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("form", name="短头纱")).to_be_visible()
    await page.keyboard.type("1")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("form", name="刺绣头纱")).to_be_visible()
    await page.keyboard.type("1")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("已盘 3/3 项")).to_be_visible()
    assert counted(gateway) == [("1", 3), ("2", 1), ("3", 1)]
    await expect(page.get_by_role("button", name="关闭盘点表")).to_be_disabled()
    await shot(page, "unexplained")
    await page.get_by_role("button", name="1 项差异未填原因").click()
    await page.get_by_label("原因").fill("外拍后未归还")
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="关闭盘点表").click()
    await page.get_by_role("dialog").get_by_role("button", name="关闭盘点表").click()
    await expect(page.get_by_text("实有 5/6")).to_be_visible()
    await shot(page, "closed")


async def test_a_scanned_number_counts_one_more_of_its_line(
    open_page: OpenPage, gateway: ThingsGateway
) -> None:  # SHO-11
    page = await open_page(f"/scheduling/things/count/{SHEET}")
    scanner = page.get_by_role("form", name="扫描或输入编号")
    await scanner.get_by_role("textbox").focus()
    for mark in ("TF-02", "tf-01", "TF-01"):
        await page.keyboard.type(mark)
        await page.keyboard.press("Enter")
    await expect(scanner.get_by_role("status")).to_have_text("TF-01 三米拖尾：已盘 2/4")
    await expect(page.get_by_role("form", name="三米拖尾")).to_be_visible()
    await expect(scanner.get_by_role("textbox")).to_be_focused()
    await shot(page, "scanned")
    for mark, said in (("TF-02", "均已盘到"), ("TF-77", "不在本盘点表中")):
        await page.keyboard.type(mark)
        await page.keyboard.press("Enter")
        await expect(scanner.get_by_role("status")).to_contain_text(said)
    gateway.rival = key(3)
    await page.keyboard.type("TF-03")
    await page.keyboard.press("Enter")
    await expect(scanner.get_by_role("status")).to_contain_text("TF-03 未记入")
    assert counted(gateway) == [("2", 1), ("1", 1), ("1", 2), ("3", 1)]
    await page.get_by_role("row", name="三米拖尾").click()
    await page.get_by_label("实盘（应有 4）").fill("4")
    await page.keyboard.press("Enter")
    await expect(scanner.get_by_role("textbox")).to_be_focused()


async def test_whoever_counts_second_hears_of_the_first_and_keeps_the_number(
    open_page: OpenPage, gateway: ThingsGateway
) -> None:  # P10
    page = await open_page(f"/scheduling/things/count/{SHEET}")
    gateway.rival = key(1)
    await expect(page.get_by_label("实盘（应有 4）")).to_be_focused()
    await page.keyboard.type("4")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_contain_text("数据已被他人修改")
    await expect(page.get_by_role("row", name="三米拖尾")).to_contain_text("孙伟")
    await expect(page.get_by_label("实盘（应有 4）")).to_have_value("4")
    await shot(page, "too-late")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("row", name="三米拖尾")).to_contain_text("李娜")


async def test_what_should_be_back_is_red_and_is_given_back_with_enter(
    open_page: OpenPage, gateway: ThingsGateway
) -> None:  # M-41
    page = await open_page("/scheduling/things?view=out")
    await expect(page.locator(".red-row")).to_contain_text("相机电池")
    await page.get_by_role("button", name="归还").first.click()
    await expect(page.get_by_label("归还数量")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator(".done-place")).to_contain_text("归还")
    path, body = gateway.sent[-1]
    assert (path, body) == (f"loans/{key(70)}/return", {"back": 3, "lost": 0, "to_wash": False, "note": ""})


async def test_the_pages_are_there_in_both_languages(open_page: OpenPage) -> None:
    page = await open_page("/scheduling/things", language="en-GB")
    await expect(page.locator(".red-row")).to_contain_text("needed")
    await shot(page, "register-en")
    for keys, words in (("o", "Camera"), ("c", "Not counted in"), ("s", "Nothing was written off"), ("r", "TF-01")):
        await page.keyboard.press(keys)
        await expect(page.locator("#page")).to_contain_text("相机电池" if words == "Camera" else words)
        await shot(page, f"{keys}-en")
