"""Resources, absences, capacity rules."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response

from services.scheduling.domain.booking import ResourceKind
from services.scheduling.models import Absence, Resource
from services.scheduling.queries.lists import absences_ahead, resources_where
from services.scheduling.schemas.resources import (
    AbsenceIn,
    AbsenceOut,
    CapacityRulesIn,
    CapacityRulesOut,
    ResourceIn,
    ResourceOut,
    TeamIn,
)
from services.scheduling.service import capacity, resources
from shared.contracts.values import BranchId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.pagination import Page, PageDep, fetch_page
from shared.kit.versions import IfMatch, set_etag

router = APIRouter(tags=["resources"])


@router.post("/resources", status_code=201)
async def add_resource(
    body: ResourceIn,
    session: SessionDep,
    response: Response,
    who: Annotated[Principal, may("scheduling.resources.manage")],
) -> ResourceOut:
    """Set up a team, a person, a room, a seat, a dress …"""
    resource = await resources.add_resource(session, who, body)
    set_etag(response, resource.version)
    return ResourceOut.of(resource)


@router.get("/resources")
async def list_resources(
    session: SessionDep,
    page: PageDep,
    _who: Annotated[Principal, may("scheduling.resources.read")],
    branch_id: BranchId | None = None,
    kind: ResourceKind | None = None,
) -> Page[ResourceOut]:
    """Resources of my branches, by name."""
    query = resources_where(branch_id, kind)
    return await fetch_page(session, query, page, keys=[Resource.name, Resource.id], show=ResourceOut.of)


@router.put("/resources/{resource_id}/team")
async def put_in_team(
    resource_id: UUID,
    body: TeamIn,
    session: SessionDep,
    response: Response,
    edited: IfMatch,
    _who: Annotated[Principal, may("scheduling.resources.manage")],
) -> ResourceOut:
    """A person joins a team, changes it or leaves it."""
    person = await resources.join_team(session, resource_id, body.team_id, edited)
    set_etag(response, person.version)
    return ResourceOut.of(person)


@router.post("/resources/{resource_id}/absences", status_code=201)
async def add_resource_absence(
    resource_id: UUID,
    body: AbsenceIn,
    session: SessionDep,
    _who: Annotated[Principal, may("scheduling.resources.manage")],
) -> AbsenceOut:
    """The resource is away; refused while it is booked then."""
    return AbsenceOut.of(await resources.add_absence(session, resource_id, body))


@router.get("/resources/{resource_id}/absences")
async def list_resource_absences(
    resource_id: UUID,
    session: SessionDep,
    page: PageDep,
    _who: Annotated[Principal, may("scheduling.resources.read")],
) -> Page[AbsenceOut]:
    """When the resource is away, from now on; soonest first."""
    query = await absences_ahead(session, resource_id)
    return await fetch_page(session, query, page, keys=[Absence.starts_at, Absence.id], show=AbsenceOut.of)


@router.delete("/resources/{resource_id}/absences/{absence_id}", status_code=204)
async def end_resource_absence(
    resource_id: UUID,
    absence_id: UUID,
    session: SessionDep,
    _who: Annotated[Principal, may("scheduling.resources.manage")],
) -> None:
    """The resource is back; it can be booked again."""
    await resources.end_absence(session, resource_id, absence_id)


@router.get("/capacity-rules")
async def read_capacity_rules(
    branch_id: BranchId,
    session: SessionDep,
    response: Response,
    who: Annotated[Principal, may("scheduling.resources.read")],
) -> CapacityRulesOut:
    """How many couples or teams a day takes (1.2.2)."""
    rules = await capacity.read_rules(session, who, branch_id)
    set_etag(response, rules.version)
    return rules


@router.put("/capacity-rules/{branch_id}")
async def set_capacity_rules(
    branch_id: BranchId,
    body: CapacityRulesIn,
    session: SessionDep,
    response: Response,
    edited: IfMatch,
    who: Annotated[Principal, may("scheduling.capacity.manage")],
) -> CapacityRulesOut:
    """Replace the rules of a branch; If-Match "0" while the defaults hold."""
    rules = await capacity.set_rules(session, who, branch_id, body, edited)
    set_etag(response, rules.version)
    return rules
