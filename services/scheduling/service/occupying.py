"""Holding and releasing resources; the database refuses what overlaps.

Resource rows are locked in id order before their time is touched, so that two requests wait for each other instead of
dead-locking in the exclusion constraint.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from services.scheduling.models import Absence, Booking, Occupation, Resource
from services.scheduling.queries.slots import release_at
from shared.kit.db import AsyncSession
from shared.kit.ids import new_id

EXCLUSION_VIOLATION = "23P01"


def is_overlap(error: IntegrityError) -> bool:
    """Whether the exclusion constraint refused."""
    return getattr(error.orig, "sqlstate", None) == EXCLUSION_VIOLATION


async def lock_resources(session: AsyncSession, ids: Iterable[UUID]) -> None:
    """Let nobody else hold or release these resources until the transaction ends."""
    wanted = sorted(set(ids))
    if wanted:
        statement = select(Resource.id).where(col(Resource.id).in_(wanted)).order_by(col(Resource.id))
        await session.execute(statement.with_for_update(key_share=True))


async def held_ids(session: AsyncSession, booking_id: UUID) -> list[UUID]:
    """What the booking holds now."""
    rows = await session.execute(
        select(Occupation.resource_id).where(Occupation.booking_id == booking_id, col(Occupation.active))
    )
    return list(rows.scalars())


async def release(session: AsyncSession, booking_id: UUID, resource_ids: Iterable[UUID] | None = None) -> None:
    """Give back what the booking holds, or only the named resources."""
    statement = update(Occupation).where(col(Occupation.booking_id) == booking_id, col(Occupation.active))
    if resource_ids is not None:
        statement = statement.where(col(Occupation.resource_id).in_(list(resource_ids)))
    await session.execute(statement.values(active=False).execution_options(synchronize_session=False))


async def hold_for_booking(session: AsyncSession, booking: Booking, resources: Iterable[Resource]) -> None:
    """Hold the resources for the booking's time and their turnaround.

    Raises:
        IntegrityError: one of them is taken (see :func:`is_overlap`).
    """
    rows: list[dict[str, Any]] = [
        {
            "id": new_id(),
            "branch_id": booking.branch_id,
            "resource_id": resource.id,
            "booking_id": booking.id,
            "starts_at": booking.starts_at,
            "ends_at": release_at(resource, booking.ends_at),
            "active": True,
        }
        for resource in sorted(resources, key=lambda resource: resource.id)
    ]
    if rows:
        await session.execute(insert(Occupation), rows)


async def hold_for_absence(
    session: AsyncSession, resource: Resource, starts_at: datetime, ends_at: datetime, reason: str, leave: UUID | None
) -> Absence:
    """Note that the resource is away, and hold it.

    Raises:
        IntegrityError: it is booked in that time.
    """
    absence = Absence(
        id=new_id(),
        branch_id=resource.branch_id,
        resource_id=resource.id,
        starts_at=starts_at,
        ends_at=ends_at,
        reason=reason,
        leave_id=leave,
    )
    session.add(absence)
    await session.flush()
    row = {
        "id": new_id(),
        "branch_id": resource.branch_id,
        "resource_id": resource.id,
        "absence_id": absence.id,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "active": True,
    }
    await session.execute(insert(Occupation), [row])
    return absence
