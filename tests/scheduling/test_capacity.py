"""Capacity (1.2.2): couples per day and team, teams for personal portraits, weddings first."""

import asyncio
from datetime import date, timedelta
from uuid import UUID

import pytest

from services.scheduling.domain.capacity import DEFAULT_LIMITS, Limit, Shot, Verdict, judge
from shared.contracts.reception import Category
from shared.kit.testing import MovableClock
from tests.scheduling.conftest import MONDAY, SATURDAY, THURSDAY, Studio, on, someone

A, B, C, D = (UUID(int=number) for number in range(1, 5))
SEA, LOCAL, WORKDAY, WEEKEND = DEFAULT_LIMITS
sea = [Shot(Category.WEDDING_SEA, team) for team in (A, B, C)]
local = [Shot(Category.WEDDING_STUDIO, A), Shot(Category.WEDDING_OUTDOOR, A)]
personal = [Shot(Category.PERSONAL_ART, team) for team in (A, B, C)]


@pytest.mark.parametrize(
    ("limit", "shots", "team", "verdict"),
    [
        (SEA, [], A, Verdict.FREE),
        (SEA, sea[:1], B, Verdict.FREE),
        (SEA, sea[:2], C, Verdict.SOFT),
        (SEA, sea, D, Verdict.FULL),
        (SEA, local, D, Verdict.FREE),
        (LOCAL, local[:1], A, Verdict.FREE),
        (LOCAL, local, A, Verdict.FULL),
        (LOCAL, local, B, Verdict.FREE),
        (LOCAL, local, None, Verdict.FREE),
        (LOCAL, sea, A, Verdict.FREE),
        (WORKDAY, personal[:1], B, Verdict.FREE),
        (WORKDAY, personal[:2], C, Verdict.SOFT),
        (WORKDAY, personal[:2], A, Verdict.FREE),
        (WORKDAY, personal, D, Verdict.FULL),
        (WORKDAY, personal, None, Verdict.FULL),
        (WORKDAY, personal, C, Verdict.SOFT),
        (WEEKEND, [], A, Verdict.FREE),
        (WEEKEND, personal[:1], A, Verdict.FREE),
        (WEEKEND, personal[:1], B, Verdict.FULL),
    ],
)
def test_table_of_limits(limit: Limit, shots: list[Shot], team: UUID | None, verdict: Verdict) -> None:  # SCH-06
    assert judge(limit, shots, team) is verdict


@pytest.mark.parametrize("day", [MONDAY + timedelta(days=n) for n in range(7)])
def test_every_day_has_one_rule_for_personal_portraits(day: date) -> None:
    concerned = [limit.code for limit in DEFAULT_LIMITS if limit.concerns(Category.PERSONAL_ART, day)]
    assert concerned == ["personal_weekend" if day.weekday() >= 5 else "personal_workday"]


async def test_a_third_couple_of_one_team_is_refused(studio: Studio) -> None:  # SCH-06
    team = studio.teams[0]["id"]
    for hour in (9, 13):
        await studio.booked(await studio.order(), starts_at=on(THURSDAY, hour), team_id=team)
    refused = await studio.book(await studio.order(), starts_at=on(THURSDAY, 17), minutes=60, team_id=team)
    body = refused.json()
    assert (refused.status_code, body["code"], body["rule"], body["limit"]) == (
        409,
        "capacity.full",
        "local_wedding",
        2,
    )
    assert body["alternatives"]
    assert not any(slot["starts_at"].startswith("2026-11-26T0") for slot in body["alternatives"])
    free = await studio.book(await studio.order(), starts_at=body["alternatives"][0]["starts_at"], team_id=team)
    assert free.status_code == 201


async def test_without_a_wish_the_team_below_its_limit_is_found(studio: Studio) -> None:
    full = studio.teams[0]["id"]
    for hour in (9, 11):
        await studio.booked(await studio.order(), starts_at=on(THURSDAY, hour), minutes=120, team_id=full)
    other = await studio.booked(await studio.order(), starts_at=on(THURSDAY, 14))
    assert other["team_id"] == studio.teams[1]["id"]


async def test_the_third_sea_couple_warns_and_the_fourth_is_refused(studio: Studio) -> None:
    await studio.add_team("C")
    await studio.add_team("D")
    answers = [await studio.book(await studio.order(category=Category.WEDDING_SEA), location="SEA") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [201, 201, 201, 409]
    assert [[w["code"] for w in answer.json().get("warnings", [])] for answer in answers[:3]] == [
        [],
        [],
        ["capacity.soft"],
    ]
    assert answers[3].json()["rule"] == "sea"


async def test_four_couples_at_once_for_the_last_place(studio: Studio) -> None:
    """The count is locked: of those who ask together only as many as the rule allows get in."""
    await studio.add_team("C")
    await studio.add_team("D")
    orders = [await studio.order(category=Category.WEDDING_SEA) for _ in range(8)]
    answers = await asyncio.gather(*(studio.book(order, location="SEA") for order in orders))
    assert sorted(answer.status_code for answer in answers) == [201] * 3 + [409] * 5
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} <= {
        "capacity.full",
        "booking.conflict",
    }


