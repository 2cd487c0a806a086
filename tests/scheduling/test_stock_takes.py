"""The monthly stock-take: counted against registered, closed and locked, the next month begins from it (SHO-11)."""

import asyncio
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.scheduling.domain.stock_takes import Count, first_of_next, month_before
from services.scheduling.domain.thing_errors import CountContradicts
from services.scheduling.domain.things import Cause
from shared.contracts.scheduling import StockTakeClosed, StockTakesMissing
from shared.kit.auth import Principal
from shared.kit.testing import MovableClock, principal
from tests.scheduling.conftest import MONDAY, Studio, on, someone
from tests.scheduling.test_things import MAKEUP, MANAGER, PHOTO, house, lend, thing

__all__ = ["house"]

WATCH = "stock-takes of the month"
SMALL = st.integers(0, 30)


@given(SMALL, SMALL, SMALL, SMALL, SMALL, SMALL, SMALL)
def test_nothing_counted_appears_from_nowhere_and_nobody_asks_twice(
    registered: int, out: int, found: int, broken: int, worn: int, asked_broken: int, asked_worn: int
) -> None:
    known = {Cause.BROKEN: asked_broken, Cause.WORN: asked_worn}
    if broken + worn > found:
        with pytest.raises(CountContradicts):
            Count(registered, out, found, broken, worn, known)
        return
    count = Count(registered, out, found, broken, worn, known)
    assert count.found == count.expected + count.surplus - count.missing
    assert min(count.surplus, count.missing) == 0
    slips = count.slips()
    assert all(number > 0 for number in slips.values())
    assert slips.get(Cause.LOST, 0) == count.missing
    assert slips.get(Cause.BROKEN, 0) == max(0, broken - asked_broken)
    # Whatever the manager signs, the register never falls below nothing.
    assert count.missing + broken + worn <= max(registered, found)


@given(st.integers(2001, 2098), st.integers(1, 12))
def test_months_follow_each_other(year: int, number: int) -> None:
    month = f"{year}-{number:02d}"
    after = f"{first_of_next(month):%Y-%m}"
    assert month_before(after) == month
    assert after > month


async def begin(house: Studio, kind: str = "VEIL", *, who: Principal = MAKEUP, **more: Any) -> Any:
    """A sheet is begun, or gone on with."""
    return await house.call("POST", "/stock-takes", {"branch_id": "GG01", "kind": kind, **more}, who=who)


async def begun(house: Studio, kind: str = "VEIL", **more: Any) -> dict[str, Any]:
    """A sheet that could be begun."""
    answer = await begin(house, kind, **more)
    assert answer.status_code == 201, answer.text
    sheet: dict[str, Any] = answer.json()
    return sheet


async def count(
    house: Studio,
    sheet: dict[str, Any],
    one: dict[str, Any],
    found: int,
    *,
    edited: int = 1,
    who: Any = MAKEUP,
    **more: Any,
) -> Any:
    """A line is counted."""
    path = f"/stock-takes/{sheet['id']}/lines/{one['id']}"
    tag = {"If-Match": f'"{edited}"'}
    return await house.call("PUT", path, {"found": found, **more}, who=who, headers=tag)


async def close(house: Studio, sheet: dict[str, Any], who: Principal = MAKEUP) -> Any:
    """The sheet is locked."""
    return await house.call("POST", f"/stock-takes/{sheet['id']}/closing", who=who)


async def slips(house: Studio) -> list[tuple[str, int, str]]:
    """What waits for the manager."""
    items = (await house.get("/write-offs", branch_id="GG01", state="REQUESTED"))["items"]
    return sorted((one["cause"], one["quantity"], one["requested_by"]) for one in items)


async def test_a_sheet_is_counted_closed_and_locked(house: Studio) -> None:
    veil = await thing(house, quantity=10, name="long")
    gloves = await thing(house, "VEIL", "short", quantity=3)
    await lend(house, (veil, 2))
    sheet = await begun(house)
    assert (sheet["month"], sheet["lines"], sheet["lines_counted"], sheet["registered"]) == ("2026-11", 2, 0, 13)
    early = await close(house, sheet)
    assert (early.status_code, early.json()["code"]) == (409, "stock_take.not_all_counted")
    line = (await count(house, sheet, veil, 7, broken=1, who=PHOTO)).json()
    assert (line["out"], line["difference"], line["counted_by"]) == (2, -1, "photo.a")
    await count(house, sheet, gloves, 3)
    silent = await close(house, sheet)
    assert (silent.status_code, silent.json()["code"]) == (409, "stock_take.unexplained")
    told = await count(house, sheet, veil, 7, broken=1, reason="torn at the beach", edited=2, who=PHOTO)
    assert told.status_code == 200
    closed = (await close(house, sheet)).json()
    assert (closed["state"], closed["counted"], closed["lost"], closed["broken"]) == ("CLOSED", 12, 1, 1)
    (fact,) = await house.service.published(StockTakeClosed)
    assert (fact.kind, fact.month, fact.registered, fact.counted, fact.lost) == ("VEIL", "2026-11", 13, 12, 1)
    assert fact.month_complete
    assert await slips(house) == [("BROKEN", 1, "photo.a"), ("LOST", 1, "photo.a")]
    locked = await count(house, sheet, gloves, 2, edited=2)
    assert (locked.status_code, locked.json()["code"]) == (409, "stock_take.closed")
    assert (await close(house, sheet)).json()["code"] == "stock_take.closed"


