"""Who hears that something is missing or late, by when it is due, and that no delay goes untold (N-18, N-25, N-26)."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from services.customer_service.domain.code_words import CODES
from services.customer_service.domain.contacts import OPEN_STATES
from services.customer_service.models import Contact
from services.post_production.domain.rules import missing_for_selection
from services.post_production.domain.states import Alert
from services.scheduling.domain.preparation import DRESS_NOT_READY, NOTHING_LAID_OUT, Check
from shared.contracts.pickup import PickupDelayed, PickupIncomplete
from shared.contracts.post_production import SelectionAtRisk, StepOverdue
from shared.contracts.scheduling import BookingKind, BookingMoved, ShootNotReady, ShootReady
from shared.kit.testing import MovableClock, ServiceUnderTest
from tests.customer_service.conftest import BRANCH, booked, booking, contacts, local


def ids(order_id: UUID) -> dict[str, Any]:
    return {"branch_id": BRANCH, "order_id": order_id}


async def still_open(cs: ServiceUnderTest, rule: str) -> list[Contact]:
    return [contact for contact in await contacts(cs, rule) if contact.state in OPEN_STATES]


async def called(cs: ServiceUnderTest, contact: Contact) -> None:
    """The owner makes the call."""
    async with cs.client() as client:
        body = {"outcome": "REACHED", "channel": "PHONE"}
        assert (await client.post(f"/v1/contacts/{contact.id}/outcome", json=body)).status_code == 200


async def test_what_is_missing_is_told_to_somebody_of_the_department_and_due_the_day_before(
    cs: ServiceUnderTest,
) -> None:  # N-25, PCK-01, PST-05
    await cs.know_staff("deng.gong", "production")
    await cs.know_staff("zhao.min", "retoucher")
    order_id = uuid4()
    pickup = booking(order_id, local(25, 15), kind=BookingKind.PICKUP)
    selection = booking(order_id, local(25, 10), kind=BookingKind.SELECTION)
    goods = PickupIncomplete(**ids(order_id), booking_id=pickup.booking_id, days_before=2, missing=["A1"])
    photos = SelectionAtRisk(**ids(order_id), booking_id=selection.booking_id, days_before=2, missing=["SETS_MISSING"])
    await cs.deliver(booked(order_id), pickup, selection, goods, photos, times=2)
    told = {contact.booking_id: contact for contact in await still_open(cs, "N-25")}
    assert {booking_id: contact.assignee_id for booking_id, contact in told.items()} == {
        pickup.booking_id: "deng.gong",
        selection.booking_id: "zhao.min",
    }
    assert {contact.deadline_at for contact in told.values()} == {local(24, 20)}


async def test_no_code_is_read_out(cs: ServiceUnderTest) -> None:  # N-12, N-26, GEN-07
    order_id = uuid4()
    selection = booking(order_id, local(25, 10), kind=BookingKind.SELECTION)
    missing = ["PHOTOS_NOT_IMPORTED", "SETS_MISSING"]
    risk = SelectionAtRisk(**ids(order_id), booking_id=selection.booking_id, days_before=2, missing=missing)
    overdue = StepOverdue(**ids(order_id), alert="PRINTS_NOT_CUT", step="PRINTS_BACK", responsible_id="li.na")
    await cs.deliver(booked(order_id), selection, risk, overdue)
    scripts = {}
    for rule, language in (("N-12", "zh-CN"), ("N-26", "en")):
        (contact,) = await contacts(cs, rule)
        async with cs.client() as client:
            answer = await client.get(f"/v1/contacts/{contact.id}", headers={"Accept-Language": language})
        scripts[rule] = answer.json()["script"]
    assert "毛片尚未导入、还缺服装套数的毛片" in scripts["N-12"]
    assert "prints are here and not cut" in scripts["N-26"]
    assert not any("_" in script for script in scripts.values())


def test_every_code_of_the_departments_has_words() -> None:  # PST-05, PST-20
    lacking = missing_for_selection(
        shot=False, photos=0, sets_here=0, sets_ordered=1, developing=1, short=1, checked=False
    )
    assert {*lacking, *Alert, *Check, NOTHING_LAID_OUT, DRESS_NOT_READY, "JOB_SHEET_NOT_RECEIVED"} <= CODES.keys()


async def test_the_owner_hears_of_an_overdue_step_too_and_of_the_next_piece_another_day(
    cs: ServiceUnderTest, at: MovableClock
) -> None:  # N-26, GEN-10, GEN-01
    order_id = uuid4()
    overdue = {**ids(order_id), "alert": "CUT_NOT_FINISHED", "step": "CUT", "responsible_id": "xu.lei"}
    await cs.deliver(booked(order_id), StepOverdue(**overdue), StepOverdue(**overdue))
    first = await still_open(cs, "N-26")
    assert sorted((contact.kind.value, contact.assignee_id or "") for contact in first) == [
        ("INTERNAL", "li.na"),
        ("INTERNAL", "xu.lei"),
    ]
    for contact in first:
        await called(cs, contact)
    at.set(local(24, 10))
    await cs.deliver(StepOverdue(**overdue))
    assert sorted(contact.assignee_id or "" for contact in await still_open(cs, "N-26")) == ["li.na", "xu.lei"]


async def test_an_overdue_step_of_nobody_is_told_to_the_owner_once(cs: ServiceUnderTest) -> None:  # N-26
    order_id = uuid4()
    await cs.deliver(booked(order_id), StepOverdue(**ids(order_id), alert="HANDOVER", step="HANDOVER"))
    assert [contact.assignee_id for contact in await contacts(cs, "N-26")] == ["li.na"]


async def test_who_has_not_called_yet_says_the_new_date(cs: ServiceUnderTest) -> None:  # N-18, GEN-07
    order_id = uuid4()
    pickup = booking(order_id, local(24, 15), kind=BookingKind.PICKUP)
    lacking = PickupIncomplete(**ids(order_id), booking_id=pickup.booking_id, days_before=1, missing=["A1"])
    late = {**ids(order_id), "booking_id": pickup.booking_id, "cause": "rework"}
    await cs.deliver(booked(order_id), pickup, lacking, PickupDelayed(**late, expected_on=date(2026, 12, 1)), times=2)
    (n18,) = await still_open(cs, "N-18")
    async with cs.client() as client:
        script = (await client.get(f"/v1/contacts/{n18.id}", headers={"Accept-Language": "en"})).json()["script"]
    assert "2026-12-01" in script


async def test_an_appointment_that_cannot_be_kept_again_is_called_about_again(cs: ServiceUnderTest) -> None:  # GEN-06
    order_id = uuid4()
    pickup = booking(order_id, local(24, 15), kind=BookingKind.PICKUP)
    lacking = PickupIncomplete(**ids(order_id), booking_id=pickup.booking_id, days_before=1, missing=["A1"])
    await cs.deliver(booked(order_id), pickup, lacking)
    (first,) = await still_open(cs, "N-18")
    (of_production,) = await still_open(cs, "N-25")
    await called(cs, first)
    await called(cs, of_production)
    later = {"starts_at": local(27, 15), "ends_at": local(27, 16), "previous_starts_at": local(24, 15)}
    moved = BookingMoved(**pickup.model_dump() | later, reason="not ready")
    await cs.deliver(moved, lacking)
    assert (len(await still_open(cs, "N-18")), len(await still_open(cs, "N-25"))) == (1, 1)


async def test_a_second_delay_of_an_appointment_is_called_about_again(cs: ServiceUnderTest) -> None:  # N-18, GEN-07
    order_id = uuid4()
    pickup = booking(order_id, local(24, 15), kind=BookingKind.PICKUP)
    late = {**ids(order_id), "booking_id": pickup.booking_id, "cause": "rework"}
    await cs.deliver(booked(order_id), pickup, PickupDelayed(**late, expected_on=date(2026, 12, 1)))
    (first,) = await still_open(cs, "N-18")
    await called(cs, first)
    await cs.deliver(PickupDelayed(**late, expected_on=date(2026, 12, 1)))
    assert await still_open(cs, "N-18") == []
    await cs.deliver(PickupDelayed(**late, expected_on=date(2026, 12, 8)))
    await cs.deliver(PickupDelayed(**late, expected_on=date(2026, 12, 9)))
    assert [contact.parameters["expected_on"] for contact in await still_open(cs, "N-18")] == ["2026-12-09"]


async def test_every_date_of_a_pickup_without_appointment_is_told(cs: ServiceUnderTest) -> None:  # N-18, PCK-03
    order_id = uuid4()
    late = {**ids(order_id), "booking_id": None, "cause": "rework"}
    await cs.deliver(booked(order_id), PickupDelayed(**late, expected_on=date(2026, 12, 1)))
    (first,) = await still_open(cs, "N-18")
    await called(cs, first)
    await cs.deliver(PickupDelayed(**late, expected_on=date(2026, 12, 8)), times=2)
    assert [contact.parameters["expected_on"] for contact in await still_open(cs, "N-18")] == ["2026-12-08"]


async def test_who_owns_a_shoot_that_is_not_ready_calls_before_it(cs: ServiceUnderTest) -> None:  # GEN-06, SCH-15
    order_id = uuid4()
    shoot = booking(order_id, local(24, 9, 30), staff="xu.lei")
    about = {**ids(order_id), "booking_id": shoot.booking_id}
    missing = ["NOTHING_LAID_OUT", "DRESS_NOT_READY"]
    unready = ShootNotReady(**about, starts_at=shoot.starts_at, missing=missing, responsible_id="xu.lei")
    await cs.deliver(booked(order_id), shoot, unready, times=2)
    (call,), (told,) = await still_open(cs, "GEN-06"), await still_open(cs, "SCH-15")
    assert (call.kind, call.assignee_id, call.deadline_at) == ("CALL", "li.na", shoot.starts_at)
    assert (told.kind, told.assignee_id) == ("INTERNAL", "xu.lei")
    async with cs.client() as client:
        script = (await client.get(f"/v1/contacts/{call.id}", headers={"Accept-Language": "en"})).json()["script"]
    assert "nothing is laid out, a dress is not ready" in script
    await cs.deliver(ShootReady(**about))
    assert await still_open(cs, "GEN-06") + await still_open(cs, "SCH-15") == []
