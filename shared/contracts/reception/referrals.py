"""Leads by recommendation, and the cash-back of who recommended (A-26)."""

from __future__ import annotations

from uuid import UUID

from shared.contracts.base import Event
from shared.contracts.values import Money, StaffId


class LeadReceived(Event, name="lead.received", about="lead_id"):
    """Somebody recommended by a customer left his wish to be called; name and phone stay at reception (A-26)."""

    lead_id: UUID
    referrer_person_id: UUID


class LeadClosed(Event, name="lead.closed", about="lead_id"):
    """Who was recommended came, or does not want to."""

    lead_id: UUID
    outcome: str
    visit_id: UUID | None = None


class CashBackRecorded(Event, name="cash_back.recorded"):
    """A referrer's cash-back waits for a second person at the desk (A-26)."""

    order_id: UUID
    person_id: UUID
    amount: Money


class CashBackDecided(Event, name="cash_back.decided"):
    """A manager let a cash-back be paid out, or refused it (A-26)."""

    order_id: UUID
    approved: bool
    decided_by: StaffId


class CashBackPaid(Event, name="cash_back.paid"):
    """A referrer got the money, against a numbered paper (A-26, FIN-01)."""

    order_id: UUID
    person_id: UUID
    number: str
    method: str
    amount: Money
