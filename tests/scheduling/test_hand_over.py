"""Make-up hands over to the photographer in person, and sees the customer to the door (SHO-10)."""

import pytest

from services.scheduling.domain.shoot import IN_THE_STUDIO, OVER
from shared.contracts.scheduling import CustomerEscorted, CustomerIntroduced, ShootStage, ShootStageChanged
from shared.kit.testing import MovableClock
from tests.scheduling.conftest import MONDAY, Studio, on, someone

ARTIST = someone("makeup.a", "scheduling.shoots.do")
SHEET = {"preferences": "natural"}
S = ShootStage


@pytest.mark.parametrize("stage", list(ShootStage))
def test_nobody_is_introduced_before_make_up_nor_seen_off_before_the_end(stage: ShootStage) -> None:
    assert (stage in IN_THE_STUDIO) is (stage in {S.MAKE_UP, S.SHOOTING, S.LUNCH})
    assert (stage in OVER) is (stage in {S.DONE, S.UNFINISHED})


async def test_the_artist_leads_in_introduces_and_sees_to_the_door(studio: Studio, at: MovableClock) -> None:
    order, shoot = await studio.under_way()
    early = await studio.act(shoot, "introduction")
    assert (early.status_code, early.json()["code"]) == (409, "shoot.nobody_to_introduce")
    await studio.done(shoot, "communication-sheet", **SHEET)
    await studio.done(shoot, "stages", stage="MAKE_UP")
    at.move(minutes=90)
    led = await studio.did("POST", f"/bookings/{shoot['id']}/introduction", {}, who=ARTIST)
    assert (led["introduced_by"], led["introduced_to"], led["stage"]) == ("makeup.a", "photo.a", "MAKE_UP")
    again = await studio.act(shoot, "introduction")
    assert (again.status_code, again.json()["code"]) == (409, "shoot.introduced_already")
    await studio.done(shoot, "stages", stage="SHOOTING")
    waiting = await studio.act(shoot, "escort")
    assert (waiting.status_code, waiting.json()["code"]) == (409, "shoot.not_over")
    await studio.done(shoot, "completion", sets=3, equipment_returned=True)
    await studio.done(shoot, "escort", staff_id="makeup.b")
    once = await studio.act(shoot, "escort")
    assert (once.status_code, once.json()["code"]) == (409, "shoot.escorted_already")
    told = await studio.service.published(CustomerIntroduced)
    assert [(f.order_id, f.makeup_artist_id, f.photographer_id) for f in told] == [(order, "makeup.a", "photo.a")]
    assert [f.staff_id for f in await studio.service.published(CustomerEscorted)] == ["makeup.b"]
    shown = (await studio.get(f"/orders/{order}/scheduling"))["shoot_days"][0]
    assert (shown["introduced_by"], shown["escorted_by"]) == ("makeup.a", "makeup.b")


async def test_no_shoot_waits_for_the_note(studio: Studio) -> None:
    _, shoot = await studio.under_way()
    await studio.done(shoot, "communication-sheet", **SHEET)
    for stage in ("MAKE_UP", "SHOOTING"):
        await studio.done(shoot, "stages", stage=stage)
    assert (await studio.done(shoot, "introduction"))["stage"] == "SHOOTING"
    await studio.done(shoot, "stages", stage="MAKE_UP", reason="lipstick")
    back = (await studio.get(f"/shoot-days/GG01/{MONDAY}"))["customers"][0]
    assert back["introduced_at"] is not None
    assert len(await studio.service.published(ShootStageChanged)) == 4


async def test_who_goes_home_unfinished_is_seen_to_the_door_too(studio: Studio) -> None:
    _, shoot = await studio.under_way()
    await studio.done(shoot, "unfinished", reason="WEATHER", missing="the beach set")
    assert (await studio.done(shoot, "escort"))["escorted_by"] == "makeup.a"
    late = await studio.act(shoot, "introduction")
    assert late.json()["code"] == "shoot.nobody_to_introduce"


async def test_nobody_is_led_in_before_the_check_in(studio: Studio) -> None:
    shoot = await studio.booked(await studio.order(), starts_at=on(MONDAY, 13))
    refused = await studio.act(shoot, "introduction")
    assert (refused.status_code, refused.json()["code"]) == (409, "shoot.not_checked_in")
