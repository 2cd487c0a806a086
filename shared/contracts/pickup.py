"""Facts told by pickup: arrivals, readiness, hand-over, cards."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from shared.contracts.base import Event


class PieceArrived(Event, name="piece.arrived"):
    """A piece was counted and checked at the desk (PCK-04)."""

    order_id: UUID
    piece_id: UUID
    code: str
    passed: bool
    fault: str | None = None


class OrderReadyForPickup(Event, name="order.ready_for_pickup"):
    """Every expected piece arrived and passed the check (PCK-04)."""

    order_id: UUID
    pieces: int


class PickupIncomplete(Event, name="pickup.incomplete"):
    """A booked pickup lacks pieces two or one days before (PCK-01, PCK-02)."""

    order_id: UUID
    booking_id: UUID
    days_before: int
    missing: list[str]


class PickupDelayed(Event, name="pickup.delayed"):
    """The date cannot be kept: the owner calls first and offers compensation (GEN-07, PCK-03)."""

    order_id: UUID
    booking_id: UUID | None
    cause: str
    expected_on: date


class PiecesHandedOver(Event, name="pieces.handed_over"):
    """Some pieces left, others are still to come (partial pickup, PCK-10)."""

    order_id: UUID
    handover_id: UUID
    piece_ids: list[UUID]
    remaining: int
    by_proxy: bool


class HandoverCompleted(Event, name="handover.completed"):
    """The last piece left the house against a signature (PCK-06)."""

    order_id: UUID
    handover_id: UUID
    pieces: int
    by_proxy: bool


class ServiceCardIssued(Event, name="service_card.issued"):
    """The wedding-day service card; never issued again (PCK-07)."""

    order_id: UUID
    card_number: str
    wedding_date: date
    book_by: date


class ServiceCardMoved(Event, name="service_card.moved"):
    """The wedding has another day; the card that is out holds for it (PCK-07, N-17)."""

    order_id: UUID
    card_number: str
    wedding_date: date
    book_by: date


class ServiceCardLost(Event, name="service_card.lost"):
    """The customer lost the card, which is not replaced: nothing is booked with it any more (PCK-07, A-19)."""

    order_id: UUID
    card_number: str


class SuggestionGiven(Event, name="suggestion.given"):
    """A suggestion card was filled in; its text stays at pickup (PCK-08)."""

    order_id: UUID
    suggestion_id: UUID
    rating: int | None = None
