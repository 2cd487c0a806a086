"""What scheduling hears, each fact delivered twice."""

from uuid import uuid4

from services.scheduling.models import OrderCopy
from shared.contracts.gateway import StaffChanged, StaffState
from shared.contracts.pickup import OrderReadyForPickup
from shared.contracts.post_production import DesignMode, LayoutReady, ReviewMode, SelectionReady
from shared.contracts.reception import Category, OrderAmended, OrderBooked, OrderCancelled
from shared.contracts.scheduling import BookingCancelled, BookingMade
from shared.kit import clock
from shared.kit.reference import get_staff
from tests.scheduling.conftest import MONDAY, THURSDAY, Studio, content, on


async def test_m_62_what_is_booked_takes_the_new_category(studio: Studio) -> None:
    order = await studio.order()
    fitting = await studio.booked(order, "FITTING", on(MONDAY, 11))
    sea = content(category=Category.WEDDING_SEA)
    await studio.service.deliver(
        OrderAmended(branch_id="GG01", order_id=order, content=sea, amendment=1, note="at the sea"), times=2
    )
    after = await studio.get(f"/bookings/{fitting['id']}")
    assert (after["category"], after["version"]) == ("WEDDING_SEA", fitting["version"] + 1)


async def test_an_amended_order_shows_its_newest_content(studio: Studio) -> None:
    order = await studio.order(wanted_date=THURSDAY)
    newer = OrderAmended(
        branch_id="GG01", order_id=order, content=content(category=Category.FAMILY), amendment=2, note="no wedding"
    )
    older = OrderAmended(branch_id="GG01", order_id=order, content=content(), amendment=1, note="late")
    await studio.service.deliver(newer, times=2)
    await studio.service.deliver(older, times=2)
    page = await studio.get(f"/orders/{order}/scheduling")
    assert (page["order"]["category"], page["order"]["wanted_date"]) == ("FAMILY", None)
    assert await studio.service.parked() == 0


async def test_booked_twice_is_one_order(studio: Studio) -> None:
    order = uuid4()
    fact = OrderBooked(branch_id="GG01", order_id=order, content=content(), booked_at=clock.now())
    await studio.service.deliver(fact, times=2)
    waiting = (await studio.get("/unscheduled-orders", branch_id="GG01"))["orders"]
    assert [item["order"]["order_id"] for item in waiting] == [str(order)]


async def test_a_cancelled_order_gives_its_coming_bookings_up(studio: Studio) -> None:
    order = await studio.order()
    bookings = [
        await studio.booked(order),
        await studio.booked(order, "FITTING", on(THURSDAY, 9)),
        await studio.booked(order, "PICKUP", on(THURSDAY, 10)),
    ]
    await studio.done(bookings[2], "cancellation", reason="not needed")
    gone = OrderCancelled(branch_id="GG01", order_id=order, reason="moved away", approved_by="boss.one")
    await studio.service.deliver(gone, times=2)
    told = await studio.service.published(BookingCancelled)
    assert [(str(fact.booking_id), fact.reason) for fact in told] == [
        (bookings[2]["id"], "not needed"),
        (bookings[0]["id"], "moved away"),
        (bookings[1]["id"], "moved away"),
    ]
    assert (await studio.book(order)).json()["code"] == "booking.order_cancelled"
    team = studio.teams[0]["id"]
    assert (await studio.book(await studio.order(), team_id=team)).status_code == 201


async def test_cancelled_before_it_was_heard_of(studio: Studio) -> None:
    order = uuid4()
    gone = OrderCancelled(branch_id="GG01", order_id=order, reason="moved away", approved_by="boss.one")
    await studio.service.deliver(gone, times=2)
    assert (await studio.book(order)).json()["code"] == "booking.order_cancelled"


async def test_what_is_ready_is_noted_even_before_the_order(studio: Studio) -> None:
    order = uuid4()
    await studio.service.deliver(
        SelectionReady(branch_id="GG01", order_id=order, selection_id=uuid4(), photos=120),
        LayoutReady(
            branch_id="GG01",
            order_id=order,
            layout_id=uuid4(),
            round=1,
            design_mode=DesignMode.CUSTOM,
            review_mode=ReviewMode.IN_SHOP,
        ),
        OrderReadyForPickup(branch_id="GG01", order_id=order, pieces=4),
        times=2,
    )
    async with studio.service.session() as session:
        copy = await session.get(OrderCopy, order)
        assert copy is not None
        assert all((copy.selection_ready_at, copy.layout_ready_at, copy.pickup_ready_at))
    assert (await studio.book(order)).json()["code"] == "fact_not_arrived"
    await studio.service.deliver(
        OrderBooked(branch_id="GG01", order_id=order, content=content(), booked_at=clock.now()), times=2
    )
    assert (await studio.book(order)).status_code == 201


async def test_check_in_of_an_unknown_order_waits_for_its_booking(studio: Studio) -> None:
    order = uuid4()
    await studio.check_in(order, times=2)
    assert await studio.service.parked() == 0
    assert await studio.service.published(BookingMade) == []


async def test_staff_are_known(studio: Studio) -> None:
    state = StaffState(display_name="A", badge="7", roles=["photographer"], branches=["GG01"])
    fact = StaffChanged(branch_id="GG01", staff_id="photo.a", state=state, revision=3)
    await studio.service.deliver(fact, times=2)
    async with studio.service.session() as session:
        staff = await get_staff(session, "photo.a")
    assert staff is not None
    assert staff.state.badge == "7"
