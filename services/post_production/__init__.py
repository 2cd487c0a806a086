"""Post-production (后期): from the memory card to the finished piece.

Owns: photo sets and files, selection (选片), retouching and design work, layout rounds, the hand-over book (交接本),
production orders and their pieces, rework, samples for the store manager, what is laid ready before a selection.
Publishes: ``shared.contracts.post_production``.
Consumes: order.booked / amended / cancelled, shoot.completed, bookings of selection, layout review and pickup,
piece.arrived, handover.completed, branches and staff.
"""
