"""The price list of extra services (M-67, M-75)."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response

from services.reception.queries import extra_services as reading
from services.reception.schemas.extra_services import ExtraServiceIn, ExtraServiceOut, ServiceVersionIn
from services.reception.service import extra_services
from shared.kit import clock
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.idempotency import OnceDep
from shared.kit.reference import all_branches
from shared.kit.versions import IfMatch, set_etag

router = APIRouter(tags=["extra services"])
Manager = Annotated[Principal, may("reception.extra_services.manage")]


@router.get("/extra-services")
async def list_extra_services(
    session: SessionDep, _who: Annotated[Principal, may("reception.extra_services.read")]
) -> list[ExtraServiceOut]:
    """The price list of today, with what is planned (M-67)."""
    branches = await all_branches(session)
    today = branches[0].today() if branches else clock.now().date()
    return [ExtraServiceOut.of(*line) for line in await reading.price_list(session, today)]


@router.post("/extra-services", status_code=201)
async def add_extra_service(body: ExtraServiceIn, session: SessionDep, once: OnceDep, who: Manager) -> ExtraServiceOut:
    """Add a service to the price list of the chain or of a branch."""
    return await once.run(session, ExtraServiceOut, lambda: extra_services.add_service(session, who, body))


@router.post("/extra-services/{service_id}/versions", status_code=201)
async def add_extra_service_version(
    service_id: UUID,
    body: ServiceVersionIn,
    session: SessionDep,
    once: OnceDep,
    edited: IfMatch,
    response: Response,
    who: Manager,
) -> ExtraServiceOut:
    """Change name or price from a day on; work orders keep theirs (M-75). If-Match carries ``versions``."""
    service = await once.run(
        session, ExtraServiceOut, lambda: extra_services.add_version(session, who, service_id, body, edited)
    )
    set_etag(response, service.versions)
    return service
