"""Post-production's part of an order."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter

from services.post_production.queries.orders import order_view
from services.post_production.schemas.work import OrderOut
from services.post_production.service.orders import rules_of
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may

router = APIRouter(tags=["orders"])


@router.get("/orders/{order_id}/post-production")
async def read_post_production(
    order_id: UUID, session: SessionDep, _who: Annotated[Principal, may("post_production.orders.read")]
) -> OrderOut:
    """Photos, selection, rounds, pieces, what is late and what comes next."""
    return await order_view(session, order_id, rules_of(session))
