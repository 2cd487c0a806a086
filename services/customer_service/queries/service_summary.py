"""客户服务信息统计分析汇总表: visits, complaints, delays and stages of a month on one sheet (M-30)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func
from sqlmodel import col, select

from services.customer_service.domain.contacts import Answer, Aspect
from services.customer_service.domain.delays import Offer
from services.customer_service.domain.months import bounds
from services.customer_service.models import Contact, Delay, OrderCopy, PointsEntry
from services.customer_service.queries.complaint_statistics import complaint_statistics
from services.customer_service.queries.contacts import RETURN_VISITS
from services.customer_service.queries.stages import stages_in_time
from services.customer_service.queries.visit_report import visit_report
from services.customer_service.schemas.service_summary import (
    AspectCount,
    PointsOfReason,
    ServiceSummary,
    StageDelays,
    Voice,
)
from shared.contracts.values import Money
from shared.kit.db import AsyncSession
from shared.kit.reference import get_branch

VOICES = 30


async def service_summary(session: AsyncSession, branch_id: str, month: str) -> ServiceSummary:
    """Main items that pleased and displeased, with reasons, and what complaints and delays cost.

    Raises:
        NotFound: no such branch.
    """
    branch = await get_branch(session, branch_id)
    begins, ends = bounds(branch, month)
    visits = await visit_report(session, branch_id, month)
    complaints = await complaint_statistics(session, branch_id, month)
    answered = await _answered(session, branch_id, begins, ends)
    satisfied = [one for one in answered if one.answer is Answer.SATISFIED]
    others = [one for one in answered if one.answer is not Answer.SATISFIED]
    return ServiceSummary(
        branch_id=branch_id,
        month=month,
        visits=visits.all,
        aspects=_aspects(answered),
        pleased=_voices(satisfied),
        displeased=_voices(others),
        complaints=complaints.received,
        valid_complaints=complaints.valid,
        valid_solved=complaints.valid_solved,
        causes=complaints.by_cause,
        complaint_compensation=complaints.compensation,
        delays=await _delays(session, branch_id, begins, ends),
        points=await _points(session, branch_id, begins, ends),
        stages=await stages_in_time(session, branch_id, begins, ends),
    )


async def _answered(session: AsyncSession, branch_id: str, begins: datetime, ends: datetime) -> list[Contact]:
    rows = await session.exec(
        select(Contact)
        .where(
            col(Contact.branch_id) == branch_id,
            col(Contact.rule).in_(RETURN_VISITS),
            col(Contact.answer).is_not(None),
            col(Contact.done_at) >= begins,
            col(Contact.done_at) < ends,
        )
        .order_by(col(Contact.done_at).desc(), col(Contact.id))
    )
    return list(rows)


def _aspects(answered: Sequence[Contact]) -> list[AspectCount]:
    """The ones spoken of, most often displeasing first."""
    pleased = Counter(aspect for one in answered for aspect in one.pleased or ())
    displeased = Counter(aspect for one in answered for aspect in one.displeased or ())
    spoken_of = sorted(pleased.keys() | displeased.keys(), key=lambda name: (-displeased[name], -pleased[name], name))
    return [AspectCount(aspect=Aspect(name), pleased=pleased[name], displeased=displeased[name]) for name in spoken_of]


def _voices(answered: Sequence[Contact]) -> list[Voice]:
    told = [one for one in answered if one.note or one.pleased or one.displeased]
    return [
        Voice(
            contact_id=one.id,
            order_id=one.order_id,
            answer=one.answer or Answer.SO_SO,
            pleased=[Aspect(name) for name in one.pleased or ()],
            displeased=[Aspect(name) for name in one.displeased or ()],
            note=one.note or "",
            at=one.done_at or one.due_at,
        )
        for one in told[:VOICES]
    ]


async def _points(session: AsyncSession, branch_id: str, begins: datetime, ends: datetime) -> list[PointsOfReason]:
    rows = await session.execute(
        select(PointsEntry.reason, func.count(), func.sum(col(PointsEntry.points)))
        .join(OrderCopy, col(OrderCopy.order_id) == col(PointsEntry.order_id))
        .where(col(OrderCopy.branch_id) == branch_id, col(PointsEntry.at) >= begins, col(PointsEntry.at) < ends)
        .group_by(col(PointsEntry.reason))
        .order_by(col(PointsEntry.reason))
    )
    return [PointsOfReason(reason=reason, lines=lines, points=points) for reason, lines, points in rows]


async def _delays(session: AsyncSession, branch_id: str, begins: datetime, ends: datetime) -> list[StageDelays]:
    rows = await session.execute(
        select(
            Delay.stage,
            Delay.currency,
            func.count(),
            func.sum(col(Delay.compensation)).filter(col(Delay.offer) == Offer.AGREED),
        )
        .where(col(Delay.branch_id) == branch_id, col(Delay.recorded_at) >= begins, col(Delay.recorded_at) < ends)
        .group_by(col(Delay.stage), col(Delay.currency))
        .order_by(col(Delay.stage), col(Delay.currency))
    )
    found: dict[str, StageDelays] = {}
    for stage, currency, count, paid in rows:
        line = found.setdefault(stage, StageDelays(stage=stage, delays=0, compensation=[]))
        line.delays += count
        if paid:
            line.compensation.append(Money(amount=int(paid), currency=currency))
    return sorted(found.values(), key=lambda line: -line.delays)
