"""Who of the house is told what (N-07, N-27, N-29, N-30, MGT-01, SHO-11)."""

from datetime import date
from uuid import uuid4

import pytest

from shared.contracts.reception import (
    CashIncidentKind,
    CashIncidentNoted,
    CashIncidentSettled,
    DamageDecided,
    DamageKind,
    DamageOffered,
    DamageReported,
    FoundItemCounted,
    FoundItemRecorded,
    FoundItemSettled,
    MadeGood,
    TargetsBrokenDown,
    TargetsIncomplete,
    WorkOrderCancelled,
    WorkOrderDispatched,
    WorkOrderEscalated,
    WorkOrderSettled,
    WorkOrdersListed,
    WorkOrderTaken,
)
from shared.contracts.scheduling import (
    BookedResource,
    BookingMoved,
    LeaveHandedOver,
    LeaveNotHandedOver,
    StockTakeClosed,
    StockTakesMissing,
)
from shared.contracts.values import Money
from shared.kit.testing import ServiceUnderTest
from tests.customer_service.conftest import BRANCH, booked, booking, contacts, local


def crew(*staff: str) -> list[BookedResource]:
    return [BookedResource(resource_id=uuid4(), kind="PERSON", name=who, staff_id=who) for who in staff]


async def test_n07_everybody_on_a_shoot_is_briefed_the_working_day_before(cs: ServiceUnderTest) -> None:
    order_id = uuid4()
    shoot = booking(order_id, local(26, 9), resources=crew("gao.yuan", "he.ling"))
    await cs.deliver(booked(order_id), shoot, times=2)
    told = {one.assignee_id: (one.due_at, one.kind.value) for one in await contacts(cs, "N-07a")}
    assert told == {who: (local(25, 10, 30), "INTERNAL") for who in ("gao.yuan", "he.ling")}
    async with cs.client() as client:
        one = (await contacts(cs, "N-07a"))[0]
        script = (await client.get(f"/v1/contacts/{one.id}")).json()["script"]
    assert "2026-11-26 09:00" in script
    assert "Wedding" in script


async def test_n07_whoever_was_asked_for_by_name_is_told_at_once(cs: ServiceUnderTest) -> None:  # REC-11
    order_id = uuid4()
    shoot = booking(order_id, local(26, 9), resources=crew("gao.yuan", "he.ling"))
    await cs.deliver(booked(order_id, designated_photographer_id="gao.yuan"), shoot)
    assert [one.assignee_id for one in await contacts(cs, "N-07b")] == ["gao.yuan"]


async def test_n07_a_moved_shoot_briefs_its_new_crew(cs: ServiceUnderTest) -> None:
    order_id = uuid4()
    shoot = booking(order_id, local(26, 9), resources=crew("gao.yuan"))
    moved = BookingMoved(
        **shoot.model_dump(exclude={"starts_at", "ends_at", "resources"}),
        previous_starts_at=shoot.starts_at,
        starts_at=local(27, 9),
        ends_at=local(27, 11),
        resources=crew("luo.fei"),
        reason="asked",
    )
    await cs.deliver(booked(order_id), shoot, moved)
    told = {one.assignee_id: one.state.value for one in await contacts(cs, "N-07a")}
    assert told == {"gao.yuan": "CANCELLED", "luo.fei": "PLANNED"}


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (CashIncidentKind.FLOAT, {"N-27a": "sun.yi", "N-27b": "lin.jing"}),
        (CashIncidentKind.COUNT, {"N-27a": "sun.yi", "N-27": "lin.jing"}),
        (CashIncidentKind.COUNTERFEIT, {"N-27c": "lin.jing"}),
    ],
)
async def test_n27_cash_that_is_wrong_is_told_to_who_answers_for_it_and_the_manager_until_settled(
    cs: ServiceUnderTest, kind: CashIncidentKind, told: dict[str, str]
) -> None:
    await cs.know_staff("lin.jing", "reception_manager")
    about = {"branch_id": BRANCH, "incident_id": uuid4(), "responsible_id": "sun.yi"}
    day, off = date(2026, 11, 23), Money.yuan(-20)
    await cs.deliver(CashIncidentNoted(**about, kind=kind, business_day=day, difference=off), times=2)
    found = await contacts(cs)
    assert {one.rule: one.assignee_id for one in found} == told
    assert {one.parameters["difference"] for one in found} == {str(off)}
    await cs.deliver(CashIncidentSettled(**about, settled_by="chen.ye"))
    assert {one.state.value for one in await contacts(cs)} == {"CANCELLED"}


