"""Customer service on a fresh database, and facts as other departments tell them."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlmodel import select

from services.customer_service.models import Contact
from shared.contracts import reception, scheduling
from shared.contracts.pickup import HandoverCompleted, OrderReadyForPickup, PieceArrived
from shared.contracts.post_production import (
    DesignMode,
    HandoverBookAccepted,
    LayoutApproved,
    LayoutReady,
    PhotosImported,
    PieceFinished,
    PieceLine,
    ProductionOrdered,
    ReviewMode,
    SelectionConfirmed,
    SelectionReady,
)
from shared.contracts.reception import Category, OrderBooked, OrderContent
from shared.contracts.scheduling import BookedResource, BookingKind, BookingMade
from shared.contracts.values import Money
from shared.kit.testing import MovableClock, ServiceMaker, ServiceUnderTest

BRANCH = "GG01"

MISCOUNTED = """
SELECT stage, c.orders, c.owing, t.orders, t.owing FROM stage_tally t FULL JOIN (
    SELECT branch_id, stage, count(*) AS orders, count(*) FILTER (WHERE balance > 0) AS owing
    FROM job_sheet GROUP BY branch_id, stage) c USING (branch_id, stage)
WHERE (coalesce(c.orders, 0), coalesce(c.owing, 0)) IS DISTINCT FROM (coalesce(t.orders, 0), coalesce(t.owing, 0))
"""
"""Stages of which the tally says another number than counting the sheets does."""


@pytest.fixture
async def cs(start_service: ServiceMaker, at: MovableClock) -> AsyncIterator[ServiceUnderTest]:
    """Customer service on Monday 2026-11-23 at ten, with the people it assigns to."""
    async with start_service("customer_service") as service:
        at.set(local(23, 10))
        await service.know_staff("li.na", "consultant")
        await service.know_staff("sun.yi", "consultant", name="Sun Yi")
        await service.know_staff("he.mei", "service_agent")
        yield service


def local(day: int, hour: int, minute: int = 0, *, month: int = 11, year: int = 2026) -> datetime:
    """That time on a Shanghai clock."""
    return datetime(year, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


def content(**changes: Any) -> OrderContent:
    """A wedding order of li.na."""
    values: dict[str, Any] = {
        "number": "O26-GG01-0001",
        "owner_id": "li.na",
        "category": Category.WEDDING_STUDIO,
        "person_ids": [uuid4(), uuid4()],
        "package_id": uuid4(),
        "package_code": "W1",
        "package_version": 1,
        "package_name": "Wedding",
        "clothes_sets": 4,
        "album_photos": 30,
        "products": [],
        "extra_photo_price": Money.yuan(50),
        "package_total": Money.yuan(3999),
    }
    return OrderContent(**values | changes)


def booked(order_id: UUID, *, branch: str = BRANCH, at: datetime | None = None, **changes: Any) -> OrderBooked:
    """The order is booked."""
    moment = at or local(23, 10)
    return OrderBooked(branch_id=branch, order_id=order_id, content=content(**changes), booked_at=moment)


def booking(
    order_id: UUID, starts_at: datetime, *, kind: BookingKind = BookingKind.SHOOT, staff: str | None = None, **more: Any
) -> BookingMade:
    """An appointment of two hours."""
    resources = [BookedResource(resource_id=uuid4(), kind="PERSON", name="P", staff_id=staff)] if staff else []
    values = {"branch_id": BRANCH, "order_id": order_id, "booking_id": uuid4(), "kind": kind, "starts_at": starts_at}
    return BookingMade(**values | {"ends_at": starts_at + timedelta(hours=2), "resources": resources} | more)


def balance(order_id: UUID, yuan: int, version: int) -> reception.OrderBalanceChanged:
    """What is owed now."""
    nothing = Money.yuan(0)
    return reception.OrderBalanceChanged(
        branch_id=BRANCH,
        order_id=order_id,
        version=version,
        package_total=Money.yuan(3999),
        package_paid=nothing,
        selection_total=nothing,
        selection_paid=nothing,
        balance=Money.yuan(yuan),
    )


def payment(order_id: UUID, yuan: int, **changes: Any) -> reception.PaymentReceived:
    """Money against a receipt."""
    values: dict[str, Any] = {
        "branch_id": BRANCH,
        "order_id": order_id,
        "receipt_id": uuid4(),
        "receipt_number": "R26-GG01-000001",
        "form": reception.ReceiptForm.BOOKING_DEPOSIT,
        "method": "CASH",
        "amount": Money.yuan(yuan),
        "handler_id": "li.na",
        "cashier_id": "li.na",
    }
    return reception.PaymentReceived(**values | changes)


def whole_way(order_id: UUID) -> list[Any]:
    """The facts of an order from booking to pickup, in the order they happen."""
    ids = {"branch_id": BRANCH, "order_id": order_id}
    shoot, selection = booking(order_id, local(28, 9)), booking(order_id, local(30, 14), kind=BookingKind.SELECTION)
    piece = PieceLine(piece_id=uuid4(), code="A1", product_code="ALBUM", name="Album")
    selection_id, layout_id = uuid4(), uuid4()
    return [
        booked(order_id),
        balance(order_id, 2999, 1),
        shoot,
        scheduling.BookingConfirmed(
            **ids, booking_id=shoot.booking_id, kind=BookingKind.SHOOT, arrival_at=shoot.starts_at
        ),
        balance(order_id, 0, 2),
        reception.CustomerCheckedIn(**ids, customer_number="H26-001", owner_id="li.na", booking_id=shoot.booking_id),
        scheduling.ShootStageChanged(
            **ids, booking_id=shoot.booking_id, stage=scheduling.ShootStage.MAKE_UP, staff_id="wu.fang"
        ),
        scheduling.ShootCompleted(**ids, booking_id=shoot.booking_id, sets=4),
        PhotosImported(**ids, photo_set_id=uuid4(), accepted=120, refused=0),
        SelectionReady(**ids, selection_id=selection_id, photos=120),
        selection,
        confirmed_selection(order_id, selection_id=selection_id),
        HandoverBookAccepted(**ids, selection_id=selection_id, given_by="zhou.jie", accepted_by="xu.lei"),
        LayoutReady(**ids, layout_id=layout_id, round=1, design_mode=DesignMode.CUSTOM, review_mode=ReviewMode.IN_SHOP),
        LayoutApproved(**ids, layout_id=layout_id, round=1),
        ProductionOrdered(**ids, production_order_id=uuid4(), pieces=[piece], due_on=date(2026, 12, 10)),
        PieceFinished(**ids, piece_id=piece.piece_id, code="A1"),
        PieceArrived(**ids, piece_id=piece.piece_id, code="A1", passed=True),
        OrderReadyForPickup(**ids, pieces=1),
        HandoverCompleted(**ids, handover_id=uuid4(), pieces=1, by_proxy=False),
    ]


def confirmed_selection(order_id: UUID, **changes: Any) -> SelectionConfirmed:
    """The list is signed; nothing extra."""
    values: dict[str, Any] = {
        "branch_id": BRANCH,
        "order_id": order_id,
        "selection_id": uuid4(),
        "chosen": 30,
        "included": 30,
        "extra_photos": 0,
        "extra_photo_price": Money.yuan(50),
        "products": [],
        "amount": Money.yuan(0),
        "clerk_id": "zhou.jie",
        "review_mode": ReviewMode.IN_SHOP,
        "design_mode": DesignMode.CUSTOM,
        "pickup_on": date(2026, 12, 20),
    }
    return SelectionConfirmed(**values | changes)


async def contacts(cs: ServiceUnderTest, rule: str | None = None) -> list[Contact]:
    """Contacts in the database, by time; of one rule when asked."""
    async with cs.session() as session:
        rows = (await session.exec(select(Contact).order_by(Contact.due_at, Contact.rule))).all()  # type: ignore[arg-type]
    return [row for row in rows if rule is None or row.rule == rule]


class FakeReception:
    """Answers for reception on the bus: one person with a made-up number."""

    def __init__(self) -> None:
        self.asked: list[dict[str, str]] = []
        self.away = False

    async def request(self, subject: str, data: bytes, timeout_s: float = 3) -> bytes:
        """What reception would answer."""
        if self.away:
            raise ConnectionError("no answer")
        assert subject == "rpc.reception.contact"
        self.asked.append(json.loads(data))
        person = {"person_id": str(uuid4()), "name": "Chen", "phone": "+8613800000000"}
        return json.dumps({"people": [person], "language": "zh-CN"}).encode()


@pytest.fixture
def reception_answers(cs: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch) -> FakeReception:
    """Reception on the other end of the bus."""
    fake = FakeReception()
    monkeypatch.setattr(cs.service.bus, "request", fake.request)
    return fake
