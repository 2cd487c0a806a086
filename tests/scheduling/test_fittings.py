"""Fitting: dresses are held for the shoot, washing time included."""

from datetime import timedelta
from typing import Any

from shared.contracts.scheduling import DressFitted
from tests.scheduling.conftest import MONDAY, THURSDAY, Studio, on

DAY = 24 * 60


async def fitting(studio: Studio, *, shoot_day: Any = THURSDAY, hour: int = 9) -> tuple[dict[str, Any], dict[str, Any]]:
    """A wedding with shoot and fitting booked."""
    order = await studio.order()
    shoot = await studio.booked(order, starts_at=on(shoot_day, hour))
    return shoot, await studio.booked(order, "FITTING", on(shoot_day - timedelta(days=1), 10))


async def test_chosen_dresses_are_held_for_the_shoot(studio: Studio) -> None:  # SCH-04, SHO-14
    white = await studio.add("DRESS", "White", turnaround_minutes=DAY)
    shoot, trial = await fitting(studio)
    answer = await studio.done(trial, "fitting", dress_ids=[white["id"]], extra_choices=1)
    assert "White" in {resource["name"] for resource in answer["shoot"]["resources"]}
    assert answer["fitting"]["state"] == "DONE"
    fact = (await studio.service.published(DressFitted))[0]
    assert ([str(dress) for dress in fact.dress_ids], fact.extra_choices) == ([white["id"]], 1)
    (fitted,) = (await studio.get(f"/orders/{shoot['order_id']}/scheduling"))["fittings"]
    assert (fitted["booking_id"], fitted["dress_ids"], fitted["extra_choices"]) == (trial["id"], [white["id"]], 1)
    moved = await studio.done(shoot, "move", starts_at=on(THURSDAY, 10), reason="traffic")
    assert "White" in {resource["name"] for resource in moved["resources"]}


async def test_a_dress_in_the_wash_is_refused_and_others_are_offered(studio: Studio) -> None:
    white = await studio.add("DRESS", "White", turnaround_minutes=DAY)
    red = await studio.add("DRESS", "Red")
    _, first = await fitting(studio)
    await studio.done(first, "fitting", dress_ids=[white["id"]])
    shoot, second = await fitting(studio, shoot_day=THURSDAY + timedelta(days=1))
    refused = await studio.act(second, "fitting", dress_ids=[red["id"], white["id"]])
    body = refused.json()
    assert (refused.status_code, body["code"]) == (409, "booking.conflict")
    assert [conflict["resource_name"] for conflict in body["conflicts"]] == ["White"]
    assert [dress["name"] for dress in body["free_dresses"]] == ["Red"]
    assert (await studio.get(f"/bookings/{shoot['id']}"))["version"] == 1
    await studio.done(second, "fitting", dress_ids=[red["id"]])


async def test_another_choice_gives_the_first_back(studio: Studio) -> None:
    white, red = await studio.add("DRESS", "White"), await studio.add("DRESS", "Red")
    _, first = await fitting(studio)
    await studio.done(first, "fitting", dress_ids=[white["id"]])
    await studio.done(first, "fitting", dress_ids=[red["id"]])
    _, second = await fitting(studio, hour=10)
    await studio.done(second, "fitting", dress_ids=[white["id"]])


async def test_without_a_shoot_there_is_nothing_to_hold_dresses_for(studio: Studio) -> None:
    white = await studio.add("DRESS", "White")
    trial = await studio.booked(await studio.order(), "FITTING", on(MONDAY, 11))
    assert (await studio.act(trial, "fitting", dress_ids=[white["id"]])).json()["code"] == "fitting.no_shoot"


async def test_only_dresses_are_fitted(studio: Studio) -> None:
    _, trial = await fitting(studio)
    answer = await studio.act(trial, "fitting", dress_ids=[studio.teams[0]["id"]])
    assert (answer.status_code, answer.json()["code"]) == (422, "request.invalid")


async def test_a_dress_that_may_not_be_back_in_time_is_told(studio: Studio) -> None:  # SHO-12, GEN-06
    dresses = {name: await studio.add("DRESS", name) for name in ("Mended", "Cleaned", "Worn", "Open")}
    for name, care, until in (
        ("Mended", "REPAIR", str(THURSDAY)),
        ("Cleaned", "DRY_CLEANER", str(THURSDAY - timedelta(days=1))),
        ("Worn", "TO_WASH", None),
        ("Open", "REPAIR", None),
    ):
        await studio.did("POST", f"/things/{dresses[name]['id']}/care", {"care": care, "until": until})
    _, trial = await fitting(studio)
    answer = await studio.done(trial, "fitting", dress_ids=[dress["id"] for dress in dresses.values()])
    assert {warning["code"] for warning in answer["warnings"]} == {"fitting.dress_away"}
    assert sorted(warning["detail"].split()[0] for warning in answer["warnings"]) == ["Mended", "Open"]


async def test_dresses_are_held_for_a_re_shoot_too(studio: Studio) -> None:  # SCH-10, SCH-04
    white = await studio.add("DRESS", "White")
    order, shoot = await studio.under_way()
    await studio.done(shoot, "unfinished", reason="WEATHER", missing="the beach set")
    trial = await studio.booked(order, "FITTING", on(THURSDAY - timedelta(days=1), 10))
    assert (await studio.act(trial, "fitting", dress_ids=[white["id"]])).json()["code"] == "fitting.no_shoot"
    again = await studio.booked(order, "RESHOOT", on(THURSDAY, 9))
    answer = await studio.done(trial, "fitting", dress_ids=[white["id"]])
    assert answer["shoot"]["id"] == again["id"]
    assert "White" in {resource["name"] for resource in answer["shoot"]["resources"]}
    other = await studio.order()
    taken = {"kind": "SHOOT", "starts_at": on(THURSDAY, 9), "dress_ids": [white["id"]]}
    refused = await studio.call("POST", "/bookings", {"order_id": str(other), **taken})
    assert refused.json()["code"] == "booking.conflict"
