"""The close of the day, and cash that is not as it should be (FIN-12, N-27)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from uuid import UUID

from shared.contracts.base import Event
from shared.contracts.values import Money, StaffId


class DayClosed(Event, name="day.closed", about="day_close_id"):
    """The day's performance report was counted and signed (FIN-12, FIN-13)."""

    day_close_id: UUID
    business_day: date
    report_number: str
    computed_cash: Money
    counted_cash: Money
    receipts: int
    voids: int


class CashIncidentKind(StrEnum):
    """Float at opening, count at the close, a counterfeit note at the till (N-27)."""

    FLOAT = "FLOAT"
    COUNT = "COUNT"
    COUNTERFEIT = "COUNTERFEIT"


class CashIncidentNoted(Event, name="cash_incident.noted", about="incident_id"):
    """Cash was not as it should be; the difference is negative when money is missing (N-27)."""

    incident_id: UUID
    kind: CashIncidentKind
    business_day: date
    difference: Money
    responsible_id: StaffId | None = None


class CashIncidentSettled(Event, name="cash_incident.settled", about="incident_id"):
    """A manager said what came of it (N-27)."""

    incident_id: UUID
    settled_by: StaffId
    responsible_id: StaffId | None = None
