"""Invitations by referral code, leads, cash-backs, over HTTP.

An invitation is open to everybody who brings a code; the gateway lets visitors through to it and limits them strictly.
"""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query
from sqlmodel import col, select

from services.reception.api.money import Pdf
from services.reception.domain.referrals import CashBackState, LeadState
from services.reception.models import CashBack, Lead
from services.reception.schemas.money import ReasonIn
from services.reception.schemas.referrals import (
    CashBackOut,
    CashBackPayIn,
    InvitationOut,
    LeadIn,
    LeadOut,
    LeadThanks,
)
from services.reception.service import cash_backs, papers, referrals
from shared.contracts.values import BranchId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.idempotency import OnceDep
from shared.kit.pagination import Page, PageDep, fetch_page

router = APIRouter(tags=["referrals"])
Code = Annotated[str, Path(min_length=8, max_length=20, pattern=r"^[A-Za-z0-9 -]+$")]
Approver = Annotated[Principal, may("reception.cash_backs.approve")]


@router.get("/invitations/{referral_code}")
async def read_invitation(
    referral_code: Code, session: SessionDep, _who: Annotated[Principal, may("reception.invitation.see")]
) -> InvitationOut:
    """The branch a customer recommends, and of the customer a masked form of address (A-26)."""
    return await referrals.read_invitation(session, referral_code)


@router.post("/invitations/{referral_code}/leads", status_code=201)
async def answer_invitation(
    referral_code: Code,
    body: LeadIn,
    session: SessionDep,
    once: OnceDep,
    _who: Annotated[Principal, may("reception.invitation.answer")],
) -> LeadThanks:
    """Leave a name and a phone to be called (REC-09)."""
    return await once.run(session, LeadThanks, lambda: referrals.answer_invitation(session, referral_code, body))


@router.get("/leads")
async def list_leads(
    session: SessionDep,
    page: PageDep,
    _who: Annotated[Principal, may("reception.visits.read")],
    branch_id: Annotated[BranchId | None, Query()] = None,
    state: LeadState | None = None,
) -> Page[LeadOut]:
    """Who was recommended and waits for a call, oldest first (REC-09)."""
    query = select(Lead)
    for column, value in ((Lead.branch_id, branch_id), (Lead.state, state)):
        query = query if value is None else query.where(col(column) == value)
    return await fetch_page(session, query, page, keys=[Lead.received_at, Lead.id], show=LeadOut.of)


@router.post("/leads/{lead_id}/drop")
async def drop_lead(
    lead_id: UUID,
    body: ReasonIn,
    session: SessionDep,
    who: Annotated[Principal, may("reception.visits.register")],
) -> LeadOut:
    """The friend does not want to; one who does is registered as a visit."""
    return await referrals.drop_lead(session, who, lead_id, body.reason)


@router.get("/cash-backs")
async def list_cash_backs(
    session: SessionDep,
    page: PageDep,
    _who: Annotated[Principal, may("reception.orders.read")],
    branch_id: Annotated[BranchId | None, Query()] = None,
    state: CashBackState | None = None,
) -> Page[CashBackOut]:
    """Cash-backs of referrers, oldest first: what waits for a manager or for the cashier (A-26)."""
    query = select(CashBack)
    for column, value in ((CashBack.branch_id, branch_id), (CashBack.state, state)):
        query = query if value is None else query.where(col(column) == value)
    return await fetch_page(session, query, page, keys=[CashBack.earned_at, CashBack.order_id], show=CashBackOut.of)


@router.post("/orders/{order_id}/cash-back/approval")
async def approve_cash_back(order_id: UUID, session: SessionDep, who: Approver) -> CashBackOut:
    """Let it be paid (A-26)."""
    return await cash_backs.approve_cash_back(session, who, order_id)


@router.post("/orders/{order_id}/cash-back/rejection")
async def refuse_cash_back(order_id: UUID, body: ReasonIn, session: SessionDep, who: Approver) -> CashBackOut:
    """Refuse it, with the reason (A-26)."""
    return await cash_backs.refuse_cash_back(session, who, order_id, body.reason)


@router.post("/orders/{order_id}/cash-back/payout")
async def pay_cash_back(
    order_id: UUID,
    body: CashBackPayIn,
    session: SessionDep,
    once: OnceDep,
    who: Annotated[Principal, may("reception.cash_backs.pay")],
) -> CashBackOut:
    """Pay it out against a signature, on a numbered paper (A-26, FIN-01)."""
    return await once.run(session, CashBackOut, lambda: cash_backs.pay_cash_back(session, who, order_id, body))


@router.get("/orders/{order_id}/cash-back/print", response_class=Pdf)
async def print_cash_back(
    order_id: UUID, session: SessionDep, who: Annotated[Principal, may("reception.receipts.read")]
) -> Pdf:
    """The paper on which the referrer signs (A-26)."""
    return Pdf(await papers.print_cash_back(session, who, order_id))
