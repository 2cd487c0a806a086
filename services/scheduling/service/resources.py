"""Resources and their absences."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from services.scheduling.domain.booking import PEOPLE, ResourceKind
from services.scheduling.domain.errors import AwayByLeave, BookingConflict
from services.scheduling.models import Absence, Occupation, Resource
from services.scheduling.queries.slots import conflicts_between
from services.scheduling.schemas.resources import AbsenceIn, ResourceIn
from services.scheduling.service.occupying import hold_for_absence, is_overlap, lock_resources
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.errors import NotFound
from shared.kit.ids import new_id
from shared.kit.reference import get_branch
from shared.kit.versions import check_version


async def add_resource(session: AsyncSession, who: Principal, body: ResourceIn) -> Resource:
    """Set up somebody or something that can be booked.

    Raises:
        NotFound: no such branch, or the team is none of it.
    """
    who.require_branch(body.branch_id)
    branch = await get_branch(session, body.branch_id)
    await _require_team(session, body.branch_id, body.team_id)
    resource = Resource(
        id=new_id(),
        branch_id=body.branch_id,
        kind=body.kind,
        name=body.name,
        staff_id=body.staff_id,
        team_id=body.team_id,
        turnaround_minutes=body.turnaround_minutes,
        categories=sorted(set(body.categories)),
        registered_on=branch.today(),
    )
    session.add(resource)
    return resource


async def join_team(session: AsyncSession, resource_id: UUID, team_id: UUID | None, edited: int) -> Resource:
    """A person changes the team, or belongs to none; what is booked stays as it was booked.

    Raises:
        NotFound: no such person, or the team is none of their branch.
        VersionStale: somebody else put them into a team meanwhile.
    """
    person = await get_or_404(session, Resource, resource_id, lock=True)
    if person.kind not in PEOPLE:
        raise NotFound(what="person")
    await _require_team(session, person.branch_id, team_id)
    check_version(person.version, edited)
    person.team_id = team_id
    person.version += 1
    return person


async def _require_team(session: AsyncSession, branch_id: str, team_id: UUID | None) -> None:
    if team_id is None:
        return
    team = await get_or_404(session, Resource, team_id, what="team")
    if team.kind is not ResourceKind.TEAM or team.branch_id != branch_id:
        raise NotFound(what="team")


async def add_absence(session: AsyncSession, resource_id: UUID, body: AbsenceIn) -> Absence:
    """The resource is away; refused while it is booked in that time.

    Raises:
        BookingConflict: with the bookings in the way.
    """
    resource = await get_or_404(session, Resource, resource_id)
    try:
        async with session.begin_nested():
            await lock_resources(session, [resource.id])
            return await hold_for_absence(session, resource, body.starts_at, body.ends_at, body.reason, None)
    except IntegrityError as error:
        if not is_overlap(error):
            raise
    conflicts = await conflicts_between(session, [resource], body.starts_at, body.ends_at, None)
    raise BookingConflict(conflicts=conflicts, alternatives=[])


async def end_absence(session: AsyncSession, resource_id: UUID, absence_id: UUID) -> None:
    """The resource is back earlier, or was never meant to be away; from now on it can be booked then.

    Raises:
        NotFound: the resource has no such absence.
        AwayByLeave: somebody is on leave, which ends with the leave.
    """
    absence = await get_or_404(session, Absence, absence_id, lock=True)
    if absence.resource_id != resource_id:
        raise NotFound(what="absence")
    if absence.leave_id is not None:
        raise AwayByLeave
    await session.execute(delete(Occupation).where(col(Occupation.absence_id) == absence_id))
    await session.delete(absence)
