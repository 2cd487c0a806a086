"""Hypothesis is not asynchronous, the services are: a machine's steps are run on the test's own loop."""

import asyncio
from collections.abc import Coroutine
from typing import Any, ClassVar, TypeVar

from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

T = TypeVar("T")


class Driven(RuleBasedStateMachine):
    """A state machine whose rules await."""

    loop: ClassVar[asyncio.AbstractEventLoop]

    def wait(self, work: Coroutine[Any, Any, T]) -> T:
        """What the awaited work returns."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(120)


async def drive(machine: type[Driven], how: settings) -> None:
    """Run the machine until hypothesis is content, or finds the shortest way to a broken promise."""
    machine.loop = asyncio.get_running_loop()
    await asyncio.to_thread(run_state_machine_as_test, machine, settings=how)
