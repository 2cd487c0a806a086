"""The job sheet: the same whatever order facts come in, and made anew from all facts."""

import random
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from services.customer_service.consumers.job_sheet import tell_desks
from services.customer_service.domain.job_sheet import Fact, fold
from services.customer_service.domain.next_step import next_step
from services.customer_service.domain.stages import Stage
from services.customer_service.models import JobSheet, JobSheetEntry
from services.customer_service.service.job_sheet import clear
from shared.contracts.base import Envelope, Event
from shared.contracts.customer_service import ContactDone
from shared.contracts.post_production import (
    LayoutApproved,
    LayoutChangesWanted,
    LayoutReady,
    ReworkApproved,
    SelectionConfirmed,
)
from shared.contracts.reception import OrderCancelled
from shared.contracts.scheduling import BookingCancelled, ShootLeftUnfinished
from shared.kit.applier import Applier
from shared.kit.deliveries import Delivery
from shared.kit.testing import MovableClock, ServiceUnderTest, principal, wrap
from tests.customer_service.conftest import BRANCH, balance, booked, booking, local, whole_way


def told(events: list[Any]) -> list[Envelope]:
    """The facts in envelopes, an hour apart."""
    return [wrap(event, at=local(23, 10) + timedelta(hours=n)) for n, event in enumerate(events)]


def sheet_of(*events: Event) -> Any:
    facts = []
    for envelope in told(list(events)):
        event = envelope.open()
        assert event is not None
        facts.append(Fact.of(event))
    return fold(facts)


STAGES_AFTER = [
    Stage.BOOKED, Stage.BOOKED, Stage.SCHEDULED, Stage.CONFIRMED, Stage.CONFIRMED, Stage.CHECKED_IN, Stage.IN_SHOOT,
    Stage.SHOT, Stage.PROOFS_READY, Stage.PROOFS_READY, Stage.SELECTION_BOOKED, Stage.SELECTED, Stage.IN_PRODUCTION,
    Stage.LAYOUT_REVIEW, Stage.PRODUCING, Stage.PRODUCING, Stage.PRODUCING, Stage.ARRIVED, Stage.READY_FOR_PICKUP,
    Stage.PICKED_UP,
]  # fmt: skip


@pytest.mark.parametrize("known", range(1, len(STAGES_AFTER) + 1))
def test_every_fact_leads_to_its_stage(known: int) -> None:
    sheet = sheet_of(*whole_way(uuid4())[:known])
    assert sheet.stage == STAGES_AFTER[known - 1]
    assert next_step(sheet) is not None


def test_satisfaction_call_closes_the_sheet() -> None:
    order_id = uuid4()
    done = ContactDone(
        branch_id=BRANCH, contact_id=uuid4(), rule="N-21", channel="PHONE", outcome="REACHED", order_id=order_id
    )
    sheet = sheet_of(*whole_way(order_id), done)
    assert sheet.stage == Stage.CLOSED
    assert next_step(sheet) is None


def test_cancelled_is_the_end() -> None:
    order_id = uuid4()
    gone = OrderCancelled(branch_id=BRANCH, order_id=order_id, reason="moved away", approved_by="boss")
    assert sheet_of(booked(order_id), gone, booking(order_id, local(28, 9))).stage == Stage.CANCELLED


def test_cancelled_shoot_goes_back_to_booked() -> None:
    order_id = uuid4()
    shoot = booking(order_id, local(28, 9))
    gone = BookingCancelled(
        branch_id=BRANCH, order_id=order_id, booking_id=shoot.booking_id, kind=shoot.kind, reason="ill"
    )
    assert sheet_of(booked(order_id), shoot, gone).stage == Stage.BOOKED


def test_unfinished_shoot_waits_for_a_new_date() -> None:  # SCH-10
    order_id = uuid4()
    facts = whole_way(order_id)[:7]
    shoot = facts[2]
    left = ShootLeftUnfinished(
        branch_id=BRANCH, order_id=order_id, booking_id=shoot.booking_id, reason="rain", missing="beach",
        agree_by=local(30, 12).date(),
    )  # fmt: skip
    sheet = sheet_of(*facts, left)
    step = next_step(sheet)
    assert sheet.stage == Stage.PARTIALLY_SHOT
    assert step is not None
    assert (step.code, step.due) == ("AGREE_NEW_DATE", local(30, 18))


