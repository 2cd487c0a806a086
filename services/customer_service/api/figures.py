"""All branches side by side."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter

from services.customer_service.queries import figures
from services.customer_service.schemas.figures import CustomerServiceFigures
from shared.kit import clock
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may

router = APIRouter(tags=["figures"])


@router.get("/branch-figures/customer-service")
async def read_customer_service_figures(
    session: SessionDep, _who: Annotated[Principal, may("customer_service.figures.read")]
) -> CustomerServiceFigures:
    """Orders on their way, late ones, and open complaints of all my branches, as of now (GEN-14)."""
    return await figures.branch_figures(session, clock.now())
