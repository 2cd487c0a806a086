"""Routes of scheduling."""

from services.scheduling.api import bookings, leaves, plans, resources, shoots

routers = [resources.router, bookings.router, plans.router, shoots.router, leaves.router]

__all__ = ["routers"]
