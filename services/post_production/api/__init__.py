"""The routes of post-production, divided by subject."""

from services.post_production.api import (
    design,
    figures,
    layouts,
    orders,
    own_order,
    photos,
    production,
    quality,
    selections,
)

routers = [photos.router, selections.router, design.router, layouts.router]
routers += [production.router, orders.router, own_order.router, quality.router, figures.router]

__all__ = ["routers"]
