"""Leave: asked for with a proxy, decided by somebody else, handed over the day before (GEN-03, A-39)."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from services.scheduling.domain.errors import (
    HandoverLate,
    LeaveBooked,
    LeaveOverlaps,
    OwnLeave,
    ProxyAway,
)
from services.scheduling.domain.leave import GRANTED, LEAVE, LeaveAction, LeaveState, is_long, is_short_notice
from services.scheduling.models import Leave, Resource
from services.scheduling.queries.slots import conflicts_between
from services.scheduling.schemas.shoots import LeaveIn, LeaveOut
from services.scheduling.service.occupying import hold_for_absence, is_overlap, lock_resources
from shared.contracts.scheduling import (
    LeaveApproved,
    LeaveHandedOver,
    LeaveNotHandedOver,
    LeaveRefused,
    LeaveRequested,
)
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.errors import NotFound
from shared.kit.ids import new_id
from shared.kit.outbox import publish
from shared.kit.reference import Branch, get_branch, get_staff


async def request_leave(session: AsyncSession, who: Principal, body: LeaveIn) -> LeaveOut:
    """Ask for days off; for somebody else only with the right to decide on leave.

    Raises:
        NotFound: staff or proxy unknown here.
        ProxyAway, LeaveOverlaps.
    """
    staff_id = body.staff_id or who.staff_id
    if staff_id != who.staff_id:
        who.require("scheduling.leaves.decide")
    staff, proxy = await get_staff(session, staff_id), await get_staff(session, body.proxy_id)
    if staff is None or not staff.state.active:
        raise NotFound(what="member of staff")
    who.require_branch(staff.home_branch_id)
    if proxy is None or not proxy.state.active:
        raise NotFound(what="proxy")
    if proxy.staff_id == staff_id or await _leaves_in(session, proxy.staff_id, body.first_day, body.last_day):
        raise ProxyAway(proxy=proxy.staff_id)
    if await _leaves_in(session, staff_id, body.first_day, body.last_day, requested=True):
        raise LeaveOverlaps(staff=staff_id)
    branch = await get_branch(session, staff.home_branch_id)
    leave = Leave(
        id=new_id(),
        branch_id=branch.branch_id,
        staff_id=staff_id,
        proxy_id=proxy.staff_id,
        first_day=body.first_day,
        last_day=body.last_day,
        reason=body.reason,
        requested_by=who.staff_id,
        requested_at=clock.now(),
    )
    session.add(leave)
    publish(session, LeaveRequested(**_about(leave), last_day=leave.last_day), version=1)
    return LeaveOut.of(leave, branch.today())


async def _leaves_in(
    session: AsyncSession, staff_id: str, first: date, last: date, *, requested: bool = False, but: UUID | None = None
) -> bool:
    states = GRANTED | {LeaveState.REQUESTED} if requested else GRANTED
    found = await session.exec(
        select(Leave.id).where(
            Leave.staff_id == staff_id,
            col(Leave.state).in_(states),
            col(Leave.first_day) <= last,
            col(Leave.last_day) >= first,
            col(Leave.id).is_distinct_from(but),
        )
    )
    return found.first() is not None


async def _decide(
    session: AsyncSession, who: Principal, leave_id: UUID, action: LeaveAction, note: str
) -> tuple[Leave, Branch]:
    leave = await get_or_404(session, Leave, leave_id, lock=True)
    length = "long" if is_long(leave.first_day, leave.last_day) else "short"
    who.require(f"scheduling.leaves.approve_{length}")
    if who.staff_id in {leave.staff_id, leave.requested_by}:
        raise OwnLeave
    leave.state = LEAVE.after(leave.state, action)
    leave.decided_by, leave.decided_at, leave.decision_note = who.staff_id, clock.now(), note or None
    return leave, await get_branch(session, leave.branch_id)


async def approve_leave(session: AsyncSession, who: Principal, leave_id: UUID, note: str) -> LeaveOut:
    """Grant the days; the person can no longer be booked in them. The evening before, the hand-over is asked for now.

    Raises:
        LeaveBooked: with the bookings in the way.
        OwnLeave, Forbidden, ProxyAway, LeaveOverlaps.
    """
    leave, branch = await _decide(session, who, leave_id, LeaveAction.APPROVE, note)
    if await _leaves_in(session, leave.proxy_id, leave.first_day, leave.last_day):
        raise ProxyAway(proxy=leave.proxy_id)
    if await _leaves_in(session, leave.staff_id, leave.first_day, leave.last_day, but=leave.id):
        raise LeaveOverlaps(staff=leave.staff_id)
    await _be_absent(session, branch, leave)
    fact = LeaveApproved(
        branch_id=leave.branch_id,
        leave_id=leave.id,
        staff_id=leave.staff_id,
        proxy_id=leave.proxy_id,
        first_day=leave.first_day,
        last_day=leave.last_day,
    )
    publish(session, fact, version=2)
    if is_short_notice(leave.first_day, branch.local(clock.now())):
        publish(session, LeaveNotHandedOver(**_about(leave)), version=3)
    return LeaveOut.of(leave, branch.today())


async def _be_absent(session: AsyncSession, branch: Branch, leave: Leave) -> None:
    begin, end = branch.at(leave.first_day, time(0)), branch.at(leave.last_day + timedelta(days=1), time(0))
    rows = await session.exec(
        select(Resource).where(Resource.staff_id == leave.staff_id, col(Resource.active)).order_by(col(Resource.id))
    )
    resources = list(rows)
    await session.flush()
    try:
        async with session.begin_nested():
            await lock_resources(session, [resource.id for resource in resources])
            for resource in resources:
                await hold_for_absence(session, resource, begin, end, "leave", leave.id)
    except IntegrityError as error:
        if not is_overlap(error):
            raise
        conflicts: list[dict[str, Any]] = await conflicts_between(session, resources, begin, end, None)
        raise LeaveBooked(conflicts=conflicts) from error


async def reject_leave(session: AsyncSession, who: Principal, leave_id: UUID, note: str) -> LeaveOut:
    """Refuse the days."""
    leave, branch = await _decide(session, who, leave_id, LeaveAction.REJECT, note)
    fact = LeaveRefused(branch_id=leave.branch_id, leave_id=leave.id, staff_id=leave.staff_id, refused_by=who.staff_id)
    publish(session, fact, version=2)
    return LeaveOut.of(leave, branch.today())


async def hand_over_tasks(session: AsyncSession, who: Principal, leave_id: UUID, notes: str) -> LeaveOut:
    """Tell the proxy what the next days hold, before the first one begins (GEN-03).

    Raises:
        HandoverLate: the leave has begun.
        NotFound: not one's own leave.
    """
    leave = await get_or_404(session, Leave, leave_id, lock=True)
    if who.staff_id not in {leave.staff_id, leave.requested_by}:
        raise NotFound(what="leave")
    branch = await get_branch(session, leave.branch_id)
    if clock.now() >= branch.at(leave.first_day, time(0)):
        raise HandoverLate(day=leave.first_day.isoformat())
    leave.state = LEAVE.after(leave.state, LeaveAction.HAND_OVER)
    leave.handover, leave.handed_over_at = notes, clock.now()
    publish(session, LeaveHandedOver(**_about(leave)), version=3)
    return LeaveOut.of(leave, branch.today())


def _about(leave: Leave) -> dict[str, Any]:
    return leave.model_dump(include={"branch_id", "staff_id", "proxy_id", "first_day"}) | {"leave_id": leave.id}


async def watch_handovers(session: AsyncSession, branch: Branch, day: date) -> None:
    """In the afternoon, tell of every leave that begins tomorrow and was not handed over (GEN-03, N-29)."""
    rows = await session.exec(
        select(Leave).where(
            col(Leave.branch_id) == branch.branch_id,
            col(Leave.first_day) == day + timedelta(days=1),
            col(Leave.state) == LeaveState.APPROVED,
        )
    )
    for leave in rows:
        publish(session, LeaveNotHandedOver(**_about(leave)), version=3)
