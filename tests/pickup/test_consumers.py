"""What pickup hears: everything twice, in any order (P3, P4)."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from shared.contracts.pickup import HandoverCompleted, OrderReadyForPickup
from shared.contracts.reception import OrderAmended
from shared.contracts.scheduling import BookingCancelled, BookingConfirmed, BookingKind, BookingMoved
from shared.contracts.values import Money
from shared.kit.testing import ServiceUnderTest
from tests.pickup.orders import Sheet, arrive, hand_over, part_of, produced, ready, sheet, states

NEXT_MONTH = datetime(2026, 12, 23, 2, 0, tzinfo=UTC)


def everything(order: Sheet) -> list[object]:
    """One of each fact about an order, in the order of the trade."""
    rework, booking = uuid4(), order.booking(NEXT_MONTH)
    at_noon = NEXT_MONTH + timedelta(hours=2)
    return [
        order.booked(),
        OrderAmended(
            branch_id="GG01", order_id=order.order_id, content=order.booked().content, amendment=1, note="frame added"
        ),
        order.balance(Money.yuan(10), version=1),
        booking,
        order.production(),
        order.finished(0),
        order.rework_requested(rework),
        order.rework_approved(rework),
        order.finished(0, rework_id=rework),
        order.rework_requested(other := uuid4(), 1),
        order.rework_rejected(other, 1),
        BookingMoved(
            branch_id="GG01",
            order_id=order.order_id,
            booking_id=booking.booking_id,
            kind=BookingKind.PICKUP,
            starts_at=at_noon,
            ends_at=at_noon + timedelta(minutes=30),
            resources=[],
            reason="asked for",
            previous_starts_at=NEXT_MONTH,
        ),
        BookingConfirmed(
            branch_id="GG01",
            order_id=order.order_id,
            booking_id=booking.booking_id,
            kind=BookingKind.PICKUP,
            arrival_at=at_noon,
        ),
        BookingCancelled(
            branch_id="GG01",
            order_id=order.order_id,
            booking_id=booking.booking_id,
            kind=BookingKind.PICKUP,
            reason="travelling",
        ),
    ]


async def test_every_fact_delivered_twice_has_one_effect(pickup: ServiceUnderTest) -> None:
    """P3: the same as heard once; nothing is parked."""
    once, twice = sheet(), sheet()
    await pickup.deliver(*everything(once))  # type: ignore[arg-type]
    await pickup.deliver(*everything(twice), times=2)  # type: ignore[arg-type]
    parts = [await part_of(pickup, order) for order in (once, twice)]
    told = [
        (
            [piece["state"] for piece in part["pieces"]],
            [piece["version"] for piece in part["pieces"]],
            sorted(note["state"] for note in part["reworks"]),
            [(booking["state"], booking["starts_at"]) for booking in part["bookings"]],
            part["arrears_amount"],
        )
        for part in parts
    ]
    assert told[0] == told[1]
    assert told[0][0] == ["ON_THE_WAY", "EXPECTED"]
    assert told[0][2] == ["DONE", "REJECTED"]
    assert await pickup.parked() == 0


async def test_cancelled_order_twice(pickup: ServiceUnderTest) -> None:
    order = await produced(pickup)
    await pickup.deliver(order.cancelled(), times=2)
    assert await states(pickup, order) == ["CANCELLED", "CANCELLED"]
    refused = await arrive(pickup, order.codes[0])
    assert refused.status_code == 409


async def test_production_sheet_of_a_cancelled_order_expects_nothing(pickup: ServiceUnderTest) -> None:
    order = sheet(pieces=1)
    await pickup.deliver(order.cancelled(), order.booked(), order.production())
    assert await states(pickup, order) == ["CANCELLED"]


async def test_finished_before_production_sheet(pickup: ServiceUnderTest) -> None:
    """P4: the early fact makes the row; one known piece is not yet the whole order."""
    order = sheet()
    await pickup.deliver(order.finished(0))
    assert await states(pickup, order) == ["ON_THE_WAY"]
    assert (await arrive(pickup, order.codes[0])).json()["order_ready"] is False
    await pickup.deliver(order.production(), order.booked())
    assert await states(pickup, order) == ["CHECKED", "EXPECTED"]
    part = await part_of(pickup, order)
    assert {piece["name"] for piece in part["pieces"]} == {"Album 12 inch"}
    assert await pickup.published(OrderReadyForPickup) == []


async def test_arrived_before_the_production_sheet_is_ready_with_it(pickup: ServiceUnderTest) -> None:
    order = sheet(pieces=1)
    await pickup.deliver(order.finished(0))
    await arrive(pickup, order.codes[0])
    await pickup.deliver(order.production())
    assert len(await pickup.published(OrderReadyForPickup)) == 1


async def test_rework_approved_before_the_piece_is_known(pickup: ServiceUnderTest) -> None:
    order, rework = sheet(pieces=1), uuid4()
    await pickup.deliver(order.rework_approved(rework), order.production())
    assert await states(pickup, order) == ["IN_REWORK"]


async def test_rework_takes_the_piece_back_and_brings_it_again(pickup: ServiceUnderTest) -> None:
    """PST-21, PCK-10: ready, missing, ready again."""
    order, rework = await ready(pickup), uuid4()
    await pickup.deliver(order.rework_requested(rework))
    assert await states(pickup, order) == ["CHECKED", "CHECKED"]
    await pickup.deliver(order.rework_approved(rework))
    part = await part_of(pickup, order)
    assert (part["ready"], [piece["state"] for piece in part["pieces"]]) == (False, ["IN_REWORK", "CHECKED"])
    await pickup.deliver(order.finished(0, rework_id=rework))
    answer = await arrive(pickup, order.codes[0])
    assert answer.json()["order_ready"]
    assert len(await pickup.published(OrderReadyForPickup)) == 2


async def test_piece_brought_back_after_pickup(pickup: ServiceUnderTest) -> None:
    """PST-21: what the customer already took is redone and handed over again."""
    order, rework = await ready(pickup, pieces=1), uuid4()
    await hand_over(pickup, order)
    await pickup.deliver(order.rework_requested(rework), order.rework_approved(rework))
    assert (await part_of(pickup, order))["completed_at"] is None
    await pickup.deliver(order.finished(0, rework_id=rework))
    await arrive(pickup, order.codes[0])
    assert (await hand_over(pickup, order)).json()["completed"]
    assert len(await pickup.published(HandoverCompleted)) == 2


async def test_older_balance_is_ignored(pickup: ServiceUnderTest) -> None:
    """FIN-10."""
    order = await produced(pickup)
    await pickup.deliver(order.balance(Money.yuan(0), version=7), order.balance(Money.yuan(9), version=6))
    assert (await part_of(pickup, order))["arrears"] is False


@pytest.mark.parametrize("early", ["booked", "production", "balance", "booking", "finished", "rework"])
async def test_whatever_comes_first_makes_the_order(pickup: ServiceUnderTest, early: str) -> None:
    """P4: not known yet is no failure."""
    order = sheet()
    facts = {
        "booked": order.booked(),
        "production": order.production(),
        "balance": order.balance(Money.yuan(1), version=1),
        "booking": order.booking(NEXT_MONTH),
        "finished": order.finished(0),
        "rework": order.rework_requested(uuid4()),
    }
    await pickup.deliver(facts[early])
    assert (await part_of(pickup, order))["order_id"] == str(order.order_id)
    assert await pickup.parked() == 0


async def test_cancelled_appointment_heard_of_first_stays_cancelled(pickup: ServiceUnderTest) -> None:
    order = sheet()
    booking = order.booking(NEXT_MONTH)
    cancelled = BookingCancelled(
        branch_id="GG01",
        order_id=order.order_id,
        booking_id=booking.booking_id,
        kind=BookingKind.PICKUP,
        reason="travelling",
    )
    await pickup.deliver(cancelled, booking)
    assert [b["state"] for b in (await part_of(pickup, order))["bookings"]] == ["CANCELLED"]


async def test_appointments_of_other_kinds_are_not_kept(pickup: ServiceUnderTest) -> None:
    order = await produced(pickup)
    await pickup.deliver(order.booking(NEXT_MONTH).model_copy(update={"kind": BookingKind.SHOOT}))
    assert (await part_of(pickup, order))["bookings"] == []
