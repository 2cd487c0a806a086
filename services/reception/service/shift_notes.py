"""Writing in the hand-over book, and taking over what stands there (M-64)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Select
from sqlmodel import col, select

from services.reception.domain.shift_notes import NoteKind, NoteOrderMissing
from services.reception.models import Order, ShiftNote
from services.reception.schemas.shift_notes import ShiftNoteIn, ShiftNoteOut
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.errors import NotFound
from shared.kit.ids import new_id
from shared.kit.outbox import publish
from shared.kit.reference import get_branch


def notes_where(branch_id: str | None, open: bool | None) -> Select[Any]:
    """Lines of my branches; those that nobody has taken over yet, or the others."""
    query = select(ShiftNote)
    if branch_id is not None:
        query = query.where(ShiftNote.branch_id == branch_id)
    if open is not None:
        waits = col(ShiftNote.taken_at).is_(None)
        query = query.where(waits if open else ~waits)
    return query


async def write(session: AsyncSession, who: Principal, body: ShiftNoteIn) -> ShiftNoteOut:
    """Leave something to the next shift.

    Raises:
        NoteOrderMissing: a customer without an order.
        NotFound: no such order in the branch.
    """
    who.require_branch(body.branch_id)
    await get_branch(session, body.branch_id)
    if body.kind is NoteKind.CUSTOMER and body.order_number is None:
        raise NoteOrderMissing
    order = None if body.order_number is None else await _order(session, body.branch_id, body.order_number)
    row = ShiftNote(
        id=new_id(),
        branch_id=body.branch_id,
        kind=body.kind,
        note=body.note,
        order_id=None if order is None else order.id,
        order_number=None if order is None else order.number,
        written_by=who.staff_id,
        written_at=clock.now(),
    )
    session.add(row)
    publish(session, row.written(), version=1)
    return ShiftNoteOut.of(row)


async def _order(session: AsyncSession, branch_id: str, number: str) -> Order:
    query = select(Order).where(Order.number == number.upper(), Order.branch_id == branch_id)
    order = (await session.exec(query)).first()
    if order is None:
        raise NotFound(what="order")
    return order


async def take(session: AsyncSession, who: Principal, note_id: UUID) -> ShiftNoteOut:
    """Take over what somebody left.

    Raises:
        NoteTaken, OwnNote: somebody was first; nobody takes over his own.
    """
    row = await get_or_404(session, ShiftNote, note_id, lock=True)
    publish(session, row.take(who.staff_id, clock.now()), version=2)
    return ShiftNoteOut.of(row)
