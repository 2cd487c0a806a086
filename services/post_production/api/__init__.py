"""The routes of post-production, divided by subject."""

from services.post_production.api import design, orders, photos, production, selections

routers = [photos.router, selections.router, design.router, production.router, orders.router]

__all__ = ["routers"]
