"""Keeping the job sheet: every fact once, a batch at a time, the same sheet in whatever order facts come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic_core import to_json
from sqlalchemy import ARRAY, Uuid, any_, bindparam, delete, select, text
from sqlmodel import col

from services.customer_service.domain.job_sheet import Fact, Sheet, fold, take
from services.customer_service.domain.next_step import next_step
from services.customer_service.domain.stage_tally import Place, changes, place_of
from services.customer_service.models import Base, JobSheet, JobSheetEntry, StageTally
from shared.contracts.base import Event
from shared.kit.db import AsyncSession
from shared.kit.tables import inbox, insert_rows, parked_event

DURABLE = "job_sheet"
ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(7120)")
"""Held while sheets are written, so that a rebuild and a last batch of the running consumer do not cross."""


async def project(session: AsyncSession, events: Sequence[Event]) -> None:
    """Take a run of facts: new entries in one insert, touched sheets in one read and one write."""
    facts: dict[UUID, list[Fact]] = defaultdict(list)
    for event in events:
        order_id = getattr(event, "order_id", None)
        if order_id is not None:
            facts[order_id].append(Fact.of(event))
    if not facts:
        return
    await session.execute(ONE_AT_A_TIME)
    await _write_entries(session, facts)
    known = await _sheets(session, list(facts))
    before = [place_of(sheet) for sheet in known.values()]
    behind = [order_id for order_id, new in facts.items() if not _goes_on(known.get(order_id), new)]
    refolded = await _fold_anew(session, behind)
    for order_id, new in facts.items():
        if order_id in refolded:
            continue
        sheet = known.setdefault(order_id, Sheet())
        for fact in sorted(new, key=lambda fact: fact.key):
            take(sheet, fact)
    sheets = {order_id: refolded.get(order_id) or known[order_id] for order_id in facts}
    await _write_sheets(session, sheets)
    await _count(session, before, [place_of(sheet) for sheet in sheets.values()])


async def clear(session: AsyncSession) -> None:
    """Forget all sheets and which facts were seen, so that everything can be heard again; other tables stay.

    An event that was dropped stays dropped, with who decided it and why: it would only stop its order again.
    """
    dropped = select(parked_event.c.event_id).where(
        parked_event.c.consumer == DURABLE, parked_event.c.state == "DROPPED"
    )
    await session.execute(text("SET LOCAL statement_timeout = 0"))
    await session.execute(ONE_AT_A_TIME)
    await session.execute(delete(JobSheetEntry))
    await session.execute(delete(JobSheet))
    await session.execute(delete(StageTally))
    await session.execute(delete(inbox).where(inbox.c.consumer == DURABLE, inbox.c.event_id.not_in(dropped)))
    await session.execute(
        delete(parked_event).where(parked_event.c.consumer == DURABLE, parked_event.c.state != "DROPPED")
    )


def _goes_on(sheet: Sheet | None, new: Sequence[Fact]) -> bool:
    return sheet is None or sheet.goes_after(min(new, key=lambda fact: fact.key))


async def _sheets(session: AsyncSession, order_ids: list[UUID]) -> dict[UUID, Sheet]:
    rows = await session.execute(KNOWN, {"orders": order_ids})
    return {order_id: Sheet(**document) for order_id, document in rows}


async def _fold_anew(session: AsyncSession, order_ids: list[UUID]) -> dict[UUID, Sheet]:
    if not order_ids:
        return {}
    facts: dict[UUID, list[Fact]] = defaultdict(list)
    rows = await session.execute(
        select(JobSheetEntry.__table__).where(col(JobSheetEntry.order_id).in_(order_ids))  # type: ignore[attr-defined]
    )
    for row in rows:
        facts[row.order_id].append(Fact(row.at, row.event_id, row.type, row.department, row.actor, row.data))
    return {order_id: fold(heard) for order_id, heard in facts.items()}


async def _write_entries(session: AsyncSession, facts: dict[UUID, list[Fact]]) -> None:
    rows = [
        {
            "event_id": fact.event_id,
            "order_id": order_id,
            "branch_id": fact.data["branch_id"],
            "at": fact.at,
            "type": fact.name,
            "department": fact.publisher,
            "actor": fact.by,
            "data": fact.data,
        }
        for order_id, heard in facts.items()
        for fact in heard
    ]
    await session.execute(NEW_ENTRIES, {"rows": to_json(rows).decode()})


async def _write_sheets(session: AsyncSession, sheets: dict[UUID, Sheet]) -> None:
    rows = [row_of(order_id, sheet) for order_id, sheet in sheets.items()]
    await session.execute(NEWER_SHEETS, {"rows": to_json(rows).decode()})


async def _count(session: AsyncSession, before: Sequence[Place], after: Sequence[Place]) -> None:
    rows = [
        {"branch_id": branch, "stage": stage, "orders": orders, "owing": owing}
        for (branch, stage), (orders, owing) in changes(before, after).items()
    ]
    if rows:
        await session.execute(COUNTED_ON, {"rows": to_json(rows).decode()})


SHEETS = Base.metadata.tables["job_sheet"]
KNOWN = select(SHEETS.c.order_id, SHEETS.c.sheet).where(
    SHEETS.c.order_id == any_(bindparam("orders", type_=ARRAY(Uuid)))
)
NEW_ENTRIES = insert_rows(Base.metadata.tables["job_sheet_entry"]).on_conflict_do_nothing()
NEWER_SHEETS = insert_rows(SHEETS)
NEWER_SHEETS = NEWER_SHEETS.on_conflict_do_update(
    index_elements=["order_id"],
    set_={name: value for name, value in NEWER_SHEETS.excluded.items() if name != "order_id"},
)

TALLY = Base.metadata.tables["stage_tally"]
COUNTED_ON = insert_rows(TALLY)
COUNTED_ON = COUNTED_ON.on_conflict_do_update(
    index_elements=["branch_id", "stage"],
    set_={name: TALLY.c[name] + COUNTED_ON.excluded[name] for name in ("orders", "owing")},
)


def row_of(order_id: UUID, sheet: Sheet) -> dict[str, Any]:
    """The row that keeps this sheet."""
    step = next_step(sheet)
    return {
        "order_id": order_id,
        "branch_id": sheet.branch_id,
        "stage": sheet.stage,
        "stage_since": sheet.since,
        "opened_at": datetime.fromisoformat(sheet.opened_at),
        "number": sheet.number,
        "category": sheet.category,
        "owner_id": sheet.owner_id,
        "customer_number": sheet.customer_number,
        "next_step": step.code if step else None,
        "next_department": step.department if step else None,
        "next_due": step.due if step else None,
        "balance": sheet.balance,
        "currency": sheet.currency,
        "flags": sheet.flags,
        "sheet": sheet.document(),
    }
