"""Consumables of the departments: taken, bought within the month's budget, received in parts (MGT-06)."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest

from services.scheduling.domain.supplies import (
    PURCHASE,
    MonthMoney,
    PurchaseAction,
    PurchaseState,
    bound,
)
from shared.contracts.scheduling import PurchaseApproved, SupplyMoved
from shared.kit.auth import Principal
from shared.kit.testing import MovableClock
from tests.scheduling.conftest import MONDAY, Studio, on, someone
from tests.transitions import check_transition

STAFF = someone("makeup.a", "scheduling.supplies.*")
MANAGER = someone("chen.ye", "scheduling.*")
MONTH = f"{MONDAY:%Y-%m}"

S, A = PurchaseState, PurchaseAction
STEPS = {
    (S.REQUESTED, A.APPROVE): S.APPROVED,
    (S.REQUESTED, A.REJECT): S.REJECTED,
    (S.APPROVED, A.RECEIVE_PART): S.APPROVED,
    (S.APPROVED, A.RECEIVE_REST): S.ARRIVED,
    (S.APPROVED, A.END): S.ENDED,
}


@pytest.mark.parametrize("state", list(PurchaseState))
@pytest.mark.parametrize("action", list(PurchaseAction))
def test_every_state_of_a_purchase_with_every_action(state: PurchaseState, action: PurchaseAction) -> None:
    check_transition(PURCHASE, state, action, STEPS.get((state, action)))


@pytest.mark.parametrize(
    ("budget", "bought", "cost", "over"),
    [(500, 0, 500, 0), (500, 450, 80, 30), (500, 600, 80, 80), (None, 0, 80, 80), (0, 0, 1, 1)],
)
def test_what_is_beyond_the_budget_is_this_purchases_part_of_it(
    budget: int | None, bought: int, cost: int, over: int
) -> None:
    assert MonthMoney(budget, bought).over_by(cost) == over


def test_what_does_not_come_is_not_paid() -> None:
    assert [bound(state, 10, 4, 25) for state in PurchaseState] == [0, 250, 0, 250, 100]


def yuan(amount: int) -> dict[str, Any]:
    """Whole yuan."""
    return {"amount": amount * 100, "currency": "CNY"}


async def supply(studio: Studio, name: str = "cotton pads", **more: Any) -> dict[str, Any]:
    """An item of the make-up room."""
    body = {"branch_id": "GG01", "department": "MAKE_UP", "name": name, "unit": "box", **more}
    made: dict[str, Any] = await studio.did("POST", "/supplies", body, who=STAFF)
    return made


async def ask(studio: Studio, item: dict[str, Any], quantity: int, price: int) -> dict[str, Any]:
    """A purchase request."""
    body = {"supply_id": item["id"], "quantity": quantity, "price": yuan(price), "reason": "for next week"}
    made: dict[str, Any] = await studio.did("POST", "/purchases", body, who=STAFF)
    return made


async def approve(studio: Studio, purchase: dict[str, Any], reason: str = "", **more: Any) -> Any:
    """The manager's word."""
    path = f"/purchases/{purchase['id']}/approval"
    return await studio.call("POST", path, {"reason": reason}, **{"who": MANAGER, **more})


async def budget(studio: Studio, amount: int, *, version: int = 0, who: Principal = MANAGER) -> Any:
    """The make-up room's budget of the month is set."""
    edited = {"If-Match": f'"{version}"'}
    return await studio.call(
        "PUT", f"/supply-budgets/GG01/MAKE_UP/{MONTH}", {"amount": yuan(amount)}, who=who, headers=edited
    )


async def month_of(studio: Studio, month: str = MONTH) -> dict[str, Any]:
    """The make-up room's month."""
    shown = await studio.get(f"/supply-months/GG01/{month}")
    found: dict[str, Any] = next(one for one in shown["departments"] if one["department"] == "MAKE_UP")
    return found


