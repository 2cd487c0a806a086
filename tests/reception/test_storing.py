"""Belongings in lockers: no valuables undeclared, out against the token, tokens matched with lockers (M-37)."""

import asyncio
from typing import Any

import pytest

from services.reception.domain.storing import Tokens
from shared.contracts.reception import BelongingsReleased, TokensChecked
from shared.kit.testing import MovableClock, principal
from tests.reception.conftest import CASHIER, Desk, cny
from tests.reception.test_days import PATH, close

BAG: dict[str, Any] = {"locker": "A1", "contents": "蓝色背包，内有毛衣"}
LOST = {
    "described": "蓝色背包、毛衣",
    "identity": "ID_CARD",
    "signature_name": "李娜",
    "method": "CASH",
    "note_tested": True,
}


@pytest.fixture
async def house(desk: Desk) -> Desk:
    """A branch with three lockers."""
    await desk.put(
        "/storage-places/GG01", {"lockers": ["A1", "A2", "A3"], "makeup_boxes": []}, headers={"If-Match": '"0"'}
    )
    return desk


async def stored(desk: Desk, **changes: Any) -> dict[str, Any]:
    """A customer's bag in a locker."""
    order = await desk.booked()
    return await desk.post(f"/orders/{order['id']}/stored-belongings", BAG | changes)


def test_tokens_hang_at_the_desk_exactly_when_nobody_has_the_locker() -> None:
    tokens = Tokens(frozenset({"A1", "A2", "A3"}), frozenset({"A1", "A2"}), frozenset({"A1"}))
    assert (tokens.missing, tokens.surplus) == (["A3"], ["A1"])


async def test_m_37_valuables_are_refused_or_declared(house: Desk) -> None:
    path = f"/orders/{(await house.booked())['id']}/stored-belongings"
    phone = BAG | {"valuables": ["PHONE", "CASH", "PHONE"]}
    assert await house.refused("POST", path, phone) == "storing.valuables"
    kept = await house.post(path, phone | {"declaration": "旧手机一部，现金约两百元，客人知悉赔偿上限"})
    assert (kept["valuables"], kept["state"], kept["late"]) == (["CASH", "PHONE"], "STORED", False)


async def test_rec_20_a_locker_in_use_stays_registered_and_no_list_is_overwritten_unseen(house: Desk) -> None:
    await stored(house)
    path, seen = "/storage-places/GG01", {"If-Match": '"1"'}
    others = {"lockers": ["A2", "B1"], "makeup_boxes": ["M1"]}
    assert await house.refused("PUT", path, others, headers=seen) == "storage.taken"
    others["lockers"] = ["A1", "B1", "B1"]
    assert await house.refused("PUT", path, others) == "version.missing"
    answers = await asyncio.gather(*(house.send("PUT", path, others, headers=seen) for _ in range(2)))
    assert sorted(answer.status_code for answer in answers) == [200, 412]
    places = await house.get(path)
    assert [(one["number"], one["order_id"] is not None) for one in places["lockers"]] == [("A1", True), ("B1", False)]


async def test_m_37_a_locker_has_one_customer_whether_stored_or_rented(house: Desk) -> None:
    orders = [(await house.booked())["id"] for _ in range(4)]
    answers = await asyncio.gather(*(house.send("POST", f"/orders/{one}/stored-belongings", BAG) for one in orders))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    rent = {"object": "LOCKER", "object_number": "A1", "amount": cny(20), "method": "WECHAT"}
    assert await house.refused("POST", f"/orders/{orders[0]}/deposits", rent) == "storage.taken"
    await house.post(f"/orders/{orders[0]}/deposits", rent | {"object_number": "A2"})
    taken = BAG | {"locker": "A2"}
    assert await house.refused("POST", f"/orders/{orders[1]}/stored-belongings", taken) == "storage.taken"
    unknown = BAG | {"locker": "B7"}
    assert await house.refused("POST", f"/orders/{orders[1]}/stored-belongings", unknown) == "storage.unknown"
    places = await house.get("/storage-places/GG01")
    assert [(one["stored_id"] is not None, one["order_id"] is not None) for one in places["lockers"]] == [
        (True, True), (False, True), (False, False),
    ]  # fmt: skip
    assert (places["lost_token_fee"], places["compensation_most"]) == (cny(10), cny(50))


