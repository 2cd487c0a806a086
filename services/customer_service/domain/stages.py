"""Where an order can be on its way through the house, and who is at work there (1.8)."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """Where a customer is on the way, in order; ``CANCELLED`` ends it from anywhere."""

    PLACED = "PLACED"
    BOOKED = "BOOKED"
    SCHEDULED = "SCHEDULED"
    DRESS = "DRESS"
    CONFIRMED = "CONFIRMED"
    CHECKED_IN = "CHECKED_IN"
    IN_SHOOT = "IN_SHOOT"
    PARTIALLY_SHOT = "PARTIALLY_SHOT"
    SHOT = "SHOT"
    PROOFS_READY = "PROOFS_READY"
    SELECTION_BOOKED = "SELECTION_BOOKED"
    SELECTED = "SELECTED"
    IN_PRODUCTION = "IN_PRODUCTION"
    LAYOUT_REVIEW = "LAYOUT_REVIEW"
    PRODUCING = "PRODUCING"
    ARRIVED = "ARRIVED"
    READY_FOR_PICKUP = "READY_FOR_PICKUP"
    PICKED_UP = "PICKED_UP"
    CLOSED = "CLOSED"
    CANCELLED = "CANCELLED"


RANK = {stage: rank for rank, stage in enumerate(Stage)}

OVER = frozenset({Stage.CLOSED, Stage.CANCELLED})
"""Nothing comes after it."""

DEPARTMENTS = {
    "reception": "RECEPTION",
    "scheduling": "SCHEDULING",
    "post_production": "POST_PRODUCTION",
    "pickup": "PICKUP",
    "customer_service": "CUSTOMER_SERVICE",
    "gateway": "MANAGEMENT",
}
