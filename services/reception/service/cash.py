"""Noting cash that is not as it should be, and settling it (N-27, M-35)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from services.reception.domain.cash import CashIncidentKind, check_note
from services.reception.domain.money import fen_in
from services.reception.models import BusinessDay, CashIncident, FloatCount, Order
from services.reception.schemas.cash import CounterfeitIn, IncidentOut
from services.reception.service.staff import require_staff
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.ids import new_id
from shared.kit.outbox import publish
from shared.kit.reference import get_branch


async def note_counterfeit(session: AsyncSession, who: Principal, body: CounterfeitIn) -> IncidentOut:
    """A note failed the test: the cashier at the till notes it; no money is booked (FIN-07, M-35).

    Raises:
        SupervisorMissing: it was not exchanged and nobody was called.
        CurrencyRefused, NotFound, FactNotArrived.
    """
    who.require_branch(body.branch_id)
    branch = await get_branch(session, body.branch_id)
    check_note(exchanged=body.exchanged, supervisor=body.supervisor_id)
    await require_staff(session, [body.supervisor_id])
    if body.order_id is not None:
        await get_or_404(session, Order, body.order_id)
    row = _note(
        session,
        kind=CashIncidentKind.COUNTERFEIT,
        branch_id=branch.branch_id,
        day=branch.today(),
        currency=branch.state.currency,
        difference=-fen_in(body.amount, branch.state.currency),
        responsible_id=who.staff_id,
        noted_by=who.staff_id,
        **body.model_dump(include={"exchanged", "supervisor_id", "order_id", "note"}),
    )
    return IncidentOut.of(row)


def note_float(session: AsyncSession, count: FloatCount, last: BusinessDay | None) -> None:
    """The float differs from what the last close left: whoever closed then answers for it (N-27)."""
    _note(
        session,
        kind=CashIncidentKind.FLOAT,
        branch_id=count.branch_id,
        day=count.day,
        currency=count.currency,
        difference=count.counted - (count.expected or 0),
        responsible_id=last.counted_by if last is not None else None,
        noted_by=count.counted_by,
    )


def note_count(session: AsyncSession, day: BusinessDay) -> None:
    """The signed count differs from the books: whoever counted answers for it (N-27)."""
    _note(
        session,
        kind=CashIncidentKind.COUNT,
        branch_id=day.branch_id,
        day=day.day,
        currency=day.currency,
        difference=(day.counted_cash or 0) - (day.computed_cash or 0),
        responsible_id=day.counted_by,
        note=day.note,
        noted_by=day.signed_by,
    )


async def settle_incident(session: AsyncSession, who: Principal, incident_id: UUID, finding: str) -> IncidentOut:
    """A manager says what came of it.

    Raises:
        OwnIncident: the person responsible himself.
        TransitionRefused: it was settled before.
    """
    row = await get_or_404(session, CashIncident, incident_id, lock=True)
    publish(session, row.settle(finding, who.staff_id, clock.now()), version=2)
    return IncidentOut.of(row)


def _note(session: AsyncSession, **values: Any) -> CashIncident:
    row = CashIncident(id=new_id(), noted_at=clock.now(), **values)
    session.add(row)
    publish(session, row.noted(), version=1)
    return row
