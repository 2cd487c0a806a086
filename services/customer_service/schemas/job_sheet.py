"""The job sheet as it is read."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from services.customer_service.domain.job_sheet import Sheet
from services.customer_service.domain.stages import DEPARTMENTS, Stage
from services.customer_service.models import JobSheet, JobSheetEntry
from shared.contracts.values import Money


class NextStepOut(BaseModel):
    """What the order waits for."""

    code: str
    department: str | None
    due: datetime | None
    late: bool


class JobSheetLine(BaseModel):
    """A job sheet in a list."""

    order_id: UUID
    branch_id: str
    number: str | None
    category: str | None
    owner_id: str | None
    customer_number: str | None
    stage: Stage
    stage_since: datetime
    opened_at: datetime
    next_step: NextStepOut | None
    late: bool
    late_since: datetime | None
    owed: Money
    flags: list[str]
    person_ids: list[UUID]

    @classmethod
    def of(cls, row: JobSheet, now: datetime) -> JobSheetLine:
        """The line at that moment."""
        return cls(**_line(row, now))


class StageOut(BaseModel):
    """A stage the order entered."""

    stage: Stage
    at: datetime
    by: str | None


class BookingOut(BaseModel):
    """A booking that stands."""

    booking_id: UUID
    kind: str
    starts_at: datetime
    ends_at: datetime
    confirmed: bool
    staff: list[str]


class EntryOut(BaseModel):
    """A line of the sheet: what happened, where, by whom."""

    event_id: UUID
    at: datetime
    type: str
    department: str
    by: str | None
    parameters: dict[str, Any]


class JobSheetOut(JobSheetLine):
    """The whole sheet; ``proxy_id`` looks after the customer while the owner is on leave (GEN-03, GEN-04)."""

    proxy_id: str | None
    package_name: str | None
    wedding_date: str | None
    stages: list[StageOut]
    bookings: list[BookingOut]
    pieces: dict[str, str]
    entries: list[EntryOut]

    @classmethod
    def whole(cls, row: JobSheet, entries: list[JobSheetEntry], now: datetime, *, proxy_id: str | None) -> JobSheetOut:
        """The sheet with its entries at that moment."""
        sheet = Sheet(**row.sheet)
        bookings = [BookingOut.model_validate({"booking_id": key, **value}) for key, value in sheet.bookings.items()]
        return cls(
            **_line(row, now),
            proxy_id=proxy_id,
            package_name=sheet.package_name,
            wedding_date=sheet.wedding_date,
            stages=[StageOut.model_validate(entry) for entry in sheet.reached],
            bookings=sorted(bookings, key=lambda booking: booking.starts_at),
            pieces=sheet.pieces,
            entries=[show_entry(entry) for entry in entries],
        )


class StageCount(BaseModel):
    """How many orders are in a stage, and how many of them are late or owe."""

    stage: Stage
    orders: int
    late: int
    owing: int


class StageCounts(BaseModel):
    """Customers by stage (GEN-09)."""

    stages: list[StageCount]
    orders: int
    late: int


def show_entry(entry: JobSheetEntry) -> EntryOut:
    """The entry with the parameters that make its sentence; whole contents stay inside."""
    shown = {key: value for key, value in entry.data.items() if key not in ("branch_id", "content", "resources")}
    return EntryOut(
        event_id=entry.event_id,
        at=entry.at,
        type=entry.type,
        department=DEPARTMENTS[entry.department],
        by=entry.actor,
        parameters=shown,
    )


def _line(row: JobSheet, now: datetime) -> dict[str, Any]:
    late = row.next_due is not None and row.next_due < now
    step = None
    if row.next_step is not None:
        step = NextStepOut(code=row.next_step, department=row.next_department, due=row.next_due, late=late)
    return {
        **{name: getattr(row, name) for name in ("order_id", "branch_id", "number", "category", "owner_id")},
        **{name: getattr(row, name) for name in ("customer_number", "stage", "stage_since", "opened_at", "flags")},
        "next_step": step,
        "late": late,
        "late_since": row.next_due if late else None,
        "person_ids": [UUID(person) for person in row.sheet.get("person_ids", [])],
        "owed": Money(amount=max(row.balance, 0), currency=row.currency),
    }
