"""Whoever complained is told how it stands until it is solved, or an agent is reminded (M-11)."""

from datetime import UTC
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.customer_service.domain.contacts import ContactState
from services.customer_service.models import Contact
from shared.kit.testing import MovableClock, ServiceUnderTest
from tests.customer_service.conftest import booked, contacts, local
from tests.customer_service.test_complaint_issues import LEADER, ask, opened
from tests.customer_service.test_complaints import AGENT, STEPS, post, report, walk
from tests.customer_service.test_customer_page import link, page

REFUSED = {"verdict": "NOT_ESTABLISHED", "class": "INVALID", "explanation": "both prints are in the box"}


@pytest.fixture
async def staffed(cs: ServiceUnderTest) -> ServiceUnderTest:
    """With an agent and a store manager."""
    await cs.know_staff("he.mei", "service_agent")
    await cs.know_staff("boss.zhao", "store_manager")
    return cs


def moment(day: int) -> str:
    """Six in the evening of that day, as answers write it."""
    return local(day, 18).astimezone(UTC).isoformat().replace("+00:00", "Z")


async def reminders(cs: ServiceUnderTest, complaint: dict[str, Any]) -> list[Contact]:
    """What is left of the reminders about that complaint."""
    found = [one for one in await contacts(cs, "M-11") if one.complaint_id == UUID(complaint["id"])]
    return [one for one in found if one.state is ContactState.PLANNED]


async def test_m_11_an_agent_is_reminded_two_days_after_the_last_news(
    staffed: ServiceUnderTest, at: MovableClock
) -> None:
    at.set(local(23, 15))
    complaint = await report(staffed)
    (first,) = await reminders(staffed, complaint)
    assert (first.assignee_id, first.due_at, first.deadline_at) == ("he.mei", local(25, 10), local(25, 20))
    async with staffed.client() as client:
        script = (await client.get(f"/v1/contacts/{first.id}", headers={"Accept-Language": "en"})).json()["script"]
    assert complaint["number"] in script
    at.set(local(24, 11))
    await walk(staffed, complaint["id"], ("progress", {"note": "printed again"}))
    assert [(one.due_at, one.state.value) for one in await contacts(staffed, "M-11")] == [
        (local(25, 10), "CANCELLED"),
        (local(26, 10), "PLANNED"),
    ]


async def test_m_11_however_often_told_one_reminder_is_left(staffed: ServiceUnderTest) -> None:
    complaint = await report(staffed)
    await walk(staffed, complaint["id"], *[("progress", {"note": note}) for note in ("we look", "we print")])
    assert len(await reminders(staffed, complaint)) == 1


async def test_m_11_nobody_is_reminded_of_what_is_explained_or_signed(
    staffed: ServiceUnderTest, at: MovableClock
) -> None:
    refused, signed = await report(staffed), await report(staffed)
    await walk(staffed, refused["id"], ("judgement", REFUSED), ("progress", {"note": "explained again"}))
    await walk(staffed, signed["id"], *STEPS[:4])
    assert [len(await reminders(staffed, one)) for one in (refused, signed)] == [0, 1]
    await walk(staffed, signed["id"], STEPS[4])
    assert await reminders(staffed, signed) == []
    at.set(local(27, 9))
    await walk(staffed, signed["id"], ("revisit", {"answer": "DISSATISFIED", "note": "still missing"}))
    assert [one.due_at for one in await reminders(staffed, signed)] == [local(29, 10)]


async def test_m_11_the_store_manager_is_reminded_of_what_is_about_customer_service(
    staffed: ServiceUnderTest,
) -> None:  # M-10
    complaint = await report(staffed, about_customer_service=True)
    assert [one.assignee_id for one in await reminders(staffed, complaint)] == ["boss.zhao"]


async def test_m_11_a_notice_to_everybody_is_news_to_each(staffed: ServiceUnderTest, at: MovableClock) -> None:  # M-09
    complaints = [await report(staffed) for _ in range(2)]
    issue = await opened(staffed, *complaints)
    at.set(local(24, 12))
    notice = await ask(staffed, "POST", f"/{issue['id']}/notice", {"text": "all are printed again"}, LEADER, version=1)
    assert notice.status_code == 200
    assert [[one.due_at for one in await reminders(staffed, told)] for told in complaints] == [[local(26, 10)]] * 2


async def test_m_11_the_customer_reads_what_was_told_and_nothing_else(
    staffed: ServiceUnderTest, at: MovableClock
) -> None:
    at.set(local(23, 15))
    order_id = uuid4()
    await staffed.deliver(booked(order_id))
    code = (await link(staffed, order_id))["code"]
    complaint = await report(staffed, order_id=str(order_id))
    await report(staffed)
    told = {"note": "printed again", "resolve_by": local(27, 18).isoformat()}
    for _ in range(2):
        await post(staffed, f"complaints/{complaint['id']}/progress", told, AGENT, key="pressed twice")
    meeting = {"meets_at": local(28, 18).isoformat(), "place": "Hall 2"}
    issue = await opened(staffed, complaint)
    assert (await ask(staffed, "PUT", f"/{issue['id']}/meeting", meeting, LEADER, version=1)).status_code == 200
    (shown,) = (await page(staffed, code)).json()["complaints"]
    read = [(one["note"], one["meets_at"], one["resolve_by"]) for one in shown["news"]]
    assert read == [("Hall 2", moment(28), None), ("printed again", None, moment(27))]
    assert set(shown["news"][0]) == {"at", "note", "meets_at", "resolve_by"}
