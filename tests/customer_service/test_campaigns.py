"""Special visits to a chosen group: whom, when, in which words, never twice, stoppable (N-23)."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID, uuid4

import httpx2 as httpx
import pytest
from sqlmodel import select

from services.customer_service.domain.campaigns import (
    CampaignKind,
    Customer,
    DaysWrong,
    NobodyMeant,
    TooMany,
    anniversary_in,
    check_days,
    days_for,
    due_on,
    once_each,
)
from services.customer_service.models import MessageRow
from shared.contracts.customer_service import CampaignStarted, CampaignStopped
from shared.contracts.reception import Category, OrderCancelled
from shared.kit.reference import Branch
from shared.kit.testing import ServiceUnderTest, branch_state
from tests.customer_service.conftest import BRANCH, booked, contacts, local

MONDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 27)


def couple(*people: str, wedding: date | None = None) -> Customer:
    """A customer by people's ids."""
    return Customer(uuid4(), people, wedding)


def test_n23_nobody_is_meant_twice_and_who_wants_none_is_passed_over() -> None:
    first, again, other, refused = couple("a", "b"), couple("b", "c"), couple("d"), couple("e", "f")
    assert once_each([first, again, other, refused], {"f"}) == [first, other]


@pytest.mark.parametrize(
    ("wedding", "first", "last", "day"),
    [
        (date(2020, 11, 25), MONDAY, FRIDAY, date(2026, 11, 25)),
        (date(2026, 11, 25), MONDAY, FRIDAY, None),  # the wedding itself is none
        (date(2020, 1, 2), date(2026, 12, 20), date(2027, 1, 10), date(2027, 1, 2)),
        (date(2024, 2, 29), date(2027, 2, 20), date(2027, 3, 5), date(2027, 2, 28)),
        (date(2020, 12, 1), MONDAY, FRIDAY, None),
    ],
)
def test_n23_anniversaries_come_every_year(wedding: date, first: date, last: date, day: date | None) -> None:
    assert anniversary_in(wedding, first, last) == day


def test_n23_so_many_a_day_on_open_days_and_no_more_than_there_is_room() -> None:
    branch = Branch(BRANCH, branch_state())
    customers = [couple(str(n)) for n in range(5)]
    days = [day for _, day in days_for(CampaignKind.HOLIDAY, customers, branch, MONDAY, FRIDAY, 2)]
    assert days == [MONDAY, MONDAY, date(2026, 11, 24), date(2026, 11, 24), date(2026, 11, 25)]
    with pytest.raises(TooMany):
        days_for(CampaignKind.HOLIDAY, customers, branch, MONDAY, MONDAY, 2)
    with pytest.raises(NobodyMeant):
        days_for(CampaignKind.HOLIDAY, [], branch, MONDAY, FRIDAY, 2)
    with pytest.raises(NobodyMeant):
        days_for(CampaignKind.ANNIVERSARY, customers, branch, MONDAY, FRIDAY, 2)


@pytest.mark.parametrize(
    ("first", "last"),
    [(date(2026, 11, 22), FRIDAY), (FRIDAY, MONDAY), (MONDAY, date(2027, 6, 1))],
)
def test_n23_days_in_the_past_backwards_or_without_end_are_refused(first: date, last: date) -> None:
    with pytest.raises(DaysWrong):
        check_days(first, last, MONDAY)


def test_n23_nobody_is_disturbed_in_the_quiet_hours_and_nothing_is_due_in_the_past() -> None:
    branch = Branch(BRANCH, branch_state())
    assert due_on(MONDAY, time(10), branch, local(23, 12)) == local(23, 12)
    late = due_on(MONDAY, time(23, 30), branch, local(23, 12))
    assert late == branch.at(date(2026, 11, 24), branch.state.quiet_to)


class Campaigns:
    """The desk that plans campaigns."""

    def __init__(self, cs: ServiceUnderTest) -> None:
        self.cs = cs

    async def post(self, path: str, body: dict[str, Any] | None = None) -> httpx.Response:
        async with self.cs.client() as client:
            return await client.post(f"/v1{path}", json=body, headers={"Idempotency-Key": str(uuid4())})

    async def start(self, **changes: Any) -> dict[str, Any]:
        answer = await self.post("/campaigns", plan(**changes))
        assert answer.status_code == 201, answer.text
        return dict(answer.json())


def plan(**changes: Any) -> dict[str, Any]:
    """A promotion for everybody this week."""
    days = {"first_day": str(MONDAY), "last_day": str(FRIDAY)}
    return {"branch_id": BRANCH, "kind": "PROMOTION", "occasion": "the autumn week", "offer": "A frame free."} | (
        days | changes
    )


@pytest.fixture
async def desk(cs: ServiceUnderTest) -> Campaigns:
    """Customer service whose job sheets follow the facts too."""
    return Campaigns(cs)


async def test_n23_a_choice_by_category_is_shown_before_anything_is_planned(desk: Campaigns) -> None:
    family = uuid4()
    await desk.cs.deliver(booked(uuid4()), booked(family, category=Category.FAMILY), booked(uuid4(), branch="GG02"))
    shown = (await desk.post("/campaigns/preview", plan(categories=["FAMILY"]))).json()
    assert (shown["customers"], shown["last_contact_on"]) == (1, str(MONDAY))
    assert "the autumn week. A frame free." in shown["en"]
    assert await contacts(desk.cs, "N-23") == []
    started = await desk.start(categories=["FAMILY"])
    (call,) = await contacts(desk.cs, "N-23")
    assert (call.order_id, call.assignee_id, started["open"]) == (family, "he.mei", 1)
    assert (await desk.post("/campaigns/preview", plan(stages=["SHOT"]))).json()["code"] == "campaign.nobody"
    [told] = await desk.cs.published(CampaignStarted)
    assert told.customers == 1


