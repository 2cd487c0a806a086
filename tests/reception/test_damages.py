"""Damage to customers' property: reported at once, an offer approved by the store manager, made good (M-21)."""

from typing import Any

import pytest

from services.reception.domain.damages import DAMAGE, DamageAction, DamageState
from shared.contracts.reception import DamageClosed, DamageDecided, DamageMadeGood, DamageOffered, DamageReported
from tests.reception.conftest import CLERK, MANAGER, OWNER, Desk, cny
from tests.reception.services import asked, read_as
from tests.transitions import check_transition

TORN = {"kind": "DAMAGED", "thing": "own veil", "happened": "caught in the studio door", "responsible_id": CLERK}
S, A = DamageState, DamageAction
AFTER = {
    (S.REPORTED, A.OFFER): S.OFFERED,
    (S.REPORTED, A.CLOSE): S.CLOSED,
    (S.OFFERED, A.OFFER): S.OFFERED,
    (S.OFFERED, A.APPROVE): S.APPROVED,
    (S.OFFERED, A.REJECT): S.REPORTED,
    (S.APPROVED, A.MAKE_GOOD): S.MADE_GOOD,
}


@pytest.mark.parametrize("state", DamageState)
@pytest.mark.parametrize("action", DamageAction)
def test_every_state_and_action(state: DamageState, action: DamageAction) -> None:
    check_transition(DAMAGE, state, action, AFTER.get((state, action)))


async def approved(desk: Desk, order: dict[str, Any], how: str, yuan: int) -> str:
    """The path of a report whose offer the store manager approved."""
    made = await desk.post(f"/orders/{order['id']}/damages", TORN, who=CLERK)
    path = f"/damages/{made['id']}"
    offer = {"how": how, "amount": cny(yuan), "terms": "by Friday"}
    made = await desk.post(f"{path}/offer", offer, headers=read_as(made))
    await desk.post(f"{path}/approval", who=MANAGER, headers=read_as(made))
    return path


async def test_m_21_damage_is_reported_at_once_and_made_good_as_the_store_manager_approved(desk: Desk) -> None:
    order = await desk.booked()
    path = f"/orders/{order['id']}/damages"
    once = {"Idempotency-Key": "k"}
    made, same = [await desk.post(path, TORN, who=CLERK, headers=once) for _ in range(2)]
    assert made == same
    assert (made["number"], made["state"], made["reported_by"]) == ("L26-GG01-000001", "REPORTED", CLERK)
    one = f"/damages/{made['id']}"
    nothing = {"how": "FINANCE", "amount": cny(0)}
    assert await desk.refused("POST", f"{one}/offer", nothing, headers=read_as(made)) == "damage.amount_missing"
    offer = {"how": "REPAIR", "amount": cny(80), "terms": "sewn by Friday"}
    made = await desk.post(f"{one}/offer", offer, headers=read_as(made))
    assert await desk.refused("POST", f"{one}/approval", who=OWNER, headers=read_as(made)) == "approval.by_requester"
    unsaid = await desk.send("POST", f"{one}/rejection", {"reason": " "}, who=MANAGER, headers=read_as(made))
    assert unsaid.status_code == 422
    made = await desk.post(f"{one}/rejection", {"reason": "too little"}, who=MANAGER, headers=read_as(made))
    assert (made["state"], made["decided_by"], made["refusal"]) == ("REPORTED", MANAGER, "too little")
    made = await desk.post(f"{one}/offer", {"how": "REPLACEMENT", "amount": cny(200)}, headers=read_as(made))
    assert (made["decided_by"], made["refusal"]) == (None, "")
    await desk.post(f"{one}/approval", who=MANAGER, headers=read_as(made))
    done = await desk.post(f"{one}/settlement", {"signature_name": "李娜"})
    assert (done["state"], done["how"], done["amount"], done["refund_id"]) == (
        "MADE_GOOD",
        "REPLACEMENT",
        cny(200),
        None,
    )
    listed = await desk.get("/damages", params={"order_id": order["id"], "state": "MADE_GOOD", "branch_id": "GG01"})
    assert [row["id"] for row in listed["items"]] == [made["id"]]
    told = [await desk.service.published(kind) for kind in (DamageReported, DamageOffered, DamageDecided)]
    assert [len(facts) for facts in told] == [1, 2, 2]
    assert [(word.approved, word.reason) for word in told[2]] == [(False, "too little"), (True, "")]
    (good,) = await desk.service.published(DamageMadeGood)
    assert good.amount.amount == 20_000


async def test_m_21_the_manager_signs_the_offer_he_has_seen_and_no_other(desk: Desk) -> None:  # P10
    made = await desk.post(f"/orders/{(await desk.booked())['id']}/damages", TORN, who=CLERK)
    path = f"/damages/{made['id']}"
    assert (await desk.send("POST", f"{path}/offer", {"how": "REPAIR", "amount": cny(80)})).status_code == 428
    seen = await desk.post(f"{path}/offer", {"how": "REPAIR", "amount": cny(80)}, headers=read_as(made))
    more = {"how": "FINANCE", "amount": cny(8000)}
    assert await desk.refused("POST", f"{path}/offer", more, headers=read_as(made)) == "version.stale"
    await desk.post(f"{path}/offer", more, headers=read_as(seen))
    for word, body in (("approval", None), ("rejection", {"reason": "too much"})):
        assert await desk.refused("POST", f"{path}/{word}", body, who=MANAGER, headers=read_as(seen)) == "version.stale"
    assert not await desk.service.published(DamageDecided)


async def test_m_21_money_goes_out_by_a_refund_that_two_people_agreed_to_and_only_once(desk: Desk) -> None:
    order = await desk.booked()
    receipt = (await desk.get("/receipts", params={"order_id": order["id"]}))["items"][0]
    first, second = [await approved(desk, order, "REFUND", 50) for _ in range(2)]
    sign = {"signature_name": "李娜"}
    assert await desk.refused("POST", f"{first}/settlement", sign) == "damage.refund_missing"
    ask = {"order_id": order["id"], "receipt_number": receipt["number"], "amount": cny(50), "reason": "veil torn",
           "lowers_price": True}  # fmt: skip
    refund = (await desk.post("/refund-requests", ask))["id"]
    by_it = sign | {"refund_id": refund}
    assert await desk.refused("POST", f"{first}/settlement", by_it) == "damage.refund_missing"
    await desk.post(f"/refunds/{refund}/approval", who=MANAGER)
    await desk.post(f"/refunds/{refund}/payout", {})
    assert (await desk.post(f"{first}/settlement", by_it))["refund_id"] == refund
    assert await desk.refused("POST", f"{second}/settlement", by_it) == "damage.refund_missing"


async def test_m_21_what_nothing_is_owed_for_is_closed_with_the_reason(desk: Desk) -> None:
    order = await desk.booked()
    work = await asked(desk, order)
    made = await desk.post(f"/orders/{order['id']}/damages", {**TORN, "work_order_id": work["id"]})
    path = f"/damages/{made['id']}"
    closed = await desk.post(f"{path}/finding", {"finding": "it was torn before"})
    assert (closed["state"], closed["finding"]) == ("CLOSED", "it was torn before")
    offer = {"how": "REPAIR", "amount": cny(5)}
    assert await desk.refused("POST", f"{path}/offer", offer, headers=read_as(closed)) == "state.transition_refused"
    assert len(await desk.service.published(DamageClosed)) == 1
    other = await desk.booked()
    strange = {**TORN, "work_order_id": work["id"]}
    assert (await desk.send("POST", f"/orders/{other['id']}/damages", strange)).status_code == 404
