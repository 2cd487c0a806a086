"""Writing contacts down: what a situation asks for, once per rule and occasion, and what is not needed any more."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, time, timedelta
from uuid import UUID

from pydantic_core import to_json
from sqlalchemy import or_, update
from sqlmodel import col, select

from services.customer_service.domain import rules
from services.customer_service.domain.campaigns import CAMPAIGN_RULES
from services.customer_service.domain.contacts import OPEN_STATES, ContactKind, ContactState
from services.customer_service.domain.planned import Planned
from services.customer_service.domain.rule import Plan, Rule, plan_one
from services.customer_service.domain.situation import Situation
from services.customer_service.models import Base, Contact, MessageRow, OrderCopy
from services.customer_service.models.contacts import MessageState
from services.customer_service.queries.branches import the_branch
from services.customer_service.service.orders import facts_of
from services.customer_service.service.policy import policy
from services.customer_service.service.rota import Rota, assign
from shared.contracts.reception import DutyGiven
from shared.contracts.scheduling import LeaveApproved
from shared.kit.db import AsyncSession
from shared.kit.ids import new_id
from shared.kit.reference import Branch
from shared.kit.straight import Straight
from shared.kit.tables import insert_rows

CONTACTS = Base.metadata.tables["contact"]
AGAIN = (
    *("state", "due_at", "deadline_at", "assignee_id", "on_behalf_of"),
    *("on_duty", "parameters", "planned_at", "attempts", "reason"),
)
_PLANNED = insert_rows(CONTACTS)
NEW_CONTACTS = Straight(
    _PLANNED.on_conflict_do_update(
        index_elements=["dedupe"],
        set_={name: _PLANNED.excluded[name] for name in AGAIN}
        | {"version": CONTACTS.c.version + _PLANNED.excluded["version"]},
        where=(CONTACTS.c.state == ContactState.CANCELLED) & (CONTACTS.c.kind != ContactKind.MESSAGE),
    ).returning(CONTACTS.c.id)
)
NEW_MESSAGES = Straight(
    insert_rows(
        Base.metadata.tables["message"],
        *("id", "branch_id", "contact_id", "order_id", "person_id", "template", "parameters", "state", "next_try_at"),
        *("attempts", "result"),
    )
)


async def write(session: AsyncSession, planned: Sequence[Planned]) -> set[UUID]:
    """Write planned contacts; one per rule and occasion, however often it is asked for (A-02).

    One that was cancelled and is asked for again (an appointment moved there and back) is planned anew.

    Returns:
        The ids of those that were not there already.
    """
    if not planned:
        return set()
    await assign(session, planned)
    rows = [one.row() for one in planned]
    made = {row["id"] for row in await NEW_CONTACTS(session, rows=to_json(rows).decode())}
    messages = [_message(one) for one in planned if one.id in made and one.plan.rule.kind is ContactKind.MESSAGE]
    if messages:
        await NEW_MESSAGES(session, rows=to_json(messages).decode())
    return made


def _message(planned: Planned) -> dict[str, object]:
    return {
        "id": new_id(),
        "branch_id": planned.branch.branch_id,
        "contact_id": planned.id,
        "order_id": planned.order_id,
        "person_id": planned.data.get("person_id"),
        "template": planned.plan.rule.template,
        "parameters": planned.plan.parameters,
        "state": MessageState.QUEUED if planned.reason is None else MessageState.CANCELLED,
        "next_try_at": planned.plan.due_at,
        "attempts": 0,
        "result": planned.reason,
    }


async def keep_new(session: AsyncSession, plan: Plan, situation: Situation, complaint_id: UUID | None) -> UUID:
    """Write a planned contact of an occasion of its own.

    Returns:
        Its id.
    """
    contact_id = new_id()
    await write(session, [Planned.of(contact_id, plan, situation, complaint_id)])
    return contact_id


async def keep(session: AsyncSession, plan: Plan, situation: Situation, *, complaint_id: UUID | None = None) -> None:
    """Write one planned contact, unless it is there already."""
    await write(session, [Planned.of(new_id(), plan, situation, complaint_id)])


async def cancel_messages(session: AsyncSession, contacts: Iterable[Contact], reason: str) -> None:
    """Messages of contacts that were cancelled are not sent any more."""
    ids = [contact.id for contact in contacts if contact.kind is ContactKind.MESSAGE]
    if ids:
        await session.execute(
            update(MessageRow)
            .where(col(MessageRow.contact_id).in_(ids), col(MessageRow.state) == MessageState.QUEUED)
            .values(state=MessageState.CANCELLED, result=reason)
        )


async def _cancel(session: AsyncSession, rule_ids: Collection[str], which: object, reason: str) -> None:
    ended = await session.exec(
        select(Contact)
        .where(col(Contact.rule).in_(list(rule_ids)), col(Contact.state).in_(OPEN_STATES), which)  # type: ignore[arg-type]
        .with_for_update()
    )
    cancelled = list(ended)
    for contact in cancelled:
        contact.cancel(reason)
    await cancel_messages(session, cancelled, reason)


async def end_complaint_visit(session: AsyncSession, complaint_id: UUID, reason: str) -> None:
    """The call about a complaint's result is not needed any more (N-22)."""
    await _cancel(session, [rules.N22.id], col(Contact.complaint_id) == complaint_id, reason)


