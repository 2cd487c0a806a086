"""Reading the register of things: what is out, what is needed next, which slips are open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select
from sqlmodel import col, func, select

from services.scheduling.domain.booking import ResourceKind
from services.scheduling.domain.things import THINGS, Care, Cause, SlipState
from services.scheduling.models import Loan, Occupation, Resource, WriteOff
from services.scheduling.schemas.things import LoanOut, ThingOut, WriteOffOut
from shared.kit import clock
from shared.kit.db import AsyncSession

OUT = col(Loan.quantity) - col(Loan.back) - col(Loan.lost)


def things_where(branch_id: str | None, kind: ResourceKind | None, care: Care | None, mark: str | None) -> Select[Any]:
    """Things of the register that are there."""
    query = select(Resource).where(col(Resource.kind).in_(THINGS), col(Resource.active))
    if branch_id is not None:
        query = query.where(Resource.branch_id == branch_id)
    if kind is not None:
        query = query.where(Resource.kind == kind)
    if care is not None:
        query = query.where(Resource.care == care)
    return query if mark is None else query.where(Resource.mark == mark)


async def out_of(session: AsyncSession, thing_ids: Collection[UUID]) -> dict[UUID, int]:
    """How many of each are lent."""
    rows = await session.execute(
        select(Loan.thing_id, func.sum(OUT))
        .where(col(Loan.thing_id).in_(thing_ids), col(Loan.closed_at).is_(None))
        .group_by(col(Loan.thing_id))
    )
    return {thing_id: int(out) for thing_id, out in rows}


async def _needed(session: AsyncSession, thing_ids: Collection[UUID]) -> dict[UUID, datetime]:
    rows = await session.execute(
        select(Occupation.resource_id, func.min(Occupation.starts_at))
        .where(
            col(Occupation.resource_id).in_(thing_ids),
            col(Occupation.active),
            col(Occupation.booking_id).is_not(None),
            col(Occupation.starts_at) > clock.now(),
        )
        .group_by(col(Occupation.resource_id))
    )
    return {thing_id: starts_at for thing_id, starts_at in rows}


async def show_things(session: AsyncSession, rows: Iterable[Resource]) -> list[ThingOut]:
    """Things with how many are out and when they are needed next."""
    things = list(rows)
    ids = [thing.id for thing in things]
    out, needed = await out_of(session, ids), await _needed(session, ids)
    return [ThingOut.of(thing, out.get(thing.id, 0), needed.get(thing.id)) for thing in things]


async def asked_for(session: AsyncSession, thing_ids: Collection[UUID]) -> dict[UUID, dict[Cause, int]]:
    """What slips that wait for the manager ask to strike off, by thing and cause."""
    rows = await session.execute(
        select(WriteOff.thing_id, WriteOff.cause, func.sum(WriteOff.quantity))
        .where(col(WriteOff.thing_id).in_(thing_ids), WriteOff.state == SlipState.REQUESTED)
        .group_by(col(WriteOff.thing_id), col(WriteOff.cause))
    )
    found: dict[UUID, dict[Cause, int]] = defaultdict(dict)
    for thing_id, cause, quantity in rows:
        found[thing_id][Cause(cause)] = int(quantity)
    return found


def loans_where(branch_id: str | None, borrower_id: str | None, *, still_out: bool) -> Select[Any]:
    """Loans of a branch or of somebody."""
    query = select(Loan)
    if branch_id is not None:
        query = query.where(Loan.branch_id == branch_id)
    if borrower_id is not None:
        query = query.where(Loan.borrower_id == borrower_id)
    return query.where(col(Loan.closed_at).is_(None)) if still_out else query


def slips_where(branch_id: str | None, state: SlipState | None) -> Select[Any]:
    """Write-offs of a branch, in a state."""
    query = select(WriteOff)
    if branch_id is not None:
        query = query.where(WriteOff.branch_id == branch_id)
    return query if state is None else query.where(WriteOff.state == state)


async def things_by_id(session: AsyncSession, ids: Iterable[UUID]) -> Mapping[UUID, Resource]:
    """The rows themselves."""
    rows = await session.exec(select(Resource).where(col(Resource.id).in_(set(ids))))
    return {row.id: row for row in rows}


async def show_loans(session: AsyncSession, loans: Iterable[Loan]) -> list[LoanOut]:
    """Loans with the names of their things."""
    rows = list(loans)
    things, now = await things_by_id(session, [loan.thing_id for loan in rows]), clock.now()
    return [LoanOut.of(loan, things[loan.thing_id], now) for loan in rows]


async def show_slips(session: AsyncSession, slips: Iterable[WriteOff]) -> list[WriteOffOut]:
    """Slips with the names of their things."""
    rows = list(slips)
    things = await things_by_id(session, [slip.thing_id for slip in rows])
    return [WriteOffOut.of(slip, things[slip.thing_id]) for slip in rows]
