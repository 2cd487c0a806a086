"""Timed work of customer service."""

from __future__ import annotations

from datetime import time
from typing import Any

from sqlalchemy import Select, func
from sqlmodel import select

from services.customer_service.models import Complaint
from services.customer_service.service.complaints import turn_valid_when_late
from services.customer_service.service.contacts import mark_missed
from services.customer_service.service.management_calendar import remind_of_duties
from services.customer_service.service.messages import Sender, next_message
from services.customer_service.service.visit_checks import remind
from shared.kit.jobs import DailyJob, DueJob, Job


def next_turning() -> Select[Any]:
    """When the next communicative complaint becomes valid (M-02)."""
    return select(func.min(Complaint.turns_valid_at))


def timed_work(sender: Sender) -> list[Job]:
    """Messages when due, complaints at their deadline, missed calls in the evening, what is owed in the morning."""
    return [
        DueJob("send messages", next_message, sender.send_due),
        DueJob("complaints become valid", next_turning, turn_valid_when_late),
        DailyJob("missed contacts", time(21), mark_missed),
        DailyJob("visits owed", time(9), remind),
        DailyJob("what managers hand in", time(9), remind_of_duties),
    ]
