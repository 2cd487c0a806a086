"""Customers' property damaged or lost in the house (M-21)."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from shared.contracts.base import Event
from shared.contracts.values import Money, StaffId


class DamageKind(StrEnum):
    """What became of a customer's property in the house (M-21)."""

    DAMAGED = "DAMAGED"
    LOST = "LOST"


class MadeGood(StrEnum):
    """How it is made good: mended, replaced, by a refund on the order, or by finance outside the till."""

    REPAIR = "REPAIR"
    REPLACEMENT = "REPLACEMENT"
    REFUND = "REFUND"
    FINANCE = "FINANCE"


class DamageReported(Event, name="damage.reported"):
    """A customer's property was damaged or lost; the manager hears at once (M-21)."""

    order_id: UUID
    damage_id: UUID
    damage_number: str
    kind: DamageKind
    thing: str


class DamageOffered(Event, name="damage.offered"):
    """What was agreed with the customer waits for the store manager (M-21)."""

    order_id: UUID
    damage_id: UUID
    damage_number: str
    thing: str
    how: MadeGood
    amount: Money
    offered_by: StaffId


class DamageDecided(Event, name="damage.decided"):
    """The store manager's word on the offer, a no with its reason (M-21)."""

    order_id: UUID
    damage_id: UUID
    approved: bool
    decided_by: StaffId
    reason: str = ""


class DamageMadeGood(Event, name="damage.made_good"):
    """The customer has what was offered, and signed (M-21)."""

    order_id: UUID
    damage_id: UUID
    how: MadeGood
    amount: Money


class DamageClosed(Event, name="damage.closed"):
    """Nothing is owed for it, and why (M-21)."""

    order_id: UUID
    damage_id: UUID
    finding: str
