"""拍摄状态 and 到店率 of a month (part 5)."""

from datetime import datetime, timedelta

from shared.kit.testing import MovableClock
from tests.scheduling.conftest import MONDAY, THURSDAY, Studio, on

FORM = {"equipment_returned": True, "sets": 3, "summary": "", "selection_hints": ""}


async def test_a_months_shoots_are_done_in_part_missed_or_ahead(studio: Studio, at: MovableClock) -> None:  # MGT-08
    tuesday, friday = MONDAY + timedelta(days=1), THURSDAY + timedelta(days=1)
    came_order, came = await studio.under_way()
    missed = await studio.booked(await studio.order(), starts_at=on(tuesday, 9))
    await studio.booked(await studio.order(), starts_at=on(friday, 9))
    unsaid = await studio.booked(await studio.order(), starts_at=on(THURSDAY, 9))
    given_up = await studio.booked(await studio.order(), starts_at=on(tuesday, 14))
    await studio.booked(await studio.order(), starts_at=on(MONDAY + timedelta(days=8), 9))  # December
    for booking in (came, missed, given_up):
        await studio.done(booking, "confirmation", arrival_at=booking["starts_at"])
    await studio.done(given_up, "cancellation", reason="ill")
    await studio.done(came, "communication-sheet", preferences="film", skin_notes="")
    for stage in ("MAKE_UP", "SHOOTING"):
        await studio.done(came, "stages", stage=stage, talk_minutes=6)
    await studio.done(came, "unfinished", reason="WEATHER", missing="the sea")
    await studio.booked(came_order, "RESHOOT", on(friday, 14))
    at.set(datetime.fromisoformat(on(THURSDAY, 12)))
    month = await studio.get("/shoot-months/GG01/2026-11")
    assert {name: month[name] for name in ("booked", "done", "unfinished", "missed", "ahead", "reshoots")} == {
        "booked": 5,
        "done": 0,
        "unfinished": 1,
        "missed": 1,
        "ahead": 3,
        "reshoots": 1,
    }
    assert (month["reshoot_rate"], month["unfinished_reasons"]) == (1.0, {"WEATHER": 1})
    assert (month["confirmed"], month["arrived"], month["arrival_rate"]) == (2, 1, 0.5)
    assert unsaid["arrival_at"] is None
    later = await studio.get("/shoot-months/GG01/2026-12")
    assert (later["booked"], later["ahead"], later["arrival_rate"]) == (1, 1, 0.0)
