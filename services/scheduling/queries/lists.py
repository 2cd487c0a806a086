"""Selects behind the lists, with their filters."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select
from sqlmodel import col, select

from services.scheduling.domain.booking import SHOOTS, Location, ResourceKind
from services.scheduling.models import Absence, Booking, Leave, Occupation, Resource
from services.scheduling.schemas.values import LONGEST_SPAN
from shared.contracts.scheduling import BookingKind
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.errors import Both, Invalid
from shared.kit.reference import Branch, get_branch

MIDNIGHT = time(0)
MOST_SLOTS = 500


def resources_where(branch_id: str | None, kind: ResourceKind | None) -> Select[Any]:
    """Resources in use."""
    query = select(Resource).where(col(Resource.active))
    if branch_id is not None:
        query = query.where(Resource.branch_id == branch_id)
    return query if kind is None else query.where(Resource.kind == kind)


async def absences_ahead(session: AsyncSession, resource_id: UUID) -> Select[Any]:
    """When a resource is away, from now on.

    Raises:
        NotFound: no such resource in scope.
    """
    await get_or_404(session, Resource, resource_id)
    return select(Absence).where(col(Absence.resource_id) == resource_id, col(Absence.ends_at) > clock.now())


def moment_of(branch: Branch, value: date | datetime, *, end: bool = False) -> datetime:
    """The moment itself; of a day its beginning on the branch's clock, or its end."""
    if isinstance(value, datetime):
        return value
    return branch.at(value + timedelta(days=1) if end else value, MIDNIGHT)


def bookings_where(
    branch: Branch,
    begin: date | datetime | None,
    end: date | datetime | None,
    kind: BookingKind | None,
    resource_id: UUID | None,
) -> Select[Any]:
    """Bookings of a branch that start in a span, of a kind, or holding a resource."""
    query = select(Booking).where(Booking.branch_id == branch.branch_id)
    if begin is not None:
        query = query.where(col(Booking.starts_at) >= moment_of(branch, begin))
    if end is not None:
        query = query.where(col(Booking.starts_at) < moment_of(branch, end, end=True))
    if kind is not None:
        query = query.where(Booking.kind == kind)
    if resource_id is not None:
        held = select(Occupation.id).where(
            Occupation.booking_id == Booking.id, Occupation.resource_id == resource_id, col(Occupation.active)
        )
        query = query.where(held.exists())
    return query


def leaves_where(branch_id: str) -> Select[Any]:
    """Leaves of a branch."""
    return select(Leave).where(Leave.branch_id == branch_id)


def default_location(kind: BookingKind) -> Location:
    """Where a free time is looked for: shoots in the house need a room."""
    return Location.STUDIO if kind in SHOOTS else Location.AT_HOME


def span_of(branch: Branch, begin: date | datetime, end: date | datetime) -> tuple[datetime, datetime, list[date]]:
    """The moments a span begins and ends at, and the days it touches.

    Raises:
        Invalid: it ends before it begins, or is longer than a month.
    """
    first, last = moment_of(branch, begin), moment_of(branch, end, end=True)
    if not first < last <= first + LONGEST_SPAN:
        raise Invalid(
            reason=Both("the span must end after it begins and be at most 31 days long", "时间段须先始后终，最长 31 天")
        )
    days: list[date] = []
    day = branch.today(first)
    while branch.at(day, MIDNIGHT) < last:
        days.append(day)
        day += timedelta(days=1)
    return first, last, days


async def branch_in_scope(session: AsyncSession, who: Principal, branch_id: str) -> Branch:
    """The branch, if the caller sees it.

    Raises:
        NotFound: no such branch for this caller.
    """
    who.require_branch(branch_id)
    return await get_branch(session, branch_id)
