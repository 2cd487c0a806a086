"""From facts to contacts: what a fact ends, what it plans, and who is told to do it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, or_, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

from services.customer_service.domain import rules
from services.customer_service.domain.contacts import OPEN_STATES, ContactKind, ContactState
from services.customer_service.domain.house_rules import reminders_ended
from services.customer_service.domain.rule import Assignee, Plan, Rule, plan_one
from services.customer_service.domain.situation import OrderFacts, Situation
from services.customer_service.models import Contact, LeaveCopy, MessageRow, OrderCopy
from services.customer_service.models.contacts import MessageState
from services.customer_service.queries.branches import the_branch
from services.customer_service.service.orders import facts_of
from services.customer_service.service.policy import policy
from shared.contracts.base import Event
from shared.contracts.reception import TargetsBrokenDown
from shared.contracts.scheduling import LeaveApproved, LeaveHandedOver
from shared.kit.db import AsyncSession
from shared.kit.ids import new_id
from shared.kit.reference import Branch, staff_with_role


async def follow(session: AsyncSession, event: Event) -> None:
    """End the contacts the fact makes needless, and plan those it asks for (1.7)."""
    await session.flush()
    await end(session, event)
    order = None
    if (order_id := getattr(event, "order_id", None)) is not None:
        order = await session.get(OrderCopy, order_id)
    branch = await the_branch(session, event.branch_id)
    facts = await facts_of(session, order) if order is not None else None
    situation = Situation.of(event, branch, policy(), facts)
    for plan in rules.plans(situation):
        await keep(session, plan, situation)
    if order is not None and event.name in ("order.booked", "order.placed", "order.amended"):
        await _give_to_owner(session, order, branch)


async def end(session: AsyncSession, event: Event) -> None:
    """Cancel open contacts whose rule is ended by the fact; it satisfied them or took their reason away."""
    names = rules.happenings(event)
    ended = [rule for rule in rules.BY_ID.values() if names & set(rule.ends)]
    of_booking = event.name.startswith("booking.")
    by_booking = [rule.id for rule in ended if rule.same_booking and of_booking]
    by_order = [rule.id for rule in ended if rule.id not in by_booking and rule is not rules.WALK_AWAY]
    reason = f"satisfied or overtaken by {event.name}"
    order_id = getattr(event, "order_id", None)
    if by_booking:
        await _cancel(session, by_booking, col(Contact.booking_id) == event.booking_id, reason)  # type: ignore[attr-defined]
    if by_order and order_id is not None:
        await _cancel(session, by_order, col(Contact.order_id) == order_id, reason)
    if rules.WALK_AWAY in ended:
        await _cancel(session, [rules.WALK_AWAY.id], col(Contact.visit_id) == event.visit_id, reason)  # type: ignore[attr-defined]


async def _cancel(session: AsyncSession, rule_ids: Iterable[str], which: object, reason: str) -> None:
    ended = await session.exec(
        select(Contact)
        .where(col(Contact.rule).in_(list(rule_ids)), col(Contact.state).in_(OPEN_STATES), which)  # type: ignore[arg-type]
        .with_for_update()
    )
    cancelled = list(ended)
    for contact in cancelled:
        contact.cancel(reason)
    messages = [contact.id for contact in cancelled if contact.kind is ContactKind.MESSAGE]
    if messages:
        await session.execute(
            update(MessageRow)
            .where(col(MessageRow.contact_id).in_(messages), col(MessageRow.state) == MessageState.QUEUED)
            .values(state=MessageState.CANCELLED, result=reason)
        )


async def end_complaint_visit(session: AsyncSession, complaint_id: UUID, reason: str) -> None:
    """The call about a complaint's result is not needed any more (N-22)."""
    await _cancel(session, [rules.N22.id], col(Contact.complaint_id) == complaint_id, reason)


async def end_by_occasion(session: AsyncSession, rule: Rule, occasion: str, reason: str) -> None:
    """The contact of that rule and occasion is not needed any more."""
    await _cancel(session, [rule.id], col(Contact.occasion) == occasion, reason)


async def end_reminder(session: AsyncSession, event: TargetsBrokenDown | LeaveHandedOver) -> None:
    """Targets are broken down, or tasks handed over; nobody needs reminding any more (MGT-01, N-29)."""
    await session.flush()
    for rule_id, occasion in reminders_ended(event):
        await end_by_occasion(session, rules.BY_ID[rule_id], occasion, f"satisfied by {event.name}")


async def keep(
    session: AsyncSession, plan: Plan, situation: Situation, *, complaint_id: UUID | None = None
) -> UUID | None:
    """Write the planned contact; one per rule and occasion, however often it is asked for (A-02).

    One that was cancelled and is asked for again (an appointment moved there and back) is planned anew.

    Returns:
        Its id, or None when there was one already.
    """
    data, rule = situation.data, plan.rule
    told, proxy_for, role = await assign(session, plan, situation)
    order_id: UUID | None = situation.order.order_id if situation.order else data.get("order_id")
    values = {
        "id": new_id(),
        "branch_id": situation.branch.branch_id,
        "rule": rule.id,
        "occasion": plan.occasion,
        "dedupe": f"{rule.id} {plan.occasion}",
        "kind": rule.kind,
        "state": ContactState.PLANNED,
        "due_at": plan.due_at,
        "deadline_at": plan.deadline_at,
        "order_id": order_id,
        "booking_id": data.get("booking_id"),
        "visit_id": data.get("visit_id"),
        "complaint_id": complaint_id,
        "person_id": data.get("person_id"),
        "assignee_id": told,
        "on_behalf_of": proxy_for,
        "for_role": role,
        "template": rule.template,
        "parameters": plan.parameters,
        "planned_at": situation.at,
        "attempts": 0,
        "version": 1,
    }
    planned = insert(Contact).values(values)
    again = ("state", "due_at", "deadline_at", "assignee_id", "on_behalf_of", "parameters", "planned_at", "attempts")
    statement = planned.on_conflict_do_update(
        index_elements=["dedupe"],
        set_={name: planned.excluded[name] for name in again},
        where=(col(Contact.state) == ContactState.CANCELLED) & (col(Contact.kind) != ContactKind.MESSAGE),
    )
    made: UUID | None = (await session.execute(statement.returning(col(Contact.id)))).scalar()
    if made is not None and rule.kind is ContactKind.MESSAGE:
        session.add(_message(made, plan, order_id, data.get("person_id"), situation.branch.branch_id))
    return made


