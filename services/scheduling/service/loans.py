"""Lending and returning: who has what, until when, and what did not come back (SHO-01, M-24, M-41)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from services.scheduling.domain.thing_errors import ConsentNeeded, DueInPast, LostNeedsWords, NotEnough, NotUsable
from services.scheduling.domain.things import HANDS, THINGS, Care, CareAction, Cause
from services.scheduling.models import Booking, Loan, Resource
from services.scheduling.queries.things import asked_for, out_of, show_loans
from services.scheduling.schemas.things import LoanIn, LoanOut, LoansOut, ReturnIn
from services.scheduling.service.shoot_readiness import look_again
from services.scheduling.service.things import thing_of
from services.scheduling.service.write_offs import ask_to_strike_off
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.errors import NotFound
from shared.kit.ids import new_id
from shared.kit.outbox import publish
from shared.kit.reference import get_staff

CONSENT = "scheduling.things.consent"


async def lend(session: AsyncSession, who: Principal, body: LoanIn) -> LoansOut:
    """Somebody takes things out, all of them or none.

    Raises:
        ConsentNeeded: the borrower does not work with things, and a supervisor is asked (M-41).
        NotEnough, NotUsable: one is not there, or in the wash.
        DueInPast, NotFound.
    """
    now = clock.now()
    if body.due_at <= now:
        raise DueInPast
    borrower_id = body.borrower_id or who.staff_id
    things = [await thing_of(session, thing_id) for thing_id in sorted(line.thing_id for line in body.lines)]
    branches = {thing.branch_id for thing in things}
    if len(branches) != 1:
        raise NotFound(what="thing")
    (branch_id,) = branches
    await _require_borrower(session, who, borrower_id, branch_id)
    if body.booking_id is not None:
        booking = await get_or_404(session, Booking, body.booking_id)
        if booking.branch_id != branch_id:
            raise NotFound(what="booking")
    wanted = {line.thing_id: line.quantity for line in body.lines}
    await _require_there(session, things, wanted)
    shared: dict[str, Any] = {
        "branch_id": branch_id,
        "borrower_id": borrower_id,
        "purpose": body.purpose,
        "booking_id": body.booking_id,
        "lent_by": who.staff_id,
        "lent_at": now,
        "due_at": body.due_at,
    }
    loans = [Loan(id=new_id(), thing_id=thing.id, quantity=wanted[thing.id], **shared) for thing in things]
    session.add_all(loans)
    for loan in loans:
        publish(session, loan.lent(), version=1)
    names = {thing.id: thing for thing in things}
    return LoansOut(loans=[LoanOut.of(loan, names[loan.thing_id], now) for loan in loans])


async def _require_borrower(session: AsyncSession, who: Principal, borrower_id: str, branch_id: str) -> None:
    staff = await get_staff(session, borrower_id)
    if staff is None or not staff.state.active:
        raise NotFound(what="borrower", field="borrower_id")
    if not (staff.state.all_branches or branch_id in staff.state.branches):
        raise NotFound(what="borrower", field="borrower_id")
    if not HANDS & set(staff.state.roles) and not who.may(CONSENT):
        raise ConsentNeeded(borrower=borrower_id)


async def _require_there(session: AsyncSession, things: list[Resource], wanted: dict[UUID, int]) -> None:
    ids = [thing.id for thing in things]
    out, struck = await out_of(session, ids), await asked_for(session, ids)
    for thing in things:
        if thing.kind not in THINGS or not thing.active or thing.care is not Care.READY:
            raise NotUsable(name=thing.name, state=thing.care.value)
        gone = struck.get(thing.id, {}).get(Cause.LOST, 0)
        left = max(0, thing.quantity - out.get(thing.id, 0) - gone)
        if wanted[thing.id] > left:
            raise NotEnough(name=thing.name, left=left)


async def give_back(session: AsyncSession, who: Principal, loan_id: UUID, body: ReturnIn) -> LoanOut:
    """Count what comes back; what is lost is asked of the manager (SHO-01, SHO-11).

    Raises:
        MoreThanLent, LostNeedsWords.
    """
    known = await get_or_404(session, Loan, loan_id)
    thing = await thing_of(session, known.thing_id)
    loan = await get_or_404(session, Loan, loan_id, lock=True)
    if body.lost and not body.note:
        raise LostNeedsWords
    now: datetime = clock.now()
    fact = loan.give_back(body.back, body.lost, to=who.staff_id, note=body.note, at=now)
    publish(session, fact, version=loan.version)
    if body.lost:
        ask_to_strike_off(
            session,
            thing,
            cause=Cause.LOST,
            quantity=body.lost,
            reason=body.note,
            by=loan.borrower_id,
            loan_id=loan.id,
        )
    if body.to_wash and thing.care is Care.READY:
        thing.becomes(CareAction.SOIL)
    await look_again(session, thing.id)
    (out,) = await show_loans(session, [loan])
    return out
