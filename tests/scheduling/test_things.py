"""The register of things: dresses are the booked ones, small things are lent, nothing is struck off unsigned."""

import asyncio
from datetime import date, datetime, timedelta
from typing import Any, get_args

import pytest

from services.scheduling.domain.things import (
    CARE,
    KEPT_ONLY,
    SLIP,
    THINGS,
    Care,
    CareAction,
    SlipAction,
    SlipState,
)
from services.scheduling.schemas.things import ThingKind
from shared.contracts.scheduling import ThingLent, ThingReturned, WriteOffApproved, WriteOffRequested
from shared.kit.testing import MovableClock, principal
from tests.scheduling.conftest import MONDAY, THURSDAY, Studio, on, someone
from tests.transitions import check_transition

MAKEUP = someone("makeup.a", "scheduling.things.*")
PHOTO = someone("photo.a", "scheduling.things.read", "scheduling.things.keep")
MANAGER = someone("chen.ye", "scheduling.*")
TONIGHT = on(MONDAY, 19)

C, A = Care, CareAction
CARE_STEPS = {
    (C.READY, A.SOIL): C.TO_WASH, (C.READY, A.WASH): C.WASHING, (C.READY, A.SEND_OUT): C.DRY_CLEANER,
    (C.READY, A.MEND): C.REPAIR, (C.READY, A.RETIRE): C.RETIRED,
    (C.TO_WASH, A.WASH): C.WASHING, (C.TO_WASH, A.SEND_OUT): C.DRY_CLEANER, (C.TO_WASH, A.MEND): C.REPAIR,
    (C.TO_WASH, A.MAKE_READY): C.READY, (C.TO_WASH, A.RETIRE): C.RETIRED,
    (C.WASHING, A.SOIL): C.TO_WASH, (C.WASHING, A.MEND): C.REPAIR, (C.WASHING, A.MAKE_READY): C.READY,
    (C.WASHING, A.RETIRE): C.RETIRED,
    (C.DRY_CLEANER, A.SOIL): C.TO_WASH, (C.DRY_CLEANER, A.MEND): C.REPAIR, (C.DRY_CLEANER, A.MAKE_READY): C.READY,
    (C.DRY_CLEANER, A.RETIRE): C.RETIRED,
    (C.REPAIR, A.SOIL): C.TO_WASH, (C.REPAIR, A.MAKE_READY): C.READY, (C.REPAIR, A.RETIRE): C.RETIRED,
    (C.RETIRED, A.REPLACE): C.READY,
}  # fmt: skip
SLIP_STEPS = {
    (SlipState.REQUESTED, SlipAction.APPROVE): SlipState.APPROVED,
    (SlipState.REQUESTED, SlipAction.REJECT): SlipState.REJECTED,
    (SlipState.APPROVED, SlipAction.ARRIVE): SlipState.ARRIVED,
}


@pytest.fixture
async def house(studio: Studio) -> Studio:
    """The studio with staff that scheduling has heard of."""
    for staff_id, role in (("makeup.a", "makeup_artist"), ("photo.a", "photographer"), ("li.na", "consultant")):
        await studio.service.know_staff(staff_id, role)
    return studio


async def thing(house: Studio, kind: str = "VEIL", name: str = "long veil", **more: Any) -> dict[str, Any]:
    """A thing of the register."""
    body = {"branch_id": "GG01", "kind": kind, "name": name, **more}
    answer = await house.call("POST", "/things", body, who=MAKEUP)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def lend(house: Studio, *lines: tuple[dict[str, Any], int], who: Any = PHOTO, **more: Any) -> Any:
    """Things go out."""
    body = {
        "purpose": "beach",
        "due_at": TONIGHT,
        "lines": [{"thing_id": one["id"], "quantity": quantity} for one, quantity in lines],
        **more,
    }
    return await house.call("POST", "/loans", body, who=who)


async def seen(house: Studio, one: dict[str, Any]) -> dict[str, Any]:
    """The thing as the register shows it."""
    items = (await house.get("/things", branch_id="GG01"))["items"]
    found: dict[str, Any] = next(item for item in items if item["id"] == one["id"])
    return found


