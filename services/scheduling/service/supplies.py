"""Consumables: entered, taken out, counted (MGT-06)."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.exc import IntegrityError

from services.scheduling.domain.supplies import CountNeedsWords, MoveKind, SupplyKnown
from services.scheduling.models import Supply, SupplyMove
from services.scheduling.queries.supplies import show_supplies
from services.scheduling.schemas.supplies import SupplyCard, SupplyCountIn, SupplyIn, SupplyOut, TakingIn
from services.scheduling.service.things import UNIQUE_VIOLATION
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.errors import NotFound
from shared.kit.ids import new_id
from shared.kit.outbox import publish
from shared.kit.reference import get_branch, get_staff
from shared.kit.versions import check_version


async def supply_of(session: AsyncSession, supply_id: UUID, *, lock: bool = True) -> Supply:
    """A consumable, locked: whoever takes from the same shelf waits."""
    return await get_or_404(session, Supply, supply_id, what="supply", lock=lock)


async def show(session: AsyncSession, supply: Supply) -> SupplyOut:
    """The item as answered."""
    (out,) = await show_supplies(session, [supply])
    return out


async def register_supply(session: AsyncSession, who: Principal, body: SupplyIn) -> SupplyOut:
    """Enter an item of a department with what is there.

    Raises:
        NotFound: no such branch.
        SupplyKnown: the department has one of that name.
    """
    who.require_branch(body.branch_id)
    branch = await get_branch(session, body.branch_id)
    supply = Supply(
        id=new_id(),
        branch_id=branch.branch_id,
        department=body.department,
        name=body.name,
        unit=body.unit,
        minimum=body.minimum,
        enough=body.minimum == 0,
    )
    session.add(supply)
    await _flush(session, supply.name)
    if body.stock:
        await move(session, supply, MoveKind.ENTERED, body.stock, staff_id=who.staff_id, noted_by=who.staff_id)
    return SupplyOut.of(supply)


async def correct_supply(session: AsyncSession, supply_id: UUID, body: SupplyCard, edited: int) -> SupplyOut:
    """Correct name, unit or minimum.

    Raises:
        VersionStale, SupplyKnown.
    """
    supply = await supply_of(session, supply_id)
    check_version(supply.version, edited)
    supply.correct(name=body.name, unit=body.unit, minimum=body.minimum)
    await _flush(session, body.name)
    return await show(session, supply)


async def _flush(session: AsyncSession, name: str) -> None:
    try:
        await session.flush()
    except IntegrityError as error:
        if getattr(error.orig, "sqlstate", None) != UNIQUE_VIOLATION:
            raise
        raise SupplyKnown(name=name) from error


async def move(
    session: AsyncSession,
    supply: Supply,
    kind: MoveKind,
    change: int,
    *,
    staff_id: str,
    noted_by: str,
    purpose: str = "",
    purchase_id: UUID | None = None,
) -> None:
    """Change a stock, with the line that says why."""
    now = clock.now()
    publish(session, supply.move(kind, change), version=supply.version)
    session.add(
        SupplyMove(
            id=new_id(),
            branch_id=supply.branch_id,
            supply_id=supply.id,
            kind=kind,
            change=change,
            price=supply.price,
            staff_id=staff_id,
            noted_by=noted_by,
            purpose=purpose,
            purchase_id=purchase_id,
            at=now,
            day=(await get_branch(session, supply.branch_id)).today(now),
        )
    )


async def take(session: AsyncSession, who: Principal, supply_id: UUID, body: TakingIn) -> SupplyOut:
    """Somebody takes from the shelf.

    Raises:
        NotFound: nobody of that name works here.
        NotEnoughLeft.
    """
    taken_by = body.taken_by or who.staff_id
    if body.taken_by not in (None, who.staff_id):
        staff = await get_staff(session, taken_by)
        if staff is None or not staff.state.active:
            raise NotFound(what="staff", field="taken_by")
    supply = await supply_of(session, supply_id)
    supply.require(body.quantity)
    await move(
        session,
        supply,
        MoveKind.TAKEN,
        -body.quantity,
        staff_id=taken_by,
        noted_by=who.staff_id,
        purpose=body.purpose,
    )
    return await show(session, supply)


async def count(session: AsyncSession, who: Principal, supply_id: UUID, body: SupplyCountIn, edited: int) -> SupplyOut:
    """The shelf was counted; from now on there is what was found.

    Raises:
        VersionStale: something was taken or arrived since the list was read.
        CountNeedsWords: it differs, and nobody says why.
    """
    supply = await supply_of(session, supply_id)
    check_version(supply.version, edited)
    difference = body.found - supply.stock
    if difference and not body.reason:
        raise CountNeedsWords(stock=supply.stock)
    await move(
        session,
        supply,
        MoveKind.COUNTED,
        difference,
        staff_id=who.staff_id,
        noted_by=who.staff_id,
        purpose=body.reason,
    )
    return await show(session, supply)
