"""Reception 门市: visits, people, packages, orders and all money.

Owns: the traffic register, the hand-over book, the rotas of receivers and of clerks on duty, people (the only place
with names and phones), packages, orders with their amendments, check-in with the customer number, receipts, refunds,
invoices, deposits, lockers, sales on the shoot day, paid extra services with their price list and work orders, things
entrusted and left behind, belongings in lockers, damage to customers' property, floats, the day close, job cards on
their way to the cashier and incidents with cash.
Publishes: visit.*, duty.given, shift_note.*, person.registered, order.*, payment.received, receipt.voided,
refund.made, invoice.*, customer.checked_in, day.closed, job_cards.*, cash_incident.*,
found_item.*, belongings.stored / released, tokens.checked, work_order.*, work_orders.listed, damage.*.
Consumes: selection.confirmed, shoot.completed, handover.completed, contact.done, handover_book.accepted,
leave.approved, branch.changed, staff.changed.
"""
