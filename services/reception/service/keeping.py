"""Things kept for customers: left behind (REC-21, M-36) and entrusted (M-42)."""

from __future__ import annotations

from uuid import UUID

from services.reception.domain.keeping import CountedAlone, KeptFor, SupervisedAlone, needs_manager
from services.reception.domain.money import receipt_number
from services.reception.models import Custody, FoundItem, Order
from services.reception.schemas.keeping import (
    ClaimIn,
    CustodyIn,
    CustodyOut,
    CustodyReturnIn,
    FoundIn,
    FoundOut,
)
from services.reception.service.numbers import next_number
from services.reception.service.staff import require_staff
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.ids import new_id
from shared.kit.outbox import publish
from shared.kit.reference import Branch, get_branch


async def _number(session: AsyncSession, branch: Branch, series: str) -> str:
    year = branch.today().year
    return receipt_number(
        series, year, branch.branch_id, await next_number(session, branch.branch_id, series, str(year))
    )


async def record_found(session: AsyncSession, who: Principal, body: FoundIn) -> FoundOut:
    """Write down what was left behind, counted together with a second person (REC-21).

    Raises:
        CountedAlone: finder and counter are one person.
        NotFound: no such order or branch for this caller.
    """
    who.require_branch(body.branch_id)
    branch = await get_branch(session, body.branch_id)
    if body.counted_with == who.staff_id:
        raise CountedAlone
    await require_staff(session, [body.counted_with])
    if body.order_id is not None:
        await get_or_404(session, Order, body.order_id)
    now = clock.now()
    kept: KeptFor = session.info["service"].extras["found_kept_for"]
    row = FoundItem(
        id=new_id(),
        **body.model_dump(),
        number=await _number(session, branch, "F"),
        found_at=now,
        found_by=who.staff_id,
        keep_until=now + kept.of(body.kind),
    )
    session.add(row)
    publish(session, row.recorded(), version=1)
    return FoundOut.of(row)


async def note_told(session: AsyncSession, who: Principal, item_id: UUID) -> FoundOut:
    """The customer knows that it is here (REC-21)."""
    row = await get_or_404(session, FoundItem, item_id, lock=True)
    publish(session, row.tell(who.staff_id, clock.now()), version=2)
    return FoundOut.of(row)


async def claim_found(session: AsyncSession, who: Principal, item_id: UUID, body: ClaimIn) -> FoundOut:
    """Its owner signs for it while a second person watches (M-36).

    Raises:
        SupervisedAlone: giver and watcher are one person.
        TransitionRefused: it is no longer here.
    """
    row = await get_or_404(session, FoundItem, item_id, lock=True)
    if body.supervised_by == who.staff_id:
        raise SupervisedAlone
    await require_staff(session, [body.supervised_by])
    claimed = row.claim(body.signature_name, body.identity, body.supervised_by, who.staff_id, clock.now())
    publish(session, claimed, version=3)
    return FoundOut.of(row)


async def dispose_found(session: AsyncSession, who: Principal, item_id: UUID, note: str) -> FoundOut:
    """Nobody came in time; but for what spoils, a manager disposes of it and says how (M-36).

    Raises:
        Forbidden: no manager.
        StillKept: its time is not over.
        DisposalUnexplained: no note.
        TransitionRefused: it is no longer here.
    """
    row = await get_or_404(session, FoundItem, item_id, lock=True)
    if needs_manager(row.kind):
        who.require("reception.found_items.dispose")
    branch = await get_branch(session, row.branch_id)
    publish(session, row.dispose(branch, note, who.staff_id, clock.now()), version=3)
    return FoundOut.of(row)


async def take_custody(session: AsyncSession, who: Principal, order_id: UUID, body: CustodyIn) -> CustodyOut:
    """Take a customer's own thing into care, on a numbered paper (M-42)."""
    order = await get_or_404(session, Order, order_id)
    branch = await get_branch(session, order.branch_id)
    row = Custody(
        id=new_id(),
        branch_id=order.branch_id,
        order_id=order.id,
        **body.model_dump(),
        number=await _number(session, branch, "C"),
        taken_at=clock.now(),
        taken_by=who.staff_id,
    )
    session.add(row)
    return CustodyOut.of(row)


async def return_custody(session: AsyncSession, who: Principal, custody_id: UUID, body: CustodyReturnIn) -> CustodyOut:
    """Give it back against the same paper and a signature (M-42).

    Raises:
        OtherPaper: the paper is for something else.
        TransitionRefused: it went back before.
    """
    row = await get_or_404(session, Custody, custody_id, lock=True)
    row.give_back(body.number, body.signature_name, who.staff_id, clock.now())
    return CustodyOut.of(row)
