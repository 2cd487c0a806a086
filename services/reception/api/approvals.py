"""What waits for a manager's word at reception: refunds refused, shoots with the balance open."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from sqlmodel import col, select

from services.reception.domain.overrides import OverrideState
from services.reception.models import OverrideRequest
from services.reception.schemas.money import ReasonIn, RefundOut
from services.reception.schemas.overrides import OverrideOut
from services.reception.service import overrides, refunds
from shared.contracts.values import BranchId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.pagination import Page, PageDep, fetch_page

router = APIRouter(tags=["approvals"])
Manager = Annotated[Principal, may("reception.arrears.override")]


@router.post("/refunds/{refund_id}/rejection")
async def reject_refund(
    refund_id: UUID, session: SessionDep, who: Annotated[Principal, may("reception.refunds.approve")]
) -> RefundOut:
    """Refuse to give the money back; the amount is free again (M-39)."""
    return await refunds.reject_refund(session, who, refund_id)


@router.post("/orders/{order_id}/arrears-override-requests", status_code=201)
async def request_arrears_override(
    order_id: UUID, body: ReasonIn, session: SessionDep, who: Annotated[Principal, may("reception.check_in.do")]
) -> OverrideOut:
    """Ask a manager to let the shoot happen with the balance open (A-01)."""
    return await overrides.request_override(session, who, order_id, body.reason)


@router.get("/arrears-override-requests")
async def list_arrears_override_requests(
    session: SessionDep,
    page: PageDep,
    _who: Annotated[Principal, may("reception.orders.read")],
    branch_id: Annotated[BranchId | None, Query()] = None,
    order_id: Annotated[UUID | None, Query()] = None,
    state: OverrideState | None = None,
) -> Page[OverrideOut]:
    """Requests to shoot with the balance open, oldest first."""
    query = select(OverrideRequest)
    wanted = {OverrideRequest.branch_id: branch_id, OverrideRequest.order_id: order_id, OverrideRequest.state: state}
    for column, value in wanted.items():
        query = query if value is None else query.where(col(column) == value)
    keys = [OverrideRequest.requested_at, OverrideRequest.id]
    return await fetch_page(session, query, page, keys=keys, show=OverrideOut.of)


@router.post("/arrears-override-requests/{request_id}/approval")
async def approve_arrears_override(request_id: UUID, session: SessionDep, who: Manager) -> OverrideOut:
    """Allow it (A-01)."""
    return await overrides.approve_override(session, who, request_id)


@router.post("/arrears-override-requests/{request_id}/rejection")
async def reject_arrears_override(request_id: UUID, session: SessionDep, who: Manager) -> OverrideOut:
    """The balance is paid first (FIN-03)."""
    return await overrides.reject_override(session, who, request_id)
