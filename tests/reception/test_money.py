"""Receipts, refunds, deposits, clearances."""

import asyncio
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from services.reception.models import Clearance, Receipt
from services.reception.service.numbers import next_number
from shared.contracts.reception import (
    DepositReturned,
    DepositTaken,
    OrderBalanceChanged,
    PaymentReceived,
    ReceiptVoided,
    RefundDecided,
    RefundMade,
    RefundRequested,
)
from shared.kit import clock
from shared.kit.clearance import ClearanceCheck, Gate
from shared.kit.ids import new_id
from shared.kit.testing import RECEPTION_KEYS
from tests.reception.conftest import CASHIER, CLERK, MANAGER, OWNER, Desk, cny, confirmed


async def test_fin_01_payment_and_receipt_are_one(desk: Desk) -> None:
    order = await desk.order()
    receipt = await desk.pay(order["id"], "R1", 1000)
    assert receipt["number"] == "R26-GG01-000001"
    assert (receipt["already_paid"], receipt["unpaid_after"]) == (cny(0), cny(2999))
    assert (receipt["handler_id"], receipt["cashier_id"]) == (OWNER, CASHIER)  # FIN-06
    told = (await desk.service.published(PaymentReceived))[0]
    assert (told.receipt_number, told.amount.amount) == ("R26-GG01-000001", 100000)
    balances = await desk.service.published(OrderBalanceChanged)
    assert [(b.version, b.balance.amount) for b in balances] == [(1, 399900), (2, 299900)]


async def test_fin_05_already_paid_is_computed(desk: Desk) -> None:
    order = await desk.order()
    await desk.pay(order["id"], "R1", 1000)
    receipt = await desk.pay(order["id"], "R3", 2999)
    assert (receipt["already_paid"], receipt["unpaid_after"]) == (cny(1000), cny(0))
    body = {"form": "R3", "amount": cny(1), "method": "WECHAT"}
    assert await desk.refused("POST", f"/orders/{order['id']}/payments", body) == "receipt.form_refused"
    typed = body | {"already_paid": cny(1)}
    assert (await desk.send("POST", f"/orders/{order['id']}/payments", typed)).status_code == 422


async def test_receipts_of_one_order_are_listed_alone(desk: Desk) -> None:
    first, second = await desk.order(), await desk.order()
    await desk.pay(first["id"], "R1", 1000)
    wanted = await desk.pay(second["id"], "R1", 500)
    listed = await desk.get(f"/receipts?branch_id=GG01&order_id={second['id']}")
    assert [receipt["number"] for receipt in listed["items"]] == [wanted["number"]]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"note_tested": False}, "receipt.notes_not_tested"),  # FIN-07
        ({"method": "CARD"}, "payment.method_refused"),
        ({"amount": {"amount": 100, "currency": "USD"}}, "money.currency_refused"),
        ({"handler_id": "nobody.known"}, "fact_not_arrived"),  # M-65
    ],
)
async def test_money_that_is_not_taken(desk: Desk, change: dict[str, object], code: str) -> None:
    order = await desk.order()
    body = {"form": "R1", "amount": cny(1000), "method": "CASH", "note_tested": True} | change
    assert await desk.refused("POST", f"/orders/{order['id']}/payments", body) == code
    assert await desk.service.published(PaymentReceived) == []


async def test_floats_and_nothing_are_no_amounts(desk: Desk) -> None:
    order = await desk.order()
    for amount in (10.5, 0, -100, "100"):
        body = {"form": "R1", "amount": {"amount": amount, "currency": "CNY"}, "method": "WECHAT"}
        assert (await desk.send("POST", f"/orders/{order['id']}/payments", body)).status_code == 422


async def test_fin_06_selection_money_names_the_selection_clerk(desk: Desk) -> None:
    order = await desk.selected(extra=500)
    body = {"form": "R4", "amount": cny(200), "method": "WECHAT"}
    path = f"/orders/{order['id']}/payments"
    assert await desk.refused("POST", path, body) == "receipt.handler_missing"
    receipt = await desk.post(path, body | {"handler_id": CLERK})
    assert (receipt["handler_id"], receipt["customer_number"]) == (CLERK, "H26-001")
    await desk.pay(order["id"], "R5", 300, handler_id=CLERK)
    assert (await desk.get(f"/orders/{order['id']}"))["balance"] == cny(0)


