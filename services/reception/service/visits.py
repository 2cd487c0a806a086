"""The rota and the traffic register (GEN-02, REC-01, REC-05)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

from services.reception.domain.visits import (
    UNDER_WAY,
    Channel,
    PhoneMissing,
    RotaEmpty,
    SkipReasonMissing,
    after_turn,
    next_receiver,
)
from services.reception.models import Lead, Person, Rota, Visit
from services.reception.schemas.people import PersonIn
from services.reception.schemas.visits import HoldIn, LossIn, RotaIn, RotaOut, VisitIn
from services.reception.service import duties, people, phone_bookings
from services.reception.service.numbers import next_number
from services.reception.service.referrals import referrer_of, waiting_lead
from services.reception.service.staff import away_on, require_staff, stand_in
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.ids import new_id
from shared.kit.outbox import publish
from shared.kit.reference import get_branch


async def set_rota(session: AsyncSession, who: Principal, branch_id: str, day: date, body: RotaIn) -> RotaOut:
    """Say who receives that day and in which order; the turns begin anew (GEN-02)."""
    who.require_branch(branch_id)
    branch = await get_branch(session, branch_id)
    staff_ids = list(dict.fromkeys(body.staff_ids))
    await require_staff(session, staff_ids)
    rota = await _make_rota(session, Rota(branch_id=branch_id, day=day))
    rota.staff_ids, rota.turns = staff_ids, list(staff_ids)
    await duties.follow_rota(session, branch, day)
    return await show_rota(session, rota)


async def _make_rota(session: AsyncSession, wanted: Rota) -> Rota:
    """The day's rota, locked; made as wanted when there is none, also when two ask at once."""
    values = {**wanted.model_dump()}
    await session.execute(insert(Rota).values(values).on_conflict_do_nothing())
    return await get_or_404(session, Rota, (wanted.branch_id, wanted.day), lock=True)


async def read_rota(session: AsyncSession, who: Principal, branch_id: str, day: date) -> RotaOut:
    """The rota of the day; one that was not set is copied from the last one."""
    who.require_branch(branch_id)
    await get_branch(session, branch_id)
    rota = await session.get(Rota, (branch_id, day))
    return await show_rota(session, rota or await _copy_of_last(session, branch_id, day))


async def rota_of(session: AsyncSession, branch_id: str, day: date) -> Rota:
    """The rota of that day, locked; copied from the last day before when it was not set."""
    rota = await session.get(Rota, (branch_id, day), with_for_update=True)
    return rota or await _make_rota(session, await _copy_of_last(session, branch_id, day))


async def _copy_of_last(session: AsyncSession, branch_id: str, day: date) -> Rota:
    """A rota like the last one before that day; the turns go on where they stopped."""
    before = select(Rota).where(Rota.branch_id == branch_id, Rota.day < day).order_by(col(Rota.day).desc()).limit(1)
    last = (await session.exec(before)).first()
    if last is None:
        return Rota(branch_id=branch_id, day=day, staff_ids=[], turns=[])
    return Rota(branch_id=branch_id, day=day, staff_ids=list(last.staff_ids), turns=list(last.turns))


async def show_rota(session: AsyncSession, rota: Rota) -> RotaOut:
    """The rota with whose turn it is and who is on leave."""
    away = {staff: proxy for staff, proxy in (await away_on(session, rota.day)).items() if staff in rota.staff_ids}
    return RotaOut(
        branch_id=rota.branch_id,
        day=rota.day,
        staff_ids=rota.staff_ids,
        turns=rota.turns,
        away=away,
        next_receiver_id=next_receiver(rota.turns, away),
    )


async def register_visit(session: AsyncSession, who: Principal, body: VisitIn) -> Visit:
    """Register everybody who comes (REC-01); the rota says who receives, a returning customer goes to his owner.

    Raises:
        NotByPhone, CallIncomplete, HoldNotExplained, NotReadBack, DayGone, KeptWrongly: a booking by telephone that was
            not settled (M-47).
        PhoneMissing: neither phone nor reason nor a known person.
        SkipReasonMissing: another receiver than the next one, without a reason (GEN-02).
        RotaEmpty: nobody to receive.
        CodeUnknown, CodeOwn: the referral code is nobody's, or the customer's own (A-26).
        LeadOfOther, TransitionRefused: the lead is another person's, or was closed.
    """
    who.require_branch(body.branch_id)
    branch = await get_branch(session, body.branch_id)
    phone_bookings.check(session, branch, body)
    previous = None if body.previous_visit_id is None else await get_or_404(session, Visit, body.previous_visit_id)
    lead = None if body.lead_id is None else await waiting_lead(session, body.lead_id, body.person_id)
    person = await _person_of(session, who, body, previous, lead)
    if previous is None and body.channel is Channel.WALK_IN:
        previous = await _walked_away(session, body.branch_id, person)
    referrer = await _referrer_of(session, body, person, lead)
    if person is None and body.phone is None and body.phone_refused_reason is None:
        raise PhoneMissing
    visit = Visit(
        id=new_id(),
        branch_id=body.branch_id,
        number="",
        day=branch.today(),
        came_at=clock.now(),
        channel=body.channel,
        receiver_id="",
        person_id=None if person is None else person.id,
        phone_refused_reason=body.phone_refused_reason,
        wanted_category=body.wanted_category,
        source=body.source,
        wedding_date=body.wedding_date,
        referrer_person_id=referrer,
        previous_visit_id=None if previous is None else previous.id,
    )
    phone_bookings.note(visit, who, body)
    owner = await _known_owner(session, person, previous)
    await _give_receiver(session, visit, owner, body)
    if previous is not None:
        previous.come_again()
    year = visit.day.year
    sequence = await next_number(session, branch.branch_id, "V", str(year))
    visit.number = f"V{year % 100:02d}-{branch.branch_id}-{sequence:06d}"
    session.add(visit)
    publish(session, visit.registered(), version=visit.version)
    if lead is not None:
        publish(session, lead.come(visit.id, who.staff_id, clock.now()), version=2)
    return visit