async def test_n29_leave_without_hand_over_is_told_until_it_happens(cs: ServiceUnderTest) -> None:  # GEN-03
    await cs.know_staff("lin.jing", "reception_manager")
    leave = {
        "branch_id": BRANCH,
        "leave_id": uuid4(),
        "staff_id": "li.na",
        "proxy_id": "sun.yi",
        "first_day": date(2026, 11, 24),
    }
    await cs.deliver(LeaveNotHandedOver(**leave), times=2)
    told = {one.rule: (one.assignee_id, one.state.value) for one in await contacts(cs)}
    assert told == {"N-29a": ("li.na", "PLANNED"), "N-29b": ("lin.jing", "PLANNED")}
    await cs.deliver(LeaveHandedOver(**leave))
    assert {one.state.value for one in await contacts(cs)} == {"CANCELLED"}


async def test_n30_store_manager_has_one_working_day_for_a_major_complaint(cs: ServiceUnderTest) -> None:
    await cs.know_staff("chen.ye", "store_manager")
    async with cs.client() as client:
        body = {"branch_id": BRANCH, "channel": "MEDIA", "nature": "VALID", "content": "in the newspaper"}
        once = {"Idempotency-Key": str(uuid4())}
        complaint = (await client.post("/v1/complaints", json=body, headers=once)).json()
        judgement = {"verdict": "ESTABLISHED", "class": "MAJOR", "responsible_department": "RECEPTION"}
        judged = await client.post(f"/v1/complaints/{complaint['id']}/judgement", json=judgement)
    assert judged.status_code == 200, judged.text
    (one,) = await contacts(cs, "N-30")
    assert (one.assignee_id, one.complaint_id) == ("chen.ye", one.complaint_id)
    assert one.deadline_at is not None
    assert one.deadline_at.date() == date(2026, 11, 24)


async def test_mgt01_store_manager_is_warned_until_targets_are_broken_down(cs: ServiceUnderTest) -> None:
    await cs.know_staff("chen.ye", "store_manager")
    about = {"branch_id": BRANCH, "plan_id": uuid4(), "month": "2026-12"}
    await cs.deliver(TargetsIncomplete(**about, missing=2), TargetsIncomplete(**about, missing=2))
    (one,) = await contacts(cs, "MGT-01")
    assert (one.assignee_id, one.parameters) == ("chen.ye", {"month": "2026-12", "missing": 2})
    await cs.deliver(TargetsBrokenDown(**about, set_by="chen.ye"))
    assert [one.state.value for one in await contacts(cs, "MGT-01")] == ["CANCELLED"]


async def test_m22_whoever_a_work_order_is_given_to_is_told_until_he_takes_it(cs: ServiceUnderTest) -> None:
    order_id = uuid4()
    about = {"branch_id": BRANCH, "order_id": order_id, "work_order_id": uuid4()}
    given = {**about, "work_number": "W26-GG01-000001", "service_name": "Framing", "appointed_at": local(26, 9)}
    await cs.deliver(booked(order_id), WorkOrderDispatched(**given, worker_id="deng.gong"), times=2)
    (one,) = await contacts(cs, "M-22")
    assert (one.assignee_id, one.kind.value, one.state.value) == ("deng.gong", "INTERNAL", "PLANNED")
    async with cs.client() as client:
        script = (await client.get(f"/v1/contacts/{one.id}")).json()["script"]
    assert "W26-GG01-000001 (Framing)" in script
    await cs.deliver(WorkOrderDispatched(**given, worker_id="he.ling", before_id="deng.gong"))
    told = {one.assignee_id: one.state.value for one in await contacts(cs, "M-22")}
    assert told == {"deng.gong": "CANCELLED", "he.ling": "PLANNED"}
    await cs.deliver(WorkOrderTaken(**about, worker_id="he.ling"))
    assert {one.state.value for one in await contacts(cs, "M-22")} == {"CANCELLED"}


async def test_m22_nobody_is_reminded_of_what_was_cleared(cs: ServiceUnderTest) -> None:
    order_id = uuid4()
    about = {"branch_id": BRANCH, "order_id": order_id, "work_order_id": uuid4()}
    given = {**about, "work_number": "W26-GG01-000001", "service_name": "Framing", "appointed_at": local(26, 9)}
    await cs.deliver(booked(order_id), WorkOrderDispatched(**given, worker_id="deng.gong"))
    await cs.deliver(WorkOrderCancelled(**about, reason="no time", worker_id="deng.gong"))
    assert [one.state.value for one in await contacts(cs, "M-22")] == ["CANCELLED"]


