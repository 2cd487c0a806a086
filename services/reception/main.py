"""The reception service."""

from __future__ import annotations

from fastapi import FastAPI

from services.reception.api import routes
from services.reception.consumers import subscriptions
from services.reception.domain.people import Safe
from services.reception.jobs import timed_work
from services.reception.service.contacts import serve_contacts
from services.reception.settings import Settings
from shared.kit.app import Service, create_service
from shared.kit.auth import decode_key
from shared.kit.clearance import ClearanceMint


def create_app() -> FastAPI:
    """The application of reception."""
    settings = Settings()

    async def on_start(service: Service) -> None:
        service.extras["safe"] = Safe(decode_key(settings.pii_key))
        service.extras["mint"] = ClearanceMint(settings.signing_key)
        service.extras["letters"] = settings.number_letters
        service.extras["invoice_finance_above"] = settings.invoice_finance_above
        service.extras["discount_percent_most"] = settings.discount_percent_most
        service.extras["answer_minutes"] = settings.answer_minutes
        service.extras["phone_booking_kept_days"] = settings.phone_booking_kept_days
        service.extras["lost_token_fee"] = settings.lost_token_fee
        service.extras["storage_compensation_most"] = settings.storage_compensation_most
        service.extras["found_kept_for"] = settings.found_kept_for
        service.extras["member_checks"] = settings.member_checks
        service.extras["region"] = settings.phone_region
        serve_contacts(service)

    return create_service(
        "reception",
        settings,
        routes=routes,
        subscriptions=[subscriptions],
        jobs=timed_work(),
        title="Yinglou 门市",
        on_start=on_start,
    )
