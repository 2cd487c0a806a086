"""Reading complaints and their statistics (CS-37)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, time
from typing import Any
from uuid import UUID

from sqlalchemy import Select
from sqlmodel import col, select

from services.customer_service.domain.complaints import OVER, ComplaintState
from services.customer_service.models import Complaint, ComplaintEntry, OrderCopy
from services.customer_service.schemas.complaints import ClassCount, ComplaintDetail, ComplaintStatistics
from shared.contracts.values import Money
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.reference import get_branch


def list_complaints(branch_id: str | None, state: ComplaintState | None, order_id: UUID | None) -> Select[Any]:
    """Complaints by branch, state and order."""
    query = select(Complaint)
    if branch_id is not None:
        query = query.where(col(Complaint.branch_id) == branch_id)
    if state is not None:
        query = query.where(col(Complaint.state) == state)
    if order_id is not None:
        query = query.where(col(Complaint.order_id) == order_id)
    return query


async def read_complaint(session: AsyncSession, complaint_id: UUID) -> ComplaintDetail:
    """A complaint with its log, and what is owed on its order (M-05).

    Raises:
        NotFound: no such complaint in the caller's branches.
    """
    complaint = await get_or_404(session, Complaint, complaint_id)
    log = await session.exec(
        select(ComplaintEntry)
        .where(col(ComplaintEntry.complaint_id) == complaint_id)
        .order_by(col(ComplaintEntry.at), col(ComplaintEntry.id))
    )
    order = await session.get(OrderCopy, complaint.order_id) if complaint.order_id else None
    arrears = Money(amount=max(order.balance, 0), currency=order.currency) if order else None
    return ComplaintDetail.whole(complaint, list(log), arrears)


async def complaint_statistics(session: AsyncSession, branch_id: str, month: str) -> ComplaintStatistics:
    """Complaints received in a month of the branch's calendar, by class (CS-37).

    Raises:
        NotFound: no such branch.
    """
    branch = await get_branch(session, branch_id)
    first = date.fromisoformat(f"{month}-01")
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    rows = await session.exec(
        select(Complaint).where(
            col(Complaint.branch_id) == branch_id,
            col(Complaint.received_at) >= branch.at(first, time(0)),
            col(Complaint.received_at) < branch.at(following, time(0)),
        )
    )
    received = list(rows)
    paid: Counter[str] = Counter()
    for complaint in received:
        paid[complaint.currency] += complaint.compensation or 0
    return ComplaintStatistics(
        branch_id=branch_id,
        month=month,
        received=len(received),
        closed=sum(c.state in OVER for c in received),
        open=sum(c.state not in OVER for c in received),
        answered_in_time=sum(c.answered_at is not None and c.answered_at <= c.answer_due_at for c in received),
        compensation=[Money(amount=amount, currency=currency) for currency, amount in sorted(paid.items())],
        by_state=_counted(received, lambda c: c.state),
        by_class=_counted(received, lambda c: c.complaint_class),
        by_nature=_counted(received, lambda c: c.nature),
        by_channel=_counted(received, lambda c: c.channel),
        by_department=_counted(received, lambda c: c.responsible_department or c.department),
    )


def _counted(rows: Iterable[Complaint], by: Callable[[Complaint], str | None]) -> list[ClassCount]:
    counts = Counter(str(by(row) or "NONE") for row in rows)
    return [ClassCount(value=value, complaints=count) for value, count in sorted(counts.items())]
