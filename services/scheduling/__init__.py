"""Scheduling 调度: teams, rooms, dresses, bookings, the shoot day and leave.

Owns: people and things as resources, capacity rules, every booking (fitting, shoot, re-shoot, selection, layout
review, pickup, wedding day), the plan of a day, the shoot day after check-in, leave and proxies; the register of
things, loans, write-offs and the monthly stock-take; consumables, their purchases and budgets.
Publishes: booking.made / moved / cancelled / confirmed, dress.fitted, shoot.artist_arrived / artist_missing,
shoot.stage_changed, shoot.introduced / escorted, shoot.completed, shoot.left_unfinished, plan.frozen, leave.approved,
thing.lent / returned, write_off.requested / approved / rejected / arrived, stock_take.closed / missing, supply.moved,
purchase.requested / approved / rejected / arrived / ended.
Consumes: order.booked / amended / cancelled, customer.checked_in, selection.ready, layout.ready,
order.ready_for_pickup, branch.changed, staff.changed.
"""