async def test_a_11_selection_paid_in_full(desk: Desk) -> None:
    order = await desk.selected(extra=500)
    receipt = await desk.pay(order["id"], "R6", 500, handler_id=CLERK)
    assert receipt["unpaid_after"] == cny(0)


async def test_fin_05_selection_receipts_need_the_customer_number(desk: Desk) -> None:
    order = await desk.booked()
    body = {"form": "R6", "amount": cny(1), "method": "WECHAT", "handler_id": CLERK}
    assert await desk.refused("POST", f"/orders/{order['id']}/payments", body) == "receipt.customer_number_missing"


async def test_fin_02_a_void_receipt_keeps_its_number(desk: Desk) -> None:
    order = await desk.order()
    wrong = await desk.pay(order["id"], "R1", 100)
    void = await desk.post(f"/receipts/{wrong['id']}/void", {"reason": "miswritten"}, who=MANAGER)
    assert (void["number"], void["state"], void["voided_by"]) == ("R26-GG01-000001", "VOID", MANAGER)
    right = await desk.pay(order["id"], "R1", 1000)
    assert right["number"] == "R26-GG01-000002"
    assert (await desk.get(f"/orders/{order['id']}"))["package_paid"] == cny(1000)
    assert len(await desk.service.published(ReceiptVoided)) == 1
    again = await desk.refused("POST", f"/receipts/{wrong['id']}/void", {"reason": "twice"})
    assert again == "state.transition_refused"


async def test_fin_02_numbers_have_no_gaps_under_concurrent_writers_and_rollbacks(desk: Desk) -> None:
    orders = [await desk.order(people=[await desk.person()], category="FAMILY") for _ in range(8)]

    async def write(order_id: str) -> None:
        for turn in range(4):
            form = "R1" if turn == 0 else "R3"
            await desk.pay(order_id, form, 10, method="WECHAT")
            refused = {"form": "R2", "amount": cny(10), "method": "WECHAT"}
            await desk.refused("POST", f"/orders/{order_id}/payments", refused)
            await roll_back(desk, order_id)

    await asyncio.gather(*(write(order["id"]) for order in orders))
    listed = (await desk.get("/receipts", params={"limit": 200}))["items"]
    assert [receipt["number"] for receipt in listed] == [f"R26-GG01-{n:06d}" for n in range(1, 33)]


async def roll_back(desk: Desk, order_id: str) -> None:
    """A transaction that took a number and then failed."""
    with suppress(ZeroDivisionError):
        async with desk.service.session() as session:
            await next_number(session, "GG01", "R", "2026")
            raise ZeroDivisionError(order_id)


async def test_fin_02_series_run_per_branch_and_year(desk: Desk, at: object) -> None:
    first = await desk.pay((await desk.order())["id"], "R1", 10)
    at.move(days=40)  # type: ignore[attr-defined]
    second = await desk.pay((await desk.order())["id"], "R1", 10)
    assert [first["number"], second["number"]] == ["R26-GG01-000001", "R27-GG01-000001"]


async def test_receipts_as_csv(desk: Desk) -> None:
    await desk.pay((await desk.order())["id"], "R1", 10)
    answer = await desk.send("GET", "/receipts", params={"format": "csv", "branch_id": "GG01", "day": "2026-11-23"})
    assert answer.headers["content-type"].startswith("text/csv")
    assert "R26-GG01-000001,2026-11-23,ISSUED,R1,CASH,CNY,1000" in answer.text


async def test_m_39_a_refund_needs_two_people_and_the_same_channel(desk: Desk) -> None:
    order = await desk.order()
    receipt = await desk.pay(order["id"], "R2", 3999, method="WECHAT")
    ask = {"order_id": order["id"], "receipt_number": receipt["number"], "amount": cny(500), "reason": "album dropped"}
    refund = await desk.post("/refund-requests", ask)
    path = f"/refunds/{refund['id']}"
    assert await desk.refused("POST", f"{path}/payout", who=CASHIER) == "state.transition_refused"
    assert await desk.refused("POST", f"{path}/approval") == "approval.by_requester"
    await desk.post(f"{path}/approval", who=MANAGER)
    assert await desk.refused("POST", f"{path}/payout", {"method": "CASH"}) == "refund.other_channel"
    paid = await desk.post(f"{path}/payout", {"method": "WECHAT"}, who=CASHIER)
    assert (paid["state"], paid["method"]) == ("PAID", "WECHAT")
    assert (await desk.service.published(RefundMade))[0].amount.amount == 50000
    unknown = ask | {"receipt_number": "R26-GG01-000099"}
    assert await desk.refused("POST", "/refund-requests", unknown) == "not_found"
    assert await desk.refused("POST", f"/receipts/{receipt['id']}/void", {"reason": "x"}) == "receipt.not_refundable"


