"""Special visits to a chosen group of customers (N-23)."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from sqlmodel import select

from services.customer_service.models import Campaign
from services.customer_service.queries.campaigns import add_progress
from services.customer_service.schemas.campaigns import CampaignIn, CampaignOut, CampaignPreview, OptOutOut
from services.customer_service.service import campaigns
from shared.contracts.values import BranchId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.idempotency import OnceDep
from shared.kit.pagination import Page, PageDep, fetch_page

router = APIRouter(tags=["campaigns"])
Planner = Annotated[Principal, may("customer_service.campaigns.manage")]
Noter = Annotated[Principal, may("customer_service.contacts.do")]


@router.get("/campaigns")
async def list_campaigns(
    session: SessionDep,
    page: PageDep,
    _who: Annotated[Principal, may("customer_service.campaigns.read")],
    branch_id: Annotated[BranchId | None, Query()] = None,
) -> Page[CampaignOut]:
    """Campaigns, newest first, with how far each is."""
    query = select(Campaign)
    if branch_id is not None:
        query = query.where(Campaign.branch_id == branch_id)
    keys = [Campaign.started_at, Campaign.id]
    found = await fetch_page(session, query, page, keys=keys, show=CampaignOut.of, descending=True)
    await add_progress(session, found.items)
    return found


@router.post("/campaigns/preview")
async def preview_campaign(body: CampaignIn, session: SessionDep, who: Planner) -> CampaignPreview:
    """How many customers it would be, and what they would hear; nothing is kept."""
    return await campaigns.preview_campaign(session, who, body)


@router.post("/campaigns", status_code=201)
async def start_campaign(body: CampaignIn, session: SessionDep, once: OnceDep, who: Planner) -> CampaignOut:
    """Plan one contact for each customer of the group (N-23)."""
    return await once.run(session, CampaignOut, lambda: campaigns.start_campaign(session, who, body))


@router.post("/campaigns/{campaign_id}/stop")
async def stop_campaign(campaign_id: UUID, session: SessionDep, who: Planner) -> CampaignOut:
    """Nobody else is contacted."""
    return await campaigns.stop_campaign(session, who, campaign_id)


@router.post("/orders/{order_id}/campaign-opt-out")
async def opt_out(order_id: UUID, session: SessionDep, who: Noter) -> OptOutOut:
    """The people of the order want no special visits."""
    return await campaigns.opt_out_order(session, who, order_id)


@router.delete("/orders/{order_id}/campaign-opt-out")
async def opt_in(order_id: UUID, session: SessionDep, _who: Noter) -> OptOutOut:
    """They want to hear of us again."""
    return await campaigns.opt_in_order(session, order_id)
