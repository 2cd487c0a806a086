"""The post-production desk against a gateway with canned answers: the selection room, the queues, an import."""

import asyncio
import hashlib
import io
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, cast

import pytest
from PIL import Image
from playwright.async_api import Locator, Page, expect
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.browser.canned import LI, ME, ORDER, WANG, CannedGateway, moment, problem, sheet_line, yuan
from tests.browser.conftest import OpenPage

SHOTS = os.environ.get("STUDIO_SHOTS")
MANY = 3000
INCLUDED = 3
SELECTION = "0198c0de-0000-7000-8000-00000000005e"
LAYOUT = "0198c0de-0000-7000-8000-00000000001a"
ROOM = f"/post-production/orders/{ORDER}/selection"
RIGHTS = [*cast("list[str]", ME["permissions"]), "post_production.*", "customer_service.job_sheets.read"]


def picture(colour: tuple[int, int, int]) -> bytes:
    """A small JPEG."""
    out = io.BytesIO()
    Image.new("RGB", (96, 64), colour).save(out, "JPEG")
    return out.getvalue()


PICTURES = [picture((40 * n + 40, 200 - 24 * n, 90 + 18 * n)) for n in range(5)]


def photo_id(number: int) -> str:
    """The id of a proof."""
    return f"0198c0de-0000-7000-8000-{number:012d}"


def photo(number: int) -> dict[str, Any]:
    """A proof with its previews."""
    return {"id": photo_id(number), "photo_set_id": "s1", "name": f"DSC{number:04d}.jpg", "state": "READY",
            "fault": None, "size": 5_000_000 + number, "width": 6000, "height": 4000, "taken_at": None,
            "sha256": f"{number:064x}"}  # fmt: skip


def work_item(number: int, step: str, state: str, who: str | None, due: str) -> dict[str, Any]:
    """Work on the files."""
    return {"id": f"w{number}", "branch_id": "GG01", "order_id": ORDER, "step": step, "round": 1, "state": state,
            "due_on": due, "urgent": number == 1, "assignee_id": who, "rework_id": None, "remarks": "",
            "created_at": moment(days=-2), "started_at": None, "ended_at": None}  # fmt: skip


def piece(number: int, step: str) -> dict[str, Any]:
    """A piece in the making."""
    return {"id": f"p{number}", "branch_id": "GG01", "order_id": ORDER, "code": f"GG01-261118-001-{number:02d}",
            "product_code": "ALBUM-18", "name": "18寸入册", "step": step, "step_since": moment(days=-1),
            "step_by": "sun.wei", "due_on": "2030-01-02" if number > 1 else "2026-01-02", "version": 1,
            "rework_id": None, "replacement": False, "arrived_at": None, "late": number == 1, "steps": []}  # fmt: skip


