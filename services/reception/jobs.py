"""Timed work of reception."""

from __future__ import annotations

from datetime import time

from services.reception.service.duties import settle
from services.reception.service.targets import watch_targets
from services.reception.service.work_orders import hand_over_list
from shared.kit.jobs import DailyJob, Job


def timed_work() -> list[Job]:
    """In the morning the clerks on duty (REC-10) and next month's targets (MGT-01), at half past five the day's work
    orders (M-28)."""
    return [
        DailyJob("clerks on duty", time(7), settle),
        DailyJob("targets of next month", time(9), watch_targets),
        DailyJob("list of work orders", time(17, 30), hand_over_list),
    ]
