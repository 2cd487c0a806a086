"""The day's job cards over HTTP."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter

from services.reception.schemas.job_cards import CardsOfDay, HandOverIn, HandOverOut, TakeIn
from services.reception.service import job_cards
from shared.contracts.values import BranchId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.idempotency import OnceDep

router = APIRouter(tags=["job cards"])


@router.get("/job-cards/{branch_id}/{day}")
async def read_job_cards(
    branch_id: BranchId, day: date, session: SessionDep, who: Annotated[Principal, may("reception.job_cards.read")]
) -> CardsOfDay:
    """The cards of a day's shoots, and where each is (REC-13)."""
    return await job_cards.read_cards(session, who, branch_id, day)


@router.post("/job-cards/{branch_id}/{day}/hand-overs", status_code=201)
async def hand_over_job_cards(
    branch_id: BranchId,
    day: date,
    body: HandOverIn,
    session: SessionDep,
    once: OnceDep,
    who: Annotated[Principal, may("reception.job_cards.hand_over")],
) -> HandOverOut:
    """Give collected cards to the cashier (REC-13)."""
    return await once.run(session, HandOverOut, lambda: job_cards.hand_over(session, who, branch_id, day, body))


@router.post("/card-hand-overs/{hand_over_id}/acceptance")
async def take_job_cards(
    hand_over_id: UUID,
    body: TakeIn,
    session: SessionDep,
    once: OnceDep,
    who: Annotated[Principal, may("reception.job_cards.take")],
) -> HandOverOut:
    """Take the cards and book the performance that is on them (REC-13)."""
    return await once.run(session, HandOverOut, lambda: job_cards.take(session, who, hand_over_id, body))