def test_pst_17_a_layout_to_be_changed_is_with_design_until_it_is_shown_again() -> None:
    order_id = uuid4()
    shown = whole_way(order_id)[: STAGES_AFTER.index(Stage.LAYOUT_REVIEW) + 1]
    first = shown[-1]
    assert isinstance(first, LayoutReady)
    ids = {"branch_id": BRANCH, "order_id": order_id, "layout_id": first.layout_id}
    changes = LayoutChangesWanted(**ids, round=1)
    sheet = sheet_of(*shown, changes)
    assert sheet.stage == Stage.IN_PRODUCTION
    step = next_step(sheet)
    assert step is not None
    assert step.code == "DESIGN_LAYOUT"
    again = first.model_copy(update={"layout_id": uuid4(), "round": 2})
    assert sheet_of(*shown, changes, again).stage == Stage.LAYOUT_REVIEW


def test_pst_14_the_layout_is_due_when_the_customer_comes_to_see_it_and_days_may_be_agreed_anew() -> None:
    order_id = uuid4()
    shown = whole_way(order_id)[: STAGES_AFTER.index(Stage.LAYOUT_REVIEW) + 1]
    at = next(place for place, fact in enumerate(shown) if isinstance(fact, SelectionConfirmed))
    shown[at] = shown[at].model_copy(update={"review_on": local(5, 12, month=12).date()})
    step = next_step(sheet_of(*shown[:-1]))
    assert step is not None
    assert (step.code, step.due) == ("DESIGN_LAYOUT", local(5, 18, month=12))
    ids = {"branch_id": BRANCH, "order_id": order_id, "layout_id": shown[-1].layout_id}
    changes = LayoutChangesWanted(**ids, round=1, review_on=local(9, 12, month=12).date())
    step = next_step(sheet_of(*shown, changes))
    assert step is not None
    assert step.due == local(9, 18, month=12)
    approved = LayoutApproved(**ids, round=2, pickup_on=local(28, 12, month=12).date())
    assert sheet_of(*shown, changes, approved).pickup_on == "2026-12-28"
    assert sheet_of(*whole_way(order_id)).pickup_on == "2026-12-20"


def test_rework_takes_a_ready_order_back_to_production() -> None:  # PST-21
    order_id = uuid4()
    facts = whole_way(order_id)[:-1]
    piece_id = facts[-2].piece_id
    again = ReworkApproved(
        branch_id=BRANCH, order_id=order_id, rework_id=uuid4(), piece_id=piece_id, back_to="PRINT",
        due_on=local(20, 12, month=12).date(),
    )  # fmt: skip
    sheet = sheet_of(*facts, again)
    assert (sheet.stage, sheet.flags) == (Stage.PRODUCING, ["REWORK"])
    assert sheet_of(*facts, again, facts[-2], facts[-1]).flags == []


def test_rework_of_what_was_taken_home_is_in_production_again() -> None:  # PST-21, GEN-09
    order_id = uuid4()
    facts = whole_way(order_id)
    arrived, handed_over = facts[-3], facts[-1]
    again = ReworkApproved(
        branch_id=BRANCH, order_id=order_id, rework_id=uuid4(), piece_id=arrived.piece_id, back_to="PRINT",
        due_on=local(20, 12, month=12).date(),
    )  # fmt: skip
    done = ContactDone(
        branch_id=BRANCH, contact_id=uuid4(), rule="N-21", channel="PHONE", outcome="REACHED", order_id=order_id
    )
    for before in (facts, [*facts, done]):
        sheet = sheet_of(*before, again)
        step = next_step(sheet)
        assert step is not None
        assert (sheet.stage, step.code, step.due) == (Stage.PRODUCING, "PRODUCE_PIECES", local(20, 18, month=12))
        assert sheet_of(*before, again, arrived, facts[-2], handed_over, done).stage == Stage.CLOSED


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10_000))
def test_order_of_delivery_does_not_matter(seed: int) -> None:
    facts = [Fact.of(event) for envelope in told(whole_way(UUID(int=7))) if (event := envelope.open()) is not None]
    shuffled = list(facts)
    random.Random(seed).shuffle(shuffled)
    assert fold(shuffled) == fold(facts)


async def everything(cs: ServiceUnderTest) -> tuple[list[Any], list[Any]]:
    async with cs.session() as session:
        sheets = (await session.exec(select(JobSheet).order_by(JobSheet.order_id))).all()  # type: ignore[arg-type]
        entries = (await session.exec(select(JobSheetEntry).order_by(JobSheetEntry.event_id))).all()  # type: ignore[arg-type]
    return [sheet.model_dump() for sheet in sheets], [entry.model_dump() for entry in entries]


