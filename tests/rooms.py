"""Which tests go together when whole rooms go side by side (``--dist loadscope``)."""

import pytest
from xdist.scheduler import LoadScopeScheduling

OF_ONE_HOUSE = ("flow", "live")


class ByRoom(LoadScopeScheduling):  # type: ignore[misc]  # published without type information
    """Each room stays with one process, so that what it starts is started once; two share a house."""

    def _split_scope(self, nodeid: str) -> str:
        """The room of a test.

        >>> ByRoom._split_scope(None, "tests/kit/test_bus.py::test_x"), ByRoom._split_scope(None, "tests/live/t.py::y")
        ('kit', 'house')
        """
        room = nodeid.split("/")[1]
        return "house" if room in OF_ONE_HOUSE else room


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByRoom | None:
    """Ours in place of the one that goes by files and classes."""
    return ByRoom(config, log) if config.getvalue("dist") == "loadscope" else None