def _message(contact_id: UUID, plan: Plan, order_id: UUID | None, person_id: UUID | None, branch_id: str) -> MessageRow:
    return MessageRow(
        id=new_id(),
        branch_id=branch_id,
        contact_id=contact_id,
        order_id=order_id,
        person_id=person_id,
        template=plan.rule.template,
        parameters=plan.parameters,
        state=MessageState.QUEUED,
        next_try_at=plan.due_at,
    )


async def assign(session: AsyncSession, plan: Plan, situation: Situation) -> tuple[str | None, str | None, str | None]:
    """Who is told: the person, for whom he stands in, and the role that may take it when there is nobody."""
    rule, branch = plan.rule, situation.branch
    owner = situation.order.owner_id if situation.order else None
    person: str | None = None
    match rule.assignee:
        case Assignee.OWNER:
            person = owner
        case Assignee.NAMED:
            person = plan.named or owner
        case Assignee.AGENT:
            person = await least_busy(session, branch.branch_id, rule.role or "service_agent")
    role = rule.role or (None if person or rule.assignee is Assignee.SYSTEM else "reception_manager")
    told, proxy_for = await stand_in(session, person, branch.today(plan.due_at))
    return told, proxy_for, role


async def least_busy(session: AsyncSession, branch_id: str, role: str) -> str | None:
    """The member of staff with that role who has the fewest open contacts: equal numbers for all (CS-04)."""
    staff = [person.staff_id for person in await staff_with_role(session, branch_id, role)]
    if not staff:
        return None
    rows = await session.execute(
        select(Contact.assignee_id, func.count())
        .where(col(Contact.assignee_id).in_(staff), col(Contact.state).in_(OPEN_STATES))
        .group_by(col(Contact.assignee_id))
    )
    load = {assignee: count for assignee, count in rows}
    return min(staff, key=lambda staff_id: (load.get(staff_id, 0), staff_id))


async def stand_in(session: AsyncSession, staff_id: str | None, day: date) -> tuple[str | None, str | None]:
    """Who does the tasks of that person on that day, and for whom if it is a proxy (GEN-03, A-16)."""
    told, seen = staff_id, {staff_id}
    while told is not None:
        leave = await session.exec(
            select(LeaveCopy.proxy_id)
            .where(col(LeaveCopy.staff_id) == told, col(LeaveCopy.first_day) <= day, col(LeaveCopy.last_day) >= day)
            .order_by(col(LeaveCopy.leave_id))
            .limit(1)
        )
        proxy = leave.first()
        if proxy is None or proxy in seen:
            break
        told = proxy
        seen.add(proxy)
    return told, staff_id if told != staff_id else None


async def hand_to_proxy(session: AsyncSession, event: LeaveApproved) -> None:
    """Open contacts that fall on the days of leave go to the proxy; ownership stays (GEN-03, A-16)."""
    await session.flush()
    branch = await the_branch(session, event.branch_id)
    rows = await session.exec(
        select(Contact)
        .where(
            or_(col(Contact.assignee_id) == event.staff_id, col(Contact.on_behalf_of) == event.staff_id),
            col(Contact.state).in_(OPEN_STATES),
        )
        .with_for_update()
    )
    for contact in rows:
        await reassign(session, contact, branch)


async def reassign(session: AsyncSession, contact: Contact, branch: Branch) -> None:
    """Tell whoever is there on the day the contact is due."""
    person = contact.on_behalf_of or contact.assignee_id
    contact.assignee_id, contact.on_behalf_of = await stand_in(session, person, branch.today(contact.due_at))


async def _give_to_owner(session: AsyncSession, order: OrderCopy, branch: Branch) -> None:
    mine = [rule.id for rule in rules.RULES if rule.assignee in (Assignee.OWNER, Assignee.NAMED)]
    rows = await session.exec(
        select(Contact).where(
            col(Contact.order_id) == order.order_id,
            col(Contact.rule).in_(mine),
            col(Contact.state).in_(OPEN_STATES),
            col(Contact.assignee_id).is_(None),
        )
    )
    for contact in rows:
        contact.assignee_id = order.owner_id
        await reassign(session, contact, branch)


async def repeat(session: AsyncSession, contact: Contact, at: datetime) -> None:
    """After a call of a repeating rule, plan the next while its reason stands (REC-04)."""
    rule: Rule = rules.BY_ID[contact.rule]
    if not rule.repeat or contact.order_id is None:
        return
    order = await session.get(OrderCopy, contact.order_id)
    facts: OrderFacts | None = await facts_of(session, order) if order is not None else None
    branch = await the_branch(session, contact.branch_id)
    situation = Situation(rule.on[0], at, {"order_id": contact.order_id}, branch, policy(), facts)
    plan = plan_one(rule, situation)
    if plan is not None:
        await keep(session, plan, situation)
