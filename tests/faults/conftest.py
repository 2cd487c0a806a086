"""A system that may be broken, and the people at its desks."""

import os
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from rich.console import Console

from deploy.faults.system import TrialSystem
from deploy.faults.world import SHORT, World, open_world
from deploy.local.home import Home

SEED = 1


@pytest.fixture(scope="session")
def broken_system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TrialSystem]:
    """The whole system; nothing of it is left afterwards."""
    system = TrialSystem(Home(tmp_path_factory.mktemp("faults")), Console(quiet=True), durable=False)
    try:
        system.start()
        yield system
    finally:
        system.stop()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def world(broken_system: TrialSystem) -> AsyncIterator[World]:
    """Its people at work."""
    with pytest.MonkeyPatch.context() as patch:
        # The demo keeps its sign-ins in the state folder.
        patch.setenv("STUDIO_HOME", os.fspath(broken_system.home.path))
        async with open_world(broken_system, SHORT, SEED) as opened:
            yield opened
