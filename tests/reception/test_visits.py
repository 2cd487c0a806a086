"""The traffic register and the rota."""

import asyncio
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from shared.contracts.customer_service import ContactDone
from shared.contracts.reception import VisitHeld, VisitHesitated, VisitLost, VisitRegistered
from shared.contracts.scheduling import LeaveApproved
from shared.kit.testing import principal
from tests.reception.conftest import CASHIER, CLERK, DAY, MANAGER, OWNER, Desk

ROTA = f"/rotas/GG01/{DAY}"


async def come(desk: Desk, **more: Any) -> dict[str, Any]:
    """Somebody walks in who left no number."""
    body = {"branch_id": "GG01", "channel": "WALK_IN", "phone_refused_reason": "in a hurry"} | more
    return await desk.post("/visits", body)


def leave(staff_id: str, proxy_id: str) -> LeaveApproved:
    """Leave on Monday."""
    day = date.fromisoformat(DAY)
    return LeaveApproved(
        branch_id="GG01", leave_id=uuid4(), staff_id=staff_id, proxy_id=proxy_id, first_day=day, last_day=day
    )


async def test_gen_02_the_rota_decides_and_goes_round(desk: Desk) -> None:
    await desk.put(ROTA, {"staff_ids": [OWNER, CLERK, CASHIER]})
    assert (await desk.get(ROTA))["next_receiver_id"] == OWNER
    received = [(await come(desk))["receiver_id"] for _ in range(4)]
    assert received == [OWNER, CLERK, CASHIER, OWNER]


async def test_gen_02_each_turn_is_taken_once_when_many_come_at_once(desk: Desk) -> None:
    await desk.put(ROTA, {"staff_ids": [OWNER, CLERK, CASHIER]})
    visits = await asyncio.gather(*(come(desk) for _ in range(6)))
    assert sorted(visit["receiver_id"] for visit in visits) == sorted([OWNER, CLERK, CASHIER] * 2)
    assert len({visit["number"] for visit in visits}) == 6


async def test_gen_02_skipping_needs_a_reason_and_keeps_the_turn(desk: Desk) -> None:
    await desk.put(ROTA, {"staff_ids": [OWNER, CLERK]})
    body = {"branch_id": "GG01", "channel": "WALK_IN", "phone_refused_reason": "none", "receiver_id": CLERK}
    assert await desk.refused("POST", "/visits", body) == "rota.skip_reason_missing"
    visit = await desk.post("/visits", body | {"skip_reason": "with a customer"})
    assert (visit["receiver_id"], visit["skipped_id"]) == (CLERK, OWNER)
    assert (await desk.get(ROTA))["next_receiver_id"] == OWNER


async def test_gen_02_a_day_without_rota_goes_on_with_the_last_one(desk: Desk) -> None:
    await desk.put("/rotas/GG01/2026-11-20", {"staff_ids": [OWNER, CLERK]})
    assert (await come(desk))["receiver_id"] == OWNER
    assert (await desk.get("/rotas/GG01/2026-11-24"))["next_receiver_id"] == CLERK


async def test_without_rota_somebody_has_to_be_named(desk: Desk) -> None:
    body = {"branch_id": "GG01", "channel": "PHONE", "phone": "13800138000"}
    assert await desk.refused("POST", "/visits", body) == "rota.empty"
    named = body | {"receiver_id": CLERK, "skip_reason": "no rota yet"}
    assert (await desk.post("/visits", named))["receiver_id"] == CLERK


async def test_gen_03_who_is_on_leave_does_not_receive(desk: Desk) -> None:
    await desk.put(ROTA, {"staff_ids": [OWNER, CLERK]})
    await desk.service.deliver(leave(OWNER, CASHIER), times=2)
    rota = await desk.get(ROTA)
    assert (rota["next_receiver_id"], rota["away"]) == (CLERK, {OWNER: CASHIER})


async def test_rec_01_a_phone_or_the_reason_why_not(desk: Desk) -> None:
    await desk.put(ROTA, {"staff_ids": [OWNER]})
    body = {"branch_id": "GG01", "channel": "WALK_IN"}
    assert await desk.refused("POST", "/visits", body) == "visit.phone_missing"
    assert await desk.refused("POST", "/visits", body | {"phone": "12345"}) == "person.phone_invalid"
    visit = await desk.post("/visits", body | {"name": "李娜", "phone": "13800138000"})
    assert (visit["number"], visit["returning"]) == ("V26-GG01-000001", False)
    told = (await desk.service.published(VisitRegistered))[0]
    assert str(told.person_id) == visit["person_id"]


async def test_gen_01_a_returning_customer_goes_to_his_owner(desk: Desk) -> None:
    await desk.put(ROTA, {"staff_ids": [CLERK]})
    person = await desk.person()
    await desk.order(people=[person], category="FAMILY", who=OWNER)
    by_id = await come(desk, person_id=person)
    by_phone = await come(desk, phone="138 0013 8000")
    assert [(v["receiver_id"], v["returning"]) for v in (by_id, by_phone)] == [(OWNER, True)] * 2
    await desk.service.deliver(leave(OWNER, CASHIER))
    proxy = await come(desk, person_id=person)
    assert (proxy["receiver_id"], proxy["proxy_for"]) == (CASHIER, OWNER)
    assert (await desk.get(ROTA))["turns"] == [CLERK]
    ordered = await desk.order(people=[person], category="FAMILY", visit_id=proxy["id"], who=CASHIER)
    assert ordered["owner_id"] == OWNER


