"""The bride's make-up artist is there twenty minutes before make-up, and the customer never waits for her."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from services.scheduling.domain.booking import Policy
from services.scheduling.domain.presence import artist_due
from shared.contracts.reception import Category
from shared.contracts.scheduling import BookingKind, MakeupArtistArrived, MakeupArtistMissing
from shared.kit.testing import MovableClock
from tests.scheduling.conftest import MONDAY, Studio, on, someone

ONE = datetime.fromisoformat(on(MONDAY, 13))
TEN = datetime.fromisoformat(on(MONDAY, 10))
ARTIST = someone("makeup.a", "scheduling.shoots.do", "scheduling.bookings.read")
LATE = "make-up artists who are late"


@pytest.mark.parametrize("kind", list(BookingKind))
@pytest.mark.parametrize("category", list(Category))
def test_only_brides_who_are_photographed(kind: BookingKind, category: Category) -> None:  # SCH-14
    asked = kind in (BookingKind.SHOOT, BookingKind.RESHOOT) and category.is_wedding
    due = ONE - timedelta(minutes=20) if asked else None
    assert artist_due(kind, category, ONE, TEN, Policy()) == due


@pytest.mark.parametrize(
    ("now", "before", "due"),
    [
        (on(MONDAY, 10), 60, on(MONDAY, 11, 40)),
        (on(MONDAY, 12, 40), 0, on(MONDAY, 12, 40)),
        (on(MONDAY, 12, 50), 0, on(MONDAY, 13)),
        (on(MONDAY, 13, 10), 0, on(MONDAY, 13, 10)),
    ],
)
def test_the_moment_counts_from_the_beginning_of_make_up(now: str, before: int, due: str) -> None:
    policy = Policy(makeup_before_minutes=before)
    found = artist_due(BookingKind.SHOOT, Category.WEDDING_SEA, ONE, datetime.fromisoformat(now), policy)
    assert found == datetime.fromisoformat(due)


async def card(studio: Studio) -> Any:
    """The first card of Monday's wall."""
    return (await studio.get(f"/shoot-days/GG01/{MONDAY}"))["customers"][0]


async def test_here_in_time(studio: Studio, at: MovableClock) -> None:  # SCH-14
    shoot = await studio.booked(await studio.order(), starts_at=on(MONDAY, 13))
    assert datetime.fromisoformat(shoot["artist_due_at"]) == ONE - timedelta(minutes=20)
    at.move(hours=2, minutes=35)
    here = await studio.did("POST", f"/bookings/{shoot['id']}/artist-presence", {}, who=ARTIST)
    assert (here["artist_id"], here["artist_late"]) == ("makeup.a", False)
    at.move(minutes=10)
    assert await studio.service.run_jobs(LATE) == 0
    assert [fact.late for fact in await studio.service.published(MakeupArtistArrived)] == [False]
    again = await studio.act(shoot, "artist-presence")
    assert (again.status_code, again.json()["code"]) == (409, "artist.here_already")


async def test_who_is_not_here_is_late_and_the_desks_are_told_once(studio: Studio, at: MovableClock) -> None:  # SCH-14
    shoot = await studio.booked(await studio.order(), starts_at=on(MONDAY, 13))
    at.set(datetime.fromisoformat(on(MONDAY, 12, 39)))
    assert (await card(studio))["artist_late"] is False
    assert await studio.service.run_jobs(LATE) == 0
    at.move(minutes=1)
    assert await studio.service.run_jobs(LATE) == 1
    told = await studio.service.published(MakeupArtistMissing)
    assert [(str(fact.booking_id), fact.staff_id) for fact in told] == [(shoot["id"], "makeup.a")]
    assert (await card(studio))["artist_late"] is True
    assert await studio.service.run_jobs(LATE) == 0
    await studio.done(shoot, "artist-presence", staff_id="makeup.b")
    assert (await card(studio))["artist_late"] is False
    assert [(f.staff_id, f.late) for f in await studio.service.published(MakeupArtistArrived)] == [("makeup.b", True)]


async def test_another_time_asks_anew_and_a_booking_given_up_asks_nobody(studio: Studio, at: MovableClock) -> None:
    shoot = await studio.booked(await studio.order(), starts_at=on(MONDAY, 13))
    await studio.done(shoot, "artist-presence")
    moved = await studio.done(shoot, "move", starts_at=on(MONDAY, 14), reason="the train")
    assert datetime.fromisoformat(moved["artist_due_at"]) == ONE + timedelta(minutes=40)
    assert moved["artist_here_at"] is None
    await studio.done(shoot, "cancellation", reason="ill")
    refused = await studio.act(shoot, "artist-presence")
    assert (refused.status_code, refused.json()["code"]) == (409, "artist.not_awaited")
    at.set(datetime.fromisoformat(on(MONDAY, 15)))
    assert await studio.service.run_jobs(LATE) == 0


async def test_who_makes_up_is_here(studio: Studio) -> None:
    _, shoot = await studio.under_way()
    await studio.done(shoot, "communication-sheet", preferences="natural")
    assert (await studio.done(shoot, "stages", stage="MAKE_UP"))["artist_id"] == "makeup.a"
    assert len(await studio.service.published(MakeupArtistArrived)) == 1


async def test_nobody_is_here_today_for_tomorrow_or_without_a_bride(studio: Studio) -> None:
    tomorrow = await studio.booked(await studio.order(), starts_at=on(MONDAY + timedelta(days=1), 9))
    early = await studio.act(tomorrow, "artist-presence")
    assert (early.status_code, early.json()["code"]) == (409, "artist.not_today")
    family = await studio.booked(await studio.order(category=Category.FAMILY), starts_at=on(MONDAY, 14))
    assert family["artist_due_at"] is None
    nobody = await studio.act(family, "artist-presence")
    assert (nobody.status_code, nobody.json()["code"]) == (409, "artist.not_awaited")
