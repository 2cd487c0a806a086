"""Every state × action of post-production: what is not in these tables is refused."""

from enum import StrEnum
from typing import Any

import pytest

from services.post_production.domain import states
from shared.kit.states import Machine
from tests.transitions import check_transition

TABLES: dict[str, tuple[Machine[Any, Any], type[StrEnum], type[StrEnum], set[tuple[str, str, str]]]] = {
    "photos": (
        states.PHOTOS,
        states.PhotoState,
        states.PhotoAction,
        {("RECEIVED", "DEVELOP", "READY"), ("RECEIVED", "GIVE_UP", "BROKEN")},
    ),
    "selections": (
        states.SELECTIONS,
        states.SelectionState,
        states.SelectionAction,
        {
            ("READY", "PROPOSE", "READY"),
            ("READY", "START", "CHOOSING"),
            ("CHOOSING", "CHANGE", "CHOOSING"),
            ("CHOOSING", "SIGN", "SIGNED"),
            ("SIGNED", "CHANGE", "CHOOSING"),
            ("SIGNED", "SIGN", "SIGNED"),
            ("SIGNED", "CONFIRM", "CONFIRMED"),
            ("CONFIRMED", "GIVE", "GIVEN"),
            ("GIVEN", "ACCEPT", "ACCEPTED"),
            ("GIVEN", "REFUSE", "CONFIRMED"),
        },
    ),
    "work": (
        states.WORK,
        states.WorkState,
        states.WorkAction,
        {
            ("WAITING", "START", "RUNNING"),
            ("WAITING", "STOP", "WAITING"),
            ("WAITING", "CANCEL", "CANCELLED"),
            ("RUNNING", "FINISH", "DONE"),
            ("RUNNING", "STOP", "WAITING"),
            ("RUNNING", "CANCEL", "CANCELLED"),
        },
    ),
    "layouts": (
        states.LAYOUTS,
        states.LayoutState,
        states.LayoutAction,
        {("READY", "APPROVE", "APPROVED"), ("READY", "WANT_CHANGES", "CHANGES_WANTED")},
    ),
    "pieces": (
        states.PIECES,
        states.PieceStep,
        states.PieceStep,
        {
            ("WAITING", "PRINT", "PRINT"),
            ("PRINT", "PRINTS_BACK", "PRINTS_BACK"),
            ("PRINTS_BACK", "CUT", "CUT"),
            ("CUT", "FINISH", "FINISH"),
            ("FINISH", "FINISHED", "FINISHED"),
        },
    ),
    "reworks": (
        states.REWORKS,
        states.ReworkState,
        states.ReworkAction,
        {
            ("REQUESTED", "APPROVE", "APPROVED"),
            ("REQUESTED", "REJECT", "REJECTED"),
            ("REQUESTED", "CANCEL", "CANCELLED"),
            ("APPROVED", "FINISH", "DONE"),
            ("APPROVED", "CANCEL", "CANCELLED"),
        },
    ),
}

CASES = [
    pytest.param(machine, state, action, {(s, a): t for s, a, t in allowed}.get((state, action)), id=f"{n}-{s}-{a}")
    for n, (machine, every_state, every_action, allowed) in TABLES.items()
    for state in every_state
    for action in every_action
    for s, a in [(state, action)]
]


@pytest.mark.parametrize(("machine", "state", "action", "after"), CASES)
def test_table(machine: Machine[Any, Any], state: StrEnum, action: StrEnum, after: str | None) -> None:
    check_transition(machine, state, action, after)


@pytest.mark.parametrize(
    ("back_to", "work", "piece"),
    [
        ("RETOUCH", "RETOUCH", "WAITING"),
        ("DESIGN", "DESIGN", "WAITING"),
        ("PRINT", None, "PRINT"),
        ("CUT", None, "CUT"),
        ("FINISH", None, "FINISH"),
    ],
)
def test_rework_goes_back_to_the_named_step(back_to: str, work: str | None, piece: str) -> None:  # PST-21
    named = states.BackTo(back_to)
    assert (named.work_step, named.piece_step) == (work, piece)
