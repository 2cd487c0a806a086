"""The scheduling service on a fresh database, and what tests book with."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import httpx2 as httpx
import pytest

from services.scheduling.domain.booking import ResourceKind
from services.scheduling.models import Resource
from shared.contracts.reception import Category, CustomerCheckedIn, OrderBooked, OrderContent
from shared.contracts.values import Money
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.clearance import Gate
from shared.kit.ids import new_id
from shared.kit.testing import MovableClock, ServiceMaker, ServiceUnderTest, clearance, principal

SHANGHAI = ZoneInfo("Asia/Shanghai")
MONDAY = date(2026, 11, 23)
THURSDAY = date(2026, 11, 26)
SATURDAY = date(2026, 11, 28)


def on(day: date, hour: int, minute: int = 0) -> str:
    """That time of that day in Shanghai, as requests carry it."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=SHANGHAI).isoformat()


def content(*, category: Category = Category.WEDDING_STUDIO, **changes: Any) -> OrderContent:
    """What was ordered."""
    values: dict[str, Any] = {
        "number": "GG01-26-0001",
        "owner_id": "li.na",
        "category": category,
        "person_ids": [uuid4()],
        "package_id": uuid4(),
        "package_code": "P1",
        "package_version": 1,
        "package_name": "Spring",
        "clothes_sets": 3,
        "album_photos": 30,
        "products": [],
        "extra_photo_price": Money.yuan(30),
        "package_total": Money.yuan(3999),
    }
    return OrderContent(**{**values, **changes})


def row(kind: str, name: str, **more: Any) -> Resource:
    """A resource of GG01."""
    return Resource(id=new_id(), branch_id="GG01", kind=ResourceKind(kind), name=name, **more)


@dataclass
class Studio:
    """The service with resources, spoken to in the words of the trade."""

    service: ServiceUnderTest
    teams: list[dict[str, Any]] = field(default_factory=list)
    people: dict[str, dict[str, Any]] = field(default_factory=dict)

    async def call(
        self, method: str, path: str, body: dict[str, Any] | None = None, *, who: Principal | None = None, **more: Any
    ) -> httpx.Response:
        """One request."""
        headers = {"Idempotency-Key": str(uuid4()), **more.pop("headers", {})}
        async with self.service.client(who) as client:
            return await client.request(method, f"/v1{path}", json=body, headers=headers, **more)

    async def did(
        self, method: str, path: str, body: dict[str, Any] | None = None, *, who: Principal | None = None
    ) -> Any:
        """A request that went well."""
        answer = await self.call(method, path, body, who=who)
        assert answer.status_code in (200, 201), answer.text
        return answer.json()

    async def get(self, path: str, **query: Any) -> Any:
        """What a reader sees."""
        answer = await self.call("GET", path, params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def add(self, kind: str, name: str, **more: Any) -> dict[str, Any]:
        """A new resource."""
        answer = await self.call("POST", "/resources", {"branch_id": "GG01", "kind": kind, "name": name, **more})
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.json()
        return made

    async def add_team(self, name: str) -> dict[str, Any]:
        """A team of three."""
        team = row("TEAM", name)
        members = [
            row(kind, f"{who}.{name.lower()}", staff_id=f"{who}.{name.lower()}", team_id=team.id)
            for kind, who in (("PHOTOGRAPHER", "photo"), ("MAKEUP_ARTIST", "makeup"), ("ASSISTANT", "help"))
        ]
        await self.keep(team)
        await self.keep(*members)
        self.people |= {member.name: {"id": str(member.id)} for member in members}
        self.teams.append({"id": str(team.id)})
        return self.teams[-1]

    async def keep(self, *resources: Resource) -> None:
        """Resources that have been there for long."""
        async with self.service.session() as session:
            session.add_all(resources)

    async def order(self, *, category: Category = Category.WEDDING_STUDIO, **changes: Any) -> UUID:
        """A booked order that scheduling has heard of."""
        order_id = uuid4()
        await self.service.deliver(
            OrderBooked(
                branch_id=changes.pop("branch_id", "GG01"),
                order_id=order_id,
                content=content(category=category, **changes),
                booked_at=clock.now(),
            )
        )
        return order_id

    async def book(
        self, order_id: UUID, kind: str = "SHOOT", starts_at: str = on(THURSDAY, 9), **more: Any
    ) -> httpx.Response:
        """A wish for a time."""
        if kind == "SELECTION":
            more.setdefault("clearance", clearance(order_id, Gate.SELECTION_BOOKING))
        who = more.pop("who", None)
        body = {"order_id": str(order_id), "kind": kind, "starts_at": starts_at, **more}
        return await self.call("POST", "/bookings", body, who=who)

    async def booked(self, order_id: UUID, kind: str = "SHOOT", starts_at: str = on(THURSDAY, 9), **more: Any) -> Any:
        """A booking that went well."""
        answer = await self.book(order_id, kind, starts_at, **more)
        assert answer.status_code == 201, answer.text
        return answer.json()

    async def check_in(self, order_id: UUID, *, times: int = 1) -> None:
        """The customer is here."""
        await self.service.deliver(
            CustomerCheckedIn(branch_id="GG01", order_id=order_id, customer_number="H11-001", owner_id="li.na"),
            times=times,
        )

    async def act(self, booking: dict[str, Any], action: str, **body: Any) -> httpx.Response:
        """A step with a booking."""
        return await self.call("POST", f"/bookings/{booking['id']}/{action}", body)

    async def done(self, booking: dict[str, Any], action: str, **body: Any) -> Any:
        """A step that went well."""
        answer = await self.act(booking, action, **body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def under_way(self, **changes: Any) -> tuple[UUID, dict[str, Any]]:
        """An order checked in for its shoot today."""
        order_id = await self.order(**changes)
        shoot = await self.booked(order_id, starts_at=on(MONDAY, 13))
        await self.check_in(order_id)
        return order_id, shoot


@pytest.fixture
async def bare(start_service: ServiceMaker, at: MovableClock) -> AsyncIterator[Studio]:
    """The service on a Monday morning at ten, without resources; a service that starts reads its own clock."""
    async with start_service("scheduling") as service:
        at.set(datetime.fromisoformat(on(MONDAY, 10)))
        yield Studio(service)


@pytest.fixture
async def studio(bare: Studio) -> Studio:
    """Two teams, two rooms, a selection seat, a review seat."""
    for name in ("A", "B"):
        await bare.add_team(name)
    rooms = [row("ROOM", "Room A"), row("ROOM", "Room B")]
    await bare.keep(*rooms, row("SELECTION_SEAT", "Seat 1"), row("REVIEW_SEAT", "Review 1"))
    return bare


def someone(staff_id: str, *permissions: str) -> Principal:
    """A member of staff of GG01, by default with every right."""
    return principal(staff_id, permissions=permissions or ("*",))
