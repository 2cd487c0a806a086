"""Links for customers: made and withdrawn by staff, opened with a code, and what a customer does behind one."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, select

from services.customer_service.domain.complaints import ComplaintChannel, Nature
from services.customer_service.domain.contacts import OPEN_STATES, ContactKind, ContactState
from services.customer_service.domain.customer_page import (
    COMPLAINTS_A_DAY,
    CUSTOMER,
    TASKS,
    TEMPLATES,
    LinkClosed,
    NoSuchAppointment,
    Reply,
    ToldEnough,
    WishNeeded,
    digest,
    new_code,
)
from services.customer_service.domain.rule import Rule
from services.customer_service.models import BookingCopy, Complaint, Contact, CustomerLink, OrderCopy
from services.customer_service.queries.branches import the_branch
from services.customer_service.queries.leaves import stand_in
from services.customer_service.schemas.complaints import ComplaintIn
from services.customer_service.schemas.customer_page import ReplyIn
from services.customer_service.service import complaints
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404, see_branch
from shared.kit.errors import NotFound
from shared.kit.facts import arrived
from shared.kit.ids import new_id
from shared.kit.outbox import publish


async def make_link(session: AsyncSession, who: Principal, order_id: UUID, days: int) -> tuple[CustomerLink, str]:
    """A link to the order, and its code, which is told this once.

    Raises:
        FactNotArrived: the order has not been heard of here, or is not the caller's.
    """
    order = await arrived(session, OrderCopy, order_id)
    code, now = new_code(), clock.now()
    link = CustomerLink(
        id=new_id(),
        code_hash=digest(code),
        order_id=order_id,
        branch_id=order.branch_id,
        made_by=who.staff_id,
        made_at=now,
        expires_at=now + timedelta(days=days),
    )
    session.add(link)
    return link, code


async def withdraw_link(session: AsyncSession, who: Principal, order_id: UUID, link_id: UUID) -> None:
    """Close the link at once; again is no error.

    Raises:
        NotFound: no such link of an order of the caller's branches.
    """
    await get_or_404(session, OrderCopy, order_id, what="order")
    link = await session.get(CustomerLink, link_id, with_for_update=True)
    if link is None or link.order_id != order_id:
        raise NotFound(what="link")
    if link.withdrawn_at is None:
        link.withdrawn_by, link.withdrawn_at = who.staff_id, clock.now()


async def enter(session: AsyncSession, code: str, *, lock: bool = False) -> CustomerLink:
    """The live link with that code; from here on the session sees the order's branch.

    Raises:
        LinkClosed: unknown, expired or withdrawn.
    """
    query = select(CustomerLink).where(CustomerLink.code_hash == digest(code))
    link = (await session.exec(query.with_for_update() if lock else query)).first()
    if link is None or link.withdrawn_at is not None or link.expires_at <= clock.now():
        raise LinkClosed
    await see_branch(session, link.branch_id, CUSTOMER)
    return link


async def complain(session: AsyncSession, code: str, content: str) -> Complaint:
    """Register what the customer wrote like any other complaint (CS-30, CS-32).

    Raises:
        LinkClosed: unknown, expired or withdrawn.
        ToldEnough: three in a day.
    """
    link = await enter(session, code, lock=True)
    since = clock.now() - timedelta(days=1)
    told = select(func.count()).where(
        col(Complaint.order_id) == link.order_id,
        col(Complaint.received_by) == CUSTOMER,
        col(Complaint.received_at) > since,
    )
    if (await session.execute(told)).scalar_one() >= COMPLAINTS_A_DAY:
        raise ToldEnough
    order = await arrived(session, OrderCopy, link.order_id)
    body = ComplaintIn(
        branch_id=link.branch_id,
        channel=ComplaintChannel.WEB,
        nature=Nature.HELP,
        content=content,
        order_id=link.order_id,
        complainant_person_id=UUID(order.person_ids[0]) if order.person_ids else None,
    )
    customer = Principal(CUSTOMER, frozenset(), (), frozenset({link.branch_id}))
    return await complaints.open_complaint(session, customer, body)


async def reply(session: AsyncSession, code: str, booking_id: UUID, body: ReplyIn) -> None:
    """Tell the order's consultant what the customer says to an appointment; a later word replaces an earlier.

    The appointment itself changes only by staff, who know what is free.

    Raises:
        LinkClosed: unknown, expired or withdrawn.
        NoSuchAppointment: over, cancelled, or another order's.
        WishNeeded: another time is asked for, but not which.
    """
    link = await enter(session, code, lock=True)
    booking, now = await session.get(BookingCopy, booking_id), clock.now()
    if booking is None or booking.order_id != link.order_id or not booking.live:
        raise NoSuchAppointment
    if booking.starts_at is None or booking.starts_at <= now:
        raise NoSuchAppointment
    if body.reply is Reply.MOVE and not body.wish:
        raise WishNeeded
    rule = TASKS[body.reply]
    parameters = {"starts_at": booking.starts_at.isoformat(), "note": body.wish or ""}
    open_reply = await session.exec(
        select(Contact).where(
            col(Contact.order_id) == link.order_id,
            col(Contact.booking_id) == booking_id,
            col(Contact.template).in_(list(TEMPLATES)),
            col(Contact.state).in_(OPEN_STATES),
        )
    )
    contact = open_reply.first()
    if contact is None:
        contact = await _task(session, link, booking, rule, parameters)
        session.add(contact)
    else:
        contact.rule, contact.template = rule.id, rule.template
        contact.parameters, contact.version = parameters, contact.version + 1
    publish(session, contact.replied(link.order_id, booking_id), version=contact.version)


async def _task(
    session: AsyncSession, link: CustomerLink, booking: BookingCopy, rule: Rule, parameters: dict[str, str]
) -> Contact:
    order = await arrived(session, OrderCopy, link.order_id)
    branch, now, contact_id = await the_branch(session, link.branch_id), clock.now(), new_id()
    due = branch.outside_quiet_hours(now)
    told, proxy_for = await stand_in(session, order.owner_id, branch.today(due))
    return Contact(
        id=contact_id,
        branch_id=link.branch_id,
        rule=rule.id,
        occasion=f"page:{booking.booking_id}",
        dedupe=f"PAGE {contact_id}",
        kind=ContactKind.CALL,
        state=ContactState.PLANNED,
        due_at=due,
        order_id=link.order_id,
        booking_id=booking.booking_id,
        person_id=UUID(order.person_ids[0]) if order.person_ids else None,
        assignee_id=told,
        on_behalf_of=proxy_for,
        for_role=None if told else "reception_manager",
        template=rule.template,
        parameters=parameters,
        planned_at=now,
    )
