"""Moving business time goes from one due job to the next, in all services alike."""

import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web
from sqlalchemy import update
from yarl import URL

from shared.kit import clock
from shared.kit.auth import TokenCheck
from shared.kit.tables import outbox
from shared.kit.testing import GATEWAY_KEYS, MovableClock
from tests.gateway.conftest import Department, Gateway, running

BEGIN = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


class Timed(Department):
    """A service with jobs due at given moments; each done job may cause another service some work."""

    def __init__(self, name: str, log: list[tuple[str, datetime]]) -> None:
        super().__init__()
        self.name, self.log = name, log
        self.due: list[datetime] = []
        self.offset = clock.offset()
        self.stirred, self.asked = 0, 0
        self.tells: Timed | None = None
        self.stuck = False
        self.handlers = {"/internal/clock": self.set_clock, "/internal/settle": self.settle}

    @property
    def now(self) -> datetime:
        return clock.wall() + self.offset

    async def set_clock(self, request: web.Request) -> web.Response:
        self.check(request)
        self.offset = timedelta(seconds=json.loads(await request.text())["offset_seconds"])
        return self.state()

    async def settle(self, request: web.Request) -> web.Response:
        self.check(request)
        self.asked += 1
        while not self.stuck and self.due and self.due[0] <= self.now:
            self.log.append((self.name, self.due.pop(0)))
            if self.tells is not None:
                self.stirred += 1
                self.tells.stirred += 1
        return self.state()

    def check(self, request: web.Request) -> None:
        token = request.headers["Authorization"].removeprefix("Bearer ")
        assert TokenCheck(GATEWAY_KEYS.public, self.name)(token).may("operations.clock")

    def state(self) -> web.Response:
        due = self.due[0].isoformat() if self.due else None
        return web.json_response({"activity": 0, "stirred": self.stirred, "next_due": due})


@pytest.fixture
def log() -> list[tuple[str, datetime]]:
    return []


@pytest.fixture
async def services(
    gateway: Gateway, at: MovableClock, log: list[tuple[str, datetime]]
) -> AsyncIterator[dict[str, Timed]]:
    """Five services whose time is the gateway's, which has told everything it had to tell."""
    at.set(BEGIN)
    async with gateway.service.session() as session:
        await session.execute(update(outbox).values(published_at=clock.wall()))
    hop = gateway.app.state.parts.departments.hop
    found: dict[str, Timed] = {}
    async with AsyncExitStack() as stack:
        for name in ("reception", "scheduling", "post_production", "pickup", "customer_service"):
            found[name] = Timed(name, log)
            await stack.enter_async_context(running(found[name]))
            hop.addresses[name] = URL(found[name].url)
        yield found


async def test_jobs_of_all_services_come_due_in_order(
    gateway: Gateway, services: dict[str, Timed], log: list[tuple[str, datetime]]
) -> None:
    """T-2, T-1 and the day itself never come due at once."""
    days = [BEGIN + timedelta(days=day) for day in (1, 2, 3)]
    services["pickup"].due = [days[0], days[2]]
    services["scheduling"].due = [days[1]]
    services["scheduling"].tells = services["customer_service"]
    admin = await gateway.signed_in()
    target = BEGIN + timedelta(days=10)
    answer = await admin.post("/v1/dev/clock", json={"to": target.isoformat()})
    assert answer.status_code == 200, answer.text
    assert log == [("pickup", days[0]), ("scheduling", days[1]), ("pickup", days[2])]
    assert [datetime.fromisoformat(step) for step in answer.json()["steps"]] == days
    assert {service.offset for service in services.values()} == {clock.offset()}, "all have the same time"
    assert timedelta(0) <= clock.now() - target < timedelta(seconds=30)


async def test_what_is_due_within_an_hour_can_be_done_at_one_stop(
    gateway: Gateway, services: dict[str, Timed], log: list[tuple[str, datetime]]
) -> None:
    first, later, target = (BEGIN + timedelta(hours=hours) for hours in (1, 1.75, 3))
    services["pickup"].due, services["scheduling"].due = [first, target], [later]
    admin = await gateway.signed_in()
    body = {"to": target.isoformat(), "together_minutes": 60}
    answer = await admin.post("/v1/dev/clock", json=body)
    assert {name for name, _ in log[:2]} == {"pickup", "scheduling"}
    assert log[2] == ("pickup", target), "time never goes past where it was sent"
    stops = [datetime.fromisoformat(step) for step in answer.json()["steps"]]
    assert stops == [first + timedelta(hours=1), target]