async def test_one_team_for_personal_portraits_at_the_weekend(studio: Studio) -> None:
    first = await studio.booked(await studio.order(category=Category.PERSONAL_ART), starts_at=on(SATURDAY, 9))
    second = await studio.booked(await studio.order(category=Category.PERSONAL_ART), starts_at=on(SATURDAY, 13))
    assert second["team_id"] == first["team_id"]
    third = await studio.book(await studio.order(category=Category.PERSONAL_ART), starts_at=on(SATURDAY, 9))
    assert third.json()["rule"] == "personal_weekend"


async def test_a_cancelled_couple_makes_room(studio: Studio) -> None:
    team = studio.teams[0]["id"]
    first = await studio.booked(await studio.order(), team_id=team)
    await studio.booked(await studio.order(), starts_at=on(THURSDAY, 13), team_id=team)
    await studio.done(first, "cancellation", reason="ill")
    assert (await studio.book(await studio.order(), team_id=team)).status_code == 201


async def test_weddings_go_first_until_the_plan_stands(studio: Studio, at: MovableClock) -> None:  # SCH-07, A-09
    tomorrow = MONDAY + timedelta(days=1)
    wedding = await studio.order(wanted_date=tomorrow)
    portrait = await studio.order(category=Category.PERSONAL_ART)
    waits = await studio.book(portrait, starts_at=on(tomorrow, 9))
    assert (waits.status_code, waits.json()["code"], waits.json()["waiting"]) == (409, "capacity.wedding_first", 1)
    clerk = someone("clerk.one", "scheduling.bookings.make")
    alone = await studio.book(portrait, starts_at=on(tomorrow, 9), manager_confirmation=True, who=clerk)
    assert (alone.status_code, alone.json()["permission"]) == (403, "scheduling.capacity.override")
    listed = (await studio.get("/unscheduled-orders", branch_id="GG01"))["orders"]
    assert [item["order"]["order_id"] for item in listed] == [str(wedding), str(portrait)]
    at.move(minutes=31)
    await studio.service.run_jobs("freeze_plan")
    assert (await studio.book(portrait, starts_at=on(tomorrow, 9))).status_code == 201


async def test_an_order_waits_again_when_its_shoot_is_given_up(studio: Studio) -> None:  # SCH-07
    order = await studio.order()

    async def waiting() -> list[str]:
        listed = (await studio.get("/unscheduled-orders", branch_id="GG01"))["orders"]
        return [item["order"]["order_id"] for item in listed]

    assert await waiting() == [str(order)]
    shoot = await studio.booked(order)
    assert await waiting() == []
    await studio.done(shoot, "cancellation", reason="ill")
    assert await waiting() == [str(order)]


async def test_a_manager_may_let_a_portrait_go_first(studio: Studio) -> None:  # SCH-07
    await studio.order(wanted_date=THURSDAY)
    portrait = await studio.order(category=Category.PERSONAL_ART)
    assert (await studio.book(portrait, manager_confirmation=True)).status_code == 201


async def test_a_wedding_day_is_booked_in_time_or_by_a_manager(studio: Studio) -> None:  # PCK-07, A-20
    clerk = someone("clerk.one", "scheduling.bookings.make")
    in_time, late = on(MONDAY + timedelta(days=15), 9), on(MONDAY + timedelta(days=14), 9)
    order = await studio.order()
    refused = await studio.book(order, "WEDDING_DAY", late, who=clerk)
    assert (refused.status_code, refused.json()["code"], refused.json()["days"]) == (
        409,
        "booking.wedding_day_late",
        15,
    )
    alone = await studio.book(order, "WEDDING_DAY", late, manager_confirmation=True, who=clerk)
    assert (alone.status_code, alone.json()["permission"]) == (403, "scheduling.capacity.override")
    by_manager = await studio.booked(order, "WEDDING_DAY", late, manager_confirmation=True)
    assert [notice["code"] for notice in by_manager["warnings"]] == ["wedding_day.not_guaranteed"]
    other = await studio.booked(await studio.order(), "WEDDING_DAY", in_time)
    assert other["warnings"] == []
    nearer = {"starts_at": late, "reason": "the wedding is earlier"}
    assert (await studio.act(other, "move", **nearer)).json()["code"] == "booking.wedding_day_late"
    assert (await studio.act(other, "move", **nearer, manager_confirmation=True)).status_code == 200


async def test_a_booked_wedding_no_longer_waits(studio: Studio) -> None:
    wedding = await studio.order(wanted_date=THURSDAY)
    await studio.booked(wedding)
    assert (await studio.book(await studio.order(category=Category.PERSONAL_ART))).status_code == 201


async def test_a_branch_sets_its_own_rules(studio: Studio) -> None:
    before = await studio.call("GET", "/capacity-rules", params={"branch_id": "GG01"})
    assert [rule["code"] for rule in before.json()["rules"]] == [limit.code for limit in DEFAULT_LIMITS]
    rule = {"code": "family", "scope": "PER_BRANCH", "categories": ["FAMILY"], "weekdays": [3], "hard": 1}
    path = "/capacity-rules/GG01"
    assert (await studio.call("PUT", path, {"rules": [rule]})).status_code == 428
    tag = {"If-Match": before.headers["etag"]}
    changed = await studio.call("PUT", path, {"rules": [rule]}, headers=tag)
    assert (changed.status_code, changed.headers["etag"]) == (200, '"1"')
    assert (await studio.call("PUT", path, {"rules": []}, headers=tag)).status_code == 412
    await studio.booked(await studio.order(category=Category.FAMILY))
    assert (await studio.book(await studio.order(category=Category.FAMILY))).json()["rule"] == "family"
