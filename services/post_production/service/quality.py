"""The store manager's word on samples of finished work (PST-22)."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import select

from services.post_production.domain.quality import NothingToRedo
from services.post_production.models import OrderCopy, ProductionOrder, QualityCheck, WorkItem
from services.post_production.schemas.quality import QualityCheckOut, VerdictIn
from services.post_production.service.design import add_work
from shared.contracts.post_production import QualityVerdict
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.outbox import publish


async def judge(session: AsyncSession, who: Principal, check_id: UUID, body: VerdictIn) -> QualityCheckOut:
    """The store manager's word; what is to be redone is work again, with the remark (PST-22).

    Raises:
        NothingToRedo: photos, or an order that is in production.
        SamePerson, RemarkMissing, TransitionRefused, OrderEnded.
    """
    found = await get_or_404(session, QualityCheck, check_id, what="sample")
    order = await get_or_404(session, OrderCopy, found.order_id, lock=True)
    await session.refresh(found, with_for_update=True)
    publish(session, found.judge(body.verdict, body.remark, who.staff_id, clock.now()))
    if body.verdict is QualityVerdict.REDO:
        await _redo(session, order, found)
    shown = QualityCheckOut.of(found)
    shown.order_number = order.number
    return shown


async def _redo(session: AsyncSession, order: OrderCopy, found: QualityCheck) -> None:
    order.require_alive()
    step = found.kind.work_step
    sheet = select(ProductionOrder.id).where(ProductionOrder.order_id == order.order_id)
    if step is None or (await session.exec(sheet)).first() is not None:
        raise NothingToRedo
    done = await get_or_404(session, WorkItem, found.work_id, what="work item")
    await add_work(session, order, step, round_=done.round + 1, remarks=found.remark)
