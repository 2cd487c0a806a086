"""Puts the service together."""

from __future__ import annotations

from fastapi import FastAPI

from services.pickup.api import router
from services.pickup.consumers import subscriptions
from services.pickup.jobs import jobs
from services.pickup.service.handovers import CLEARANCE_CHECK
from services.pickup.settings import Settings
from shared.kit.app import Service, create_service, versioned
from shared.kit.clearance import ClearanceCheck

routes = versioned(router)


def create_app() -> FastAPI:
    """The service; starting it without reception's public key fails, because no gate could ever open."""
    settings = Settings()

    async def learn_to_check(service: Service) -> None:
        service.extras[CLEARANCE_CHECK] = ClearanceCheck(settings.reception_public_key)

    return create_service(
        "pickup", settings, routes=routes, subscriptions=[subscriptions], jobs=jobs, on_start=learn_to_check
    )
