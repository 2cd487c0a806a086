"""Floats, the performance report, the close."""

from typing import Any

from shared.contracts.reception import CashIncidentKind, CashIncidentNoted, DayClosed
from shared.kit.testing import MovableClock, principal
from tests.reception.conftest import CASHIER, CLERK, DAY, MANAGER, OWNER, Desk, cny

PATH = f"/days/GG01/{DAY}"


async def close(desk: Desk, *, counted: int, left: int = 0, path: str = PATH, **more: Any) -> dict[str, Any]:
    """The cashier counts, the manager signs."""
    body = {"counted_cash": cny(counted), "float_left": cny(left)} | more
    await desk.post(f"{path}/close", body, who=CASHIER)
    return await desk.post(f"{path}/signature", who=MANAGER)


async def test_fin_12_the_report_adds_up(desk: Desk) -> None:
    await desk.post("/floats", {"branch_id": "GG01", "counted": cny(300)}, who=CASHIER)
    cash, wechat = await desk.order(), await desk.order(who=CLERK)
    await desk.pay(cash["id"], "R1", 1000)
    receipt = await desk.pay(wechat["id"], "R2", 3999, method="WECHAT", who=OWNER)
    wrong = await desk.pay(cash["id"], "R3", 5)
    await desk.post(f"/receipts/{wrong['id']}/void", {"reason": "miswritten"})
    lent = {"object": "KEY", "object_number": "K1", "amount": cny(50), "method": "CASH", "note_tested": True}
    one, _two = [await desk.post(f"/orders/{cash['id']}/deposits", lent) for _ in range(2)]
    back = {"receipt_number": one["number"], "signature_name": "李娜"}
    await desk.post(f"/deposits/{one['id']}/return", back)
    ask = {"order_id": wechat["id"], "receipt_number": receipt["number"], "amount": cny(99), "reason": "r"}
    refund = await desk.post("/refund-requests", ask)
    await desk.post(f"/refunds/{refund['id']}/approval", who=MANAGER)
    await desk.post(f"/refunds/{refund['id']}/payout", who=CASHIER)
    report = (await desk.get(PATH))["report"]
    assert [line["state"] for line in report["receipts"]] == ["ISSUED", "ISSUED", "VOID"]
    assert report["by_form"] == {"R1": cny(1000), "R2": cny(3999)}
    assert report["by_method"] == {"CASH": cny(1000), "WECHAT": cny(3999)}
    assert report["by_handler"] == {CLERK: cny(3999), OWNER: cny(1000)}
    assert report["by_cashier"] == {CASHIER: cny(1000), OWNER: cny(3999)}
    assert (report["taken"], report["refunded"], report["voids"]) == (cny(4999), cny(99), 1)
    assert report["missing_numbers"] == []
    assert report["computed_cash"] == cny(300 + 1000 + 50)


async def test_fin_13_two_people_sign_and_m_77_nothing_changes_afterwards(desk: Desk) -> None:
    order = await desk.order()
    receipt = await desk.pay(order["id"], "R1", 1000)
    assert await desk.refused("POST", f"{PATH}/signature", who=MANAGER) == "day.not_counted"
    body = {"counted_cash": cny(1000), "float_left": cny(300)}
    await desk.post(f"{PATH}/close", body, who=CASHIER)
    assert await desk.refused("POST", f"{PATH}/signature", who=CASHIER) == "approval.by_requester"
    signed = await desk.post(f"{PATH}/signature", who=MANAGER)
    assert (signed["report_number"], signed["state"], signed["difference"]) == ("P26-GG01-0001", "SIGNED", cny(0))
    told = (await desk.service.published(DayClosed))[0]
    assert (told.report_number, told.counted_cash.amount, told.receipts) == ("P26-GG01-0001", 100000, 1)
    pay = {"form": "R3", "amount": cny(10), "method": "WECHAT"}
    lent = {"object": "KEY", "object_number": "K1", "amount": cny(50), "method": "WECHAT"}
    refused: dict[str, dict[str, Any]] = {
        f"/orders/{order['id']}/payments": pay,
        f"/orders/{order['id']}/deposits": lent,
        f"/receipts/{receipt['id']}/void": {"reason": "x"},
        "/floats": {"branch_id": "GG01", "counted": cny(1)},
        f"{PATH}/close": body,
        f"{PATH}/signature": {},
    }
    for path, sent in refused.items():
        who = MANAGER if path.endswith("signature") else CASHIER
        assert await desk.refused("POST", path, sent, who=who) == "day.closed", path


