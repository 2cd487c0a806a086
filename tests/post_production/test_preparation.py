"""What is laid ready before a selection, on the last working day before it (REC-12)."""

from datetime import date, timedelta
from typing import Any

import pytest

from services.post_production.domain.preparation import Point, open_points
from shared.contracts.gateway import BranchChanged
from shared.contracts.scheduling import BookingCancelled, BookingKind
from shared.kit.testing import MovableClock, branch_state
from tests.post_production.conftest import House, booking

DISC, PULLED = {"point": "DISC_BURNT"}, {"point": "ORDER_PULLED"}


async def rows(house: House, query: str = "") -> list[dict[str, Any]]:
    """The list of the branch."""
    return list((await house.get(f"/selection-preparations?branch_id=GG01{query}"))["items"])


@pytest.mark.parametrize(
    ("photos", "lacking", "on_disc", "pulled", "expected"),
    [
        (0, True, None, False, [Point.PHOTOS, Point.DISC_BURNT, Point.ORDER_PULLED]),
        (9, False, 9, True, []),
        (9, True, 9, True, [Point.PHOTOS]),
        (9, False, 8, True, [Point.DISC_BURNT]),
        (8, False, 9, False, [Point.ORDER_PULLED]),
    ],
)
def test_what_is_open(
    photos: int, lacking: bool, on_disc: int | None, pulled: bool, expected: list[Point]
) -> None:  # REC-12
    assert open_points(photos=photos, lacking=lacking, on_disc=on_disc, pulled=pulled) == expected


async def test_the_ticks_say_who_and_when(house: House, at: MovableClock) -> None:  # REC-12
    order = await house.order()
    coming = booking(order, at.now + timedelta(days=1))
    await house.service.deliver(coming)
    ticks = f"/selection-preparations/{coming.booking_id}/ticks"
    assert await house.refused(ticks, DISC) == "selection.nothing_to_burn"
    [row] = await rows(house)
    assert (row["open"], row["due_on"]) == (["PHOTOS", "DISC_BURNT", "ORDER_PULLED"], "2026-11-23")
    assert (row["photos"], row["missing"]) == (0, ["PHOTOS_NOT_IMPORTED", "SETS_MISSING"])
    await house.photos(order, number=2)
    await house.post(ticks, DISC, by="li.na")
    again = await house.post(ticks, DISC)
    assert (again["disc_burnt"]["by"], again["disc_photos"], again["open"]) == ("li.na", 2, ["ORDER_PULLED"])
    pulled = await house.post(ticks, PULLED)
    assert (pulled["order_pulled"]["by"], pulled["open"], pulled["late"]) == ("wang.li", [], False)
    back = await house.post(ticks, PULLED | {"done": False})
    assert (back["order_pulled"], back["open"]) == (None, ["ORDER_PULLED"])


async def test_a_disc_from_before_the_last_photos_is_burnt_again(house: House, at: MovableClock) -> None:  # REC-12
    order = await house.order()
    coming = booking(order, at.now + timedelta(days=1))
    await house.service.deliver(coming)
    ticks = f"/selection-preparations/{coming.booking_id}/ticks"
    await house.photos(order, number=2)
    await house.post(ticks, DISC, by="li.na")
    await house.photos(order, number=1)
    assert "DISC_BURNT" in (await rows(house))[0]["open"]
    burnt = await house.post(ticks, DISC)
    assert (burnt["disc_burnt"]["by"], burnt["disc_photos"]) == ("wang.li", 3)


async def test_it_is_prepared_on_the_last_working_day_before(house: House, at: MovableClock) -> None:  # REC-12
    closed = branch_state(closed_days=[date(2026, 11, 24)])
    await house.service.deliver(BranchChanged(branch_id="GG01", state=closed, revision=2))
    wednesday, thursday = (
        booking(await house.order(), at.now + timedelta(days=2)),
        booking(await house.order(), at.now + timedelta(days=3)),
    )
    await house.service.deliver(wednesday, thursday)
    [row] = await rows(house)
    assert (row["booking_id"], row["due_on"], row["late"]) == (str(wednesday.booking_id), "2026-11-23", False)
    at.move(days=2)
    late, tomorrow = await rows(house)
    assert (late["late"], tomorrow["late"], tomorrow["due_on"]) == (True, False, "2026-11-25")
    assert len(await rows(house, f"&order_id={thursday.order_id}")) == 1


async def test_nothing_is_prepared_for_who_does_not_come(house: House, at: MovableClock) -> None:  # REC-12
    begun, gone, pickup = (
        booking(await house.order(), at.now + timedelta(hours=3)),
        booking(await house.order(), at.now + timedelta(days=1)),
        booking(await house.order(), at.now + timedelta(days=1), kind=BookingKind.PICKUP),
    )
    await house.service.deliver(begun, gone, pickup)
    assert len(await rows(house)) == 2
    await house.service.deliver(
        BookingCancelled(
            branch_id="GG01", order_id=gone.order_id, booking_id=gone.booking_id, kind=gone.kind, reason="ill"
        )
    )
    await house.choosing(begun.order_id)
    assert await rows(house) == []
    path = "/selection-preparations/{}/ticks"
    assert await house.refused(path.format(gone.booking_id), PULLED) == "selection.appointment_gone"
    assert await house.refused(path.format(begun.booking_id), PULLED) == "selection.begun"
    assert await house.refused(path.format(pickup.booking_id), PULLED) == "not_found"