async def test_m_39_a_compensation_is_not_owed_again(desk: Desk) -> None:
    order = await desk.selected(extra=500)
    extra = await desk.pay(order["id"], "R6", 500, handler_id=CLERK)
    first = (await desk.get(f"/orders/{order['id']}/reception"))["receipts"][0]
    for receipt, yuan, lowers in ((first, 300, True), (extra, 100, True), (first, 40, False)):
        ask = {"order_id": order["id"], "receipt_number": receipt["number"], "amount": cny(yuan), "reason": "r"}
        refund = await desk.post("/refund-requests", ask | {"lowers_price": lowers})
        await desk.post(f"/refunds/{refund['id']}/approval", who=MANAGER)
        await desk.post(f"/refunds/{refund['id']}/payout", who=CASHIER)
    after = await desk.get(f"/orders/{order['id']}")
    assert (after["package_total"], after["selection_total"], after["balance"]) == (cny(3699), cny(400), cny(40))
    await desk.service.deliver(confirmed(order["id"], yuan=50))
    assert (await desk.get(f"/orders/{order['id']}"))["selection_total"] == cny(450)


async def test_m_39_what_waits_for_the_second_person_and_for_the_cashier_is_listed(desk: Desk) -> None:
    order = await desk.order()
    receipt = await desk.pay(order["id"], "R2", 3999, method="WECHAT")
    ask = {"order_id": order["id"], "receipt_number": receipt["number"], "amount": cny(500), "reason": "album dropped"}
    refund = await desk.post("/refund-requests", ask)
    waiting, ready = "/refunds?branch_id=GG01&state=REQUESTED", "/refunds?branch_id=GG01&state=APPROVED"
    assert [one["id"] for one in (await desk.get(waiting))["items"]] == [refund["id"]]
    await desk.post(f"/refunds/{refund['id']}/approval", who=MANAGER)
    assert (await desk.get(waiting))["items"] == []
    assert [one["approved_by"] for one in (await desk.get(ready, who=CASHIER))["items"]] == [MANAGER]
    other = await desk.post("/refund-requests", ask)
    await desk.post(f"/refunds/{other['id']}/rejection", who=MANAGER)
    assert [fact.amount.amount for fact in await desk.service.published(RefundRequested)] == [50000, 50000]
    assert [fact.approved for fact in await desk.service.published(RefundDecided)] == [True, False]


async def test_m_39_sixty_four_refunds_at_once_take_no_more_than_was_paid(desk: Desk) -> None:
    order = await desk.order()
    receipt = await desk.pay(order["id"], "R1", 1000)
    ask = {"order_id": order["id"], "receipt_number": receipt["number"], "amount": cny(100), "reason": "r"}
    answers = await asyncio.gather(*(desk.send("POST", "/refund-requests", ask) for _ in range(64)))
    outcome = Counter(answer.status_code for answer in answers)
    assert set(outcome) <= {201, 409, 503}
    assert outcome[201] <= 10
    for _ in range(10 - outcome[201]):
        await desk.post("/refund-requests", ask)
    assert await desk.refused("POST", "/refund-requests", ask) == "refund.too_much"


async def test_m_39_one_refund_is_paid_once(desk: Desk) -> None:
    order = await desk.order()
    receipt = await desk.pay(order["id"], "R1", 1000)
    ask = {"order_id": order["id"], "receipt_number": receipt["number"], "amount": cny(900), "reason": "r"}
    refund = await desk.post("/refund-requests", ask)
    await desk.post(f"/refunds/{refund['id']}/approval", who=MANAGER)
    path = f"/refunds/{refund['id']}/payout"
    answers = await asyncio.gather(*(desk.send("POST", path, {}, who=CASHIER) for _ in range(64)))
    outcome = Counter(answer.status_code for answer in answers)
    assert outcome[200] == 1
    assert set(outcome) <= {200, 409, 503}
    assert (await desk.get(f"/orders/{order['id']}"))["package_paid"] == cny(100)