async def test_n23_one_person_with_two_orders_hears_once_and_a_cancelled_order_not_at_all(desk: Campaigns) -> None:
    person, gone = uuid4(), uuid4()
    await desk.cs.deliver(
        booked(uuid4(), person_ids=[person]),
        booked(uuid4(), person_ids=[person, uuid4()]),
        booked(gone),
        OrderCancelled(branch_id=BRANCH, order_id=gone, reason="moved away", approved_by="chen.ye"),
    )
    assert (await desk.start())["customers"] == 1
    assert len(await contacts(desk.cs, "N-23")) == 1


async def test_n23_so_many_messages_a_day_and_a_stop_ends_what_is_left(desk: Campaigns) -> None:
    await desk.cs.deliver(*(booked(uuid4()) for _ in range(3)))
    campaign = await desk.start(channel="MESSAGE", per_day=1, first_day="2026-11-24")
    dues = [one.due_at for one in await contacts(desk.cs, "N-23")]
    assert dues == [local(24, 10), local(25, 10), local(26, 10)]
    stopped = (await desk.post(f"/campaigns/{campaign['id']}/stop")).json()
    assert (stopped["state"], stopped["open"]) == ("STOPPED", 0)
    async with desk.cs.session() as session:
        rows = await session.exec(select(MessageRow).where(MessageRow.template == "n23_promotion"))
        assert {row.state.value for row in rows} == {"CANCELLED"}
    again = await desk.post(f"/campaigns/{campaign['id']}/stop")
    assert again.json()["code"] == "state.transition_refused"
    assert len(await desk.cs.published(CampaignStopped)) == 1


async def test_n23_who_says_no_more_of_this_is_left_out_from_then_on(desk: Campaigns) -> None:
    tired, quiet, friendly = uuid4(), uuid4(), uuid4()
    await desk.cs.deliver(booked(tired), booked(quiet), booked(friendly))
    await desk.start()
    call = next(one for one in await contacts(desk.cs, "N-23") if one.order_id == tired)
    refused = await desk.post(f"/contacts/{call.id}/outcome", {"outcome": "REFUSED", "channel": "PHONE"})
    assert refused.status_code == 200, refused.text
    assert (await desk.post(f"/orders/{quiet}/campaign-opt-out")).json()["no_campaigns"]
    assert state_of(await contacts(desk.cs, "N-23"), quiet) == ["CANCELLED"]
    shown = (await desk.post("/campaigns/preview", plan(occasion="winter"))).json()
    assert (shown["customers"], shown["left_out"]) == (1, 2)
    async with desk.cs.client() as client:
        await client.delete(f"/v1/orders/{quiet}/campaign-opt-out")
    assert (await desk.post("/campaigns/preview", plan(occasion="winter"))).json()["customers"] == 2


async def test_n23_a_wedding_is_remembered_on_its_day(desk: Campaigns) -> None:
    married = uuid4()
    await desk.cs.deliver(booked(married, wedding_date=date(2024, 11, 26)), booked(uuid4()))
    await desk.start(kind="ANNIVERSARY", occasion="Two years already")
    (call,) = await contacts(desk.cs, "N-23")
    assert (call.order_id, call.due_at) == (married, local(26, 10))
    assert call.deadline_at == datetime.combine(FRIDAY, local(27, 20).timetz())


def state_of(rows: list[Any], order_id: UUID) -> list[str]:
    """States of the contacts of an order."""
    return [row.state.value for row in rows if row.order_id == order_id]


async def test_m59_lost_customers_are_those_who_cancelled(desk: Campaigns) -> None:
    stayed, gone = uuid4(), uuid4()
    await desk.cs.deliver(
        booked(stayed),
        booked(gone),
        OrderCancelled(branch_id=BRANCH, order_id=gone, reason="moved away", approved_by="chen.ye"),
    )
    await desk.start(kind="LOST_CUSTOMER")
    assert [call.order_id for call in await contacts(desk.cs, "N-23")] == [gone]


async def test_m59_a_survey_asks_for_an_answer_and_counts_as_a_visit(desk: Campaigns) -> None:  # M-69
    await desk.cs.deliver(booked(uuid4()), booked(uuid4()))
    by_message = await desk.post("/campaigns", plan(kind="SURVEY", channel="MESSAGE"))
    assert (by_message.status_code, by_message.json()["code"]) == (422, "campaign.survey_is_asked")
    survey = await desk.start(kind="SURVEY", occasion="the yearly survey")
    first, second = await contacts(desk.cs, "M-59")
    body = {"outcome": "REACHED", "channel": "PHONE"}
    assert (await desk.post(f"/contacts/{first.id}/outcome", body)).json()["code"] == "contact.answer_needed"
    assert (await desk.post(f"/contacts/{first.id}/outcome", body | {"answer": "SATISFIED"})).status_code == 200
    assert (await desk.post(f"/campaigns/{survey['id']}/stop")).status_code == 200
    assert [one.state.value for one in await contacts(desk.cs, "M-59")] == ["DONE", "CANCELLED"]
    async with desk.cs.client() as client:
        found = await client.get("/v1/service-summary", params={"branch_id": BRANCH, "month": "2026-11"})
    assert (found.json()["visits"]["done"], found.json()["visits"]["satisfied"]) == (1, 1)
    assert second.id != first.id