async def test_m25_the_store_manager_hears_of_who_is_still_not_content(cs: ServiceUnderTest) -> None:
    await cs.know_staff("chen.ye", "store_manager")
    order_id = uuid4()
    about = {"branch_id": BRANCH, "order_id": order_id, "work_order_id": uuid4()}
    named = {"work_number": "W26-GG01-000001", "service_name": "Framing"}
    await cs.deliver(booked(order_id), WorkOrderEscalated(**about, **named, reason="crooked"), times=2)
    (one,) = await contacts(cs, "M-25")
    assert (one.assignee_id, one.parameters["reason"]) == ("chen.ye", "crooked")
    await cs.deliver(WorkOrderSettled(**about, charged=False, finding="ours"))
    assert [one.state.value for one in await contacts(cs, "M-25")] == ["CANCELLED"]


@pytest.mark.parametrize(("undispatched", "told"), [(2, 1), (0, 0)])
async def test_m28_dispatch_hears_of_the_list_of_half_past_five(
    cs: ServiceUnderTest, undispatched: int, told: int
) -> None:
    listed = WorkOrdersListed(
        branch_id=BRANCH,
        list_id=uuid4(),
        business_day=date(2026, 11, 23),
        listed=5,
        undispatched=undispatched,
        late=1,
    )
    await cs.deliver(listed, times=2)
    found = await contacts(cs, "M-28a")
    assert [(one.for_role, one.parameters["undispatched"]) for one in found] == [("scheduler", undispatched)] * told


async def test_sho11_store_manager_is_told_until_the_month_is_counted(cs: ServiceUnderTest) -> None:
    await cs.know_staff("chen.ye", "store_manager")
    told = {"branch_id": BRANCH, "month_id": uuid4(), "month": "2026-11", "missing": 2, "kinds": ["VEIL", "WIG"]}
    await cs.deliver(StockTakesMissing(**told), StockTakesMissing(**told))
    (one,) = await contacts(cs, "SHO-11")
    assert (one.assignee_id, one.parameters) == ("chen.ye", {"month": "2026-11", "missing": 2})
    sums = dict.fromkeys(("registered", "counted", "lost", "broken", "worn"), 0)
    closed = {"branch_id": BRANCH, "month": "2026-11", "closed_by": "he.ling", **sums}
    states = []
    for kind, complete in (("VEIL", False), ("WIG", True)):
        await cs.deliver(StockTakeClosed(**closed, stock_take_id=uuid4(), kind=kind, month_complete=complete))
        states.append([one.state.value for one in await contacts(cs, "SHO-11")])
    assert states == [["PLANNED"], ["CANCELLED"]]


async def test_m21_the_store_manager_hears_of_damage_at_once_and_of_what_is_offered_for_it(
    cs: ServiceUnderTest,
) -> None:
    await cs.know_staff("chen.ye", "store_manager")
    order_id = uuid4()
    about = {"branch_id": BRANCH, "order_id": order_id, "damage_id": uuid4()}
    thing = {"damage_number": "L26-GG01-000001", "thing": "veil"}
    await cs.deliver(booked(order_id), DamageReported(**about, **thing, kind=DamageKind.DAMAGED), times=2)
    (one,) = await contacts(cs, "M-21")
    assert (one.assignee_id, one.state.value, one.parameters["thing"]) == ("chen.ye", "PLANNED", "veil")
    offered = {"how": MadeGood.REPAIR, "amount": Money.yuan(80), "offered_by": "lin.jing"}
    await cs.deliver(DamageOffered(**about, **thing, **offered))
    told = {one.rule: one.state.value for one in await contacts(cs) if one.rule.startswith("M-21")}
    assert told == {"M-21": "CANCELLED", "M-21a": "PLANNED"}
    await cs.deliver(DamageDecided(**about, approved=True, decided_by="chen.ye"))
    assert [one.state.value for one in await contacts(cs, "M-21a")] == ["CANCELLED"]


@pytest.mark.parametrize("settled", [False, True])
async def test_rec_21_a_manager_is_told_of_a_found_thing_until_counted(cs: ServiceUnderTest, settled: bool) -> None:
    await cs.know_staff("lin.jing", "reception_manager")
    item = uuid4()
    about = {"branch_id": BRANCH, "item_id": item}
    named = {"item_number": "F26-GG01-000001", "thing": "a scarf", "place": "hall", "keep_until": local(26, 10)}
    await cs.deliver(FoundItemRecorded(**about, **named), times=2)
    (one,) = await contacts(cs, "REC-21")
    assert (one.assignee_id, one.kind.value, one.state.value) == ("lin.jing", "INTERNAL", "PLANNED")
    async with cs.client() as client:
        assert "a scarf" in (await client.get(f"/v1/contacts/{one.id}")).json()["script"]
    over = FoundItemSettled(**about, claimed=True) if settled else FoundItemCounted(**about, counted_with="lin.jing")
    await cs.deliver(over)
    assert [one.state.value for one in await contacts(cs, "REC-21")] == ["CANCELLED"]
