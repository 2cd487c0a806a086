"""The shoot day: nothing is skipped, nothing is forgotten."""

import asyncio
from datetime import date, datetime, timedelta

import pytest

from services.scheduling.domain.shoot import SHOOT_DAY, ShootAction
from shared.contracts.scheduling import (
    BookingCancelled,
    ShootCompleted,
    ShootLeftUnfinished,
    ShootStage,
    ShootStageChanged,
)
from shared.kit.testing import MovableClock
from tests.scheduling.conftest import MONDAY, Studio, on
from tests.transitions import check_transition

S, A = ShootStage, ShootAction
STEPS = {
    (S.HANDED_OVER, A.MAKE_UP): S.MAKE_UP,
    (S.HANDED_OVER, A.LEAVE_UNFINISHED): S.UNFINISHED,
    (S.MAKE_UP, A.SHOOT): S.SHOOTING,
    (S.MAKE_UP, A.LEAVE_UNFINISHED): S.UNFINISHED,
    (S.SHOOTING, A.LUNCH): S.LUNCH,
    (S.SHOOTING, A.BACK_TO_MAKE_UP): S.MAKE_UP,
    (S.SHOOTING, A.COMPLETE): S.DONE,
    (S.SHOOTING, A.LEAVE_UNFINISHED): S.UNFINISHED,
    (S.LUNCH, A.SHOOT): S.SHOOTING,
    (S.LUNCH, A.LEAVE_UNFINISHED): S.UNFINISHED,
}
SHEET = {"preferences": "natural, no false lashes", "skin_notes": "dry"}


@pytest.mark.parametrize("stage", list(ShootStage))
@pytest.mark.parametrize("action", list(ShootAction))
def test_every_stage_with_every_action(stage: ShootStage, action: ShootAction) -> None:
    check_transition(SHOOT_DAY, stage, action, STEPS.get((stage, action)))


async def test_make_up_waits_for_a_check_in_that_is_on_its_way(studio: Studio) -> None:  # GEN-05
    order = await studio.order()
    shoot = await studio.booked(order, starts_at=on(MONDAY, 13))
    asked = asyncio.create_task(studio.act(shoot, "communication-sheet", **SHEET))
    await studio.check_in(order)
    assert (await asked).status_code == 200


async def test_no_step_without_check_in(studio: Studio) -> None:  # M-43
    shoot = await studio.booked(await studio.order(), starts_at=on(MONDAY, 13))
    for action, body in (
        ("stages", {"stage": "SHOOTING"}),
        ("communication-sheet", SHEET),
        ("completion", {"sets": 3, "equipment_returned": True}),
        ("unfinished", {"reason": "WEATHER", "missing": "beach"}),
    ):
        refused = await studio.act(shoot, action, **body)
        assert (refused.status_code, refused.json()["code"]) == (409, "shoot.not_checked_in")


async def test_check_in_hands_the_customer_over(studio: Studio) -> None:
    order, shoot = await studio.under_way()
    await studio.check_in(order, times=2)
    told = await studio.service.published(ShootStageChanged)
    assert [(fact.stage, str(fact.booking_id)) for fact in told] == [("HANDED_OVER", shoot["id"])]
    moved = await studio.act(shoot, "move", starts_at=on(MONDAY, 14), reason="late")
    assert moved.json()["code"] == "booking.under_way"
    assert (await studio.get(f"/boards/GG01/{MONDAY}"))["stages"] == {shoot["id"]: "HANDED_OVER"}


async def test_a_customer_who_is_here_before_the_booking(studio: Studio) -> None:
    order = await studio.order()
    await studio.check_in(order)
    await studio.booked(order, starts_at=on(MONDAY, 13))
    assert [fact.stage for fact in await studio.service.published(ShootStageChanged)] == ["HANDED_OVER"]


async def test_the_sheet_comes_before_make_up(studio: Studio) -> None:  # SHO-09
    _, shoot = await studio.under_way()
    early = await studio.act(shoot, "stages", stage="MAKE_UP")
    assert (early.status_code, early.json()["code"]) == (409, "shoot.sheet_missing")
    await studio.done(shoot, "communication-sheet", **SHEET)
    assert (await studio.done(shoot, "stages", stage="MAKE_UP"))["stage"] == "MAKE_UP"


