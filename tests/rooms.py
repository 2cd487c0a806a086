"""Which tests go together when whole rooms go side by side (``--dist loadscope``)."""

import pytest
from xdist.scheduler import LoadScopeScheduling

MOVED = {"tests/live/test_journey.py": "flow"}
"""The longest story of the screens goes with those told without screens: the two houses have as much to do then."""


class ByRoom(LoadScopeScheduling):  # type: ignore[misc]  # published without type information
    """Each room stays with one process, so that what it starts is started once."""

    def _split_scope(self, nodeid: str) -> str:
        """The room of a test.

        >>> ByRoom._split_scope(None, "tests/kit/test_bus.py::test_x")
        'kit'
        """
        file = nodeid.partition("::")[0]
        return MOVED.get(file, file.split("/")[1])


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByRoom | None:
    """Ours in place of the one that goes by files and classes."""
    return ByRoom(config, log) if config.getvalue("dist") == "loadscope" else None
