"""Delays over HTTP."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from services.customer_service.domain.delays import Offer
from services.customer_service.models import Delay
from services.customer_service.queries import delays as queries
from services.customer_service.schemas.delays import DelayIn, DelayOut, RefusalIn
from services.customer_service.service import delays as service
from shared.contracts.values import BranchId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.db import AsyncSession
from shared.kit.idempotency import OnceDep
from shared.kit.pagination import Page, PageDep, fetch_page

router = APIRouter(tags=["delays"])
Approver = Annotated[Principal, may("customer_service.delays.approve")]


async def _shown(session: AsyncSession, delay: Awaitable[Delay]) -> DelayOut:
    found = await delay
    await session.flush()
    return (await queries.show_delays(session, [found]))[0]


@router.post("/orders/{order_id}/delays", status_code=201)
async def record_delay(
    order_id: UUID,
    body: DelayIn,
    session: SessionDep,
    once: OnceDep,
    who: Annotated[Principal, may("customer_service.delays.record")],
) -> DelayOut:
    """Put a delay on record; the order gets priority, the customer a call (GEN-07)."""
    return await once.run(
        session, DelayOut, lambda: _shown(session, service.record_delay(session, who, order_id, body))
    )


@router.get("/delays")
async def list_delays(
    session: SessionDep,
    page: PageDep,
    _who: Annotated[Principal, may("customer_service.delays.read")],
    branch_id: Annotated[BranchId | None, Query()] = None,
    offer: Annotated[
        Offer | None, Query(description="whether the compensation waits, was agreed to or refused")
    ] = None,
) -> Page[DelayOut]:
    """Delays, newest first, with the calls about them and what was decided about their compensation."""
    query = queries.list_delays(branch_id, offer)
    keys = [Delay.recorded_at, Delay.id]
    found = await fetch_page(session, query, page, keys=keys, show=lambda delay: delay, descending=True)
    return Page(items=await queries.show_delays(session, found.items), next_cursor=found.next_cursor)


@router.post("/delays/{delay_id}/approval")
async def approve_delay_offer(delay_id: UUID, session: SessionDep, once: OnceDep, who: Approver) -> DelayOut:
    """Agree to the compensation, within one's own authority (PCK-03, M-34)."""
    return await once.run(session, DelayOut, lambda: _shown(session, service.approve_offer(session, who, delay_id)))


@router.post("/delays/{delay_id}/rejection")
async def reject_delay_offer(
    delay_id: UUID, body: RefusalIn, session: SessionDep, once: OnceDep, who: Approver
) -> DelayOut:
    """Refuse the compensation; whoever asked reads why."""
    return await once.run(
        session, DelayOut, lambda: _shown(session, service.reject_offer(session, who, delay_id, body.reason))
    )
