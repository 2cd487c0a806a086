"""爱心小叮咛, for paper."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query

from services.customer_service.queries import care_notes as queries
from services.customer_service.schemas.care_notes import CareNotesOut
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may

router = APIRouter(tags=["care notes"])


@router.get("/orders/{order_id}/care-notes")
async def read_care_notes(
    order_id: UUID,
    session: SessionDep,
    _who: Annotated[Principal, may("customer_service.orders.read")],
    language: Annotated[Literal["zh-CN", "en"], Query(description="the customer's")] = "zh-CN",
) -> CareNotesOut:
    """What to prepare, bring and avoid, in the customer's language (REC-02)."""
    return await queries.care_notes(session, order_id, language)
