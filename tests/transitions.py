"""Tables of states, tried step by step."""

from enum import StrEnum
from typing import TypeVar

import pytest

from shared.kit.errors import TransitionRefused
from shared.kit.states import Machine

S = TypeVar("S", bound=StrEnum)
A = TypeVar("A", bound=StrEnum)


def check_transition(machine: Machine[S, A], state: S, action: A, following: str | None) -> None:
    """The action leads to the state that the rules name, and is refused where they name none."""
    if following is None:
        with pytest.raises(TransitionRefused):
            machine.after(state, action)
    else:
        assert machine.after(state, action) is type(state)(following)
