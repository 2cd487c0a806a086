"""Which finished work is drawn as a sample (PST-22)."""

from __future__ import annotations

from uuid import UUID

from services.post_production.domain.quality import Sampled, drawn, seen_too_long_ago
from services.post_production.models import OrderCopy, QualityCheck
from services.post_production.queries.quality import last_drawn
from services.post_production.service.orders import rules_of
from shared.kit import clock
from shared.kit.db import AsyncSession
from shared.kit.ids import new_id


async def draw(session: AsyncSession, order: OrderCopy, kind: Sampled, work_id: UUID, staff_id: str | None) -> None:
    """Work is done: chance may pick it, and the first of a person for days is looked at in any case."""
    if staff_id is None:
        return
    rules, now = rules_of(session), clock.now()
    if not drawn(work_id, rules.quality_share):
        last = await last_drawn(session, order.branch_id, staff_id)
        if not seen_too_long_ago(last, now, rules.quality_at_least_days):
            return
    session.add(
        QualityCheck(
            id=new_id(),
            branch_id=order.branch_id,
            order_id=order.order_id,
            kind=kind,
            work_id=work_id,
            staff_id=staff_id,
            drawn_at=now,
        )
    )
