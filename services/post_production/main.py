"""The post-production service."""

from __future__ import annotations

from fastapi import FastAPI

from services.post_production.api import routes
from services.post_production.consumers import subscriptions
from services.post_production.jobs import timed_jobs
from services.post_production.service.darkroom import Darkroom
from services.post_production.service.store import PhotoStore
from services.post_production.settings import Settings
from shared.kit.app import Service, create_service


def create_app() -> FastAPI:
    """The application; without a bus (unit tests) previews are made by hand."""
    settings = Settings()
    store = PhotoStore(settings.photos_url)

    async def open_darkroom(service: Service) -> None:
        darkroom = Darkroom(service.database, store, workers=settings.preview_workers)
        service.extras.update(rules=settings.rules, store=store, darkroom=darkroom)
        if settings.nats_url:
            darkroom.start()

    async def close_darkroom(service: Service) -> None:
        darkroom: Darkroom = service.extras["darkroom"]
        await darkroom.stop()

    return create_service(
        "post_production",
        settings,
        routes=routes,
        subscriptions=[subscriptions],
        jobs=timed_jobs(settings.rules, store),
        on_start=open_darkroom,
        on_stop=close_darkroom,
    )
