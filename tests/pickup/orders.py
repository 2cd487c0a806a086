"""Orders and what is told about them: keyword-only factories with defaults, and what a desk does."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx2 as httpx

from shared.contracts.base import Event
from shared.contracts.post_production import (
    PieceFinished,
    PieceLine,
    ProductionOrdered,
    ReworkApproved,
    ReworkRejected,
    ReworkRequested,
)
from shared.contracts.reception import (
    Category,
    OrderAmended,
    OrderBalanceChanged,
    OrderBooked,
    OrderCancelled,
    OrderContent,
)
from shared.contracts.scheduling import BookingKind, BookingMade
from shared.contracts.values import Money
from shared.kit.auth import Principal
from shared.kit.testing import ServiceUnderTest, clearance

WEDDING = date(2027, 1, 31)
DUE = date(2026, 11, 24)
PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"ink").decode()


@dataclass
class Sheet:
    """An order as the other departments tell of it."""

    order_id: UUID = field(default_factory=uuid4)
    branch_id: str = "GG01"
    pieces: list[PieceLine] = field(default_factory=list)
    person_ids: list[UUID] = field(default_factory=lambda: [uuid4(), uuid4()])

    @property
    def codes(self) -> list[str]:
        """The labels on the pieces."""
        return [piece.code for piece in self.pieces]

    @property
    def ids(self) -> list[UUID]:
        """The pieces."""
        return [piece.piece_id for piece in self.pieces]

    def amended(self, amendment: int, *, wedding: date | None) -> OrderAmended:
        """Reception changed the day of the wedding."""
        content = self.content(wedding=wedding)
        about = {"branch_id": self.branch_id, "order_id": self.order_id}
        return OrderAmended(**about, content=content, amendment=amendment, note="another day")

    def content(self, *, category: Category = Category.WEDDING_STUDIO, wedding: date | None = WEDDING) -> OrderContent:
        """What was ordered."""
        return OrderContent(
            number=f"{self.branch_id}-{self.order_id.hex[:6]}",
            owner_id="wang.li",
            category=category,
            person_ids=self.person_ids,
            package_id=uuid4(),
            package_code="W1",
            package_version=1,
            package_name="Wedding",
            clothes_sets=3,
            album_photos=30,
            products=[],
            extra_photo_price=Money.yuan(30),
            package_total=Money.yuan(3999),
            wedding_date=wedding,
        )

    def booked(self, *, category: Category = Category.WEDDING_STUDIO, wedding: date | None = WEDDING) -> OrderBooked:
        """Reception booked it."""
        return OrderBooked(
            branch_id=self.branch_id,
            order_id=self.order_id,
            content=self.content(category=category, wedding=wedding),
            booked_at=datetime(2026, 10, 1, 2, tzinfo=UTC),
        )

    def cancelled(self) -> OrderCancelled:
        """Reception cancelled it."""
        return OrderCancelled(branch_id=self.branch_id, order_id=self.order_id, reason="moved", approved_by="li.na")

    def balance(self, owed: Money, *, version: int) -> OrderBalanceChanged:
        """Reception's books."""
        return OrderBalanceChanged(
            branch_id=self.branch_id,
            order_id=self.order_id,
            version=version,
            package_total=owed,
            package_paid=Money.yuan(0),
            selection_total=Money.yuan(0),
            selection_paid=Money.yuan(0),
            balance=owed,
        )

    def production(self) -> ProductionOrdered:
        """The production sheet."""
        return ProductionOrdered(
            branch_id=self.branch_id,
            order_id=self.order_id,
            production_order_id=uuid4(),
            pieces=self.pieces,
            due_on=DUE,
        )

    def finished(self, number: int = 0, *, rework_id: UUID | None = None) -> PieceFinished:
        """A piece left finishing."""
        piece = self.pieces[number]
        return PieceFinished(
            branch_id=self.branch_id,
            order_id=self.order_id,
            piece_id=piece.piece_id,
            code=piece.code,
            rework_id=rework_id,
        )

    def rework_requested(self, rework_id: UUID, number: int = 0) -> ReworkRequested:
        """Somebody wants it redone."""
        return ReworkRequested(
            branch_id=self.branch_id,
            order_id=self.order_id,
            rework_id=rework_id,
            piece_id=self.ids[number],
            reason="scratch on the cover",
            liability="PRODUCTION",
        )

    def rework_approved(self, rework_id: UUID, number: int = 0) -> ReworkApproved:
        """The store manager signed."""
        return ReworkApproved(
            branch_id=self.branch_id,
            order_id=self.order_id,
            rework_id=rework_id,
            piece_id=self.ids[number],
            back_to="PRINT",
            due_on=DUE,
        )

    def rework_rejected(self, rework_id: UUID, number: int = 0) -> ReworkRejected:
        """The store manager did not sign."""
        return ReworkRejected(
            branch_id=self.branch_id,
            order_id=self.order_id,
            rework_id=rework_id,
            piece_id=self.ids[number],
            reason="it is dust",
        )

    def booking(self, starts_at: datetime, *, booking_id: UUID | None = None) -> BookingMade:
        """An appointment to collect."""
        return BookingMade(
            branch_id=self.branch_id,
            order_id=self.order_id,
            booking_id=booking_id or uuid4(),
            kind=BookingKind.PICKUP,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=30),
            resources=[],
        )


