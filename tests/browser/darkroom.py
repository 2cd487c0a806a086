"""A gateway with canned answers about post-production: one order full of photos, work, pieces, a layout."""

import asyncio
import hashlib
import io
from pathlib import Path
from typing import Any, cast

from PIL import Image
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.browser.canned import LI, ME, ORDER, WANG, CannedGateway, moment, sheet_line, yuan
from tests.browser.refusals import problem

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


def preparation(number: int, hours: float, *open_points: str) -> dict[str, Any]:
    """A selection and what is laid ready for it; the first one begins today."""
    return {"booking_id": f"b{number}", "branch_id": "GG01", "order_id": ORDER, "owner_id": "li.na",
            "order_number": f"GG01-261118-{number:03d}", "starts_at": moment(hours=hours), "due_on": "2026-01-02",
            "photos": 40, "missing": [], "disc_burnt": None, "disc_photos": None, "order_pulled": None,
            "open": list(open_points), "late": number == 1}  # fmt: skip


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
        self.agreed: list[dict[str, Any]] = []
        self.uploads: list[str] = []
        self.steps: list[str] = []
        self.preparations = [preparation(1, 2, "DISC_BURNT", "ORDER_PULLED"), preparation(2, 26, "ORDER_PULLED")]
        self.work = [work_item(1, "RETOUCH", "RUNNING", "sun.wei", "2026-01-02"),
                     work_item(2, "DESIGN", "WAITING", None, "2030-01-02")]  # fmt: skip

    def _app(self) -> Starlette:
        app = super()._app()
        app.router.routes[:0] = [
            Route(f"/v1/orders/{ORDER}/photos", self._photos),
            Route(f"/v1/orders/{ORDER}/post-production", self._part),
            Route(f"/v1/orders/{ORDER}/layout-pages", self._new_pages),
            Route(f"/v1/layouts/{LAYOUT}/pins", self._pin, methods=["POST"]),
            Route(f"/v1/layouts/{LAYOUT}/{{word}}", self._answered, methods=["POST"]),
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
            Route("/v1/selection-preparations", self._preparations),
            Route("/v1/selection-preparations/{id}/ticks", self._tick, methods=["POST"]),
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
            "confirmed_at": None, "accepted_at": None, "review_mode": None, "review_on": None, "pickup_on": None,
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
            self.agreed.append(body)
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
            "presented_by": "sun.wei", "presented_at": moment(hours=-2), "pickup_reconfirmed": False, "pickup_on": None,
            "answered_at": None, "answered_to": None, "channel": None, "remarks": "",
        }  # fmt: skip

    async def _answered(self, request: Request) -> Response:
        self.agreed.append({"word": request.path_params["word"], **await request.json()})
        return JSONResponse(self._layout())

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

    async def _preparations(self, _request: Request) -> Response:
        return JSONResponse({"items": self.preparations})

    async def _tick(self, request: Request) -> Response:
        said = await request.json()
        row = next(one for one in self.preparations if one["booking_id"] == request.path_params["id"])
        made = {"by": "li.na", "at": moment()}
        if said["point"] == "DISC_BURNT":
            row["disc_burnt"], row["disc_photos"] = (made, row["photos"]) if said["done"] else (None, None)
        else:
            row["order_pulled"] = made if said["done"] else None
        row["open"] = [one for one in row["open"] if one != said["point"]] + ([] if said["done"] else [said["point"]])
        row["late"] = row["late"] and bool(row["open"])
        return JSONResponse(row)

    async def _sheets(self, request: Request) -> Response:
        stage = request.query_params.get("stage", "")
        line = {**sheet_line(1, stage, "SELECT_PHOTOS", owed=2600, late=5), "order_id": ORDER, "person_ids": [LI, WANG]}
        line |= {"category": "WEDDING_SEA", "stage_since": moment(days=-1)}
        return JSONResponse({"items": [line] if stage == "SELECTION_BOOKED" else []})

    async def _counts(self, _request: Request) -> Response:
        counted = {"stage": "SELECTION_BOOKED", "orders": 1, "late": 1, "owing": 1}
        return JSONResponse({"stages": [counted], "orders": 1, "late": 1})
