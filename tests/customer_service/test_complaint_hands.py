"""Whose hands a complaint is in: its handler, its promise, complaints about customer service itself."""

from datetime import datetime
from typing import Any

import pytest

from services.customer_service.domain.complaints import supervisor_of
from shared.contracts.customer_service import ComplaintJudged
from shared.kit.testing import MovableClock, ServiceUnderTest, principal
from tests.customer_service.conftest import BRANCH, contacts, local
from tests.customer_service.test_complaints import AGENT, MANAGER, STEPS, VALID, post, report, walk

SERVICE = principal(
    "he.mei",
    permissions=["customer_service.complaints.report", "customer_service.complaints.handle",
                 "customer_service.complaints.read", "customer_service.complaints.judge"],
)  # fmt: skip
HEAD = principal("wang.fang", permissions=["customer_service.complaints.handle"])
DIRECTOR = principal(
    "director",
    permissions=["customer_service.complaints.handle", "customer_service.complaints.judge_own_department"],
)
OF_RECEPTION = VALID | {"responsible_department": "RECEPTION"}


@pytest.fixture
async def staffed(cs: ServiceUnderTest) -> ServiceUnderTest:
    """With a store manager and a supervisor of reception."""
    await cs.know_staff("boss.zhao", "store_manager")
    await cs.know_staff("wang.fang", "reception_manager")
    return cs


@pytest.mark.parametrize(
    ("department", "role"),
    [("RECEPTION", "reception_manager"), ("CUSTOMER_SERVICE", "store_manager"), (None, "store_manager")],
)
def test_each_department_has_a_supervisor(department: str | None, role: str) -> None:  # M-04, M-10
    assert supervisor_of(department) == role


async def test_the_supervisor_of_the_department_handles_it_and_is_told(staffed: ServiceUnderTest) -> None:  # M-04
    complaint = await report(staffed)
    judged = await walk(staffed, complaint["id"], ("judgement", OF_RECEPTION), who=SERVICE)
    (told,) = await contacts(staffed, "M-04")
    assert (judged["handler_id"], told.assignee_id, told.complaint_id) == ("wang.fang", "wang.fang", told.complaint_id)
    assert str(told.complaint_id) == complaint["id"]
    async with staffed.client() as client:
        script = (await client.get(f"/v1/contacts/{told.id}", headers={"Accept-Language": "en"})).json()["script"]
    assert complaint["number"] in script


async def test_another_handler_may_be_named(staffed: ServiceUnderTest) -> None:  # M-04
    complaint = await report(staffed)
    judged = await walk(staffed, complaint["id"], ("judgement", OF_RECEPTION | {"handler_id": "li.na"}), who=SERVICE)
    assert judged["handler_id"] == "li.na"
    assert [one.assignee_id for one in await contacts(staffed, "M-04")] == ["li.na"]


async def test_the_handler_investigates_and_proposes_and_no_more(staffed: ServiceUnderTest) -> None:  # M-04
    complaint = await report(staffed)
    path = f"complaints/{complaint['id']}"
    early = await post(staffed, f"{path}/judgement", OF_RECEPTION, HEAD)
    assert (early.status_code, early.json()["code"]) == (403, "complaint.not_yours")
    await walk(staffed, complaint["id"], ("judgement", OF_RECEPTION), who=SERVICE)
    stranger = principal("somebody", permissions=["customer_service.complaints.handle"])
    assert (await post(staffed, f"{path}/investigation", STEPS[1][1], stranger)).status_code == 403
    async with staffed.client(stranger) as client:
        assert (await client.get(f"/v1/{path}")).json()["code"] == "complaint.not_yours"
    await walk(staffed, complaint["id"], *STEPS[1:3], who=HEAD)
    async with staffed.client(HEAD) as client:
        assert (await client.get(f"/v1/{path}")).json()["state"] == "PROPOSED"
    assert [one.state.value for one in await contacts(staffed, "M-04")] == ["CANCELLED"]


