"""Facts from other departments, each delivered twice and in any order of publishers; other branches see nothing."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlmodel import select

from services.post_production.models import BookingCopy, Deadline, OrderCopy, WorkItem
from shared.contracts.gateway import StaffChanged, StaffState
from shared.contracts.reception import OrderAmended, OrderCancelled
from shared.contracts.scheduling import BookingCancelled, BookingKind
from shared.kit import clock
from shared.kit.testing import MovableClock
from tests.post_production.conftest import House, booked, booking, content, shot


async def copy(house: House, order_id: UUID) -> OrderCopy:
    async with house.service.session() as session:
        return await session.get_one(OrderCopy, order_id)


async def test_an_order_is_kept_once(house: House) -> None:
    order = uuid4()
    await house.service.deliver(booked(order, number="S-7"), times=2)
    kept = await copy(house, order)
    assert (kept.number, kept.album_photos, kept.price_of_extra.amount) == ("S-7", 3, 5000)


async def test_the_shoot_may_be_heard_of_before_the_order(house: House) -> None:
    order = uuid4()
    await house.service.deliver(shot(order), times=2)
    assert await house.refused(f"/orders/{order}/photo-sets", {"clothes_set": 1}) == "fact_not_arrived"
    await house.service.deliver(booked(order))
    photo_set = await house.post(f"/orders/{order}/photo-sets", {"clothes_set": 1})
    assert photo_set["photographer_id"] == "chen.wei"


async def test_an_older_amendment_is_ignored(house: House) -> None:  # M-62
    order = uuid4()

    def amended(amendment: int, photos: int) -> OrderAmended:
        new = content(album_photos=photos)
        return OrderAmended(branch_id="GG01", order_id=order, content=new, amendment=amendment, note="more")

    await house.service.deliver(amended(2, 20), amended(1, 10), booked(order), times=2)
    assert (await copy(house, order)).album_photos == 20


async def test_design_stops_when_what_it_works_from_changes(house: House) -> None:  # M-62
    order = await house.order()
    await house.accepted(order)
    item = (await house.get("/work-items?step=RETOUCH"))["items"][0]
    await house.post(f"/work-items/{item['id']}/start", by="zhao.min")

    async def heard(amendment: int, note: str, **changes: Any) -> dict[str, Any]:
        fact = OrderAmended(
            branch_id="GG01", order_id=order, content=content(**changes), amendment=amendment, note=note
        )
        await house.service.deliver(fact, times=2)
        found: dict[str, Any] = (await house.get("/work-items?step=RETOUCH"))["items"][0]
        return found

    untouched = await heard(1, "another date", wedding_date=date(2026, 12, 24))
    assert (untouched["state"], untouched["remarks"]) == ("RUNNING", "")
    stopped = await heard(2, "ten photos in the album", album_photos=10)
    assert (stopped["state"], stopped["remarks"], stopped["started_at"]) == ("WAITING", "ten photos in the album", None)
    await house.post(f"/work-items/{item['id']}/start", by="zhao.min")


async def test_a_cancelled_order_stops_all_work(house: House, at: MovableClock) -> None:
    order = await house.order()
    await house.choosing(order)
    await house.photos(await house.order(), number=1)
    ended = OrderCancelled(branch_id="GG01", order_id=order, reason="moved away", approved_by="manager.gg01")
    await house.service.deliver(ended, times=2)
    assert await house.refused(f"/orders/{order}/photo-sets", {"clothes_set": 1}) == "order.cancelled"
    async with house.service.session() as session:
        assert (await session.exec(select(Deadline).where(Deadline.order_id == order))).all() == []
        states = (await session.exec(select(WorkItem.state).where(WorkItem.order_id == order))).all()
    assert set(states) <= {"CANCELLED", "DONE"}
    assert (await house.get(f"/orders/{order}/post-production"))["next_step"] == "NONE"


async def test_a_cancelled_booking_does_not_come_back(house: House) -> None:
    made = booking(uuid4(), clock.now())
    gone = BookingCancelled(
        branch_id="GG01", order_id=made.order_id, booking_id=made.booking_id, kind=made.kind, reason="ill"
    )
    await house.service.deliver(gone, made, times=2)
    async with house.service.session() as session:
        kept = await session.get_one(BookingCopy, made.booking_id)
    assert kept.cancelled_at is not None
    assert kept.starts_at is None


async def test_bookings_of_other_kinds_are_not_ours(house: House) -> None:
    await house.service.deliver(booking(uuid4(), clock.now(), kind=BookingKind.SHOOT), times=2)
    async with house.service.session() as session:
        assert (await session.exec(select(BookingCopy))).all() == []


async def test_staff_is_kept(house: House) -> None:
    state = StaffState(display_name="Sun", badge="7", roles=["production"], branches=["GG01"])
    await house.service.deliver(StaffChanged(branch_id="GG01", staff_id="sun.qi", state=state, revision=2), times=2)
    assert await house.service.parked() == 0


async def test_another_branch_sees_nothing(house: House) -> None:  # P15
    order = await house.order()
    pieces = await house.producing(order)
    view = await house.get(f"/orders/{order}/post-production")
    photo = (await house.get(f"/orders/{order}/photos"))["items"][0]["id"]
    paths = [
        f"/orders/{order}/post-production",
        f"/orders/{order}/photos",
        f"/orders/{order}/pieces",
        f"/photo-sets/{view['photo_sets'][0]['id']}",
        f"/photos/{photo}/original",
        f"/photos/{photo}/thumbnail",
        f"/selections/{view['selection']['id']}",
    ]
    for path in paths:
        await house.call("GET", path, ok=200)
        await house.call("GET", path, ok=404, branch="GG02")
    for path in ["/work-items", "/production-board", "/handover-books", "/reworks", "/work-items?branch_id=GG01"]:
        assert (await house.call("GET", path, ok=200, branch="GG02")).json()["items"] == []
    step = {"step": "PRINT"}
    await house.call("POST", f"/pieces/{pieces[0]['id']}/steps", ok=404, branch="GG02", json=step)
    books = {"branch_id": "GG01", "selection_ids": [view["selection"]["id"]]}
    await house.call("POST", "/handover-books", ok=404, branch="GG02", json=books)


@pytest.mark.parametrize("text", ["call 13800138000", "id 110101199003071234"])
async def test_free_text_holds_no_numbers_of_people(house: House, text: str) -> None:  # P18
    piece = (await house.producing(await house.order()))[0]
    body = {"reason": text, "liability": "STUDIO", "back_to": "CUT"}
    assert await house.refused(f"/pieces/{piece['id']}/reworks", body) == "request.invalid"
