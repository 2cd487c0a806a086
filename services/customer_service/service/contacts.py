"""Making contacts: outcomes, second tries, answers of return visits, contacts of one's own, missed ones."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, time
from uuid import UUID

from sqlalchemy import update
from sqlmodel import col

from services.customer_service.domain import rules
from services.customer_service.domain.campaigns import CAMPAIGN_RULES
from services.customer_service.domain.complaints import ComplaintChannel, Nature
from services.customer_service.domain.contacts import (
    ATTEMPTS,
    NOT_REACHED,
    OPEN_STATES,
    Answer,
    AnswerNeeded,
    AnswerUnexpected,
    Channel,
    ContactAction,
    ContactKind,
    ContactState,
    OpinionNeeded,
    Outcome,
    RetryInPast,
    SignatureNeeded,
    SignatureUnexpected,
    second_try,
)
from services.customer_service.domain.wishes import M33
from services.customer_service.models import Contact, ContactAttempt, OrderCopy
from services.customer_service.queries.branches import the_branch
from services.customer_service.queries.leaves import stand_in
from services.customer_service.schemas.complaints import ComplaintIn
from services.customer_service.schemas.contacts import ContactIn, OutcomeIn
from services.customer_service.service import campaigns, complaints, planning, wishes
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.facts import arrived
from shared.kit.ids import new_id
from shared.kit.outbox import publish
from shared.kit.reference import Branch, get_staff

NOBODY_CALLED = "the appointment passed without this call"


async def record_outcome(session: AsyncSession, who: Principal, contact_id: UUID, body: OutcomeIn) -> Contact:
    """Note how a contact went; the first completion closes it for all (A-02, GEN-11).

    Raises:
        ContactAlreadyDone: somebody was first; shows who and when.
        ContactClosed: no longer needed.
        AnswerNeeded, AnswerUnexpected: the answer does not fit the kind of contact (CS-11).
        OpinionNeeded, SignatureNeeded, SignatureUnexpected: words or a signature after an extra service (M-29).
        RetryInPast: the next try is not in the future.
    """
    contact = await get_or_404(session, Contact, contact_id, lock=True)
    if not contact.open:
        raise contact.over(
            await the_branch(session, contact.branch_id), await get_staff(session, contact.done_by or "")
        )
    rule, now = rules.BY_ID[contact.rule], clock.now()
    _check_answer(rule.return_visit, body)
    _check_signature(contact, body)
    contact.attempts += 1
    contact.note = body.note or contact.note
    contact.pleased = sorted(body.pleased) or contact.pleased
    contact.displeased = sorted(body.displeased) or contact.displeased
    drawn = body.signature_image
    contact.signature_digest = hashlib.sha256(drawn).hexdigest() if drawn is not None else None
    contact.paper_scan_id = body.paper_scan_id
    session.add(_attempt(contact, who.staff_id, body, now))
    if body.outcome is Outcome.NOT_REACHED and contact.attempts < ATTEMPTS:
        await _put_off(session, contact, body.next_try_at, now)
        return contact
    given_up = body.outcome is Outcome.NOT_REACHED
    action = ContactAction.GIVE_UP if given_up else ContactAction.COMPLETE
    done = contact.close(action, body.outcome, body.channel, who.staff_id, now)
    contact.reason = NOT_REACHED if given_up else None
    publish(session, done, version=contact.version)
    if contact.rule in CAMPAIGN_RULES and body.outcome is Outcome.REFUSED and contact.order_id is not None:
        await campaigns.opt_out_order(session, who, contact.order_id)
    if contact.rule == M33.id and not given_up:
        await wishes.told(session, contact)
    if body.answer is not None:
        await _answer(session, who, contact, body.answer, body.note)
    await session.flush()
    await planning.repeat(session, contact, now)
    return contact


def _check_answer(return_visit: bool, body: OutcomeIn) -> None:
    reached = body.outcome in (Outcome.REACHED, Outcome.DONE)
    if body.answer is not None and not (return_visit and reached):
        raise AnswerUnexpected
    if body.answer is None and (body.pleased or body.displeased):
        raise AnswerUnexpected
    if return_visit and reached and body.answer is None:
        raise AnswerNeeded
    if body.answer is Answer.DISSATISFIED and not body.note:
        raise AnswerNeeded


def _check_signature(contact: Contact, body: OutcomeIn) -> None:
    """After an extra service: a signature on the spot, or what was said by telephone (M-29)."""
    on_site = body.channel is Channel.IN_PERSON
    of_work = contact.work_order_id is not None and body.answer is not None
    if body.signed and not (of_work and on_site):
        raise SignatureUnexpected
    if of_work and on_site and not body.signed:
        raise SignatureNeeded
    if of_work and not on_site and not body.note:
        raise OpinionNeeded


def _attempt(contact: Contact, staff_id: str, body: OutcomeIn, now: datetime) -> ContactAttempt:
    return ContactAttempt(
        id=new_id(),
        branch_id=contact.branch_id,
        contact_id=contact.id,
        at=now,
        staff_id=staff_id,
        channel=body.channel,
        outcome=body.outcome,
        note=body.note,
    )


async def _put_off(session: AsyncSession, contact: Contact, wanted: datetime | None, now: datetime) -> None:
    if wanted is not None and wanted <= now:
        raise RetryInPast
    branch = await the_branch(session, contact.branch_id)
    to = wanted or branch.outside_quiet_hours(now + second_try(branch.local(now)))
    contact.put_off(to.astimezone(UTC))
    await planning.reassign(session, contact, branch)


async def _answer(session: AsyncSession, who: Principal, contact: Contact, answer: Answer, note: str | None) -> None:
    publish(session, contact.answered(answer), version=contact.version)
    if contact.complaint_id is not None:
        await complaints.visited(session, who, contact.complaint_id, answer, contact.channel or Channel.PHONE)
    elif answer is Answer.DISSATISFIED and contact.work_order_id is None:
        # Work on an extra service goes on by the fact itself (M-29).
        feedback = ComplaintIn(
            branch_id=contact.branch_id,
            order_id=contact.order_id,
            complainant_person_id=contact.person_id,
            channel=ComplaintChannel.PHONE,
            nature=Nature.HELP,
            content=note or "",
        )
        await complaints.open_complaint(session, who, feedback)


async def plan_own(session: AsyncSession, who: Principal, body: ContactIn) -> Contact:
    """Plan a contact of one's own, or for a colleague.

    Raises:
        FactNotArrived: the order has not been heard of here.
        NotFound: the branch is not the caller's.
    """
    order = await arrived(session, OrderCopy, body.order_id) if body.order_id else None
    who.require_branch(body.branch_id)
    branch = await the_branch(session, body.branch_id)
    contact_id = new_id()
    person = body.assignee_id or who.staff_id
    told, proxy_for = await stand_in(session, person, branch.today(body.due_at))
    contact = Contact(
        id=contact_id,
        branch_id=body.branch_id,
        rule=rules.OWN.id,
        occasion=f"own:{contact_id}",
        dedupe=f"OWN {contact_id}",
        kind=ContactKind(body.kind.value),
        state=ContactState.PLANNED,
        due_at=_when(body.due_at, ContactKind(body.kind.value), branch),
        order_id=order.order_id if order else None,
        person_id=body.person_id,
        assignee_id=told,
        on_behalf_of=proxy_for,
        template=rules.OWN.template,
        parameters={"note": body.note},
        planned_at=clock.now(),
    )
    session.add(contact)
    return contact


def _when(due_at: datetime, kind: ContactKind, branch: Branch) -> datetime:
    disturbs = kind is ContactKind.CALL
    return (branch.outside_quiet_hours(due_at) if disturbs else due_at).astimezone(UTC)


async def mark_missed(session: AsyncSession, branch: Branch, day: date) -> None:
    """In the evening, calls that were due and not made are overdue (GEN-09); before a past appointment, they failed."""
    evening = branch.at(day, time(21))
    open_calls = (
        col(Contact.branch_id) == branch.branch_id,
        col(Contact.state).in_(OPEN_STATES),
        col(Contact.kind) != ContactKind.MESSAGE,
        col(Contact.due_at) <= evening,
    )
    pointless = (col(Contact.rule).in_(rules.LAPSING), col(Contact.deadline_at) <= evening)
    failed = {"state": ContactState.FAILED, "reason": NOBODY_CALLED, "version": Contact.version + 1}
    await session.execute(update(Contact).where(*open_calls, *pointless).values(failed))
    overdue = {"state": ContactState.OVERDUE, "version": Contact.version + 1}
    await session.execute(
        update(Contact).where(*open_calls, col(Contact.state) == ContactState.PLANNED).values(overdue)
    )
