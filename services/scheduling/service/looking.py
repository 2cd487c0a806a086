"""Looking for a free time before anybody is named."""

from __future__ import annotations

from datetime import date, datetime

from services.scheduling.domain.booking import Location
from services.scheduling.queries.lists import default_location, free_slots
from services.scheduling.schemas.bookings import FreeSlots
from services.scheduling.service.bookings import policy_of
from services.scheduling.service.choosing import needs_of
from shared.contracts.reception import Category
from shared.contracts.scheduling import BookingKind
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession
from shared.kit.reference import get_branch


async def find_free_slots(
    session: AsyncSession,
    who: Principal,
    branch_id: str,
    kind: BookingKind,
    category: Category,
    begin: date | datetime,
    end: date | datetime,
    minutes: int | None,
    location: Location | None = None,
) -> FreeSlots:
    """Times at which any team and room, or any seat, is free."""
    who.require_branch(branch_id)
    branch = await get_branch(session, branch_id)
    place = location or default_location(kind)
    needs = await needs_of(session, branch_id, None, kind, place, category=category)
    length = minutes or policy_of(session).minutes(kind, category)
    return await free_slots(session, branch, kind, needs, begin, end, length)