class Darkroom(CannedGateway):
    """One order in post-production: its photos, its selection, its work."""

    def __init__(self, console: Path) -> None:
        super().__init__(console)
        self.photos = MANY
        self.here: list[bytes] = []
        self.state = "CHOOSING"
        self.choices: dict[str, dict[str, Any]] = {}
        self.chosen = asyncio.Event()
        self.products: list[dict[str, Any]] = []
        self.refusing = False
        self.pins: list[dict[str, Any]] = []
        self.reviewing = False
        self.signed: list[int] = []
        self.uploads: list[str] = []
        self.steps: list[str] = []
        self.work = [work_item(1, "RETOUCH", "RUNNING", "sun.wei", "2026-01-02"),
                     work_item(2, "DESIGN", "WAITING", None, "2030-01-02")]  # fmt: skip

    def _app(self) -> Starlette:
        app = super()._app()
        app.router.routes[:0] = [
            Route(f"/v1/orders/{ORDER}/photos", self._photos),
            Route(f"/v1/orders/{ORDER}/post-production", self._part),
            Route(f"/v1/orders/{ORDER}/layout-pages", self._new_pages),
            Route(f"/v1/layouts/{LAYOUT}/pins", self._pin, methods=["POST"]),
            Route("/v1/layout-pages/{id}/{size}", self._picture),
            Route(f"/v1/orders/{ORDER}/photo-sets", self._open_set, methods=["POST"]),
            Route("/v1/photo-sets/s1/photos", self._upload, methods=["POST"]),
            Route("/v1/photos/{id}/{size}", self._picture),
            Route(f"/v1/selections/{SELECTION}", self._selection),
            Route(f"/v1/selections/{SELECTION}/{{what}}", self._select, methods=["PUT", "POST"]),
            Route("/v1/work-items", self._work_items),
            Route("/v1/work-items/{id}/{act}", self._work_act, methods=["POST"]),
            Route("/v1/production-board", self._board),
            Route("/v1/pieces/{id}/steps", self._piece_step, methods=["POST"]),
            Route("/v1/job-sheets", self._sheets),
            Route("/v1/stage-counts", self._counts),
        ]
        return app

    async def _session(self, request: Request) -> Response:
        answered = await super()._session(request)
        return JSONResponse({**ME, "permissions": RIGHTS}) if answered.status_code == 200 else answered

    async def _photos(self, request: Request) -> Response:
        start, limit = int(request.query_params.get("cursor", 0)), int(request.query_params.get("limit", 50))
        end = min(self.photos, start + limit)
        following = str(end) if end < self.photos else None
        here = [
            {**photo(n), "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for n, data in enumerate(self.here)
        ]
        return JSONResponse({"items": here + [photo(n) for n in range(start, end)], "next_cursor": following})

    async def _picture(self, request: Request) -> Response:
        number = int(request.path_params["id"][-12:])
        return Response(PICTURES[number % 5], media_type="image/jpeg", headers={"Cache-Control": "max-age=60"})

    def _shown(self) -> dict[str, Any]:
        chosen = sum("ALBUM" in choice["purposes"] for choice in self.choices.values())
        extra = max(0, chosen - INCLUDED)
        return {
            "id": SELECTION, "order_id": ORDER, "version": 1, "state": self.state, "clerk_id": "li.na",
            "proposed_at": None,
            "sales_plan": "先看外景", "selection_hints": "", "design_mode": "TEMPLATE",
            "proposed_design_mode": "TEMPLATE", "started_at": moment(hours=-1), "signed_at": None,
            "confirmed_at": None, "accepted_at": None, "review_mode": None, "pickup_on": None,
            "photos": self.photos, "electronic_count": len(self.choices), "chosen": chosen, "included": INCLUDED,
            "extra_photos": extra, "extra_photo_price": yuan(60), "extra_amount": yuan(60 * extra),
            "product_amount": yuan(0), "custom_design_fee": yuan(0), "amount": yuan(60 * extra),
            "products": self.products, "choices": list(self.choices.values()),
        }  # fmt: skip

    async def _selection(self, _request: Request) -> Response:
        return JSONResponse(self._shown(), headers={"ETag": '"1"'})

    async def _select(self, request: Request) -> Response:
        what, body = request.path_params["what"], await request.json()
        if self.refusing:
            return problem(503, "upstream.unavailable", "后期暂时无法连接。")
        if what == "choices":
            for choice in body["choices"]:
                self.choices[choice["photo_id"]] = choice
            for gone in body["removed"]:
                self.choices.pop(gone, None)
            self.chosen.set()
        elif what == "signature":
            self.signed.append(body["handwritten_count"])
            self.state = "SIGNED"
        elif what == "confirmation":
            self.state = "CONFIRMED"
        return await self._selection(request)

    async def _part(self, _request: Request) -> Response:
        photo_set = {
            "id": "s1", "order_id": ORDER, "booking_id": None, "clothes_set": 1, "photographer_id": "chen.yu",
            "opened_at": moment(days=-1), "received": self.photos, "ready": self.photos, "broken": 0, "refused": 0,
            "expected_count": None, "completed_at": None,
        }  # fmt: skip
        return JSONResponse({
            "order_id": ORDER, "number": "GG01-261118-001", "cancelled": False, "urgent": False,
            "shot_at": moment(days=-1), "photo_sets": [photo_set] if self.photos else [], "photos": self.photos,
            "selection": self._shown() if self.photos else None, "work_items": [],
            "layouts": [self._layout()] if self.reviewing else [],
            "production_due_on": None, "pieces": [], "reworks": [], "late": [],
            "missing_for_selection": [] if self.photos else ["PHOTOS_NOT_IMPORTED"],
            "next_step": "SELECTION" if self.photos else "PHOTOS_NOT_IMPORTED",
        })  # fmt: skip

    def _layout(self) -> dict[str, Any]:
        pages = [{"id": photo_id(n), "layout_id": LAYOUT, "place": n, "name": f"{n}.jpg", "width": 96, "height": 64}
                 for n in (1, 2)]  # fmt: skip
        return {
            "id": LAYOUT, "order_id": ORDER, "round": 1, "state": "READY", "template_id": None, "pages": 2,
            "pictures": pages, "pins": self.pins, "design_mode": "TEMPLATE", "review_mode": "IN_SHOP",
            "presented_by": "sun.wei", "presented_at": moment(hours=-2), "pickup_reconfirmed": True,
            "answered_at": None, "answered_to": None, "channel": None, "remarks": "",
        }  # fmt: skip

    async def _new_pages(self, _request: Request) -> Response:
        return JSONResponse([])

    async def _pin(self, request: Request) -> Response:
        said = {"id": f"pin{len(self.pins)}", "layout_id": LAYOUT, "set_by": "li.na", "set_at": moment(),
                "settled_by": None, "settled_at": None}  # fmt: skip
        self.pins.append({**said, **await request.json()})
        return JSONResponse(self.pins[-1], 201)

    async def _open_set(self, _request: Request) -> Response:
        return JSONResponse({"id": "s1"}, 201)

    async def _upload(self, request: Request) -> Response:
        async with request.form() as form:
            [file] = form.getlist("files")
            name = "" if isinstance(file, str) else file.filename or ""
        if name == "late.jpg" and "late.jpg" not in self.uploads:
            self.uploads.append(name)
            return problem(503, "upstream.unavailable", "后期暂时无法连接。")
        self.uploads.append(name)
        verdict = {"name": name, "photo_id": None, "state": "ACCEPTED", "reason": None}
        if name == "torn.jpg":
            verdict |= {"state": "REFUSED", "reason": "TRUNCATED"}
        return JSONResponse({"photo_set_id": "s1", "files": [verdict], "accepted": 1, "duplicates": 0, "refused": 0})

    async def _work_items(self, request: Request) -> Response:
        state = request.query_params.get("state")
        return JSONResponse({"items": [item for item in self.work if item["state"] == state]})

    async def _work_act(self, request: Request) -> Response:
        item = next(one for one in self.work if one["id"] == request.path_params["id"])
        starts = request.path_params["act"] == "start"
        item |= {"state": "RUNNING", "assignee_id": "li.na"} if starts else {"state": "DONE"}
        return JSONResponse(item)

    async def _board(self, _request: Request) -> Response:
        return JSONResponse({"items": [piece(1, "PRINT"), piece(2, "WAITING"), piece(3, "FINISH")]})

    async def _piece_step(self, request: Request) -> Response:
        step = (await request.json())["step"]
        self.steps.append(f"{request.path_params['id']} {step}")
        return JSONResponse(piece(2, step))

    async def _sheets(self, request: Request) -> Response:
        stage = request.query_params.get("stage", "")
        line = {**sheet_line(1, stage, "SELECT_PHOTOS", owed=2600, late=5), "order_id": ORDER, "person_ids": [LI, WANG]}
        line |= {"category": "WEDDING_SEA", "stage_since": moment(days=-1)}
        return JSONResponse({"items": [line] if stage == "SELECTION_BOOKED" else []})

    async def _counts(self, _request: Request) -> Response:
        counted = {"stage": "SELECTION_BOOKED", "orders": 1, "late": 1, "owing": 1}
        return JSONResponse({"stages": [counted], "orders": 1, "late": 1})


@pytest.fixture
async def gateway(console_build: Path) -> AsyncIterator[Darkroom]:
    """A gateway with one order full of photos."""
    darkroom = Darkroom(console_build)
    async with darkroom.running():
        yield darkroom


async def shot(page: Page, name: str) -> None:
    """Keep a picture when a folder is named for it."""
    if SHOTS:
        await page.screenshot(path=Path(SHOTS) / f"post-production-{name}.png")


def photos(page: Page, name: str | None = None) -> Locator:
    """The photos of the selection room that are drawn."""
    return page.locator(".pp-grid").get_by_role("option", name=name)


async def until_chosen(gateway: Darkroom, count: int) -> None:
    """Wait until that many choices have arrived."""
    async with asyncio.timeout(5):
        while len(gateway.choices) != count:
            gateway.chosen.clear()
            await gateway.chosen.wait()


async def test_the_customer_chooses_by_keyboard_and_the_price_follows(open_page: OpenPage, gateway: Darkroom) -> None:
    """PST-04, PST-15: three are included, the fourth costs; a photo may serve several purposes."""
    page = await open_page(ROOM)
    await expect(photos(page).first).to_be_visible()
    for _ in range(4):
        await page.keyboard.press("a")
        await page.keyboard.press("ArrowRight")
    await page.keyboard.press("ArrowLeft")
    await page.keyboard.press("e")
    await expect(page.locator(".pp-sales")).to_contain_text("¥60.00")
    await expect(page.get_by_role("status").last).to_have_text("已保存")
    await until_chosen(gateway, 4)
    assert sorted(gateway.choices[photo_id(3)]["purposes"]) == ["ALBUM", "ENLARGEMENT"]
    await shot(page, "room")


async def test_two_are_compared_and_one_is_dropped(open_page: OpenPage, gateway: Darkroom) -> None:
    page = await open_page(ROOM)
    await expect(photos(page).first).to_be_visible()
    for key in ("c", "ArrowRight", "c", "v"):
        await page.keyboard.press(key)
    await expect(page.locator(".pp-large-2 img")).to_have_count(2)
    await shot(page, "compare")
    await page.keyboard.press("d")
    await expect(page.locator(".is-dropped")).to_have_count(1)
    await page.keyboard.press("2")
    await expect(photos(page).first).to_have_attribute("aria-label", "DSC0001.jpg")


async def test_three_thousand_photos_are_a_window(open_page: OpenPage, gateway: Darkroom) -> None:
    page = await open_page(ROOM)
    await expect(page.get_by_text("共 3000 张")).to_be_visible()
    await page.keyboard.press("End")
    await expect(photos(page, "DSC2999.jpg")).to_be_visible()
    assert await photos(page).count() < 80


async def test_a_refused_choice_is_kept_over_a_reload_and_sent_again(open_page: OpenPage, gateway: Darkroom) -> None:
    gateway.refusing = True
    page = await open_page(ROOM)
    await expect(photos(page).first).to_be_visible()
    await page.keyboard.press("a")
    await expect(page.get_by_role("alert")).to_contain_text("后期暂时无法连接")
    await page.reload()
    await expect(page.locator(".pp-sale-strong dd").first).to_have_text("1")
    await expect(page.get_by_role("alert")).to_be_visible()
    gateway.refusing = False
    await page.get_by_role("button", name="重试").click()
    await until_chosen(gateway, 1)


async def test_lists_are_compared_before_the_customer_signs(open_page: OpenPage, gateway: Darkroom) -> None:
    """GEN-13, PST-11: lists that differ go no further."""
    page = await open_page(ROOM)
    await expect(photos(page).first).to_be_visible()
    await page.keyboard.press("a")
    await page.keyboard.press("s")
    await page.get_by_label("手写稿张数").fill("2")
    await expect(page.get_by_text("两份清单张数不一致")).to_be_visible()
    await expect(page.get_by_role("button", name="下一步")).to_be_disabled()
    await page.get_by_label("手写稿张数").fill("1")
    await page.keyboard.press("Control+Enter")
    pad = page.get_by_role("img", name="顾客签字")
    await pad.hover()
    await page.mouse.down()
    await page.mouse.move(600, 400, steps=4)
    await page.mouse.up()
    await shot(page, "sign")
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_text("所选照片已备份")).to_be_visible()
    assert gateway.signed == [1]


