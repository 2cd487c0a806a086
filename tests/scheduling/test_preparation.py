"""The day before the shoot: wishes are read and equipment is laid out (SCH-15, SHO-01)."""

import asyncio
from typing import Any

import pytest

from services.scheduling.domain.booking import Location
from services.scheduling.domain.preparation import ALWAYS, AWAY, Check, checks_of, is_prepared
from shared.kit.auth import Principal
from tests.scheduling.conftest import THURSDAY, Studio, on, someone

PHOTO = someone("photo.a", "scheduling.shoots.do", "scheduling.plans.read")


@pytest.mark.parametrize("location", list(Location))
@pytest.mark.parametrize("check", list(Check))
def test_one_thing_left_is_not_prepared(location: Location, check: Check) -> None:
    rest = [one for one in Check if one is not check]
    assert is_prepared(location, rest) is (check not in checks_of(location))


def test_what_goes_out_of_the_house_needs_more() -> None:
    assert set(checks_of(Location.SEA)) - set(checks_of(Location.STUDIO)) == set(AWAY)
    assert set(ALWAYS) | set(AWAY) == set(Check)


async def tick(
    studio: Studio, shoot: dict[str, Any], checks: tuple[Check, ...], *, edited: int = 0, who: Principal = PHOTO
) -> Any:
    """The photographer ticks."""
    body = {"checks": [check.value for check in checks], "note": "backlight at six"}
    path, tag = f"/bookings/{shoot['id']}/preparation", {"If-Match": f'"{edited}"'}
    return await studio.call("PUT", path, body, who=who, headers=tag)


async def prepared(studio: Studio) -> list[bool | None]:
    """What Thursday's plan says."""
    return [line["prepared"] for line in (await studio.get(f"/plans/GG01/{THURSDAY}"))["lines"]]


async def test_the_plan_shows_what_is_prepared(studio: Studio) -> None:  # SCH-15
    order = await studio.order()
    shoot = await studio.booked(order)
    await studio.booked(order, "SELECTION", on(THURSDAY, 15))
    assert await prepared(studio) == [False, None]
    half = (await tick(studio, shoot, ALWAYS[:3])).json()
    assert (half["prepared"], half["prepared_by"], half["version"]) == (False, "photo.a", 1)
    whole = await tick(studio, shoot, ALWAYS, edited=1)
    assert whole.json()["prepared"] is True
    assert await prepared(studio) == [True, None]


async def test_a_shoot_by_the_sea_needs_more(studio: Studio) -> None:  # SHO-01
    shoot = await studio.booked(await studio.order(), location="SEA")
    assert (await tick(studio, shoot, ALWAYS)).json()["prepared"] is False
    needed = (await studio.get(f"/bookings/{shoot['id']}/preparation"))["needed"]
    assert set(needed) == set(Check)
    assert (await tick(studio, shoot, tuple(Check), edited=1)).json()["prepared"] is True
    assert await prepared(studio) == [True]


async def test_two_who_tick_at_once_hear_of_each_other(studio: Studio) -> None:  # P10
    shoot = await studio.booked(await studio.order())
    answers = await asyncio.gather(
        tick(studio, shoot, ALWAYS[:1]), tick(studio, shoot, ALWAYS[1:2], who=someone("help.a", "scheduling.shoots.do"))
    )
    assert sorted(answer.status_code for answer in answers) == [200, 412]


async def test_what_is_over_is_not_prepared(studio: Studio) -> None:
    order = await studio.order()
    shoot = await studio.booked(order)
    fitting = await studio.booked(order, "FITTING", on(THURSDAY, 16))
    assert (await tick(studio, fitting, ALWAYS)).status_code == 404
    await studio.done(shoot, "cancellation", reason="ill")
    refused = await tick(studio, shoot, ALWAYS)
    assert (refused.status_code, refused.json()["code"]) == (409, "shoot.nothing_to_prepare")
