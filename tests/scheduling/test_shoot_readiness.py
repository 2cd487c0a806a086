"""A shoot that is not ready the evening before is told, and told off again when it is (GEN-06, SCH-15)."""

from datetime import datetime, timedelta
from typing import Any

from services.scheduling.domain.preparation import ALWAYS, Check
from shared.contracts.gateway import BranchChanged
from shared.contracts.scheduling import ShootNotReady, ShootReady
from shared.kit.testing import MovableClock, branch_state
from tests.scheduling.conftest import THURSDAY, Studio, on, row

EVENING_BEFORE = datetime.fromisoformat(on(THURSDAY - timedelta(days=1), 17))


async def told(studio: Studio) -> list[tuple[str, list[str]]]:
    """What the look ahead said, by shoot."""
    await studio.service.run_jobs("shoots of the next day")
    return [(str(fact.booking_id), fact.missing) for fact in await studio.service.published(ShootNotReady)]


async def tick(studio: Studio, shoot: dict[str, Any], *checks: Check, edited: int = 0) -> None:
    path, tag = f"/bookings/{shoot['id']}/preparation", {"If-Match": f'"{edited}"'}
    body = {"checks": [check.value for check in checks], "note": ""}
    assert (await studio.call("PUT", path, body, headers=tag)).status_code == 200


async def test_gen_06_what_is_not_laid_out_is_told_the_evening_before(studio: Studio, at: MovableClock) -> None:
    empty, half = [await studio.booked(await studio.order(), starts_at=on(THURSDAY, hour)) for hour in (9, 13)]
    whole = await studio.booked(await studio.order(), starts_at=on(THURSDAY, 9))
    later = await studio.booked(await studio.order(), starts_at=on(THURSDAY + timedelta(days=1), 9))
    await tick(studio, half, *ALWAYS[1:])
    await tick(studio, whole, *ALWAYS)
    at.set(EVENING_BEFORE - timedelta(hours=8))
    assert await told(studio) == []
    at.set(EVENING_BEFORE)
    expected = [(empty["id"], ["NOTHING_LAID_OUT"]), (half["id"], ["WISHES"])]
    assert await told(studio) == expected
    assert later["id"] not in dict(await told(studio))
    await tick(studio, half, *ALWAYS, edited=1)
    assert [str(fact.booking_id) for fact in await studio.service.published(ShootReady)] == [half["id"]]
    booked_late = await studio.booked(await studio.order(), starts_at=on(THURSDAY, 13))
    at.set(EVENING_BEFORE + timedelta(hours=15, minutes=30))
    await studio.service.run_jobs("shoots of the day")
    assert await told(studio) == [*expected, (booked_late["id"], ["NOTHING_LAID_OUT"])]


async def test_gen_06_a_dress_in_the_wash_keeps_a_shoot_from_being_ready(studio: Studio, at: MovableClock) -> None:
    await studio.keep(dress := row("DRESS", "A-line"))
    shoot = await studio.booked(await studio.order(), dress_ids=[str(dress.id)])
    await tick(studio, shoot, *ALWAYS)
    assert (await studio.call("POST", f"/things/{dress.id}/care", {"care": "TO_WASH"})).status_code == 200
    at.set(EVENING_BEFORE)
    assert await told(studio) == [(shoot["id"], ["DRESS_NOT_READY"])]
    assert (await studio.call("POST", f"/things/{dress.id}/care", {"care": "READY"})).status_code == 200
    assert [str(fact.booking_id) for fact in await studio.service.published(ShootReady)] == [shoot["id"]]


async def test_gen_06_a_shoot_is_ready_when_another_dress_is_chosen(studio: Studio, at: MovableClock) -> None:
    await studio.keep(soiled := row("DRESS", "A-line"))
    white, order = await studio.add("DRESS", "White"), await studio.order()
    shoot = await studio.booked(order, dress_ids=[str(soiled.id)])
    trial = await studio.booked(order, "FITTING", on(THURSDAY - timedelta(days=1), 10))
    await tick(studio, shoot, *ALWAYS)
    assert (await studio.call("POST", f"/things/{soiled.id}/care", {"care": "TO_WASH"})).status_code == 200
    at.set(EVENING_BEFORE)
    assert await told(studio) == [(shoot["id"], ["DRESS_NOT_READY"])]
    await studio.done(trial, "fitting", dress_ids=[white["id"]])
    assert [str(fact.booking_id) for fact in await studio.service.published(ShootReady)] == [shoot["id"]]


async def test_gen_06_before_closed_days_the_next_working_day_is_looked_at(studio: Studio, at: MovableClock) -> None:
    closed = branch_state(closed_days=[THURSDAY - timedelta(days=1)])
    await studio.service.deliver(BranchChanged(branch_id="GG01", state=closed, revision=2))
    shoot = await studio.booked(await studio.order())
    at.set(EVENING_BEFORE - timedelta(days=1))
    assert [booking for booking, _ in await told(studio)] == [shoot["id"]]
