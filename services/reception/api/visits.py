"""Rota, visits, traffic."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from services.reception.domain.visits import VisitState
from services.reception.models import Visit
from services.reception.queries import visits as reading
from services.reception.schemas.phone_bookings import PhoneBookingTerms
from services.reception.schemas.visits import HoldIn, LossIn, RotaIn, RotaOut, TrafficOut, VisitIn, VisitOut
from services.reception.service import phone_bookings, visits
from shared.contracts.values import BranchId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.db import get_or_404
from shared.kit.pagination import Page, PageDep, fetch_page

router = APIRouter(tags=["visits"])


@router.put("/rotas/{branch_id}/{day}")
async def set_rota(
    branch_id: BranchId,
    day: date,
    body: RotaIn,
    session: SessionDep,
    who: Annotated[Principal, may("reception.rotas.manage")],
) -> RotaOut:
    """Say who receives that day (GEN-02)."""
    return await visits.set_rota(session, who, branch_id, day, body)


@router.get("/rotas/{branch_id}/{day}")
async def read_rota(
    branch_id: BranchId, day: date, session: SessionDep, who: Annotated[Principal, may("reception.rotas.read")]
) -> RotaOut:
    """The turns and who is next; a day without a rota shows the last one (GEN-02)."""
    return await visits.read_rota(session, who, branch_id, day)


@router.post("/visits", status_code=201)
async def register_visit(
    body: VisitIn, session: SessionDep, who: Annotated[Principal, may("reception.visits.register")]
) -> VisitOut:
    """Register a customer who came or telephoned (REC-01)."""
    return VisitOut.of(await visits.register_visit(session, who, body))


@router.get("/phone-booking-terms")
async def read_phone_booking_terms(
    branch_id: BranchId, session: SessionDep, who: Annotated[Principal, may("reception.visits.register")]
) -> PhoneBookingTerms:
    """How long a day is kept for somebody who only called (M-47)."""
    return await phone_bookings.terms(session, who, branch_id)


@router.get("/visits")
async def list_visits(
    session: SessionDep,
    page: PageDep,
    _who: Annotated[Principal, may("reception.visits.read")],
    branch_id: Annotated[BranchId | None, Query()] = None,
    day: date | None = None,
    state: VisitState | None = None,
) -> Page[VisitOut]:
    """The traffic register."""
    query = reading.visits(branch_id, day, state)
    return await fetch_page(session, query, page, keys=[Visit.came_at, Visit.id], show=VisitOut.of, descending=True)


@router.get("/visits/{visit_id}")
async def read_visit(
    visit_id: UUID, session: SessionDep, _who: Annotated[Principal, may("reception.visits.read")]
) -> VisitOut:
    """A line of the register."""
    return VisitOut.of(await get_or_404(session, Visit, visit_id))


@router.post("/visits/{visit_id}/undecided")
async def mark_undecided(
    visit_id: UUID, session: SessionDep, _who: Annotated[Principal, may("reception.visits.register")]
) -> VisitOut:
    """The customer is about to leave without an order (REC-05)."""
    return VisitOut.of(await visits.mark_undecided(session, visit_id))


@router.post("/visits/{visit_id}/hold")
async def hold_visit(
    visit_id: UUID, body: HoldIn, session: SessionDep, who: Annotated[Principal, may("reception.visits.hold")]
) -> VisitOut:
    """A manager takes part in the talk (REC-05)."""
    return VisitOut.of(await visits.hold_visit(session, who, visit_id, body))


@router.post("/visits/{visit_id}/loss")
async def lose_visit(
    visit_id: UUID, body: LossIn, session: SessionDep, _who: Annotated[Principal, may("reception.visits.register")]
) -> VisitOut:
    """Close the visit without an order, after the hold (REC-05, REC-23)."""
    return VisitOut.of(await visits.lose_visit(session, visit_id, body))


@router.get("/traffic/{branch_id}/{day}")
async def read_traffic(
    branch_id: BranchId, day: date, session: SessionDep, who: Annotated[Principal, may("reception.traffic.read")]
) -> TrafficOut:
    """The day's traffic with conversion and loss reasons (REC-23)."""
    who.require_branch(branch_id)
    return await reading.traffic(session, branch_id, day)
