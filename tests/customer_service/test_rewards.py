"""Points or money for who recommends us: the rule table, the referrer's choice, after the shoot only (A-26, CS-20)."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from shared.contracts.customer_service import CashBackEarned, PointsGranted, ReferralCodeIssued
from shared.contracts.reception import CashBackDecided, CashBackPaid, Category
from shared.contracts.scheduling import ShootCompleted
from shared.contracts.values import Money
from shared.kit.testing import ServiceUnderTest
from tests.customer_service.conftest import BRANCH, booked


def shot(order_id: UUID) -> ShootCompleted:
    return ShootCompleted(branch_id=BRANCH, order_id=order_id, booking_id=uuid4(), sets=4)


async def choose(cs: ServiceUnderTest, person: UUID, reward: str) -> None:
    async with cs.client() as client:
        chosen = await client.put(f"/v1/members/{person}/reward", json={"reward": reward})
    assert chosen.json() == {"person_id": str(person), "reward": reward}


async def member(cs: ServiceUnderTest, person: UUID) -> Any:
    async with cs.client() as client:
        return (await client.get(f"/v1/members/{person}")).json()


@pytest.mark.parametrize(
    ("category", "points", "cash"),
    [(Category.WEDDING_SEA, 100, 10_000), (Category.FAMILY, 50, 5_000)],
)
async def test_the_rule_table_says_points_or_money_by_category(
    cs: ServiceUnderTest, category: Category, points: int, cash: int
) -> None:
    saver, spender, first, second = uuid4(), uuid4(), uuid4(), uuid4()
    await cs.deliver(booked(uuid4(), person_ids=[saver]), booked(uuid4(), person_ids=[spender]))
    await choose(cs, spender, "CASH")
    await cs.deliver(
        booked(first, category=category, referrer_person_id=saver),
        booked(second, category=category, referrer_person_id=spender),
    )
    assert await cs.published(PointsGranted) == []
    assert await cs.published(CashBackEarned) == []  # nothing before the shoot
    await cs.deliver(shot(first), shot(second), shot(second), times=2)
    assert [(told.person_id, told.points) for told in await cs.published(PointsGranted)] == [(saver, points)]
    earned = await cs.published(CashBackEarned)
    assert [(told.order_id, told.person_id, told.amount.amount) for told in earned] == [(second, spender, cash)]


async def test_a_later_choice_does_not_pay_the_same_order_twice(cs: ServiceUnderTest) -> None:
    referrer, order_id = uuid4(), uuid4()
    await cs.deliver(booked(uuid4(), person_ids=[referrer]), booked(order_id, referrer_person_id=referrer))
    await cs.deliver(shot(order_id))
    await choose(cs, referrer, "CASH")
    await cs.deliver(shot(order_id))
    assert await cs.published(CashBackEarned) == []
    assert (await member(cs, referrer))["points"] == 100


async def test_the_member_sees_what_became_of_the_money(cs: ServiceUnderTest) -> None:
    referrer, paid, refused = uuid4(), uuid4(), uuid4()
    await cs.deliver(booked(uuid4(), person_ids=[referrer]))
    await choose(cs, referrer, "CASH")
    for order_id in (paid, refused):
        await cs.deliver(booked(order_id, referrer_person_id=referrer), shot(order_id))
    money = {"person_id": referrer, "amount": Money.yuan(100)}
    await cs.deliver(
        CashBackDecided(branch_id=BRANCH, order_id=refused, approved=False, decided_by="zhao.min"),
        CashBackPaid(branch_id=BRANCH, order_id=paid, number="B26-GG01-000001", method="CASH", **money),
    )
    lines = {line["order_id"]: line for line in (await member(cs, referrer))["referred"]}
    assert (lines[str(paid)]["cash_paid"], lines[str(paid)]["cash"]["amount"]) == (True, 10_000)
    assert (lines[str(refused)]["cash_paid"], lines[str(refused)]["cash_refused"]) == (False, True)


async def test_a_customer_chooses_behind_the_own_link(cs: ServiceUnderTest) -> None:
    order_id, person = uuid4(), uuid4()
    await cs.deliver(booked(order_id, person_ids=[person]))
    async with cs.client() as client:
        code = (await client.post(f"/v1/orders/{order_id}/customer-links", json={})).json()["code"]
        await client.put(f"/v1/customer/{code}/reward", json={"reward": "CASH"})
        own = (await client.get(f"/v1/customer/{code}/membership")).json()
    assert own["reward"] == "CASH"
    assert [(rule["wedding"], rule["points"], rule["cash"]["amount"]) for rule in own["rewards"]] == [
        (True, 100, 10_000),
        (False, 50, 5_000),
    ]


async def test_reception_is_told_of_each_code_once(cs: ServiceUnderTest) -> None:  # PCK-08
    person = uuid4()
    await cs.deliver(booked(uuid4(), person_ids=[person]), booked(uuid4(), person_ids=[person]), times=2)
    (told,) = await cs.published(ReferralCodeIssued)
    assert (told.person_id, told.branch_id) == (person, BRANCH)
    assert told.code == (await member(cs, person))["referral_code"]