@pytest.mark.parametrize("care", list(Care))
@pytest.mark.parametrize("action", list(CareAction))
def test_every_state_of_care_with_every_action(care: Care, action: CareAction) -> None:  # SHO-12
    check_transition(CARE, care, action, CARE_STEPS.get((care, action)))


@pytest.mark.parametrize("state", list(SlipState))
@pytest.mark.parametrize("action", list(SlipAction))
def test_every_state_of_a_slip_with_every_action(state: SlipState, action: SlipAction) -> None:  # SHO-11
    check_transition(SLIP, state, action, SLIP_STEPS.get((state, action)))


def test_what_can_be_registered_is_what_is_kept() -> None:  # MGT-05
    assert set(get_args(ThingKind)) == THINGS
    assert KEPT_ONLY < THINGS


async def test_a_dress_of_the_register_is_the_dress_that_is_booked(house: Studio) -> None:  # SHO-11, SHO-14
    dress = await thing(house, "DRESS", "mermaid", mark="d-001", colour="ivory", keeper_id="makeup.a")
    board = await house.get(f"/boards/GG01/{THURSDAY}")
    assert dress["id"] in {lane["resource_id"] for lane in board["lanes"]}
    shoot = await house.booked(await house.order(), resource_ids=[dress["id"], house.teams[0]["id"]])
    line = await seen(house, dress)
    assert (line["mark"], line["keeper_id"]) == ("D-001", "makeup.a")
    assert datetime.fromisoformat(line["needed_at"]) == datetime.fromisoformat(shoot["starts_at"])


async def test_small_things_are_on_no_board_and_are_not_booked(house: Studio) -> None:  # SHO-11
    veil = await thing(house, quantity=20)
    board = await house.get(f"/boards/GG01/{THURSDAY}")
    assert veil["id"] not in {lane["resource_id"] for lane in board["lanes"]}
    refused = await house.book(await house.order(), resource_ids=[veil["id"]])
    assert (refused.status_code, refused.json()["code"]) == (409, "booking.not_bookable")


async def test_people_and_rooms_are_no_things(house: Studio) -> None:
    person = house.people["photo.a"]["id"]
    refused = await house.call("POST", "/things", {"branch_id": "GG01", "kind": "ROOM", "name": "hall"})
    assert refused.status_code == 422
    assert (await house.call("POST", f"/things/{person}/care", {"care": "TO_WASH"})).status_code == 404
    assert (await house.get("/things", branch_id="GG01"))["items"] == []


async def test_a_mark_names_one_thing_of_a_branch(house: Studio) -> None:  # M-41
    await thing(house, mark="V-1")
    again = await house.call("POST", "/things", {"branch_id": "GG01", "kind": "VEIL", "name": "b", "mark": "v-1"})
    assert (again.status_code, again.json()["code"]) == (409, "thing.mark_taken")
    found = (await house.get("/things", mark="v-1"))["items"]
    assert [one["mark"] for one in found] == ["V-1"]


async def test_the_register_grows_by_hand_and_shrinks_only_by_a_slip(house: Studio) -> None:  # SHO-11
    veil = await thing(house, quantity=5)
    card = {"name": "long veil", "quantity": 4}
    path = f"/things/{veil['id']}"
    tag = {"If-Match": (await house.call("GET", path, who=MAKEUP)).headers["ETag"]}
    fewer = await house.call("PUT", path, card, who=MAKEUP, headers=tag)
    assert (fewer.status_code, fewer.json()["code"]) == (409, "thing.fewer")
    more = await house.call("PUT", path, card | {"quantity": 8}, who=MAKEUP, headers=tag)
    assert (more.status_code, more.json()["quantity"]) == (200, 8)
    stale = await house.call("PUT", path, card | {"quantity": 9}, who=MAKEUP, headers=tag)
    assert stale.status_code == 412
    twins = await house.call("POST", "/things", {"branch_id": "GG01", "kind": "DRESS", "name": "two", "quantity": 2})
    assert twins.status_code == 422


