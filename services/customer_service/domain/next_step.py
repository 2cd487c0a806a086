"""What an order waits for, and until when: the job sheet's next step (GEN-09)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING

from services.customer_service.domain.stages import Stage
from shared.contracts.reception import Category

if TYPE_CHECKING:
    from services.customer_service.domain.job_sheet import Sheet

DAY_ENDS = time(18, 0)
HOUSE_TIME = timezone(timedelta(hours=8))
"""Deadlines that are only a day end at six o'clock Chinese time, whatever the branch, so that a sheet depends on facts
alone and not on when its branch became known."""

Deadline = Callable[["Sheet"], datetime | None]


@dataclass(frozen=True, slots=True)
class NextStep:
    """A step by its code, the department that takes it, and its deadline."""

    code: str
    department: str
    due: datetime | None


def _after(**span: float) -> Deadline:
    return lambda sheet: sheet.since + timedelta(**span)


def _end_of(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), DAY_ENDS, HOUSE_TIME).astimezone(UTC)


def _booking(kinds: tuple[str, ...], edge: str, otherwise: Deadline, **before: float) -> Deadline:
    def due(sheet: Sheet) -> datetime | None:
        booking = sheet.booked_for(*kinds)
        if booking is None:
            return otherwise(sheet)
        return datetime.fromisoformat(booking[edge]) - timedelta(**before)

    return due


def _wanted(sheet: Sheet) -> datetime | None:
    return _end_of(sheet.wanted_date) if sheet.wanted_date else sheet.since + timedelta(days=30)


def _agreed(sheet: Sheet) -> datetime | None:
    return _end_of(sheet.agree_by) if sheet.agree_by else sheet.since + timedelta(days=7)


def _designed(sheet: Sheet) -> datetime | None:
    return _end_of(sheet.review_on) if sheet.review_on else sheet.since + timedelta(days=10)


def _produced(sheet: Sheet) -> datetime | None:
    return _end_of(sheet.production_due) if sheet.production_due else sheet.since + timedelta(days=2)


def _collected(sheet: Sheet) -> datetime | None:
    return _end_of(sheet.pickup_on) if sheet.pickup_on else sheet.since + timedelta(days=7)


SHOOT = ("SHOOT", "RESHOOT")

STEPS: dict[Stage, tuple[str, str, Deadline]] = {
    Stage.PLACED: ("BOOK_ORDER", "RECEPTION", _after(days=7)),
    Stage.BOOKED: ("FIX_SHOOT_DATE", "RECEPTION", _wanted),
    Stage.SCHEDULED: ("CONFIRM_SHOOT", "SCHEDULING", _booking(SHOOT, "starts_at", _after(days=7), hours=12)),
    Stage.DRESS: ("CONFIRM_SHOOT", "SCHEDULING", _booking(SHOOT, "starts_at", _after(days=7), hours=12)),
    Stage.CONFIRMED: ("CHECK_IN", "RECEPTION", _booking(SHOOT, "starts_at", _after(days=1))),
    Stage.CHECKED_IN: ("BEGIN_SHOOT", "SCHEDULING", _after(minutes=45)),
    Stage.IN_SHOOT: ("COMPLETE_SHOOT", "SCHEDULING", _booking(SHOOT, "ends_at", _after(hours=8))),
    Stage.PARTIALLY_SHOT: ("AGREE_NEW_DATE", "SCHEDULING", _agreed),
    Stage.SHOT: ("IMPORT_PROOFS", "POST_PRODUCTION", _after(days=1)),
    Stage.PROOFS_READY: ("BOOK_SELECTION", "RECEPTION", _after(days=3)),
    Stage.SELECTION_BOOKED: ("SELECT_PHOTOS", "POST_PRODUCTION", _booking(("SELECTION",), "ends_at", _after(days=3))),
    Stage.SELECTED: ("ACCEPT_HANDOVER_BOOK", "POST_PRODUCTION", _after(days=1)),
    Stage.IN_PRODUCTION: ("DESIGN_LAYOUT", "POST_PRODUCTION", _designed),
    Stage.LAYOUT_REVIEW: ("APPROVE_LAYOUT", "RECEPTION", _after(days=3)),
    Stage.PRODUCING: ("PRODUCE_PIECES", "POST_PRODUCTION", _produced),
    Stage.ARRIVED: ("CHECK_READINESS", "PICKUP", _after(days=1)),
    Stage.READY_FOR_PICKUP: ("PICK_UP", "PICKUP", _booking(("PICKUP",), "ends_at", _collected)),
    Stage.PICKED_UP: ("SATISFACTION_CALL", "CUSTOMER_SERVICE", _after(days=21)),
}


def next_step(sheet: Sheet) -> NextStep | None:
    """The next step of that sheet; None when the order is closed or cancelled."""
    found = STEPS.get(Stage(sheet.stage))
    if found is None or not sheet.opened_at:
        return None
    code, department, deadline = found
    if code == "CONFIRM_SHOOT" and sheet.stage == Stage.SCHEDULED and _chooses_clothes(sheet):
        shoot = sheet.booked_for("SHOOT")
        begins = datetime.fromisoformat(shoot["starts_at"]) if shoot else sheet.since
        return NextStep("CHOOSE_CLOTHES", "SCHEDULING", begins - timedelta(days=1))
    return NextStep(code, department, deadline(sheet))


def _chooses_clothes(sheet: Sheet) -> bool:
    reshoot = any(entry["stage"] == Stage.PARTIALLY_SHOT for entry in sheet.reached)
    return sheet.category is not None and Category(sheet.category).is_wedding and not reshoot
