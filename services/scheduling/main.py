"""The scheduling service."""

from __future__ import annotations

from fastapi import FastAPI

from services.scheduling.api import routes
from services.scheduling.consumers import subscriptions
from services.scheduling.jobs import jobs
from services.scheduling.settings import Settings
from shared.kit.app import Service, create_service
from shared.kit.clearance import ClearanceCheck


def create_app() -> FastAPI:
    """The application."""
    settings = Settings()

    async def equip(service: Service) -> None:
        service.extras["policy"] = settings.policy()
        service.extras["clearance"] = ClearanceCheck(settings.reception_public_key)

    return create_service(
        "scheduling", settings, routes=routes, subscriptions=[subscriptions], jobs=jobs, on_start=equip
    )
