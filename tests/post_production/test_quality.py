"""Samples of people's work before the store manager (PST-22)."""

from itertools import product
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.post_production.domain.quality import VERDICTS, CheckState, drawn
from services.post_production.domain.rules import Rules
from shared.contracts.post_production import QualityJudged, QualityVerdict
from shared.kit.errors import TransitionRefused
from shared.kit.testing import MovableClock
from tests.post_production.conftest import House

MANAGER = "lin.manager"


async def open_checks(house: House, kind: str) -> list[dict[str, Any]]:
    """Samples of that kind that wait."""
    rows = (await house.get("/quality-checks?branch_id=GG01&state=OPEN"))["items"]
    return [row for row in rows if row["kind"] == kind]


async def judge(house: House, check: dict[str, Any], verdict: str, remark: str = "") -> dict[str, Any]:
    """The store manager's word."""
    body = {"verdict": verdict, "remark": remark}
    return await house.post(f"/quality-checks/{check['id']}/verdict", body, by=MANAGER)


@pytest.mark.parametrize(("state", "verdict"), list(product(CheckState, QualityVerdict)))
def test_pst_22_a_sample_is_judged_once(state: CheckState, verdict: QualityVerdict) -> None:
    if state is CheckState.OPEN:
        assert VERDICTS.after(state, verdict) is not CheckState.OPEN
        return
    with pytest.raises(TransitionRefused):
        VERDICTS.after(state, verdict)


def test_pst_22_chance_picks_about_the_share_that_was_set_and_never_changes_its_mind() -> None:
    work = [UUID(int=number) for number in range(5000)]
    picked = [one for one in work if drawn(one, 0.1)]
    assert 400 < len(picked) < 600
    assert picked == [one for one in work if drawn(one, 0.1)]


async def test_pst_22_the_first_work_of_a_person_in_days_is_looked_at_and_the_next_by_chance_only(
    house: House, monday_morning: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = Rules(quality_share=0)
    monkeypatch.setitem(house.service.service.extras, "rules", chance)
    for _ in range(2):
        await house.photos(await house.order(), number=1)
    assert [(one["staff_id"], one["order_number"]) for one in await open_checks(house, "PHOTOS")] == [
        ("chen.wei", "S-0001")
    ]
    monday_morning.move(days=7)
    await house.photos(await house.order(), number=1)
    assert len(await open_checks(house, "PHOTOS")) == 2


async def test_pst_22_what_has_to_be_redone_is_work_again_with_the_remark(house: House) -> None:
    order = await house.order()
    await house.accepted(order)
    await house.work(order, "RETOUCH")
    (sample,) = await open_checks(house, "RETOUCH")
    path = f"/quality-checks/{sample['id']}/verdict"
    redo = {"verdict": "REDO", "remark": "the skin is too smooth"}
    assert await house.refused(path, redo, by="zhao.min") == "second_person.needed"
    assert await house.refused(path, {"verdict": "REDO"}, by=MANAGER) == "quality.remark_missing"
    await judge(house, sample, "REDO", "the skin is too smooth")
    (again,) = (await house.get("/work-items?step=RETOUCH&state=WAITING"))["items"]
    assert (again["round"], again["remarks"]) == (2, "the skin is too smooth")
    await house.work(order, "RETOUCH")
    assert len((await house.get("/work-items?step=DESIGN"))["items"]) == 1  # design goes on with what it has
    [told] = await house.service.published(QualityJudged)
    assert (told.staff_id, told.verdict, told.judged_by) == ("zhao.min", "REDO", MANAGER)


async def test_pst_22_photos_and_what_is_in_production_are_noted_not_redone(house: House) -> None:
    order = await house.order()
    await house.producing(order)
    for kind in ("PHOTOS", "RETOUCH"):
        (sample,) = await open_checks(house, kind)
        body = {"verdict": "REDO", "remark": "too dark"}
        refused = await house.refused(f"/quality-checks/{sample['id']}/verdict", body, by=MANAGER)
        assert refused == "quality.nothing_to_redo"
    assert (await judge(house, sample, "NOTE", "talked about skin"))["state"] == "NOTED"


async def test_pst_22_figures_are_each_persons_own(house: House) -> None:
    await house.photos(await house.order(), number=1)
    (sample,) = await open_checks(house, "PHOTOS")
    await judge(house, sample, "PASS")
    seen = await house.get("/quality-figures/GG01")
    chen = next(one for one in seen["people"] if one["staff_id"] == "chen.wei")
    assert chen == {"staff_id": "chen.wei", "open": 0, "passed": 1, "noted": 0, "redo": 0}
    assert (await house.get("/quality-figures/GG01?since=2027-01-01"))["people"] == []
    assert (await house.call("GET", "/quality-figures/GG01", branch="GG02")).status_code == 404
    assert (await house.call("POST", f"/quality-checks/{uuid4()}/verdict", json={"verdict": "PASS"})).status_code == 404
