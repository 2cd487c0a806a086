"""The routes of post-production, divided by subject."""

from services.post_production.api import (
    design,
    figures,
    layouts,
    orders,
    own_order,
    photos,
    preparation,
    production,
    quality,
    selections,
)
from shared.kit.app import versioned

routes = versioned(
    photos.router,
    selections.router,
    preparation.router,
    design.router,
    layouts.router,
    production.router,
    orders.router,
    own_order.router,
    quality.router,
    figures.router,
)

__all__ = ["routes"]
