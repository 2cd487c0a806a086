"""Timed work of reception."""

from __future__ import annotations

from datetime import time

from services.reception.service.targets import watch_targets
from shared.kit.jobs import DailyJob, Job


def timed_work() -> list[Job]:
    """In the morning: whether next month's targets are broken down (MGT-01)."""
    return [DailyJob("targets of next month", time(9), watch_targets)]
