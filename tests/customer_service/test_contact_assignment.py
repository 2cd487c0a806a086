"""Whose task a contact is: agents in turn, who is responsible, the receiver of a walk-away, a proxy (GEN-03, A-16)."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from services.customer_service.domain.contacts import OPEN_STATES
from shared.contracts.pickup import (
    HandoverCompleted,
)
from shared.contracts.reception import OrderPlaced, VisitHeld, VisitLost, VisitRegistered
from shared.contracts.scheduling import (
    LeaveApproved,
    ShootCompleted,
)
from shared.kit.testing import MovableClock, ServiceUnderTest
from tests.customer_service.conftest import (
    BRANCH,
    booked,
    booking,
    confirmed_selection,
    contacts,
    content,
    local,
    payment,
)


def ids(order_id: Any) -> dict[str, Any]:
    return {"branch_id": BRANCH, "order_id": order_id}


async def test_return_visits_go_to_agents_in_equal_numbers(cs: ServiceUnderTest) -> None:  # N-19, N-21, CS-04, A-10
    await cs.know_staff("gao.xin", "service_agent")
    for _ in range(4):
        order_id = uuid4()
        await cs.deliver(booked(order_id), ShootCompleted(**ids(order_id), booking_id=uuid4(), sets=4), times=2)
    visits = await contacts(cs, "N-19")
    assert sorted(visit.assignee_id or "" for visit in visits) == ["gao.xin", "gao.xin", "he.mei", "he.mei"]
    assert {visit.due_at for visit in visits} == {local(24, 10)}
    await cs.deliver(HandoverCompleted(**ids(order_id), handover_id=uuid4(), pieces=1, by_proxy=False), times=2)
    (n21,) = await contacts(cs, "N-21")
    assert n21.due_at == local(30, 10)


async def test_members_are_visited_at_every_stage(cs: ServiceUnderTest) -> None:  # N-20, A-18
    member, other = uuid4(), uuid4()
    await cs.deliver(booked(member), payment(member, 3000), confirmed_selection(member))
    await cs.deliver(booked(other), payment(other, 500), confirmed_selection(other))
    (n20,) = await contacts(cs, "N-20")
    assert n20.order_id == member
    assert n20.deadline_at is not None
    assert n20.deadline_at <= local(26, 20)


def held(visit_id: Any, outcome: str = "THINKING") -> VisitHeld:
    return VisitHeld(branch_id=BRANCH, visit_id=visit_id, held_by="boss", outcome=outcome, receiver_id="li.na")


async def test_who_walked_away_is_called_for_a_week(cs: ServiceUnderTest) -> None:  # REC-05, A-23
    visit_id = uuid4()
    await cs.deliver(held(visit_id), times=2)
    calls = await contacts(cs, "REC-05")
    assert [call.due_at for call in calls] == [local(23 + days, 10) for days in (1, 3, 5, 7)]
    assert {call.assignee_id for call in calls} == {"li.na"}


@pytest.mark.parametrize("end", ["lost", "ordered", "second visit"])
async def test_calls_stop_when_the_visit_is_decided(cs: ServiceUnderTest, end: str) -> None:
    visit_id = uuid4()
    lost = VisitLost(branch_id=BRANCH, visit_id=visit_id, reason="price", receiver_id="li.na")
    placed = OrderPlaced(branch_id=BRANCH, order_id=uuid4(), content=content(), visit_id=visit_id)
    again = VisitRegistered(branch_id=BRANCH, visit_id=uuid4(), receiver_id="li.na", previous_visit_id=visit_id)
    await cs.deliver(held(visit_id), {"lost": lost, "ordered": placed, "second visit": again}[end])
    assert not any(contact.state in OPEN_STATES for contact in await contacts(cs, "REC-05"))


async def test_lost_at_the_hold_is_not_called(cs: ServiceUnderTest) -> None:
    await cs.deliver(held(uuid4(), "LOST"))
    assert await contacts(cs, "REC-05") == []


async def test_booking_heard_of_before_its_order_waits_for_an_owner(cs: ServiceUnderTest) -> None:
    order_id = uuid4()
    await cs.deliver(booking(order_id, local(28, 9, 30)))
    (n06,) = await contacts(cs, "N-06")
    assert n06.assignee_id is None
    await cs.deliver(booked(order_id))
    (n06,) = await contacts(cs, "N-06")
    assert n06.assignee_id == "li.na"


def leave(first: int, last: int, staff: str = "li.na", proxy: str = "sun.yi") -> LeaveApproved:
    return LeaveApproved(
        branch_id=BRANCH, leave_id=uuid4(), staff_id=staff, proxy_id=proxy,
        first_day=date(2026, 11, first), last_day=date(2026, 11, last),
    )  # fmt: skip


@pytest.mark.parametrize("leave_first", [True, False])
async def test_tasks_of_leave_go_to_the_proxy(cs: ServiceUnderTest, leave_first: bool) -> None:  # GEN-03, GEN-04, A-16
    order_id = uuid4()
    facts = [booked(order_id), booking(order_id, local(28, 9, 30))]
    await cs.deliver(*([leave(27, 27), *facts] if leave_first else [*facts, leave(27, 27)]), times=2)
    (n06,), (n08,) = await contacts(cs, "N-06"), await contacts(cs, "N-08")
    assert (n06.assignee_id, n06.on_behalf_of) == ("sun.yi", "li.na")
    assert (n08.assignee_id, n08.on_behalf_of) == ("li.na", None)
    async with cs.client() as client:
        shown = (await client.get(f"/v1/contacts/{n06.id}")).json()
    assert "on leave" in shown["greeting"]
    assert any("leather shoes" in line for line in shown["precautions"])
    assert shown["order_number"] == "O26-GG01-0001"


async def test_the_sheet_says_who_stands_in_today(cs: ServiceUnderTest, at: MovableClock) -> None:  # GEN-04
    order_id = uuid4()
    await cs.deliver(booked(order_id), leave(24, 24), leave(24, 24, "sun.yi", "chen.yu"), leave(30, 30))
    stood_in = []
    async with cs.client() as client:
        for _ in range(3):
            stood_in.append((await client.get(f"/v1/job-sheets/{order_id}")).json()["proxy_id"])
            at.move(days=1)
    assert stood_in == [None, "chen.yu", None]


async def test_two_on_leave_for_each_other_do_not_turn_in_circles(cs: ServiceUnderTest) -> None:
    order_id = uuid4()
    await cs.deliver(
        leave(27, 27), leave(27, 27, "sun.yi", "li.na"), booked(order_id), booking(order_id, local(28, 10))
    )
    (n06,) = await contacts(cs, "N-06")
    assert n06.assignee_id == "sun.yi"
