"""Invoices, from the request to the paper (M-45)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from shared.contracts.base import Event
from shared.contracts.values import Money, StaffId


class InvoiceRequested(Event, name="invoice.requested"):
    """An invoice waits for finance or a manager (M-45)."""

    order_id: UUID
    invoice_id: UUID
    amount: Money
    requested_by: StaffId


class InvoiceDecided(Event, name="invoice.decided"):
    """Finance or a manager agreed to an invoice, or refused it (M-45)."""

    order_id: UUID
    invoice_id: UUID
    approved: bool
    decided_by: StaffId


class InvoiceIssued(Event, name="invoice.issued"):
    """An invoice was written for what was sold; from now on nothing of it changes (M-45)."""

    order_id: UUID
    invoice_id: UUID
    invoice_number: str
    amount: Money
    issued_on: date


class InvoiceVoided(Event, name="invoice.voided"):
    """A wrong invoice was marked 作废 with both copies there; it keeps its number (M-45)."""

    order_id: UUID
    invoice_id: UUID
    invoice_number: str
    amount: Money