async def test_what_is_low_stands_first_and_nobody_takes_what_is_not_there(bare: Studio) -> None:
    await supply(bare, "brushes", stock=9, minimum=2)
    pads = await supply(bare, "pads", stock=5, minimum=4)
    taken = {"quantity": 2, "purpose": "two brides"}
    left = await bare.did("POST", f"/supplies/{pads['id']}/takings", taken, who=STAFF)
    assert (left["stock"], left["low"]) == (3, True)
    items = (await bare.get("/supplies", branch_id="GG01"))["items"]
    assert [(one["name"], one["low"]) for one in items] == [("pads", True), ("brushes", False)]
    assert [one["name"] for one in (await bare.get("/supplies", low=True))["items"]] == ["pads"]
    more = await bare.call("POST", f"/supplies/{pads['id']}/takings", {**taken, "quantity": 4}, who=STAFF)
    assert (more.status_code, more.json()["code"]) == (409, "supply.not_enough")
    nobody = await bare.call("POST", f"/supplies/{pads['id']}/takings", {**taken, "taken_by": "no.body"}, who=STAFF)
    assert nobody.status_code == 404
    moves = (await bare.get(f"/supplies/{pads['id']}/moves"))["items"]
    assert [(one["kind"], one["change"], one["staff_id"], one["purpose"]) for one in moves] == [
        ("TAKEN", -2, "makeup.a", "two brides"),
        ("ENTERED", 5, "makeup.a", ""),
    ]
    assert [(one.stock, one.low) for one in await bare.service.published(SupplyMoved)] == [
        (9, False), (5, False), (3, True),
    ]  # fmt: skip


async def test_the_last_ones_are_taken_once_however_many_reach_for_them(bare: Studio) -> None:
    pads = await supply(bare, stock=5)
    body = {"quantity": 2, "purpose": "brides"}
    answers = await asyncio.gather(
        *(bare.call("POST", f"/supplies/{pads['id']}/takings", body, who=STAFF) for _ in range(4))
    )
    assert sorted(answer.status_code for answer in answers) == [200, 200, 409, 409]
    assert (await bare.get(f"/supplies/{pads['id']}"))["stock"] == 1


async def test_a_count_corrects_the_stock_with_a_reason_and_never_unseen(bare: Studio) -> None:  # 库存检查
    pads = await supply(bare, stock=5)
    path, seen = f"/supplies/{pads['id']}/counts", {"If-Match": f'"{pads["version"]}"'}
    silent = await bare.call("POST", path, {"found": 4}, who=STAFF, headers=seen)
    assert (silent.status_code, silent.json()["code"]) == (422, "supply.count_unexplained")
    counted = await bare.call("POST", path, {"found": 4, "reason": "one was wet"}, who=STAFF, headers=seen)
    assert (counted.status_code, counted.json()["stock"]) == (200, 4)
    stale = await bare.call("POST", path, {"found": 5, "reason": "found again"}, who=STAFF, headers=seen)
    assert stale.status_code == 412
    (line,) = (await month_of(bare))["lines"]
    assert line["counted"] == -1


async def test_an_item_is_entered_once_and_corrected_by_its_version(bare: Studio) -> None:
    pads = await supply(bare)
    again = await bare.call(
        "POST", "/supplies", {"branch_id": "GG01", "department": "MAKE_UP", "name": "cotton pads", "unit": "bag"}
    )
    assert (again.status_code, again.json()["code"]) == (409, "supply.known")
    card, tag = {"name": "pads", "unit": "box", "minimum": 3}, {"If-Match": f'"{pads["version"]}"'}
    path = f"/supplies/{pads['id']}"
    corrected = await bare.call("PUT", path, card, who=STAFF, headers=tag)
    assert (corrected.json()["name"], corrected.json()["low"]) == ("pads", True)
    assert (await bare.call("PUT", path, card, who=STAFF, headers=tag)).status_code == 412


async def test_the_manager_approves_within_the_budget_and_beyond_it_with_a_reason(bare: Studio) -> None:
    pads = await supply(bare)
    assert (await budget(bare, 500)).json()["left"] == yuan(500)
    first, second = await ask(bare, pads, 10, 40), await ask(bare, pads, 10, 20)
    assert (first["over"], second["state"]) == (None, "REQUESTED")
    assert (await approve(bare, first)).json()["month"] == MONTH
    waits = (await bare.get("/purchases", state="REQUESTED"))["items"]
    assert [one["over"] for one in waits] == [yuan(100)]
    refused = await approve(bare, second)
    assert (refused.status_code, refused.json()["code"]) == (409, "purchase.over_budget")
    assert "¥100.00" in refused.json()["detail"]
    granted = await approve(bare, second, "golden week")
    assert (granted.json()["over_budget"], granted.json()["decision_note"]) == (True, "golden week")
    month = await month_of(bare)
    assert (month["bought"], month["left"]["amount"]) == (yuan(600), -10_000)
    assert [(one.cost.amount, one.over_budget) for one in await bare.service.published(PurchaseApproved)] == [
        (40_000, False),
        (20_000, True),
    ]


