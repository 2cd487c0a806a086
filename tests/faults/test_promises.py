"""Every promise about faults, tried briefly on one running system."""

import pytest

from deploy.faults import trials
from deploy.faults.world import TRIALS, Trial, World

pytestmark = pytest.mark.timeout(900)


@pytest.mark.parametrize("each", TRIALS, ids=lambda each: each.promise)
async def test_the_promise_holds(world: World, each: Trial) -> None:
    """The trial says what was done and what was counted."""
    verdict = await each.run(world)
    assert verdict.holds, f"{verdict.promise} {verdict.sentence}: {verdict.done}: {verdict.count}"


def test_every_promise_about_faults_is_tried() -> None:
    promised = {"P1", "P2", "P3", "P5", "P8", "P9", "P11", "P12", "P13", "P14"}
    assert {each.promise for each in TRIALS} == promised
    assert len(trials.__all__) == 9
