"""Money of extra services: owed when the customer has agreed, paid by receipt, given back by refund (M-23 … M-27)."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from services.reception.domain.service_revenue import Sold, for_services
from services.reception.models import Clearance
from shared.contracts.pickup import HandoverCompleted
from shared.contracts.reception import (
    OrderBalanceChanged,
    WorkOrderCancelled,
)
from shared.kit import clock
from shared.kit.testing import principal
from tests.reception.conftest import CLERK, MANAGER, Desk, cny
from tests.reception.services import AT, REASON, asked, go, service_of


async def test_fin_11_an_extra_service_is_paid_by_receipt_and_blocks_the_pickup_until_then(desk: Desk) -> None:
    order = await desk.selected(extra=500)
    gate = f"/orders/{order['id']}/clearances"
    await desk.pay(order["id"], "R6", 500, handler_id=CLERK)
    work = await go(desk, await asked(desk, order), "dispatch", "taking")
    await desk.post(gate, {"gate": "PICKUP"})
    start = f"/work-orders/{work['id']}/start"
    assert await desk.refused("POST", start, {"confirmed_by": "李娜"}, who=CLERK) == "clearance.running"
    async with desk.service.session() as session:
        await session.execute(update(Clearance).values(expires_at=clock.wall() - timedelta(seconds=1)))
    await go(desk, work, "start", "completion", "signature")
    assert await desk.refused("POST", gate, {"gate": "PICKUP"}) == "order.arrears_open"
    receipt = await desk.pay(order["id"], "R5", 120, handler_id=CLERK)
    assert (receipt["already_paid"], receipt["total"]) == (cny(500), cny(620))
    await desk.post(gate, {"gate": "PICKUP"})
    balances = await desk.service.published(OrderBalanceChanged)
    assert balances[-1].balance.amount == 0


async def test_fin_11_after_the_hand_over_a_service_is_paid_before_the_customer_signs_for_it(desk: Desk) -> None:
    order = await desk.selected()
    handed_over = HandoverCompleted(
        branch_id="GG01", order_id=UUID(order["id"]), handover_id=uuid4(), pieces=1, by_proxy=False
    )
    await desk.service.deliver(handed_over)
    work = await go(desk, await asked(desk, order), "dispatch", "taking", "start", "completion")
    path = f"/work-orders/{work['id']}/signature"
    assert await desk.refused("POST", path, {"signature_name": "李娜"}, who=CLERK) == "order.arrears_open"
    await desk.pay(order["id"], "R6", 120, handler_id=CLERK)
    assert (await go(desk, work, "signature"))["state"] == "SIGNED"


@pytest.mark.parametrize(("charged", "owed"), [(True, 120), (False, 0)])
async def test_m_25_the_manager_ends_it_with_the_price_or_without(desk: Desk, charged: bool, owed: int) -> None:
    order = await desk.checked_in()
    steps = ("dispatch", "taking", "start", "completion", "redo", "completion", "escalation")
    work = await go(desk, await asked(desk, order), *steps)
    assert (work["waits_for"], work["reason"]) == ("MANAGER", REASON["reason"])
    path = f"/work-orders/{work['id']}/settlement"
    decided = {"finding": "half is our fault", "charged": charged}
    clerk = principal(CLERK, permissions=["reception.work_orders.do"])
    assert await desk.refused("POST", path, decided, who=clerk) == "forbidden"
    work = await desk.post(path, decided, who=MANAGER)
    assert (work["state"], work["charged"], work["closed_by"]) == ("SETTLED", charged, MANAGER)
    assert (await desk.get(f"/orders/{order['id']}"))["balance"] == cny(owed)


async def test_m_39_what_was_paid_and_is_no_longer_owed_goes_back_by_a_refund(desk: Desk) -> None:
    order = await desk.checked_in()
    steps = ("dispatch", "taking", "start", "completion", "redo", "completion", "escalation")
    work = await go(desk, await asked(desk, order), *steps)
    receipt = await desk.pay(order["id"], "R6", 120, handler_id=CLERK)
    ask = {"order_id": order["id"], "receipt_number": receipt["number"], "amount": cny(20), "reason": "spoilt",
           "lowers_price": True}  # fmt: skip
    back = await desk.post("/refund-requests", ask)
    await desk.post(f"/refunds/{back['id']}/approval", who=MANAGER)
    await desk.post(f"/refunds/{back['id']}/payout", {})
    await desk.post(f"/work-orders/{work['id']}/settlement", {"finding": "all is our fault", "charged": False})
    after = await desk.get(f"/orders/{order['id']}")
    assert (after["selection_total"], after["selection_paid"], after["balance"]) == (cny(0), cny(100), cny(-100))


async def test_m_39_with_the_order_end_its_work_orders_and_nothing_is_owed_of_them(desk: Desk) -> None:
    order = await desk.checked_in()
    service = await service_of(desk)
    await asked(desk, order, service=service)
    await go(desk, await asked(desk, order, service=service), "dispatch", "taking", "start")
    ended = await desk.post(f"/orders/{order['id']}/cancellation-requests", {"reason": "separated"})
    await desk.post(f"/cancellations/{ended['id']}/approval", who=MANAGER)
    listed = (await desk.get("/work-orders", params={"order_id": order["id"]}))["items"]
    assert [one["state"] for one in listed] == ["CANCELLED", "CANCELLED"]
    assert (await desk.get(f"/orders/{order['id']}"))["balance"] == cny(0)
    assert len(await desk.service.published(WorkOrderCancelled)) == 2
    path = f"/orders/{order['id']}/work-orders"
    assert await desk.refused("POST", path, {"service_id": service, "appointed_at": AT}) == "work_order.order_cancelled"


async def test_m_27_the_months_services_by_number_and_amount_and_their_money_by_method(desk: Desk) -> None:
    order = await desk.selected(extra=500)
    framing, disc = await service_of(desk), await service_of(desk, code="DISC", price=60)
    done = ("dispatch", "taking", "start", "completion")
    await go(desk, await asked(desk, order, service=framing, quantity=2), *done, "redo", "completion", "signature")
    phoned = await go(desk, await asked(desk, order, service=disc), *done)
    await desk.post(f"/work-orders/{phoned['id']}/signature", {"opinion": "all well"})
    spoilt = await go(desk, await asked(desk, order, service=disc), *done, "redo", "completion", "escalation")
    await desk.post(f"/work-orders/{spoilt['id']}/settlement", {"finding": "ours", "charged": False}, who=MANAGER)
    unanswered = await asked(desk, order, service=disc)
    await desk.pay(order["id"], "R4", 600, handler_id=CLERK)
    await desk.pay(order["id"], "R5", 200, handler_id=CLERK, method="WECHAT", note_tested=False)
    month = await desk.get("/service-revenue/GG01/2026-11")
    assert [(one["service_code"], one["work_orders"], one["quantity"], one["amount"]) for one in month["services"]] == [
        ("DISC", 1, 1, cny(60)),
        ("FRAME", 1, 2, cny(240)),
    ]
    assert (month["sold"], month["taken"]) == (cny(300), cny(300))
    assert month["by_method"] == {"CASH": cny(100), "WECHAT": cny(200)}
    assert (month["requested"], month["answered_in_time"]) == (4, 3)
    assert (month["signed"], month["signed_on_site"], month["redone"]) == (2, 1, 1)
    assert unanswered["answered_at"] is None
    (side_by_side,) = (await desk.get("/branch-figures/reception"))["branches"]
    assert side_by_side["month_services"] == month["sold"]
    earlier = await desk.get("/service-revenue/GG01/2026-10")
    assert (earlier["services"], earlier["taken"], earlier["requested"]) == ([], cny(0), 0)


@given(
    sold=st.lists(st.tuples(st.integers(0, 500), st.booleans()), max_size=6),
    paid=st.lists(st.integers(0, 500), max_size=6),
)
def test_every_yuan_pays_once_and_what_was_sold_first_is_paid_first(
    sold: list[tuple[int, bool]], paid: list[int]
) -> None:
    both = [
        for_services([Sold(amount, service is wanted) for amount, service in sold], paid) for wanted in (True, False)
    ]
    together = [a + b for a, b in zip(*both, strict=True)]
    assert sum(together) == min(sum(paid), sum(amount for amount, _ in sold))
    assert all(0 <= part <= payment for part, payment in zip(together, paid, strict=True))
    service = for_services([Sold(amount, service) for amount, service in sold], paid)
    first = sum(sold[0][:1]) if sold and sold[0][1] else 0
    assert sum(service) >= min(sum(paid), first)
