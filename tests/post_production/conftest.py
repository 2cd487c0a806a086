"""Post-production on a fresh database, with people, orders and real JPEGs."""

import base64
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

import httpx2 as httpx
import pytest

from services.post_production.service.darkroom import Darkroom
from shared.contracts.reception import Category, OrderBooked, OrderContent, ProductLine
from shared.contracts.scheduling import BookingKind, BookingMade, ShootCompleted
from shared.contracts.values import Money
from shared.kit import clock
from shared.kit.testing import MovableClock, ServiceMaker, ServiceUnderTest, principal
from tests.pictures import jpeg, png

Answer = dict[str, Any]

ALBUM = ProductLine(code="ALBUM-30", name="Album", quantity=1, photos=30)
FRAME = ProductLine(code="FRAME-24", name="Frame", quantity=2)


def content(*, number: str = "S-0001", **changes: Any) -> OrderContent:
    """A wedding package with two sets of clothes and three album photos."""
    return OrderContent(
        **{
            "number": number,
            "owner_id": "li.na",
            "category": Category.WEDDING_STUDIO,
            "person_ids": [uuid4()],
            "package_id": uuid4(),
            "package_code": "W1",
            "package_version": 1,
            "package_name": "Wedding",
            "clothes_sets": 1,
            "album_photos": 3,
            "products": [ALBUM],
            "extra_photo_price": Money.yuan(50),
            "package_total": Money.yuan(3999),
            **changes,
        }
    )


def booked(order_id: UUID, *, branch: str = "GG01", **changes: Any) -> OrderBooked:
    """The order was booked."""
    return OrderBooked(branch_id=branch, order_id=order_id, content=content(**changes), booked_at=clock.now())


def shot(order_id: UUID, *, branch: str = "GG01") -> ShootCompleted:
    """The shoot is over."""
    return ShootCompleted(
        branch_id=branch,
        order_id=order_id,
        booking_id=uuid4(),
        photographer_id="chen.wei",
        sets=1,
        selection_hints="likes close-ups",
    )


def booking(order_id: UUID, starts_at: datetime, *, kind: BookingKind = BookingKind.SELECTION) -> BookingMade:
    """An appointment."""
    return BookingMade(
        branch_id="GG01",
        order_id=order_id,
        booking_id=uuid4(),
        kind=kind,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        resources=[],
    )


