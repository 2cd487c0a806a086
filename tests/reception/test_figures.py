"""All branches of a person side by side say what each branch's own page says (GEN-14)."""

from datetime import UTC, datetime
from typing import Any

from shared.kit.db import ALL_BRANCHES
from shared.kit.testing import MovableClock, principal
from tests.reception.conftest import CASHIER, DAY, MANAGER, OWNER, Desk, cny, shot

GENERAL = principal("han.zong", branches=ALL_BRANCHES)
MONTH = DAY[:7]


async def figures(desk: Desk, *, who: Any = GENERAL) -> dict[str, dict[str, Any]]:
    """The lines by branch."""
    lines = (await desk.get("/branch-figures/reception", who=who))["branches"]
    return {line["branch_id"]: line for line in lines}


async def test_whoever_works_in_one_branch_sees_one_and_head_office_sees_all(desk: Desk) -> None:  # GEN-14
    assert list(await figures(desk, who=MANAGER)) == ["GG01"]
    assert list(await figures(desk)) == ["GG01", "GG02"]
    assert list(await figures(desk, who=principal("he.mei", branches=["GG02"]))) == ["GG02"]


async def test_the_day_is_the_one_of_the_branchs_own_pages(desk: Desk) -> None:
    await desk.put(f"/rotas/GG01/{DAY}", {"staff_ids": [OWNER]})
    await desk.post("/visits", {"branch_id": "GG01", "channel": "WALK_IN", "phone": "13700137000"})
    order = await desk.order()
    receipt = await desk.pay(order["id"], "R1", 1000)
    wrong = await desk.pay(order["id"], "R3", 100)
    await desk.post(f"/receipts/{wrong['id']}/void", {"reason": "miswritten"}, who=CASHIER)
    ask = {"order_id": order["id"], "receipt_number": receipt["number"], "amount": cny(200), "reason": "asked"}
    refund = await desk.post("/refund-requests", ask)
    await desk.post(f"/refunds/{refund['id']}/approval", who=MANAGER)
    await desk.post(f"/refunds/{refund['id']}/payout", who=CASHIER)
    line, other = (await figures(desk)).values()
    traffic, report = await desk.get(f"/traffic/GG01/{DAY}"), (await desk.get(f"/days/GG01/{DAY}"))["report"]
    assert (line["day"], line["visits"], line["month_visits"]) == (DAY, traffic["visits"], 1)
    assert (line["taken"], line["refunded"]) == (report["taken"], report["refunded"]) == (cny(1000), cny(200))
    assert (line["orders"], line["ordered"], line["month_orders"], line["month_ordered"]) == (1, cny(3999)) * 2
    assert (other["visits"], other["orders"], other["taken"], other["owed"]) == (0, 0, cny(0), cny(0))


async def test_what_was_earned_is_the_same_before_and_after_days_are_signed(desk: Desk, at: MovableClock) -> None:
    """FIN-13, M-77, MGT-01: of a signed day its sum is read, of an open one its receipts."""
    people = [{"staff_id": who, "amount": cny(0)} for who in (OWNER, MANAGER, CASHIER)]
    sheet = {"departments": [{"department": "RECEPTION", "amount": cny(50_000), "people": people}]}
    await desk.put(f"/targets/GG01/{MONTH}", sheet, who=MANAGER, headers={"If-Match": '"0"'})
    order = await desk.order()
    receipt = await desk.pay(order["id"], "R1", 1000)
    at.move(days=1)
    await desk.pay(order["id"], "R3", 500)
    ask = {"order_id": order["id"], "receipt_number": receipt["number"], "amount": cny(200), "reason": "asked"}
    refund = await desk.post("/refund-requests", ask)
    await desk.post(f"/refunds/{refund['id']}/approval", who=MANAGER)
    await desk.post(f"/refunds/{refund['id']}/payout", who=CASHIER)
    before = (await figures(desk))["GG01"]
    for path, cash in ((f"/days/GG01/{DAY}", 1000), (f"/days/GG01/{DAY[:-2]}24", 300)):
        body = {"counted_cash": cny(cash), "float_left": cny(0), "note": "counted"}
        await desk.post(f"{path}/close", body, who=CASHIER)
        await desk.post(f"{path}/signature", who=MANAGER)
    signed_today = (await figures(desk))["GG01"]
    at.move(days=1)
    after = (await figures(desk))["GG01"]
    month = await desk.get(f"/performance/GG01/{MONTH}")
    earned = cny(sum(one["taken"]["amount"] for one in month["departments"]) // 100)
    assert [line["month_earned"] for line in (before, signed_today, after)] == [earned] * 3 == [cny(1300)] * 3
    assert (signed_today["taken"], after["taken"]) == (cny(500), cny(0))
    assert (after["target"], (await figures(desk))["GG02"]["target"]) == (cny(50_000), None)


async def test_a_target_is_measured_by_the_days_on_which_the_branch_works(desk: Desk) -> None:  # MGT-01, GEN-14
    sundays = [f"{MONTH}-{day:02d}" for day in (1, 8, 15, 22, 29)]
    await desk.service.know_branch("GG03", closed_days=sundays, extra_open_days=[sundays[-1]])
    line, month = (await figures(desk))["GG03"], await desk.get(f"/performance/GG03/{MONTH}", who=GENERAL)
    assert (line["open_days"], line["open_days_past"]) == (month["open_days"], month["open_days_past"]) == (26, 19)


async def test_a_package_is_overdue_once_the_shoot_is_over(desk: Desk) -> None:  # FIN-03, FIN-10
    order = await desk.booked(paid=1000)
    assert (await figures(desk))["GG01"]["overdue"] == cny(0)
    ask = await desk.post(f"/orders/{order['id']}/arrears-override-requests", {"reason": "transfer under way"})
    await desk.post(f"/arrears-override-requests/{ask['id']}/approval", who=MANAGER)
    path = f"/orders/{order['id']}/check-in"
    await desk.post(path, {"booking_id": order["id"]})
    for step in ("PACKAGE_CHECKED", "BALANCE", "NUMBER"):
        await desk.post(f"{path}/{step}")
    for step in ("LOCKER", "MAKEUP_BOX"):
        await desk.post(f"{path}/{step}", {"declined_reason": "brought none"})
    await desk.post(f"{path}/HAND_OVER", {"to_staff_id": CASHIER})
    await desk.service.deliver(shot(order["id"]))
    line = (await figures(desk))["GG01"]
    assert (line["owing"], line["owed"], line["overdue"]) == (1, cny(2999), cny(2999))


async def test_every_branch_has_its_own_today(desk: Desk, at: MovableClock) -> None:
    await desk.service.know_branch("NY01", time_zone="America/New_York", currency="USD")
    at.set(datetime(2026, 12, 1, 2, tzinfo=UTC))
    lines = await figures(desk)
    assert {code: line["day"] for code, line in lines.items()} == {
        "GG01": "2026-12-01",
        "GG02": "2026-12-01",
        "NY01": "2026-11-30",
    }
    assert lines["NY01"]["taken"] == {"amount": 0, "currency": "USD"}
