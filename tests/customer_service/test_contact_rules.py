"""The table of notifications: which fact plans what, when, for whom, and what ends it (1.7)."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import select

from services.customer_service.domain import rules
from services.customer_service.domain.contacts import (
    CONTACTS,
    NOT_REACHED,
    STOPPED,
    ContactAction,
    ContactClosed,
    ContactState,
    second_try,
    state_now,
    why_over,
)
from services.customer_service.domain.policy import Policy
from services.customer_service.domain.situation import Due
from services.customer_service.domain.templates import EXAMPLE, templates
from services.customer_service.models import MessageRow
from shared.contracts.base import REGISTER
from shared.contracts.pickup import (
    OrderReadyForPickup,
    PickupDelayed,
    PickupIncomplete,
    ServiceCardIssued,
    ServiceCardLost,
    ServiceCardMoved,
)
from shared.contracts.post_production import (
    DesignMode,
    LayoutApproved,
    LayoutChangesWanted,
    LayoutReady,
    ReviewMode,
    SelectionAtRisk,
)
from shared.contracts.reception import (
    Category,
    CustomerCheckedIn,
    FoundItemRecorded,
    FoundItemTold,
    OrderCancelled,
)
from shared.contracts.scheduling import (
    BookingCancelled,
    BookingConfirmed,
    BookingKind,
    BookingMoved,
    DressFitted,
    ShootLeftUnfinished,
)
from shared.kit.reference import Branch
from shared.kit.testing import ServiceUnderTest, branch_state
from tests.customer_service.conftest import (
    BRANCH,
    booked,
    booking,
    confirmed_selection,
    contacts,
    local,
)
from tests.transitions import check_transition


def ids(order_id: Any) -> dict[str, Any]:
    return {"branch_id": BRANCH, "order_id": order_id}


async def open_rules(cs: ServiceUnderTest) -> dict[str, datetime]:
    """Open contacts: rule → due, to the minute."""
    return {
        c.rule: c.due_at.replace(second=0, microsecond=0)
        for c in await contacts(cs)
        if c.state in (ContactState.PLANNED, ContactState.OVERDUE)
    }


@pytest.mark.parametrize("state", ContactState)
@pytest.mark.parametrize("action", ContactAction)
def test_state_and_action(state: ContactState, action: ContactAction) -> None:
    open_ = state in (ContactState.PLANNED, ContactState.DUE, ContactState.OVERDUE)
    allowed = open_ and not (state is ContactState.OVERDUE and action is ContactAction.MISS)
    after = {
        ContactAction.COMPLETE: ContactState.DONE,
        ContactAction.TRY_AGAIN: ContactState.PLANNED,
        ContactAction.GIVE_UP: ContactState.FAILED,
        ContactAction.CANCEL: ContactState.CANCELLED,
        ContactAction.MISS: ContactState.OVERDUE,
    }
    check_transition(CONTACTS, state, action, after[action] if allowed else None)


def test_planned_is_due_by_time_alone() -> None:
    now = local(23, 10)
    assert state_now(ContactState.PLANNED, now, now) is ContactState.DUE
    assert state_now(ContactState.PLANNED, now + timedelta(seconds=1), now) is ContactState.PLANNED
    assert state_now(ContactState.DONE, now, now) is ContactState.DONE


def test_second_try_lies_in_another_slot() -> None:  # CS-13
    assert second_try(datetime(2026, 11, 23, 10, 0, tzinfo=UTC)) == timedelta(hours=7)
    assert second_try(datetime(2026, 11, 23, 15, 0, tzinfo=UTC)) == timedelta(hours=19, minutes=30)


CLOSED_SUNDAY = Branch(BRANCH, branch_state(closed_days=[date(2026, 11, 29)]))


@pytest.mark.parametrize(
    ("due", "anchor", "expected"),
    [
        (Due(), local(23, 10), local(23, 10)),
        (Due(), local(23, 21, 30), local(24, 9)),
        (Due(), local(24, 3), local(24, 9)),
        (Due(minutes=-10), local(28, 10), local(28, 9, 50)),
        (Due(days=-7, hour=time(10)), local(30, 9), local(23, 10)),
        (Due(working_days=-1, hour=time(10, 30)), local(30, 9), local(28, 10, 30)),
        (Due(working_days=7, hour=time(10)), local(23, 15), local(1, 10, month=12)),
        (Due(days=1, hour=time(10)), local(28, 18), local(29, 10)),
        (Due(disturbs=False), local(23, 23), local(23, 23)),
    ],
)
def test_due_times_keep_calendar_and_quiet_hours(
    due: Due, anchor: datetime, expected: datetime
) -> None:  # CS-07, REC-12
    assert due.moment(anchor, CLOSED_SUNDAY) == expected


def test_table_names_only_facts_that_exist() -> None:
    meanings = {"shoot booked", "selection booked", "wedding day booked", "pickup moved", "visit ordered", "came again"}
    known = {event.name for event in REGISTER.values()} | meanings
    assert {name for rule in rules.BY_ID.values() for name in (*rule.on, *rule.ends)} <= known


def test_every_rule_has_a_text_in_both_languages() -> None:
    for rule in rules.BY_ID.values():
        text = templates()[rule.template]
        assert set(text.parameters) <= set(EXAMPLE)
        assert text.render("zh", EXAMPLE) != text.render("en", EXAMPLE) or rule is rules.OWN


async def test_booking_day_message_and_calls_for_a_date(cs: ServiceUnderTest) -> None:  # N-01, N-03
    await cs.deliver(booked(uuid4()), times=2)
    assert await open_rules(cs) == {"N-01": local(23, 10), "N-03": local(30, 10)}


async def test_wanted_date_makes_it_n02(cs: ServiceUnderTest) -> None:
    await cs.deliver(booked(uuid4(), wanted_date=date(2026, 12, 20)))
    assert set(await open_rules(cs)) == {"N-01", "N-02"}


async def test_shoot_date_ends_the_chase_and_plans_the_reminders(
    cs: ServiceUnderTest,
) -> None:  # N-04, N-05, N-06, N-08
    order_id = uuid4()
    await cs.deliver(booked(order_id), booking(order_id, local(5, 9, 30, month=12)), times=2)
    assert await open_rules(cs) == {
        "N-01": local(23, 10),
        "N-04": local(28, 10),
        "N-05": local(3, 10, month=12),
        "N-06": local(4, 10, 30, month=12),
        "N-08": local(5, 9, 20, month=12),
    }


async def test_reminders_already_past_are_not_planned_but_the_confirmation_is(cs: ServiceUnderTest) -> None:
    order_id = uuid4()
    await cs.deliver(booked(order_id, category=Category.PERSONAL_ART), booking(order_id, local(23, 16)))
    found = await open_rules(cs)
    assert set(found) == {"N-01", "N-06", "N-08"}
    assert found["N-06"] == local(23, 10)


async def test_confirmed_closes_n06_only(cs: ServiceUnderTest) -> None:
    order_id = uuid4()
    shoot = booking(order_id, local(28, 9, 30))
    confirmed = BookingConfirmed(
        **ids(order_id), booking_id=shoot.booking_id, kind=shoot.kind, arrival_at=shoot.starts_at
    )
    await cs.deliver(booked(order_id), shoot, confirmed, times=2)
    assert set(await open_rules(cs)) == {"N-01", "N-05", "N-08"}
    (n06,) = await contacts(cs, "N-06")
    assert n06.reason == "satisfied or overtaken by booking.confirmed"


async def test_fitting_ends_n05_and_arrival_ends_the_rest(cs: ServiceUnderTest) -> None:
    order_id = uuid4()
    shoot = booking(order_id, local(28, 9, 30))
    fitted = DressFitted(**ids(order_id), booking_id=uuid4(), dress_ids=[])
    await cs.deliver(booked(order_id), shoot, fitted)
    assert "N-05" not in await open_rules(cs)
    arrived = CustomerCheckedIn(
        **ids(order_id), customer_number="H26-001", owner_id="li.na", booking_id=shoot.booking_id
    )
    await cs.deliver(arrived)
    assert set(await open_rules(cs)) == {"N-01"}


def moved(made: Any, starts_at: datetime) -> BookingMoved:
    values = made.model_dump() | {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2)}
    return BookingMoved(**values, reason="rain", previous_starts_at=made.starts_at)


async def test_moved_there_and_back_leaves_one_call_each(cs: ServiceUnderTest) -> None:
    order_id = uuid4()
    shoot = booking(order_id, local(28, 9, 30))
    await cs.deliver(booked(order_id), shoot, moved(shoot, local(29, 9, 30)), moved(shoot, local(28, 9, 30)), times=2)
    by_state = sorted((c.due_at, c.state) for c in await contacts(cs, "N-06"))
    assert by_state == [(local(27, 10, 30), ContactState.PLANNED), (local(28, 10, 30), ContactState.CANCELLED)]


async def test_cancelled_shoot_begins_the_chase_again(cs: ServiceUnderTest) -> None:
    order_id = uuid4()
    shoot = booking(order_id, local(28, 9, 30))
    gone = BookingCancelled(**ids(order_id), booking_id=shoot.booking_id, kind=shoot.kind, reason="ill")
    await cs.deliver(booked(order_id), shoot, gone)
    assert set(await open_rules(cs)) == {"N-01", "N-03"}


async def test_cancelled_order_ends_everything(cs: ServiceUnderTest) -> None:
    order_id = uuid4()
    gone = OrderCancelled(**ids(order_id), reason="moved away", approved_by="boss")
    await cs.deliver(booked(order_id), booking(order_id, local(28, 9, 30)), gone)
    assert await open_rules(cs) == {}


async def test_selection_is_called_by_its_clerk(cs: ServiceUnderTest) -> None:  # N-10, N-11
    order_id = uuid4()
    selection = booking(order_id, local(30, 14), kind=BookingKind.SELECTION, staff="zhou.jie")
    await cs.deliver(booked(order_id), selection)
    (n10,), (n11,) = await contacts(cs, "N-10"), await contacts(cs, "N-11")
    assert (n10.due_at, n11.due_at) == (local(29, 10), local(30, 13))
    assert (n10.assignee_id, n11.assignee_id) == ("zhou.jie", "zhou.jie")


async def test_unfinished_shoot_calls_for_a_new_date_until_there_is_one(cs: ServiceUnderTest) -> None:  # N-09
    order_id = uuid4()
    shoot = booking(order_id, local(23, 9))
    left = ShootLeftUnfinished(
        **ids(order_id), booking_id=shoot.booking_id, reason="rain", missing="beach", agree_by=date(2026, 11, 30)
    )
    await cs.deliver(booked(order_id), shoot, left)
    (n09,) = await contacts(cs, "N-09")
    assert (n09.for_role, n09.parameters["agree_by"]) == ("scheduler", "2026-11-30")
    again = booking(order_id, local(29, 9), kind=BookingKind.RESHOOT)
    await cs.deliver(again)
    assert "N-09" not in await open_rules(cs)
    about = again.model_dump(include={"branch_id", "order_id", "booking_id", "kind"})
    await cs.deliver(BookingCancelled(**about, reason="ill", agree_by=date(2026, 12, 1)), times=2)
    _, anew = await contacts(cs, "N-09")
    assert (anew.state.value, anew.parameters["agree_by"], anew.deadline_at) == (
        "PLANNED",
        "2026-12-01",
        local(1, 20, month=12),
    )
    await cs.deliver(booking(order_id, local(30, 9), kind=BookingKind.RESHOOT))
    assert "N-09" not in await open_rules(cs)


async def test_risk_and_layout_are_told_at_once(cs: ServiceUnderTest) -> None:  # N-12, N-13, N-25
    order_id, layout_id = uuid4(), uuid4()
    selection = booking(order_id, local(25, 14), kind=BookingKind.SELECTION)
    risk = SelectionAtRisk(
        **ids(order_id), booking_id=selection.booking_id, days_before=2, missing=["proofs", "order sheet"]
    )
    modes = {"design_mode": DesignMode.CUSTOM, "review_mode": ReviewMode.IN_SHOP}
    layout = LayoutReady(**ids(order_id), layout_id=layout_id, round=1, **modes)
    await cs.deliver(booked(order_id), selection, risk, layout, times=2)
    assert {"N-12", "N-13", "N-25"} <= set(await open_rules(cs))
    (n12,) = await contacts(cs, "N-12")
    assert (n12.assignee_id, n12.parameters["missing"]) == ("li.na", "proofs, order sheet")
    await cs.deliver(LayoutChangesWanted(**ids(order_id), layout_id=layout_id, round=1))
    assert "N-13" not in await open_rules(cs)
    await cs.deliver(layout.model_copy(update={"layout_id": uuid4(), "round": 2}))
    assert "N-13" in await open_rules(cs)
    again = (await contacts(cs, "N-13"))[-1]
    assert again.deadline_at == again.due_at + timedelta(hours=4)  # GEN-10, PST-20
    await cs.deliver(LayoutApproved(**ids(order_id), layout_id=layout_id, round=2))
    assert "N-13" not in await open_rules(cs)


async def test_pickup_is_called_only_when_complete(cs: ServiceUnderTest) -> None:  # N-15, N-16, N-18, PCK-02
    order_id = uuid4()
    pickup = booking(order_id, local(27, 15), kind=BookingKind.PICKUP)
    await cs.deliver(booked(order_id), pickup)
    assert "N-15" not in await open_rules(cs)
    lacking = PickupIncomplete(**ids(order_id), booking_id=pickup.booking_id, days_before=2, missing=["A1"])
    await cs.deliver(lacking)
    assert {"N-18"} & set(await open_rules(cs)) == set()
    await cs.deliver(lacking.model_copy(update={"days_before": 1}), times=2)
    delayed = PickupDelayed(
        **ids(order_id), booking_id=pickup.booking_id, cause="rework", expected_on=date(2026, 12, 1)
    )
    await cs.deliver(delayed)
    assert len(await contacts(cs, "N-18")) == 1
    await cs.deliver(OrderReadyForPickup(**ids(order_id), pieces=3))
    found = await open_rules(cs)
    assert "N-18" not in found
    assert (found["N-15"], "N-16" in found) == (local(26, 10), True)
    (ready,) = await contacts(cs, "N-16")
    assert ready.deadline_at == ready.due_at + timedelta(hours=4)  # GEN-10, PST-20


async def test_wedding_service_is_remembered(cs: ServiceUnderTest) -> None:  # N-14, N-17
    order_id = uuid4()
    wedding = date(2026, 12, 24)
    card = ServiceCardIssued(
        **ids(order_id), card_number="S1", wedding_date=wedding, book_by=wedding - timedelta(days=15)
    )
    await cs.deliver(booked(order_id, wedding_date=wedding), confirmed_selection(order_id), card, times=2)
    found = await open_rules(cs)
    assert (found["N-17a"], found["N-17b"]) == (local(4, 10, month=12), local(9, 10, month=12))
    (n14,) = await contacts(cs, "N-14")
    assert n14.assignee_id == "zhou.jie"
    await cs.deliver(booking(order_id, local(24, 9, month=12), kind=BookingKind.WEDDING_DAY))
    assert {"N-14", "N-17a", "N-17b"} & set(await open_rules(cs)) == set()


async def test_n_17_a_lost_card_and_a_wedding_on_another_day(cs: ServiceUnderTest) -> None:
    order_id, first, later = uuid4(), date(2026, 12, 24), date(2027, 1, 24)
    about = {**ids(order_id), "card_number": "S1"}
    card = ServiceCardIssued(**about, wedding_date=first, book_by=first - timedelta(days=15))
    moved = ServiceCardMoved(**about, wedding_date=later, book_by=later - timedelta(days=15))
    await cs.deliver(booked(order_id, wedding_date=first), card)
    await cs.deliver(moved, times=2)
    found = await open_rules(cs)
    assert (found["N-17a"], found["N-17b"]) == (local(4, 10, year=2027, month=1), local(9, 10, year=2027, month=1))
    back = ServiceCardMoved(**about, wedding_date=first, book_by=first - timedelta(days=15))
    await cs.deliver(back)
    found = await open_rules(cs)
    assert (found["N-17a"], found["N-17b"]) == (local(4, 10, month=12), local(9, 10, month=12))
    async with cs.session() as session:
        messages = (await session.exec(select(MessageRow).where(MessageRow.template == "n17_service_card"))).all()
    assert sorted(one.state.value for one in messages) == ["CANCELLED", "CANCELLED", "QUEUED"]
    await cs.deliver(ServiceCardLost(**about))
    assert {"N-17a", "N-17b"} & set(await open_rules(cs)) == set()


def test_policy_is_the_catalogues() -> None:
    policy = Policy()
    assert (policy.chase_days, policy.walk_away_days, policy.wedding_service_days) == (7, (1, 3, 5, 7), (20, 15))
    assert (policy.first_answer_minutes, policy.satisfaction_working_days) == (15, 7)


async def test_n28_the_customer_hears_what_was_left_where_and_until_when(cs: ServiceUnderTest) -> None:
    order_id = uuid4()
    left: dict[str, Any] = {
        "branch_id": BRANCH,
        "item_id": uuid4(),
        "item_number": "F26-GG01-000001",
        "thing": "a scarf",
        "place": "counter",
        "keep_until": local(26, 10),
    }
    of_order = FoundItemRecorded(**left, order_id=order_id)
    nobodys = FoundItemRecorded(**left | {"item_id": uuid4()})
    await cs.deliver(booked(order_id), of_order, nobodys, times=2)
    (call,) = await contacts(cs, "N-28")
    assert (call.assignee_id, call.deadline_at) == ("li.na", local(26, 10))
    async with cs.client() as client:
        script = (await client.get(f"/v1/contacts/{call.id}?language=en")).json()["script"]
    assert [word in script for word in ("a scarf", "F26-GG01-000001", "counter", "2026-11-26 10:00")] == [True] * 4
    await cs.deliver(FoundItemTold(branch_id=BRANCH, item_id=left["item_id"]))
    assert [one.state.value for one in await contacts(cs, "N-28")] == ["CANCELLED"]


@pytest.mark.parametrize(
    ("state", "reason", "told"),
    [
        ("CANCELLED", "satisfied or overtaken by booking.confirmed", "相关事项已办理或已变更"),
        ("CANCELLED", STOPPED, "回访活动已停止"),
        ("FAILED", NOT_REACHED, "两次未联系上顾客"),
        ("FAILED", "ERROR 30003", "短信未能送达"),
    ],
)
def test_why_a_contact_is_over_is_told_in_the_readers_language(state: str, reason: str, told: str) -> None:
    closed = ContactClosed(reason=why_over(ContactState(state), reason))
    assert closed.message("zh-CN") == f"此联系已不再需要（{told}）。"
    assert closed.message("en").isascii()
