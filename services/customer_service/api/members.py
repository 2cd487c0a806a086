"""Members, and the department's part of an order, over HTTP."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter

from services.customer_service.queries import members as queries
from services.customer_service.schemas.members import MemberOut, OrderPart
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may

router = APIRouter(tags=["members"])


@router.get("/members/{person_id}")
async def read_member(
    person_id: UUID, session: SessionDep, _who: Annotated[Principal, may("customer_service.members.read")]
) -> MemberOut:
    """Level, points and ledger (CS-20)."""
    return await queries.read_member(session, person_id)


@router.get("/orders/{order_id}/customer-service")
async def read_customer_service_part(
    order_id: UUID, session: SessionDep, _who: Annotated[Principal, may("customer_service.orders.read")]
) -> OrderPart:
    """Contacts, complaints, delays and points of an order."""
    return await queries.read_part(session, order_id)
