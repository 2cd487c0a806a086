"""The monthly report of a branch (MGT-04, MGT-08, M-73, part 5)."""

from typing import Any

from shared.kit.testing import MovableClock, principal
from tests.reception.conftest import CASHIER, CLERK, DAY, MANAGER, OWNER, Desk, cny, shot

PATH = f"/branch-months/GG01/{DAY[:7]}"


async def came(desk: Desk, phone: str, **more: Any) -> dict[str, Any]:
    """Somebody walked in."""
    return await desk.post("/visits", {"branch_id": "GG01", "channel": "WALK_IN", "phone": phone, **more})


async def test_customers_come_by_a_source_come_again_and_are_lost_for_a_reason(desk: Desk) -> None:  # REC-05, REC-23
    await desk.put(f"/rotas/GG01/{DAY}", {"staff_ids": [OWNER]})
    first = await came(desk, "13700137000", source="a friend")
    await desk.post(f"/visits/{first['id']}/undecided")
    again = await came(desk, "13700137000", previous_visit_id=first["id"])
    await desk.order(visit_id=again["id"])
    lost = await came(desk, "13700137001", source="a friend")
    await desk.post(f"/visits/{lost['id']}/undecided")
    await desk.post(f"/visits/{lost['id']}/hold", {"outcome": "OFFER", "note": "an album more"}, who=MANAGER)
    await desk.post(f"/visits/{lost['id']}/loss", {"reason": "PRICE"})
    call = {"branch_id": "GG01", "channel": "PHONE", "phone": "13700137002"}
    await desk.post("/visits", call)
    traffic = (await desk.get(PATH))["traffic"]
    assert {name: traffic[name] for name in ("visits", "walk_ins", "calls", "ordered", "lost", "open")} == {
        "visits": 4,
        "walk_ins": 3,
        "calls": 1,
        "ordered": 1,
        "lost": 1,
        "open": 1,
    }
    assert (traffic["again"], traffic["again_ordered"], traffic["again_conversion"]) == (1, 1, 1.0)
    assert traffic["loss_reasons"] == {"PRICE": 1}
    assert [(one["source"], one["visits"]) for one in traffic["sources"]] == [("", 2), ("a friend", 2)]
    await came(desk, "13700137001", previous_visit_id=lost["id"])
    month, day = (await desk.get(PATH))["traffic"], await desk.get(f"/traffic/GG01/{DAY}", who=MANAGER)
    assert (month["lost"], month["loss_reasons"], day["lost"], day["loss_reasons"]) == (0, {}, 0, {})


async def test_orders_called_off_are_counted_in_the_month_in_which_that_was_approved(
    desk: Desk, at: MovableClock
) -> None:  # MGT-04
    order = await desk.order(discount=cny(199), discount_reason="festival", who=MANAGER)
    ask = await desk.post(f"/orders/{order['id']}/cancellation-requests", {"reason": "moves away"})
    other = await desk.order(people=[await desk.person(phone="13811138111"), await desk.person(phone="13811138112")])
    await desk.post(f"/orders/{other['id']}/cancellation-requests", {"reason": "not sure"})
    at.move(days=10)
    await desk.post(f"/cancellations/{ask['id']}/approval", who=MANAGER)
    november, december = await desk.get(PATH), await desk.get("/branch-months/GG01/2026-12")
    assert (november["placed"], november["cancelled"]) == (2, 0)
    assert (december["placed"], december["cancelled"], december["cancelled_amount"]) == (0, 1, cny(3800))
    line = december["cancellations"][0]
    assert (line["order_number"], line["reason"], line["amount"]) == (order["number"], "moves away", cny(3800))


async def test_cash_is_a_journal_with_what_goes_to_finance_and_voids_have_a_name(desk: Desk) -> None:  # M-73, FIN-02
    order = await desk.order()
    await desk.pay(order["id"], "R1", 1000)
    wrong = await desk.pay(order["id"], "R3", 100)
    await desk.post(f"/receipts/{wrong['id']}/void", {"reason": "miswritten"}, who=CASHIER)
    uncounted = (await desk.get(PATH))["cash"]
    assert [(one["day"], one["counted"], one["to_finance"]) for one in uncounted] == [(DAY, None, None)]
    close = {"counted_cash": cny(990), "float_left": cny(300), "note": "ten missing"}
    await desk.post(f"/days/GG01/{DAY}/close", close, who=CASHIER)
    month = await desk.get(PATH)
    line = month["cash"][0]
    assert (line["computed"], line["difference"], line["to_finance"]) == (cny(1000), cny(-10), cny(690))
    assert (line["signed"], line["float_difference"], month["to_finance"]) == (False, None, cny(690))
    assert (month["receipts"], month["voids"], month["missing_numbers"]) == (2, {CASHIER: 1}, [])


async def test_shoots_are_counted_once_with_those_that_were_visited(desk: Desk) -> None:  # REC-19
    order = await desk.checked_in()
    marks = {"feeling": 5, "waiting": 4, "lunch": 4, "flow": 5, "technicians": 5}
    await desk.post(f"/orders/{order['id']}/shoot-visits", marks, who=CLERK)
    await desk.service.deliver(shot(order["id"]))
    month = await desk.get(PATH)
    assert (month["shoots"], month["shoots_visited"]) == (1, 1)
    elsewhere = principal("he.mei", branches=["GG02"])
    assert await desk.refused("GET", PATH, who=elsewhere) == "not_found"
