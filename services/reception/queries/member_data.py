"""How complete the data of members are, and whose are not (M-58)."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func
from sqlalchemy import select as select_columns
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from services.reception.domain.people import PersonKind
from services.reception.models import MemberCheck, OrderPerson, Person, PersonChange
from services.reception.schemas.people import MemberData
from shared.kit.db import AsyncSession


def _without_phone() -> ColumnElement[bool]:
    return col(Person.phone_mark).is_(None)


def _without_address() -> ColumnElement[bool]:
    return col(Person.address) == ""


def _without_birthday() -> ColumnElement[bool]:
    return col(Person.birthday).is_(None)


def members_of(branch_id: str) -> ColumnElement[bool]:
    """Customers of the branch with an order (A-18)."""
    ordered = exists().where(col(OrderPerson.person_id) == col(Person.id))
    return and_(col(Person.branch_id) == branch_id, col(Person.kind) == PersonKind.CUSTOMER, ordered)


async def member_data(session: AsyncSession, branch_id: str) -> MemberData:
    """The report a shop sends in on the 25th, as of now (M-58)."""
    complete = ~(_without_phone() | _without_address() | _without_birthday())
    query = select_columns(
        func.count(),
        func.count().filter(complete),
        func.count().filter(_without_phone()),
        func.count().filter(_without_address()),
        func.count().filter(_without_birthday()),
    ).where(members_of(branch_id))
    members, whole, phone, address, birthday = (await session.execute(query)).one()
    return MemberData(
        branch_id=branch_id,
        members=members,
        complete=whole,
        without_phone=phone,
        without_address=address,
        without_birthday=birthday,
    )


def incomplete(branch_id: str) -> SelectOfScalar[Person]:
    """Members of whom something is missing."""
    return select(Person).where(members_of(branch_id), _without_phone() | _without_address() | _without_birthday())


def checks_of(branch_id: str, month: str) -> SelectOfScalar[MemberCheck]:
    """Members whom chance drew in that month, as they were drawn (M-58)."""
    return (
        select(MemberCheck)
        .where(MemberCheck.branch_id == branch_id, MemberCheck.month == month)
        .order_by(col(MemberCheck.id))
    )


def changes(branch_id: str | None, staff_id: str | None, person_id: UUID | None) -> SelectOfScalar[PersonChange]:
    """What was put right of people of a branch, by somebody, of somebody (M-58)."""
    query = select(PersonChange)
    if branch_id is not None:
        query = query.where(PersonChange.branch_id == branch_id)
    if staff_id is not None:
        query = query.where(PersonChange.staff_id == staff_id)
    return query if person_id is None else query.where(PersonChange.person_id == person_id)
