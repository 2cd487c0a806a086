"""Who is busy when, and the nearest times at which everything needed is free."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import col, func, select

from services.scheduling.models import Absence, Booking, Occupation, Resource
from shared.kit import clock
from shared.kit.db import AsyncSession
from shared.kit.reference import Branch

STEP = timedelta(minutes=30)
DAYS_AHEAD = 14


@dataclass(frozen=True, slots=True)
class Option:
    """Resources that do together for one need: a team with its people, or a single room.

    Attributes:
        swaps: how many of the team's people give way to designated staff (REC-11).
    """

    resources: tuple[Resource, ...]
    team_id: UUID | None = None
    swaps: int = 0


@dataclass(frozen=True, slots=True)
class Need:
    """One of the options has to be free; a need with ``fixed`` was named by the caller."""

    options: tuple[Option, ...]
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Busy:
    """A resource is held."""

    resource_id: UUID
    starts_at: datetime
    ends_at: datetime


def release_at(resource: Resource, ends_at: datetime) -> datetime:
    """When the resource is free again after a booking: a dress is washed first."""
    return ends_at + timedelta(minutes=resource.turnaround_minutes)


async def busy_between(
    session: AsyncSession, resources: Iterable[Resource], begin: datetime, end: datetime, own: UUID | None = None
) -> list[Busy]:
    """What holds the resources in that time, apart from one's own booking."""
    rows = await session.execute(
        select(Occupation.resource_id, Occupation.starts_at, Occupation.ends_at).where(
            col(Occupation.active),
            col(Occupation.resource_id).in_([resource.id for resource in resources]),
            col(Occupation.starts_at) < end,
            col(Occupation.ends_at) > begin,
            col(Occupation.booking_id).is_distinct_from(own),
        )
    )
    return [Busy(*row) for row in rows]


async def load_of_day(session: AsyncSession, branch: Branch, day: date) -> dict[UUID, int]:
    """How many bookings each resource has on that day (SCH-09)."""
    rows = await session.execute(
        select(Occupation.resource_id, func.count())
        .join(Booking, col(Occupation.booking_id) == col(Booking.id))
        .where(col(Occupation.active), Booking.branch_id == branch.branch_id, Booking.day == day)
        .group_by(col(Occupation.resource_id))
    )
    return {resource_id: count for resource_id, count in rows}


def is_free(option: Option, busy: Sequence[Busy], starts_at: datetime, ends_at: datetime) -> bool:
    """Whether nothing of the option is held in that time, turnaround included."""
    release = {resource.id: release_at(resource, ends_at) for resource in option.resources}
    return not any(
        b.resource_id in release and b.starts_at < release[b.resource_id] and b.ends_at > starts_at for b in busy
    )


async def conflicts_between(
    session: AsyncSession, resources: Sequence[Resource], starts_at: datetime, ends_at: datetime, own: UUID | None
) -> list[dict[str, Any]]:
    """The bookings and absences in the way, as a refusal tells them."""
    latest = max((release_at(resource, ends_at) for resource in resources), default=ends_at)
    rows = await session.execute(
        select(Occupation, Resource, Booking, Absence)
        .join(Resource, col(Occupation.resource_id) == col(Resource.id))
        .outerjoin(Booking, col(Occupation.booking_id) == col(Booking.id))
        .outerjoin(Absence, col(Occupation.absence_id) == col(Absence.id))
        .where(
            col(Occupation.active),
            col(Occupation.resource_id).in_([resource.id for resource in resources]),
            col(Occupation.starts_at) < latest,
            col(Occupation.ends_at) > starts_at,
            col(Occupation.booking_id).is_distinct_from(own),
        )
        .order_by(col(Occupation.starts_at), col(Occupation.id))
        .limit(50)
    )
    return [
        {
            "booking_id": str(booking.id) if booking else None,
            "order_id": str(booking.order_id) if booking else None,
            "kind": booking.kind.value if booking else "ABSENCE",
            "resource_id": str(resource.id),
            "resource_name": resource.name,
            "starts_at": occupation.starts_at.isoformat(),
            "ends_at": occupation.ends_at.isoformat(),
        }
        for occupation, resource, booking, _absence in rows
        if occupation.starts_at < release_at(resource, ends_at)
    ]


def candidate_starts(branch: Branch, days: Iterable[date], minutes: int) -> list[datetime]:
    """Every half hour at which a booking of that length fits into the opening hours, from now on."""
    starts: list[datetime] = []
    now = clock.now()
    for day in days:
        hours = branch.hours(day)
        if hours is None:
            continue
        begin, closes = hours
        while begin + timedelta(minutes=minutes) <= closes:
            if begin >= now:
                starts.append(begin)
            begin += STEP
    return starts


async def free_starts(
    session: AsyncSession,
    needs: Sequence[Need],
    starts: Sequence[datetime],
    minutes: int,
    *,
    around: datetime | None = None,
    limit: int = 5,
    own: UUID | None = None,
) -> list[datetime]:
    """Which of the starts have an option free for every need, nearest to ``around`` first, in one query."""
    if not starts or any(not need.options for need in needs):
        return []
    values: dict[str, Any] = {"starts": list(starts), "around": around or starts[0], "limit": limit}
    free: list[str] = []
    for number, need in enumerate(needs):
        held = [(place, resource) for place, option in enumerate(need.options) for resource in option.resources]
        if not held:
            continue
        values[f"option{number}"] = [place for place, _ in held]
        values[f"resource{number}"] = [resource.id for _, resource in held]
        values[f"minutes{number}"] = [minutes + resource.turnaround_minutes for _, resource in held]
        values["own"] = own
        free.append(_ONE_OPTION_FREE.format(n=number))
    statement = text(_NEAREST.format(free="".join(free)))
    return [row[0] for row in await session.execute(statement, values)]


_NEAREST = """
SELECT candidate.start FROM unnest(CAST(:starts AS timestamptz[])) AS candidate(start)
WHERE true {free}
ORDER BY abs(extract(epoch FROM candidate.start - CAST(:around AS timestamptz))), candidate.start
LIMIT CAST(:limit AS integer)
"""

_ONE_OPTION_FREE = """
AND EXISTS (
    SELECT 1
    FROM unnest(CAST(:option{n} AS integer[]), CAST(:resource{n} AS uuid[]), CAST(:minutes{n} AS integer[]))
        AS held(option, resource_id, minutes)
    LEFT JOIN occupation o ON o.active AND o.resource_id = held.resource_id
        AND o.starts_at < candidate.start + make_interval(mins => held.minutes) AND o.ends_at > candidate.start
        AND o.booking_id IS DISTINCT FROM CAST(:own AS uuid)
    GROUP BY held.option HAVING count(o.id) = 0
)
"""


def days_from(first: date, count: int = DAYS_AHEAD) -> list[date]:
    """That day and the following ones."""
    return [first + timedelta(days=number) for number in range(count)]
