"""What each role may do (catalogue part 4). A role is a bundle of permission patterns and nothing else.

No role holds anything that opens a pickup with arrears: such a permission does not exist (FIN-11). The administrator
sets authorities and does no trade work (M-78). Only the store manager approves rework.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

CUSTOMER_PAGE = ("customer_service.customer_page.read", "customer_service.customer_page.tell")
"""What opens with a customer's code; whoever asks is a visitor there, even with a session in the same browser."""

INVITATION = ("reception.invitation.see", "reception.invitation.answer")
"""What opens with a customer's referral code (A-26); whoever asks is a visitor there."""

OWN_ORDER = ("post_production.own_order.see", "post_production.own_order.tell")
"""What a customer may at departments that are shown the order of the link."""

DOORKEEPER = ("customer_service.customer_page.admit",)
"""What the gateway itself may, to learn which order a code opens."""

VISITOR = ("gateway.session.open", "gateway.session.close", "gateway.docs.read", *CUSTOMER_PAGE, *INVITATION)
"""Somebody who has not signed in."""

SIGNED_IN = (
    "gateway.session.*",
    "gateway.docs.read",
    "gateway.orders.read",
    "gateway.events.read",
    "gateway.staff.read",
    "gateway.branches.read",
    "gateway.roles.read",
)

_TRADE = (
    "customer_service.complaints.report",
    "customer_service.contacts.read",
    "customer_service.job_sheets.read",
    "customer_service.orders.read",
    "pickup.orders.read",
    "post_production.orders.read",
    "scheduling.bookings.read",
    "scheduling.leaves.request",
    "scheduling.plans.read",
    "scheduling.resources.read",
    "reception.people.read",
)
"""Everybody who works on orders: the job sheet, the own department's view, leave, and reporting a complaint."""

_READ_ALL = (
    "reception.*.read",
    "reception.search",
    "scheduling.*.read",
    "post_production.*.read",
    "pickup.*.read",
    "customer_service.*.read",
)