async def test_m_77_a_void_of_a_closed_day_is_refused_the_day_after(desk: Desk, at: MovableClock) -> None:
    order = await desk.order()
    receipt = await desk.pay(order["id"], "R1", 1000)
    await close(desk, counted=1000)
    at.move(days=1)
    assert await desk.refused("POST", f"/receipts/{receipt['id']}/void", {"reason": "x"}) == "day.closed"
    assert (await desk.pay(order["id"], "R3", 10))["business_day"] == "2026-11-24"
    assert (await desk.get(f"/orders/{order['id']}/reception"))["signed_days"] == ["2026-11-23"]


async def test_fin_13_a_difference_needs_a_note(desk: Desk) -> None:
    body = {"counted_cash": cny(10), "float_left": cny(0)}
    assert await desk.refused("POST", f"{PATH}/close", body) == "day.difference_unexplained"
    counted = await desk.post(f"{PATH}/close", body | {"note": "found in the drawer"})
    assert counted["difference"] == cny(10)
    more_left = {"counted_cash": cny(10), "float_left": cny(11), "note": "x"}
    assert await desk.refused("POST", f"{PATH}/close", more_left) == "request.invalid"


async def test_fin_13_money_after_the_count_asks_for_another_count(desk: Desk) -> None:
    order = await desk.order()
    await desk.post(f"{PATH}/close", {"counted_cash": cny(0), "float_left": cny(0)}, who=CASHIER)
    await desk.pay(order["id"], "R1", 100)
    assert await desk.refused("POST", f"{PATH}/signature", who=MANAGER) == "day.count_outdated"
    assert (await close(desk, counted=100))["state"] == "SIGNED"


async def test_the_float_is_what_the_last_close_left(desk: Desk, at: MovableClock) -> None:
    first = await desk.post("/floats", {"branch_id": "GG01", "counted": cny(300)})
    assert (first["expected"], first["incident"]) == (None, False)
    assert await desk.refused("POST", "/floats", {"branch_id": "GG01", "counted": cny(1)}) == "float.counted"
    await close(desk, counted=300, left=200)
    at.move(days=1)
    second = await desk.post("/floats", {"branch_id": "GG01", "counted": cny(190)})
    assert (second["expected"], second["incident"]) == (cny(200), True)
    day = await desk.get("/days/GG01/2026-11-24")
    assert day["opening"] == second
    assert day["report"]["computed_cash"] == cny(190)
    at.move(days=1)
    assert (await desk.get("/days/GG01/2026-11-25"))["opening"] is None


async def test_report_numbers_run_per_branch(desk: Desk, at: MovableClock) -> None:
    numbers = [(await close(desk, counted=0))["report_number"]]
    at.move(days=1)
    numbers.append((await close(desk, counted=0, path="/days/GG01/2026-11-24"))["report_number"])
    assert numbers == ["P26-GG01-0001", "P26-GG01-0002"]
    future = {"counted_cash": cny(0), "float_left": cny(0)}
    assert await desk.refused("POST", "/days/GG01/2026-12-31/close", future) == "request.invalid"


async def test_another_branchs_day_does_not_exist(desk: Desk) -> None:
    other = principal(branches=["GG02"])
    body = {"counted_cash": cny(0), "float_left": cny(0)}
    assert (await desk.send("GET", PATH, who=other)).status_code == 404
    assert (await desk.send("POST", f"{PATH}/close", body, who=other)).status_code == 404
    assert (await desk.send("POST", f"{PATH}/signature", who=other)).status_code == 404


