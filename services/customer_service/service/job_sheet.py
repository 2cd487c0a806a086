"""Keeping the job sheet: every fact once, a batch at a time, the same sheet in whatever order facts come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic_core import from_json, to_json
from sqlalchemy import ARRAY, Text, Uuid, any_, bindparam, cast, delete, select, text
from sqlmodel import col

from services.customer_service.domain.job_sheet import Fact, Sheet, fold, take
from services.customer_service.domain.next_step import next_step
from services.customer_service.domain.stage_tally import changes, place_of
from services.customer_service.models import Base, JobSheet, JobSheetEntry, StageTally
from shared.contracts.base import Event
from shared.kit.applier import take_turn
from shared.kit.db import AsyncSession
from shared.kit.straight import Straight
from shared.kit.tables import inbox, insert_rows, parked_event

DURABLE = "job_sheet"


async def project(session: AsyncSession, events: Sequence[Event]) -> None:
    """Take a run of facts: touched sheets in one read; entries, sheets and counters in one write."""
    facts: dict[UUID, list[Fact]] = defaultdict(list)
    for event in events:
        order_id = getattr(event, "order_id", None)
        if order_id is not None:
            facts[order_id].append(Fact.of(event))
    if not facts:
        return
    known = await _sheets(session, list(facts))
    before = [place_of(sheet) for sheet in known.values()]
    behind = {order_id: new for order_id, new in facts.items() if not _goes_on(known.get(order_id), new)}
    refolded = await _fold_anew(session, behind)
    for order_id, new in facts.items():
        if order_id in refolded:
            continue
        sheet = known.setdefault(order_id, Sheet())
        for fact in sorted(new, key=lambda fact: fact.key):
            take(sheet, fact)
    sheets = {order_id: refolded.get(order_id) or known[order_id] for order_id in facts}
    counts = changes(before, [place_of(sheet) for sheet in sheets.values()])
    await _write(session, facts, sheets, counts)


async def clear(session: AsyncSession) -> None:
    """Forget all sheets and which facts were seen, so that everything can be heard again; other tables stay.

    An event that was dropped stays dropped, with who decided it and why: it would only stop its order again.
    """
    dropped = select(parked_event.c.event_id).where(
        parked_event.c.consumer == DURABLE, parked_event.c.state == "DROPPED"
    )
    await session.execute(text("SET LOCAL statement_timeout = 0"))
    await take_turn(session, DURABLE)
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
    rows = await KNOWN(session, orders=order_ids)
    return {order_id: Sheet(**from_json(document)) for order_id, document in rows}


async def _fold_anew(session: AsyncSession, behind: Mapping[UUID, Sequence[Fact]]) -> dict[UUID, Sheet]:
    """The sheets of orders of which something earlier is heard only now: all their entries, and what is new."""
    if not behind:
        return {}
    facts = {order_id: {fact.event_id: fact for fact in new} for order_id, new in behind.items()}
    rows = await session.execute(
        select(JobSheetEntry.__table__).where(col(JobSheetEntry.order_id).in_(behind))  # type: ignore[attr-defined]
    )
    for row in rows:
        facts[row.order_id][row.event_id] = Fact(row.at, row.event_id, row.type, row.department, row.actor, row.data)
    return {order_id: fold(heard.values()) for order_id, heard in facts.items()}


async def _write(
    session: AsyncSession,
    facts: Mapping[UUID, Sequence[Fact]],
    sheets: Mapping[UUID, Sheet],
    counts: Mapping[tuple[str, str], tuple[int, int]],
) -> None:
    rows = {
        "entries": [entry_of(order_id, fact) for order_id, heard in facts.items() for fact in heard],
        "sheets": [row_of(order_id, sheet) for order_id, sheet in sheets.items()],
        "counts": [
            {"branch_id": branch, "stage": stage, "orders": orders, "owing": owing}
            for (branch, stage), (orders, owing) in counts.items()
        ],
    }
    await WRITTEN(session, **{name: to_json(given).decode() for name, given in rows.items()})


SHEETS, ENTRIES, TALLY = (Base.metadata.tables[name] for name in ("job_sheet", "job_sheet_entry", "stage_tally"))
KNOWN = Straight(
    select(SHEETS.c.order_id, cast(SHEETS.c.sheet, Text)).where(
        SHEETS.c.order_id == any_(bindparam("orders", type_=ARRAY(Uuid)))
    )
)
NEW_ENTRIES = insert_rows(ENTRIES, rows="entries").on_conflict_do_nothing()
COUNTED_ON = insert_rows(TALLY, rows="counts")
COUNTED_ON = COUNTED_ON.on_conflict_do_update(
    index_elements=["branch_id", "stage"],
    set_={name: TALLY.c[name] + COUNTED_ON.excluded[name] for name in ("orders", "owing")},
)
NEWER_SHEETS = insert_rows(SHEETS, rows="sheets")
NEWER_SHEETS = NEWER_SHEETS.on_conflict_do_update(
    index_elements=["order_id"],
    set_={name: value for name, value in NEWER_SHEETS.excluded.items() if name != "order_id"},
)
WRITTEN = Straight(NEWER_SHEETS.add_cte(NEW_ENTRIES.cte("new_entries"), COUNTED_ON.cte("counted_on")))


def entry_of(order_id: UUID, fact: Fact) -> dict[str, Any]:
    """The row that keeps this fact."""
    return {
        "event_id": fact.event_id,
        "order_id": order_id,
        "branch_id": fact.data["branch_id"],
        "at": fact.at,
        "type": fact.name,
        "department": fact.publisher,
        "actor": fact.by,
        "data": fact.data,
    }


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
