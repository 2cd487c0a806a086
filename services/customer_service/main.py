"""The customer service application."""

from __future__ import annotations

from fastapi import FastAPI

from services.customer_service.api import routes
from services.customer_service.consumers import all_subscriptions
from services.customer_service.consumers.job_sheet import tell_desks
from services.customer_service.jobs import timed_work
from services.customer_service.providers import provider_of
from services.customer_service.service.messages import Sender
from services.customer_service.service.policy import use_policy
from services.customer_service.settings import Settings
from shared.kit.app import Service, create_service


def create_app() -> FastAPI:
    """The service."""
    settings = Settings()
    use_policy(settings.policy)
    provider = provider_of(**settings.model_dump(include={"smtp_url", "smtp_sender", "smtp_recipient", "messages_dir"}))

    async def ask(subject: str, body: bytes) -> bytes:
        service: Service = app.state.service
        return await service.bus.request(subject, body)

    async def connect(service: Service) -> None:
        tell_desks(service.bus.publish)

    app = create_service(
        "customer_service",
        settings,
        routes=routes,
        subscriptions=all_subscriptions,
        jobs=timed_work(Sender(provider, ask)),
        on_start=connect,
    )
    return app