async def test_a_38_deposit_is_no_part_of_the_order(desk: Desk) -> None:
    order = await desk.order()
    body = {"object": "KEY", "object_number": "K1", "amount": cny(50), "method": "CASH", "note_tested": True}
    deposit = await desk.post(f"/orders/{order['id']}/deposits", body)
    assert (deposit["number"], deposit["state"]) == ("D26-GG01-000001", "TAKEN")
    assert (await desk.get(f"/orders/{order['id']}"))["balance"] == cny(3999)
    untested = body | {"note_tested": False}
    assert await desk.refused("POST", f"/orders/{order['id']}/deposits", untested) == "receipt.notes_not_tested"


async def test_m_43_a_deposit_goes_back_against_the_same_receipt(desk: Desk) -> None:
    order = await desk.order()
    body = {"object": "DRESS", "object_number": "礼服07 Dress 07", "amount": cny(50), "method": "WECHAT"}
    one, two = [await desk.post(f"/orders/{order['id']}/deposits", body) for _ in range(2)]
    path = f"/deposits/{one['id']}"
    other = {"receipt_number": two["number"], "signature_name": "李娜"}
    assert await desk.refused("POST", f"{path}/return", other) == "deposit.other_receipt"
    same = {"receipt_number": one["number"], "signature_name": "李娜"}
    assert (await desk.post(f"{path}/return", same))["state"] == "RETURNED"
    assert await desk.refused("POST", f"{path}/return", same) == "state.transition_refused"
    kept = await desk.post(f"/deposits/{two['id']}/forfeiture", {"reason": "torn"}, who=MANAGER)
    assert kept["state"] == "FORFEITED"


async def test_desks_hear_of_a_deposit_without_whose_it_is(desk: Desk) -> None:
    order = await desk.order()
    body = {"object": "DRESS", "object_number": "D7", "amount": cny(50), "method": "WECHAT"}
    deposit = await desk.post(f"/orders/{order['id']}/deposits", body)
    back = {"receipt_number": deposit["number"], "signature_name": "李娜"}
    await desk.post(f"/deposits/{deposit['id']}/return", back)
    told = [*await desk.service.published(DepositTaken), *await desk.service.published(DepositReturned)]
    assert [(str(fact.order_id), str(fact.deposit_id), fact.object) for fact in told] == [
        (order["id"], deposit["id"], "DRESS")
    ] * 2
    assert "李娜" not in str(told)