async def test_what_goes_on_location_goes_together_or_not_at_all(house: Studio) -> None:  # SHO-01, M-24
    camera = await thing(house, "CAMERA", "5D")
    battery = await thing(house, "BATTERY", "battery", quantity=3)
    refused = await lend(house, (camera, 1), (battery, 4))
    assert (refused.status_code, refused.json()["code"]) == (409, "thing.not_enough")
    assert (await house.get("/loans", branch_id="GG01"))["items"] == []
    assert (await lend(house, (camera, 1), (battery, 3))).status_code == 201
    assert [(one.quantity, one.borrower_id) for one in await house.service.published(ThingLent)] in (
        [(1, "photo.a"), (3, "photo.a")],
        [(3, "photo.a"), (1, "photo.a")],
    )
    taken = await lend(house, (battery, 1), who=MAKEUP)
    assert taken.json()["code"] == "thing.not_enough"
    assert (await seen(house, battery))["out"] == 3


async def test_the_last_ones_are_lent_once_however_many_ask(house: Studio) -> None:  # M-41
    battery = await thing(house, "BATTERY", "battery", quantity=5)
    camera = await thing(house, "CAMERA", "5D", quantity=5)
    asked = [((battery, 2), (camera, 1)) if number % 2 else ((camera, 1), (battery, 2)) for number in range(6)]
    answers = await asyncio.gather(*(lend(house, *lines) for lines in asked))
    assert sorted(answer.status_code for answer in answers) == [201, 201, 409, 409, 409, 409]
    assert ((await seen(house, battery))["out"], (await seen(house, camera))["out"]) == (4, 2)


async def test_what_is_sent_twice_happens_once(house: Studio) -> None:  # M-41, P9
    """A retry after a lost answer: one entry, one loan, one return, one slip."""
    card = {"branch_id": "GG01", "kind": "VEIL", "name": "long veil", "quantity": 9}

    async def twice(path: str, body: dict[str, Any]) -> dict[str, Any]:
        key = {"Idempotency-Key": path}
        first, again = [await house.call("POST", path, body, who=MAKEUP, headers=key) for _ in range(2)]
        assert first.json() == again.json(), again.text
        made: dict[str, Any] = again.json()
        return made

    veil = await twice("/things", card)
    out = {"purpose": "beach", "due_at": TONIGHT, "lines": [{"thing_id": veil["id"], "quantity": 4}]}
    (loan,) = (await twice("/loans", out))["loans"]
    assert (await twice(f"/loans/{loan['id']}/return", {"back": 1}))["out"] == 3
    await twice("/write-offs", {"thing_id": veil["id"], "cause": "WORN", "reason": "grey"})
    assert (await seen(house, veil))["out"] == 3
    assert len((await house.get("/things", branch_id="GG01", kind="VEIL"))["items"]) == 1
    assert len((await house.get("/write-offs", branch_id="GG01"))["items"]) == 1


async def test_what_should_be_back_is_late(house: Studio, at: MovableClock) -> None:  # M-41
    await lend(house, (await thing(house, "KEY", "garden gate"), 1))
    (loan,) = (await house.get("/loans", branch_id="GG01"))["items"]
    assert loan["late"] is False
    at.set(datetime.fromisoformat(on(MONDAY, 19, 1)))
    (loan,) = (await house.get("/loans", branch_id="GG01"))["items"]
    assert loan["late"] is True
    past = await lend(house, (await thing(house, "PROP", "swing"), 1))
    assert (past.status_code, past.json()["code"]) == (422, "loan.due_in_past")


async def test_what_comes_back_is_counted_and_what_is_lost_is_asked_of_the_manager(house: Studio) -> None:  # SHO-01
    battery = await thing(house, "BATTERY", "battery", quantity=4)
    (loan,) = (await lend(house, (battery, 4))).json()["loans"]
    path = f"/loans/{loan['id']}/return"
    assert (await house.call("POST", path, {"back": 1}, who=MAKEUP)).json()["out"] == 3
    silent = await house.call("POST", path, {"back": 2, "lost": 1}, who=MAKEUP)
    assert (silent.status_code, silent.json()["code"]) == (422, "loan.lost_unexplained")
    much = await house.call("POST", path, {"back": 5}, who=MAKEUP)
    assert (much.status_code, much.json()["code"]) == (409, "loan.more_than_lent")
    done = await house.call("POST", path, {"back": 2, "lost": 1, "note": "fell into the sea"}, who=MAKEUP)
    assert (done.json()["out"], done.json()["lost"]) == (0, 1)
    assert [(fact.back, fact.lost, fact.out) for fact in await house.service.published(ThingReturned)] == [
        (1, 0, 3),
        (2, 1, 0),
    ]
    (slip,) = (await house.get("/write-offs", branch_id="GG01", state="REQUESTED"))["items"]
    assert (slip["cause"], slip["quantity"], slip["requested_by"]) == ("LOST", 1, "photo.a")
    assert (await house.get("/loans", branch_id="GG01"))["items"] == []
    assert (await lend(house, (battery, 4))).json()["code"] == "thing.not_enough"