async def end_of_complaint(session: AsyncSession, rule: Rule, complaint_id: UUID, reason: str) -> None:
    """The contacts of that rule about a complaint are not needed any more."""
    await _cancel(session, [rule.id], col(Contact.complaint_id) == complaint_id, reason)


async def end_by_occasion(session: AsyncSession, rule: Rule, occasion: str, reason: str) -> None:
    """The contact of that rule and occasion is not needed any more."""
    await _cancel(session, [rule.id], col(Contact.dedupe) == f"{rule.id} {occasion}", reason)


async def end_campaign(session: AsyncSession, which: object, reason: str) -> None:
    """The special visits among those contacts are not wanted any more (N-23)."""
    await _cancel(session, CAMPAIGN_RULES, which, reason)


async def hand_to_proxy(session: AsyncSession, event: LeaveApproved) -> None:
    """Open contacts that fall on the days of leave go to the proxy; ownership stays (GEN-03, A-16)."""
    await session.flush()
    branch = await the_branch(session, event.branch_id)
    found = await session.exec(
        select(Contact)
        .where(
            or_(col(Contact.assignee_id) == event.staff_id, col(Contact.on_behalf_of) == event.staff_id),
            col(Contact.state).in_(OPEN_STATES),
        )
        .with_for_update()
    )
    contacts, rota = list(found), Rota()
    await rota.learn(session, {contact.on_behalf_of or contact.assignee_id for contact in contacts})
    for contact in contacts:
        rota.reassign(contact, branch)


async def hand_to_clerk_on_duty(session: AsyncSession, event: DutyGiven) -> None:
    """What is still to be called that day is the clerk's on duty, whoever was to make it before (REC-10)."""
    await session.flush()
    branch = await the_branch(session, event.branch_id)
    begin, end = (branch.at(event.day + timedelta(days=days), time.min) for days in (0, 1))
    found = await session.exec(
        select(Contact)
        .where(
            Contact.branch_id == event.branch_id,
            col(Contact.state).in_(OPEN_STATES),
            col(Contact.due_at) >= begin,
            col(Contact.due_at) < end,
            col(Contact.on_duty),
        )
        .order_by(col(Contact.id))
        .with_for_update()
    )
    contacts, rota = list(found), Rota()
    await rota.learn_duties(session, [(event.branch_id, event.day)])
    for contact in contacts:
        rota.reassign(contact, branch)


async def reassign(session: AsyncSession, contact: Contact, branch: Branch) -> None:
    """Tell whoever is there on the day the contact is due."""
    rota = Rota()
    await rota.learn(session, [contact.on_behalf_of or contact.assignee_id])
    if contact.on_duty:
        await rota.learn_duties(session, [(branch.branch_id, branch.today(contact.due_at))])
    rota.reassign(contact, branch)


async def repeat(session: AsyncSession, contact: Contact, at: datetime) -> None:
    """After a call of a repeating rule, plan the next while its reason stands (REC-04)."""
    rule: Rule = rules.BY_ID[contact.rule]
    if not rule.repeat or contact.order_id is None:
        return
    order = await session.get(OrderCopy, contact.order_id)
    facts = await facts_of(session, order) if order is not None else None
    branch = await the_branch(session, contact.branch_id)
    situation = Situation(rule.on[0], at, {"order_id": contact.order_id}, branch, policy(), facts)
    plan = plan_one(rule, situation)
    if plan is not None:
        await keep(session, plan, situation)