async def test_n_27_a_float_or_count_that_differs_names_who_answers_for_it(desk: Desk, at: MovableClock) -> None:
    await desk.pay((await desk.order())["id"], "R1", 1000)
    await close(desk, counted=980, left=300, note="a note is missing")
    at.move(days=1)
    await desk.post("/floats", {"branch_id": "GG01", "counted": cny(290)}, who=OWNER)
    told = [(one.kind, one.difference.amount, one.responsible_id) for one in await noted(desk)]
    assert told == [(CashIncidentKind.COUNT, -2000, CASHIER), (CashIncidentKind.FLOAT, -1000, CASHIER)]


async def test_n_27_what_is_right_is_no_incident(desk: Desk) -> None:
    await desk.post("/floats", {"branch_id": "GG01", "counted": cny(300)}, who=CASHIER)
    await close(desk, counted=300, left=300)
    assert await noted(desk) == []


async def test_m_35_a_counterfeit_note_is_exchanged_or_a_supervisor_comes_and_a_manager_settles_it(desk: Desk) -> None:
    found = {"branch_id": "GG01", "amount": cny(100)}
    assert await desk.refused("POST", "/counterfeit-notes", found, who=CASHIER) == "cash.supervisor_missing"
    incident = await desk.post("/counterfeit-notes", found | {"supervisor_id": MANAGER}, who=CASHIER)
    assert (incident["difference"], incident["responsible_id"]) == (cny(-100), CASHIER)
    assert (await desk.get(PATH))["report"]["computed_cash"] == cny(0)  # no money was taken for it
    at = f"/cash-incidents/{incident['id']}/finding"
    words = {"finding": "kept for the bank, receipt 17"}
    assert await desk.refused("POST", at, words, who=CASHIER) == "cash.own_incident"
    assert (await desk.post(at, words, who=MANAGER))["settled_by"] == MANAGER
    assert (await desk.get("/cash-incidents", params={"state": "OPEN"}))["items"] == []


async def noted(desk: Desk) -> list[CashIncidentNoted]:
    """What was told of cash that is wrong."""
    return await desk.service.published(CashIncidentNoted)


async def test_m_39_m_45_m_77_lists_say_which_receipts_can_be_voided(desk: Desk) -> None:
    order_id = (await desk.order())["id"]
    first = await desk.pay(order_id, "R1", 1000)
    second, third, fourth = [await desk.pay(order_id, "R3", 100, method="WECHAT") for _ in range(3)]
    asks = []
    for receipt in (first, second):
        ask = {"order_id": order_id, "receipt_number": receipt["number"], "amount": cny(10), "reason": "r"}
        asks.append(await desk.post("/refund-requests", ask))
    await desk.post(f"/refunds/{asks[1]['id']}/rejection", who=MANAGER)
    slips = {"receipt_numbers": [third["number"]], "slips_collected": True}
    await desk.post(f"/orders/{order_id}/invoices", slips | {"buyer": "PERSON", "title": "李娜", "amount": cny(100)})

    async def kept() -> list[str | None]:
        listed = (await desk.get("/receipts", params={"branch_id": "GG01", "day": DAY}))["items"]
        assert listed == (await desk.get(f"/orders/{order_id}/reception"))["receipts"]
        return [row["kept"] for row in listed]

    async def refused(receipt: dict[str, Any]) -> str:
        return await desk.refused("POST", f"/receipts/{receipt['id']}/void", {"reason": "r"}, who=MANAGER)

    assert await kept() == ["PAID_BACK", None, "INVOICED", None]
    assert [await refused(one) for one in (first, third)] == ["receipt.not_refundable", "invoice.slip_invoiced"]
    await desk.post(f"/receipts/{second['id']}/void", {"reason": "r"}, who=MANAGER)
    await close(desk, counted=1000)
    assert await kept() == ["SIGNED", None, "SIGNED", "SIGNED"]
    assert await refused(fourth) == "day.closed"