async def test_a_short_talk_warns_and_does_not_block(studio: Studio) -> None:  # A-13, SHO-05, SHO-08
    _, shoot = await studio.under_way()
    await studio.done(shoot, "communication-sheet", **SHEET)
    short = await studio.done(shoot, "stages", stage="MAKE_UP", talk_minutes=4)
    enough = await studio.done(shoot, "stages", stage="SHOOTING", talk_minutes=5)
    assert [warning["code"] for warning in short["warnings"]] == ["talk.short"]
    assert enough["warnings"] == []
    talks = [(talk["stage"], talk["talk_minutes"], talk["staff_id"]) for talk in enough["talks"]]
    assert talks == [("MAKE_UP", 4, "makeup.a"), ("SHOOTING", 5, "photo.a")]


async def test_faulty_make_up_goes_back_with_a_reason(studio: Studio) -> None:  # SHO-04
    _, shoot = await studio.under_way()
    await studio.done(shoot, "communication-sheet", **SHEET)
    for stage in ("MAKE_UP", "SHOOTING"):
        await studio.done(shoot, "stages", stage=stage)
    silent = await studio.act(shoot, "stages", stage="MAKE_UP")
    assert (silent.status_code, silent.json()["code"]) == (422, "shoot.reason_needed")
    back = await studio.done(shoot, "stages", stage="MAKE_UP", reason="lipstick")
    assert (back["stage"], back["sent_back"]) == ("MAKE_UP", "lipstick")
    assert (await studio.done(shoot, "stages", stage="SHOOTING"))["sent_back"] is None


async def test_the_whole_day_to_the_end(studio: Studio) -> None:  # GEN-05, SHO-01, SHO-06
    order, shoot = await studio.under_way()
    await studio.done(shoot, "communication-sheet", **SHEET)
    for stage in ("MAKE_UP", "SHOOTING", "LUNCH", "SHOOTING"):
        await studio.done(shoot, "stages", stage=stage)
    lost = await studio.act(shoot, "completion", sets=3, equipment_returned=False)
    assert (lost.status_code, lost.json()["code"]) == (422, "shoot.equipment_missing")
    done = await studio.done(
        shoot,
        "completion",
        sets=3,
        summary="good light",
        selection_hints="likes the garden set",
        equipment_returned=False,
        missing_equipment="one battery",
    )
    assert done["state"] == "DONE"
    fact = (await studio.service.published(ShootCompleted))[0]
    assert (fact.photographer_id, fact.makeup_artist_id, fact.assistant_id) == ("photo.a", "makeup.a", "help.a")
    assert (fact.sets, fact.selection_hints) == (3, "likes the garden set")
    hands = [(fact.stage, fact.staff_id) for fact in await studio.service.published(ShootStageChanged)]
    assert hands[1:3] == [("MAKE_UP", "makeup.a"), ("SHOOTING", "photo.a")]
    again = await studio.act(shoot, "completion", sets=3, equipment_returned=True)
    assert again.json()["code"] == "state.transition_refused"
    page = await studio.get(f"/orders/{order}/scheduling")
    (day,) = page["shoot_days"]
    assert (day["stage"], day["sets"]) == ("DONE", 3)
    assert (day["summary"], day["missing_equipment"]) == ("good light", "one battery")


async def test_the_wall_shows_how_long_customers_wait(studio: Studio, at: MovableClock) -> None:
    await studio.under_way()
    await studio.booked(await studio.order(), starts_at=on(MONDAY, 12))
    at.move(minutes=25)
    customers = (await studio.get(f"/shoot-days/GG01/{MONDAY}"))["customers"]
    assert [(c["stage"], c["waiting_minutes"], c["customer_number"]) for c in customers] == [
        (None, 0, None),
        ("HANDED_OVER", 25, "H11-001"),
    ]
    assert all(c["order_number"] for c in customers)


