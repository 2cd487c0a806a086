"""The hand-over book over HTTP."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from services.reception.models import ShiftNote
from services.reception.schemas.shift_notes import ShiftNoteIn, ShiftNoteOut
from services.reception.service import shift_notes
from shared.contracts.values import BranchId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.idempotency import OnceDep
from shared.kit.pagination import Page, PageDep, fetch_page

router = APIRouter(tags=["shift notes"])
Writer = Annotated[Principal, may("reception.shift_notes.write")]


@router.get("/shift-notes")
async def list_shift_notes(
    session: SessionDep,
    page: PageDep,
    _who: Annotated[Principal, may("reception.shift_notes.read")],
    branch_id: Annotated[BranchId | None, Query()] = None,
    open: Annotated[bool | None, Query(description="that nobody has taken over yet")] = None,
) -> Page[ShiftNoteOut]:
    """What was left to the next shift, the newest first (M-64)."""
    keys = [ShiftNote.written_at, ShiftNote.id]
    query = shift_notes.notes_where(branch_id, open)
    return await fetch_page(session, query, page, keys=keys, show=ShiftNoteOut.of, descending=True)


@router.post("/shift-notes", status_code=201)
async def write_shift_note(body: ShiftNoteIn, session: SessionDep, once: OnceDep, who: Writer) -> ShiftNoteOut:
    """Leave a customer, an urgent matter or a prospect to the next shift (M-64)."""
    return await once.run(session, ShiftNoteOut, lambda: shift_notes.write(session, who, body))


@router.post("/shift-notes/{note_id}/taking")
async def take_shift_note(note_id: UUID, session: SessionDep, who: Writer) -> ShiftNoteOut:
    """Take over what somebody left (M-64)."""
    return await shift_notes.take(session, who, note_id)
