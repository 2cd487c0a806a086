"""Reading contacts: lists, one with its script, and the department's part of an order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select
from sqlmodel import col, select

from services.customer_service.domain.contacts import Answer, ContactKind, ContactState
from services.customer_service.domain.precautions import precautions
from services.customer_service.domain.rules import BY_ID
from services.customer_service.models import Contact, ContactAttempt, MessageRow, OrderCopy
from services.customer_service.queries.texts import the_text
from services.customer_service.schemas.contacts import (
    AfterAnswer,
    AttemptOut,
    ContactDetail,
    ContactOut,
    contact_values,
)
from shared.contracts.values import Money
from shared.kit import clock
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.errors import NotFound
from shared.kit.reference import Branch, get_branch, get_staff

WITH_PRECAUTIONS = ("N-04", "N-06")
WAITING = (ContactState.PLANNED, ContactState.OVERDUE)
AFTER_ANSWERS = {
    "visit_content": [Answer.SATISFIED],
    "visit_discontent": [Answer.SO_SO, Answer.DISSATISFIED],
}
"""The texts with which a return visit goes on (CS-11)."""

RETURN_VISITS = tuple(sorted(rule.id for rule in BY_ID.values() if rule.return_visit))


def list_contacts(
    branch_id: str | None,
    assignee_id: str | None,
    due_before: datetime | None,
    state: ContactState | None,
    rule: str | None,
    order_id: UUID | None,
    to_do: bool | None,
    return_visits: bool | None,
    over: bool,
) -> Select[Any]:
    """Contacts by branch, assignee, time, state, rule and order.

    ``to_do`` are those that wait for a person, ``over`` those that somebody made or gave up.
    """
    query = select(Contact)
    wanted = {
        Contact.branch_id: branch_id,
        Contact.assignee_id: assignee_id,
        Contact.rule: rule,
        Contact.order_id: order_id,
    }
    for column, value in wanted.items():
        if value is not None:
            query = query.where(col(column) == value)
    if due_before is not None:
        query = query.where(col(Contact.due_at) <= due_before)
    if to_do is not None:
        waits = (col(Contact.state).in_(WAITING)) & (col(Contact.kind) != ContactKind.MESSAGE)
        query = query.where(waits if to_do else ~waits)
    if return_visits is not None:
        asks = col(Contact.rule).in_(RETURN_VISITS)
        query = query.where(asks if return_visits else ~asks)
    if over:
        query = query.where(col(Contact.done_at).is_not(None))
    now = clock.now()
    match state:
        case ContactState.DUE:
            query = query.where(col(Contact.state) == ContactState.PLANNED, col(Contact.due_at) <= now)
        case ContactState.PLANNED:
            query = query.where(col(Contact.state) == ContactState.PLANNED, col(Contact.due_at) > now)
        case ContactState():
            query = query.where(col(Contact.state) == state)
    return query


async def read_contact(session: AsyncSession, contact_id: UUID, language: str) -> ContactDetail:
    """A contact with script, greeting of a proxy (GEN-04), what follows an answer (CS-11), precautions and log.

    Raises:
        NotFound: no such contact in the caller's branches.
    """
    contact = await get_or_404(session, Contact, contact_id)
    order = await session.get(OrderCopy, contact.order_id) if contact.order_id else None
    branch = await _branch(session, contact.branch_id)
    attempts = await session.exec(
        select(ContactAttempt)
        .where(col(ContactAttempt.contact_id) == contact_id)
        .order_by(col(ContactAttempt.at), col(ContactAttempt.id))
    )
    message = (await session.exec(select(MessageRow).where(col(MessageRow.contact_id) == contact_id))).first()
    words = await the_text(session, contact.template, contact.branch_id)
    return ContactDetail(
        **contact_values(contact, clock.now(), order),
        script=words.render(language, text_parameters(contact.parameters, order, branch)),
        greeting=await _greeting(session, contact, language),
        after=await _after(session, contact, language),
        precautions=_precautions(contact, order, branch, language),
        note=contact.note,
        pleased=contact.pleased,
        displeased=contact.displeased,
        log=[AttemptOut.of(attempt) for attempt in attempts],
        message_state=message.state.value if message else None,
        message_result=message.result if message else None,
    )


async def show_contacts(session: AsyncSession, contacts: Sequence[Contact]) -> list[ContactOut]:
    """Contacts as listed, each with its order's number and people."""
    wanted = {contact.order_id for contact in contacts if contact.order_id is not None}
    found = await session.exec(select(OrderCopy).where(col(OrderCopy.order_id).in_(wanted)))
    orders = {order.order_id: order for order in found}
    now = clock.now()
    return [
        ContactOut.of(contact, now, orders.get(contact.order_id) if contact.order_id else None) for contact in contacts
    ]


async def show_contact(session: AsyncSession, contact: Contact) -> ContactOut:
    """One contact as listed."""
    return (await show_contacts(session, [contact]))[0]


async def _branch(session: AsyncSession, branch_id: str) -> Branch | None:
    try:
        return await get_branch(session, branch_id)
    except NotFound:
        return None


async def _greeting(session: AsyncSession, contact: Contact, language: str) -> str | None:
    if contact.on_behalf_of is None:
        return None
    absent = await get_staff(session, contact.on_behalf_of)
    name = absent.state.display_name if absent else contact.on_behalf_of
    greeting = await the_text(session, "proxy_greeting", contact.branch_id)
    return greeting.render(language, {"absent": name})


async def _after(session: AsyncSession, contact: Contact, language: str) -> list[AfterAnswer]:
    if contact.rule not in RETURN_VISITS:
        return []
    found = []
    for template, answers in AFTER_ANSWERS.items():
        words = await the_text(session, template, contact.branch_id)
        found.append(AfterAnswer(answers=answers, words=words.render(language, {})))
    return found


def _precautions(contact: Contact, order: OrderCopy | None, branch: Branch | None, language: str) -> list[str]:
    if contact.rule not in WITH_PRECAUTIONS or order is None or order.category is None:
        return []
    cards = branch is not None and "CARD" in branch.state.payment_methods
    return [advice.text(language) for advice in precautions(order.category, cards=cards)]


def text_parameters(parameters: dict[str, Any], order: OrderCopy | None, branch: Branch | None) -> dict[str, Any]:
    """The named parameters of a text: what was kept, and what the order and the branch are now."""
    known = dict(parameters)
    if branch is not None:
        known["branch"], known["phone"] = branch.state.name, branch.state.phone
        for name, shown in (("starts_at", "when"), ("keep_until", "keep_until")):
            if name in parameters:
                known[shown] = f"{branch.local(datetime.fromisoformat(parameters[name])):%Y-%m-%d %H:%M}"
    if order is not None:
        known["number"], known["package"] = order.number, order.package_name
        known["owed"] = str(Money(amount=max(order.balance, 0), currency=order.currency))
        if isinstance(order.wedding_date, date):
            known.setdefault("wedding_date", order.wedding_date.isoformat())
    return known
