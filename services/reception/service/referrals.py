"""Referral codes and the leads that come by them (REC-09, PCK-08, A-26)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta
from uuid import UUID

from pydantic_core import to_json
from sqlalchemy import func
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

from services.reception.domain.referrals import (
    LEADS_A_DAY,
    CodeOwn,
    CodeUnknown,
    InvitationUnknown,
    LeadOfOther,
    LeadsEnough,
    masked_name,
)
from services.reception.models import Base, Lead, Person, ReferralCode
from services.reception.schemas.people import PersonIn
from services.reception.schemas.referrals import InvitationOut, LeadIn, LeadOut, LeadThanks
from services.reception.service import people
from shared.contracts.customer_service import ReferralCodeIssued
from shared.contracts.values import tidy_code
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404, see_branch
from shared.kit.ids import new_id
from shared.kit.outbox import publish
from shared.kit.reference import get_branch
from shared.kit.straight import Straight
from shared.kit.tables import insert_rows

CUSTOMER = "customer"
"""Who acted, where a member of staff would stand."""
CODES = Base.metadata.tables["referral_code"]
KNOWN_CODES = Straight(insert_rows(CODES, "code", "person_id", "branch_id").on_conflict_do_nothing())


async def note_codes(session: AsyncSession, events: Sequence[ReferralCodeIssued]) -> None:
    """Keep whose codes these are."""
    told = [event.model_dump(include={"code", "person_id", "branch_id"}) for event in events]
    await KNOWN_CODES(session, rows=to_json(told).decode())


async def referrer_of(session: AsyncSession, typed: str, customers: Collection[UUID]) -> UUID:
    """Who recommended us, by the code these customers brought.

    Raises:
        CodeUnknown: nobody's.
        CodeOwn: one of themselves (A-26).
    """
    code = await session.get(ReferralCode, tidy_code(typed))
    if code is None:
        raise CodeUnknown(typed=typed)
    if code.person_id in customers:
        raise CodeOwn
    return code.person_id


async def _enter(session: AsyncSession, typed: str) -> ReferralCode:
    """The invitation with that code; from here on the session sees its branch."""
    code = await session.get(ReferralCode, tidy_code(typed))
    if code is None:
        raise InvitationUnknown
    await see_branch(session, code.branch_id, CUSTOMER)
    return code


async def read_invitation(session: AsyncSession, typed: str) -> InvitationOut:
    """The branch behind a code, and of who recommends it a masked form of address.

    Raises:
        InvitationUnknown: nobody's code.
    """
    code = await _enter(session, typed)
    branch = await get_branch(session, code.branch_id)
    person = await session.get(Person, code.person_id)
    return InvitationOut(
        branch_name=branch.state.name,
        branch_phone=branch.state.phone,
        referrer="" if person is None else masked_name(person.name),
        gender=None if person is None else person.gender,
    )


async def answer_invitation(session: AsyncSession, typed: str, body: LeadIn) -> LeadThanks:
    """Register who wants to be called at the desk of the code's branch; who waits already is not written twice.

    Raises:
        InvitationUnknown: nobody's code.
        LeadsEnough: too many today.
        PhoneInvalid: nobody can be called there (M-58).
    """
    code = await _enter(session, typed)
    await session.refresh(code, with_for_update=True)
    now = clock.now()
    today = select(func.count()).where(col(Lead.code) == code.code, col(Lead.received_at) > now - timedelta(days=1))
    if (await session.execute(today)).scalar_one() >= LEADS_A_DAY:
        raise LeadsEnough
    person = await people.find_by_phone(session, body.phone)
    if person is None:
        customer = Principal(CUSTOMER, frozenset(), (), frozenset({code.branch_id}))
        named = PersonIn(branch_id=code.branch_id, name=body.name, phone=body.phone)
        person = await people.register_person(session, customer, named)
    lead = Lead(
        id=new_id(),
        branch_id=code.branch_id,
        code=code.code,
        person_id=person.id,
        referrer_person_id=code.person_id,
        wish=body.wish,
        wanted_category=body.wanted_category,
        received_at=now,
    )
    written = insert(Lead).values(lead.model_dump()).on_conflict_do_nothing().returning(col(Lead.id))
    if (await session.execute(written)).scalar() is not None:
        publish(session, lead.received(), version=1)
    branch = await get_branch(session, code.branch_id)
    return LeadThanks(branch_name=branch.state.name, branch_phone=branch.state.phone)


async def waiting_lead(session: AsyncSession, lead_id: UUID, person_id: UUID | None) -> Lead:
    """The lead that becomes a visit, locked.

    Raises:
        NotFound: none of the caller's branches.
        LeadOfOther: another person left it.
    """
    lead = await get_or_404(session, Lead, lead_id, lock=True)
    if person_id is not None and person_id != lead.person_id:
        raise LeadOfOther
    return lead


async def drop_lead(session: AsyncSession, who: Principal, lead_id: UUID, reason: str) -> LeadOut:
    """The friend does not want to.

    Raises:
        TransitionRefused: it was closed before.
    """
    lead = await get_or_404(session, Lead, lead_id, lock=True)
    publish(session, lead.drop(reason, who.staff_id, clock.now()), version=2)
    return LeadOut.of(lead)