async def test_the_next_month_begins_from_the_closed_sheet(house: Studio, at: MovableClock) -> None:
    veil = await thing(house, quantity=10)
    sheet = await begun(house)
    await count(house, sheet, veil, 7, reason="never came back", broken=1)
    await close(house, sheet)
    (lost,) = [one for one in (await house.get("/write-offs", branch_id="GG01"))["items"] if one["cause"] == "LOST"]
    signed = await house.call("POST", f"/write-offs/{lost['id']}/approval", {"replace": False}, who=MANAGER)
    assert signed.status_code == 200, signed.text
    at.set(datetime.fromisoformat(on(date(2026, 12, 2), 10)))
    following = await begun(house)
    assert (following["month"], following["registered"]) == ("2026-12", 7)
    await count(house, following, veil, 7, broken=1, reason="still torn")
    await close(house, following)
    assert await slips(house) == [("BROKEN", 1, "makeup.a")]  # asked for once, by the sheet of November


async def test_what_is_found_again_is_registered(house: Studio) -> None:
    veil = await thing(house, quantity=4)
    sheet = await begun(house)
    line = (await count(house, sheet, veil, 6, reason="behind the rack")).json()
    assert line["difference"] == 2
    await close(house, sheet)
    (now,) = (await house.get("/things", branch_id="GG01"))["items"]
    assert (now["quantity"], await slips(house)) == (6, [])


async def test_what_a_slip_says_is_lost_is_not_looked_for_again(house: Studio) -> None:
    veil = await thing(house, quantity=4)
    body = {"thing_id": veil["id"], "cause": "LOST", "quantity": 1, "reason": "at the beach"}
    await house.call("POST", "/write-offs", body, who=MAKEUP)
    sheet = await begun(house)
    assert sheet["registered"] == 3