async def test_others_take_things_only_with_a_supervisors_consent(house: Studio) -> None:  # M-41
    key = await thing(house, "KEY", "store room")
    refused = await lend(house, (key, 1), borrower_id="li.na")
    assert (refused.status_code, refused.json()["code"]) == (403, "loan.consent_needed")
    granted = await lend(house, (key, 1), borrower_id="li.na", who=MANAGER)
    assert granted.json()["loans"][0]["borrower_id"] == "li.na"
    nobody = await lend(house, (key, 1), borrower_id="no.body", who=MANAGER)
    assert nobody.status_code == 404


async def test_clothes_are_washed_before_they_go_out_again(house: Studio) -> None:  # SHO-12
    dress = await thing(house, "DRESS", "mermaid")
    (loan,) = (await lend(house, (dress, 1))).json()["loans"]
    await house.call("POST", f"/loans/{loan['id']}/return", {"back": 1, "to_wash": True}, who=MAKEUP)
    assert (await seen(house, dress))["care"] == "TO_WASH"
    refused = await lend(house, (dress, 1))
    assert (refused.status_code, refused.json()["code"]) == (409, "thing.not_usable")
    until = str(MONDAY + timedelta(days=2))
    away = await house.call("POST", f"/things/{dress['id']}/care", {"care": "DRY_CLEANER", "until": until})
    assert (away.json()["care"], away.json()["care_until"]) == ("DRY_CLEANER", until)
    ready = await house.call("POST", f"/things/{dress['id']}/care", {"care": "READY"})
    assert (ready.json()["care"], ready.json()["care_until"]) == ("READY", None)


async def test_dresses_of_a_finished_shoot_are_to_be_washed(house: Studio) -> None:  # SHO-12
    dress = await thing(house, "DRESS", "mermaid")
    order = await house.order()
    shoot = await house.booked(order, starts_at=on(MONDAY, 13), resource_ids=[dress["id"], house.teams[0]["id"]])
    await house.check_in(order)
    await house.done(shoot, "communication-sheet", preferences="natural")
    for stage in ("MAKE_UP", "SHOOTING"):
        await house.done(shoot, "stages", stage=stage)
    await house.done(shoot, "completion", sets=1, equipment_returned=True)
    assert (await seen(house, dress))["care"] == "TO_WASH"


async def test_nobody_signs_his_own_slip(house: Studio) -> None:  # SHO-11
    veil = await thing(house, quantity=5)
    body = {"thing_id": veil["id"], "cause": "WORN", "quantity": 2, "reason": "yellow"}
    slip = (await house.call("POST", "/write-offs", body, who=MANAGER)).json()
    own = await house.call("POST", f"/write-offs/{slip['id']}/approval", {"replace": True}, who=MANAGER)
    assert (own.status_code, own.json()["code"]) == (409, "write_off.own")
    unsigned = await house.call("POST", f"/write-offs/{slip['id']}/approval", {"replace": True}, who=MAKEUP)
    assert unsigned.status_code == 403
    assert [fact.quantity for fact in await house.service.published(WriteOffRequested)] == [2]


