"""Points from own spending and referrals; levels (CS-20, A-26)."""

from itertools import pairwise
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.customer_service.domain.members import Level, level_of, points_for
from shared.contracts.customer_service import MemberUpgraded, PointsGranted
from shared.contracts.reception import ReceiptForm, ReceiptVoided, RefundMade
from shared.contracts.scheduling import ShootCompleted
from shared.contracts.values import Money
from shared.kit.testing import ServiceUnderTest
from tests.customer_service.conftest import BRANCH, booked, contacts, local, payment


@pytest.mark.parametrize(
    ("points", "level"),
    [(0, Level.NONE), (299, Level.NONE), (300, Level.MEMBER), (800, Level.GOLD), (2000, Level.DIAMOND)],
)
def test_points_reach_a_level(points: int, level: Level) -> None:
    assert level_of(points) is level


def test_points_of_steps_add_up_to_points_of_the_sum() -> None:
    spent = [0, 1999, 4000, 3500, 9999]
    assert sum(points_for(a, b, 1000) for a, b in pairwise(spent)) == 9


async def member(cs: ServiceUnderTest, person_id: UUID) -> dict[str, object]:
    async with cs.client() as client:
        found: dict[str, object] = (await client.get(f"/v1/members/{person_id}")).json()
    return found


async def test_spending_earns_points_and_a_level(cs: ServiceUnderTest) -> None:
    order_id, person = uuid4(), uuid4()
    await cs.deliver(booked(order_id, person_ids=[person]), payment(order_id, 3000), payment(order_id, 995), times=2)
    found = await member(cs, person)
    assert (found["points"], found["level"]) == (399, "MEMBER")
    assert [event.points for event in await cs.published(PointsGranted)] == [300, 99]
    assert [event.level for event in await cs.published(MemberUpgraded)] == ["MEMBER"]


async def test_void_and_refund_take_points_back(cs: ServiceUnderTest) -> None:
    order_id, person = uuid4(), uuid4()
    paid = payment(order_id, 3000)
    ids = {"branch_id": BRANCH, "order_id": order_id}
    voided = ReceiptVoided(
        **ids, receipt_id=paid.receipt_id, receipt_number=paid.receipt_number, amount=paid.amount, reason="wrong"
    )
    refund = RefundMade(
        **ids, refund_id=uuid4(), receipt_number=paid.receipt_number, method="CASH", amount=Money.yuan(200)
    )
    await cs.deliver(booked(order_id, person_ids=[person]), paid, payment(order_id, 1000), voided, refund, times=2)
    found = await member(cs, person)
    assert (found["points"], found["level"]) == (80, "NONE")


async def test_money_heard_of_before_its_order_is_credited_later(cs: ServiceUnderTest) -> None:
    order_id, person = uuid4(), uuid4()
    await cs.deliver(payment(order_id, 100))
    assert await cs.published(PointsGranted) == []
    await cs.deliver(booked(order_id, person_ids=[person]))
    assert (await member(cs, person))["points"] == 10


async def test_deposit_for_a_thing_is_no_spending(cs: ServiceUnderTest) -> None:
    order_id = uuid4()
    await cs.deliver(booked(order_id), payment(order_id, 100, form=ReceiptForm.DEPOSIT))
    assert await cs.published(PointsGranted) == []


async def test_referrer_is_thanked_once_after_the_shoot(cs: ServiceUnderTest) -> None:
    order_id, referrer = uuid4(), uuid4()
    shot = ShootCompleted(branch_id=BRANCH, order_id=order_id, booking_id=uuid4(), sets=4)
    again = shot.model_copy(update={"booking_id": uuid4()})
    await cs.deliver(booked(order_id, referrer_person_id=referrer), shot, again, times=2)
    assert (await member(cs, referrer))["points"] == 100
    async with cs.client() as client:
        part = (await client.get(f"/v1/orders/{order_id}/customer-service")).json()
    assert part["points"] == 100


async def test_nobody_earns_points_by_recommending_himself(cs: ServiceUnderTest) -> None:
    order_id, person = uuid4(), uuid4()
    shot = ShootCompleted(branch_id=BRANCH, order_id=order_id, booking_id=uuid4(), sets=4)
    await cs.deliver(booked(order_id, person_ids=[person], referrer_person_id=person), shot)
    assert await cs.published(PointsGranted) == []


async def test_everybody_who_ordered_has_one_code_that_tells_who_recommended(cs: ServiceUnderTest) -> None:  # PCK-08
    order_id, person = uuid4(), uuid4()
    await cs.deliver(booked(order_id, person_ids=[person]), payment(order_id, 10), times=2)
    code = str((await member(cs, person))["referral_code"])
    async with cs.client() as client:
        found = await client.get(f"/v1/referral-codes/{code[:4].lower()}-{code[4:]}")
        unknown = await client.get("/v1/referral-codes/ZZZZ9999")
    assert found.json() == {"person_id": str(person), "code": code}
    assert unknown.status_code == 404