class House:
    """The department with its people; every method is one thing somebody does there."""

    def __init__(self, service: ServiceUnderTest) -> None:
        self.service = service
        self._numbers = count(1)

    @property
    def darkroom(self) -> Darkroom:
        """The preview makers."""
        darkroom: Darkroom = self.service.service.extras["darkroom"]
        return darkroom

    async def call(
        self,
        method: str,
        path: str,
        *,
        by: str = "wang.li",
        ok: int | None = None,
        branch: str = "GG01",
        headers: dict[str, str] | None = None,
        **arguments: Any,
    ) -> httpx.Response:
        """One request; its status is checked when named."""
        async with self.service.client(principal(by, branches=[branch])) as client:
            answer = await client.request(
                method, f"/v1{path}", headers={"Idempotency-Key": str(uuid4()), **(headers or {})}, **arguments
            )
        if ok is not None:
            assert answer.status_code == ok, answer.text
        return answer

    async def refused(self, path: str, body: Answer, *, by: str = "wang.li", method: str = "POST") -> str:
        """The code of a refusal."""
        answer = await self.call(method, path, by=by, json=body)
        assert answer.status_code in (404, 409, 422), answer.text
        code: str = answer.json()["code"]
        return code

    async def post(self, path: str, body: Answer | None = None, *, by: str = "wang.li") -> Answer:
        """A POST that succeeds."""
        answer = await self.call("POST", path, by=by, json=body or {})
        assert answer.status_code in (200, 201), answer.text
        return dict(answer.json())

    async def get(self, path: str) -> Any:
        """A GET that succeeds."""
        return (await self.call("GET", path, ok=200)).json()

    async def order(self, *, branch: str = "GG01", **changes: Any) -> UUID:
        """An order that was booked and photographed."""
        order_id = uuid4()
        number = changes.pop("number", f"S-{next(self._numbers):04d}")
        await self.service.deliver(
            booked(order_id, branch=branch, number=number, **changes), shot(order_id, branch=branch)
        )
        return order_id

    async def photo_set(self, order_id: UUID, *, clothes_set: int = 1) -> str:
        """An open photo set."""
        return str((await self.post(f"/orders/{order_id}/photo-sets", {"clothes_set": clothes_set}))["id"])

    async def upload(self, photo_set_id: str, *files: tuple[str, bytes]) -> Answer:
        """Files sent in one request."""
        parts = [("files", (name, data, "image/jpeg")) for name, data in files]
        return dict((await self.call("POST", f"/photo-sets/{photo_set_id}/photos", ok=200, files=parts)).json())

    async def photos(self, order_id: UUID, *, number: int = 5) -> list[str]:
        """A complete set of photos with previews."""
        photo_set = await self.photo_set(order_id)
        taken = await self.upload(photo_set, *((f"{n}.jpg", jpeg()) for n in range(number)))
        await self.post(f"/photo-sets/{photo_set}/completion", {"expected_count": number})
        await self.darkroom.process_pending()
        return [file["photo_id"] for file in taken["files"]]

    async def ready(self, order_id: UUID) -> str:
        """A selection ready to begin."""
        return str((await self.post(f"/orders/{order_id}/selection-check", CHECKED))["id"])

    async def choose(self, selection_id: str, photos: list[str], *purposes: str) -> Answer:
        """Photos chosen for the album, or for the named purposes."""
        choices = [{"photo_id": photo, "purposes": list(purposes) or ["ALBUM"]} for photo in photos]
        answer = await self.call("PUT", f"/selections/{selection_id}/choices", ok=200, json={"choices": choices})
        return dict(answer.json())

    async def choosing(self, order_id: UUID, *, mode: str = "TEMPLATE", number: int = 4) -> tuple[str, list[str]]:
        """A selection with all photos chosen."""
        photos = await self.photos(order_id, number=number)
        selection = await self.ready(order_id)
        await self.post(f"/selections/{selection}/start", {"design_mode": mode, "difference_explained": True})
        await self.choose(selection, photos)
        return selection, photos

    async def confirmed(self, order_id: UUID, *, mode: str = "TEMPLATE", review: str = "IN_SHOP") -> str:
        """A signed and confirmed selection."""
        selection, photos = await self.choosing(order_id, mode=mode)
        await self.post(f"/selections/{selection}/signature", signature(len(photos)))
        await self.post(f"/selections/{selection}/confirmation", confirmation(review=review))
        return selection

    async def accepted(self, order_id: UUID, *, mode: str = "TEMPLATE", review: str = "IN_SHOP") -> str:
        """A selection that design accepted."""
        selection = await self.confirmed(order_id, mode=mode, review=review)
        book = await self.post("/handover-books", {"branch_id": "GG01", "selection_ids": [selection]})
        await self.post(f"/handover-books/{book['id']}/acceptance", {"accepted": [selection]}, by="zhao.min")
        return selection

    async def work(self, order_id: UUID, step: str) -> None:
        """The open work of that step is done."""
        items = (await self.get(f"/work-items?step={step}&state=WAITING"))["items"]
        item = next(item for item in items if item["order_id"] == str(order_id))
        await self.post(f"/work-items/{item['id']}/start", by="zhao.min")
        await self.post(f"/work-items/{item['id']}/done", by="zhao.min")

    async def designed(self, order_id: UUID, *, mode: str = "TEMPLATE", review: str = "IN_SHOP") -> None:
        """Retouching and design are done."""
        await self.accepted(order_id, mode=mode, review=review)
        await self.work(order_id, "RETOUCH")
        await self.work(order_id, "DESIGN")

    async def producing(self, order_id: UUID, *, review: str = "NONE") -> list[Answer]:
        """The pieces of a production sheet."""
        await self.designed(order_id, review=review)
        await self.post(f"/orders/{order_id}/layouts", {"pages": 20})
        sheet = await self.post(f"/orders/{order_id}/production-orders")
        return list(sheet["pieces"])

    async def steps(self, piece_id: str, *steps: str, by: str = "sun.qi") -> Answer:
        """A piece goes through these steps."""
        piece: Answer = {}
        for step in steps:
            piece = await self.post(f"/pieces/{piece_id}/steps", {"step": step}, by=by)
        return piece


ALL_STEPS = ("PRINT", "PRINTS_BACK", "CUT", "FINISH", "FINISHED")
CHECKED = {
    "count_ok": True,
    "sets_complete": True,
    "no_bloopers": True,
    "corrections_done": True,
    "sales_plan": "offer the large frame",
}


def signature(number: int, **changes: Any) -> Answer:
    """The customer signs a list of that many photos."""
    return {"handwritten_count": number, "signature_image": base64.b64encode(png()).decode(), **changes}


def confirmation(*, review: str = "IN_SHOP", **changes: Any) -> Answer:
    """What is agreed at the end of a selection."""
    seen, day = ((clock.now() + timedelta(days=days)).date().isoformat() for days in (10, 30))
    return {"review_mode": review, "review_on": seen, "pickup_on": day, "backup_confirmed": True, **changes}


@pytest.fixture
async def house(start_service: ServiceMaker, monday_morning: MovableClock) -> AsyncIterator[House]:
    """The running department on a Monday morning."""
    async with start_service("post_production") as service:
        # A service that starts puts business time back to what its database says.
        monday_morning.set(datetime(2026, 11, 23, 2, 0, tzinfo=UTC))
        yield House(service)
