"""The five alerts between departments and the look ahead (GEN-10, PST-05, PST-19, PST-20)."""

from datetime import timedelta
from uuid import UUID

import pytest

from shared.contracts.customer_service import DelayRecorded
from shared.contracts.pickup import PieceArrived
from shared.contracts.post_production import SelectionAtRisk, StepOverdue
from shared.contracts.scheduling import BookingCancelled, BookingKind, BookingMoved
from shared.kit.testing import MovableClock
from tests.post_production.conftest import ALL_STEPS, Answer, House, booking


async def alerts(house: House) -> list[tuple[str, str | None]]:
    """What was said to be overdue."""
    await house.service.run_jobs("alerts")
    return [(event.alert, event.responsible_id) for event in await house.service.published(StepOverdue)]


async def test_a_design_nobody_announced(house: House, at: MovableClock) -> None:  # PST-20
    order = await house.order()
    await house.designed(order)
    at.move(hours=3, minutes=59)
    assert await alerts(house) == []
    at.move(minutes=1)
    assert await alerts(house) == [("DESIGN_NOT_ANNOUNCED", "zhao.min")]
    at.move(days=1)
    assert len(await alerts(house)) == 1
    assert (await house.get(f"/orders/{order}/post-production"))["late"][0]["what"] == "DESIGN_NOT_ANNOUNCED"


async def test_an_announced_design_is_no_alert(house: House, at: MovableClock) -> None:  # PST-20
    order = await house.order()
    await house.designed(order)
    await house.post(f"/orders/{order}/layouts", {"pages": 20})
    at.move(days=1)
    assert await alerts(house) == []


async def test_a_selection_left_incomplete(house: House, at: MovableClock) -> None:  # PST-20
    await house.choosing(await house.order())
    at.move(hours=24)
    assert await alerts(house) == [("SELECTION_INCOMPLETE", "wang.li")]


@pytest.mark.parametrize(
    ("steps", "hours", "alert"),
    [
        (2, 24, "PRINTS_NOT_CUT"),
        (3, 24, "CUT_NOT_FINISHED"),
        (4, 24, "CUT_NOT_FINISHED"),
        (5, 4, "FINISHED_NOT_ANNOUNCED"),
    ],
)
async def test_a_piece_that_waits(house: House, at: MovableClock, steps: int, hours: int, alert: str) -> None:  # PST-20
    piece = (await house.producing(await house.order()))[0]
    await house.steps(piece["id"], *ALL_STEPS[:steps])
    at.move(hours=hours)
    assert await alerts(house) == [(alert, "sun.qi")]


def arrived(piece: Answer) -> PieceArrived:
    """The piece was counted at the desk."""
    return PieceArrived(
        branch_id="GG01",
        order_id=UUID(piece["order_id"]),
        piece_id=UUID(piece["id"]),
        code=piece["code"],
        passed=True,
    )


async def test_a_piece_at_the_desk_waits_no_longer(house: House, at: MovableClock) -> None:  # PST-20
    piece = (await house.producing(await house.order()))[0]
    await house.steps(piece["id"], *ALL_STEPS)
    await house.service.deliver(arrived(piece), times=2)
    at.move(days=1)
    assert await alerts(house) == []


async def test_a_piece_that_is_ticked_off_after_it_arrived_waits_for_nobody(
    house: House, at: MovableClock
) -> None:  # PST-20
    piece = (await house.producing(await house.order()))[0]
    await house.steps(piece["id"], *ALL_STEPS[:3])
    await house.service.deliver(arrived(piece))
    at.move(minutes=5)
    await house.steps(piece["id"], *ALL_STEPS[3:])
    at.move(days=2)
    assert await alerts(house) == []


async def test_an_arrival_before_a_rework_says_nothing_of_the_piece_made_anew(
    house: House, at: MovableClock
) -> None:  # PST-20, PST-21
    piece = (await house.producing(await house.order()))[0]
    await house.steps(piece["id"], *ALL_STEPS)
    counted = at.now
    at.move(minutes=5)
    fault = {"reason": "scratched", "liability": "STUDIO", "back_to": "CUT"}
    sheet = await house.post(f"/pieces/{piece['id']}/reworks", fault, by="sun.qi")
    await house.post(f"/reworks/{sheet['id']}/approval", {"due_on": "2026-12-20"}, by="manager.gg01")
    await house.service.deliver(arrived(piece), at=counted)
    await house.steps(piece["id"], "FINISH", "FINISHED")
    at.move(hours=5)
    assert [alert for alert in await alerts(house) if alert[0] == "FINISHED_NOT_ANNOUNCED"] != []


