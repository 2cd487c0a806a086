"""Customer service visits after every extra service: a signature on the spot or words (M-29, M-89)."""

from typing import Any
from uuid import UUID, uuid4

from shared.contracts.customer_service import ComplaintOpened, VisitAnswered
from shared.contracts.reception import OrderCancelled, WorkOrderSettled, WorkOrderSigned
from shared.kit.testing import ServiceUnderTest
from tests.customer_service.conftest import BRANCH, booked, contacts, local

PHONE: dict[str, Any] = {"outcome": "REACHED", "channel": "PHONE", "answer": "SATISFIED", "note": "very pretty"}
HERE = PHONE | {"channel": "IN_PERSON", "note": None}


def signed(order_id: UUID, **more: Any) -> WorkOrderSigned:
    """The customer signed for the work."""
    about = {"branch_id": BRANCH, "order_id": order_id, "work_order_id": uuid4()}
    named = {"work_number": "W26-GG01-000001", "service_name": "Framing"}
    return WorkOrderSigned(**about | named | {"on_site": True, "redone": 0} | more)


async def tell(cs: ServiceUnderTest, contact_id: UUID, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    """How the visit went."""
    async with cs.client() as client:
        answer = await client.post(f"/v1/contacts/{contact_id}/outcome", json=body)
    return answer.status_code, answer.json()


async def test_every_end_of_a_work_order_is_visited_the_next_day(cs: ServiceUnderTest) -> None:  # M-29, M-89
    order_id = uuid4()
    settled = WorkOrderSettled(
        branch_id=BRANCH, order_id=order_id, work_order_id=uuid4(), charged=False, finding="ours",
        work_number="W26-GG01-000002", service_name="Album",
    )  # fmt: skip
    unnamed = signed(order_id, service_name=None, work_number=None)
    await cs.deliver(booked(order_id), signed(order_id), settled, unnamed, times=2)
    first, second = await contacts(cs, "M-29")
    assert {(one.assignee_id, one.due_at >= local(24, 9)) for one in (first, second)} == {("he.mei", True)}
    assert second.work_order_id == settled.work_order_id
    async with cs.client() as client:
        script = (await client.get(f"/v1/contacts/{second.id}")).json()["script"]
    assert "Album (W26-GG01-000002)" in script
    await cs.deliver(OrderCancelled(branch_id=BRANCH, order_id=order_id, reason="separated", approved_by="chen.ye"))
    assert {one.state.value for one in await contacts(cs, "M-29")} == {"CANCELLED"}


async def test_by_telephone_the_opinion_and_in_person_the_signature(cs: ServiceUnderTest) -> None:  # M-29
    order_id = uuid4()
    await cs.deliver(booked(order_id), signed(order_id), signed(order_id))
    called, visited = await contacts(cs, "M-29")
    assert (await tell(cs, called.id, PHONE | {"note": None}))[1]["code"] == "contact.opinion_needed"
    assert (await tell(cs, called.id, PHONE | {"paper_scan_id": str(uuid4())}))[1]["code"] == (
        "contact.signature_unexpected"
    )
    assert (await tell(cs, visited.id, HERE))[1]["code"] == "contact.signature_needed"
    assert (await tell(cs, called.id, PHONE))[0] == 200
    assert (await tell(cs, visited.id, HERE | {"signature_image": "aW5r"}))[0] == 200
    told = {said.work_order_id: said for said in await cs.published(VisitAnswered)}
    by_phone, on_site = told[called.work_order_id], told[visited.work_order_id]
    assert (by_phone.on_site, by_phone.opinion, by_phone.visited_by) == (False, "very pretty", "wang.li")
    assert (on_site.on_site, on_site.opinion, on_site.answer) == (True, None, "SATISFIED")


async def test_who_is_not_content_gets_work_and_no_complaint(cs: ServiceUnderTest) -> None:  # M-29
    order_id = uuid4()
    await cs.deliver(booked(order_id), signed(order_id))
    (one,) = await contacts(cs, "M-29")
    assert (await tell(cs, one.id, PHONE | {"answer": "DISSATISFIED", "note": "it came off"}))[0] == 200
    (said,) = await cs.published(VisitAnswered)
    assert (said.answer, said.opinion) == ("DISSATISFIED", "it came off")
    assert await cs.published(ComplaintOpened) == []


async def test_not_reached_needs_neither_words_nor_signature(cs: ServiceUnderTest) -> None:  # CS-13, M-29
    order_id = uuid4()
    await cs.deliver(booked(order_id), signed(order_id))
    (one,) = await contacts(cs, "M-29")
    assert (await tell(cs, one.id, {"outcome": "NOT_REACHED", "channel": "PHONE"}))[0] == 200
    assert await cs.published(VisitAnswered) == []