async def test_the_leader_decides_and_does_not_judge(staffed: ServiceUnderTest) -> None:  # CS-35
    leader = principal("leader", permissions=["customer_service.complaints.*"])
    decides = principal(
        "leader",
        permissions=["customer_service.complaints.handle", "customer_service.complaints.decide"],
        roles=["service_manager"],
    )
    complaint = await report(staffed)
    path = f"complaints/{complaint['id']}"
    assert (await post(staffed, f"{path}/judgement", VALID, decides)).json()["code"] == "complaint.not_yours"
    await walk(staffed, complaint["id"], *STEPS[:3], who=leader)
    assert (await post(staffed, f"{path}/decision", STEPS[3][1], decides)).json()["state"] == "DECIDED"


async def test_a_reopened_complaint_is_its_handlers_again(staffed: ServiceUnderTest) -> None:  # M-04, M-13
    complaint = await report(staffed)
    await walk(staffed, complaint["id"], ("judgement", OF_RECEPTION), *STEPS[1:])
    await walk(staffed, complaint["id"], ("revisit", {"answer": "DISSATISFIED", "note": "still missing"}))
    assert [one.state.value for one in await contacts(staffed, "M-04")] == ["CANCELLED", "PLANNED"]


async def test_what_is_about_customer_service_goes_outside_at_once(staffed: ServiceUnderTest) -> None:  # M-10
    complaint = await report(staffed, about_customer_service=True)
    assert [one.assignee_id for one in await contacts(staffed, "M-10")] == ["boss.zhao"]
    path = f"complaints/{complaint['id']}/judgement"
    refused = await post(staffed, path, VALID, SERVICE)
    assert (refused.status_code, refused.json()["code"]) == (403, "complaint.own_department")
    judged = await post(staffed, path, VALID | {"responsible_department": "CUSTOMER_SERVICE"}, DIRECTOR)
    assert judged.json()["handler_id"] == "boss.zhao"
    await walk(staffed, complaint["id"], *STEPS[1:], who=MANAGER)
    assert [one.assignee_id for one in await contacts(staffed, "N-22")] == ["boss.zhao"]
    other = await report(staffed)
    assert (await post(staffed, f"complaints/{other['id']}/judgement", VALID, DIRECTOR)).status_code == 403
    assert [event.complaint_class for event in await staffed.published(ComplaintJudged)] == ["VALID"]


async def test_solved_the_same_day_unless_promised_otherwise(cs: ServiceUnderTest, at: MovableClock) -> None:  # M-86
    def promised(complaint: dict[str, Any]) -> datetime:
        return datetime.fromisoformat(complaint["resolve_by"])

    first = await report(cs)
    assert promised(first) == local(23, 21)
    assert promised(await report(cs, resolve_by=local(25, 12).isoformat())) == local(25, 12)
    body = {"branch_id": BRANCH, "channel": "PHONE", "nature": "VALID", "content": "late"}
    past = await post(cs, "complaints", body | {"resolve_by": local(23, 9).isoformat()})
    assert (past.status_code, past.json()["code"]) == (422, "complaint.promise_in_past")
    told = ("progress", {"note": "printed again", "resolve_by": local(24, 18).isoformat()})
    assert promised(await walk(cs, first["id"], told)) == local(24, 18)
    at.set(local(23, 21, 30))
    assert promised(await report(cs)) == local(24, 21)


async def test_penalty_of_who_is_responsible_is_kept(cs: ServiceUnderTest) -> None:  # CS-36
    complaint = await report(cs)
    signed = STEPS[4][1] | {"penalty": "both by the house rules"}
    await walk(cs, complaint["id"], *STEPS[:4], ("execution", signed))
    async with cs.client(AGENT) as client:
        assert (await client.get(f"/v1/complaints/{complaint['id']}")).json()["penalty"] == "both by the house rules"
