"""What tests measure with a clock, told at the end of a run, whichever process it was measured in."""

import os
from collections.abc import Callable
from dataclasses import dataclass

import pytest

MEASURED = "measured"


@dataclass(frozen=True, slots=True)
class Figures:
    """Milliseconds measured in this test, by what was measured."""

    record: Callable[[str, object], None]

    def note(self, what: str, took: float, *, target: float) -> None:
        """Keep the figure; twice the target is too much on any machine."""
        crowd = os.getloadavg()[0] / (os.cpu_count() or 1)
        told = f"{what}: {took:.0f} ms (target {target:.0f} ms, load per core {crowd:.1f})"
        self.record(MEASURED, told)
        assert took < 2 * target, told


@pytest.fixture
def figures(record_property: Callable[[str, object], None]) -> Figures:
    """Where measured times go."""
    return Figures(record_property)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was measured."""
    for report in (*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")):
        for name, line in report.user_properties:
            if name == MEASURED:
                terminalreporter.write_line(f"measured  {line}")