def sheet(*, pieces: int = 2, branch_id: str = "GG01") -> Sheet:
    """An order with that many pieces."""
    made = Sheet(branch_id=branch_id)
    made.pieces = [
        PieceLine(
            piece_id=uuid4(), code=f"P{made.order_id.hex[:8]}-{number + 1}", product_code="ALBUM", name="Album 12 inch"
        )
        for number in range(pieces)
    ]
    return made


async def produced(pickup: ServiceUnderTest, *, pieces: int = 2, branch_id: str = "GG01") -> Sheet:
    """An order whose production sheet is known."""
    made = sheet(pieces=pieces, branch_id=branch_id)
    await pickup.deliver(made.booked(), made.production())
    return made


async def ready(pickup: ServiceUnderTest, *, pieces: int = 2, **booked: Any) -> Sheet:
    """An order of which every piece is counted and checked."""
    made = sheet(pieces=pieces)
    events: list[Event] = [made.booked(**booked), made.production(), *(made.finished(n) for n in range(pieces))]
    await pickup.deliver(*events)
    for code in made.codes:
        assert (await arrive(pickup, code)).status_code == 201
    return made


async def call(
    pickup: ServiceUnderTest, method: str, path: str, body: Any = None, *, who: Principal | None = None, key: str = ""
) -> httpx.Response:
    """One request with a key of its own."""
    async with pickup.client(who) as client:
        return await client.request(method, f"/v1{path}", json=body, headers={"Idempotency-Key": key or uuid4().hex})


async def arrive(
    pickup: ServiceUnderTest,
    code: str,
    *,
    passed: bool = True,
    fault: str | None = None,
    shelf: str | None = None,
    who: Principal | None = None,
) -> httpx.Response:
    """A piece comes to the desk."""
    body = {"branch_id": "GG01", "code": code, "passed": passed, "fault": fault, "shelf": shelf}
    return await call(pickup, "POST", "/arrivals", body, who=who)


def handover(order: Sheet, *, pieces: Sequence[UUID] | None = None, faulty: Sequence[UUID] = (), **changes: Any) -> Any:
    """The body of a hand-over of those pieces (all by default) that nothing speaks against."""
    ids = [str(piece) for piece in (order.ids if pieces is None else pieces)]
    return {
        "clearance": clearance(order.order_id),
        "piece_ids": ids,
        "inspections": [{"piece_id": piece, "ok": UUID(piece) not in faulty} for piece in ids],
        "signature": {"image": PNG},
        **changes,
    }


async def hand_over(pickup: ServiceUnderTest, order: Sheet, key: str = "", **changes: Any) -> httpx.Response:
    """The desk hands over."""
    return await call(pickup, "POST", f"/orders/{order.order_id}/handovers", handover(order, **changes), key=key)


async def part_of(pickup: ServiceUnderTest, order: Sheet) -> dict[str, Any]:
    """Pickup's part of the order."""
    answer = await call(pickup, "GET", f"/orders/{order.order_id}/pickup")
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def states(pickup: ServiceUnderTest, order: Sheet) -> list[str]:
    """States of the order's pieces, by code."""
    return [piece["state"] for piece in (await part_of(pickup, order))["pieces"]]
