"""The shoot day after check-in: stages, and how an unfinished shoot goes on."""

from __future__ import annotations

from enum import StrEnum

from shared.contracts.scheduling import ShootStage
from shared.kit.states import Machine


class ShootAction(StrEnum):
    """What moves the customer on."""

    MAKE_UP = "MAKE_UP"
    SHOOT = "SHOOT"
    LUNCH = "LUNCH"
    BACK_TO_MAKE_UP = "BACK_TO_MAKE_UP"
    COMPLETE = "COMPLETE"
    LEAVE_UNFINISHED = "LEAVE_UNFINISHED"


_S, _A = ShootStage, ShootAction

SHOOT_DAY = Machine[ShootStage, ShootAction](
    {
        _S.HANDED_OVER: {_A.MAKE_UP: _S.MAKE_UP, _A.LEAVE_UNFINISHED: _S.UNFINISHED},
        _S.MAKE_UP: {_A.SHOOT: _S.SHOOTING, _A.LEAVE_UNFINISHED: _S.UNFINISHED},
        _S.SHOOTING: {
            _A.LUNCH: _S.LUNCH,
            _A.BACK_TO_MAKE_UP: _S.MAKE_UP,
            _A.COMPLETE: _S.DONE,
            _A.LEAVE_UNFINISHED: _S.UNFINISHED,
        },
        _S.LUNCH: {_A.SHOOT: _S.SHOOTING, _A.LEAVE_UNFINISHED: _S.UNFINISHED},
    }
)
"""Nothing is skipped: no shooting before make-up, no make-up before the hand-over at check-in."""


IN_THE_STUDIO = frozenset({ShootStage.MAKE_UP, ShootStage.SHOOTING, ShootStage.LUNCH})
"""When the make-up artist's leading in and introducing can be noted: no stage of its own, so that no shoot waits for a
note (SHO-10)."""

OVER = frozenset({ShootStage.DONE, ShootStage.UNFINISHED})
"""Nothing more is photographed that day; the customer is seen to the door (SHO-10)."""


class NextStage(StrEnum):
    """The stages a desk can ask for; completion has its own form."""

    MAKE_UP = "MAKE_UP"
    SHOOTING = "SHOOTING"
    LUNCH = "LUNCH"


def action_for(stage: ShootStage, wanted: NextStage) -> ShootAction:
    """The action that leads from the stage to the wanted one; faulty make-up goes back upstream (SHO-04)."""
    if wanted is NextStage.MAKE_UP:
        return ShootAction.BACK_TO_MAKE_UP if stage is ShootStage.SHOOTING else ShootAction.MAKE_UP
    return ShootAction.SHOOT if wanted is NextStage.SHOOTING else ShootAction.LUNCH


class UnfinishedReason(StrEnum):
    """Why something was not photographed (SCH-10)."""

    WEATHER = "WEATHER"
    TIME = "TIME"
    CUSTOMER = "CUSTOMER"
    OTHER = "OTHER"
