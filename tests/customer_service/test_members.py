"""Points from own spending and referrals; levels (CS-20, A-26)."""

from itertools import pairwise
from uuid import UUID, uuid4

import pytest

from services.customer_service.domain.members import Level, level_of, points_for
from shared.contracts.customer_service import MemberUpgraded, PointsGranted
from shared.contracts.reception import ReceiptForm, ReceiptVoided, RefundMade
from shared.contracts.scheduling import ShootCompleted
from shared.contracts.values import Money
from shared.kit.testing import ServiceUnderTest
from tests.customer_service.conftest import BRANCH, booked, payment


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
