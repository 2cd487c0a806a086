"""The month as customers saw it (M-30), stages left in time (CS-01), and problems handed upward (REC-15)."""

from typing import Any
from uuid import UUID, uuid4

from shared.contracts.reception import ReceiptVoided
from shared.contracts.scheduling import ShootCompleted
from shared.kit.testing import MovableClock, ServiceUnderTest, principal
from tests.customer_service.conftest import BRANCH, booked, booking, contacts, local, payment
from tests.customer_service.test_complaints import MANAGER, STEPS, post, report, walk

NOVEMBER = {"branch_id": BRANCH, "month": "2026-11"}


async def summary(cs: ServiceUnderTest, **changes: str) -> dict[str, Any]:
    async with cs.client() as client:
        answer = await client.get("/v1/service-summary", params=NOVEMBER | changes)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def visit(cs: ServiceUnderTest, **answer: Any) -> Any:
    """An order was photographed; its customer says how it was."""
    order_id = uuid4()
    await cs.deliver(booked(order_id), ShootCompleted(branch_id=BRANCH, order_id=order_id, booking_id=uuid4(), sets=4))
    (call,) = [one for one in await contacts(cs, "N-19") if one.order_id == order_id]
    return await post(cs, f"contacts/{call.id}/outcome", {"outcome": "REACHED", "channel": "PHONE"} | answer)


async def test_what_pleases_and_displeases_is_counted_with_reasons(cs: ServiceUnderTest) -> None:  # M-30
    await visit(cs, answer="SATISFIED", pleased=["PHOTOGRAPHY", "MANNERS"])
    await visit(cs, answer="SO_SO", pleased=["PHOTOGRAPHY"], displeased=["WAITING"], note="an hour late")
    await visit(cs, answer="DISSATISFIED", displeased=["WAITING", "PRICE"], note="never again")
    found = await summary(cs)
    counts = [(one["aspect"], one["pleased"], one["displeased"]) for one in found["aspects"]]
    assert counts == [("WAITING", 0, 2), ("PRICE", 0, 1), ("PHOTOGRAPHY", 2, 0), ("MANNERS", 1, 0)]
    assert {one["note"] for one in found["displeased"]} == {"an hour late", "never again"}
    assert [one["pleased"] for one in found["pleased"]] == [["MANNERS", "PHOTOGRAPHY"]]
    assert (await summary(cs, month="2026-12"))["aspects"] == []


async def test_what_pleased_is_only_asked_with_an_answer(cs: ServiceUnderTest) -> None:  # CS-11
    order_id = uuid4()
    await cs.deliver(booked(order_id), booking(order_id, local(24, 9)))
    (n06,) = await contacts(cs, "N-06")
    body = {"outcome": "REACHED", "channel": "PHONE", "pleased": ["PRICE"]}
    refused = await post(cs, f"contacts/{n06.id}/outcome", body)
    assert (refused.status_code, refused.json()["code"]) == (422, "contact.answer_unexpected")


async def test_complaints_and_delays_say_what_they_cost(cs: ServiceUnderTest) -> None:  # M-30, GEN-07
    complaint = await report(cs)
    await walk(cs, complaint["id"], *STEPS[:4])
    order_id = uuid4()
    await cs.deliver(booked(order_id))
    for amount in (3000, None):
        paid = {"amount": amount, "currency": "CNY"} if amount else None
        body = {"stage": "SELECTION", "cause": "disc broken", "compensation": paid}
        assert (await post(cs, f"orders/{order_id}/delays", body, MANAGER)).status_code == 201
    found = await summary(cs)
    assert (found["complaints"], found["valid_complaints"], found["valid_solved"]) == (1, 1, 0)
    assert found["complaint_compensation"] == [{"amount": 5000, "currency": "CNY"}]
    assert found["delays"] == [
        {"stage": "SELECTION", "delays": 2, "compensation": [{"amount": 3000, "currency": "CNY"}]}
    ]


async def test_cs_20_points_of_a_month_by_own_spending_and_by_recommending(cs: ServiceUnderTest) -> None:
    order_id, friend, mother = uuid4(), uuid4(), uuid4()
    spent = payment(order_id, 2000)
    voided = payment(order_id, 100)
    shot = ShootCompleted(branch_id=BRANCH, order_id=friend, booking_id=uuid4(), sets=4)
    await cs.deliver(booked(order_id, person_ids=[mother]), spent, voided)
    await cs.deliver(booked(friend, referrer_person_id=mother), shot)
    void = ReceiptVoided(
        branch_id=BRANCH, order_id=order_id, receipt_id=voided.receipt_id, receipt_number="R26-GG01-000002",
        amount=voided.amount, reason="miswritten",
    )  # fmt: skip
    await cs.deliver(void)
    found = {line["reason"]: (line["lines"], line["points"]) for line in (await summary(cs))["points"]}
    assert found == {"SPENT": (2, 210), "VOIDED": (1, -10), "REFERRED": (1, 100)}


async def test_stages_are_left_in_time_or_late(cs: ServiceUnderTest, at: MovableClock) -> None:  # CS-01
    early, late = uuid4(), uuid4()
    for order_id in (early, late):
        await cs.deliver(booked(order_id), booking(order_id, local(24, 9)))
    at.set(local(24, 9, 30))
    await cs.deliver(_shot(early))
    at.set(local(25, 9))
    await cs.deliver(_shot(late))
    stages = {one["stage"]: (one["left"], one["in_time"]) for one in (await summary(cs))["stages"]}
    assert stages["BOOKED"] == (2, 2)
    assert stages["SCHEDULED"] == (2, 0)
    assert (await summary(cs, month="2026-12"))["stages"] == []


def _shot(order_id: UUID) -> ShootCompleted:
    return ShootCompleted(branch_id=BRANCH, order_id=order_id, booking_id=uuid4(), sets=4)


async def test_a_problem_goes_to_the_store_manager_with_who_is_presumed(cs: ServiceUnderTest) -> None:  # REC-15
    await cs.know_staff("boss.zhao", "store_manager")
    order_id = uuid4()
    await cs.deliver(booked(order_id), booking(order_id, local(24, 9)))
    (n06,) = await contacts(cs, "N-06")
    body = {"problem": "the dress was given away", "responsible_staff_id": "sun.yi"}
    told = await post(cs, f"contacts/{n06.id}/escalation", body, principal("li.na"), key="once")
    again = await post(cs, f"contacts/{n06.id}/escalation", body, principal("li.na"), key="once")
    assert (told.status_code, told.json()["assignee_id"], told.json()["order_id"]) == (201, "boss.zhao", str(order_id))
    assert told.json() == again.json()
    async with cs.client() as client:
        path = f"/v1/contacts/{told.json()['id']}"
        shown = (await client.get(path, headers={"Accept-Language": "en"})).json()
    assert "the dress was given away" in shown["script"]
    assert "Sun Yi" in shown["script"]
    assert [one.state.value for one in await contacts(cs, "N-06")] == ["PLANNED"]
    assert len(await contacts(cs, "REC-15")) == 1


async def test_another_branch_escalates_nothing(cs: ServiceUnderTest) -> None:
    await cs.deliver(booked(uuid4()))
    (n03,) = await contacts(cs, "N-03")
    elsewhere = principal(branches=["GG02"])
    assert (await post(cs, f"contacts/{n03.id}/escalation", {"problem": "x"}, elsewhere)).status_code == 404
    async with cs.client(elsewhere) as client:
        assert (await client.get("/v1/service-summary", params=NOVEMBER)).status_code == 404