async def test_rec_05_lost_only_after_a_hold_by_somebody_else(desk: Desk) -> None:
    await desk.put(ROTA, {"staff_ids": [OWNER]})
    path = f"/visits/{(await come(desk))['id']}"
    loss = {"reason": "PRICE"}
    assert await desk.refused("POST", f"{path}/loss", loss) == "visit.hold_missing"
    await desk.post(f"{path}/undecided")
    assert await desk.refused("POST", f"{path}/loss", loss) == "visit.hold_missing"
    hold = {"outcome": "OFFER", "note": "one more print"}
    assert await desk.refused("POST", f"{path}/hold", hold, who=OWNER) == "visit.hold_by_receiver"
    held = await desk.post(f"{path}/hold", hold, who=MANAGER)
    assert (held["state"], held["held_by"]) == ("MANAGER_HELD", MANAGER)
    assert (await desk.post(f"{path}/loss", loss))["state"] == "LOST"
    assert len(await desk.service.published(VisitHesitated)) == 1
    assert [told.outcome for told in await desk.service.published(VisitHeld)] == ["OFFER"]
    assert [told.reason for told in await desk.service.published(VisitLost)] == ["PRICE"]


async def test_rec_23_a_loss_needs_a_reason(desk: Desk) -> None:
    await desk.put(ROTA, {"staff_ids": [OWNER]})
    visit = await come(desk)
    answer = await desk.send("POST", f"/visits/{visit['id']}/loss", {})
    assert answer.status_code == 422


async def test_rec_05_calls_follow_and_a_second_visit_names_the_first(desk: Desk) -> None:
    await desk.put(ROTA, {"staff_ids": [OWNER]})
    first = await come(desk, phone="13800138000")
    path = f"/visits/{first['id']}"
    await desk.post(f"{path}/undecided")
    await desk.post(f"{path}/hold", {"outcome": "KEPT", "note": ""}, who=MANAGER)
    called = ContactDone(
        branch_id="GG01",
        contact_id=uuid4(),
        rule="REC-05",
        channel="PHONE",
        outcome="REACHED",
        visit_id=UUID(first["id"]),
    )
    await desk.service.deliver(called, times=2)
    followed = await desk.get(path)
    assert followed["state"] == "FOLLOWING"
    assert followed["last_contact_at"] is not None
    second = await come(desk, previous_visit_id=first["id"])
    assert (second["returning"], second["receiver_id"]) == (True, OWNER)
    assert second["person_id"] == first["person_id"]
    assert (await desk.get(path))["state"] == "SECOND_VISIT"


async def test_rec_05_who_walked_away_and_comes_again_is_known_by_the_phone(desk: Desk) -> None:
    await desk.put(ROTA, {"staff_ids": [OWNER, CLERK]})
    first = await come(desk, phone="13800138000")
    path = f"/visits/{first['id']}"
    await desk.post(f"{path}/undecided")
    held = await desk.post(f"{path}/hold", {"outcome": "OFFER", "note": "one more frame"}, who=MANAGER)
    assert held["hold_note"] == "one more frame"
    called = await come(desk, phone="13800138000", channel="PHONE")
    assert (called["previous_visit_id"], (await desk.get(path))["state"]) == (None, "MANAGER_HELD")
    second = await come(desk, phone="13800138000")
    assert (second["previous_visit_id"], second["receiver_id"]) == (first["id"], OWNER)
    assert (await desk.get(path))["state"] == "SECOND_VISIT"
    told = [fact.previous_visit_id for fact in await desk.service.published(VisitRegistered)]
    assert told == [None, None, UUID(first["id"])]
    assert (await come(desk, phone="13800138000"))["previous_visit_id"] is None


async def test_rec_23_the_days_traffic(desk: Desk) -> None:
    await desk.put(ROTA, {"staff_ids": [OWNER]})
    person = await desk.person()
    ordering, losing = await come(desk, person_id=person), await come(desk, channel="PHONE")
    await come(desk)
    await desk.order(people=[person], category="FAMILY", visit_id=ordering["id"])
    await desk.post(f"/visits/{losing['id']}/undecided")
    await desk.post(f"/visits/{losing['id']}/hold", {"outcome": "LOST", "note": ""}, who=MANAGER)
    await desk.post(f"/visits/{losing['id']}/loss", {"reason": "DATE"})
    traffic = await desk.get(f"/traffic/GG01/{DAY}")
    assert (traffic["visits"], traffic["calls"], traffic["ordered"], traffic["lost"]) == (3, 1, 1, 1)
    assert (traffic["conversion"], traffic["loss_reasons"]) == (0.3333, {"DATE": 1})
    assert traffic["not_explained"] == ["V26-GG01-000003"]


async def test_another_branch_sees_no_visit(desk: Desk) -> None:
    await desk.put(ROTA, {"staff_ids": [OWNER]})
    visit, other = await come(desk), principal(branches=["GG02"])
    assert (await desk.send("GET", f"/visits/{visit['id']}", who=other)).status_code == 404
    assert (await desk.send("GET", f"/traffic/GG01/{DAY}", who=other)).status_code == 404
    assert (await desk.send("GET", ROTA, who=other)).status_code == 404
    assert (await desk.get("/visits", who=other))["items"] == []
    assert len((await desk.get("/visits", params={"branch_id": "GG01", "day": DAY}))["items"]) == 1
