"""Who saw whose number (GEN-08), for those who watch over it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel
from sqlmodel import select

from services.reception.models import RevealLog
from shared.contracts.values import BranchId, StaffId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.pagination import Page, PageDep, fetch_page

router = APIRouter(tags=["people"])


class RevealLine(BaseModel):
    """Who saw whose number, when and why; the number itself is nowhere."""

    id: UUID
    at: datetime
    staff_id: str
    person_id: UUID
    branch_id: str
    reason: str

    @classmethod
    def of(cls, row: RevealLog) -> RevealLine:
        """The line as answered."""
        return cls(**row.model_dump(include=set(RevealLine.model_fields)))


@router.get("/reveals")
async def list_reveals(
    session: SessionDep,
    page: PageDep,
    _who: Annotated[Principal, may("reception.reveals.read")],
    branch_id: Annotated[BranchId | None, Query()] = None,
    staff_id: Annotated[StaffId | None, Query()] = None,
) -> Page[RevealLine]:
    """Numbers that were shown, newest first (GEN-08)."""
    query = select(RevealLog)
    if branch_id is not None:
        query = query.where(RevealLog.branch_id == branch_id)
    if staff_id is not None:
        query = query.where(RevealLog.staff_id == staff_id)
    return await fetch_page(
        session, query, page, keys=[RevealLog.at, RevealLog.id], show=RevealLine.of, descending=True
    )
