"""The visit after a complaint: whose it is and how it is made; what did not satisfy has its own time (M-12, M-13)."""

from typing import Any
from uuid import uuid4

from shared.kit.testing import ServiceUnderTest
from tests.customer_service.conftest import contacts, local
from tests.customer_service.test_complaints import AGENT, ANALYSIS, MANAGER, STEPS, VALID, post, report, walk

MAJOR = ("investigation", STEPS[1][1] | {"emergency_measure": "called", "prevention": "count twice"})


async def signed(cs: ServiceUnderTest) -> str:
    """A major complaint whose result the customer signed."""
    complaint = await report(cs, channel="MEDIA")
    steps = (("judgement", VALID), MAJOR, STEPS[2], ("analysis", ANALYSIS), *STEPS[3:])
    await walk(cs, complaint["id"], *steps, who=MANAGER)
    return str(complaint["id"])


async def state(cs: ServiceUnderTest, complaint_id: str) -> str:
    async with cs.client(MANAGER) as client:
        return str((await client.get(f"/v1/complaints/{complaint_id}")).json()["state"])


async def test_a_major_one_is_visited_by_a_manager_in_person(cs: ServiceUnderTest) -> None:  # M-12
    await cs.know_staff("liu.fen", "service_manager")
    complaint = await signed(cs)
    (n22,) = await contacts(cs, "N-22")
    assert n22.assignee_id == "liu.fen"
    path, said = f"contacts/{n22.id}/outcome", {"outcome": "REACHED", "answer": "SATISFIED"}
    in_person: dict[str, Any] = said | {"channel": "IN_PERSON"}
    by_agent = await post(cs, path, in_person, AGENT)
    assert (by_agent.status_code, by_agent.json()["code"]) == (403, "complaint.major_needs_manager")
    by_phone = await post(cs, path, said | {"channel": "PHONE"}, MANAGER)
    assert (by_phone.status_code, by_phone.json()["code"]) == (422, "complaint.visit_in_person")
    assert [contact.state.value for contact in await contacts(cs, "N-22")] == ["PLANNED"]
    assert (await post(cs, path, in_person, MANAGER)).status_code == 200
    assert await state(cs, complaint) == "REVISITED"


async def test_without_a_service_manager_the_store_manager_visits(cs: ServiceUnderTest) -> None:  # M-12
    await cs.know_staff("boss.zhao", "store_manager")
    await signed(cs)
    assert [contact.assignee_id for contact in await contacts(cs, "N-22")] == ["boss.zhao"]


async def test_a_reopened_one_is_handled_within_its_own_time(cs: ServiceUnderTest) -> None:  # M-13
    await cs.know_staff("boss.zhao", "store_manager")
    complaint = await report(cs)
    await walk(cs, complaint["id"], *STEPS, ("revisit", {"answer": "DISSATISFIED", "note": "still missing"}))
    (again,) = [contact for contact in await contacts(cs, "M-04") if contact.state.value == "PLANNED"]
    assert again.deadline_at == local(26, 18)


async def test_whoever_complains_again_without_an_order_is_taken_seriously(cs: ServiceUnderTest) -> None:  # M-02
    person = str(uuid4())
    first = await report(cs, nature="VENT", complainant_person_id=person)
    other = await report(cs, nature="VENT", complainant_person_id=str(uuid4()))
    await report(cs, nature="INFO", complainant_person_id=person)
    async with cs.client(AGENT) as client:
        natures = [(await client.get(f"/v1/complaints/{one['id']}")).json()["nature"] for one in (first, other)]
    assert natures == ["VALID", "VENT"]
