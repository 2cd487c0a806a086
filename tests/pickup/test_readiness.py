"""Checks two days and one day before, delays, the board (GEN-06, GEN-07, PCK-01 … 03, PCK-11, FIN-10, A-03)."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from shared.contracts.pickup import PickupDelayed, PickupIncomplete
from shared.contracts.scheduling import BookingCancelled, BookingConfirmed, BookingKind, BookingMoved
from shared.contracts.values import Money
from shared.kit.testing import MovableClock, ServiceUnderTest, principal
from tests.pickup.orders import Sheet, arrive, call, part_of, produced, ready, sheet

MONDAY_TEN = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
THURSDAY_TEN = MONDAY_TEN + timedelta(days=3)


async def incomplete(pickup: ServiceUnderTest) -> list[tuple[int, list[str]]]:
    return [(event.days_before, event.missing) for event in await pickup.published(PickupIncomplete)]


async def move_to(pickup: ServiceUnderTest, at: MovableClock, moment: datetime) -> None:
    at.set(moment)
    await pickup.run_jobs()


def moved(order: Sheet, made: object, starts_at: datetime) -> BookingMoved:
    return BookingMoved(
        branch_id=order.branch_id,
        order_id=order.order_id,
        booking_id=made.booking_id,  # type: ignore[attr-defined]
        kind=BookingKind.PICKUP,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=30),
        resources=[],
        reason="rain",
        previous_starts_at=made.starts_at,  # type: ignore[attr-defined]
    )


async def test_missing_pieces_are_told_two_days_and_one_day_before(pickup: ServiceUnderTest, at: MovableClock) -> None:
    """PCK-01, PCK-02, A-03: at 9:30 of the branch's clock, each once."""
    order = await produced(pickup)
    await pickup.deliver(order.booking(THURSDAY_TEN))
    await pickup.run_jobs()
    assert await incomplete(pickup) == []
    await move_to(pickup, at, MONDAY_TEN + timedelta(days=1, minutes=-31))
    assert await incomplete(pickup) == []
    await move_to(pickup, at, MONDAY_TEN + timedelta(days=1, minutes=-30))
    assert await incomplete(pickup) == [(2, order.codes)]
    await arrive(pickup, order.codes[0])
    await move_to(pickup, at, MONDAY_TEN + timedelta(days=2))
    await pickup.run_jobs()
    assert await incomplete(pickup) == [(2, order.codes), (1, order.codes[1:])]
    await move_to(pickup, at, THURSDAY_TEN)
    assert len(await incomplete(pickup)) == 2


async def test_complete_pickup_raises_no_alarm(pickup: ServiceUnderTest, at: MovableClock) -> None:
    order = await ready(pickup)
    await pickup.deliver(order.booking(THURSDAY_TEN))
    for days in (1, 2, 3):
        await move_to(pickup, at, MONDAY_TEN + timedelta(days=days))
    assert await incomplete(pickup) == []


async def test_order_without_production_sheet_is_incomplete(pickup: ServiceUnderTest, at: MovableClock) -> None:
    """GEN-06: never in vain, also when production was never ordered."""
    order = sheet()
    await pickup.deliver(order.booked(), order.booking(THURSDAY_TEN))
    await move_to(pickup, at, MONDAY_TEN + timedelta(days=1))
    assert await incomplete(pickup) == [(2, [])]


async def test_late_appointment_is_checked_at_once(pickup: ServiceUnderTest, at: MovableClock) -> None:
    """PCK-01, PCK-02: made after the hour of its check."""
    order = await produced(pickup, pieces=1)
    await pickup.run_jobs()
    await pickup.deliver(order.booking(MONDAY_TEN + timedelta(days=1)), times=2)
    assert await incomplete(pickup) == [(1, order.codes)]
    await pickup.run_jobs()
    assert len(await incomplete(pickup)) == 1


