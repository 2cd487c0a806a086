"""The alerts between departments: what waits, until when, and the moment it is said (GEN-10, PST-20)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, func
from sqlalchemy import select as sql_select
from sqlmodel import col, select

from services.post_production.domain.rules import Rules
from services.post_production.domain.states import Alert, SelectionState
from services.post_production.models import Deadline, OrderCopy, Selection
from shared.kit import clock
from shared.kit.db import AsyncSession
from shared.kit.outbox import publish
from shared.kit.reference import Branch


async def watch(
    session: AsyncSession,
    rules: Rules,
    alert: Alert,
    *,
    item_id: UUID,
    order_id: UUID,
    branch_id: str,
    step: str,
    responsible_id: str | None,
) -> None:
    """From now on the item waits for the next department; after the threshold this is said, once."""
    due_at = clock.now() + rules.thresholds[alert]
    deadline = await session.get(Deadline, (alert, item_id))
    if deadline is None:
        session.add(
            Deadline(
                alert=alert,
                item_id=item_id,
                order_id=order_id,
                branch_id=branch_id,
                step=step,
                responsible_id=responsible_id,
                due_at=due_at,
            )
        )
    else:
        deadline.due_at, deadline.raised_at = due_at, None
        deadline.step, deadline.responsible_id = step, responsible_id


async def forget(session: AsyncSession, item_id: UUID, *alerts: Alert) -> None:
    """The item waits no longer."""
    await session.execute(delete(Deadline).where(col(Deadline.item_id) == item_id, col(Deadline.alert).in_(alerts)))


async def forget_order(session: AsyncSession, order_id: UUID, *alerts: Alert) -> None:
    """Nothing of the order waits any longer; only the named alerts when any are named."""
    condition = [col(Deadline.order_id) == order_id, *([col(Deadline.alert).in_(alerts)] if alerts else [])]
    await session.execute(delete(Deadline).where(*condition))


def earliest_deadline() -> Select[Any]:
    """When the next alert is due."""
    return sql_select(func.min(Deadline.due_at)).where(col(Deadline.raised_at).is_(None))


async def raise_due(session: AsyncSession, now: datetime) -> None:
    """Say what has waited too long."""
    due = (
        select(Deadline)
        .where(col(Deadline.raised_at).is_(None), Deadline.due_at <= now)
        .order_by(col(Deadline.due_at), col(Deadline.item_id))
        .with_for_update()
    )
    for deadline in (await session.exec(due)).all():
        publish(session, deadline.raise_alert(now))


async def remind_of_handover(session: AsyncSession, branch: Branch, _day: date) -> None:
    """At closing: what was confirmed and has not been accepted by design is said, once per selection (PST-13)."""
    now = clock.now()
    waiting = (
        select(Selection)
        .join(OrderCopy, col(OrderCopy.order_id) == Selection.order_id)
        .where(
            Selection.branch_id == branch.branch_id,
            col(Selection.state).in_([SelectionState.CONFIRMED, SelectionState.GIVEN]),
            col(OrderCopy.cancelled_at).is_(None),
        )
        .order_by(col(Selection.id))
    )
    for selection in (await session.exec(waiting)).all():
        if await session.get(Deadline, (Alert.HANDOVER, selection.id)) is not None:
            continue
        deadline = Deadline(
            alert=Alert.HANDOVER,
            item_id=selection.id,
            order_id=selection.order_id,
            branch_id=selection.branch_id,
            step="HANDOVER",
            responsible_id=selection.clerk_id,
            due_at=now,
        )
        session.add(deadline)
        publish(session, deadline.raise_alert(now))