async def test_an_unfinished_shoot_is_agreed_within_a_week(studio: Studio, at: MovableClock) -> None:  # SCH-10, A-30
    order, shoot = await studio.under_way()
    answer = await studio.done(shoot, "unfinished", reason="WEATHER", missing="the beach set")
    assert answer["agree_by"] == str(MONDAY + timedelta(days=7))
    fact = (await studio.service.published(ShootLeftUnfinished))[0]
    assert (fact.reason, fact.agree_by, fact.next_booking_id) == ("WEATHER", date(2026, 11, 30), None)
    at.set(datetime.fromisoformat(on(date(2026, 11, 30), 23, 59)))
    assert await studio.service.run_jobs("flag_overdue_reshoots") == 0
    at.set(datetime.fromisoformat(on(date(2026, 12, 1), 0, 0)))
    assert await studio.service.run_jobs("flag_overdue_reshoots") == 1
    waiting = (await studio.get("/unscheduled-orders", branch_id="GG01"))["orders"]
    assert [(item["waits_for"], item["overdue"]) for item in waiting] == [("RESHOOT", True)]
    again = await studio.booked(order, "RESHOOT", on(date(2026, 12, 3), 9))
    assert (await studio.get("/unscheduled-orders", branch_id="GG01"))["orders"] == []
    await studio.done(again, "cancellation", reason="rain")
    (gone,) = await studio.service.published(BookingCancelled)
    assert gone.agree_by == date(2026, 12, 8)
    waiting = (await studio.get("/unscheduled-orders", branch_id="GG01"))["orders"]
    assert [(item["waits_for"], item["overdue"]) for item in waiting] == [("RESHOOT", False)]
    at.set(datetime.fromisoformat(on(date(2026, 12, 9), 0, 0)))
    assert await studio.service.run_jobs("flag_overdue_reshoots") == 1


async def test_an_unfinished_shoot_counts_back_and_washes_too(studio: Studio) -> None:  # SHO-01, SHO-12
    dress = await studio.add("DRESS", "White")
    order = await studio.order()
    shoot = await studio.booked(order, starts_at=on(MONDAY, 13), dress_ids=[dress["id"]])
    await studio.check_in(order)
    await studio.done(shoot, "communication-sheet", **SHEET)
    for stage in ("MAKE_UP", "SHOOTING"):
        await studio.done(shoot, "stages", stage=stage)
    rain = {"reason": "WEATHER", "missing": "the beach set", "equipment_returned": False}
    assert (await studio.act(shoot, "unfinished", **rain)).json()["code"] == "shoot.equipment_missing"
    await studio.done(shoot, "unfinished", **rain, missing_equipment="a stand")
    page = await studio.get(f"/orders/{order}/scheduling")
    assert page["shoot_days"][0]["missing_equipment"] == "a stand"
    assert (await studio.get(f"/things/{dress['id']}"))["care"] == "TO_WASH"


async def test_the_next_date_is_booked_on_the_spot(studio: Studio, at: MovableClock) -> None:  # SCH-10
    order, shoot = await studio.under_way()
    next_day = MONDAY + timedelta(days=2)
    answer = await studio.done(shoot, "unfinished", reason="TIME", missing="two sets", next_starts_at=on(next_day, 9))
    following = answer["next_booking"]
    assert (following["kind"], answer["booking"]["state"]) == ("RESHOOT", "UNFINISHED")
    assert str((await studio.service.published(ShootLeftUnfinished))[0].next_booking_id) == following["id"]
    at.set(datetime.fromisoformat(on(next_day, 9)))
    await studio.check_in(order)
    await studio.done(following, "communication-sheet", **SHEET)
    for stage in ("MAKE_UP", "SHOOTING"):
        await studio.done(following, "stages", stage=stage)
    await studio.done(following, "completion", sets=2, equipment_returned=True)
    assert [str(fact.booking_id) for fact in await studio.service.published(ShootCompleted)] == [following["id"]]


async def test_a_next_date_that_is_taken_leaves_the_shoot_as_it_was(studio: Studio) -> None:
    _, shoot = await studio.under_way()
    night = on(MONDAY + timedelta(days=2), 3)
    refused = await studio.act(shoot, "unfinished", reason="TIME", missing="sets", next_starts_at=night)
    assert refused.json()["code"] == "booking.closed"
    assert (await studio.get(f"/bookings/{shoot['id']}"))["state"] == "BOOKED"
    assert await studio.service.published(ShootLeftUnfinished) == []
