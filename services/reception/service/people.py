"""People: register, find, reveal (GEN-08)."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import col, select

from services.reception.domain.people import (
    Detail,
    DetailKnown,
    PersonKind,
    ProxyIncomplete,
    Safe,
    name_prefixes,
    normal_phone,
)
from services.reception.models import NamePrefix, Order, OrderPerson, Person, RevealLog, Visit
from services.reception.schemas.people import DetailsIn, LookupOut, PersonIn, RevealOut
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, Database, get_or_404
from shared.kit.errors import NotFound
from shared.kit.ids import new_id
from shared.kit.outbox import publish
from shared.kit.reference import get_branch

REFUSED = "(refused)"
"""How the reason of a reveal begins that showed nothing."""


def safe_of(session: AsyncSession) -> Safe:
    """The service's safe for personal data."""
    safe: Safe = session.info["service"].extras["safe"]
    return safe


def normal(session: AsyncSession, phone: str) -> str:
    """The number as it is kept.

    Raises:
        PhoneInvalid: nobody can be called there.
    """
    return normal_phone(phone, session.info["service"].extras["region"])


async def register_person(session: AsyncSession, who: Principal, body: PersonIn) -> Person:
    """Register somebody; the phone is checked (M-58), encrypted, and found by its hash.

    Raises:
        PhoneInvalid: nobody can be called there.
        ProxyIncomplete: somebody collects for another and leaves no phone or no paper's number (M-40).
    """
    who.require_branch(body.branch_id)
    await get_branch(session, body.branch_id)
    if body.kind is PersonKind.PROXY and (body.phone is None or body.identity_number is None):
        raise ProxyIncomplete
    safe = safe_of(session)
    person = Person(
        id=new_id(),
        branch_id=body.branch_id,
        kind=body.kind,
        name=body.name,
        gender=body.gender,
        birthday=body.birthday,
        address=body.address or "",
        registered_at=clock.now(),
        registered_by=who.staff_id,
    )
    if body.phone is not None:
        set_phone(safe, person, normal(session, body.phone))
    if body.identity_number is not None:
        number = body.identity_number.upper()
        person.identity_sealed = safe.lock(number, person.id)
        person.identity_mark = safe.mark("identity", number)
    session.add(person)
    await session.flush()
    for prefix in name_prefixes(person.name):
        session.add(NamePrefix(branch_id=person.branch_id, person_id=person.id, prefix=prefix))
    publish(session, person.registered(), version=1)
    return person


async def add_details(session: AsyncSession, who: Principal, person_id: UUID, body: DetailsIn) -> Person:
    """Fill in what was missing of somebody (M-58).

    Raises:
        DetailKnown: something of it is known already; nothing is written.
        PhoneInvalid: nobody can be called there.
    """
    person = await get_or_404(session, Person, person_id, lock=True, what="person")
    who.require_branch(person.branch_id)
    given = {
        Detail.PHONE: body.phone is not None,
        Detail.ADDRESS: body.address is not None,
        Detail.BIRTHDAY: body.birthday is not None,
    }
    known = [detail.value for detail, there in given.items() if there and detail not in person.missing]
    if known:
        raise DetailKnown(known=", ".join(known))
    if body.phone is not None:
        set_phone(safe_of(session), person, normal(session, body.phone))
    person.address = body.address or person.address
    person.birthday = body.birthday or person.birthday
    person.version += 1
    return person


def set_phone(safe: Safe, person: Person, phone: str) -> None:
    """Keep the number encrypted, found by its hash and that of its last four digits."""
    person.phone_sealed, person.phone_mark = safe.lock(phone, person.id), safe.mark("phone", phone)
    person.phone_tail = phone[-4:]
    person.tail_mark = safe.mark("tail", person.phone_tail)


async def find_by_phone(session: AsyncSession, phone: str) -> Person | None:
    """The customer with that number among those the session sees; the one known longest.

    Raises:
        PhoneInvalid: no number.
    """
    mark = safe_of(session).mark("phone", normal(session, phone))
    query = select(Person).where(Person.phone_mark == mark).order_by(col(Person.id)).limit(1)
    return (await session.exec(query)).first()


async def names_of(session: AsyncSession, ids: list[UUID]) -> list[Person]:
    """The people with those ids that the caller may see, in the order asked for."""
    found = (await session.exec(select(Person).where(col(Person.id).in_(ids)))).all()
    by_id = {person.id: person for person in found}
    return [by_id[key] for key in dict.fromkeys(ids) if key in by_id]


async def look_up(session: AsyncSession, phone: str) -> LookupOut:
    """Who in the whole chain has exactly that number: his owner and home branch, nothing else.

    Raises:
        NotFound: nobody.
        PhoneInvalid: no number.
    """
    database: Database = session.info["database"]
    async with database.transaction() as everywhere:
        everywhere.info["service"] = session.info["service"]
        person = await find_by_phone(everywhere, phone)
        if person is None:
            raise NotFound(what="person")
        return LookupOut(
            person_id=person.id, owner_id=await owner_of(everywhere, person.id), home_branch_id=person.branch_id
        )


async def owner_of(session: AsyncSession, person_id: UUID) -> str | None:
    """Whose customer this is: the owner of the last order, else the receiver of the last visit (GEN-01)."""
    orders = (
        select(Order.owner_id)
        .join(OrderPerson, col(OrderPerson.order_id) == col(Order.id))
        .where(OrderPerson.person_id == person_id)
        .order_by(col(Order.placed_at).desc())
        .limit(1)
    )
    owner = (await session.exec(orders)).first()
    if owner is not None:
        return owner
    visits = select(Visit).where(Visit.person_id == person_id).order_by(col(Visit.came_at).desc()).limit(1)
    visit = (await session.exec(visits)).first()
    return None if visit is None else visit.owner_id


async def reveal(session: AsyncSession, who: Principal, person_id: UUID, reason: str) -> RevealOut:
    """The whole numbers of a person; who saw them, when and why stays on record (GEN-08).

    Raises:
        NotFound: nobody, or somebody of another branch; that one was asked for stays on record too.
    """
    person = await session.get(Person, person_id)
    if person is None:
        await _log_refusal(session, who, person_id, reason)
        raise NotFound(what="person")
    log_reveal(session, person, who.staff_id, reason)
    return open_numbers(session, person)


async def _log_refusal(session: AsyncSession, who: Principal, person_id: UUID, reason: str) -> None:
    database: Database = session.info["database"]
    async with database.transaction() as everywhere:
        person = await everywhere.get(Person, person_id)
        if person is not None:
            log_reveal(everywhere, person, who.staff_id, f"{REFUSED} {reason}"[:200])


def log_reveal(session: AsyncSession, person: Person, staff_id: str, reason: str) -> None:
    """Note that somebody sees this person's number."""
    session.add(
        RevealLog(
            id=new_id(),
            branch_id=person.branch_id,
            person_id=person.id,
            staff_id=staff_id,
            reason=reason,
            at=clock.now(),
        )
    )


def open_numbers(session: AsyncSession, person: Person) -> RevealOut:
    """The numbers, decrypted."""
    safe = safe_of(session)
    return RevealOut(
        person_id=person.id,
        phone=None if person.phone_sealed is None else safe.open(person.phone_sealed, person.id),
        identity_number=None if person.identity_sealed is None else safe.open(person.identity_sealed, person.id),
    )
