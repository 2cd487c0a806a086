"""Routes of reception, by subject."""

from services.reception.api import (
    approvals,
    cash,
    check_in,
    corrections,
    damages,
    days,
    duties,
    extra_services,
    figures,
    invoices,
    keeping,
    money,
    orders,
    own_order,
    people,
    pictures,
    referrals,
    reveals,
    storing,
    targets,
    visits,
    work_orders,
)
from shared.kit.app import versioned

routes = versioned(
    visits.router,
    duties.router,
    people.router,
    corrections.router,
    orders.router,
    money.router,
    check_in.router,
    days.router,
    targets.router,
    figures.router,
    approvals.router,
    cash.router,
    invoices.router,
    keeping.router,
    pictures.router,
    storing.router,
    reveals.router,
    referrals.router,
    extra_services.router,
    work_orders.router,
    damages.router,
    own_order.router,
)

__all__ = ["routes"]
