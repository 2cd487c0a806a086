"""Timed work: readiness of selections, alerts between departments, the hand-over book at closing."""

from __future__ import annotations

from functools import partial

from services.post_production.domain.rules import Rules
from services.post_production.service import alerts, readiness
from shared.kit.jobs import DailyJob, DueJob, Job


def timed_jobs(rules: Rules) -> list[Job]:
    """The jobs, at the hours of the settings (PST-05, PST-13, PST-20)."""
    return [
        DueJob("alerts", alerts.earliest_deadline, alerts.raise_due),
        DailyJob("selection_readiness", rules.readiness_at, readiness.look_ahead),
        DueJob(
            "selections_booked_late",
            readiness.earliest_new_selection,
            partial(readiness.look_at_new, looked_at=rules.readiness_at),
        ),
        DailyJob("handover_closing", rules.handover_closes_at, alerts.remind_of_handover),
    ]