_MONEY = (
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

_KEEPING = ("reception.keeping.read", "reception.keeping.do")
"""Things left behind and entrusted are everybody's business who works with customers in the house."""

_CHECK_IN = ("reception.check_in.do", "reception.storage.read", "reception.clearances.issue")

_DESK = (
    *_KEEPING,
    "reception.visits.read",
    "reception.visits.register",
    "reception.rotas.read",
    "reception.people.register",
    "reception.people.lookup",
    "reception.people.reveal",
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
)

_CONSULTANT = (
    *_DESK,
    *_CHECK_IN,
    "reception.orders.place",
    "reception.orders.amend",
    "reception.receipts.read",
    "reception.refunds.request",
    "reception.shoot_visits.record",
    "reception.targets.read",
    "scheduling.bookings.make",
    "scheduling.bookings.confirm",
    "scheduling.fittings.record",
    "post_production.selections.read",
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

_PHOTO_TEAM = (
    *_KEEPING,
    "reception.shoot_visits.record",
    "scheduling.shoots.do",
    "post_production.photos.read",
    "post_production.photos.import",
    "post_production.reworks.request",
)

_LAYOUT = (
    "reception.orders.read",
    "reception.search",
    "post_production.*.read",
    "post_production.photos.import",
    "post_production.selections.prepare",
    "post_production.handover.give",
    "post_production.handover.accept",
    "post_production.work.do",
    "post_production.layouts.present",
    "post_production.layouts.answer",
    "post_production.production.order",
    "post_production.reworks.request",
    "customer_service.contacts.do",
    "customer_service.delays.record",
    "scheduling.bookings.make",
)

ROLES: Mapping[str, tuple[str, ...]] = {
    "general_manager": (
        *_TRADE,
        *_READ_ALL,
        "reception.discounts.grant",
        "reception.traffic.read",
        "reception.cancellations.approve",
        "reception.refunds.approve",
        "reception.cash_backs.approve",
        "reception.invoices.approve",
        "reception.invoices.approve_finance",
        "reception.targets.approve",
        "scheduling.leaves.approve_long",
        "customer_service.complaints.judge_own_department",
    ),
    "operations_director": (
        *_TRADE,
        *_READ_ALL,
        "reception.discounts.grant",
        "reception.cancellations.approve",
        "reception.refunds.approve",
        "reception.cash_backs.approve",
        "reception.invoices.approve",
        "reception.invoices.approve_finance",
        "reception.packages.manage",
        "reception.targets.manage",
        "customer_service.templates.manage",
        "scheduling.capacity.manage",
        "scheduling.leaves.approve_short",
        "customer_service.complaints.decide",
        "customer_service.complaints.judge_own_department",
        "customer_service.compensation.unlimited",
    ),
    "store_manager": (
        *_TRADE,
        *_READ_ALL,
        "reception.visits.*",
        "reception.rotas.manage",
        "reception.people.*",
        "reception.discounts.grant",
        "reception.orders.amend",
        "reception.orders.amend_late",
        "reception.arrears.override",
        "reception.cancellations.approve",
        "reception.refunds.approve",
        "reception.cash_backs.approve",
        "reception.invoices.approve",
        "reception.invoices.void",
        "reception.receipts.void",
        "reception.days.sign",
        "reception.cash_incidents.sign",
        "reception.deposits.forfeit",
        "reception.packages.manage",
        "reception.targets.manage",
        "customer_service.templates.manage",
        "customer_service.campaigns.manage",
        "reception.shoot_visits.record",
        "reception.storage.manage",
        "reception.keeping.do",
        "scheduling.bookings.*",
        "scheduling.resources.manage",
        "scheduling.capacity.manage",
        "scheduling.capacity.override",
        "scheduling.leaves.approve_short",
        "post_production.reworks.approve",
        "post_production.quality.judge",
        "customer_service.contacts.*",
        "customer_service.customer_links.make",
        "customer_service.delays.record",
        "customer_service.complaints.decide",
        "customer_service.complaints.judge",
        "customer_service.complaints.judge_major",
        "customer_service.complaints.judge_own_department",
        "customer_service.compensation.unlimited",
    ),
    "reception_manager": (
        *_TRADE,
        *_READ_ALL,
        *_CONSULTANT,
        "reception.visits.hold",
        "reception.rotas.manage",
        "reception.people.*",
        "reception.traffic.read",
        "reception.discounts.grant",
        "reception.orders.amend_late",
        "reception.arrears.override",
        "reception.cancellations.approve",
        "reception.refunds.approve",
        "reception.cash_backs.approve",
        "reception.invoices.approve",
        "reception.invoices.void",
        "reception.receipts.void",
        "reception.days.sign",
        "reception.cash_incidents.sign",
        "reception.deposits.forfeit",
        "scheduling.capacity.override",
    ),
    "consultant": (*_TRADE, *_CONSULTANT),
    "cashier": (
        *_TRADE,
        *_MONEY,
        *_KEEPING,
        *_CHECK_IN,
        "reception.orders.read",
        "reception.search",
        "reception.packages.read",
        "reception.receipts.void",
        "reception.invoices.void",
        "reception.refunds.request",
        "reception.refunds.pay",
        "reception.cash_backs.pay",
        "reception.floats.count",
        "reception.days.read",
        "reception.days.close",
        "reception.cash_incidents.read",
    ),
    "scheduler": (
        *_TRADE,
        "reception.orders.read",
        "reception.search",
        "reception.clearances.issue",
        "reception.people.reveal",
        "scheduling.bookings.*",
        "scheduling.fittings.record",
        "scheduling.plans.*",
        "scheduling.resources.*",
        "scheduling.shoots.*",
        "post_production.photos.read",
        "customer_service.contacts.do",
        "customer_service.contacts.plan",
        "customer_service.templates.read",
        "customer_service.delays.record",
    ),
    "photographer": (*_TRADE, *_PHOTO_TEAM),
    "assistant": (*_TRADE, *_PHOTO_TEAM),
    "makeup_artist": (
        *_TRADE,
        *_KEEPING,
        "scheduling.shoots.do",
        "scheduling.fittings.record",
        "customer_service.contacts.do",
    ),
    "selection_consultant": (
        *_TRADE,
        "reception.orders.read",
        "reception.orders.amend",
        "reception.people.lookup",
        "reception.people.reveal",
        "reception.search",
        "reception.packages.read",
        "reception.receipts.read",
        "reception.targets.read",
        "reception.clearances.issue",
        "scheduling.bookings.make",
        "scheduling.bookings.confirm",
        "post_production.*.read",
        "post_production.selections.prepare",
        "post_production.selections.do",
        "post_production.handover.give",
        "post_production.layouts.answer",
        "post_production.reworks.request",
        "customer_service.contacts.do",
        "customer_service.contacts.plan",
        "customer_service.templates.read",
        "customer_service.delays.record",
    ),
    "retoucher": (*_TRADE, *_LAYOUT),
    "designer": (*_TRADE, *_LAYOUT),
    "production": (
        *_TRADE,
        "post_production.*.read",
        "post_production.handover.accept",
        "post_production.work.do",
        "post_production.production.order",
        "post_production.production.do",
        "post_production.reworks.request",
        "pickup.pieces.read",
        "customer_service.delays.record",
    ),
    "pickup_clerk": (
        *_TRADE,
        *_DESK,
        *_CHECK_IN,
        "reception.receipts.read",
        "reception.floats.count",
        "reception.days.read",
        "reception.days.close",
        "scheduling.bookings.make",
        "scheduling.bookings.confirm",
        "post_production.work.read",
        "post_production.reworks.request",
        "pickup.*",
    ),
    "service_agent": (
        *_TRADE,
        "reception.orders.read",
        "reception.visits.read",
        "reception.search",
        "reception.people.register",
        "reception.people.lookup",
        "reception.people.reveal",
        "scheduling.bookings.confirm",
        "post_production.work.read",
        "post_production.reworks.request",
        "pickup.pieces.read",
        "pickup.board.read",
        "customer_service.*.read",
        "customer_service.contacts.*",
        "customer_service.cards.manage",
        "customer_service.rewards.choose",
        "customer_service.complaints.judge",
        "customer_service.customer_links.make",
        "customer_service.delays.record",
    ),
    "service_manager": (
        *_TRADE,
        "reception.orders.read",
        "reception.visits.read",
        "reception.traffic.read",
        "reception.search",
        "reception.people.register",
        "reception.people.lookup",
        "reception.people.reveal",
        "scheduling.bookings.confirm",
        "post_production.*.read",
        "post_production.reworks.request",
        "pickup.*.read",
        "customer_service.*.read",
        "customer_service.contacts.*",
        "customer_service.complaints.judge",
        "customer_service.complaints.judge_major",
        "customer_service.complaints.decide",
        "customer_service.templates.*",
        "customer_service.campaigns.manage",
        "customer_service.members.*",
        "customer_service.cards.manage",
        "customer_service.rewards.choose",
        "customer_service.customer_links.make",
        "customer_service.delays.record",
    ),
    "administrator": ("gateway.*", "operations.read", "operations.clock", "operations.parked"),
}

MONEY_WITHOUT_CASHIER = frozenset({"consultant", "pickup_clerk"})
"""Roles that take money where the branch has no separate cashier."""


def permissions_of(roles: Iterable[str], *, takes_money: bool = False) -> tuple[str, ...]:
    """The patterns of somebody with these roles, sorted.

    Args:
        takes_money: every branch of this person lets its consultants take money.
    """
    held = set(roles)
    patterns = set(SIGNED_IN)
    for role in held:
        patterns.update(ROLES.get(role, ()))
    if takes_money and held & MONEY_WITHOUT_CASHIER:
        patterns.update(_MONEY)
    return compact(sorted(patterns))


def compact(patterns: Sequence[str]) -> tuple[str, ...]:
    """The patterns without those that another ``prefix.*`` covers already, so that tokens stay short."""
    wide = [pattern[:-1] for pattern in patterns if pattern.endswith(".*") and pattern.count("*") == 1]
    return tuple(
        pattern
        for pattern in patterns
        if not any(pattern.startswith(prefix) and pattern != f"{prefix}*" for prefix in wide)
    )


DEPARTMENTS = frozenset({"reception", "scheduling", "post_production", "pickup", "customer_service"})

FOR_PEOPLE_ONLY = ("approve", "override", "grant", "judge", "decide", "sign", "forfeit", "unlimited", "hold")
"""A decision of one of these kinds is a person's: an integration never takes it."""


def allowed_for_key(permission: str) -> bool:
    """Whether an API key may carry the permission.

    >>> allowed_for_key("reception.orders.read"), allowed_for_key("pickup.*.read"), allowed_for_key("pickup.*")
    (True, True, False)
    >>> allowed_for_key("post_production.reworks.approve"), allowed_for_key("gateway.staff.manage")
    (False, False)
    """
    service, _, rest = permission.partition(".")
    action = rest.rpartition(".")[2]
    if service == "gateway":
        return permission in SIGNED_IN and "*" not in permission
    if service not in DEPARTMENTS or not action or action.startswith(FOR_PEOPLE_ONLY):
        return False
    return "*" not in permission or permission == f"{service}.*.read"
