"""How the system is, and business time in development."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter

from gateway.api import PartsDep
from gateway.front import system
from gateway.schemas import ClockIn, ClockMoved, ClockOut, SystemOut
from shared.kit import clock
from shared.kit.auth import Principal, may

router = APIRouter(tags=["operations"])


@router.get("/system")
async def read_system(parts: PartsDep, _who: Annotated[Principal, may("operations.read")]) -> SystemOut:
    """Health, lag and parked events of all services."""
    return await system.state_of_all(parts.departments)


@router.get("/dev/clock")
async def read_clock(parts: PartsDep, _who: Annotated[Principal, may("operations.clock")]) -> ClockOut:
    """Business time and real time."""
    return ClockOut(now=clock.now(), real=clock.wall(), movable=parts.clockwork.movable)


@router.post("/dev/clock")
async def move_clock(body: ClockIn, parts: PartsDep, _who: Annotated[Principal, may("operations.clock")]) -> ClockMoved:
    """Move business time for all services, from one due job to the next (development only)."""
    if "to" in body.model_fields_set and body.to is None:
        await parts.clockwork.real_time()
        return ClockMoved(now=clock.now(), real=clock.wall(), movable=True, steps=[])
    steps = await parts.clockwork.move(
        body.to, add_seconds=body.add_seconds or 0, together=timedelta(minutes=body.together_minutes)
    )
    return ClockMoved(now=clock.now(), real=clock.wall(), movable=True, steps=steps)
