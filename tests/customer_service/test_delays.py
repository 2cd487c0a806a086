"""A delay on record: the call to the customer, what is promised and by whom (GEN-07, PCK-03, M-34)."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

import httpx2 as httpx
import pytest

from services.customer_service.domain.delays import AUTHORITIES, limit_of
from shared.contracts.customer_service import DelayRecorded
from shared.contracts.reception import OrderCancelled
from shared.kit.auth import Principal
from shared.kit.testing import MovableClock, ServiceUnderTest, principal
from tests.customer_service.conftest import BRANCH, booked, contacts, local

CLERK = principal(
    "zhao.min", roles=["consultant"], permissions=["customer_service.delays.*", "customer_service.contacts.*"]
)
HEAD = principal("su.min", roles=["service_manager"], permissions=["customer_service.delays.*"])
BOSS = principal("boss")
LATE = {"stage": "PRODUCING", "cause": "the printer is broken", "promise": "overtime"}


def money(fen: int) -> dict[str, Any]:
    """An amount as it is sent."""
    return {"amount": fen, "currency": "CNY"}


async def post(cs: ServiceUnderTest, path: str, body: Any = None, who: Principal = CLERK) -> httpx.Response:
    async with cs.client(who) as client:
        return await client.post(f"/v1/{path}", json=body, headers={"Idempotency-Key": str(uuid4())})


async def recorded(cs: ServiceUnderTest, order_id: UUID, who: Principal = CLERK, **more: Any) -> Any:
    answer = await post(cs, f"orders/{order_id}/delays", {**LATE, **more}, who)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def listed(cs: ServiceUnderTest, query: str = "") -> list[Any]:
    async with cs.client(HEAD) as client:
        return list((await client.get(f"/v1/delays?branch_id={BRANCH}{query}")).json()["items"])


@pytest.mark.parametrize(
    ("roles", "fen"),
    [(["reception_manager"], 50_000), (["consultant"], 0), (["scheduler", "service_manager"], 50_000), ([], 0)],
)
def test_each_role_promises_so_much_and_no_more(roles: Iterable[str], fen: int) -> None:  # M-34
    assert limit_of(AUTHORITIES, roles) == fen


async def test_the_owner_calls_who_was_not_called_yet_and_the_record_says_what_came_of_it(
    cs: ServiceUnderTest, at: MovableClock
) -> None:  # GEN-07
    order_id = uuid4()
    await cs.deliver(booked(order_id))
    delay = await recorded(cs, order_id)
    (call,) = await contacts(cs, "GEN-07")
    assert (call.assignee_id, call.order_id, delay["call"]["contact_id"]) == ("li.na", order_id, str(call.id))
    assert (delay["call"]["state"], delay["call"]["by"], delay["offer"]) == ("DUE", "li.na", None)
    at.move(minutes=20)
    outcome = {"outcome": "REACHED", "channel": "PHONE", "note": "understands, wants it before Friday"}
    assert (await post(cs, f"contacts/{call.id}/outcome", outcome)).status_code == 200
    (shown,) = await listed(cs)
    made = shown["call"]
    assert (made["state"], made["by"], made["outcome"]) == ("DONE", "zhao.min", "REACHED")
    assert (made["result"], made["at"][:16]) == (outcome["note"], "2026-11-23T02:20")
    async with cs.client() as client:
        part = (await client.get(f"/v1/orders/{order_id}/customer-service")).json()
    assert [one["call"]["result"] for one in part["delays"]] == [outcome["note"]]


async def test_who_was_called_before_is_not_called_again(cs: ServiceUnderTest, at: MovableClock) -> None:
    order_id = uuid4()
    await cs.deliver(booked(order_id))
    called: dict[str, Any] = {"called_at": local(23, 9).isoformat(), "call_result": "is content with Friday"}
    delay = await recorded(cs, order_id, **called)
    assert await contacts(cs, "GEN-07") == []
    assert (delay["call"]["state"], delay["call"]["by"]) == ("DONE", "zhao.min")
    assert delay["call"]["result"] == called["call_result"]
    later = {"called_at": local(30, 9).isoformat(), "call_result": "yes"}
    for wrong in ({"called_at": called["called_at"]}, {"call_result": "yes"}, later):
        refused = await post(cs, f"orders/{order_id}/delays", {**LATE, **wrong})
        assert (refused.status_code, refused.json()["code"]) == (422, "delay.call_incomplete")


async def test_nobody_calls_about_an_order_that_is_over(cs: ServiceUnderTest) -> None:
    order_id = uuid4()
    await cs.deliver(booked(order_id))
    await recorded(cs, order_id)
    await cs.deliver(OrderCancelled(branch_id=BRANCH, order_id=order_id, reason="moved", approved_by="boss"))
    assert [call.state for call in await contacts(cs, "GEN-07")] == ["CANCELLED"]
    assert (await recorded(cs, order_id))["call"] is None


async def test_what_one_may_promise_is_promised_and_more_waits_for_somebody_else(
    cs: ServiceUnderTest,
) -> None:  # GEN-07, PCK-03, M-34
    order_id = uuid4()
    await cs.deliver(booked(order_id))
    small = await recorded(cs, order_id, HEAD, compensation=money(50_000))
    assert (small["offer"], small["decided_by"]) == ("AGREED", "su.min")
    much = await recorded(cs, order_id, compensation=money(1))
    more = await recorded(cs, order_id, compensation=money(50_001))
    assert {much["offer"], more["offer"]} == {"ASKED"}
    assert {one["id"] for one in await listed(cs, "&offer=ASKED")} == {much["id"], more["id"]}
    own = await post(cs, f"delays/{much['id']}/approval", who=principal("zhao.min"))
    assert (own.status_code, own.json()["code"]) == (409, "delay.own_offer")
    too_high = await post(cs, f"delays/{more['id']}/approval", who=HEAD)
    assert (too_high.status_code, too_high.json()["code"]) == (403, "complaint.compensation_too_high")
    agreed = (await post(cs, f"delays/{much['id']}/approval", who=HEAD)).json()
    assert (agreed["offer"], agreed["decided_by"]) == ("AGREED", "su.min")
    refused = (await post(cs, f"delays/{more['id']}/rejection", {"reason": "half of it"}, BOSS)).json()
    assert (refused["offer"], refused["decided_by"], refused["refusal"]) == ("REFUSED", "boss", "half of it")
    for again in (much, more):
        assert (await post(cs, f"delays/{again['id']}/approval", who=BOSS)).status_code == 409
    assert await listed(cs, "&offer=ASKED") == []
    async with cs.client() as client:
        month = (await client.get(f"/v1/service-summary?branch_id={BRANCH}&month=2026-11")).json()
    assert month["delays"] == [{"stage": "PRODUCING", "delays": 3, "compensation": [money(50_001)]}]


async def test_delay_goes_on_record_and_raises_priority(cs: ServiceUnderTest) -> None:  # GEN-07
    order_id = uuid4()
    await cs.deliver(booked(order_id))
    body = {"stage": "SELECTION", "cause": "disc broken", "promise": "two days earlier in production"}
    stranger = await post(cs, f"orders/{order_id}/delays", {**body, "responsible_id": "nobody.here"}, BOSS)
    assert stranger.json()["code"] == "not_found"  # MGT-07
    answer = await post(cs, f"orders/{order_id}/delays", {**body, "responsible_id": "he.mei"}, BOSS)
    assert answer.status_code == 201
    (told,) = await cs.published(DelayRecorded)
    await cs.deliver(told)
    async with cs.client() as client:
        sheet = (await client.get(f"/v1/job-sheets/{order_id}")).json()
        part = (await client.get(f"/v1/orders/{order_id}/customer-service")).json()
    assert sheet["flags"] == ["DELAYED", "PRIORITY"]
    assert [(delay["cause"], delay["responsible_id"]) for delay in part["delays"]] == [("disc broken", "he.mei")]


async def test_delay_of_an_unheard_order_is_asked_to_wait(cs: ServiceUnderTest) -> None:
    answer = await post(cs, f"orders/{uuid4()}/delays", {"stage": "PICKUP", "cause": "late"}, BOSS)
    assert (answer.status_code, answer.json()["code"]) == (409, "fact_not_arrived")
