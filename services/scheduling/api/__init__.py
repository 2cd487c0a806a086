"""Routes of scheduling."""

from services.scheduling.api import bookings, figures, leaves, plans, resources, shoots, stock_takes, supplies, things
from shared.kit.app import versioned

routes = versioned(
    resources.router,
    bookings.router,
    plans.router,
    shoots.router,
    leaves.router,
    things.router,
    stock_takes.router,
    supplies.router,
    figures.router,
)

__all__ = ["routes"]
