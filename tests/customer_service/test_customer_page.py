"""The customer's page: links that open one order, and what a customer may do behind one."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from services.customer_service.domain.customer_page import StepState, steps
from services.customer_service.domain.stages import Stage
from services.customer_service.models import CustomerLink
from shared.contracts.customer_service import AppointmentAnswered
from shared.contracts.post_production import SelectionConfirmed
from shared.kit.auth import Principal
from shared.kit.testing import MovableClock, ServiceUnderTest, principal
from tests.customer_service.conftest import BRANCH, balance, booked, booking, contacts, local, payment, whole_way

MAKE = ("customer_service.customer_links.make",)
VISITOR = Principal(
    "visitor",
    frozenset(),
    ("customer_service.customer_page.read", "customer_service.customer_page.tell"),
    frozenset(),
)


async def link(cs: ServiceUnderTest, order_id: UUID, **body: Any) -> dict[str, Any]:
    async with cs.client(principal("li.na", permissions=MAKE)) as client:
        answer = await client.post(f"/v1/orders/{order_id}/customer-links", json=body)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def page(cs: ServiceUnderTest, code: str, language: str = "zh-CN") -> Any:
    async with cs.client(VISITOR) as client:
        return await client.get(f"/v1/customer/{code}", headers={"Accept-Language": language})


async def tell(cs: ServiceUnderTest, path: str, **body: Any) -> Any:
    async with cs.client(VISITOR) as client:
        return await client.post(f"/v1/customer/{path}", json=body, headers={"Idempotency-Key": uuid4().hex})


async def test_the_page_tells_the_way_the_appointment_and_the_points(cs: ServiceUnderTest) -> None:
    order_id = uuid4()
    shoot = booking(order_id, local(28, 9))
    await cs.deliver(booked(order_id), balance(order_id, 2999, 1), payment(order_id, 1000), shoot)
    made = await link(cs, order_id)
    shown = (await page(cs, made["code"], "en")).json()
    assert (shown["number"], shown["stage"], shown["owed"]["amount"]) == ("O26-GG01-0001", "SCHEDULED", 299900)
    assert [step["state"] for step in shown["steps"]] == ["DONE", "NOW", "AHEAD", "AHEAD", "AHEAD"]
    assert [one["kind"] for one in shown["appointments"]] == ["SHOOT"]
    assert any("balance" in advice for advice in shown["to_bring"])
    assert (shown["points"], shown["level"]) == (100, "NONE")


async def test_who_has_chosen_is_not_asked_to_come_and_choose(cs: ServiceUnderTest) -> None:
    order_id = uuid4()
    way = whole_way(order_id)
    chosen = next(n for n, fact in enumerate(way) if isinstance(fact, SelectionConfirmed))
    await cs.deliver(*way[:chosen])
    code = (await link(cs, order_id))["code"]
    assert "SELECTION" in [one["kind"] for one in (await page(cs, code)).json()["appointments"]]
    await cs.deliver(way[chosen], at=local(23, 20))
    assert "SELECTION" not in [one["kind"] for one in (await page(cs, code)).json()["appointments"]]


async def test_the_page_names_nobody_and_no_other_order(cs: ServiceUnderTest) -> None:
    mine, other = uuid4(), uuid4()
    await cs.deliver(booked(mine), booked(other, number="O26-GG01-0002"))
    text = (await page(cs, (await link(cs, mine))["code"])).text
    assert "O26-GG01-0002" not in text
    assert "li.na" not in text
    assert str(mine) not in text


async def test_only_the_hash_of_a_code_is_kept(cs: ServiceUnderTest) -> None:
    order_id = uuid4()
    await cs.deliver(booked(order_id))
    made = await link(cs, order_id)
    async with cs.session() as session:
        kept = await session.get(CustomerLink, UUID(made["id"]))
    assert kept is not None
    assert made["code"] not in str(kept.model_dump())


async def test_a_link_expires_and_can_be_withdrawn(cs: ServiceUnderTest, at: MovableClock) -> None:
    order_id = uuid4()
    await cs.deliver(booked(order_id))
    first, second = await link(cs, order_id, days=1), await link(cs, order_id)
    at.set(local(24, 11))
    assert (await page(cs, first["code"])).json()["code"] == "customer_page.closed"
    async with cs.client(principal("li.na", permissions=MAKE)) as client:
        gone = await client.delete(f"/v1/orders/{order_id}/customer-links/{second['id']}")
        left = (await client.get(f"/v1/orders/{order_id}/customer-links")).json()["items"]
    assert gone.status_code == 204
    assert (await page(cs, second["code"])).status_code == 404
    assert {one["id"]: one["withdrawn_at"] is not None for one in left} == {first["id"]: False, second["id"]: True}


@pytest.mark.parametrize("code", ["A" * 24, "short"])
async def test_an_unknown_code_opens_nothing(cs: ServiceUnderTest, code: str) -> None:
    assert (await page(cs, code)).status_code in (404, 422)


async def test_another_branch_makes_no_link(cs: ServiceUnderTest) -> None:
    order_id = uuid4()
    await cs.deliver(booked(order_id))
    async with cs.client(principal("x", permissions=MAKE, branches=["OTHER"])) as client:
        refused = await client.post(f"/v1/orders/{order_id}/customer-links", json={})
    assert refused.status_code in (404, 409, 503)


async def test_a_customer_complains_three_times_a_day_at_most(cs: ServiceUnderTest) -> None:  # CS-30, CS-32
    order_id = uuid4()
    await cs.deliver(booked(order_id))
    code = (await link(cs, order_id))["code"]
    answers = [await tell(cs, f"{code}/complaints", content=f"Too late, {n}") for n in range(4)]
    assert [answer.status_code for answer in answers] == [201, 201, 201, 429]
    async with cs.client() as client:
        kept = (await client.get("/v1/complaints", params={"order_id": str(order_id)})).json()["items"]
    assert {(one["channel"], one["received_by"], one["branch_id"]) for one in kept} == {("WEB", "customer", BRANCH)}


async def test_a_wish_for_another_time_becomes_one_call_of_the_consultant(cs: ServiceUnderTest) -> None:  # GEN-11
    order_id = uuid4()
    shoot = booking(order_id, local(28, 9))
    await cs.deliver(booked(order_id), shoot)
    code = (await link(cs, order_id))["code"]
    path = f"{code}/appointments/{shoot.booking_id}/reply"
    assert (await tell(cs, path, reply="MOVE")).json()["code"] == "customer_page.wish_needed"
    assert (await tell(cs, path, reply="COMING")).status_code == 204
    assert (await tell(cs, path, reply="MOVE", wish="Sunday morning")).status_code == 204
    (call,) = await contacts(cs, "MOVING")
    assert (call.assignee_id, call.template, call.parameters["note"]) == ("li.na", "customer_moving", "Sunday morning")
    assert (await page(cs, code)).json()["appointments"][0]["reply"] == "MOVE"
    async with cs.client() as client:
        script = (await client.get(f"/v1/contacts/{call.id}", headers={"Accept-Language": "en"})).json()["script"]
    assert "2026-11-28 09:00" in script
    assert "Sunday morning" in script
    assert [fact.outcome for fact in await cs.published(AppointmentAnswered)] == ["COMING", "MOVING"]


async def test_somebody_elses_appointment_is_not_answered(cs: ServiceUnderTest) -> None:
    mine, other = uuid4(), uuid4()
    foreign = booking(other, local(28, 9))
    await cs.deliver(booked(mine), booked(other), foreign)
    code = (await link(cs, mine))["code"]
    refused = await tell(cs, f"{code}/appointments/{foreign.booking_id}/reply", reply="COMING")
    assert refused.json()["code"] == "customer_page.no_appointment"
    assert [await contacts(cs, rule) for rule in ("COMING", "MOVING")] == [[], []]


async def test_all_steps_are_done_after_pickup(cs: ServiceUnderTest) -> None:
    order_id = uuid4()
    await cs.deliver(*whole_way(order_id))
    shown = (await page(cs, (await link(cs, order_id))["code"])).json()
    assert {step["state"] for step in shown["steps"]} == {"DONE"}


def test_a_cancelled_order_goes_no_further() -> None:
    assert {step.state for step in steps(Stage.CANCELLED, [])} == {StepState.AHEAD}
