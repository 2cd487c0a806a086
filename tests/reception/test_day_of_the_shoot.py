"""The check-in is for the day that scheduling booked the shoot for (REC-18)."""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from services.reception.domain.check_in import AnotherDay, Booked, ShootGivenUp, shoot_of_today
from shared.contracts.scheduling import BookingCancelled, BookingKind, BookingMade, BookingMoved
from shared.kit import clock
from tests.reception.conftest import Desk

TODAY = date(2026, 11, 23)
ONE, OTHER = UUID(int=1), UUID(int=2)


def booked(booking_id: UUID, first: int | None, days: int = 1) -> Booked:
    """So many days from today on."""
    if first is None:
        return Booked(booking_id, None, None)
    begin = TODAY + timedelta(days=first)
    return Booked(booking_id, begin, begin + timedelta(days=days - 1))


def test_the_shoot_of_today_is_found_whether_it_is_named_or_not() -> None:
    shoots = [booked(ONE, 0), booked(OTHER, 9)]
    assert shoot_of_today(shoots, ONE, TODAY) == ONE
    assert shoot_of_today(shoots, None, TODAY) == ONE


def test_a_journey_lasts_several_days() -> None:
    assert shoot_of_today([booked(ONE, -2, days=3)], ONE, TODAY) == ONE
    with pytest.raises(AnotherDay):
        shoot_of_today([booked(ONE, -3, days=3)], ONE, TODAY)


@pytest.mark.parametrize("asked", [ONE, None])
def test_who_comes_before_his_day_is_told_which_it_is(asked: UUID | None) -> None:
    with pytest.raises(AnotherDay) as refused:
        shoot_of_today([booked(OTHER, 9), booked(ONE, 1)], asked, TODAY)
    assert "2026-11-24" in str(refused.value)


def test_a_missed_day_is_booked_anew() -> None:
    with pytest.raises(AnotherDay):
        shoot_of_today([booked(ONE, -1)], ONE, TODAY)


def test_what_was_given_up_is_nobodys_shoot() -> None:
    with pytest.raises(ShootGivenUp):
        shoot_of_today([booked(ONE, None)], ONE, TODAY)
    assert shoot_of_today([booked(ONE, None)], None, TODAY) is None


def test_who_comes_without_a_booking_or_before_its_news_is_let_in() -> None:
    assert shoot_of_today([], None, TODAY) is None
    assert shoot_of_today([booked(OTHER, -30)], None, TODAY) is None
    assert shoot_of_today([], ONE, TODAY) == ONE


def made(order_id: str, starts: datetime, kind: BookingKind = BookingKind.SHOOT) -> BookingMade:
    """Two hours with nobody in particular."""
    return BookingMade(
        branch_id="GG01", order_id=UUID(order_id), booking_id=uuid4(), kind=kind, starts_at=starts,
        ends_at=starts + timedelta(hours=2), resources=[],
    )  # fmt: skip


def moved(booking: BookingMade, days: int) -> BookingMoved:
    """The same on another day."""
    day = timedelta(days=days)
    times = {"starts_at": booking.starts_at + day, "ends_at": booking.ends_at + day}
    return BookingMoved(**booking.model_dump() | times, reason="rain", previous_starts_at=booking.starts_at)


async def test_rec_18_a_shoot_of_tomorrow_is_not_checked_in_today_but_when_it_was_moved(desk: Desk) -> None:
    order = await desk.booked()
    path = f"/orders/{order['id']}/check-in"
    booking = made(order["id"], clock.now() + timedelta(days=1))
    await desk.service.deliver(booking, made(order["id"], clock.now() + timedelta(days=5), BookingKind.SELECTION))
    for body in ({"booking_id": str(booking.booking_id)}, {}):
        assert await desk.refused("POST", path, body) == "check_in.another_day"
    begun = clock.now()
    await desk.service.deliver(moved(booking, -1), times=2)
    # News that comes late says nothing that is not known better.
    await desk.service.deliver(booking, at=begun - timedelta(hours=1))
    assert (await desk.post(path, {}))["booking_id"] == str(booking.booking_id)


async def test_rec_18_a_shoot_that_was_given_up_or_is_another_orders_is_not_checked_in(desk: Desk) -> None:
    order = await desk.booked()
    booking = made(order["id"], clock.now())
    about = booking.model_dump(include={"branch_id", "order_id", "booking_id", "kind"})
    await desk.service.deliver(booking, BookingCancelled(**about, reason="ill"))
    others = made((await desk.booked())["id"], clock.now())
    await desk.service.deliver(others)
    for refused in (booking, others):
        body = {"booking_id": str(refused.booking_id)}
        assert await desk.refused("POST", f"/orders/{order['id']}/check-in", body) == "check_in.no_such_shoot"


async def test_sch_10_who_was_not_finished_comes_back_on_the_day_that_was_booked_for_it(desk: Desk) -> None:
    order = await desk.checked_in()
    path, again = f"/orders/{order['id']}/check-in", made(order["id"], clock.now() + timedelta(days=2))
    await desk.service.deliver(again)
    body = {"booking_id": str(again.booking_id)}
    assert await desk.refused("POST", path, body) == "check_in.another_day"
    assert (await desk.get(path))["booking_id"] != body["booking_id"]
    await desk.service.deliver(moved(again, -2))
    assert (await desk.post(path, body))["booking_id"] == body["booking_id"]
