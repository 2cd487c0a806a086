"""Arriving for the shoot, and a manager's word where the package balance is still open (M-43, A-01)."""

from __future__ import annotations

from uuid import UUID

from shared.contracts.base import Event
from shared.contracts.values import StaffId


class OverrideRequested(Event, name="override.requested"):
    """A clerk asked a manager to let the shoot happen with the package balance open (A-01)."""

    order_id: UUID
    requested_by: StaffId


class OverrideGranted(Event, name="override.granted"):
    """A manager lets the shoot and the selection happen with the package balance open (A-01, FIN-04)."""

    order_id: UUID
    granted_by: StaffId


class OverrideRefused(Event, name="override.refused"):
    """A manager refused: the balance is paid first (FIN-03)."""

    order_id: UUID
    refused_by: StaffId


class CustomerCheckedIn(Event, name="customer.checked_in"):
    """Arrived for the shoot, balance settled or overridden, number given, sheet handed over (M-43, SCH-12)."""

    order_id: UUID
    customer_number: str
    owner_id: StaffId
    booking_id: UUID | None = None
    arrears_allowed: bool = False
