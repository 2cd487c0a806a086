"""Whose turn it is to be the clerk on duty (REC-10)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from shared.contracts.base import Event
from shared.contracts.values import StaffId


class DutyGiven(Event, name="duty.given", about="duty_id"):
    """A clerk is on duty that day: calls tomorrow's customers and checks what they owe (REC-10)."""

    duty_id: UUID
    day: date
    clerk_id: StaffId
    chosen_by: StaffId | None = None
