"""Cash that is not as it should be (N-27)."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from sqlmodel import col, select

from services.reception.domain.cash import IncidentState
from services.reception.models import CashIncident
from services.reception.schemas.cash import CounterfeitIn, FindingIn, IncidentOut
from services.reception.service import cash
from shared.contracts.values import BranchId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.idempotency import OnceDep
from shared.kit.pagination import Page, PageDep, fetch_page

router = APIRouter(tags=["cash"])


@router.post("/counterfeit-notes", status_code=201)
async def note_counterfeit(
    body: CounterfeitIn,
    session: SessionDep,
    once: OnceDep,
    who: Annotated[Principal, may("reception.cash_incidents.note")],
) -> IncidentOut:
    """A note failed the test at the till (FIN-07, M-35)."""
    return await once.run(session, IncidentOut, lambda: cash.note_counterfeit(session, who, body))


@router.get("/cash-incidents")
async def list_cash_incidents(
    session: SessionDep,
    page: PageDep,
    _who: Annotated[Principal, may("reception.cash_incidents.read")],
    branch_id: Annotated[BranchId | None, Query()] = None,
    state: IncidentState | None = None,
) -> Page[IncidentOut]:
    """Floats short, counts that differ, counterfeit notes, oldest first (N-27)."""
    query = select(CashIncident)
    if branch_id is not None:
        query = query.where(CashIncident.branch_id == branch_id)
    if state is not None:
        query = query.where(col(CashIncident.state) == state)
    keys = [CashIncident.noted_at, CashIncident.id]
    return await fetch_page(session, query, page, keys=keys, show=IncidentOut.of)


@router.post("/cash-incidents/{incident_id}/finding")
async def settle_cash_incident(
    incident_id: UUID,
    body: FindingIn,
    session: SessionDep,
    who: Annotated[Principal, may("reception.cash_incidents.sign")],
) -> IncidentOut:
    """A manager says what came of it (N-27)."""
    return await cash.settle_incident(session, who, incident_id, body.finding)