async def test_only_after_facts_is_everybody_asked_once_more(gateway: Gateway, services: dict[str, Timed]) -> None:
    """A job that tells nothing costs one round; one that tells something costs a second, so that all can follow."""
    admin = await gateway.signed_in()
    assert (await admin.post("/v1/dev/clock", json={"add_seconds": 0})).status_code == 200
    rounds = []
    for day, hearer in ((1, None), (2, services["customer_service"])):
        services["pickup"].due, services["pickup"].tells = [BEGIN + timedelta(days=day)], hearer
        asked = services["reception"].asked
        target = (BEGIN + timedelta(days=day, hours=1)).isoformat()
        assert (await admin.post("/v1/dev/clock", json={"to": target})).status_code == 200
        rounds.append(services["reception"].asked - asked)
    assert rounds == [3, 4], "before the job, after it, and at the time asked for; and once more after a fact"


async def test_seconds_are_added_to_business_time(gateway: Gateway, services: dict[str, Timed]) -> None:
    admin = await gateway.signed_in()
    before = clock.now()
    assert (await admin.post("/v1/dev/clock", json={"add_seconds": 86400})).status_code == 200
    assert timedelta(0) <= services["pickup"].now - before - timedelta(days=1) < timedelta(seconds=30)


async def test_many_steps_are_quick(gateway: Gateway, services: dict[str, Timed]) -> None:
    services["pickup"].due = [BEGIN + timedelta(hours=hour) for hour in range(1, 41)]
    admin = await gateway.signed_in()
    begin = clock.wall()
    answer = await admin.post("/v1/dev/clock", json={"to": (BEGIN + timedelta(days=30)).isoformat()})
    assert len(answer.json()["steps"]) == 40
    assert clock.wall() - begin < timedelta(seconds=8)


async def test_a_job_that_is_never_done_stops_time_and_is_named(gateway: Gateway, services: dict[str, Timed]) -> None:
    services["pickup"].due, services["pickup"].stuck = [BEGIN + timedelta(hours=1)], True
    admin = await gateway.signed_in()
    answer = await admin.post("/v1/dev/clock", json={"to": (BEGIN + timedelta(days=1)).isoformat()})
    assert (answer.status_code, answer.json()["code"]) == (409, "clock.stuck")
    assert answer.json()["services"] == "pickup"


async def test_back_to_real_time(gateway: Gateway, services: dict[str, Timed]) -> None:
    admin = await gateway.signed_in()
    answer = await admin.post("/v1/dev/clock", json={"to": None})
    assert answer.status_code == 200
    assert abs(clock.now() - clock.wall()) < timedelta(seconds=2)


async def test_a_service_that_is_down_stops_the_move(gateway: Gateway, at: MovableClock) -> None:
    at.set(BEGIN)
    admin = await gateway.signed_in()
    answer = await admin.post("/v1/dev/clock", json={"add_seconds": 60})
    assert (answer.status_code, answer.json()["code"]) == (503, "upstream.unavailable")


async def test_unclear_moves_are_refused(gateway: Gateway) -> None:
    admin = await gateway.signed_in()
    for body in ({}, {"add_seconds": -1}, {"to": "2026-12-01T00:00:00"}, {"to": None, "add_seconds": 1}):
        assert (await admin.post("/v1/dev/clock", json=body)).status_code == 422, body


async def test_time_stands_where_it_may_not_be_moved(gateway: Gateway) -> None:
    gateway.service.service.settings.movable_clock = False
    admin = await gateway.signed_in()
    assert (await admin.post("/v1/dev/clock", json={"add_seconds": 60})).status_code == 403
    assert (await admin.get("/v1/dev/clock")).json()["movable"] is False


async def test_only_the_operator_moves_time(gateway: Gateway) -> None:
    await gateway.add_staff("li.na", "store_manager")
    client = await gateway.signed_in("li.na")
    assert (await client.post("/v1/dev/clock", json={"add_seconds": 60})).status_code == 403
