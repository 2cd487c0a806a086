"""The regional manager checks whether members' data are true: chance draws a few a month (M-58)."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, select

from services.reception.models import MemberCheck, Person
from services.reception.queries.member_data import checks_of, members_of
from services.reception.schemas.corrections import CheckedDataOut, DrawIn, MemberCheckOut, MemberChecksOut, VerdictIn
from services.reception.service.people import log_reveal, open_numbers
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.ids import new_id
from shared.kit.reference import get_branch

REASON = "M-58"
"""Under this reason a checked member's data stand among the reveals."""


async def draw(session: AsyncSession, who: Principal, body: DrawIn) -> MemberChecksOut:
    """The sample of the month; drawn once, and filled up when the branch has more members by now."""
    who.require_branch(body.branch_id)
    await get_branch(session, body.branch_id)
    many: int = session.info["service"].extras["member_checks"]
    key = func.hashtextextended(f"{body.branch_id} {body.month}", 58)
    await session.execute(select(func.pg_advisory_xact_lock(key)))
    drawn = list(await session.exec(checks_of(body.branch_id, body.month)))
    known = [row.person_id for row in drawn]
    chance = func.md5(func.concat(Person.id, body.month))
    # The digest of an id and a month is nobody's choice.
    query = select(Person.id).where(members_of(body.branch_id), col(Person.id).not_in(known)).order_by(chance)
    for person_id in await session.exec(query.limit(max(0, many - len(drawn)))):
        row = MemberCheck(
            id=new_id(),
            branch_id=body.branch_id,
            month=body.month,
            person_id=person_id,
            drawn_at=clock.now(),
            drawn_by=who.staff_id,
        )
        session.add(row)
        drawn.append(row)
    return MemberChecksOut(items=[MemberCheckOut.of(row) for row in drawn])


async def look(session: AsyncSession, who: Principal, check_id: UUID) -> CheckedDataOut:
    """What is written of the member, to be compared with what he says; who looked stays on record (GEN-08)."""
    check = await get_or_404(session, MemberCheck, check_id)
    person = await get_or_404(session, Person, check.person_id, what="person")
    log_reveal(session, person, who.staff_id, REASON)
    return CheckedDataOut(
        person_id=person.id,
        name=person.name,
        phone=open_numbers(session, person).phone,
        birthday=person.birthday,
        address=person.address,
    )


async def judge(session: AsyncSession, who: Principal, check_id: UUID, body: VerdictIn) -> MemberCheckOut:
    """True, or wrong and how (M-58).

    Raises:
        CheckDone, CheckUnexplained.
    """
    check = await get_or_404(session, MemberCheck, check_id, lock=True)
    check.judge(body.right, body.note, who.staff_id, clock.now())
    return MemberCheckOut.of(check)
