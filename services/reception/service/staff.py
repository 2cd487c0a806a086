"""Staff named in requests: known, at work, and who stands in for whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from sqlmodel import select

from services.reception.models import Proxy
from shared.kit.db import AsyncSession
from shared.kit.errors import FactNotArrived, ServiceError
from shared.kit.reference import get_staff


class StaffLeft(ServiceError):
    """The member of staff works here no more."""

    status, code = 409, "staff.left"
    en, zh = "{staff_id} does not work here any more.", "{staff_id} 已离职。"


async def require_staff(session: AsyncSession, staff_ids: Iterable[str | None]) -> None:
    """Refuse staff nobody has heard of, or who left.

    Raises:
        FactNotArrived: not heard of (yet).
        StaffLeft: no longer active.
    """
    named = [staff_id for staff_id in staff_ids if staff_id is not None]
    found = {staff_id: await get_staff(session, staff_id) for staff_id in named}
    require_known(named, {staff_id: staff.state.active for staff_id, staff in found.items() if staff is not None})


def require_known(staff_ids: Iterable[str | None], active: Mapping[str, bool]) -> None:
    """Refuse staff nobody has heard of, or who left, by what is on record of them.

    Raises:
        FactNotArrived: not heard of (yet).
        StaffLeft: no longer active.
    """
    for staff_id in staff_ids:
        if staff_id is None:
            continue
        if staff_id not in active:
            raise FactNotArrived(what=f"staff {staff_id}")
        if not active[staff_id]:
            raise StaffLeft(staff_id=staff_id)


async def away_on(session: AsyncSession, day: date) -> dict[str, str]:
    """Who is on leave that day, and his proxy (GEN-03)."""
    rows = await session.exec(select(Proxy).where(Proxy.first_day <= day, Proxy.last_day >= day))
    return {leave.staff_id: leave.proxy_id for leave in rows.all()}


def stand_in(staff_id: str, away: dict[str, str]) -> str:
    """Who does the work of that member of staff today: himself, or the proxy who is there himself (GEN-03)."""
    seen = {staff_id}
    while staff_id in away and away[staff_id] not in seen:
        staff_id = away[staff_id]
        seen.add(staff_id)
    return staff_id