async def test_a_folder_is_imported_and_one_bad_file_holds_nothing_up(
    open_page: OpenPage, gateway: Darkroom, tmp_path: Path
) -> None:
    """SHO-02: over a connection that breaks the import goes on by itself."""
    gateway.photos = 0
    for name in ("a1.jpg", "a2.jpg", "torn.jpg", "late.jpg", "notes.txt"):
        (tmp_path / name).write_bytes(PICTURES[0])
    page = await open_page(f"/post-production/orders/{ORDER}")
    await page.locator("input[type=file]").set_input_files(tmp_path)
    await expect(page.get_by_text("拒收 文件不完整")).to_be_visible()
    await shot(page, "import")
    await expect(page.get_by_text("已导入 3，已存在 0，拒收 2，失败 0，剩余 0")).to_be_visible()
    assert sorted(gateway.uploads) == ["a1.jpg", "a2.jpg", "late.jpg", "late.jpg", "torn.jpg"]


async def test_an_import_goes_on_after_a_reload_by_checksum(
    open_page: OpenPage, gateway: Darkroom, tmp_path: Path
) -> None:
    """SHO-02: what is here already is not sent again, whatever it is called now."""
    gateway.photos, gateway.here = 0, PICTURES[:1]
    for name, data in (("renamed.jpg", PICTURES[0]), ("new.jpg", PICTURES[1])):
        (tmp_path / name).write_bytes(data)
    page = await open_page(f"/post-production/orders/{ORDER}")
    await page.evaluate(f"localStorage.setItem('studio.import.{ORDER}', '2')")
    await page.reload()
    await expect(page.get_by_text("上次导入 2 个文件时中断")).to_be_visible()
    await page.locator("input[type=file]").set_input_files(tmp_path)
    await expect(page.get_by_text("已导入 1，已存在 1，拒收 0，失败 0，剩余 0")).to_be_visible()
    assert gateway.uploads == ["new.jpg"]