async def test_m_37_out_against_the_token_of_the_locker(house: Desk) -> None:
    bag = await stored(house)
    path = f"/stored-belongings/{bag['id']}/release"
    assert await house.refused("POST", path, {"token": "A2"}) == "storing.other_token"
    assert (await house.post(path, {"token": "A1"}))["state"] == "RELEASED"
    assert await house.refused("POST", path, {"token": "A1"}) == "state.transition_refused"
    assert (await house.get("/stored-belongings", params={"branch_id": "GG01", "state": "STORED"}))["items"] == []
    await stored(house)
    assert [one.token_lost for one in await house.service.published(BelongingsReleased)] == [False]


async def test_m_37_a_lost_token_costs_a_fee_on_a_receipt_and_shows_who_and_what(house: Desk) -> None:
    bag = await stored(house)
    path = f"/stored-belongings/{bag['id']}/lost-token"
    keeper = principal(permissions=["reception.keeping.do"])
    assert (await house.send("POST", path, LOST, who=keeper)).status_code == 403
    assert await house.refused("POST", path, LOST | {"note_tested": False}) == "receipt.notes_not_tested"
    before = (await house.get(PATH))["report"]["computed_cash"]["amount"]
    key = {"Idempotency-Key": "lost"}
    given, again = [await house.post(path, LOST, who=CASHIER, headers=key) for _ in range(2)]
    assert given == again
    assert (given["token_lost"], given["identity"], given["described"]) == (True, "ID_CARD", LOST["described"])
    (fee,) = (await house.get("/sales", params={"order_id": bag["order_id"]}))["items"]
    assert (fee["id"], fee["amount"], fee["cashier_id"]) == (given["fee_id"], cny(10), CASHIER)
    assert (await house.get(PATH))["report"]["computed_cash"]["amount"] == before + 1_000
    assert await house.refused("POST", path, LOST) == "state.transition_refused"


async def test_m_37_a_day_that_is_closed_takes_no_fee_and_keeps_the_locker(house: Desk) -> None:
    bag = await stored(house)
    await close(house, counted=(await house.get(PATH))["report"]["computed_cash"]["amount"] // 100)
    assert await house.refused("POST", f"/stored-belongings/{bag['id']}/lost-token", LOST) == "day.closed"
    assert (await house.get("/stored-belongings", params={"state": "STORED"}))["items"][0]["id"] == bag["id"]


async def test_m_37_tokens_are_matched_with_lockers_and_what_stays_overnight_is_late(
    house: Desk, at: MovableClock
) -> None:
    bag = await stored(house)
    ask = {"branch_id": "GG01", "time": "CLOSING", "tokens": ["A2"]}
    assert await house.refused("POST", "/token-checks", ask) == "storing.tokens_differ"
    assert await house.refused("POST", "/token-checks", ask | {"tokens": ["Z9"]}) == "storage.unknown"
    check = await house.post("/token-checks", ask | {"note": "A3 is at the engraver's"})
    assert (check["missing"], check["surplus"], check["left"]) == (["A3"], [], ["A1"])
    clean = await house.post("/token-checks", ask | {"tokens": ["A3", "A2"]})
    assert (clean["missing"], clean["left"]) == ([], ["A1"])
    listed = (await house.get("/token-checks", params={"branch_id": "GG01"}))["items"]
    assert [one["id"] for one in listed] == [clean["id"], check["id"]]
    assert [(one.missing, one.left) for one in await house.service.published(TokensChecked)] == [(1, 1), (0, 1)]
    at.move(days=1)
    (late,) = (await house.get("/stored-belongings", params={"state": "STORED"}))["items"]
    assert (late["id"], late["late"]) == (bag["id"], True)
