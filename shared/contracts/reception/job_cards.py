"""The day's job cards on their way to the cashier (REC-13)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from shared.contracts.base import Event
from shared.contracts.values import StaffId


class JobCardsHandedOver(Event, name="job_cards.handed_over", about="hand_over_id"):
    """A clerk collected cards of the day's shoots and gave them to the cashier (REC-13)."""

    hand_over_id: UUID
    day: date
    cards: int
    missing: int
    handed_by: StaffId


class JobCardsTaken(Event, name="job_cards.taken", about="hand_over_id"):
    """The cashier took the cards and booked the performance that is on them (REC-13)."""

    hand_over_id: UUID
    day: date
    cards: int
    taken_by: StaffId
