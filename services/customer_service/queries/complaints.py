"""Reading complaints."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Select
from sqlmodel import col, select

from services.customer_service.domain.complaints import ComplaintState, NotYourComplaint
from services.customer_service.models import Complaint, ComplaintEntry, ComplaintIssue, OrderCopy
from services.customer_service.schemas.complaints import ComplaintDetail
from shared.contracts.values import Money
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404


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


async def read_complaint(session: AsyncSession, who: Principal, complaint_id: UUID, *, limit: int) -> ComplaintDetail:
    """A complaint with its log, and what is owed on its order (M-05).

    Raises:
        NotFound: no such complaint in the caller's branches.
        NotYourComplaint: the caller neither reads complaints, nor handles this one, nor took it down.
    """
    complaint = await get_or_404(session, Complaint, complaint_id)
    own = who.staff_id in (complaint.handler_id, complaint.received_by)
    if not own and not who.may("customer_service.complaints.read"):
        raise NotYourComplaint
    log = await session.exec(
        select(ComplaintEntry)
        .where(col(ComplaintEntry.complaint_id) == complaint_id)
        .order_by(col(ComplaintEntry.at), col(ComplaintEntry.id))
    )
    order = await session.get(OrderCopy, complaint.order_id) if complaint.order_id else None
    arrears = Money(amount=max(order.balance, 0), currency=order.currency) if order else None
    issue = await session.get(ComplaintIssue, complaint.issue_id) if complaint.issue_id else None
    return ComplaintDetail.whole(complaint, list(log), arrears, issue, limit=limit)