def applier(cs: ServiceUnderTest) -> Applier:
    return next(c.applier for c in cs.service.consumers if c.name == "job_sheet")


async def test_duplicates_and_disorder_give_the_same_sheets_as_a_rebuild(cs: ServiceUnderTest) -> None:
    envelopes = told(whole_way(uuid4())) + told(whole_way(uuid4()))
    shuffled = envelopes * 2
    random.Random(3).shuffle(shuffled)
    deliveries = [Delivery(envelope, n) for n, envelope in enumerate(shuffled)]
    for begin in range(0, len(deliveries), 7):
        await applier(cs).apply(deliveries[begin : begin + 7])
    first = await everything(cs)
    async with cs.session() as session:
        await clear(session)
    assert await everything(cs) == ([], [])
    await applier(cs).apply([Delivery(envelope, n) for n, envelope in enumerate(envelopes)])
    assert await everything(cs) == first
    assert len(first[1]) == len(envelopes)
    assert {sheet["stage"] for sheet in first[0]} == {Stage.PICKED_UP}


async def test_older_balance_is_ignored(cs: ServiceUnderTest) -> None:
    order_id = uuid4()
    await cs.deliver(booked(order_id), balance(order_id, 0, 5), balance(order_id, 100, 4), times=2)
    async with cs.client() as client:
        sheet = (await client.get(f"/v1/job-sheets/{order_id}")).json()
    assert sheet["owed"] == {"amount": 0, "currency": "CNY"}


async def test_sheet_shows_stages_people_lateness_and_debt(cs: ServiceUnderTest, at: MovableClock) -> None:  # GEN-09
    order_id = uuid4()
    await cs.deliver(*whole_way(order_id)[:4], by="li.na")
    at.set(local(28, 9, 30))
    async with cs.client() as client:
        sheet = (await client.get(f"/v1/job-sheets/{order_id}")).json()
        late = (await client.get("/v1/job-sheets", params={"late": True, "owes": True, "stage": "CONFIRMED"})).json()
        named = (await client.get("/v1/job-sheets", params={"order_ids": [str(order_id), str(uuid4())]})).json()
        counts = (await client.get("/v1/stage-counts", params={"branch_id": BRANCH})).json()
    assert [stage["stage"] for stage in sheet["stages"]] == ["BOOKED", "SCHEDULED", "CONFIRMED"]
    assert sheet["stages"][0]["by"] == "li.na"
    assert sheet["next_step"]["code"] == "CHECK_IN"
    assert sheet["late"] is True
    assert sheet["owed"] == {"amount": 299900, "currency": "CNY"}
    assert sheet["entries"][0]["type"] == "order.booked"
    assert named["items"] == late["items"]
    assert [item["order_id"] for item in late["items"]] == [str(order_id)]
    assert (counts["orders"], counts["late"]) == (1, 1)


async def test_certain_orders_are_named_in_one_request(cs: ServiceUnderTest) -> None:
    asked, other = [uuid4(), uuid4()], uuid4()
    await cs.deliver(*(booked(order_id) for order_id in (*asked, other)))
    async with cs.client() as client:
        found = (await client.get("/v1/job-sheets", params={"order_ids": [str(each) for each in asked]})).json()
    assert {line["order_id"] for line in found["items"]} == {str(each) for each in asked}
    assert all(line["number"] and line["person_ids"] for line in found["items"])


async def test_another_branch_sees_no_sheet(cs: ServiceUnderTest) -> None:
    order_id = uuid4()
    await cs.deliver(booked(order_id))
    async with cs.client(principal(branches=["GG02"])) as client:
        assert (await client.get(f"/v1/job-sheets/{order_id}")).status_code == 404
        assert (await client.get(f"/v1/orders/{order_id}/customer-service")).status_code == 404
        assert (await client.get("/v1/job-sheets")).json()["items"] == []


async def test_desks_are_hinted_after_the_commit(cs: ServiceUnderTest) -> None:
    heard: list[tuple[str, bytes]] = []

    async def publish(subject: str, data: bytes) -> None:
        heard.append((subject, data))

    tell_desks(publish)
    order_id = uuid4()
    await cs.deliver(booked(order_id))
    assert [subject for subject, _ in heard] == [f"hint.job_sheet.{BRANCH}"]
    assert str(order_id).encode() in heard[0][1]
