"""What a booking needs: what was named, and what has to be found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlmodel import col, select

from services.scheduling.domain.booking import PEOPLE, SHOOTS, Location, ResourceKind
from services.scheduling.domain.errors import DesignatedMissing, NoSuchResource, NotBookable
from services.scheduling.domain.things import KEPT_ONLY
from services.scheduling.models import OrderCopy, Resource
from services.scheduling.queries.slots import Need, Option
from shared.contracts.reception import Category
from shared.contracts.scheduling import BookingKind
from shared.kit.db import AsyncSession
from shared.kit.errors import Both, Invalid, NotFound


async def named_resources(session: AsyncSession, branch_id: str, ids: Iterable[UUID]) -> list[Resource]:
    """The named resources of the branch.

    Raises:
        NotFound: one is unknown, of another branch, or no longer in use.
        NotBookable: one is a small thing, which is lent.
    """
    wanted = set(ids)
    rows = await session.exec(
        select(Resource)
        .where(col(Resource.id).in_(wanted), Resource.branch_id == branch_id, col(Resource.active))
        .order_by(col(Resource.id))
    )
    found = list(rows)
    if len(found) != len(wanted):
        raise NotFound(what="resource")
    if small := next((resource for resource in found if resource.kind in KEPT_ONLY), None):
        raise NotBookable(name=small.name)
    return found


async def dresses(session: AsyncSession, branch_id: str, ids: Iterable[UUID]) -> list[Resource]:
    """The named dresses.

    Raises:
        NotFound: one is unknown.
        Invalid: one is no dress.
    """
    found = await named_resources(session, branch_id, ids)
    if any(resource.kind is not ResourceKind.DRESS for resource in found):
        raise Invalid(field="dress_ids", reason=Both("dress_ids may name dresses only", "只能选择礼服"))
    return found


async def of_kind(
    session: AsyncSession, branch_id: str, *kinds: ResourceKind, category: Category | None = None
) -> list[Resource]:
    """Resources of the branch in use, meant for that category, by name."""
    rows = await session.exec(
        select(Resource)
        .where(Resource.branch_id == branch_id, col(Resource.kind).in_(kinds), col(Resource.active))
        .order_by(col(Resource.name), col(Resource.id))
    )
    return [row for row in rows if row.takes(category)]


async def designated(session: AsyncSession, order: OrderCopy | None) -> dict[ResourceKind, Resource]:
    """The people the customer asked for (REC-11).

    Raises:
        DesignatedMissing: one is no resource of the branch.
    """
    if order is None:
        return {}
    wanted = {
        ResourceKind.PHOTOGRAPHER: order.designated_photographer_id,
        ResourceKind.MAKEUP_ARTIST: order.designated_makeup_artist_id,
    }
    people = await of_kind(session, order.branch_id, *wanted)
    found: dict[ResourceKind, Resource] = {}
    for kind, staff_id in wanted.items():
        if staff_id is None:
            continue
        person = next((p for p in people if p.kind is kind and p.staff_id == staff_id), None)
        if person is None:
            raise DesignatedMissing(staff=staff_id)
        found[kind] = person
    return found


async def team_options(
    session: AsyncSession,
    branch_id: str,
    category: Category | None,
    asked_for: dict[ResourceKind, Resource],
    only: UUID | None = None,
) -> list[Option]:
    """Every team with its people; designated staff take the place of a team's own."""
    teams = await of_kind(session, branch_id, ResourceKind.TEAM, category=None if only else category)
    people = await of_kind(session, branch_id, *PEOPLE)
    options: list[Option] = []
    for team in teams:
        if only is not None and team.id != only:
            continue
        members = [person for person in people if person.team_id == team.id]
        swaps = 0
        for kind, person in asked_for.items():
            if person not in members:
                members = [member for member in members if member.kind is not kind] + [person]
                swaps += 1
        options.append(Option((team, *members), team.id, swaps))
    return options


