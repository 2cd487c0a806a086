"""Reading members, and the department's part of an order."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, select

from services.customer_service.models import Complaint, Contact, Delay, Member, OrderCopy, PointsEntry
from services.customer_service.schemas.complaints import ComplaintOut, DelayOut
from services.customer_service.schemas.contacts import ContactOut
from services.customer_service.schemas.members import MemberOut, OrderPart, PointsLine
from shared.kit import clock
from shared.kit.db import AsyncSession, get_or_404


async def read_member(session: AsyncSession, person_id: UUID) -> MemberOut:
    """A member with the latest lines of the ledger.

    Raises:
        NotFound: the person has no points.
    """
    member = await get_or_404(session, Member, person_id)
    ledger = await session.exec(
        select(PointsEntry)
        .where(col(PointsEntry.person_id) == person_id)
        .order_by(col(PointsEntry.at).desc(), col(PointsEntry.id).desc())
        .limit(500)
    )
    lines = [PointsLine(**entry.model_dump(include=set(PointsLine.model_fields))) for entry in ledger]
    return MemberOut(person_id=person_id, level=member.level, points=member.points, ledger=lines)


async def read_part(session: AsyncSession, order_id: UUID) -> OrderPart:
    """Contacts, complaints, delays and points of an order.

    Raises:
        NotFound: nothing was heard of the order.
    """
    order = await get_or_404(session, OrderCopy, order_id, what="order")
    now = clock.now()
    contacts = await session.exec(
        select(Contact).where(col(Contact.order_id) == order_id).order_by(col(Contact.due_at), col(Contact.id))
    )
    complaints = await session.exec(
        select(Complaint).where(col(Complaint.order_id) == order_id).order_by(col(Complaint.number))
    )
    delays = await session.exec(select(Delay).where(col(Delay.order_id) == order_id).order_by(col(Delay.recorded_at)))
    points = await session.execute(
        select(func.coalesce(func.sum(PointsEntry.points), 0)).where(col(PointsEntry.order_id) == order_id)
    )
    return OrderPart(
        order_id=order_id,
        contacts=[ContactOut.of(contact, now, order) for contact in contacts],
        complaints=[ComplaintOut.of(complaint) for complaint in complaints],
        delays=[DelayOut.of(delay) for delay in delays],
        points=int(points.scalar_one()),
    )
