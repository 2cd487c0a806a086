"""The month's targets (MGT-01)."""

from __future__ import annotations

from uuid import UUID

from shared.contracts.base import Event
from shared.contracts.values import StaffId


class TargetsIncomplete(Event, name="targets.incomplete", about="plan_id"):
    """From the 25th on: next month's targets are not broken down to department and person (MGT-01)."""

    plan_id: UUID
    month: str
    missing: int


class TargetsBrokenDown(Event, name="targets.broken_down", about="plan_id"):
    """A month's targets are set for every department and person (MGT-01)."""

    plan_id: UUID
    month: str
    set_by: StaffId
