"""Calls that a stage asks for: choose photos, book the wedding day, how members and receivers are (PST-18, CS-07)."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.customer_service.domain.contacts import OPEN_STATES
from services.customer_service.models import Contact
from shared.contracts.pickup import HandoverCompleted, OrderReadyForPickup, ServiceCardIssued
from shared.contracts.post_production import ReworkApproved
from shared.contracts.reception import Category
from shared.contracts.scheduling import BookingKind, ShootCompleted
from shared.kit.testing import ServiceUnderTest
from tests.customer_service.conftest import BRANCH, booked, booking, confirmed_selection, contacts, local, payment


def ids(order_id: UUID) -> dict[str, Any]:
    return {"branch_id": BRANCH, "order_id": order_id}


def handed_over(order_id: UUID) -> HandoverCompleted:
    return HandoverCompleted(**ids(order_id), handover_id=uuid4(), pieces=1, by_proxy=False)


async def still_open(cs: ServiceUnderTest, rule: str) -> list[Contact]:
    return [contact for contact in await contacts(cs, rule) if contact.state in OPEN_STATES]


@pytest.mark.parametrize(
    ("category", "booked_before", "calls"),
    [
        (Category.WEDDING_STUDIO, False, [local(24, 10)]),
        (Category.FAMILY, False, [local(24, 10)]),
        (Category.FAMILY, True, []),
        (Category.PERSONAL_ART, False, []),
    ],
)
async def test_weddings_and_families_are_asked_to_choose_the_day_after_the_shoot(
    cs: ServiceUnderTest, category: Category, booked_before: bool, calls: list[Any]
) -> None:  # PST-18
    order_id = uuid4()
    selection = booking(order_id, local(26, 14), kind=BookingKind.SELECTION)
    shot = ShootCompleted(**ids(order_id), booking_id=uuid4(), sets=4)
    await cs.deliver(booked(order_id, category=category), *([selection] if booked_before else []), shot, times=2)
    assert [(call.due_at, call.assignee_id) for call in await still_open(cs, "PST-18")] == [
        (due, "li.na") for due in calls
    ]
    await cs.deliver(selection)
    assert await still_open(cs, "PST-18") == []


async def test_members_are_visited_at_the_order_and_at_pickup_too(cs: ServiceUnderTest) -> None:  # N-20, A-18, CS-07
    order_id = uuid4()
    order = booked(order_id)
    await cs.deliver(payment(order_id, 3000), order)
    await cs.deliver(confirmed_selection(order_id), handed_over(order_id), times=2)
    visits = await contacts(cs, "N-20")
    assert {visit.occasion.rsplit(":", 1)[1] for visit in visits} >= {"selection.confirmed", "handover.completed"}
    assert {visit.deadline_at for visit in visits} == {local(26, 20)}
    again = uuid4()
    await cs.deliver(booked(again, person_ids=order.content.person_ids))
    assert [visit.order_id for visit in await contacts(cs, "N-20") if visit.order_id == again] == [again]


async def test_the_satisfaction_call_is_made_within_fifteen_working_days_of_each_receipt(
    cs: ServiceUnderTest,
) -> None:  # N-21, CS-14
    order_id = uuid4()
    await cs.deliver(booked(order_id), handed_over(order_id))
    (n21,) = await still_open(cs, "N-21")
    # The branch of these tests is open every day.
    assert (n21.due_at, n21.deadline_at) == (local(30, 10), local(8, 20, month=12))
    rework = ReworkApproved(
        **ids(order_id), rework_id=uuid4(), piece_id=uuid4(), back_to="PRINT", due_on=date(2026, 12, 1)
    )
    await cs.deliver(rework)
    assert await still_open(cs, "N-21") == []
    await cs.deliver(handed_over(order_id), times=2)
    assert len(await still_open(cs, "N-21")) == 1


async def test_who_comes_for_a_reworked_piece_is_called_the_day_before(cs: ServiceUnderTest) -> None:  # N-15, PST-21
    order_id = uuid4()
    rework = ReworkApproved(
        **ids(order_id), rework_id=uuid4(), piece_id=uuid4(), back_to="PRINT", due_on=date(2026, 11, 25)
    )
    pickup = booking(order_id, local(27, 15), kind=BookingKind.PICKUP)
    await cs.deliver(booked(order_id), handed_over(order_id), rework, pickup)
    await cs.deliver(OrderReadyForPickup(**ids(order_id), pieces=1))
    assert [call.due_at for call in await still_open(cs, "N-15")] == [local(26, 10)]


async def test_who_booked_the_wedding_day_already_is_not_asked_to(cs: ServiceUnderTest) -> None:  # N-14, N-17
    order_id, wedding = uuid4(), date(2026, 12, 24)
    day = booking(order_id, local(24, 9, month=12), kind=BookingKind.WEDDING_DAY)
    card = ServiceCardIssued(
        **ids(order_id), card_number="S1", wedding_date=wedding, book_by=wedding - timedelta(days=15)
    )
    await cs.deliver(booked(order_id, wedding_date=wedding), day, confirmed_selection(order_id), card)
    assert [await contacts(cs, rule) for rule in ("N-14", "N-17a", "N-17b")] == [[], [], []]


async def test_a_wedding_whose_date_nobody_knows_is_asked_to_book_early_too(cs: ServiceUnderTest) -> None:  # N-14
    wedding, portrait = uuid4(), uuid4()
    await cs.deliver(booked(wedding), confirmed_selection(wedding))
    await cs.deliver(booked(portrait, category=Category.PERSONAL_ART), confirmed_selection(portrait))
    assert [call.order_id for call in await still_open(cs, "N-14")] == [wedding]
