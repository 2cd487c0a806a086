"""Leave: a proxy, somebody else's word, a hand-over the day before (GEN-03, A-39)."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from gateway.roles import ROLES
from services.scheduling.domain.leave import LEAVE, LeaveAction, LeaveState, is_long, phase
from shared.contracts.scheduling import LeaveApproved, LeaveNotHandedOver, LeaveRefused, LeaveRequested
from shared.kit.auth import Principal
from shared.kit.testing import MovableClock
from tests.scheduling.conftest import MONDAY, THURSDAY, Studio, on, someone
from tests.transitions import check_transition

DIRECTOR = someone("boss.one", *ROLES["operations_director"])
GENERAL = someone("boss.two", *ROLES["general_manager"])
ASK = "scheduling.leaves.request"
HANDOVERS = "leave without hand-over"


@pytest.fixture
async def staffed(studio: Studio) -> Studio:
    """The studio with staff that scheduling has heard of."""
    for staff_id in ("photo.a", "photo.b", "makeup.a", "boss.one"):
        await studio.service.know_staff(staff_id)
    return studio


async def ask(studio: Studio, *, who: Principal | None = None, **changes: Any) -> Any:
    """A wish for Thursday off."""
    body = {
        "first_day": str(THURSDAY),
        "last_day": str(THURSDAY),
        "proxy_id": "photo.b",
        "reason": "family",
        **changes,
    }
    return await studio.call("POST", "/leaves", body, who=who or someone("photo.a", ASK))


async def decide(studio: Studio, leave: Any, word: str = "approval", who: Principal = DIRECTOR) -> Any:
    """Yes or no."""
    return await studio.call("POST", f"/leaves/{leave['id']}/{word}", {}, who=who)


@pytest.mark.parametrize(
    ("state", "action", "after"),
    [
        (LeaveState.REQUESTED, LeaveAction.APPROVE, LeaveState.APPROVED),
        (LeaveState.REQUESTED, LeaveAction.REJECT, LeaveState.REJECTED),
        (LeaveState.REQUESTED, LeaveAction.HAND_OVER, None),
        (LeaveState.REJECTED, LeaveAction.APPROVE, None),
        (LeaveState.REJECTED, LeaveAction.HAND_OVER, None),
        (LeaveState.APPROVED, LeaveAction.HAND_OVER, LeaveState.HANDED_OVER),
        (LeaveState.APPROVED, LeaveAction.REJECT, None),
        (LeaveState.HANDED_OVER, LeaveAction.APPROVE, None),
    ],
)
def test_states_of_a_leave(state: LeaveState, action: LeaveAction, after: LeaveState | None) -> None:
    check_transition(LEAVE, state, action, after)


@pytest.mark.parametrize(("days", "long"), [(1, False), (2, False), (3, True), (10, True)])
def test_three_whole_days_are_for_the_general_manager(days: int, long: bool) -> None:
    assert is_long(MONDAY, MONDAY + timedelta(days=days - 1)) is long


@pytest.mark.parametrize(("offset", "seen"), [(-1, "HANDED_OVER"), (0, "ACTIVE"), (1, "ACTIVE"), (2, "ENDED")])
def test_the_calendar_begins_and_ends_a_leave(offset: int, seen: str) -> None:
    today = MONDAY + timedelta(days=offset)
    assert phase(LeaveState.HANDED_OVER, MONDAY, MONDAY + timedelta(days=1), today) == seen


async def test_on_leave_nobody_is_booked(staffed: Studio) -> None:  # GEN-03
    leave = (await ask(staffed)).json()
    approved = await decide(staffed, leave)
    assert (approved.status_code, approved.json()["state"]) == (200, "APPROVED")
    fact = (await staffed.service.published(LeaveApproved))[0]
    assert (fact.staff_id, fact.proxy_id, fact.first_day) == ("photo.a", "photo.b", THURSDAY)
    taken = await staffed.book(await staffed.order(), team_id=staffed.teams[0]["id"])
    assert [conflict["kind"] for conflict in taken.json()["conflicts"]] == ["ABSENCE"]
    chosen = await staffed.booked(await staffed.order())
    assert chosen["team_id"] == staffed.teams[1]["id"]


async def test_leave_in_booked_days_is_refused(staffed: Studio) -> None:
    booking = await staffed.booked(await staffed.order(), team_id=staffed.teams[0]["id"])
    leave = (await ask(staffed)).json()
    refused = await decide(staffed, leave)
    assert (refused.status_code, refused.json()["code"]) == (409, "leave.booked")
    assert refused.json()["conflicts"][0]["booking_id"] == booking["id"]
    assert await staffed.service.published(LeaveApproved) == []
    assert (await decide(staffed, leave, "rejection")).json()["state"] == "REJECTED"
    told = [*await staffed.service.published(LeaveRequested), *await staffed.service.published(LeaveRefused)]
    assert [str(fact.leave_id) for fact in told] == [leave["id"]] * 2


async def test_three_days_need_the_general_manager(staffed: Studio) -> None:
    leave = (await ask(staffed, last_day=str(THURSDAY + timedelta(days=2)))).json()
    refused = await decide(staffed, leave)
    assert (refused.status_code, refused.json()["permission"]) == (403, "scheduling.leaves.approve_long")
    assert (await decide(staffed, leave, who=GENERAL)).status_code == 200
    short = (await ask(staffed, who=someone("makeup.a", ASK))).json()
    assert (await decide(staffed, short, who=GENERAL)).json()["permission"] == "scheduling.leaves.approve_short"


async def test_nobody_decides_on_their_own_leave(staffed: Studio) -> None:
    own = (await ask(staffed, who=DIRECTOR)).json()
    asked_for = (await ask(staffed, who=DIRECTOR, staff_id="photo.a")).json()
    for leave in (own, asked_for):
        assert (await decide(staffed, leave)).json()["code"] == "leave.own"


async def test_the_proxy_is_somebody_else_and_there(staffed: Studio) -> None:  # GEN-03
    assert (await ask(staffed, proxy_id="photo.a")).json()["code"] == "leave.proxy_away"
    assert (await ask(staffed, proxy_id="nobody.here")).status_code == 404
    away = (await ask(staffed, who=someone("photo.b", ASK), proxy_id="makeup.a")).json()
    await decide(staffed, away)
    assert (await ask(staffed)).json()["code"] == "leave.proxy_away"
    assert (await ask(staffed, who=someone("photo.b", ASK), proxy_id="makeup.a")).json()["code"] == "leave.overlaps"


async def test_the_hand_over_is_written_before_the_first_day(staffed: Studio, at: MovableClock) -> None:  # GEN-03
    leave = (await ask(staffed)).json()
    await decide(staffed, leave)
    path, notes = f"/leaves/{leave['id']}/handover", {"notes": "two couples on Friday"}
    stranger = await staffed.call("POST", path, notes, who=someone("makeup.a", ASK))
    assert stranger.status_code == 404
    at.set(datetime.fromisoformat(on(THURSDAY - timedelta(days=1), 23, 59)))
    in_time = await staffed.call("POST", path, notes, who=someone("photo.a", ASK))
    assert in_time.json()["state"] == "HANDED_OVER"
    at.set(datetime.fromisoformat(on(THURSDAY, 0, 1)))
    late = await staffed.call("POST", path, notes, who=someone("photo.a", ASK))
    assert (late.status_code, late.json()["code"]) == (409, "leave.handover_late")
    listed = await staffed.get("/leaves", branch_id="GG01")
    assert [(item["staff_id"], item["state"]) for item in listed["items"]] == [("photo.a", "ACTIVE")]


async def test_at_four_the_leaves_of_tomorrow_that_were_not_handed_over_are_told(
    staffed: Studio, at: MovableClock
) -> None:  # N-29
    wishes = {"photo.a": THURSDAY, "photo.b": THURSDAY, "makeup.a": THURSDAY + timedelta(days=1)}
    leaves = {}
    for staff_id, day in wishes.items():
        days = {"first_day": str(day), "last_day": str(day), "proxy_id": "boss.one"}
        leaves[staff_id] = (await ask(staffed, who=someone(staff_id, ASK), **days)).json()
        assert (await decide(staffed, leaves[staff_id], who=DIRECTOR)).status_code == 200
    handover = f"/leaves/{leaves['photo.b']['id']}/handover"
    await staffed.call("POST", handover, {"notes": "two couples"}, who=someone("photo.b", ASK))
    eve = THURSDAY - timedelta(days=1)
    at.set(datetime.fromisoformat(on(eve, 15, 59)))
    await staffed.service.run_jobs(HANDOVERS)
    assert await staffed.service.published(LeaveNotHandedOver) == []
    at.set(datetime.fromisoformat(on(eve, 16, 1)))
    for _ in range(2):  # once a day, however often it is looked at
        await staffed.service.run_jobs(HANDOVERS)
    told = await staffed.service.published(LeaveNotHandedOver)
    assert [(str(fact.leave_id), fact.staff_id, fact.first_day) for fact in told] == [
        (leaves["photo.a"]["id"], "photo.a", THURSDAY)
    ]


async def test_a_leave_may_not_end_before_it_begins(staffed: Studio) -> None:
    assert (await ask(staffed, last_day=str(date(2026, 11, 25)))).status_code == 422


@pytest.mark.parametrize(("hour", "told"), [(15, 0), (16, 1)])
async def test_leave_granted_in_the_evening_for_tomorrow_asks_for_the_hand_over_at_once(
    staffed: Studio, at: MovableClock, hour: int, told: int
) -> None:  # N-29: the look of four o'clock has passed
    leaves = [(await ask(staffed)).json()]
    later = THURSDAY + timedelta(days=1)
    days = {"first_day": str(later), "last_day": str(later), "proxy_id": "boss.one"}
    leaves.append((await ask(staffed, who=someone("makeup.a", ASK), **days)).json())
    at.set(datetime.fromisoformat(on(THURSDAY - timedelta(days=1), hour, 30)))
    for leave in leaves:
        assert (await decide(staffed, leave)).status_code == 200
    assert [fact.staff_id for fact in await staffed.service.published(LeaveNotHandedOver)] == ["photo.a"] * told