async def test_rec_20_a_locker_has_one_holder(desk: Desk) -> None:
    await desk.put(
        "/storage-places/GG01", {"lockers": ["L1", "L2"], "makeup_boxes": ["B1"]}, headers={"If-Match": '"0"'}
    )
    order = await desk.order()
    body = {"object": "LOCKER", "object_number": "L1", "amount": cny(20), "method": "WECHAT"}
    path = f"/orders/{order['id']}/deposits"
    answers = await asyncio.gather(*(desk.send("POST", path, body) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    refused = next(answer for answer in answers if answer.status_code == 409)
    assert refused.json()["code"] == "storage.taken"
    assert await desk.refused("POST", path, body | {"object_number": "L9"}) == "storage.unknown"
    places = await desk.get("/storage-places/GG01")
    assert [place["order_id"] for place in places["lockers"]] == [order["id"], None]
    deposit = next(answer for answer in answers if answer.status_code == 201).json()
    back = {"receipt_number": deposit["number"], "signature_name": "李娜"}
    await desk.post(f"/deposits/{deposit['id']}/return", back)
    assert (await desk.post(path, body))["object_number"] == "L1"


async def test_fin_11_pickup_is_cleared_at_zero_only(desk: Desk) -> None:
    order = await desk.selected(extra=1)
    path, gate = f"/orders/{order['id']}/clearances", {"gate": "PICKUP"}
    await desk.post(f"/orders/{order['id']}/arrears-override", {"reason": "old friend"}, who=MANAGER)
    answer = await desk.send("POST", path, gate, expect=409)
    assert (answer.json()["code"], answer.json()["balance"]) == ("order.arrears_open", cny(1))
    await desk.pay(order["id"], "R6", 1, handler_id=CLERK)
    cleared = await desk.post(path, gate)
    check = ClearanceCheck(RECEPTION_KEYS.public)
    opened = check.verify(cleared["token"], gate=Gate.PICKUP, order_id=UUID(order["id"]))
    assert opened.balance_version == cleared["version"]


async def test_nothing_is_cleared_for_pickup_before_the_selection(desk: Desk) -> None:
    order = await desk.checked_in()
    path = f"/orders/{order['id']}/clearances"
    assert await desk.refused("POST", path, {"gate": "PICKUP"}) == "order.not_selected"


async def test_fin_03_selection_is_cleared_when_paid_or_overridden(desk: Desk) -> None:
    order = await desk.booked(paid=1000)
    path, gate = f"/orders/{order['id']}/clearances", {"gate": "SELECTION_BOOKING"}
    assert await desk.refused("POST", path, gate) == "order.arrears_open"
    await desk.post(f"/orders/{order['id']}/arrears-override", {"reason": "pays at selection"}, who=MANAGER)
    assert (await desk.post(path, gate))["gate"] == "SELECTION_BOOKING"


async def test_nothing_raises_the_balance_while_a_pickup_clearance_runs(desk: Desk) -> None:
    order = await desk.selected(extra=0)
    receipt = (await desk.get(f"/orders/{order['id']}/reception"))["receipts"][0]
    await desk.post(f"/orders/{order['id']}/clearances", {"gate": "PICKUP"})
    void = f"/receipts/{receipt['id']}/void"
    assert await desk.refused("POST", void, {"reason": "x"}) == "clearance.running"
    dearer = {"note": "more", "package_id": await desk.package(price=9999)}
    tag = (await desk.send("GET", f"/orders/{order['id']}")).headers["etag"]
    path = f"/orders/{order['id']}/amendments"
    assert await desk.refused("POST", path, dearer, headers={"If-Match": tag}) == "clearance.running"
    async with desk.service.session() as session:
        await session.execute(update(Clearance).values(expires_at=clock.wall() - timedelta(seconds=1)))
    assert (await desk.post(void, {"reason": "x"}))["state"] == "VOID"


async def test_clearance_and_raise_at_once_never_both(desk: Desk) -> None:
    for _ in range(3):
        order = await desk.selected(extra=0)
        receipt = (await desk.get(f"/orders/{order['id']}/reception"))["receipts"][0]
        cleared, voided = await asyncio.gather(
            desk.send("POST", f"/orders/{order['id']}/clearances", {"gate": "PICKUP"}),
            desk.send("POST", f"/receipts/{receipt['id']}/void", {"reason": "x"}),
        )
        assert sorted([cleared.status_code, voided.status_code]) in ([200, 409], [201, 409])


async def test_database_refuses_two_receipts_of_one_number(desk: Desk) -> None:
    order = await desk.order()
    receipt = await desk.pay(order["id"], "R1", 10)
    async with desk.service.session() as session:
        row = await session.get(Receipt, UUID(receipt["id"]))
        assert row is not None
        session.add(Receipt(**row.model_dump(exclude={"id"}), id=new_id()))
        with pytest.raises(IntegrityError):
            await session.flush()
        await session.rollback()


async def test_a_later_selection_adds_to_what_is_owed(desk: Desk) -> None:
    order = await desk.selected(extra=100)
    await desk.service.deliver(confirmed(order["id"], yuan=50))
    assert (await desk.get(f"/orders/{order['id']}"))["selection_total"] == cny(150)


async def test_m_39_a_refund_paid_after_the_cancellation_is_not_owed_again(desk: Desk) -> None:
    """What was asked back before the order ended is paid out afterwards; a cancelled order owes nothing."""
    order = await desk.booked(paid=1000)
    number = (await desk.get("/receipts", params={"branch_id": "GG01"}))["items"][0]["number"]
    ask = {"order_id": order["id"], "receipt_number": number, "amount": cny(100), "reason": "asked"}
    refund = await desk.post("/refund-requests", ask)
    ending = await desk.post(f"/orders/{order['id']}/cancellation-requests", {"reason": "separated"})
    await desk.post(f"/cancellations/{ending['id']}/approval", who=MANAGER)
    await desk.post(f"/refunds/{refund['id']}/approval", who=MANAGER)
    await desk.post(f"/refunds/{refund['id']}/payout", {}, who=CASHIER)
    assert (await desk.get(f"/orders/{order['id']}"))["balance"] == cny(0)
