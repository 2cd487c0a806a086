"""返现: money for a referrer waits after the shoot, a manager approves, the cashier pays it out (A-26, FIN-12)."""

from typing import Any
from uuid import UUID

import pytest

from services.reception.domain.referrals import CASH_BACK, CashBackAction, CashBackState
from shared.contracts.customer_service import CashBackEarned
from shared.contracts.reception import CashBackDecided, CashBackPaid, CashBackRecorded
from shared.contracts.values import Money
from shared.kit.testing import MONDAY
from tests.reception.conftest import CASHIER, MANAGER, Desk, cny

SIGNED = {"method": "CASH", "signature_name": "林晓敏"}


async def owed(desk: Desk) -> tuple[str, str]:
    """An order whose referrer has earned 100 yuan: the path of its cash-back, and its id."""
    order, referrer = await desk.order(), await desk.person(name="林晓敏", phone=None)
    earned = CashBackEarned(
        branch_id="GG01", order_id=UUID(order["id"]), person_id=UUID(referrer), amount=Money.yuan(100)
    )
    await desk.service.deliver(earned, times=2)
    return f"/orders/{order['id']}/cash-back", order["id"]


async def report(desk: Desk) -> dict[str, Any]:
    return dict((await desk.get(f"/days/GG01/{MONDAY}"))["report"])


@pytest.mark.parametrize("state", list(CashBackState))
@pytest.mark.parametrize("action", list(CashBackAction))
def test_a_cash_back_is_paid_after_approval_only_and_once(state: CashBackState, action: CashBackAction) -> None:
    allowed = {
        ("WAITING", "APPROVE"): "APPROVED",
        ("WAITING", "REFUSE"): "REFUSED",
        ("APPROVED", "PAY"): "PAID",
        ("APPROVED", "REFUSE"): "REFUSED",
    }
    wanted = allowed.get((state.value, action.value))
    assert CASH_BACK.allows(state, action) is (wanted is not None)
    if wanted is not None:
        assert CASH_BACK.after(state, action).value == wanted


async def test_it_is_paid_on_a_numbered_paper_out_of_the_days_till(desk: Desk) -> None:
    path, order_id = await owed(desk)
    before = (await report(desk))["computed_cash"]["amount"]
    assert await desk.refused("POST", f"{path}/payout", SIGNED, who=CASHIER) == "state.transition_refused"
    assert await desk.refused("GET", f"{path}/print") == "not_found"
    await desk.post(f"{path}/approval", who=MANAGER)
    paid = await desk.post(f"{path}/payout", SIGNED, who=CASHIER)
    assert (paid["number"], paid["state"], paid["amount"]) == ("B26-GG01-000001", "PAID", cny(100))
    assert await desk.refused("POST", f"{path}/payout", SIGNED, who=CASHIER) == "state.transition_refused"
    paper = await desk.send("GET", f"{path}/print", expect=200)
    assert paper.content.startswith(b"%PDF")
    day = await report(desk)
    assert day["computed_cash"]["amount"] == before - 10_000
    assert [(line["number"], line["order_id"]) for line in day["cash_backs"]] == [("B26-GG01-000001", order_id)]
    assert day["cash_back"] == cny(100)
    assert (await desk.get(f"/orders/{order_id}"))["balance"] == cny(3999)
    facts = [await desk.service.published(kind) for kind in (CashBackRecorded, CashBackDecided, CashBackPaid)]
    assert [len(told) for told in facts] == [1, 1, 1]
    assert "林晓敏" not in str(facts)


async def test_who_approves_does_not_pay(desk: Desk) -> None:
    path, _ = await owed(desk)
    await desk.post(f"{path}/approval", who=MANAGER)
    assert await desk.refused("POST", f"{path}/payout", SIGNED, who=MANAGER) == "cash_back.same_person"


async def test_money_by_another_channel_does_not_leave_the_till(desk: Desk) -> None:
    path, _ = await owed(desk)
    await desk.post(f"{path}/approval", who=MANAGER)
    cash = (await report(desk))["computed_cash"]
    await desk.post(f"{path}/payout", SIGNED | {"method": "WECHAT"}, who=CASHIER)
    assert (await report(desk))["computed_cash"] == cash


async def test_a_signed_day_pays_nothing_out(desk: Desk) -> None:  # M-77
    path, _ = await owed(desk)
    await desk.post(f"{path}/approval", who=MANAGER)
    counted = (await report(desk))["computed_cash"]
    await desk.post(f"/days/GG01/{MONDAY}/close", {"counted_cash": counted, "float_left": counted}, who=CASHIER)
    await desk.post(f"/days/GG01/{MONDAY}/signature", who=MANAGER)
    assert await desk.refused("POST", f"{path}/payout", SIGNED, who=CASHIER) == "day.closed"


async def test_nothing_is_paid_for_an_order_that_was_cancelled(desk: Desk) -> None:
    path, order_id = await owed(desk)
    asked = await desk.post(f"/orders/{order_id}/cancellation-requests", {"reason": "separated"})
    await desk.post(f"/cancellations/{asked['id']}/approval", who=MANAGER)
    assert await desk.refused("POST", f"{path}/approval", who=MANAGER) == "cash_back.order_cancelled"
    refused = await desk.post(f"{path}/rejection", {"reason": "cancelled"}, who=MANAGER)
    assert refused["state"] == "REFUSED"
