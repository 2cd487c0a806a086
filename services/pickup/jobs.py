"""Timed work of pickup."""

from __future__ import annotations

from services.pickup.domain import CHECK_AT
from services.pickup.service.readiness import check_day
from shared.kit.jobs import DailyJob, Job

jobs: list[Job] = [DailyJob("pickup_readiness", CHECK_AT, check_day)]
"""At 9:30 the pickups in two days and tomorrow are checked (PCK-01, PCK-02, A-03)."""
