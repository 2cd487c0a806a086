"""Tables of states: a transition that is not in the table always raises."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Generic, TypeVar

from shared.kit.errors import TransitionRefused

S = TypeVar("S", bound=StrEnum)
A = TypeVar("A", bound=StrEnum)


class Machine(Generic[S, A]):
    """State × action → state.

    >>> class Door(StrEnum): OPEN = "OPEN"; SHUT = "SHUT"
    >>> class Do(StrEnum): CLOSE = "CLOSE"
    >>> Machine({Door.OPEN: {Do.CLOSE: Door.SHUT}}).after(Door.OPEN, Do.CLOSE)
    <Door.SHUT: 'SHUT'>
    """

    def __init__(self, table: Mapping[S, Mapping[A, S]]) -> None:
        self.table = table

    def after(self, state: S, action: A) -> S:
        """The next state.

        Raises:
            TransitionRefused: the action is not possible in this state.
        """
        following = self.table.get(state, {}).get(action)
        if following is None:
            raise TransitionRefused(action=action.value, state=state.value)
        return following

    def allows(self, state: S, action: A) -> bool:
        """Whether the action is possible in this state."""
        return action in self.table.get(state, {})

    def actions(self, state: S) -> Iterable[A]:
        """What is possible in this state."""
        return self.table.get(state, {}).keys()
