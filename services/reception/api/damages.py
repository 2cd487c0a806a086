"""Damage to customers' property (M-21)."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from sqlmodel import col, select

from services.reception.domain.damages import DamageState
from services.reception.models import DamageReport
from services.reception.schemas.damages import DamageFindingIn, DamageIn, DamageOut, MadeGoodIn, OfferIn
from services.reception.schemas.money import ReasonIn
from services.reception.service import damages
from shared.contracts.values import BranchId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.idempotency import OnceDep
from shared.kit.pagination import Page, PageDep, fetch_page
from shared.kit.versions import IfMatch

router = APIRouter(tags=["damages"])
Negotiator = Annotated[Principal, may("reception.damages.negotiate")]
Approver = Annotated[Principal, may("reception.damages.approve")]


@router.post("/orders/{order_id}/damages", status_code=201)
async def report_damage(
    order_id: UUID,
    body: DamageIn,
    session: SessionDep,
    once: OnceDep,
    who: Annotated[Principal, may("reception.damages.report")],
) -> DamageOut:
    """A customer's property was damaged or lost: the manager hears at once (M-21)."""
    return await once.run(session, DamageOut, lambda: damages.report(session, who, order_id, body))


@router.get("/damages")
async def list_damages(
    session: SessionDep,
    page: PageDep,
    _who: Annotated[Principal, may("reception.damages.read")],
    branch_id: Annotated[BranchId | None, Query()] = None,
    state: DamageState | None = None,
    order_id: UUID | None = None,
) -> Page[DamageOut]:
    """Reports of damage, oldest first."""
    query = select(DamageReport)
    if branch_id is not None:
        query = query.where(DamageReport.branch_id == branch_id)
    if state is not None:
        query = query.where(col(DamageReport.state) == state)
    if order_id is not None:
        query = query.where(DamageReport.order_id == order_id)
    return await fetch_page(session, query, page, keys=[DamageReport.reported_at, DamageReport.id], show=DamageOut.of)


@router.post("/damages/{damage_id}/offer")
async def offer_compensation(
    damage_id: UUID, body: OfferIn, session: SessionDep, edited: IfMatch, who: Negotiator
) -> DamageOut:
    """What was agreed with the customer (M-21). If-Match carries ``version``."""
    return await damages.offer(session, who, damage_id, body, edited)


@router.post("/damages/{damage_id}/approval")
async def approve_compensation(damage_id: UUID, session: SessionDep, edited: IfMatch, who: Approver) -> DamageOut:
    """The store manager's yes to the offer he has seen (M-21). If-Match carries ``version``."""
    return await damages.decide(session, who, damage_id, edited)


@router.post("/damages/{damage_id}/rejection")
async def reject_compensation(
    damage_id: UUID, body: ReasonIn, session: SessionDep, edited: IfMatch, who: Approver
) -> DamageOut:
    """The store manager's no with its reason: another offer is needed (M-21). If-Match carries ``version``."""
    return await damages.decide(session, who, damage_id, edited, refusal=body.reason)


@router.post("/damages/{damage_id}/settlement")
async def make_damage_good(
    damage_id: UUID, body: MadeGoodIn, session: SessionDep, once: OnceDep, who: Negotiator
) -> DamageOut:
    """The customer has what was offered, and signs (M-21)."""
    return await once.run(session, DamageOut, lambda: damages.make_good(session, who, damage_id, body))


@router.post("/damages/{damage_id}/finding")
async def close_damage(damage_id: UUID, body: DamageFindingIn, session: SessionDep, who: Negotiator) -> DamageOut:
    """Nothing is owed for it, and why (M-21)."""
    return await damages.close(session, who, damage_id, body.finding)
