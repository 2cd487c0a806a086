"""Who comes: visits, and the people who become known by them."""

from __future__ import annotations

from uuid import UUID

from shared.contracts.base import Event
from shared.contracts.values import StaffId


class VisitRegistered(Event, name="visit.registered", about="visit_id"):
    """A customer walked in or telephoned (REC-01)."""

    visit_id: UUID
    receiver_id: StaffId
    person_id: UUID | None = None
    returning: bool = False
    previous_visit_id: UUID | None = None


class VisitHesitated(Event, name="visit.hesitated", about="visit_id"):
    """A customer is about to leave without an order; a manager takes part in the talk (REC-05)."""

    visit_id: UUID
    receiver_id: StaffId


class VisitHeld(Event, name="visit.held", about="visit_id"):
    """A manager took part in the talk with a customer about to leave (REC-05)."""

    visit_id: UUID
    held_by: StaffId
    outcome: str
    receiver_id: StaffId
    person_id: UUID | None = None


class VisitLost(Event, name="visit.lost", about="visit_id"):
    """A customer left without ordering, after the hold (REC-05, REC-23)."""

    visit_id: UUID
    reason: str
    receiver_id: StaffId
    person_id: UUID | None = None


class PersonRegistered(Event, name="person.registered", about="person_id"):
    """A person became known. Name, phone and papers stay at reception."""

    person_id: UUID
    kind: str = "CUSTOMER"