def _singles(resources: Sequence[Resource], *, rather: ResourceKind | None = None) -> tuple[Option, ...]:
    return tuple(
        Option((resource,), swaps=int(rather is not None and resource.kind is not rather)) for resource in resources
    )


def team_of(resources: Iterable[Resource]) -> UUID | None:
    """The team these people work as: that of the photographer, if there is exactly one."""
    named = {resource.id for resource in resources if resource.kind is ResourceKind.TEAM}
    photographers = {r.team_id for r in resources if r.kind is ResourceKind.PHOTOGRAPHER and r.team_id}
    teams = named or photographers
    return next(iter(teams)) if len(teams) == 1 else None


async def needs_of(
    session: AsyncSession,
    branch_id: str,
    order: OrderCopy | None,
    kind: BookingKind,
    location: Location,
    *,
    category: Category | None,
    named: Sequence[Resource] = (),
    team_id: UUID | None = None,
) -> list[Need]:
    """Everything a booking needs: one fixed need with what was named, and one per thing to be found.

    Raises:
        NoSuchResource: the branch has nothing of a kind.
        DesignatedMissing: people were named, but not those the customer asked for (REC-11).
        NotFound: no such team.
    """
    fixed = list(named)
    needs: list[Need] = []
    kinds = {resource.kind for resource in named}
    if kind in SHOOTS:
        fixed, found = await _people(session, branch_id, order, category, fixed, team_id)
        needs += found
        if location is Location.STUDIO and ResourceKind.ROOM not in kinds:
            rooms = await of_kind(session, branch_id, ResourceKind.ROOM, category=category)
            needs.append(_found(_singles(rooms), ResourceKind.ROOM))
    elif team_id is not None:
        fixed += await _team(session, branch_id, category, {}, team_id)
    seats = {ResourceKind.SELECTION_SEAT, ResourceKind.REVIEW_SEAT}
    if kind is BookingKind.SELECTION and ResourceKind.SELECTION_SEAT not in kinds:
        free = await of_kind(session, branch_id, ResourceKind.SELECTION_SEAT, category=category)
        needs.append(_found(_singles(free), ResourceKind.SELECTION_SEAT))
    if kind is BookingKind.LAYOUT_REVIEW and not kinds & seats:
        free = await of_kind(session, branch_id, *sorted(seats), category=category)
        needs.append(_found(_singles(free, rather=ResourceKind.REVIEW_SEAT), ResourceKind.REVIEW_SEAT))
    unique = {resource.id: resource for resource in fixed}
    return [Need((Option(tuple(unique.values()), team_of(unique.values())),), fixed=True), *needs]


def _found(options: Sequence[Option], kind: ResourceKind) -> Need:
    if not options:
        raise NoSuchResource(kind=kind.value)
    return Need(tuple(options))


async def _team(
    session: AsyncSession,
    branch_id: str,
    category: Category | None,
    asked_for: dict[ResourceKind, Resource],
    team_id: UUID,
) -> list[Resource]:
    options = await team_options(session, branch_id, category, asked_for, only=team_id)
    if not options:
        raise NotFound(what="team")
    return list(options[0].resources)


async def _people(
    session: AsyncSession,
    branch_id: str,
    order: OrderCopy | None,
    category: Category | None,
    fixed: list[Resource],
    team_id: UUID | None,
) -> tuple[list[Resource], list[Need]]:
    asked_for = await designated(session, order)
    people = [resource for resource in fixed if resource.kind in PEOPLE]
    named_team = next((resource.id for resource in fixed if resource.kind is ResourceKind.TEAM), None)
    if not people and (team := team_id or named_team) is not None:
        return fixed + await _team(session, branch_id, category, asked_for, team), []
    if people:
        if team_id is not None:
            fixed = fixed + await _team(session, branch_id, category, asked_for, team_id)
        missing = [person.staff_id for person in asked_for.values() if person not in fixed]
        if missing:
            raise DesignatedMissing(staff=", ".join(staff for staff in missing if staff))
        return fixed, []
    return fixed, [_found(await team_options(session, branch_id, category, asked_for), ResourceKind.TEAM)]