async def test_a_signed_slip_strikes_off_and_what_is_bought_comes_in(house: Studio) -> None:  # SHO-11, MGT-06
    veil = await thing(house, quantity=2)
    body = {"thing_id": veil["id"], "cause": "BROKEN", "quantity": 2, "reason": "torn"}
    slip = (await house.call("POST", "/write-offs", body, who=MAKEUP)).json()
    again = await house.call("POST", "/write-offs", body, who=MAKEUP)
    assert (again.status_code, again.json()["code"]) == (409, "write_off.too_many")
    early = await house.call("POST", f"/write-offs/{slip['id']}/arrival", who=MAKEUP)
    assert early.json()["code"] == "state.transition_refused"
    signed = await house.call("POST", f"/write-offs/{slip['id']}/approval", {"replace": True}, who=MANAGER)
    assert (signed.status_code, signed.json()["state"]) == (200, "APPROVED")
    assert (await house.get("/things", branch_id="GG01"))["items"] == []
    await house.call("POST", f"/write-offs/{slip['id']}/arrival", who=MAKEUP)
    line = await seen(house, veil)
    assert (line["quantity"], line["age"], line["care"]) == (2, "NEW", "READY")
    assert [(fact.replace, fact.approved_by) for fact in await house.service.published(WriteOffApproved)] == [
        (True, "chen.ye")
    ]


async def test_what_is_not_replaced_does_not_arrive_and_what_is_refused_stays(house: Studio) -> None:  # SHO-11
    veil = await thing(house, quantity=3)
    body = {"thing_id": veil["id"], "cause": "WORN", "quantity": 1, "reason": "yellow"}
    first = (await house.call("POST", "/write-offs", body, who=MAKEUP)).json()
    await house.call("POST", f"/write-offs/{first['id']}/approval", {"replace": False}, who=MANAGER)
    nothing = await house.call("POST", f"/write-offs/{first['id']}/arrival", who=MAKEUP)
    assert nothing.json()["code"] == "write_off.not_replaced"
    second = (await house.call("POST", "/write-offs", body, who=MAKEUP)).json()
    path = f"/write-offs/{second['id']}/rejection"
    refused = await house.call("POST", path, {"note": "can be bleached"}, who=MANAGER)
    assert refused.json()["state"] == "REJECTED"
    assert (await seen(house, veil))["quantity"] == 2


async def test_a_dress_that_customers_were_promised_is_not_struck_off(house: Studio) -> None:  # SHO-11, GEN-06
    dress = await thing(house, "DRESS", "mermaid")
    shoot = await house.booked(await house.order(), resource_ids=[dress["id"], house.teams[0]["id"]])
    body = {"thing_id": dress["id"], "cause": "BROKEN", "reason": "torn"}
    slip = (await house.call("POST", "/write-offs", body, who=MAKEUP)).json()
    path = f"/write-offs/{slip['id']}/approval"
    promised = await house.call("POST", path, {"replace": False}, who=MANAGER)
    assert (promised.status_code, promised.json()["code"]) == (409, "write_off.booked")
    assert [one["booking_id"] for one in promised.json()["conflicts"]] == [shoot["id"]]
    await house.done(shoot, "cancellation", reason="ill")
    assert (await house.call("POST", path, {"replace": False}, who=MANAGER)).status_code == 200
    gone = await house.book(await house.order(), resource_ids=[dress["id"]])
    assert gone.status_code == 404


async def test_branches_keep_their_things_apart(house: Studio) -> None:
    veil = await thing(house)
    other = principal("he.mei", branches=["GG02"])
    for method, path, body in (
        ("POST", f"/things/{veil['id']}/care", {"care": "TO_WASH"}),
        ("POST", "/write-offs", {"thing_id": veil["id"], "cause": "LOST", "reason": "x"}),
        ("POST", "/loans", {"purpose": "x", "due_at": TONIGHT, "lines": [{"thing_id": veil["id"]}]}),
        ("POST", "/things", {"branch_id": "GG01", "kind": "VEIL", "name": "x"}),
    ):
        assert (await house.call(method, path, body, who=other)).status_code == 404, path
    assert (await house.call("GET", "/things", who=other)).json()["items"] == []


async def test_a_thing_is_registered_on_the_branchs_day(house: Studio) -> None:
    await thing(house)
    month = await house.get("/stock-take-months/GG01/2026-11")
    assert [(kind["kind"], kind["registered"]) for kind in month["kinds"]] == [("VEIL", 1)]
    assert month["late_before"] == []
    assert date.fromisoformat(month["month"] + "-01") <= MONDAY
