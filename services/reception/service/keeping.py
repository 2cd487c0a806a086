"""Things kept for customers: left behind (REC-21, M-36) and entrusted (M-42)."""

from __future__ import annotations

from uuid import UUID

from services.reception.domain.keeping import MANAGERS, CountedByNoManager, KeptFor, SupervisedAlone, needs_manager
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
from shared.kit.reference import Branch, get_branch, get_staff


async def _number(session: AsyncSession, branch: Branch, series: str) -> str:
    year = branch.today().year
    return receipt_number(
        series, year, branch.branch_id, await next_number(session, branch.branch_id, series, str(year))
    )


async def record_found(session: AsyncSession, who: Principal, body: FoundIn) -> FoundOut:
    """Write down what was left behind; a manager who is there counts it at once, else he is told (REC-21).

    Raises:
        CountedAlone: finder and counter are one person.
        CountedByNoManager: who counted is no manager.
        NotFound: no such order or branch for this caller.
    """
    who.require_branch(body.branch_id)
    branch = await get_branch(session, body.branch_id)
    finder = body.found_by or who.staff_id
    await require_staff(session, [body.found_by, body.counted_with])
    if body.counted_with is not None:
        await _require_manager(session, body.counted_with)
    if body.order_id is not None:
        await get_or_404(session, Order, body.order_id)
    now = clock.now()
    kept: KeptFor = session.info["service"].extras["found_kept_for"]
    row = FoundItem(
        id=new_id(),
        **body.model_dump(exclude={"found_by", "counted_with"}),
        number=await _number(session, branch, "F"),
        found_at=now,
        found_by=finder,
        keep_until=now + kept.of(body.kind),
    )
    session.add(row)
    publish(session, row.recorded(), version=row.version)
    if body.counted_with is not None:
        publish(session, row.count(body.counted_with, now), version=row.version)
    return FoundOut.of(row)


async def _require_manager(session: AsyncSession, staff_id: str) -> None:
    staff = await get_staff(session, staff_id)
    if staff is None or not MANAGERS & set(staff.state.roles):
        raise CountedByNoManager


async def count_found(session: AsyncSession, who: Principal, item_id: UUID) -> FoundOut:
    """The manager who was told counts it together with the finder (REC-21).

    Raises:
        CountedAlone: the caller found it.
        CountedBefore: it was counted.
    """
    row = await get_or_404(session, FoundItem, item_id, lock=True)
    counted = row.count(who.staff_id, clock.now())
    publish(session, counted, version=row.version)
    return FoundOut.of(row)


async def note_told(session: AsyncSession, who: Principal, item_id: UUID) -> FoundOut:
    """The customer knows that it is here (REC-21)."""
    row = await get_or_404(session, FoundItem, item_id, lock=True)
    told = row.tell(who.staff_id, clock.now())
    publish(session, told, version=row.version)
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
    publish(session, claimed, version=row.version)
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
    disposed = row.dispose(branch, note, who.staff_id, clock.now())
    publish(session, disposed, version=row.version)
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
