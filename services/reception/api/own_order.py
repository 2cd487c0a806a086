"""What a customer who came by a link sees of reception: which services cost how much, and what was asked for.

The gateway has looked the code up and says in its token which order it opens; the code itself is not read here.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from services.reception.queries.own_order import own_services
from services.reception.schemas.own_order import OwnServices
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may

router = APIRouter(prefix="/customer/{code}", tags=["customer's page"])
Code = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{24}$")]


@router.get("/services")
async def read_own_services(
    code: Code, session: SessionDep, who: Annotated[Principal, may("reception.own_order.see")]
) -> OwnServices:
    """The price list of extra services, and what was asked for on the own order (M-67)."""
    return await own_services(session, who)
