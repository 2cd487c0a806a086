"""Bundles of permission patterns that several roles share; who has which is in ``gateway/roles.py``."""

from __future__ import annotations

TRADE = (
    "customer_service.complaints.report",
    "customer_service.complaints.handle",
    "customer_service.wishes.note",
    "customer_service.contacts.read",
    "customer_service.job_sheets.read",
    "customer_service.orders.read",
    "pickup.orders.read",
    "post_production.orders.read",
    "scheduling.bookings.read",
    "scheduling.leaves.request",
    "scheduling.plans.read",
    "scheduling.resources.read",
    "scheduling.supplies.read",
    "scheduling.supplies.use",
    "reception.people.read",
    "reception.extra_services.read",
    "reception.work_orders.read",
    "reception.work_orders.request",
    "reception.work_orders.do",
    "reception.damages.read",
    "reception.damages.report",
)
"""Everybody who works on orders: the job sheet, the own department's view, leave, reporting a complaint and handling
the one he was named for (M-04), noting what we do not offer yet (M-33), taking down what else a customer wishes and
doing it (M-32), and what the department uses up (MGT-06)."""

READ_ALL = (
    "reception.*.read",
    "reception.search",
    "scheduling.*.read",
    "post_production.*.read",
    "pickup.*.read",
    "customer_service.*.read",
    "chain.read",
)
"""Who leads sees every department."""

MONEY = (
    "reception.payments.take",
    "reception.deposits.take",
    "reception.deposits.return",
    "reception.receipts.read",
    "reception.storage.read",
    "reception.sales.make",
    "reception.sales.read",
    "reception.invoices.read",
    "reception.invoices.write",
    "reception.cash_incidents.note",
)
"""Taking money; of those who are no cashiers it is asked where a branch has none."""

THINGS = ("scheduling.things.read", "scheduling.things.keep")
"""Who works with dresses, accessories and cameras keeps their register, lends and counts (SHO-11, M-41)."""

KEEPING = ("reception.keeping.read", "reception.keeping.do")
"""Things left behind and entrusted are everybody's business who works with customers in the house."""

CHECK_IN = ("reception.check_in.do", "reception.storage.read", "reception.clearances.issue")
"""Opening a gate of the order when everything for it is there, and checking in whoever came for the shoot (M-43)."""

DESK = (
    *KEEPING,
    "reception.visits.read",
    "reception.visits.register",
    "reception.rotas.read",
    "reception.duties.read",
    "reception.shift_notes.read",
    "reception.shift_notes.write",
    "reception.people.register",
    "reception.people.correct",
    "reception.people.lookup",
    "reception.people.reveal",
    "reception.member_data.read",
    "reception.packages.read",
    "reception.orders.read",
    "reception.search",
    "customer_service.contacts.do",
    "customer_service.contacts.plan",
    "customer_service.templates.read",
    "customer_service.members.read",
    "customer_service.cards.manage",
    "customer_service.rewards.choose",
    "customer_service.customer_links.make",
    "customer_service.delays.record",
    "customer_service.delays.read",
)
"""The counter: visits, people, finding an order, keeping in touch with its customer."""

CONSULTANT = (
    *DESK,
    *CHECK_IN,
    "scheduling.things.read",
    "reception.orders.place",
    "reception.before_photos.take",
    "reception.before_photos.see",
    "reception.planning_books.read",
    "reception.orders.amend",
    "reception.receipts.read",
    "reception.refunds.request",
    "reception.shoot_visits.record",
    "reception.job_cards.read",
    "reception.job_cards.hand_over",
    "reception.work_orders.dispatch",
    "reception.targets.read",
    "scheduling.bookings.make",
    "scheduling.bookings.confirm",
    "scheduling.fittings.record",
    "post_production.selections.read",
    "post_production.preparations.read",
    "post_production.preparations.tick",
    "post_production.photos.read",
    "post_production.work.read",
    "post_production.reworks.request",
    "pickup.pieces.read",
    "pickup.board.read",
    "pickup.handovers.do",
    "pickup.cards.issue",
    "pickup.suggestions.record",
    "pickup.delays.record",
)
"""Who sells and looks after an order from the first visit to the album; a reception manager does it too."""

PHOTO_TEAM = (
    *KEEPING,
    *THINGS,
    "reception.planning_books.read",
    "reception.shoot_visits.record",
    "scheduling.shoots.do",
    "post_production.photos.read",
    "post_production.photos.import",
    "post_production.reworks.request",
)
"""Photographer and assistant in the studio."""

LAYOUT = (
    "reception.orders.read",
    "reception.search",
    "post_production.*.read",
    "post_production.photos.import",
    "post_production.selections.prepare",
    "post_production.preparations.tick",
    "post_production.handover.give",
    "post_production.handover.accept",
    "post_production.work.do",
    "post_production.layouts.present",
    "post_production.layouts.answer",
    "post_production.production.order",
    "post_production.reworks.request",
    "customer_service.contacts.do",
    "customer_service.delays.record",
    "customer_service.delays.read",
    "scheduling.bookings.make",
)
"""Retoucher and designer work at the same pages."""