async def test_moved_appointment_is_checked_anew_and_a_cancelled_one_never(
    pickup: ServiceUnderTest, at: MovableClock
) -> None:
    first, second = await produced(pickup, pieces=1), await produced(pickup, pieces=1)
    one, two = first.booking(THURSDAY_TEN), second.booking(THURSDAY_TEN)
    await pickup.deliver(one, two)
    await pickup.deliver(
        moved(first, one, THURSDAY_TEN + timedelta(days=1)),
        BookingCancelled(
            branch_id="GG01",
            order_id=second.order_id,
            booking_id=two.booking_id,
            kind=BookingKind.PICKUP,
            reason="travelling",
        ),
    )
    await move_to(pickup, at, MONDAY_TEN + timedelta(days=1))
    assert await incomplete(pickup) == []
    await move_to(pickup, at, MONDAY_TEN + timedelta(days=2))
    assert await incomplete(pickup) == [(2, first.codes)]


async def test_delay_is_told_with_its_cause(pickup: ServiceUnderTest) -> None:
    """GEN-07, PCK-03: so that the owner calls first."""
    order = await produced(pickup, pieces=1)
    booking = order.booking(THURSDAY_TEN)
    await pickup.deliver(booking)
    path = f"/orders/{order.order_id}/pickup-delays"
    answer = await call(pickup, "POST", path, {"cause": "frame broken in transport", "expected_on": "2026-11-28"})
    assert answer.status_code == 201, answer.text
    (told,) = await pickup.published(PickupDelayed)
    assert (told.cause, told.booking_id) == ("frame broken in transport", booking.booking_id)
    past = await call(pickup, "POST", path, {"cause": "x", "expected_on": "2026-11-01"})
    phone = await call(pickup, "POST", path, {"cause": "call 13812345678", "expected_on": "2026-11-28"})
    assert (past.status_code, phone.status_code) == (422, 422)


async def test_board_shows_three_days_with_arrears_and_reworks(pickup: ServiceUnderTest) -> None:
    """PCK-11, FIN-10: 欠款 and the amount in red, what is missing, what is redone."""
    order, later = await produced(pickup), await produced(pickup)
    booking = order.booking(MONDAY_TEN + timedelta(days=2, hours=5))
    await pickup.deliver(
        booking,
        later.booking(THURSDAY_TEN),
        order.balance(Money.yuan(120), version=2),
        order.rework_requested(uuid4(), 1),
        BookingConfirmed(
            branch_id="GG01",
            order_id=order.order_id,
            booking_id=booking.booking_id,
            kind=BookingKind.PICKUP,
            arrival_at=booking.starts_at,
        ),
    )
    await arrive(pickup, order.codes[0], shelf="A3")
    board = (await call(pickup, "GET", "/pickup-board?branch_id=GG01")).json()
    (line,) = board["items"]
    assert line["order_id"] == str(order.order_id)
    assert line["order_number"] == f"GG01-{order.order_id.hex[:6]}"
    assert line["pieces"] == {"expected": 2, "checked": 1, "missing": [order.codes[1]]}
    assert (line["shelves"], line["arrears"], line["arrears_amount"]["amount"]) == (["A3"], True, 12000)
    assert line["person_ids"] == [str(person) for person in order.person_ids]
    assert [note["reason"] for note in line["reworks"]] == ["scratch on the cover"]
    assert line["booking"]["state"] == "CONFIRMED"
    next_day = (await call(pickup, "GET", "/pickup-board?branch_id=GG01&day=2026-11-24")).json()
    assert len(next_day["items"]) == 2


async def test_payment_clears_the_red_word_by_itself(pickup: ServiceUnderTest) -> None:
    """FIN-10; an older balance is ignored."""
    order = await produced(pickup, pieces=1)
    await pickup.deliver(order.balance(Money.yuan(120), version=2), order.balance(Money.yuan(0), version=4), times=2)
    await pickup.deliver(order.balance(Money.yuan(50), version=3))
    part = await part_of(pickup, order)
    assert (part["arrears"], part["arrears_amount"]) == (False, None)


async def test_board_of_another_branch_is_not_found(pickup: ServiceUnderTest) -> None:
    answer = await call(pickup, "GET", "/pickup-board?branch_id=GG02", who=principal(branches=["GG01"]))
    assert answer.status_code == 404


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
async def test_board_of_a_day_beyond_the_calendar_is_refused(pickup: ServiceUnderTest, day: str) -> None:
    """P19."""
    assert (await call(pickup, "GET", f"/pickup-board?branch_id=GG01&day={day}")).status_code == 422
