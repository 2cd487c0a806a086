"""Noting what we do not offer yet, deciding about it, and telling who asked (M-33)."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

from services.customer_service.domain.rule import plan_one
from services.customer_service.domain.situation import Situation
from services.customer_service.domain.wishes import (
    M33,
    TELL_UNTIL,
    NameTaken,
    NotMergeable,
    OfferedNow,
    SubjectAction,
    SubjectState,
    WishAction,
    WishState,
    key_of,
)
from services.customer_service.models import Contact, OrderCopy, Wish, WishSubject
from services.customer_service.queries.branches import the_branch
from services.customer_service.queries.wishes import add_numbers, add_orders, to_be_told
from services.customer_service.schemas.wishes import WishIn, WishOut, WishSubjectOut
from services.customer_service.service import planning
from services.customer_service.service.orders import facts_of
from services.customer_service.service.policy import policy
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.errors import NotFound
from shared.kit.facts import arrived
from shared.kit.ids import new_id
from shared.kit.reference import Branch
from shared.kit.versions import check_version


async def note(session: AsyncSession, who: Principal, body: WishIn) -> WishOut:
    """Note a wish under its subject, which is there from the first wish on.

    Raises:
        FactNotArrived: the order has not been heard of here.
        NotFound: the branch is not the caller's, or the order not the branch's.
        OfferedNow: we have it meanwhile.
    """
    order = await arrived(session, OrderCopy, body.order_id) if body.order_id else None
    who.require_branch(body.branch_id)
    if order is not None and order.branch_id != body.branch_id:
        raise NotFound(what="order")
    await the_branch(session, body.branch_id)
    subject = await _subject(session, body.branch_id, body.subject)
    if subject.state is SubjectState.AVAILABLE:
        raise OfferedNow(name=subject.name)
    subject.wish()
    wish = Wish(
        id=new_id(),
        branch_id=body.branch_id,
        subject_id=subject.id,
        state=WishState.NOTED,
        order_id=body.order_id,
        helped=body.helped or None,
        noted_by=who.staff_id,
        noted_at=clock.now(),
    )
    session.add(wish)
    await session.flush()
    shown = WishOut.of(wish)
    await add_orders(session, [shown])
    return shown


async def _subject(session: AsyncSession, branch_id: str, name: str) -> WishSubject:
    """The subject of that name, locked; two who write a new one at once share it."""
    await session.execute(
        insert(WishSubject)
        .values(
            id=new_id(),
            branch_id=branch_id,
            name=name,
            key=key_of(name),
            state=SubjectState.NOTED,
            wished=0,
            first_asked_at=clock.now(),
            version=0,
        )
        .on_conflict_do_nothing(index_elements=["branch_id", "key"])
    )
    found = await session.exec(
        select(WishSubject)
        .where(WishSubject.branch_id == branch_id, WishSubject.key == key_of(name))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return found.one()


async def offer(session: AsyncSession, who: Principal, subject_id: UUID, edited: int) -> WishSubjectOut:
    """We have it now; whoever asked hears it within a few working days.

    A wish without an order ends with its subject, and so does one of an order that was given up or whose people want
    no calls.

    Raises:
        NotFound: not one of the caller's branches.
        VersionStale: it was changed meanwhile.
        TransitionRefused: it was decided before.
    """
    subject = await _edited(session, subject_id, edited)
    now = clock.now()
    subject.decide(SubjectAction.OFFER, who.staff_id, now)
    wishes = await _noted(session, subject_id)
    branch = await the_branch(session, subject.branch_id)
    calls = {
        order.order_id: await _tell(session, subject, order, branch) for order in await to_be_told(session, wishes)
    }
    for wish in wishes:
        wish.decided(WishAction.OFFER)
        wish.contact_id = calls.get(wish.order_id) if wish.order_id else None
    return await _shown(session, subject)


async def _tell(session: AsyncSession, subject: WishSubject, order: OrderCopy, branch: Branch) -> UUID | None:
    """Plan the call that tells one order."""
    data = {"subject_id": subject.id, "order_id": order.order_id, "wish": subject.name}
    situation = Situation(M33.id, clock.now(), data, branch, policy(), await facts_of(session, order))
    plan = plan_one(M33, situation)
    if plan is None:
        return None
    last = branch.working_days_after(branch.today(plan.due_at), policy().wish_working_days)
    return await planning.keep_new(session, replace(plan, deadline_at=branch.at(last, TELL_UNTIL)), situation, None)


async def told(session: AsyncSession, contact: Contact) -> None:
    """The call was made: the customer knows."""
    found = await session.exec(select(Wish).where(col(Wish.contact_id) == contact.id).with_for_update())
    for wish in found:
        wish.told(contact.done_at or clock.now())


async def drop(session: AsyncSession, who: Principal, subject_id: UUID, reason: str, edited: int) -> WishSubjectOut:
    """It will not be offered; nobody is called.

    Raises:
        NotFound: not one of the caller's branches.
        VersionStale: it was changed meanwhile.
        TransitionRefused: it was decided before.
    """
    subject = await _edited(session, subject_id, edited)
    subject.decide(SubjectAction.DROP, who.staff_id, clock.now(), reason)
    for wish in await _noted(session, subject_id):
        wish.decided(WishAction.DROP)
    return await _shown(session, subject)


async def rename(session: AsyncSession, subject_id: UUID, name: str, edited: int) -> WishSubjectOut:
    """Call it otherwise.

    Raises:
        NotFound: not one of the caller's branches.
        VersionStale: it was changed meanwhile.
        NameTaken: another one of the branch is called so.
    """
    subject = await _edited(session, subject_id, edited)
    if key_of(name) != subject.key:
        held = await session.exec(
            select(WishSubject.id).where(WishSubject.branch_id == subject.branch_id, WishSubject.key == key_of(name))
        )
        if held.first() is not None:
            raise NameTaken(name=name)
    subject.rename(name)
    return await _shown(session, subject)


async def merge(session: AsyncSession, subject_id: UUID, into_id: UUID, edited: int) -> WishSubjectOut:
    """Two names of the same thing become the second one.

    Raises:
        NotFound: not one of the caller's branches.
        VersionStale: it was changed meanwhile.
        NotMergeable: the same one, of two branches, or decided about.
    """
    locked = await session.exec(
        select(WishSubject)
        .where(col(WishSubject.id).in_([subject_id, into_id]))
        .order_by(col(WishSubject.id))
        .with_for_update()
    )
    both = {row.id: row for row in locked}
    if subject_id not in both or into_id not in both:
        raise NotFound(what="wish_subject")
    subject, into = both[subject_id], both[into_id]
    check_version(subject.version, edited)
    undecided = subject.state is into.state is SubjectState.NOTED
    if subject is into or subject.branch_id != into.branch_id or not undecided:
        raise NotMergeable
    await session.execute(update(Wish).where(col(Wish.subject_id) == subject_id).values(subject_id=into_id))
    into.take_over(subject)
    await session.delete(subject)
    return await _shown(session, into)


async def _edited(session: AsyncSession, subject_id: UUID, edited: int) -> WishSubject:
    subject = await get_or_404(session, WishSubject, subject_id, what="wish_subject", lock=True)
    check_version(subject.version, edited)
    return subject


async def _noted(session: AsyncSession, subject_id: UUID) -> list[Wish]:
    found = await session.exec(
        select(Wish)
        .where(Wish.subject_id == subject_id, col(Wish.state) == WishState.NOTED)
        .order_by(col(Wish.noted_at), col(Wish.id))
        .with_for_update()
    )
    return list(found)


async def _shown(session: AsyncSession, subject: WishSubject) -> WishSubjectOut:
    await session.flush()
    shown = WishSubjectOut.of(subject)
    await add_numbers(session, [shown])
    return shown
