"""What a customer sees of the own order, and which links an order has."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from sqlmodel import col, select

from services.customer_service.domain.complaints import TOLD
from services.customer_service.domain.customer_page import TEMPLATES, Reply, steps, still_needed
from services.customer_service.domain.job_sheet import Sheet
from services.customer_service.domain.members import Level
from services.customer_service.domain.precautions import precautions
from services.customer_service.domain.stages import Stage
from services.customer_service.models import (
    Complaint,
    ComplaintEntry,
    Contact,
    CustomerLink,
    JobSheet,
    Member,
    OrderCopy,
)
from services.customer_service.queries.branches import the_branch
from services.customer_service.schemas.customer_page import (
    AppointmentOut,
    CustomerLinkOut,
    CustomerPageOut,
    StepOut,
    ToldOut,
)
from shared.contracts.reception import Category
from shared.contracts.scheduling import BookingKind
from shared.contracts.values import Money
from shared.kit import clock
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.reference import Branch

SHOOTS = ("SHOOT", "RESHOOT")


async def links_of(session: AsyncSession, order_id: UUID) -> list[CustomerLinkOut]:
    """The order's links, newest first.

    Raises:
        NotFound: no such order in the caller's branches.
    """
    await get_or_404(session, OrderCopy, order_id, what="order")
    rows = await session.exec(
        select(CustomerLink)
        .where(CustomerLink.order_id == order_id)
        .order_by(col(CustomerLink.made_at).desc(), col(CustomerLink.id))
    )
    return [CustomerLinkOut.of(link) for link in rows]


async def read_page(session: AsyncSession, link: CustomerLink, language: str) -> CustomerPageOut:
    """The order behind a link that was entered.

    Raises:
        NotFound: the order's sheet has not been written yet.
    """
    row = await get_or_404(session, JobSheet, link.order_id, what="order")
    branch, now = await the_branch(session, link.branch_id), clock.now()
    sheet = Sheet(**row.sheet)
    level, points = await _points(session, sheet)
    appointments = await _appointments(session, sheet, link.order_id, now)
    return CustomerPageOut(
        branch_name=branch.state.name,
        branch_phone=branch.state.phone,
        time_zone=branch.state.time_zone,
        number=sheet.number,
        package_name=sheet.package_name,
        stage=Stage(sheet.stage),
        steps=[StepOut.model_validate(asdict(step)) for step in steps(Stage(sheet.stage), sheet.reached)],
        appointments=appointments,
        to_bring=_to_bring(sheet, appointments, branch, language),
        pickup_on=sheet.pickup_on,
        owed=Money(amount=max(sheet.balance, 0), currency=sheet.currency),
        level=level,
        points=points,
        complaints=await _told(session, link.order_id),
        now=now,
        expires_at=link.expires_at,
    )


async def _points(session: AsyncSession, sheet: Sheet) -> tuple[Level, int]:
    member = await session.get(Member, UUID(sheet.person_ids[0])) if sheet.person_ids else None
    return (member.level, member.points) if member else (Level.NONE, 0)


async def _appointments(session: AsyncSession, sheet: Sheet, order_id: UUID, now: datetime) -> list[AppointmentOut]:
    said = await session.exec(
        select(Contact)
        .where(col(Contact.order_id) == order_id, col(Contact.template).in_(list(TEMPLATES)))
        .order_by(col(Contact.planned_at))
    )
    replies: dict[str, tuple[Reply, object]] = {
        str(contact.booking_id): (TEMPLATES[contact.template], contact.parameters.get("starts_at")) for contact in said
    }
    found = []
    for booking_id, booking in sheet.bookings.items():
        over = datetime.fromisoformat(booking["ends_at"]) <= now
        if over or not still_needed(BookingKind(booking["kind"]), Stage(sheet.stage)):
            continue
        reply, about = replies.get(booking_id, (None, None))
        moved = about is not None and datetime.fromisoformat(str(about)) != datetime.fromisoformat(booking["starts_at"])
        shown = {name: booking[name] for name in ("kind", "starts_at", "ends_at", "confirmed")}
        found.append(
            AppointmentOut.model_validate({**shown, "booking_id": booking_id, "reply": None if moved else reply})
        )
    return sorted(found, key=lambda one: one.starts_at)


def _to_bring(sheet: Sheet, appointments: list[AppointmentOut], branch: Branch, language: str) -> list[str]:
    if sheet.category is None or not any(one.kind in SHOOTS for one in appointments):
        return []
    cards = "CARD" in branch.state.payment_methods
    return [advice.text(language) for advice in precautions(Category(sheet.category), cards=cards)]


async def _told(session: AsyncSession, order_id: UUID) -> list[ToldOut]:
    rows = await session.exec(
        select(Complaint).where(col(Complaint.order_id) == order_id).order_by(col(Complaint.received_at).desc())
    )
    complaints = list(rows)
    said = await session.exec(
        select(ComplaintEntry)
        .where(
            col(ComplaintEntry.complaint_id).in_([complaint.id for complaint in complaints]),
            ComplaintEntry.action == TOLD,
        )
        .order_by(col(ComplaintEntry.at).desc(), col(ComplaintEntry.id).desc())
    )
    told: dict[UUID, list[ComplaintEntry]] = defaultdict(list)
    for entry in said:
        told[entry.complaint_id].append(entry)
    return [ToldOut.of(complaint, told[complaint.id]) for complaint in complaints]
