"""Timed work: readiness of selections, alerts between departments, the hand-over book, files of retired layouts."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from services.post_production.domain.rules import Rules
from services.post_production.service import alerts, readiness, retention
from services.post_production.service.store import PhotoStore
from shared.kit.jobs import DailyJob, DueJob, Job


def timed_jobs(rules: Rules, store: PhotoStore) -> list[Job]:
    """The jobs, at the hours of the settings (PST-05, PST-13, PST-20, A-28)."""
    retired = retention.RetiredLayouts(timedelta(days=rules.dispute_days), store)
    return [
        DueJob("alerts", alerts.earliest_deadline, alerts.raise_due),
        DueJob("files of retired layouts", retired.earliest, retired.delete_due),
        DailyJob("selection_readiness", rules.readiness_at, readiness.look_ahead),
        DueJob(
            "selections_booked_late",
            readiness.earliest_new_selection,
            partial(readiness.look_at_new, looked_at=rules.readiness_at),
        ),
        DailyJob("handover_closing", rules.handover_closes_at, alerts.remind_of_handover),
    ]
