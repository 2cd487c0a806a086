"""The traffic register read (REC-23)."""

from __future__ import annotations

from collections import Counter
from datetime import date

from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from services.reception.domain.visits import Channel, VisitState, conversion
from services.reception.models import Visit
from services.reception.schemas.visits import TrafficOut
from shared.kit.db import AsyncSession


def visits(branch_id: str | None, day: date | None, state: VisitState | None) -> SelectOfScalar[Visit]:
    """The register, filtered by what is given."""
    query = select(Visit)
    if branch_id is not None:
        query = query.where(Visit.branch_id == branch_id)
    if day is not None:
        query = query.where(Visit.day == day)
    return query if state is None else query.where(Visit.state == state)


async def traffic(session: AsyncSession, branch_id: str, day: date) -> TrafficOut:
    """How many came, how many ordered, why the others did not; names lines still without result (REC-23)."""
    rows = (await session.exec(visits(branch_id, day, None).order_by(col(Visit.number)))).all()
    states = Counter(row.state for row in rows)
    settled = {VisitState.ORDERED, VisitState.LOST, VisitState.SECOND_VISIT}
    # Who was lost and came again keeps the reason of that day, and is lost no more.
    lost = (row for row in rows if row.state is VisitState.LOST)
    reasons = Counter(row.loss_reason.value for row in lost if row.loss_reason is not None)
    waiting = [row.number for row in rows if row.state not in settled]
    return TrafficOut(
        branch_id=branch_id,
        day=day,
        visits=len(rows),
        walk_ins=sum(row.channel == Channel.WALK_IN for row in rows),
        calls=sum(row.channel == Channel.PHONE for row in rows),
        returning=sum(row.returning for row in rows),
        ordered=states[VisitState.ORDERED],
        lost=states[VisitState.LOST],
        open=len(waiting),
        conversion=conversion(len(rows), states[VisitState.ORDERED]),
        loss_reasons=dict(reasons),
        not_explained=waiting,
    )