async def test_two_begin_the_same_sheet(house: Studio) -> None:
    await thing(house)
    answers = await asyncio.gather(*(begin(house, who=who) for who in (MAKEUP, PHOTO, MANAGER)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert answers[0].json()["lines"] == 1


async def test_two_count_the_same_line_and_one_hears_of_the_other(house: Studio) -> None:  # P10
    veil = await thing(house, quantity=5)
    sheet = await begun(house)
    answers = await asyncio.gather(
        count(house, sheet, veil, 5, who=MAKEUP), count(house, sheet, veil, 4, who=PHOTO, reason="one is gone")
    )
    assert sorted(answer.status_code for answer in answers) == [200, 412]
    (line,) = (await house.get(f"/stock-takes/{sheet['id']}/lines"))["items"]
    winner = next(answer.json() for answer in answers if answer.status_code == 200)
    assert (line["found"], line["counted_by"], line["version"]) == (winner["found"], winner["counted_by"], 2)


async def test_many_count_a_wardrobe_at_once_and_every_line_is_counted_once(house: Studio) -> None:
    """Three people send all lines of a sheet, each line by each of them, in any order: it adds up, nothing is lost."""
    veils = [await thing(house, name=f"veil {number:02d}", quantity=number + 1) for number in range(8)]
    sheet = await begun(house)
    people = [MAKEUP, PHOTO, someone("help.a", "scheduling.things.keep")]
    answers = await asyncio.gather(
        *(count(house, sheet, veil, number + 1, who=who) for number, veil in enumerate(veils) for who in people)
    )
    # The same count sent three times is one count, whoever was first.
    assert {answer.status_code for answer in answers} == {200}
    lines = (await house.get(f"/stock-takes/{sheet['id']}/lines"))["items"]
    assert [(line["found"], line["version"]) for line in lines] == [(number + 1, 2) for number in range(8)]
    assert (await house.get(f"/stock-takes/{sheet['id']}/lines", uncounted=True))["items"] == []


async def test_a_count_against_the_closing_is_in_the_sums_or_refused(house: Studio) -> None:
    veil = await thing(house, quantity=5)
    sheet = await begun(house)
    await count(house, sheet, veil, 3, reason="gone")
    counted, closed = await asyncio.gather(
        count(house, sheet, veil, 4, reason="one is back", edited=2), close(house, sheet)
    )
    assert closed.status_code == 200
    (fact,) = await house.service.published(StockTakeClosed)
    assert fact.lost == (1 if counted.status_code == 200 else 2)
    assert sum(quantity for cause, quantity, _ in await slips(house) if cause == "LOST") == fact.lost


async def test_more_broken_than_seen_contradicts_itself(house: Studio) -> None:
    veil = await thing(house, quantity=5)
    refused = await count(house, await begun(house), veil, 2, broken=2, worn=1)
    assert (refused.status_code, refused.json()["code"]) == (422, "stock_take.contradiction")


async def test_months_are_counted_in_their_turn(house: Studio, at: MovableClock) -> None:
    veil = await thing(house)
    for month in ("2026-09", "2026-12"):
        far = await begin(house, month=month)
        assert (far.status_code, far.json()["code"]) == (409, "stock_take.month")
    none = await begin(house, "WIG")
    assert (none.status_code, none.json()["code"]) == (409, "stock_take.nothing")
    assert (await begin(house, "ROOM")).status_code == 422
    sheet = await begun(house)
    before = await begin(house, month="2026-10")
    assert (before.status_code, before.json()["code"]) == (409, "stock_take.later_begun")
    at.set(datetime.fromisoformat(on(date(2026, 12, 1), 10)))
    still = await begin(house)
    assert (still.status_code, still.json()["code"]) == (409, "stock_take.month_before_open")
    await count(house, sheet, veil, 1)
    assert (await close(house, sheet)).status_code == 200
    assert (await begun(house))["month"] == "2026-12"


async def test_a_month_without_a_stock_take_is_due_then_late_and_told(house: Studio, at: MovableClock) -> None:
    veil = await thing(house)
    assert await house.service.run_jobs(WATCH) == 1
    assert await house.service.published(StockTakesMissing) == []  # nothing was there in October
    at.set(datetime.fromisoformat(on(date(2026, 11, 25), 9)))
    await house.service.run_jobs(WATCH)
    (month,) = (await house.get("/stock-take-months/GG01/2026-11"))["kinds"]
    assert (month["due"], month["late"]) == (True, False)
    at.set(datetime.fromisoformat(on(date(2026, 12, 1), 9)))
    await house.service.run_jobs(WATCH)
    (month,) = (await house.get("/stock-take-months/GG01/2026-11"))["kinds"]
    assert (month["due"], month["late"]) == (False, True)
    assert (await house.get("/stock-take-months/GG01/2026-12"))["late_before"] == ["VEIL"]
    told = await house.service.published(StockTakesMissing)
    assert [(fact.month, fact.kinds, fact.missing) for fact in told] == [("2026-11", ["VEIL"], 1)] * 2
    sheet = await begun(house, month="2026-11")
    await count(house, sheet, veil, 1)
    await close(house, sheet)
    at.set(datetime.fromisoformat(on(date(2026, 12, 2), 9)))
    await house.service.run_jobs(WATCH)
    assert len(await house.service.published(StockTakesMissing)) == 2
    assert (await house.get("/stock-take-months/GG01/2026-12"))["late_before"] == []


async def test_the_month_is_complete_when_every_kind_is(house: Studio) -> None:
    veil, wig = await thing(house), await thing(house, "WIG", "curls")
    for kind, one in (("VEIL", veil), ("WIG", wig)):
        sheet = await begun(house, kind)
        await count(house, sheet, one, 1)
        await close(house, sheet)
    assert [fact.month_complete for fact in await house.service.published(StockTakeClosed)] == [False, True]


async def test_branches_count_apart(house: Studio) -> None:
    veil = await thing(house)
    sheet = await begun(house)
    other = principal("he.mei", branches=["GG02"])
    for method, path, body in (
        ("GET", f"/stock-takes/{sheet['id']}", None),
        ("GET", f"/stock-takes/{sheet['id']}/lines", None),
        ("GET", f"/stock-take-months/GG01/{MONDAY:%Y-%m}", None),
        ("PUT", f"/stock-takes/{sheet['id']}/lines/{veil['id']}", {"found": 1}),
        ("POST", f"/stock-takes/{sheet['id']}/closing", None),
        ("POST", "/stock-takes", {"branch_id": "GG01", "kind": "VEIL"}),
    ):
        answer = await house.call(method, path, body, who=other, headers={"If-Match": '"1"'})
        assert answer.status_code == 404, path
    assert (await house.call("GET", "/stock-takes", who=other)).json()["items"] == []
