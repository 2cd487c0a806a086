"""Reception on a fresh database, with staff, a price list and a desk that does the usual things."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID, uuid4

import httpx2 as httpx
import pytest

from shared.contracts.post_production import DesignMode, ReviewMode, SelectionConfirmed
from shared.contracts.reception import ProductLine
from shared.contracts.scheduling import ShootCompleted
from shared.contracts.values import Money
from shared.kit.auth import Principal
from shared.kit.testing import MONDAY, MovableClock, ServiceMaker, ServiceUnderTest, principal

OWNER, MANAGER, CASHIER, CLERK = "wang.li", "zhao.min", "qian.fen", "sun.yu"
DAY = MONDAY.isoformat()


def cny(yuan: int) -> dict[str, Any]:
    """That many yuan as the API takes them."""
    return {"amount": yuan * 100, "currency": "CNY"}


class Desk:
    """The front desk: sends requests as somebody and expects an answer."""

    def __init__(self, service: ServiceUnderTest) -> None:
        self.service = service

    async def send(
        self,
        method: str,
        path: str,
        body: dict[str, Any] | None = None,
        *,
        who: Principal | str = OWNER,
        expect: int | None = None,
        headers: dict[str, str] | None = None,
        params: dict[str, Any] | None = None,
    ) -> httpx.Response:
        """One request; POSTs carry a new key unless one is given."""
        someone = principal(who) if isinstance(who, str) else who
        sent = {"Idempotency-Key": str(uuid4())} | (headers or {})
        async with self.service.client(someone) as client:
            answer = await client.request(method, f"/v1{path}", json=body, headers=sent, params=params)
        if expect is not None:
            assert answer.status_code == expect, answer.text
        return answer

    async def post(self, path: str, body: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
        """A POST that succeeds."""
        answer = await self.send("POST", path, body, **more)
        assert answer.status_code in (200, 201), answer.text
        return dict(answer.json())

    async def put(self, path: str, body: dict[str, Any], **more: Any) -> dict[str, Any]:
        """A PUT that succeeds."""
        answer = await self.send("PUT", path, body, **more)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def get(self, path: str, **more: Any) -> Any:
        """A GET that succeeds."""
        answer = await self.send("GET", path, **more)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def upload(
        self, path: str, file: bytes, *, who: Principal | str = OWNER, expect: int = 200
    ) -> dict[str, Any]:
        """A picture sent as a form does."""
        someone = principal(who) if isinstance(who, str) else who
        async with self.service.client(someone) as client:
            answer = await client.put(f"/v1{path}", files={"file": ("1.jpg", file, "image/jpeg")})
        assert answer.status_code == expect, answer.text
        return dict(answer.json())

    async def refused(self, method: str, path: str, body: dict[str, Any] | None = None, **more: Any) -> str:
        """The code of a refusal."""
        answer = await self.send(method, path, body, **more)
        assert answer.status_code >= 400, answer.text
        return str(answer.json()["code"])

    # -- the usual things ---------------------------------------------------------------------------------------

    async def person(self, *, name: str = "李娜", phone: str | None = "13800138000", **more: Any) -> str:
        """Somebody registered."""
        body = {"branch_id": "GG01", "name": name} | ({"phone": phone} if phone else {}) | more
        return str((await self.post("/people", body))["id"])

    async def package(self, *, price: int = 3999, category: str = "WEDDING_STUDIO", code: str | None = None) -> str:
        """A package of the chain with one version."""
        body = {"code": code or f"P-{uuid4().hex[:8]}", "category": category}
        package = await self.post("/packages", body)
        await self.post(f"/packages/{package['id']}/versions", version_of(price=price), headers={"If-Match": '"0"'})
        return str(package["id"])

    async def order(
        self,
        *,
        price: int = 3999,
        category: str = "WEDDING_STUDIO",
        people: Sequence[str] | None = None,
        who: Principal | str = OWNER,
        **more: Any,
    ) -> dict[str, Any]:
        """An order, placed."""
        if people is None:
            people = [await self.person(), await self.person(name="王强", phone="13900139000")]
        package = more.pop("package_id", None) or await self.package(price=price, category=category)
        body = {"branch_id": "GG01", "person_ids": list(people), "package_id": package, **more}
        return await self.post("/orders", body, who=who)

    async def pay(self, order_id: str, form: str, yuan: int, **more: Any) -> dict[str, Any]:
        """Money taken in cash, tested."""
        who = more.pop("who", CASHIER)
        body = {"form": form, "amount": cny(yuan), "method": "CASH", "note_tested": True} | more
        return await self.post(f"/orders/{order_id}/payments", body, who=who)

    async def plan(self, order_id: str) -> None:
        """The planning book is filled in."""
        tag = (await self.send("GET", f"/orders/{order_id}")).headers["etag"]
        await self.put(f"/orders/{order_id}/planning-book", {"taste": "film"}, headers={"If-Match": tag})

    async def booked(self, *, price: int = 3999, paid: int = 1000, **more: Any) -> dict[str, Any]:
        """An order, booked with a deposit (or paid in full)."""
        order = await self.order(price=price, **more)
        await self.pay(order["id"], "R2" if paid == price else "R1", paid)
        await self.plan(order["id"])
        return await self.post(f"/orders/{order['id']}/booking")

    async def checked_in(self, *, price: int = 3999, **more: Any) -> dict[str, Any]:
        """An order paid in full and checked in."""
        order = await self.booked(price=price, paid=price, **more)
        path = f"/orders/{order['id']}/check-in"
        await self.post(path, {"booking_id": str(uuid4())})
        for step in ("PACKAGE_CHECKED", "BALANCE", "NUMBER"):
            await self.post(f"{path}/{step}")
        for step in ("LOCKER", "MAKEUP_BOX"):
            await self.post(f"{path}/{step}", {"declined_reason": "brought none"})
        await self.post(f"{path}/HAND_OVER", {"to_staff_id": CLERK})
        return dict(await self.get(f"/orders/{order['id']}"))

    async def selected(self, *, price: int = 3999, extra: int = 0) -> dict[str, Any]:
        """An order after its selection, with a second sale of ``extra`` yuan."""
        order = await self.checked_in(price=price)
        await self.service.deliver(shot(order["id"]), confirmed(order["id"], yuan=extra))
        return dict(await self.get(f"/orders/{order['id']}"))


def version_of(*, price: int = 3999, **more: Any) -> dict[str, Any]:
    """What a package holds."""
    album = {"code": "ALB", "name": "Album", "quantity": 1, "photos": 30}
    return {
        "name": "幸福时光",
        "price": cny(price),
        "clothes_sets": 4,
        "album_photos": 30,
        "products": [album],
        "extra_photo_price": cny(50),
        **more,
    }


def shot(order_id: str, *, booking_id: UUID | None = None) -> ShootCompleted:
    """The shoot was completed."""
    return ShootCompleted(
        branch_id="GG01",
        order_id=UUID(order_id),
        booking_id=booking_id or uuid4(),
        photographer_id="li.photo",
        makeup_artist_id="he.makeup",
        sets=4,
    )


def confirmed(order_id: str, *, yuan: int = 0, selection_id: UUID | None = None) -> SelectionConfirmed:
    """The selection was signed, with a second sale of that many yuan."""
    extra = [ProductLine(code="FRM", name="Frame", quantity=1)] if yuan else []
    return SelectionConfirmed(
        branch_id="GG01",
        order_id=UUID(order_id),
        selection_id=selection_id or uuid4(),
        chosen=40,
        included=30,
        extra_photos=10 if yuan else 0,
        extra_photo_price=Money.yuan(50),
        products=extra,
        amount=Money.yuan(yuan),
        clerk_id=CLERK,
        review_mode=ReviewMode.IN_SHOP,
        design_mode=DesignMode.TEMPLATE,
        pickup_on=MONDAY,
    )


@pytest.fixture
async def desk(start_service: ServiceMaker, at: MovableClock) -> AsyncIterator[Desk]:
    """Reception on Monday at ten in the morning, with its staff known."""
    async with start_service("reception") as service:
        at.set(datetime.combine(MONDAY, time(2), UTC))
        for staff in (OWNER, MANAGER, CASHIER, CLERK):
            await service.know_staff(staff, "reception_manager" if staff == MANAGER else "consultant")
        yield Desk(service)
