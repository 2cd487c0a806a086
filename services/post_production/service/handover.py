"""The hand-over book from selection to design; both sides sign (PST-13)."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import col, select

from services.post_production.domain.errors import BookIncomplete
from services.post_production.domain.states import Alert, LineState, WorkStep
from services.post_production.models import HandoverBook, HandoverLine, OrderCopy, Selection
from services.post_production.queries.selections import lines_of
from services.post_production.schemas.selections import BookAnswerIn, BookIn, BookOut
from services.post_production.service import alerts
from services.post_production.service.design import add_work
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.errors import NotFound
from shared.kit.ids import new_id
from shared.kit.outbox import publish
from shared.kit.reference import get_branch


async def _locked(session: AsyncSession, selection_ids: list[UUID], branch_id: str) -> dict[UUID, Selection]:
    """Selections of the branch, locked in one order so that two books never wait for each other."""
    query = (
        select(Selection)
        .where(col(Selection.id).in_(selection_ids), Selection.branch_id == branch_id)
        .order_by(col(Selection.id))
        .with_for_update()
    )
    found = {selection.id: selection for selection in (await session.exec(query)).all()}
    if len(found) != len(set(selection_ids)):
        raise NotFound(what="selection")
    return found


async def give_book(session: AsyncSession, who: Principal, body: BookIn) -> BookOut:
    """Hand confirmed selections to design."""
    who.require_branch(body.branch_id)
    branch = await get_branch(session, body.branch_id)
    selections = await _locked(session, body.selection_ids, body.branch_id)
    book = HandoverBook(
        id=new_id(), branch_id=body.branch_id, day=branch.today(), given_by=who.staff_id, given_at=clock.now()
    )
    session.add(book)
    lines: list[HandoverLine] = []
    for selection_id in body.selection_ids:
        selection = selections[selection_id]
        (await session.get_one(OrderCopy, selection.order_id)).require_alive()
        selection.give()
        lines.append(
            HandoverLine(
                book_id=book.id,
                selection_id=selection_id,
                order_id=selection.order_id,
                branch_id=body.branch_id,
                state=LineState.GIVEN,
            )
        )
    session.add_all(lines)
    return BookOut.of(book, lines)


async def answer_book(session: AsyncSession, who: Principal, book_id: UUID, body: BookAnswerIn) -> BookOut:
    """Design accepts or sends back every sheet; retouching begins with the accepted ones.

    Raises:
        BookIncomplete: a sheet is not answered, or answered twice.
        SamePerson: who gave the page cannot accept it.
    """
    book = await get_or_404(session, HandoverBook, book_id, lock=True)
    book.answer(who.staff_id, clock.now())
    lines = await lines_of(session, book_id)
    answered = [*body.accepted, *(sheet.selection_id for sheet in body.refused)]
    if sorted(answered) != sorted(line.selection_id for line in lines):
        raise BookIncomplete
    selections = await _locked(session, answered, book.branch_id)
    reasons = {sheet.selection_id: sheet.reason for sheet in body.refused}
    for line in lines:
        selection = selections[line.selection_id]
        if line.selection_id in reasons:
            selection.refuse()
            line.state, line.reason = LineState.REFUSED, reasons[line.selection_id]
        else:
            line.state = LineState.ACCEPTED
            await _accept(session, selection, book, who)
    return BookOut.of(book, lines)


async def _accept(session: AsyncSession, selection: Selection, book: HandoverBook, who: Principal) -> None:
    accepted = selection.accept(given_by=book.given_by, accepted_by=who.staff_id, now=clock.now())
    publish(session, accepted, version=selection.version)
    await alerts.forget(session, selection.id, Alert.HANDOVER)
    order = await session.get_one(OrderCopy, selection.order_id)
    if order.cancelled_at is None:
        await add_work(session, order, WorkStep.RETOUCH)
