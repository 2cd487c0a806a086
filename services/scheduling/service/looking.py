"""Looking for a free time before anybody is named."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from services.scheduling.domain.booking import Location
from services.scheduling.queries.lists import branch_in_scope, default_location, span_of
from services.scheduling.queries.slots import candidate_starts, free_starts
from services.scheduling.schemas.bookings import FreeSlot, FreeSlots
from services.scheduling.service.bookings import policy_of
from services.scheduling.service.choosing import needs_of
from services.scheduling.service.placing import days_with_needs
from shared.contracts.reception import Category
from shared.contracts.scheduling import BookingKind
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession

MOST_SLOTS = 500


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
    """Times at which a team and a room, or a seat, is free and the day is not full; earliest first.

    Raises:
        Invalid: the span is empty or longer than a month.
        NoSuchResource: the branch has nothing of a kind.
    """
    branch = await branch_in_scope(session, who, branch_id)
    first, last, days = span_of(branch, begin, end)
    needs = await needs_of(session, branch_id, None, kind, location or default_location(kind), category=category)
    taken = minutes or policy_of(session).minutes(kind, category)
    length = timedelta(minutes=taken)
    found: list[datetime] = []
    for group, fitting in await days_with_needs(session, branch_id, kind, category, days, needs):
        starts = [s for s in candidate_starts(branch, group, taken) if first <= s and s + length <= last]
        found += await free_starts(session, fitting, starts, taken, around=first, limit=MOST_SLOTS)
    slots = [FreeSlot(starts_at=start, ends_at=start + length) for start in sorted(found)[:MOST_SLOTS]]
    return FreeSlots(branch_id=branch_id, kind=kind, minutes=taken, slots=slots)
