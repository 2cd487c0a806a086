"""Routes of scheduling."""

from services.scheduling.api import bookings, figures, leaves, plans, resources, shoots

routers = [resources.router, bookings.router, plans.router, shoots.router, leaves.router, figures.router]

__all__ = ["routers"]