async def test_two_who_approve_at_once_do_not_spend_the_same_money(bare: Studio) -> None:
    asked = [await ask(bare, await supply(bare, f"item {number}"), 1, 300) for number in range(4)]
    await budget(bare, 700)
    answers = await asyncio.gather(*(approve(bare, one) for one in asked))
    assert sorted(answer.status_code for answer in answers) == [200, 200, 409, 409]
    assert (await month_of(bare))["left"] == yuan(100)


async def test_nobody_approves_his_own_request_and_staff_approve_none(bare: Studio) -> None:
    pads = await supply(bare)
    body = {"supply_id": pads["id"], "quantity": 1, "price": yuan(5), "reason": "mine"}
    own = await bare.did("POST", "/purchases", body, who=MANAGER)
    answer = await approve(bare, own, "anyway")
    assert (answer.status_code, answer.json()["code"]) == (409, "purchase.own")
    assert (await approve(bare, own, who=STAFF)).status_code == 403
    assert (await budget(bare, 1, who=STAFF)).status_code == 403
    for wrong in ({"amount": 0}, {"amount": 100, "currency": "USD"}, {"amount": 10_000_001}):
        assert (await bare.call("POST", "/purchases", body | {"price": wrong}, who=STAFF)).status_code == 422
    heavy = body | {"quantity": 10_000, "price": yuan(11)}
    assert (await bare.call("POST", "/purchases", heavy, who=STAFF)).status_code == 422


async def test_what_was_bought_comes_in_parts_and_the_rest_may_stay_away(bare: Studio) -> None:
    pads = await supply(bare, minimum=6)
    await budget(bare, 1000)
    bought = await ask(bare, pads, 10, 30)
    path = f"/purchases/{bought['id']}"
    early = await bare.call("POST", f"{path}/arrivals", {"quantity": 1}, who=STAFF)
    assert early.json()["code"] == "state.transition_refused"
    await approve(bare, bought)
    assert (await bare.get(f"/supplies/{pads['id']}"))["coming"] == 10
    once = {"Idempotency-Key": "arrival"}
    for _ in range(2):
        part = await bare.call("POST", f"{path}/arrivals", {"quantity": 7}, who=STAFF, headers=once)
        assert (part.json()["state"], part.json()["open"]) == ("APPROVED", 3)
    much = await bare.call("POST", f"{path}/arrivals", {"quantity": 4}, who=STAFF)
    assert (much.status_code, much.json()["code"]) == (409, "purchase.more_than_bought")
    ended = await bare.did("POST", f"{path}/end", {"note": "sold out"}, who=STAFF)
    assert (ended["state"], ended["arrived"], ended["open"]) == ("ENDED", 7, 0)
    shelf = await bare.get(f"/supplies/{pads['id']}")
    assert (shelf["stock"], shelf["low"], shelf["coming"], shelf["price"]) == (7, False, 0, yuan(30))
    await bare.did("POST", f"/supplies/{pads['id']}/takings", {"quantity": 2, "purpose": "brides"}, who=STAFF)
    month = await month_of(bare)
    assert (month["bought"], month["used"], month["left"]) == (yuan(210), yuan(60), yuan(790))
    assert [(one["arrived"], one["used"]) for one in month["lines"]] == [(7, 2)]


async def test_a_budget_stands_until_another_and_a_month_that_is_over_keeps_its_own(
    bare: Studio, at: MovableClock
) -> None:
    pads = await supply(bare, stock=9)
    await bare.did("POST", f"/supplies/{pads['id']}/takings", {"quantity": 3, "purpose": "brides"}, who=STAFF)
    await budget(bare, 500)
    assert (await budget(bare, 600)).status_code == 412
    assert (await budget(bare, 600, version=1)).json()["budget"] == yuan(600)
    at.set(datetime.fromisoformat(on(MONDAY + timedelta(days=20), 10)))
    december = await month_of(bare, "2026-12")
    assert (december["budget"], december["version"], december["lines"][0]["used_before"]) == (yuan(600), 0, 3)
    await approve(bare, await ask(bare, pads, 1, 550))
    assert (await month_of(bare, "2026-12"))["left"] == yuan(50)
    assert (await month_of(bare))["left"] == yuan(600)
    over = await budget(bare, 900, version=2)
    assert (over.status_code, over.json()["code"]) == (409, "supply_budget.month_over")