async def at_risk(house: House) -> list[tuple[int, list[str]]]:
    """What the look ahead said."""
    await house.service.run_jobs("selection_readiness")
    return [(event.days_before, event.missing) for event in await house.service.published(SelectionAtRisk)]


async def test_a_booked_selection_that_is_not_ready(house: House, at: MovableClock) -> None:  # PST-05, A-04
    order = await house.order()
    await house.service.deliver(booking(order, at.now + timedelta(days=3)), times=2)
    assert await at_risk(house) == []
    at.move(days=1)
    missing = ["PHOTOS_NOT_IMPORTED", "SETS_MISSING", "CHECK_NOT_DONE"]
    assert await at_risk(house) == [(2, missing)]
    assert not (await house.get(f"/orders/{order}/post-production"))["urgent"]
    at.move(days=1)
    assert await at_risk(house) == [(2, missing), (1, missing)]
    assert (await house.get(f"/orders/{order}/post-production"))["urgent"]  # PST-19
    at.move(days=1)
    assert len(await at_risk(house)) == 2


async def test_a_selection_booked_or_moved_after_the_days_check_is_looked_at_at_once(
    house: House, at: MovableClock
) -> None:  # PST-05, GEN-06
    async def told() -> list[int]:
        await house.service.run_jobs("selections_booked_late")
        return [event.days_before for event in await house.service.published(SelectionAtRisk)]

    late = booking(await house.order(), at.now + timedelta(days=1))
    far = booking(await house.order(), at.now + timedelta(days=9))
    gone = booking(await house.order(), at.now + timedelta(days=1))
    given_up = BookingCancelled(
        branch_id="GG01", order_id=gone.order_id, booking_id=gone.booking_id, kind=gone.kind, reason="ill"
    )
    await house.service.deliver(late, far, gone, given_up, times=2)
    assert await told() == [1]
    assert (await house.get(f"/orders/{late.order_id}/post-production"))["urgent"]
    sooner = {"starts_at": at.now + timedelta(days=2), "ends_at": at.now + timedelta(days=2, hours=2)}
    moved = BookingMoved(**far.model_dump() | sooner, reason="travel", previous_starts_at=far.starts_at)
    same = BookingMoved(**moved.model_dump() | {"reason": "another seat"})
    await house.service.deliver(moved, same, times=2)
    assert await told() == [1, 2]


async def test_what_is_checked_on_the_day_is_not_missing_before_it(
    house: House, at: MovableClock
) -> None:  # PST-05, PST-07, GEN-07
    order = await house.order()
    await house.photos(order)
    await house.service.deliver(booking(order, at.now + timedelta(days=2)))
    assert await at_risk(house) == []
    at.move(days=1)
    assert await at_risk(house) == []
    assert not (await house.get(f"/orders/{order}/post-production"))["urgent"]


async def test_a_delay_on_record_gives_priority(house: House) -> None:  # GEN-07, PST-19
    order = await house.order()
    await house.accepted(order)
    delay = DelayRecorded(branch_id="GG01", order_id=order, stage="SELECTION_BOOKED", cause="the studio was flooded")
    await house.service.deliver(delay, times=2)
    assert (await house.get(f"/orders/{order}/post-production"))["urgent"]
    (waiting,) = (await house.get("/work-items?step=RETOUCH&state=WAITING"))["items"]
    assert waiting["urgent"]


async def test_a_ready_selection_is_at_no_risk(house: House, at: MovableClock) -> None:  # PST-05
    order = await house.order()
    await house.photos(order)
    await house.ready(order)
    await house.service.deliver(booking(order, at.now + timedelta(days=2)))
    assert await at_risk(house) == []


async def test_the_booking_counts_as_it_stands(house: House, at: MovableClock) -> None:  # PST-05
    gone, moved = (
        booking(await house.order(), at.now + timedelta(days=2)),
        booking(await house.order(), at.now + timedelta(days=2)),
    )
    pickup = booking(await house.order(), at.now + timedelta(days=2), kind=BookingKind.PICKUP)
    cancelled = BookingCancelled(
        branch_id="GG01", order_id=gone.order_id, booking_id=gone.booking_id, kind=gone.kind, reason="ill"
    )
    later = BookingMoved(
        **moved.model_dump(exclude={"starts_at", "ends_at"}),
        starts_at=moved.starts_at + timedelta(days=9),
        ends_at=moved.ends_at + timedelta(days=9),
        reason="travel",
        previous_starts_at=moved.starts_at,
    )
    await house.service.deliver(gone, moved, pickup, cancelled, later, times=2)
    assert await at_risk(house) == []
