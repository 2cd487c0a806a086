"""The monthly stock-take: begun, counted by several people at once, closed and locked (SHO-11)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

from services.scheduling.domain.booking import ResourceKind
from services.scheduling.domain.stock_takes import (
    DUE_DAY,
    Count,
    StockTakeState,
    month_before,
    month_id,
    month_of,
    sheet_id,
)
from services.scheduling.domain.thing_errors import (
    DifferencesUnexplained,
    MonthBeforeOpen,
    MonthCounted,
    MonthOutOfReach,
    NotAllCounted,
    NothingToCount,
)
from services.scheduling.domain.things import Cause
from services.scheduling.models import Resource, StockLine, StockTake
from services.scheduling.queries.stock_takes import lines_of, show_lines, show_sheets, uncounted_kinds
from services.scheduling.queries.things import asked_for, out_of
from services.scheduling.schemas.stock_takes import CountIn, StockLineOut, StockTakeIn, StockTakeOut
from services.scheduling.service.occupying import lock_resources
from services.scheduling.service.write_offs import ask_to_strike_off
from shared.contracts.scheduling import StockTakesMissing
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.outbox import publish
from shared.kit.reference import Branch, get_branch
from shared.kit.versions import check_version


async def begin(session: AsyncSession, who: Principal, body: StockTakeIn) -> StockTakeOut:
    """Begin the sheet of a kind, or go on with it; two who begin at once get the same one.

    Raises:
        MonthOutOfReach, MonthBeforeOpen, MonthCounted, NothingToCount.
    """
    who.require_branch(body.branch_id)
    branch = await get_branch(session, body.branch_id)
    this_month = month_of(branch.today())
    month = body.month or this_month
    key = sheet_id(branch.branch_id, body.kind, month)
    sheet = await session.get(StockTake, key)
    if sheet is None:
        if month not in (this_month, month_before(this_month)):
            raise MonthOutOfReach
        await _require_turn(session, branch, body.kind, month)
        sheet = await _write_sheet(session, who, branch, body.kind, month)
    (out,) = await show_sheets(session, [sheet])
    return out


async def _require_turn(session: AsyncSession, branch: Branch, kind: ResourceKind, month: str) -> None:
    rows = await session.exec(select(StockTake).where(StockTake.branch_id == branch.branch_id, StockTake.kind == kind))
    for other in rows:
        if other.month > month:
            raise MonthCounted
        if other.state is StockTakeState.OPEN:
            raise MonthBeforeOpen(month=other.month)


async def _write_sheet(
    session: AsyncSession, who: Principal, branch: Branch, kind: ResourceKind, month: str
) -> StockTake:
    """The sheet with a line for every thing; what a slip says is lost is not looked for again."""
    rows = await session.exec(
        select(Resource)
        .where(Resource.branch_id == branch.branch_id, Resource.kind == kind, col(Resource.active))
        .order_by(col(Resource.id))
    )
    things = list(rows)
    if not things:
        raise NothingToCount
    key, branch_id = sheet_id(branch.branch_id, kind, month), branch.branch_id
    sheet = StockTake(id=key, branch_id=branch_id, kind=kind, month=month, begun_by=who.staff_id, begun_at=clock.now())
    statement = insert(StockTake).values(sheet.model_dump()).on_conflict_do_nothing().returning(col(StockTake.id))
    if (await session.execute(statement)).scalar() is not None:
        struck = await asked_for(session, [thing.id for thing in things])
        session.add_all(
            StockLine(
                stock_take_id=key,
                thing_id=thing.id,
                branch_id=branch_id,
                name=thing.name,
                registered=max(0, thing.quantity - struck.get(thing.id, {}).get(Cause.LOST, 0)),
            )
            for thing in things
        )
        await session.flush()
    return await session.get_one(StockTake, key)


async def read(session: AsyncSession, stock_take_id: UUID) -> StockTakeOut:
    """A sheet and how far it is."""
    (out,) = await show_sheets(session, [await get_or_404(session, StockTake, stock_take_id, what="stock-take")])
    return out


async def count(
    session: AsyncSession, who: Principal, stock_take_id: UUID, thing_id: UUID, body: CountIn, edited: int
) -> StockLineOut:
    """Note what was seen of a thing; the same count sent again changes nothing, whoever was first.

    Raises:
        StockTakeClosed: the sheet is locked.
        VersionStale: somebody else counted it otherwise in the meantime.
        CountContradicts: more are broken or too old than were seen.
    """
    sheet = await get_or_404(session, StockTake, stock_take_id, what="stock-take")
    # Whoever closes the sheet waits for counts that are under way, and those that come later see it closed.
    await session.refresh(sheet, with_for_update={"read": True})
    line = await get_or_404(session, StockLine, (stock_take_id, thing_id), what="line", lock=True)
    if not line.says(body.found, body.broken, body.worn, body.reason):
        sheet.require_open()
        check_version(line.version, edited)
        out = (await out_of(session, [thing_id])).get(thing_id, 0)
        counted = Count(line.registered, out, body.found, body.broken, body.worn)
        line.write(counted, body.reason, by=who.staff_id, at=clock.now())
    (shown,) = await show_lines(session, [line])
    return shown


async def close(session: AsyncSession, who: Principal, stock_take_id: UUID) -> StockTakeOut:
    """Close and lock the sheet; what is missing, broken or too old is asked of the manager.

    Raises:
        NotAllCounted, DifferencesUnexplained, StockTakeClosed.
    """
    sheet = await get_or_404(session, StockTake, stock_take_id, what="stock-take", lock=True)
    sheet.require_open()
    lines = (await lines_of(session, [sheet.id]))[sheet.id]
    if left := sum(1 for line in lines if line.found is None):
        raise NotAllCounted(left=left)
    if left := sum(1 for line in lines if line.count().differs and not line.reason):
        raise DifferencesUnexplained(left=left)
    await lock_resources(session, [line.thing_id for line in lines])
    await _take_over(session, sheet, lines)
    branch = await get_branch(session, sheet.branch_id)
    left_open = set(await uncounted_kinds(session, branch, sheet.month)) - {sheet.kind}
    fact = sheet.close([line.count() for line in lines], by=who.staff_id, at=clock.now(), month_complete=not left_open)
    publish(session, fact, version=2)
    (out,) = await show_sheets(session, [sheet])
    return out


async def _take_over(session: AsyncSession, sheet: StockTake, lines: list[StockLine]) -> None:
    """What was found beyond the register is registered; for the rest the manager is asked, never twice."""
    ids = [line.thing_id for line in lines]
    known = await asked_for(session, ids)
    rows = await session.exec(
        select(Resource).where(col(Resource.id).in_(ids)).execution_options(populate_existing=True)
    )
    things = {thing.id: thing for thing in rows}
    for line in lines:
        thing = things[line.thing_id]
        asked: dict[Cause, int] = {
            cause: number for cause, number in known.get(thing.id, {}).items() if cause is not Cause.LOST
        }
        counted = Count(line.registered, line.out, line.found or 0, line.broken, line.worn, asked)
        if counted.surplus:
            thing.receive(counted.surplus)
        for cause, quantity in counted.slips().items():
            ask_to_strike_off(
                session,
                thing,
                cause=cause,
                quantity=quantity,
                reason=line.reason,
                by=line.counted_by or sheet.begun_by,
                stock_take_id=sheet.id,
            )


async def watch_stock_takes(session: AsyncSession, branch: Branch, day: date) -> None:
    """Towards the end of a month, and after it, tell which kinds nobody has counted (SHO-11)."""
    month = month_of(day) if day.day >= DUE_DAY else month_before(month_of(day))
    kinds = await uncounted_kinds(session, branch, month)
    if kinds:
        fact = StockTakesMissing(
            branch_id=branch.branch_id,
            month_id=month_id(branch.branch_id, month),
            month=month,
            missing=len(kinds),
            kinds=[kind.value for kind in kinds],
        )
        publish(session, fact, version=day.toordinal())
