"""The check-in wizard, the shoot, and what other departments tell."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlmodel import select

from services.reception.models import Order
from shared.contracts.customer_service import ContactDone
from shared.contracts.pickup import HandoverCompleted
from shared.contracts.post_production import HandoverBookAccepted
from shared.contracts.reception import (
    CustomerCheckedIn,
    OrderExtended,
    OverrideGranted,
    OverrideRefused,
    OverrideRequested,
)
from shared.kit import clock
from shared.kit.testing import MovableClock, principal
from tests.reception.conftest import CASHIER, CLERK, DAY, MANAGER, OWNER, Desk, cny, confirmed, shot

DECLINED = {"declined_reason": "brought nothing"}


async def wizard(desk: Desk, *, paid: int = 3999, **more: Any) -> str:
    """A check-in that was started; the path of its steps."""
    order = await desk.booked(paid=paid, **more)
    path = f"/orders/{order['id']}/check-in"
    await desk.post(path, {"booking_id": str(uuid4())})
    return path


async def test_m_43_steps_in_their_order_up_to_the_hand_over(desk: Desk) -> None:
    await desk.put("/storage-places/GG01", {"lockers": ["L1"], "makeup_boxes": ["B1"]}, headers={"If-Match": '"0"'})
    path = await wizard(desk)
    order_path = path.removesuffix("/check-in")
    assert await desk.refused("POST", f"{path}/HAND_OVER", {"to_staff_id": CLERK}) == "check_in.step_left_out"
    await desk.post(f"{path}/PACKAGE_CHECKED")
    assert await desk.refused("POST", f"{path}/PACKAGE_CHECKED") == "check_in.step_done"
    await desk.post(f"{path}/BALANCE")
    numbered = await desk.post(f"{path}/NUMBER")
    assert (numbered["customer_number"], numbered["next"]) == ("H26-001", "LOCKER")
    assert await desk.refused("POST", f"{path}/LOCKER") == "check_in.step_incomplete"
    lent = {"object": "LOCKER", "object_number": "L1", "amount": cny(20), "method": "WECHAT"}
    locker = await desk.post(f"{order_path}/deposits", lent)
    box = await desk.post(f"{order_path}/deposits", lent | {"object": "MAKEUP_BOX", "object_number": "B1"})
    wrong = {"deposit_id": box["id"]}
    assert await desk.refused("POST", f"{path}/LOCKER", wrong) == "check_in.deposit_mismatch"
    await desk.post(f"{path}/LOCKER", {"deposit_id": locker["id"]})
    await desk.post(f"{path}/MAKEUP_BOX", {"deposit_id": box["id"]})
    assert await desk.refused("POST", f"{path}/HAND_OVER") == "check_in.step_incomplete"
    done = await desk.post(f"{path}/HAND_OVER", {"to_staff_id": CLERK})
    assert (done["next"], done["steps"][3]["details"]["object_number"]) == (None, "L1")
    told = (await desk.service.published(CustomerCheckedIn))[0]
    assert (told.customer_number, told.owner_id, told.arrears_allowed) == ("H26-001", OWNER, False)
    assert (await desk.get(order_path))["state"] == "CHECKED_IN"


async def test_fin_03_the_balance_comes_first(desk: Desk) -> None:
    path = await wizard(desk, paid=1000)
    order_path = path.removesuffix("/check-in")
    await desk.post(f"{path}/PACKAGE_CHECKED")
    answer = await desk.send("POST", f"{path}/BALANCE", expect=409)
    assert (answer.json()["code"], answer.json()["balance"]) == ("check_in.arrears_open", cny(2999))
    await desk.pay(order_path.removeprefix("/orders/"), "R3", 2999)
    assert (await desk.post(f"{path}/BALANCE"))["next"] == "NUMBER"


async def test_a_01_a_manager_overrides_with_a_reason(desk: Desk) -> None:
    path = await wizard(desk, paid=1000)
    order_path = path.removesuffix("/check-in")
    clerk = principal(permissions=["reception.check_in.do", "reception.orders.*"])
    override = f"{order_path}/arrears-override"
    assert await desk.refused("POST", override, {"reason": "x"}, who=clerk) == "forbidden"
    assert (await desk.send("POST", override, {"reason": " "}, who=MANAGER)).status_code == 422
    allowed = await desk.post(override, {"reason": "pays at selection"}, who=MANAGER)
    assert (allowed["arrears_override_by"], allowed["arrears"]) == (MANAGER, True)
    for step in ("PACKAGE_CHECKED", "BALANCE", "NUMBER"):
        await desk.post(f"{path}/{step}")
    for step in ("LOCKER", "MAKEUP_BOX"):
        await desk.post(f"{path}/{step}", DECLINED)
    await desk.post(f"{path}/HAND_OVER", {"to_staff_id": CLERK})
    assert (await desk.service.published(CustomerCheckedIn))[0].arrears_allowed is True


async def test_a_01_desks_hear_what_the_manager_says_without_the_reason(desk: Desk) -> None:
    path = await wizard(desk, paid=1000)
    asking = f"{path.removesuffix('/check-in')}/arrears-override-requests"
    for answer in ("rejection", "approval"):
        asked = await desk.post(asking, {"reason": "pays at selection"}, who=CLERK)
        await desk.post(f"/arrears-override-requests/{asked['id']}/{answer}", who=MANAGER)
    assert [fact.requested_by for fact in await desk.service.published(OverrideRequested)] == [CLERK, CLERK]
    refused, granted = await desk.service.published(OverrideRefused), await desk.service.published(OverrideGranted)
    assert [(fact.refused_by, str(fact.order_id)) for fact in refused] == [(MANAGER, path.split("/")[2])]
    assert [fact.granted_by for fact in granted] == [MANAGER]
    assert "selection" not in f"{refused} {granted}"


async def test_a_balance_reopened_during_check_in_stops_the_hand_over(desk: Desk) -> None:
    path = await wizard(desk)
    order_path = path.removesuffix("/check-in")
    for step in ("PACKAGE_CHECKED", "BALANCE", "NUMBER"):
        await desk.post(f"{path}/{step}")
    for step in ("LOCKER", "MAKEUP_BOX"):
        await desk.post(f"{path}/{step}", DECLINED)
    receipt = (await desk.get(f"{order_path}/reception"))["receipts"][0]
    await desk.post(f"/receipts/{receipt['id']}/void", {"reason": "bad note"})
    assert await desk.refused("POST", f"{path}/HAND_OVER", {"to_staff_id": CLERK}) == "check_in.arrears_open"


async def test_only_a_booked_order_checks_in(desk: Desk) -> None:
    order = await desk.order()
    assert await desk.refused("POST", f"/orders/{order['id']}/check-in") == "state.transition_refused"
    done = await desk.checked_in()
    path = f"/orders/{done['id']}/check-in"
    assert (await desk.post(path))["next"] is None
    assert await desk.refused("POST", f"{path}/HAND_OVER", {"to_staff_id": CLERK}) == "check_in.step_done"


async def test_sch_10_somebody_who_comes_back_passes_all_steps_again(desk: Desk) -> None:
    order = await desk.checked_in()
    path, again = f"/orders/{order['id']}/check-in", str(uuid4())
    begun = await desk.post(path, {"booking_id": again})
    assert (begun["booking_id"], begun["next"], begun["customer_number"]) == (again, "PACKAGE_CHECKED", "H26-001")
    for step in ("PACKAGE_CHECKED", "BALANCE", "NUMBER"):
        await desk.post(f"{path}/{step}")
    for step in ("LOCKER", "MAKEUP_BOX"):
        await desk.post(f"{path}/{step}", DECLINED)
    await desk.post(f"{path}/HAND_OVER", {"to_staff_id": CLERK})
    told = await desk.service.published(CustomerCheckedIn)
    assert [fact.customer_number for fact in told] == ["H26-001"] * 2
    assert str(told[1].booking_id) == again
    assert (await desk.post(path, {"booking_id": again}))["next"] is None


@pytest.mark.parametrize(
    ("category", "letter"),
    [
        ("WEDDING_SEA", "H"),
        ("WEDDING_OUTDOOR", "H"),
        ("PERSONAL_ART", "G"),
        ("PREGNANCY", "G"),
        ("COUPLE", "T"),
        ("CHILDREN", "T"),
        ("FAMILY", "T"),
    ],
)
async def test_sch_12_letter_by_category(desk: Desk, category: str, letter: str) -> None:
    order = await desk.checked_in(category=category)
    assert order["customer_number"] == f"{letter}26-001"


async def test_a_06_numbers_run_per_letter_and_begin_anew_each_year(desk: Desk, at: MovableClock) -> None:
    first, other, second = [await desk.checked_in(category=c) for c in ("COUPLE", "PERSONAL_ART", "FAMILY")]
    at.move(days=40)
    anew = await desk.checked_in(category="COUPLE")
    assert [o["customer_number"] for o in (first, other, second, anew)] == [
        "T26-001",
        "G26-001",
        "T26-002",
        "T27-001",
    ]


async def test_rec_19_shoot_visits_by_owner_and_sample(desk: Desk) -> None:
    order = await desk.checked_in()
    path = f"/orders/{order['id']}/shoot-visits"
    body = {"feeling": 5, "waiting": 3, "lunch": 4, "flow": 5, "technicians": 5, "note": "lunch was late"}
    assert (await desk.post(path, body))["visitor_role"] == "OWNER"
    manager = principal(MANAGER, roles=["store_manager"])
    assert (await desk.post(path, body, who=manager))["visitor_role"] == "SAMPLE"
    assert (await desk.send("POST", path, body | {"flow": 6})).status_code == 422
    early = await desk.booked()
    assert await desk.refused("POST", f"/orders/{early['id']}/shoot-visits", body) == "conflict"
    assert len((await desk.get(f"/orders/{order['id']}/reception"))["shoot_visits"]) == 2


async def test_rec_13_a_completed_shoot_is_performance_of_two(desk: Desk) -> None:
    order = await desk.checked_in()
    event = shot(order["id"])
    await desk.service.deliver(event, times=2)
    await desk.service.deliver(event)
    report = (await desk.get(f"/days/GG01/{DAY}"))["report"]
    assert [(line["staff_id"], line["role"], line["orders"]) for line in report["performance"]] == [
        ("he.makeup", "MAKEUP_ARTIST", 1),
        ("li.photo", "PHOTOGRAPHER", 1),
    ]
    assert (await desk.get(f"/orders/{order['id']}"))["state"] == "SHOT"


async def test_fin_09_the_second_sale_is_told_and_a_selection_without_one_is_not(desk: Desk) -> None:
    order, plain = await desk.checked_in(), await desk.checked_in()
    await desk.service.deliver(confirmed(order["id"], yuan=500), confirmed(plain["id"]), times=2)
    told = await desk.service.published(OrderExtended)
    assert [(str(e.order_id), e.amount.amount, e.extra_photos) for e in told] == [(order["id"], 50000, 10)]
    assert (await desk.get(f"/orders/{plain['id']}"))["state"] == "SELECTED"


async def test_pck_06_the_last_piece_closes_the_order(desk: Desk) -> None:
    order = await desk.selected()
    done = HandoverCompleted(
        branch_id="GG01", order_id=UUID(order["id"]), handover_id=uuid4(), pieces=3, by_proxy=False
    )
    await desk.service.deliver(done, times=2)
    assert (await desk.get(f"/orders/{order['id']}"))["state"] == "CLOSED"


async def test_contact_and_design_are_noted_on_the_order(desk: Desk) -> None:
    order = await desk.selected()
    order_id = UUID(order["id"])
    late = ContactDone(
        branch_id="GG01", contact_id=uuid4(), rule="N-08", channel="PHONE", outcome="REACHED", order_id=order_id
    )
    early = late.model_copy(update={"contact_id": uuid4()})
    book = HandoverBookAccepted(
        branch_id="GG01", order_id=order_id, selection_id=uuid4(), given_by=CLERK, accepted_by=CASHIER
    )
    now = clock.now()
    await desk.service.deliver(late, times=2, at=now)
    await desk.service.deliver(early, book, times=2, at=now - timedelta(days=1))
    async with desk.service.session() as session:
        row = (await session.exec(select(Order).where(Order.id == order_id))).one()
    assert row.last_contact_at == now
    assert row.design_accepted_by == CASHIER


async def test_facts_about_a_cancelled_order_change_nothing(desk: Desk) -> None:
    order = await desk.checked_in()
    request = await desk.post(f"/orders/{order['id']}/cancellation-requests", {"reason": "separated"})
    await desk.post(f"/cancellations/{request['id']}/approval", who=MANAGER)
    await desk.service.deliver(shot(order["id"]), confirmed(order["id"], yuan=100))
    after = await desk.get(f"/orders/{order['id']}")
    assert (after["state"], after["balance"]) == ("CANCELLED", cny(0))
    assert await desk.service.parked() == 0


async def test_the_order_page_has_receptions_part(desk: Desk) -> None:
    order = await desk.selected(extra=500)
    part = await desk.get(f"/orders/{order['id']}/reception")
    assert (part["order"]["customer_number"], part["second_sales"]) == ("H26-001", cny(500))
    assert part["check_in"]["steps"][-1]["details"]["to_staff_id"] == CLERK
    unknown = await desk.send("GET", f"/orders/{uuid4()}/reception")
    assert unknown.status_code == 404