async def _referrer_of(session: AsyncSession, body: VisitIn, person: Person | None, lead: Lead | None) -> UUID | None:
    """Who recommended us: by the code brought, by the lead, or named by the clerk; nobody himself (REC-09, A-26)."""
    if body.referral_code is not None:
        return await referrer_of(session, body.referral_code, [] if person is None else [person.id])
    if lead is None:
        return body.referrer_person_id
    himself = person is not None and person.id == lead.referrer_person_id
    return None if himself else lead.referrer_person_id


async def _person_of(
    session: AsyncSession, who: Principal, body: VisitIn, previous: Visit | None, lead: Lead | None
) -> Person | None:
    """The person who came: named, by the lead, by his phone, from the visit before, or registered now."""
    known_id = body.person_id if lead is None else lead.person_id
    if known_id is not None:
        return await get_or_404(session, Person, known_id)
    if body.phone is not None:
        known = await people.find_by_phone(session, body.phone)
        if known is not None:
            return known
    if previous is not None and previous.person_id is not None:
        return await session.get(Person, previous.person_id)
    if body.phone is None and body.name is None:
        return None
    named = PersonIn(branch_id=body.branch_id, name=body.name or "?", phone=body.phone)
    return await people.register_person(session, who, named)


async def _walked_away(session: AsyncSession, branch_id: str, person: Person | None) -> Visit | None:
    """The visit after which the person left without an order and is called; he comes a second time (REC-05)."""
    if person is None:
        return None
    query = (
        select(Visit)
        .where(Visit.branch_id == branch_id, Visit.person_id == person.id, col(Visit.state).in_(UNDER_WAY))
        .order_by(col(Visit.came_at).desc(), col(Visit.id).desc())
        .limit(1)
    )
    return (await session.exec(query.with_for_update())).first()


async def _known_owner(session: AsyncSession, person: Person | None, previous: Visit | None) -> str | None:
    if previous is not None:
        return previous.owner_id
    return None if person is None else await people.owner_of(session, person.id)


async def _give_receiver(session: AsyncSession, visit: Visit, owner: str | None, body: VisitIn) -> None:
    """Decide who receives: the owner or his proxy, else the rota (GEN-01, GEN-02, GEN-03)."""
    await require_staff(session, [body.receiver_id])
    away = await away_on(session, visit.day)
    if owner is not None:
        expected: str | None = stand_in(owner, away)
        visit.returning = True
        visit.proxy_for = owner if expected != owner else None
        rota = None
    else:
        rota = await rota_of(session, visit.branch_id, visit.day)
        expected = next_receiver(rota.turns, away)
    receiver = body.receiver_id or expected
    if receiver is None:
        raise RotaEmpty
    if receiver != expected:
        if body.skip_reason is None:
            raise SkipReasonMissing(expected=expected)
        visit.skipped_id, visit.skip_reason, visit.proxy_for = expected, body.skip_reason, None
    visit.receiver_id = receiver
    if rota is not None:
        rota.turns = after_turn(rota.turns, receiver)


async def mark_undecided(session: AsyncSession, visit_id: UUID) -> Visit:
    """走单意向: the customer is about to leave (REC-05)."""
    visit = await get_or_404(session, Visit, visit_id, lock=True)
    publish(session, visit.hesitate(), version=visit.version)
    return visit


async def hold_visit(session: AsyncSession, who: Principal, visit_id: UUID, body: HoldIn) -> Visit:
    """押单 by somebody other than the receiver (REC-05)."""
    visit = await get_or_404(session, Visit, visit_id, lock=True)
    publish(session, visit.hold(who.staff_id, body.outcome, body.note, clock.now()), version=visit.version)
    return visit


async def lose_visit(session: AsyncSession, visit_id: UUID, body: LossIn) -> Visit:
    """Close the visit without an order; only after a hold, with a reason (REC-05, REC-23)."""
    visit = await get_or_404(session, Visit, visit_id, lock=True)
    publish(session, visit.lose(body.reason), version=visit.version)
    return visit
