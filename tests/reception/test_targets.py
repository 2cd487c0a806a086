"""Targets by department and person, and what was earned towards them (MGT-01, REC-17, PST-10)."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from shared.contracts.reception import TargetsBrokenDown, TargetsIncomplete
from shared.kit.auth import Principal
from shared.kit.testing import MovableClock, principal
from tests.reception.conftest import CASHIER, CLERK, MANAGER, OWNER, Desk, cny

SELECTOR = "zhou.jie"
MONTH = "2026-11"


@pytest.fixture
async def sellers(desk: Desk) -> None:
    """Four who sell at reception, one at selection."""
    await desk.service.know_staff(SELECTOR, "selection_consultant")


def sheet(*, owner: int = 50_000) -> dict[str, Any]:
    """Fifty thousand for reception, of which the owner is given so many; twenty thousand for selection."""
    consultants = {OWNER: owner, MANAGER: 0, CASHIER: 0, CLERK: 0}
    return {
        "departments": [
            {"department": "RECEPTION", "amount": cny(50_000), "people": _people(consultants)},
            {"department": "SELECTION", "amount": cny(20_000), "people": _people({SELECTOR: 20_000})},
        ]
    }


def _people(amounts: dict[str, int]) -> list[dict[str, Any]]:
    return [{"staff_id": who, "amount": cny(yuan)} for who, yuan in amounts.items()]


async def put(desk: Desk, month: str, body: dict[str, Any], *, version: int = 0) -> dict[str, Any]:
    tag = {"If-Match": f'"{version}"'}
    return await desk.put(f"/targets/GG01/{month}", body, who=MANAGER, headers=tag)


@pytest.mark.usefixtures("sellers")
async def test_targets_lack_what_is_not_given_to_a_person(desk: Desk) -> None:  # MGT-01
    nothing = await desk.get(f"/targets/GG01/{MONTH}")
    half = await put(desk, MONTH, sheet(owner=30_000))
    whole = await put(desk, MONTH, sheet(), version=1)
    assert [one["gap"] for one in nothing["missing"]] == ["DEPARTMENT", "DEPARTMENT"]
    assert [(one["gap"], one["amount"]) for one in half["missing"]] == [("SUM", cny(20_000))]
    assert (half["complete"], whole["complete"], whole["set_by"]) == (False, True, MANAGER)
    assert await desk.refused("PUT", f"/targets/GG01/{MONTH}", sheet(), headers={"If-Match": '"1"'}) == "version.stale"


@pytest.mark.usefixtures("sellers")
async def test_somebody_else_approves_what_is_complete_and_a_change_asks_again(desk: Desk) -> None:
    path = f"/targets/GG01/{MONTH}"
    assert await desk.refused("POST", f"{path}/approval", who=OWNER) == "targets.unset"
    await put(desk, MONTH, sheet(owner=30_000))
    assert await desk.refused("POST", f"{path}/approval", who=OWNER) == "targets.not_broken_down"
    await put(desk, MONTH, sheet(), version=1)
    assert await desk.refused("POST", f"{path}/approval", who=MANAGER) == "targets.self_approval"
    assert (await desk.post(f"{path}/approval", who=OWNER))["approved_by"] == OWNER
    assert (await put(desk, MONTH, sheet(), version=3))["approved_by"] is None


async def warnings(desk: Desk) -> list[tuple[str, int]]:
    told = await desk.service.published(TargetsIncomplete)
    return [(one.month, one.missing) for one in told if one.branch_id == "GG01"]


@pytest.mark.usefixtures("sellers")
async def test_on_the_25th_an_incomplete_next_month_is_told_and_its_completion(
    desk: Desk, at: MovableClock
) -> None:  # MGT-01
    nine = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    for day in range(2):
        at.set(nine + timedelta(days=day))
        await desk.service.run_jobs("targets of next month")
    assert await warnings(desk) == [("2026-12", 2)]
    await put(desk, "2026-12", sheet())
    at.set(nine + timedelta(days=2))
    await desk.service.run_jobs("targets of next month")
    assert len(await warnings(desk)) == 1
    assert [told.set_by for told in await desk.service.published(TargetsBrokenDown)] == [MANAGER]


@pytest.mark.usefixtures("sellers")
async def test_performance_is_valid_receipts_by_handler_less_refunds(desk: Desk) -> None:  # FIN-06, REC-17, PST-10
    await put(desk, MONTH, sheet())
    order = await desk.selected(extra=500)
    await desk.pay(order["id"], "R6", 500, handler_id=SELECTOR)
    other = await desk.order()
    receipt = await desk.pay(other["id"], "R1", 1000)
    wrong = await desk.pay(other["id"], "R3", 100)
    await desk.post(f"/receipts/{wrong['id']}/void", {"reason": "miswritten"}, who=CASHIER)
    ask = {"order_id": other["id"], "receipt_number": receipt["number"], "amount": cny(200), "reason": "asked"}
    refund = await desk.post("/refund-requests", ask)
    await desk.post(f"/refunds/{refund['id']}/approval", who=MANAGER)
    await desk.post(f"/refunds/{refund['id']}/payout", who=CASHIER)
    shown = await desk.get(f"/performance/GG01/{MONTH}")
    before, after = shown["departments"]
    person = next(one for one in before["people"] if one["staff_id"] == OWNER)
    assert (person["taken"], person["today"], person["target"]) == (cny(3999 + 800), cny(3999 + 800), cny(50_000))
    assert (before["taken"], before["target"]) == (cny(4799), cny(50_000))
    sold = {one["staff_id"]: (one["taken"], one["second_sales"]) for one in after["people"]}
    assert sold == {SELECTOR: (cny(500), 0), CLERK: (cny(0), 1)}
    assert (shown["selections"], shown["second_sale_each"]) == (1, cny(500))


@pytest.mark.usefixtures("sellers")
async def test_another_branch_sees_no_targets(desk: Desk) -> None:
    stranger: Principal = principal("he.mei", branches=["GG02"])
    assert await desk.refused("GET", f"/targets/GG01/{MONTH}", who=stranger) == "not_found"
    assert await desk.refused("GET", f"/performance/GG01/{MONTH}", who=stranger) == "not_found"


async def test_a_manager_lets_a_shoot_happen_with_the_balance_open_when_asked(desk: Desk) -> None:
    order = await desk.booked(paid=1000)
    path = f"/orders/{order['id']}/arrears-override-requests"
    asked = await desk.post(path, {"reason": "transfer under way"})
    assert asked["owed"] == cny(2999)
    assert await desk.refused("POST", path, {"reason": "again"}) == "override.waits"
    approval = f"/arrears-override-requests/{asked['id']}/approval"
    assert await desk.refused("POST", approval, who=OWNER) == "approval.by_requester"
    assert (await desk.post(approval, who=MANAGER))["state"] == "APPROVED"
    assert await desk.refused("POST", path, {"reason": "again"}) == "override.nothing_owed"
    assert (await desk.get(f"/orders/{order['id']}"))["arrears_override_by"] == MANAGER


async def test_a_refused_refund_leaves_the_amount_free(desk: Desk) -> None:  # M-39
    order = await desk.order()
    receipt = await desk.pay(order["id"], "R1", 1000)
    ask = {"order_id": order["id"], "receipt_number": receipt["number"], "amount": cny(1000), "reason": "asked"}
    refund = await desk.post("/refund-requests", ask)
    assert (await desk.post(f"/refunds/{refund['id']}/rejection", who=MANAGER))["state"] == "REJECTED"
    await desk.post("/refund-requests", ask)
