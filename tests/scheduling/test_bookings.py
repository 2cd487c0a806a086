"""Bookings: all or none, moved and given up in one step, refused with alternatives."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from services.scheduling.domain.booking import BOOKING, OPEN_STATES, BookingAction, BookingState
from shared.contracts.reception import Category
from shared.contracts.scheduling import BookingCancelled, BookingConfirmed, BookingMade, BookingMoved
from shared.kit.clearance import Gate
from shared.kit.errors import TransitionRefused
from shared.kit.testing import MovableClock, clearance, principal
from tests.scheduling.conftest import MONDAY, SATURDAY, THURSDAY, Studio, on


@pytest.mark.parametrize("state", list(BookingState))
@pytest.mark.parametrize("action", list(BookingAction))
def test_only_open_bookings_can_be_changed(state: BookingState, action: BookingAction) -> None:
    if state in OPEN_STATES:
        assert BOOKING.after(state, action) is not None
    else:
        with pytest.raises(TransitionRefused):
            BOOKING.after(state, action)


async def test_a_shoot_finds_its_team_and_room(studio: Studio) -> None:  # SCH-09
    booking = await studio.booked(await studio.order())
    kinds = sorted(resource["kind"] for resource in booking["resources"])
    assert kinds == ["ASSISTANT", "MAKEUP_ARTIST", "PHOTOGRAPHER", "ROOM", "TEAM"]
    assert (booking["state"], booking["team_id"]) == ("BOOKED", studio.teams[0]["id"])
    told = (await studio.service.published(BookingMade))[0]
    assert told.ends_at - told.starts_at == timedelta(hours=4)
    assert len(told.resources) == 5


async def test_work_is_spread_over_the_teams(studio: Studio) -> None:  # REC-11, SCH-09
    first = await studio.booked(await studio.order(), starts_at=on(THURSDAY, 9))
    second = await studio.booked(await studio.order(), starts_at=on(THURSDAY, 14))
    assert first["team_id"] != second["team_id"]


async def test_designated_staff_take_the_place_of_the_teams_own(studio: Studio) -> None:  # REC-11
    order = await studio.order(designated_photographer_id="photo.b", designated_makeup_artist_id="makeup.a")
    booking = await studio.booked(order)
    staff = {resource["staff_id"] for resource in booking["resources"]}
    assert {"photo.b", "makeup.a"} <= staff
    assert len([r for r in booking["resources"] if r["kind"] == "PHOTOGRAPHER"]) == 1


async def test_named_people_without_the_designated_one_are_refused(studio: Studio) -> None:  # REC-11
    order = await studio.order(designated_photographer_id="photo.b")
    answer = await studio.book(order, resource_ids=[studio.people["photo.a"]["id"]])
    assert (answer.status_code, answer.json()["code"]) == (409, "booking.designated_missing")


async def test_the_loser_hears_who_is_in_the_way_and_when_it_is_free(studio: Studio) -> None:
    team = studio.teams[0]["id"]
    winner = await studio.booked(await studio.order(), team_id=team)
    answer = await studio.book(await studio.order(), team_id=team, starts_at=on(THURSDAY, 11))
    body = answer.json()
    assert (answer.status_code, body["code"]) == (409, "booking.conflict")
    assert {conflict["booking_id"] for conflict in body["conflicts"]} == {winner["id"]}
    assert {"A", "photo.a"} <= {conflict["resource_name"] for conflict in body["conflicts"]}
    starts = [datetime.fromisoformat(slot["starts_at"]) for slot in body["alternatives"]]
    assert len(starts) == 5
    assert starts[0] == datetime.fromisoformat(on(THURSDAY, 13))
    again = await studio.book(await studio.order(), team_id=team, starts_at=body["alternatives"][0]["starts_at"])
    assert again.status_code == 201


async def test_a_refused_booking_leaves_nothing_behind(studio: Studio) -> None:
    team = studio.teams[0]["id"]
    await studio.booked(await studio.order(), team_id=team)
    order = await studio.order()
    await studio.book(order, team_id=team)
    assert (await studio.get(f"/orders/{order}/scheduling"))["bookings"] == []
    assert len(await studio.service.published(BookingMade)) == 1


async def test_one_shoot_per_order(studio: Studio) -> None:
    order = await studio.order()
    await studio.booked(order)
    answer = await studio.book(order, starts_at=on(SATURDAY, 9))
    assert answer.json()["code"] == "booking.shoot_exists"


@pytest.mark.parametrize("hour", [7, 15, 23])
async def test_the_house_keeps_its_hours(studio: Studio, hour: int) -> None:
    answer = await studio.book(await studio.order(), starts_at=on(THURSDAY, hour))
    assert (answer.status_code, answer.json()["code"]) == (409, "booking.closed")


async def test_a_day_that_is_over_is_refused(studio: Studio) -> None:
    answer = await studio.book(await studio.order(), starts_at=on(MONDAY - timedelta(days=1), 9))
    assert answer.json()["code"] == "booking.in_past"


async def test_missing_rooms_are_named(bare: Studio) -> None:
    answer = await bare.book(await bare.order())
    assert (answer.json()["code"], answer.json()["kind"]) == ("booking.no_resource", "TEAM")


async def test_the_same_key_books_once(studio: Studio) -> None:
    order = await studio.order()
    body = {"order_id": str(order), "kind": "PICKUP", "starts_at": on(THURSDAY, 10)}
    one = await studio.call("POST", "/bookings", body, headers={"Idempotency-Key": "k"})
    two = await studio.call("POST", "/bookings", body, headers={"Idempotency-Key": "k"})
    assert one.json()["id"] == two.json()["id"]
    assert len(await studio.service.published(BookingMade)) == 1


async def test_selection_needs_a_clearance_for_this_order(studio: Studio) -> None:  # FIN-03
    order = await studio.order()
    for token in (None, "x.y.z", clearance(uuid4(), Gate.SELECTION_BOOKING), clearance(order, Gate.PICKUP)):
        answer = await studio.book(order, "SELECTION", clearance=token)
        assert (answer.status_code, answer.json()["code"]) == (409, "clearance.refused")
    assert (await studio.book(order, "SELECTION")).status_code == 201


@pytest.mark.parametrize(
    ("category", "minutes"), [(Category.WEDDING_STUDIO, 120), (Category.PERSONAL_ART, 60), (Category.FAMILY, 60)]
)
async def test_selection_takes_two_hours_for_weddings_and_one_for_others(
    studio: Studio, category: Category, minutes: int
) -> None:  # SCH-05, A-05
    first = await studio.booked(await studio.order(category=category), "SELECTION", on(THURSDAY, 9))
    length = datetime.fromisoformat(first["ends_at"]) - datetime.fromisoformat(first["starts_at"])
    assert length == timedelta(minutes=minutes)
    taken = await studio.book(await studio.order(category=category), "SELECTION", on(THURSDAY, 9, 30))
    assert taken.json()["code"] == "booking.conflict"
    nearest = datetime.fromisoformat(taken.json()["alternatives"][0]["starts_at"])
    assert nearest == datetime.fromisoformat(first["ends_at"])


async def test_selection_one_to_three_days_after_the_shoot(studio: Studio) -> None:  # SCH-11
    order = await studio.order()
    await studio.booked(order)
    usual = await studio.booked(order, "SELECTION", on(THURSDAY + timedelta(days=2), 9))
    late = await studio.booked(order, "SELECTION", on(THURSDAY + timedelta(days=4), 9))
    assert usual["warnings"] == []
    assert [warning["code"] for warning in late["warnings"]] == ["selection.outside_window"]


async def test_fitting_is_for_weddings_a_day_or_two_before(studio: Studio) -> None:  # SCH-04
    order = await studio.order()
    await studio.booked(order)
    usual = await studio.booked(order, "FITTING", on(THURSDAY - timedelta(days=1), 9))
    early = await studio.booked(order, "FITTING", on(MONDAY, 11))
    personal = await studio.book(await studio.order(category=Category.PERSONAL_ART), "FITTING")
    assert usual["warnings"] == []
    assert early["warnings"][0]["code"] == "fitting.outside_window"
    assert personal.json()["code"] == "booking.wedding_only"


async def test_a_move_frees_the_old_time_at_once(studio: Studio) -> None:
    team = studio.teams[0]["id"]
    first = await studio.booked(await studio.order(), team_id=team)
    moved = await studio.done(first, "move", starts_at=on(THURSDAY, 11), reason="traffic")
    assert moved["version"] == 2
    assert [r["name"] for r in moved["resources"]] == [r["name"] for r in first["resources"]]
    back = await studio.done(first, "move", starts_at=on(SATURDAY, 9), reason="rain")
    assert back["day"] == SATURDAY.isoformat()
    assert (await studio.book(await studio.order(), team_id=team)).status_code == 201
    told = await studio.service.published(BookingMoved)
    assert [fact.reason for fact in told] == ["traffic", "rain"]
    assert told[1].previous_starts_at == datetime.fromisoformat(on(THURSDAY, 11))


async def test_a_move_into_a_taken_time_changes_nothing(studio: Studio) -> None:
    team = studio.teams[0]["id"]
    first = await studio.booked(await studio.order(), team_id=team)
    await studio.booked(await studio.order(), team_id=team, starts_at=on(SATURDAY, 9))
    refused = await studio.act(first, "move", starts_at=on(SATURDAY, 10), reason="rain")
    assert (refused.status_code, refused.json()["code"]) == (409, "booking.conflict")
    assert (await studio.get(f"/bookings/{first['id']}"))["starts_at"] == first["starts_at"]
    assert (await studio.book(await studio.order(), team_id=team)).json()["code"] == "booking.conflict"


async def test_a_move_to_another_team(studio: Studio) -> None:
    first = await studio.booked(await studio.order(), team_id=studio.teams[0]["id"])
    moved = await studio.done(
        first, "move", starts_at=first["starts_at"], team_id=studio.teams[1]["id"], reason="photographer ill"
    )
    assert moved["team_id"] == studio.teams[1]["id"]
    assert "photo.a" not in {r["staff_id"] for r in moved["resources"]}
    assert (await studio.book(await studio.order(), team_id=studio.teams[0]["id"])).status_code == 201


async def test_a_cancelled_booking_frees_everything(studio: Studio) -> None:
    team = studio.teams[0]["id"]
    order = await studio.order()
    first = await studio.booked(order, team_id=team)
    assert (await studio.done(first, "cancellation", reason="ill"))["state"] == "CANCELLED"
    assert (await studio.act(first, "cancellation", reason="ill")).json()["code"] == "state.transition_refused"
    assert (await studio.book(order, team_id=team)).status_code == 201
    assert [fact.reason for fact in await studio.service.published(BookingCancelled)] == ["ill"]


async def test_confirmed_with_the_time_of_arrival_until_it_moves(studio: Studio) -> None:  # SCH-01
    booking = await studio.booked(await studio.order())
    confirmed = await studio.done(booking, "confirmation", arrival_at=on(THURSDAY, 8, 30))
    assert confirmed["state"] == "CONFIRMED"
    assert (await studio.service.published(BookingConfirmed))[0].booking_id.hex == booking["id"].replace("-", "")
    moved = await studio.done(booking, "move", starts_at=on(THURSDAY, 10), reason="traffic")
    assert (moved["state"], moved["arrival_at"]) == ("BOOKED", None)


async def test_free_times_leave_out_what_is_taken(studio: Studio) -> None:
    await studio.booked(await studio.order(), "SELECTION", on(THURSDAY, 11))
    query = {"branch_id": "GG01", "kind": "SELECTION", "category": "WEDDING_STUDIO", "from": str(THURSDAY)}
    slots = (await studio.get("/free-slots", **query, to=str(THURSDAY)))["slots"]
    starts = {datetime.fromisoformat(slot["starts_at"]) for slot in slots}
    assert datetime.fromisoformat(on(THURSDAY, 9)) in starts
    assert datetime.fromisoformat(on(THURSDAY, 9, 30)) not in starts
    assert datetime.fromisoformat(on(THURSDAY, 13)) in starts
    assert max(starts) == datetime.fromisoformat(on(THURSDAY, 16))


async def test_free_times_leave_out_full_days(studio: Studio) -> None:
    first = await studio.booked(await studio.order(category=Category.PERSONAL_ART), starts_at=on(SATURDAY, 9))
    query = {"branch_id": "GG01", "kind": "SHOOT", "from": str(SATURDAY), "to": str(SATURDAY)}
    portraits = (await studio.get("/free-slots", category="PERSONAL_ART", **query))["slots"]
    weddings = (await studio.get("/free-slots", category="WEDDING_STUDIO", **query))["slots"]
    earliest = [datetime.fromisoformat(slots[0]["starts_at"]) for slots in (portraits, weddings)]
    assert earliest == [datetime.fromisoformat(first["ends_at"]), datetime.fromisoformat(on(SATURDAY, 9))]


async def test_bookings_of_another_branch_do_not_exist(studio: Studio) -> None:
    booking = await studio.booked(await studio.order())
    stranger = principal(branches=["GG02"])
    for path in (f"/bookings/{booking['id']}", f"/orders/{booking['order_id']}/scheduling"):
        assert (await studio.call("GET", path, who=stranger)).status_code == 404
    move = {"starts_at": on(THURSDAY, 11), "reason": "theirs"}
    assert (await studio.call("POST", f"/bookings/{booking['id']}/move", move, who=stranger)).status_code == 404
    for path in (f"/boards/GG01/{THURSDAY}", f"/plans/GG01/{THURSDAY}", "/bookings?branch_id=GG01"):
        assert (await studio.call("GET", path, who=stranger)).status_code == 404


async def test_the_board_shows_each_resource_with_its_day(studio: Studio) -> None:
    booking = await studio.booked(await studio.order(), team_id=studio.teams[0]["id"])
    dress = await studio.add("DRESS", "White 1")
    away = {"starts_at": on(THURSDAY, 8), "ends_at": on(THURSDAY, 20), "reason": "torn hem"}
    assert (await studio.call("POST", f"/resources/{dress['id']}/absences", away)).status_code == 201
    board = await studio.get(f"/boards/GG01/{THURSDAY}")
    lanes = {
        lane["name"]: [entry["note"] or entry["booking_id"] for entry in lane["entries"]] for lane in board["lanes"]
    }
    assert (lanes["A"], lanes["B"], lanes["White 1"]) == ([booking["id"]], [], ["torn hem"])
    assert [order["order_id"] for order in board["orders"]] == [booking["order_id"]]
    listed = await studio.get("/bookings", branch_id="GG01", resource_id=studio.teams[0]["id"], kind="SHOOT")
    assert [item["id"] for item in listed["items"]] == [booking["id"]]


async def test_an_absence_is_refused_while_booked_and_keeps_bookings_out(studio: Studio) -> None:
    seat = await studio.add("SELECTION_SEAT", "Seat 2")
    await studio.booked(await studio.order(), "SELECTION", on(THURSDAY, 9), resource_ids=[seat["id"]])
    away = {"starts_at": on(THURSDAY, 10), "ends_at": on(THURSDAY, 12), "reason": "repair"}
    refused = await studio.call("POST", f"/resources/{seat['id']}/absences", away)
    assert (refused.status_code, len(refused.json()["conflicts"])) == (409, 1)
    later = {**away, "starts_at": on(THURSDAY, 13), "ends_at": on(THURSDAY, 18)}
    assert (await studio.call("POST", f"/resources/{seat['id']}/absences", later)).status_code == 201
    taken = await studio.book(await studio.order(), "SELECTION", on(THURSDAY, 14), resource_ids=[seat["id"]])
    assert taken.json()["conflicts"][0]["kind"] == "ABSENCE"


async def test_what_is_back_earlier_can_be_booked_again(studio: Studio) -> None:
    seat = await studio.add("SELECTION_SEAT", "Seat 2")
    path = f"/resources/{seat['id']}/absences"
    away = {"starts_at": on(THURSDAY, 9), "ends_at": on(THURSDAY, 18), "reason": "repair"}
    made = (await studio.call("POST", path, away)).json()
    assert [one["id"] for one in (await studio.get(path))["items"]] == [made["id"]]
    assert (await studio.call("DELETE", f"{path}/{made['id']}")).status_code == 204
    assert (await studio.get(path))["items"] == []
    await studio.booked(await studio.order(), "SELECTION", on(THURSDAY, 14), resource_ids=[seat["id"]])
    assert (await studio.call("DELETE", f"{path}/{made['id']}")).status_code == 404


async def test_the_plan_stands_from_half_past_ten(studio: Studio, at: MovableClock) -> None:  # SCH-03
    tomorrow = MONDAY + timedelta(days=1)
    planned = await studio.booked(await studio.order(), starts_at=on(tomorrow, 9))
    assert (await studio.get(f"/plans/GG01/{tomorrow}"))["frozen_at"] is None
    at.move(minutes=31)
    assert await studio.service.run_jobs("freeze_plan") == 1
    late = await studio.booked(await studio.order(), starts_at=on(tomorrow, 13))
    await studio.done(planned, "move", starts_at=on(tomorrow, 10), reason="school run")
    await studio.done(planned, "confirmation", arrival_at=on(tomorrow, 9, 30))
    plan = await studio.get(f"/plans/GG01/{tomorrow}")
    assert plan["frozen_at"] is not None
    assert [(line["booking"]["id"], line["confirmed"], line["after_freeze"]) for line in plan["lines"]] == [
        (planned["id"], True, False),
        (late["id"], False, True),
    ]
    assert plan["lines"][0]["order"]["package_name"] == "Spring"  # SCH-08
    changes = (await studio.get(f"/plan-changes/GG01/{tomorrow}"))["changes"]
    assert [(change["change"], change["reason"]) for change in changes] == [("MADE", None), ("MOVED", "school run")]
