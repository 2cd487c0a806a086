"""Live updates: who hears of what, slow desks, ended sessions."""

import json
import signal
from collections.abc import AsyncIterator
from uuid import uuid4

import pytest
from nats.aio.msg import Msg
from starlette.datastructures import Headers

from gateway.front.callers import Caller
from gateway.front.live import QUEUE, Hub, Update, before_shutdown, read_update
from gateway.permissions import permissions_of
from gateway.service.sign_in import end_sessions
from shared.contracts.gateway import StaffChanged, StaffState
from shared.kit.auth import Principal
from shared.kit.testing import wrap
from tests.gateway.conftest import Gateway


def update(publisher: str = "reception", branch: str = "GG01") -> Update:
    return Update(f"studio.{publisher}.something.v1", str(uuid4()), "order-1", branch, 3, publisher)


def desk_of(*roles: str, branches: tuple[str, ...] = ("GG01",)) -> Caller:
    return Caller(Principal("li.na", frozenset(roles), permissions_of(roles), frozenset(branches)), "operator")


async def opened(hub: Hub, caller: Caller, *, heartbeat: float = 15) -> AsyncIterator[bytes]:
    stream = hub.stream(caller, heartbeat=heartbeat)
    assert b"retry" in await anext(stream)
    return stream


def told(line: bytes) -> dict[str, object]:
    data = next(part for part in line.decode().split("\n") if part.startswith("data: "))
    content: dict[str, object] = json.loads(data.removeprefix("data: "))
    return content


@pytest.fixture
def hub(gateway: Gateway) -> Hub:
    found: Hub = gateway.app.state.parts.hub
    return found


@pytest.mark.parametrize(
    ("role", "publisher", "branch", "hears"),
    [
        ("consultant", "reception", "GG01", True),
        ("consultant", "reception", "GG02", False),
        ("photographer", "reception", "GG01", False),
        ("photographer", "scheduling", "GG01", True),
        ("photographer", "job_sheet", "GG01", True),
        ("administrator", "reception", "GG01", False),
        ("administrator", "gateway", "GG01", True),
        ("cashier", "unheard_of", "GG01", False),
    ],
)
def test_a_desk_hears_of_its_branches_and_departments(role: str, publisher: str, branch: str, hears: bool) -> None:
    assert update(publisher, branch).for_ears_of(desk_of(role).principal) is hears


async def test_an_update_tells_that_something_happened_and_not_what(hub: Hub) -> None:
    stream = await opened(hub, desk_of("consultant"))
    state = StaffState(display_name="Li Na", badge="7", roles=[], branches=["GG01"])
    fact = wrap(StaffChanged(branch_id="GG01", staff_id="li.na", state=state, revision=2))
    await hub.on_message(_message("evt.gateway.staff.changed.v1.03", fact.model_dump_json().encode()))
    content = told(await anext(stream))
    assert content == {
        "type": "studio.staff.changed.v1",
        "id": str(fact.id),
        "subject": "li.na",
        "branch": "GG01",
        "version": 0,
    }


async def test_a_hint_of_the_job_sheet_names_the_order(hub: Hub) -> None:
    stream = await opened(hub, desk_of("photographer"))
    hint = json.dumps({"order_id": "order-9", "event_id": "event-1", "type": "studio.order.booked.v1"}).encode()
    await hub.on_message(_message("hint.job_sheet.GG01", hint))
    content = told(await anext(stream))
    assert (content["type"], content["subject"], content["branch"]) == ("job_sheet.updated", "order-9", "GG01")


async def test_what_is_not_for_this_desk_is_left_out(hub: Hub) -> None:
    stream = await opened(hub, desk_of("consultant"))
    hub.tell(update(branch="GG02"))
    mine = update()
    hub.tell(mine)
    assert told(await anext(stream))["id"] == mine.id


async def test_a_quiet_stream_shows_that_it_lives(hub: Hub) -> None:
    stream = await opened(hub, desk_of("consultant"), heartbeat=0.01)
    assert await anext(stream) == b": still here\n\n"


async def test_a_desk_that_does_not_read_is_cut_off_and_holds_nothing_up(hub: Hub) -> None:
    slow = await opened(hub, desk_of("consultant"))
    for _ in range(QUEUE + 50):
        hub.tell(update())
    lines = [line async for line in slow]
    assert len(lines) < QUEUE
    assert hub.open_streams == 0


async def test_an_ended_session_is_cut_at_once(gateway: Gateway, hub: Hub) -> None:
    await gateway.add_staff("li.na", "consultant")
    client = await gateway.signed_in("li.na")
    caller = await _caller(gateway, client.cookies["studio_session"])
    stream = await opened(hub, caller)
    async with gateway.service.session() as session:
        await end_sessions(session, "li.na")
    assert [line async for line in stream] == []


async def test_changed_rights_count_for_open_streams(gateway: Gateway, hub: Hub) -> None:
    await gateway.add_staff("li.na", "consultant")
    client = await gateway.signed_in("li.na")
    stream = await opened(hub, await _caller(gateway, client.cookies["studio_session"]))
    hub.tell(update())
    assert told(await anext(stream))["subject"] == "order-1"
    admin = await gateway.signed_in()
    body = {"display_name": "Li", "badge": "B-li-na", "roles": ["photographer"], "branches": ["GG01"]}
    assert (await admin.put("/v1/staff/li.na", json=body, headers={"If-Match": '"1"'})).status_code == 200
    hub.tell(update("reception"))
    heard = update("scheduling")
    hub.tell(heard)
    assert told(await anext(stream))["id"] == heard.id


async def test_streams_end_when_the_process_is_asked_to_stop(hub: Hub) -> None:
    stopped: list[int] = []
    previous = signal.signal(signal.SIGTERM, lambda number, _frame: stopped.append(number))
    try:
        with before_shutdown(hub):
            stream = await opened(hub, desk_of("consultant"))
            signal.raise_signal(signal.SIGTERM)
            assert [line async for line in stream] == []
    finally:
        signal.signal(signal.SIGTERM, previous)
    assert stopped == [signal.SIGTERM]


async def test_the_stream_needs_a_session(gateway: Gateway) -> None:
    assert (await gateway.browser().client.get("/v1/events/stream")).status_code == 401


@pytest.mark.parametrize(
    ("subject", "payload"),
    [("evt.reception.x.v1.00", b"no json"), ("evt.reception.x.v1.00", b"[]"), ("hint.other.GG01", b"{}")],
)
def test_what_is_no_update_is_left_out(subject: str, payload: bytes) -> None:
    assert read_update(subject, payload) is None


def _message(subject: str, payload: bytes) -> Msg:
    return Msg(_client=None, subject=subject, data=payload)  # type: ignore[arg-type]


async def _caller(gateway: Gateway, token: str) -> Caller:
    caller: Caller = await gateway.app.state.parts.callers.identify(Headers({"cookie": f"studio_session={token}"}))
    return caller
