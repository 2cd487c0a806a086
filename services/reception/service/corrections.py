"""Putting right what is written of people (M-58): nothing is lost, the old words stay on record."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete, func
from sqlalchemy import select as select_columns
from sqlmodel import col, select

from services.reception.domain.people import NothingToCorrect, PersonKind, PhoneTaken, Written, mask, name_prefixes
from services.reception.models import NamePrefix, Person, PersonChange
from services.reception.schemas.corrections import CorrectionIn, PersonChangeOut
from services.reception.schemas.people import PersonOut
from services.reception.service.people import normal, safe_of, set_phone
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, Database, get_or_404
from shared.kit.ids import new_id
from shared.kit.versions import check_version


async def correct_person(
    session: AsyncSession, who: Principal, person_id: UUID, body: CorrectionIn, edited: int
) -> PersonOut:
    """Write over what was written wrong; who, when, why and the old words stay on record (M-58).

    Raises:
        NothingToCorrect: it stands there already.
        PhoneInvalid, PhoneTaken: nobody can be called there, or another customer is.
        VersionStale: somebody else put it right in the meantime.
    """
    person = await get_or_404(session, Person, person_id, lock=True, what="person")
    who.require_branch(person.branch_id)
    check_version(person.version, edited)
    old = _present(session, person)
    new = {
        Written.NAME: body.name,
        Written.PHONE: None if body.phone is None else normal(session, body.phone),
        Written.ADDRESS: body.address,
        Written.BIRTHDAY: None if body.birthday is None else body.birthday.isoformat(),
    }
    changed = {detail: text for detail, text in new.items() if text is not None and text != old[detail]}
    if not changed:
        raise NothingToCorrect
    if Written.PHONE in changed:
        await _refuse_taken(session, person, changed[Written.PHONE])
        set_phone(safe_of(session), person, changed[Written.PHONE])
    if Written.NAME in changed:
        await _rename(session, person, changed[Written.NAME])
    person.address = changed.get(Written.ADDRESS, person.address)
    person.birthday = body.birthday or person.birthday
    for detail in changed:
        session.add(_change(session, who, person, detail, old[detail], body.reason))
    person.version += 1
    return PersonOut.of(person)


def _present(session: AsyncSession, person: Person) -> dict[Written, str | None]:
    safe = safe_of(session)
    return {
        Written.NAME: person.name or None,
        Written.PHONE: None if person.phone_sealed is None else safe.open(person.phone_sealed, person.id),
        Written.ADDRESS: person.address or None,
        Written.BIRTHDAY: None if person.birthday is None else person.birthday.isoformat(),
    }


async def _refuse_taken(session: AsyncSession, person: Person, phone: str) -> None:
    """In the whole chain; two who ask for one number at a time wait for each other."""
    mark = safe_of(session).mark("phone", phone)
    await session.execute(select_columns(func.pg_advisory_xact_lock(func.hashtextextended(mark, 58))))
    database: Database = session.info["database"]
    async with database.transaction() as everywhere:
        others = select(Person.id).where(
            Person.phone_mark == mark, Person.id != person.id, Person.kind == PersonKind.CUSTOMER
        )
        if (await everywhere.exec(others.limit(1))).first() is not None:
            raise PhoneTaken


async def _rename(session: AsyncSession, person: Person, name: str) -> None:
    person.name = name
    await session.execute(delete(NamePrefix).where(col(NamePrefix.person_id) == person.id))
    for prefix in name_prefixes(name):
        session.add(NamePrefix(branch_id=person.branch_id, person_id=person.id, prefix=prefix))


def _change(
    session: AsyncSession, who: Principal, person: Person, detail: Written, old: str | None, reason: str
) -> PersonChange:
    return PersonChange(
        id=new_id(),
        branch_id=person.branch_id,
        person_id=person.id,
        detail=detail,
        old_sealed=None if old is None else safe_of(session).lock(old, person.id),
        staff_id=who.staff_id,
        reason=reason,
        at=clock.now(),
    )


def show_change(session: AsyncSession, row: PersonChange) -> PersonChangeOut:
    """The change as answered: an old phone masked, the rest in words."""
    old = None if row.old_sealed is None else safe_of(session).open(row.old_sealed, row.person_id)
    if old is not None and row.detail is Written.PHONE:
        old = mask(old[-4:])
    about = row.model_dump(include={"id", "at", "person_id", "branch_id", "detail", "staff_id", "reason"})
    return PersonChangeOut(**about, old=old)
