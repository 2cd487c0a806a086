"""Pickup (取件): the pieces of an order from their arrival at the desk to the customer's hands.

Owns: expected pieces, arrivals and checks, shelf places, readiness, hand-overs, service cards, suggestion cards.
Publishes: piece.arrived, order.ready_for_pickup, pickup.incomplete, pickup.delayed, pieces.handed_over,
handover.completed, service_card.issued, suggestion.given.
Consumes: order.booked / amended / cancelled / balance_changed, production.ordered, piece.finished, rework.requested /
approved / rejected, bookings of kind PICKUP, branches and staff.
"""