async def test_work_is_begun_and_finished_by_key_in_both_languages(open_page: OpenPage, gateway: Darkroom) -> None:
    page = await open_page("/post-production")
    await expect(page.get_by_role("heading", level=1)).to_have_text("后期订单")
    await page.keyboard.press("3")
    await expect(page.get_by_role("row").nth(1)).to_contain_text("林晓王锐")
    await shot(page, "orders")
    await page.get_by_role("button", name="English").click()
    await page.get_by_role("link", name="Retouch and design").click()
    row = page.get_by_role("row").nth(1)
    await expect(row).to_contain_text("Retouch")
    await shot(page, "work-en")
    await row.focus()
    await page.keyboard.press("f")
    await expect(page.get_by_role("row")).to_have_count(2)
    await page.get_by_role("row").nth(1).focus()
    await page.keyboard.press("s")
    await expect(page.get_by_role("button", name="Finish")).to_be_visible()
    assert [item["state"] for item in gateway.work] == ["DONE", "RUNNING"]


async def test_a_scanned_piece_moves_to_its_next_step(open_page: OpenPage, gateway: Darkroom) -> None:
    page = await open_page("/post-production/production")
    await expect(page.get_by_text("GG01-261118-001-02")).to_be_visible()
    await shot(page, "production")
    await page.keyboard.type("gg01-261118-001-02")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("GG01-261118-001-02 已进入：输出")).to_be_visible()
    assert gateway.steps == ["p2 PRINT"]


async def test_a_wish_is_pinned_where_it_is_meant(open_page: OpenPage, gateway: Darkroom) -> None:  # PST-17
    gateway.reviewing = True
    page = await open_page(f"/post-production/orders/{ORDER}")
    await page.get_by_role("button", name="第 2 页").click()
    ground = page.locator(".pinned-ground")
    box = await ground.bounding_box()
    assert box is not None
    await ground.click(position={"x": box["width"] / 4, "y": box["height"] / 2})
    await page.get_by_label("要改什么").last.fill("眼睛再大一点")
    await shot(page, "pin")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="标注 1：眼睛再大一点")).to_be_visible()
    (pin,) = gateway.pins
    assert pin["page_id"] == photo_id(2)
    assert abs(pin["x"] - 250) < 30
    assert abs(pin["y"] - 500) < 30
