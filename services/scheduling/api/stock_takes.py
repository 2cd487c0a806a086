"""The monthly stock-take."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response

from services.scheduling.models import StockLine, StockTake
from services.scheduling.queries.lists import branch_in_scope
from services.scheduling.queries.stock_takes import lines_where, show_lines, show_month, show_sheets, stock_takes_where
from services.scheduling.schemas.stock_takes import (
    CountIn,
    Month,
    StockLineOut,
    StockTakeIn,
    StockTakeMonth,
    StockTakeOut,
)
from services.scheduling.schemas.things import ThingKind
from services.scheduling.service import stock_takes
from shared.contracts.values import BranchId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.db import get_or_404
from shared.kit.pagination import Page, PageDep, fetch_page
from shared.kit.versions import IfMatch, set_etag

router = APIRouter(tags=["stock-takes"])

Reader = Annotated[Principal, may("scheduling.things.read")]
Keeper = Annotated[Principal, may("scheduling.things.keep")]


@router.post("/stock-takes", status_code=201)
async def begin_stock_take(body: StockTakeIn, session: SessionDep, who: Keeper) -> StockTakeOut:
    """Begin the month's sheet of a kind, or go on with it (SHO-11)."""
    return await stock_takes.begin(session, who, body)


@router.get("/stock-takes")
async def list_stock_takes(
    session: SessionDep,
    page: PageDep,
    _who: Reader,
    branch_id: BranchId | None = None,
    kind: ThingKind | None = None,
) -> Page[StockTakeOut]:
    """Sheets of my branches, the newest month first."""
    query = stock_takes_where(branch_id, kind)
    keys = [StockTake.month, StockTake.id]
    found = await fetch_page(session, query, page, keys=keys, show=lambda row: row, descending=True)
    return Page(items=await show_sheets(session, found.items), next_cursor=found.next_cursor)


@router.get("/stock-take-months/{branch_id}/{month}")
async def read_stock_take_month(branch_id: BranchId, month: Month, session: SessionDep, who: Reader) -> StockTakeMonth:
    """Every kind the branch has, and whether it was counted in that month."""
    return await show_month(session, await branch_in_scope(session, who, branch_id), month)


@router.get("/stock-takes/{stock_take_id}")
async def read_stock_take(stock_take_id: UUID, session: SessionDep, _who: Reader) -> StockTakeOut:
    """A sheet and how far it is."""
    return await stock_takes.read(session, stock_take_id)


@router.get("/stock-takes/{stock_take_id}/lines")
async def list_stock_lines(
    stock_take_id: UUID, session: SessionDep, page: PageDep, _who: Reader, uncounted: bool = False
) -> Page[StockLineOut]:
    """The lines of a sheet by name; with ``uncounted`` those that are left."""
    await get_or_404(session, StockTake, stock_take_id, what="stock-take")
    query = lines_where(stock_take_id, uncounted=uncounted)
    keys = [StockLine.name, StockLine.thing_id]
    found = await fetch_page(session, query, page, keys=keys, show=lambda row: row)
    return Page(items=await show_lines(session, found.items), next_cursor=found.next_cursor)


@router.put("/stock-takes/{stock_take_id}/lines/{thing_id}")
async def count_stock_line(
    stock_take_id: UUID,
    thing_id: UUID,
    body: CountIn,
    session: SessionDep,
    response: Response,
    edited: IfMatch,
    who: Keeper,
) -> StockLineOut:
    """Note what was seen of a thing; the same count twice is one count."""
    line = await stock_takes.count(session, who, stock_take_id, thing_id, body, edited)
    set_etag(response, line.version)
    return line


@router.post("/stock-takes/{stock_take_id}/closing")
async def close_stock_take(stock_take_id: UUID, session: SessionDep, who: Keeper) -> StockTakeOut:
    """Close and lock the sheet; differences go to the manager as slips (SHO-11)."""
    return await stock_takes.close(session, who, stock_take_id)
