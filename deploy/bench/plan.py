"""How long a bench takes its time."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plan:
    """Runs and their lengths.

    Attributes:
        runs: alternating runs of each figure.
        seconds: of one run under load.
        telemetry_runs: rounds of S1 with the service restarted for each share of spans.
        profile_s: seconds the profiler looks.
        orders: whose events S3 replays.
        starts: warm starts of S6.
    """

    runs: int = 5
    seconds: float = 4.0
    telemetry_runs: int = 3
    profile_s: float = 10.0
    orders: int = 6000
    starts: int = 3


QUICK = Plan(runs=1, seconds=1.0, telemetry_runs=1, profile_s=1.0, orders=100, starts=1)
"""For tests of the command itself: its figures say nothing."""