async def test_member_sees_who_came_by_the_code_and_when_points_follow(cs: ServiceUnderTest) -> None:  # CS-20
    referrer, order_id = uuid4(), uuid4()
    await cs.deliver(
        booked(uuid4(), person_ids=[referrer]), booked(order_id, number="O26-GG01-0002", referrer_person_id=referrer)
    )
    before = (await member(cs, referrer))["referred"]
    await cs.deliver(ShootCompleted(branch_id=BRANCH, order_id=order_id, booking_id=uuid4(), sets=4))
    after = (await member(cs, referrer))["referred"]
    no_cash = {"cash": None, "cash_paid": False, "cash_refused": False}
    line = {"order_id": str(order_id), "number": "O26-GG01-0002", **no_cash}
    assert before == [line | {"shot": False, "points": 0}]
    assert after == [line | {"shot": True, "points": 100}]


async def issue(cs: ServiceUnderTest, person: UUID, number: str, **more: object) -> Any:
    async with cs.client() as client:
        body = {"branch_id": BRANCH, "kind": "GOLD", "number": number} | more
        return await client.post(f"/v1/members/{person}/cards", json=body)


async def test_a_card_is_given_out_once_and_taken_back_with_a_reason(cs: ServiceUnderTest) -> None:  # CS-20
    person, friend = uuid4(), uuid4()
    await cs.deliver(booked(uuid4(), person_ids=[person]), booked(uuid4(), person_ids=[friend]))
    card = (await issue(cs, person, "G-001")).json()
    refused = [(await issue(cs, person, "G-002")).json()["code"], (await issue(cs, friend, "G-001")).json()["code"]]
    assert refused == ["card.has_one", "card.number_taken"]
    async with cs.client() as client:
        back = await client.post(f"/v1/member-cards/{card['id']}/return", json={"reason": "moved away"})
        again = await client.post(f"/v1/member-cards/{card['id']}/return", json={"reason": "again"})
    assert (back.json()["state"], back.json()["taken_back_by"]) == ("TAKEN_BACK", "wang.li")
    assert again.status_code == 409
    assert (await issue(cs, person, "G-002")).status_code == 201
    cards = (await member(cs, person))["cards"]
    assert isinstance(cards, list)
    assert [one["number"] for one in cards if one["state"] == "ISSUED"] == ["G-002"]


async def test_n24_before_a_card_runs_out_an_agent_calls_unless_it_was_taken_back(cs: ServiceUnderTest) -> None:
    person, friend = uuid4(), uuid4()
    await cs.deliver(booked(uuid4(), person_ids=[person]), booked(uuid4(), person_ids=[friend]))
    await issue(cs, person, "G-001", expires_on="2027-06-30")
    kept = (await issue(cs, friend, "G-002", expires_on="2027-06-30")).json()
    async with cs.client() as client:
        await client.post(f"/v1/member-cards/{kept['id']}/return", json={"reason": "moved away"})
    calls = {call.person_id: (call.state.value, call.due_at, call.assignee_id) for call in await contacts(cs, "N-24")}
    due = local(31, 10, month=5).replace(year=2027)
    assert calls == {person: ("PLANNED", due, "he.mei"), friend: ("CANCELLED", due, "he.mei")}


async def test_a_customer_sees_the_own_membership_behind_the_link(cs: ServiceUnderTest) -> None:
    order_id, person = uuid4(), uuid4()
    await cs.deliver(booked(order_id, person_ids=[person]), payment(order_id, 3000))
    await issue(cs, person, "G-001")
    async with cs.client() as client:
        link = (await client.post(f"/v1/orders/{order_id}/customer-links", json={})).json()
        shown = (await client.get(f"/v1/customer/{link['code']}/membership")).json()
        closed = await client.get(f"/v1/customer/{'x' * 24}/membership")
    assert (shown["level"], shown["points"], shown["next_level"], shown["points_missing"]) == (
        "MEMBER",
        300,
        "GOLD",
        500,
    )
    assert [card["number"] for card in shown["cards"]] == ["G-001"]
    assert len(shown["referral_code"]) == 8
    assert "person_id" not in str(shown)
    assert closed.status_code == 404


async def test_a_branch_lists_its_own_members_most_points_first(cs: ServiceUnderTest) -> None:  # CS-20
    first, second, other = uuid4(), uuid4(), uuid4()
    for person, yuan in ((first, 3000), (second, 9000), (other, 100)):
        order_id = uuid4()
        await cs.deliver(booked(order_id, person_ids=[person]), payment(order_id, yuan))
    async with cs.client() as client:
        listed = (await client.get("/v1/members", params={"branch_id": BRANCH})).json()["items"]
        gold = (await client.get("/v1/members", params={"level": "GOLD"})).json()["items"]
    assert [one["person_id"] for one in listed] == [str(second), str(first)]
    assert [one["person_id"] for one in gold] == [str(second)]
